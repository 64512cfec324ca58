"""Engines: DuckDB reads only what it was given and leaves nothing; a query can be stopped; Spark finds the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from sightline.discovery.engines import DuckDbEngine, SparkEngine, answer
from sightline.discovery.events import HandoverOptions
from sightline.discovery.handovers import Handovers, find_handovers
from sightline.discovery.log_columns import LogColumns

pytest.importorskip("ibis", reason="event logs need the extra `logs`")
duckdb = pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
# Ibis 12 calls what DuckDB 2 has renamed.


class StopError(Exception):
    """What a heartbeat raises to stop."""


def test_duckdb_opens_only_the_files_that_it_was_given(tmp_path: Path) -> None:
    given, other = tmp_path / "it's [given].parquet", tmp_path / "other.parquet"
    for file in (given, other):
        pq.write_table(pa.table({"case": ["1"]}), file)
    with DuckDbEngine([given]) as engine:
        assert answer(engine.read_parquet([given]), "reading").num_rows == 1
        with pytest.raises(duckdb.PermissionException):
            engine.read_parquet([other])
        with pytest.raises(duckdb.Error):
            engine.connection.execute("SET enable_external_access = true")
        with pytest.raises(duckdb.Error):
            engine.connection.execute("INSTALL httpfs")


def test_an_engine_leaves_nothing_behind() -> None:
    with DuckDbEngine() as engine:
        assert engine.folder.is_dir()
    assert not engine.folder.exists()


def test_rows_are_numbered_over_several_files_with_different_columns() -> None:
    with DuckDbEngine() as engine:
        files = [engine.folder / "b.parquet", engine.folder / "a.parquet"]
        pq.write_table(pa.table({"case": ["1", "2"]}), files[0])
        pq.write_table(pa.table({"case": ["3"], "group": ["A"]}), files[1])
        rows = answer(engine.read_parquet(files).order_by("(row)"), "reading").to_pylist()
    assert [(row["case"], row["group"]) for row in rows] == [("1", None), ("2", None), ("3", "A")]
    assert len({row["(row)"] for row in rows}) == 3


def test_a_query_stops_when_its_heartbeat_says_so() -> None:
    heard: list[str] = []

    def beat(step: str) -> None:
        heard.append(step)
        if len(heard) > 2:
            raise StopError

    with DuckDbEngine() as engine:
        engine.connection.execute(
            "CREATE TEMP VIEW endless AS SELECT sum(hash(a.range)) AS n FROM range(10000000) a, range(10000000) b"
        )
        endless = engine.backend.table("endless")
        with pytest.raises(StopError):
            answer(endless, "counting", beat)
        assert heard == ["counting"] * 3
        engine.connection.execute("CREATE TEMP VIEW quick AS SELECT 1 AS n")
        assert answer(engine.backend.table("quick"), "counting").num_rows == 1


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    if os.environ.get("SIGHTLINE_SPARK") != "required":
        pytest.importorskip("pyspark", reason="Spark is not installed here; `make spark` runs these tests")
    with SparkEngine(master="local[2]") as engine:
        yield engine


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::ResourceWarning")
def test_spark_finds_what_duckdb_finds(spark: SparkEngine) -> None:
    random = np.random.default_rng(4)
    number = 2_000
    groups = np.array(["Intake", "Ärzte", "EMPTY", "Zahlung", " Intake", "-"], dtype=object)
    moments = random.integers(0, 100_000, number)
    log = pa.table({
        "case": pa.array([f"case {at}" for at in random.integers(0, 300, number)]),
        "activity": pa.array([f"step {at}" for at in random.integers(0, 5, number)]),
        "group": pa.array(groups[random.integers(0, len(groups), number)]),
        "step": pa.array(random.choice(["start", "complete", "suspend"], number, p=[0.45, 0.5, 0.05])),
        "time": pa.array([f"2026-03-{1 + at // 4000:02}T{at % 24:02}:{at % 60:02}:07.25+01:00" for at in moments]),
    })  # fmt: skip
    columns = LogColumns(case="case", group="group", activity="activity", time="time", lifecycle="step")
    files = [spark.folder / "first part.parquet", spark.folder / "second [ä].parquet"]
    for at, file in enumerate(files):
        pq.write_table(log.slice(at * 1_000, 1_000), file)
    with DuckDbEngine(files) as engine:
        expected = find_handovers(engine.read_parquet(files), columns, HandoverOptions())
    found = find_handovers(spark.read_parquet(files), columns, HandoverOptions())
    assert len(expected.pairs) == 6
    _assert_same(found, expected)


def _assert_same(found: Handovers, expected: Handovers) -> None:
    """Hold every column of both against each other, to the last bit."""
    for name in ("pairs", "groups"):
        for field in fields(getattr(expected, name)):
            one, other = (np.asarray(getattr(getattr(figures, name), field.name)) for figures in (found, expected))
            assert one.tolist() == other.tolist(), (name, field.name)
    assert (found.cases, found.events, found.waits, found.notices) == (
        expected.cases,
        expected.events,
        expected.waits,
        expected.notices,
    )
