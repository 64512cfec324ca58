"""The benchmark of uncertainty works: at a tiny size the study and the plain loop agree, and each case has its row."""

from __future__ import annotations

from benchmarks.uncertainty import tables


def test_each_case_has_its_row() -> None:
    rows = list(tables(((60, "tangled"),), draws=25))
    assert len([row for row in rows if row.startswith("| ") and " elements, " in row]) == 1
