"""The unit of each row of a list of employees: by code, by name, or by columns of levels, the outermost first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from sightline.formats.mapping.assembling import Assembly
from sightline.formats.mapping.cells import plain
from sightline.formats.mapping.naming import Part
from sightline.formats.mapping.records import Record
from sightline.formats.mapping.tally import Tally

NAMESAKES: Final = "naming a unit that shares its name with others"


def find_units(records: Sequence[Record], assembly: Assembly, told: Tally) -> dict[Record, Part]:
    """Find the unit of each row that names one; those that no other sheet lists become teams.

    Levels are read first, then codes, then names alone, so that a name finds the unit that another row knows better.
    """
    units = _Units(assembly, told)
    wholes: dict[Record, Part] = {}
    for record in records:
        levels = _without_repetition(record.texts("level"))
        if levels:
            wholes[record] = units.at_levels(levels, record)
    found = dict(wholes)
    for field in ("unit", "unit_name"):
        units.remember()
        alike: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            if record.text(field) is not None and (field == "unit" or record.text("unit") is None):
                alike[plain(record.text(field) or "")].append(record)
        for same in alike.values():
            unit = units.find(field, same)
            if unit is None:
                continue
            for record in same:
                if record in wholes and wholes[record] is not unit:
                    assembly.put_into(unit, wholes[record], record)
                found[record] = unit
    return found


class _Units:
    def __init__(self, assembly: Assembly, told: Tally) -> None:
        self._assembly = assembly
        self._told = told
        self._listed = self._known = frozenset(part.key for part in assembly.parts)

    def at_levels(self, levels: Sequence[str], record: Record) -> Part:
        """Find the innermost of some levels; the same name below another whole is another unit."""
        unit: Part | None = None
        for depth, name in enumerate(levels):
            whole, unit = unit, self._at_level(levels[: depth + 1], name, record)
            if whole is not None and unit.key in self._listed:
                self._assembly.put_into(unit, whole, record)
            elif whole is not None and unit.whole is None:
                unit.whole = (whole, record)
        assert unit is not None  # noqa: S101 - there is at least one level
        return unit

    def _at_level(self, way: Sequence[str], name: str, record: Record) -> Part:
        listed = [part for part in self._assembly.parts.find(name, "team") if part.key in self._listed]
        if len(listed) == 1:
            return listed[0]
        key = " / ".join(plain(one) for one in way)
        unit = self._known_or_new(f"team level {key}", name, record)
        unit.spellings[name] += 1
        return unit

    def remember(self) -> None:
        """Remember who is known so far: only these are found by name, whatever the order of the rows to come."""
        self._known = frozenset(part.key for part in self._assembly.parts)

    def find(self, field: str, records: Sequence[Record]) -> Part | None:
        """Find the unit that rows with the same code, or the same name and no code, mean; None where several fit.

        A code that nothing has may still be that of a unit with the name which stands beside it most often.
        """
        word = min(record.text(field) or "" for record in records)
        names = Counter(name for record in records if (name := record.text("unit_name")) is not None)
        usual = min(names, key=lambda name: (-names[name], name), default=word)
        for text in (word, usual):
            fits = [part for part in self._assembly.parts.find(text, "team") if part.key in self._known]
            if len(fits) > 1:
                for record in records:
                    self._told.add(NAMESAKES, record)
                return None
            if fits:
                return fits[0]
        unit = self._known_or_new(f"team {field} {plain(word)}", usual, records[0], word if field == "unit" else None)
        unit.spellings.update(names)
        return unit

    def _known_or_new(self, key: str, name: str, record: Record, code: str | None = None) -> Part:
        parts = self._assembly.parts
        if key not in parts:
            parts.add(Part(key, "team", name, record, identifier=code, is_inside=True))
        return parts[key]


def _without_repetition(levels: Iterable[str]) -> list[str]:
    """Leave out a level that only repeats the one around it, as many lists do where a division has one department."""
    said: list[str] = []
    for level in levels:
        if not said or plain(said[-1]) != plain(level):
            said.append(level)
    return said
