"""The unit of each row of a list of employees: by code, by name, or by columns of levels, the outermost first."""

from __future__ import annotations

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
    found: dict[Record, Part | None] = dict(wholes)
    by_code = [record for record in records if record.text("unit") is not None]
    by_name = [record for record in records if record.text("unit") is None and record.text("unit_name") is not None]
    for record in (*by_code, *by_name):
        unit = found[record] = units.by_code_or_name(record.text("unit"), record.text("unit_name"), record)
        whole = wholes.get(record)
        if unit is not None and whole is not None and whole is not unit:
            assembly.put_into(unit, whole, record)
    return {record: unit for record, unit in found.items() if unit is not None}


class _Units:
    def __init__(self, assembly: Assembly, told: Tally) -> None:
        self._assembly = assembly
        self._told = told
        self._listed = frozenset(part.key for part in assembly.parts)

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
        return self._known_or_new(f"team level {key}", name, record, None)

    def by_code_or_name(self, code: str | None, name: str | None, record: Record) -> Part | None:
        """Find the unit with a code or, where nothing has it, with a name; None where several have the name."""
        parts = self._assembly.parts
        word = code or name or ""
        found = parts.find(word, "team")
        if not found and code is not None and name is not None:
            found = [part for part in parts.find(name, "team") if part.key in self._listed]
        if len(found) > 1:
            self._told.add(NAMESAKES, record)
            return None
        unit = found[0] if found else None
        if unit is None or unit.key not in self._listed:
            key = unit.key if unit is not None else f"team {'name' if code is None else 'id'} {plain(word)}"
            unit = self._known_or_new(key, name or word, record, code)
        return unit

    def _known_or_new(self, key: str, name: str, record: Record, code: str | None) -> Part:
        parts = self._assembly.parts
        if key not in parts:
            parts.add(Part(key, "team", name, record, is_inside=True), identifier=code)
        parts.add_name(parts[key], name)
        if code is None or plain(name) != plain(code):  # a code is no name, unless there is no other
            parts[key].spellings[name] += 1
        return parts[key]


def _without_repetition(levels: Iterable[str]) -> list[str]:
    """Leave out a level that only repeats the one around it, as many lists do where a division has one department."""
    said: list[str] = []
    for level in levels:
        if not said or plain(said[-1]) != plain(level):
            said.append(level)
    return said
