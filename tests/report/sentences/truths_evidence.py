"""The figures of what is looked at and of what answers move, in the sentences of their pictures."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.pictures.coverage_bars import Covered, coverage_bars
from sightline.pictures.palette import LIGHT
from sightline.pictures.severity_shift import Shift, severity_shift
from tests.report.sentences.figures import is_amount, is_share, number
from tests.report.sentences.spoken import Said, say
from tests.report.sentences.truths import true

UNITS = (
    (Covered("a", "First", 3.0, 1.0, 4.5), Covered("b", "Second", 0.0, 0.0, 2.0), Covered("c", "Idle", 0, 0, 0)),
    (Covered("a", "First", 3.0, 0.0, 0.0), Covered("b", "Second", 1.5, 0.5, 0.0)),
    (Covered("c", "Idle", 0, 0, 0),),
)
SHIFTS = (
    (Shift("First", 0.4, 0.6, 0.5, 0.75), Shift("Second", None, 0.3, 0.1, 0.5, "new")),
    (Shift("First", 0.4, 0.3, 0.25, 0.5), Shift("Second", None, 0.35, 0.1, 0.5, "new")),
    (),
)


def of_evidence() -> Iterator[Said]:
    """Say what the pictures of units and of answers say."""
    for units in UNITS:
        yield from say(coverage_bars(units, LIGHT).alt, units)
    for shifts in SHIFTS:
        yield from say(severity_shift(shifts, LIGHT).alt, shifts)


@true("{} of the effort of {} goes by a line that is looked at", tuple)
def share_of_lines(said: Said, share: str, units: str) -> None:
    assert is_share(share, sum(one.line for one in said.about) / sum(one.effort for one in said.about))
    assert number(units) == sum(one.effort > 0 for one in said.about)


@true("{}; most that nobody has looked at is in {}, {} of {}.", tuple)
def most_unknown(said: Said, _: str, name: str, unknown: str, effort: str) -> None:
    (unit,) = (one for one in said.about if one.name == name)
    assert unit.unknown == max(one.unknown for one in said.about) > 0
    assert is_amount(unknown, unit.unknown)
    assert is_amount(effort, unit.effort)


@true("{}, and somebody has looked at every part of it.", tuple)
def all_known(said: Said, _: str) -> None:
    assert not any(one.unknown for one in said.about)


@true("{} with the answers; the largest change is that of {}, {} to {} ({} to {}).", tuple)
def largest_change(said: Said, count: str, name: str, start: str, after: str, low: str, high: str) -> None:
    assert number(count) == len(said.about)
    (shift,) = (one for one in said.about if one.name == name)
    assert shift.size == max(one.size for one in said.about)
    if shift.before is None:
        assert start == "from nothing recorded"
    else:
        assert is_share(start.removeprefix("from "), shift.before)
    assert is_share(after, shift.after)
    assert is_share(low, shift.low)
    assert is_share(high, shift.high)
