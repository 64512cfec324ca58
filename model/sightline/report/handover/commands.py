"""The commands that compute every figure of a report again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sources:
    """What the figures of a report come from, as a command line says it: all files by their names alone.

    ``reading`` are the options of reading that every command takes, ``form`` what says the format of ``file`` alone,
    ``arrays`` the option of those commands that need no document. ``roadmap``: whether the file has a plan. ``key``
    are the words that bring the made-up names of a report.
    """

    file: str
    reading: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    arrays: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    roadmap: bool = False
    draws: int | None = None
    seed: int = 1
    compare: str | None = None


def spell_commands(sources: Sources) -> tuple[str, ...]:
    """Spell the commands, each as one line for a shell."""
    return tuple(shlex.join(["sightline", *words, *sources.key, "--format", "json"]) for words in _commands(sources))


def _commands(sources: Sources) -> Iterator[tuple[str, ...]]:
    file, told = sources.file, (*sources.reading, *sources.form)
    yield "analyze", file, *told, *sources.arrays
    for element in sources.elements:
        yield "paths", file, element, *told, *sources.arrays
    for scenario in sources.scenarios:
        yield "what-if", file, "--scenario", scenario, *told
    if sources.roadmap:
        yield "plan", file, "--roadmap", *told
    if sources.draws is not None:
        drawn = ("--draws", str(sources.draws), "--seed", str(sources.seed))
        yield "uncertainty", file, *told, *sources.arrays, *drawn
    if sources.compare is not None:
        yield "compare", sources.compare, file, *sources.reading
        yield "diff", sources.compare, file
