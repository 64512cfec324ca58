"""Sightline agrees with the slow twins on everything it says, however it computes it."""

from __future__ import annotations

from hypothesis import given, settings

from tests.analyzers.agreement import (
    analyzed,
    as_if_large,
    find_differences,
    find_tolerance,
    told_by_sightline,
    told_by_twins,
)
from tests.drawing import Body, organizations
from tests.reference import figures


@settings(max_examples=500)
@given(organizations())
def test_everything_agrees_with_the_slow_twins(raw: Body) -> None:
    found = figures(raw)
    expected = told_by_twins(found)
    assert find_differences(told_by_sightline(analyzed(raw)), expected, find_tolerance(found)) == []
    with as_if_large():
        told = told_by_sightline(analyzed(raw))
    assert find_differences(told, expected, find_tolerance(found, iterated=True), iterated=True) == []
