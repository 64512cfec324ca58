"""The answer key about trouble that only changes its place: the hotline of Alder & Finch against its inside work."""

from __future__ import annotations

from sightline.studies.compare import compare
from tests.samples.keys import find_keys
from tests.samples.readings import read


def test_every_key_of_displacement_is_checked_here() -> None:
    assert [key.code for _, key in find_keys("displacement")] == ["AL6"]


def test_al6() -> None:
    start, hotline, inside = (read(f"alder/{file}.yaml") for file in ("organization", "2024-06-01", "2026-06-01"))
    first, second = compare(start, hotline), compare(hotline, inside)
    assert first.turnover.opened > first.turnover.closed > 0
    assert second.turnover.closed >= 5 * second.turnover.opened > 0
    assert [one.code for one in first.findings] == ["displacement"]
    assert second.findings == ()
