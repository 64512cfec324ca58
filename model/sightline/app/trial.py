"""A scenario that a user tries: the history of its changes, kept while the session lasts and in the draft beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sightline.document import Tree
from sightline.errors import SightlineError
from sightline.studies.changes import Change
from sightline.studies.effect import Effect
from sightline.studies.history import History
from sightline.studies.scenario import Scenario
from sightline.studies.what_if import WhatIf


@dataclass(frozen=True, eq=False)
class Trial:
    """One scenario: the history of its changes, and what the widgets that show it need.

    ``number`` is its own for as long as it lives. ``turn`` counts what was done to it by anything but a slider, so that
    sliders show it. ``lost`` are changes that the open model no longer allows, as sentences.
    """

    history: History
    number: int
    turn: int = 0
    lost: tuple[str, ...] = ()

    @cached_property
    def effect(self) -> Effect:
        """What all its changes do together."""
        return self.history.effect

    def moved(self, history: History) -> Trial:
        """Give the scenario as a slider left it."""
        return replace(self, history=history)

    def turned(self, history: History) -> Trial:
        """Give the scenario as anything else left it."""
        return replace(self, history=history, turn=self.turn + 1)


def to_raw(trials: Mapping[str, Trial]) -> list[dict[str, Any]]:
    """Give the scenarios that change anything, in the form of scenario files."""
    return [Scenario(name, trial.history.changes).to_raw() for name, trial in trials.items() if trial.history.changes]


def from_raw(raws: Iterable[object], study: WhatIf) -> dict[str, Trial]:
    """Try scenarios again that were kept; what can no longer be read or done is left out."""
    trials: dict[str, Trial] = {}
    for raw in raws:
        try:
            scenario = Scenario.from_raw(Tree(raw))
        except SightlineError:
            continue
        trials[scenario.name] = Trial(_redone(scenario.changes, study), len(trials) + 1)
    return trials


def _redone(changes: Iterable[Change], study: WhatIf) -> History:
    history = History(study)
    for change in changes:
        try:
            history = history.do(change)
        except SightlineError:
            continue
    return history
