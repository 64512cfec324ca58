"""The benchmarks work: at a tiny size both sides agree, and every stage is told. Speed is not tested here."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import large_table, million_table
from benchmarks.drawing import Shape, draw
from benchmarks.large import compare


@pytest.mark.parametrize("shape", ["tangled", "layered"])
def test_the_script_and_the_engine_agree(shape: Shape) -> None:
    rows = compare(400, shape=shape, solved=1)
    assert [row.figure for row in rows][-2:] == ["all of it", "all but the gains"]
    assert all(row.ours > 0 and row.theirs > 0 for row in rows)


def test_the_table_has_a_line_for_each_figure() -> None:
    assert len(list(large_table(300, "tangled"))) == 3 + 7


def test_the_whole_command_is_run_and_its_stages_told() -> None:
    pytest.importorskip("pyarrow", reason="reading Parquet needs the extra `parquet`")
    table = "\n".join(million_table(300, "layered"))
    for stage in ("read Parquet", "shares", "result: occlusion", "contract and JSON", "whole process"):
        assert stage in table


def test_drawings_are_the_same_for_the_same_seed() -> None:
    one, same, other = draw(200, seed=1), draw(200, seed=1), draw(200, seed=2)
    assert one.relations["to"].tolist() == same.relations["to"].tolist()
    assert one.relations["to"].tolist() != other.relations["to"].tolist()
