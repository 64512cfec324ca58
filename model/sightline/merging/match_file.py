"""The match file: what a merge found, to be read and decided by a person, and what that person decided.

::

    matches:
      - {a: hr.yaml#email-dev, b: crm.yaml#mail, same: true}
    conflicts:
      - {on: email-dev, fact: headcount, take: hr.yaml}

``same`` is true, false, or blank while nobody has decided; ``take`` names a file, or is blank. ``certainty``, ``why``
and ``said`` are for the reader; they are not read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from sightline.document import Tree
from sightline.document.fields import Strict
from sightline.document.limits import DEFAULT_LIMITS
from sightline.document.text_form import to_yaml
from sightline.document.wording import did_you_mean, explain, nearest, show
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Problem
from sightline.formats.source import open_source
from sightline.merging.ledger import Conflict
from sightline.merging.matching import Clash, Match
from sightline.merging.merge import Merge
from sightline.merging.origins import Origin, Spot
from sightline.merging.things import Verdicts

_HEAD = """\
# What a merge of these files found. Say for each match whether both are the same thing (same: true or false), and for
# each conflict which file is right (take: its name). What is left blank stays undecided. Then merge again with
# --matches and this file.
"""


class _Matched(Strict):
    a: str
    b: str
    same: bool | None = None
    certainty: float | None = None
    why: str | None = None


class _Settled(Strict):
    on: str
    fact: str
    take: str | None = None
    said: dict[str, object] | None = None


class _File(Strict):
    matches: list[_Matched] | None = None
    conflicts: list[_Settled] | None = None


@dataclass(frozen=True)
class Decided:
    """What a person decided: verdicts on pairs of elements, and the label that is right on single facts."""

    verdicts: Verdicts = field(default_factory=dict)
    decisions: dict[tuple[str, str], str] = field(default_factory=dict)


def propose(found: Merge) -> str:
    """Write everything that waits for a person as a match file.

    Clashes stand first, then guesses in falling certainty, then conflicts; what was decided already stands in it too.
    """
    origins = found.origins
    matches = [_spell(clash, origins, same=None) for clash in found.things.clashes]
    matches += [_spell(match, origins, same=True) for match in found.things.joined]
    matches += [_spell(match, origins, same=None) for match in found.things.open]
    apart = sorted(sorted(pair) for pair, same in found.choices.verdicts.items() if not same)
    matches += [{"a": a.spelled(origins), "b": b.spelled(origins), "same": False} for a, b in apart]
    conflicts = [_spell_conflict(one) for one in (*found.conflicts, *found.overruled)]
    return _HEAD + to_yaml({"matches": matches, "conflicts": conflicts})


def _spell(found: Match | Clash, origins: Sequence[Origin], *, same: bool | None) -> dict[str, object]:
    certainty = {"certainty": round(found.certainty, 2)} if isinstance(found, Match) else {}
    ends = {"a": found.a.spelled(origins), "b": found.b.spelled(origins)}
    return {**ends, "same": same, **certainty, "why": found.reason}


def _spell_conflict(conflict: Conflict) -> dict[str, object]:
    take = None if conflict.taken is None else conflict.said[conflict.taken].label
    said = {one.label: one.value for one in conflict.said}
    return {"on": conflict.on, "fact": conflict.fact, "take": take, "said": said}


def read_match_file(path: Path, origins: Sequence[Origin]) -> Decided:
    """Read what a person decided of a merge of these origins.

    Raises InputError with every mistake: keys and values that do not fit, files and elements that are not there, pairs
    of one file, and what is decided twice.
    """
    source = open_source(path, largest=DEFAULT_LIMITS.yaml_bytes)
    tree = read_yaml(source.read(DEFAULT_LIMITS.yaml_bytes), file=source.name)
    try:
        file = _File.model_validate(tree.value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        told = explain(tree.value, details, owner="a match file", keys=_keys)
        raise InputError(Problem(sentence, tree.place(place)) for place, sentence, _, _ in told) from None
    reader = _Reader(tree, origins)
    decided = reader.read(file)
    if reader.problems:
        raise InputError(reader.problems)
    return decided


def _keys(inside: tuple[str | int, ...]) -> list[str]:
    models: dict[tuple[str | int, ...], type[Strict]] = {("matches",): _Matched, ("conflicts",): _Settled}
    return list(models.get(inside[:1], _File).model_fields)


class _Reader:
    """Turns what a match file says into verdicts, with every mistake at its place."""

    def __init__(self, tree: Tree, origins: Sequence[Origin]) -> None:
        self.tree = tree
        self.origins = {origin.label: at for at, origin in enumerate(origins)}
        self.known = [origin.organization.by_id for origin in origins]
        self.problems: list[Problem] = []

    def read(self, file: _File) -> Decided:
        """Read all entries."""
        decided = Decided({}, {})
        verdicts: dict[frozenset[Spot], bool] = {}
        for at, one in enumerate(file.matches or ()):
            ends = self._find(one.a, ("matches", at, "a")), self._find(one.b, ("matches", at, "b"))
            if ends[0] is None or ends[1] is None or one.same is None:
                continue
            if ends[0].origin == ends[1].origin:
                self._tell(
                    ("matches", at), f"{show(one.a)} and {show(one.b)} stand in one file; a match is between two"
                )
            elif verdicts.setdefault(frozenset((ends[0], ends[1])), one.same) != one.same:
                self._tell(("matches", at), f"{show(one.a)} and {show(one.b)} are decided twice, and differently")
        for at, settled in enumerate(file.conflicts or ()):
            if settled.take is not None and self._origin(settled.take, ("conflicts", at, "take")) is not None:
                decided.decisions[settled.on, settled.fact] = settled.take
        return Decided(verdicts, decided.decisions)

    def _find(self, text: str, path: tuple[str | int, ...]) -> Spot | None:
        label, hash_, identifier = text.rpartition("#")
        if not hash_:
            self._tell(path, f"{show(text)} names no element; expected a file and an id, such as `crm.yaml#support`")
            return None
        origin = self._origin(label, path)
        if origin is None:
            return None
        if identifier not in self.known[origin]:
            meant = did_you_mean(nearest(identifier, self.known[origin]))
            self._tell(path, f"{show(identifier)} is not an element of {label}{meant}")
            return None
        return Spot(origin, identifier)

    def _origin(self, label: str, path: tuple[str | int, ...]) -> int | None:
        if label not in self.origins:
            names = " and ".join(self.origins)
            meant = did_you_mean(nearest(label, self.origins))
            self._tell(path, f"{show(label)} is none of the files that are merged, {names}{meant}")
        return self.origins.get(label)

    def _tell(self, path: tuple[str | int, ...], message: str) -> None:
        self.problems.append(Problem(message, self.tree.place(path)))
