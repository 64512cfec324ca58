"""Handovers: what the engine counts is what the slow twin counts, and what was counted by others on real logs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.discovery.engines import DuckDbEngine
from sightline.discovery.events import NO_GROUP, HandoverOptions, MissingGroup
from sightline.discovery.handovers import Handovers, find_handovers
from sightline.discovery.log_columns import LogColumns, choose_columns
from sightline.discovery.logs import open_log
from sightline.errors import UsageError
from tests.reference.handovers import Event, count_groups, count_pairs, drop_doubles
from tests.shared_data import shared_data

pytest.importorskip("ibis", reason="event logs need the extra `logs`")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
# Ibis 12 calls what DuckDB 2 has renamed.

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEFAULTS = HandoverOptions()
COLUMNS = LogColumns(case="case", group="group", activity="activity", time="end", start="start")
LOGS = "06_eventlogs"


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDbEngine]:
    with DuckDbEngine() as opened:
        yield opened


def count(engine: DuckDbEngine, events: Sequence[Event], options: HandoverOptions = DEFAULTS) -> Handovers:
    """Count the handovers of events whose moments are minutes; the engine reads them from Parquet."""

    def moment(minutes: int | None) -> datetime | None:
        return None if minutes is None else BEGIN + timedelta(minutes=minutes)

    rows = [event._asdict() | {"start": moment(event.start), "end": moment(event.end)} for event in events]
    time = pa.timestamp("us", tz="UTC")
    kinds = {"case": pa.string(), "activity": pa.string(), "group": pa.string(), "end": time, "start": time}
    file = engine.folder / "drawn.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=pa.schema(kinds)), file)
    return find_handovers(engine.read_parquet([file]), COLUMNS, options)


def draw(*cases: str) -> list[Event]:
    """Draw cases as the groups that work on them, one letter a minute; a dot is a missing group."""
    return [
        Event(str(case), f"{group}{at}", None if group == "." else group, at)
        for case, groups in enumerate(cases)
        for at, group in enumerate(groups)
    ]


def figures(found: Handovers, column: str) -> dict[str, float]:
    values: Any = getattr(found.pairs, column)
    names = map("".join, zip(found.pairs.supplier, found.pairs.customer, strict=True))
    return dict(zip(names, values.tolist(), strict=True))


def agree(found: Handovers, events: Sequence[Event]) -> None:
    """Hold every figure against the twin's."""
    pairs, groups = count_pairs(events), count_groups(events)
    assert set(zip(found.pairs.supplier, found.pairs.customer, strict=True)) == pairs.keys()
    for at, pair in enumerate(zip(found.pairs.supplier, found.pairs.customer, strict=True)):
        for name in ("handovers", "cases", "returned", "revisited"):
            assert getattr(found.pairs, name)[at] == getattr(pairs[pair], name), (pair, name)
        for name in ("mean_wait", "median_wait", "long_wait"):
            assert getattr(found.pairs, name)[at] == pytest.approx(60 * getattr(pairs[pair], name)), (pair, name)
    assert set(found.groups.group) == groups.keys()
    for at, group in enumerate(found.groups.group):
        for name in ("events", "cases", "first", "last", "continued"):
            assert getattr(found.groups, name)[at] == getattr(groups[group], name), (group, name)
    assert found.events == len(events)
    assert found.cases == len({event.case for event in events})


events = st.builds(
    Event,
    case=st.sampled_from("123"),
    activity=st.sampled_from("xy"),
    group=st.sampled_from(["A", "B", "C", "Ärzte", None]),
    end=st.integers(0, 8),
    start=st.none() | st.integers(0, 8),
)


@settings(max_examples=8, deadline=None)
@given(st.lists(events, max_size=25), st.sampled_from(["break", "skip", "keep"]), st.booleans())
def test_figures_are_those_of_the_twin(drawn: list[Event], missing: MissingGroup, drop: bool) -> None:
    expected = drop_doubles(drawn) if drop else drawn
    if missing == "skip":
        expected = [event for event in expected if event.group is not None]
    elif missing == "keep":
        expected = [event._replace(group=event.group or NO_GROUP) for event in expected]
    with DuckDbEngine() as engine:
        found = count(engine, drawn, HandoverOptions(missing=missing, duplicates="drop" if drop else "keep"))
    agree(found, expected)


def test_a_handover_is_returned_where_the_next_one_leads_straight_back(engine: DuckDbEngine) -> None:
    found = count(engine, draw("ABBA", "ABCA", "AB"))
    assert figures(found, "handovers") == {"AB": 3, "BA": 1, "BC": 1, "CA": 1}
    assert figures(found, "returned") == {"AB": 1, "BA": 0, "BC": 0, "CA": 0}
    assert figures(found, "revisited") == {"AB": 2, "BA": 0, "BC": 0, "CA": 0}


def test_an_event_without_group_breaks_the_chain_unless_it_is_skipped_or_kept(engine: DuckDbEngine) -> None:
    broken = count(engine, draw("A.B", "AB"))
    assert figures(broken, "handovers") == {"AB": 1}
    assert any(notice.startswith("1 row without a group") for notice in broken.notices)
    assert figures(count(engine, draw("A.B", "AB"), HandoverOptions(missing="skip")), "handovers") == {"AB": 2}
    kept = count(engine, draw("A.B", "AB"), HandoverOptions(missing="keep"))
    assert figures(kept, "handovers") == {"A(no group)": 1, "AB": 1, "(no group)B": 1}


def test_sentinels_are_no_groups_whatever_their_letters(engine: DuckDbEngine) -> None:
    log = [Event("1", "x", "A", 0), Event("1", "y", " Empty ", 1), Event("1", "z", "B", 2)]
    assert not len(count(engine, log).pairs)
    assert figures(count(engine, log, HandoverOptions(sentinels=())), "handovers") == {"AEmpty": 1, "EmptyB": 1}


def test_repeated_rows_count_once_and_are_told(engine: DuckDbEngine) -> None:
    log = [*draw("AB"), *draw("AB")]
    found = count(engine, log)
    assert figures(found, "handovers") == {"AB": 1}
    assert "2 rows that repeat another one, to the moment: left out" in found.notices


def test_work_that_begins_before_the_other_ends_does_not_wait(engine: DuckDbEngine) -> None:
    found = count(engine, [Event("1", "x", "A", 10, 0), Event("1", "y", "B", 12, 5), Event("1", "z", "C", 40, 30)])
    assert figures(found, "median_wait") == {"AB": 0, "BC": 18 * 60}
    assert found.waits == "from end to beginning"


def test_a_log_without_handovers_gives_empty_tables(engine: DuckDbEngine) -> None:
    found = count(engine, draw("AAA", "."))
    assert len(found.pairs) == 0
    assert found.groups.group == ("A",)
    assert found.groups.continued.tolist() == [2]


def test_columns_that_contradict_each_other_are_refused(engine: DuckDbEngine) -> None:
    table = engine.read_parquet([_write(engine, {"case": ["1"], "group": ["A"], "number": [1]})])
    for columns in (
        LogColumns(case="case", group="group", time="number"),
        LogColumns(case="case", group="group", row=None),
        LogColumns(case="case", group="group", lifecycle="group"),
        LogColumns(case="case", group="gruop"),
    ):
        with pytest.raises(UsageError):
            find_handovers(table, columns)


def test_times_are_read_as_people_write_them(engine: DuckDbEngine) -> None:
    written = {
        "2026-03-02T09:00:00+01:00": 0,
        "2026-03-02 09:01 +0100": 1,
        "02.03.2026 8:02": 2,
        "2026-03-02T08:03:00.000000Z": 3,
        "2026-3-2 08:04:00,0": 4,
    }
    log = {"case": ["1"] * 8, "group": [*"ABCDEFGH"], "end": [*written, "12:30", "2026-02-30", None]}
    found = find_handovers(
        engine.read_parquet([_write(engine, log)]), LogColumns(case="case", group="group", time="end")
    )
    assert figures(found, "mean_wait") == dict.fromkeys(["AB", "BC", "CD", "DE"], 60.0)
    assert found.notices == (
        "1 row without a time: left out",
        "2 rows with a time that cannot be read: left out",
        "2 rows without a time zone: taken as UTC",
    )


def test_starts_and_completes_make_one_event(engine: DuckDbEngine) -> None:
    steps = [("x", "A", "start", 0), ("x", "A", "complete", 5), ("y", "B", "Start", 8), ("y", "B", "assign", 9),
             ("y", "B", "complete", 10), ("z", "C", "start", 20)]  # fmt: skip
    log = {
        "case": ["1"] * len(steps),
        "activity": [step[0] for step in steps],
        "group": [step[1] for step in steps],
        "step": [step[2] for step in steps],
        "end": [f"2026-03-02 09:{step[3]:02}Z" for step in steps],
    }
    columns = LogColumns(case="case", group="group", activity="activity", time="end", lifecycle="step")
    found = find_handovers(engine.read_parquet([_write(engine, log)]), columns)
    assert found.events == 3
    assert figures(found, "median_wait") == {"AB": 180, "BC": 600}
    assert [notice.split()[0] for notice in found.notices] == ["1", "3"]


@pytest.mark.parametrize(
    ("name", "counted_as", "group"),
    [
        ("running-example.xes", "running-example.xes", "org:resource"),
        ("running-example.csv", "running-example.xes", "org:resource"),
        ("08_receipt.xes.gz", "08_receipt.xes.gz", "org:group"),
        ("receipt.csv", "08_receipt.xes.gz", "org:resource"),
        ("02_teleclaims.xes.gz", "02_teleclaims.xes.gz", "org:resource"),
    ],
)
def test_counts_equal_those_made_by_others(name: str, counted_as: str, group: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/{LOGS}/{counted_as}"]
    with open_log(shared_data(f"{LOGS}/{name}")) as log:
        columns, _ = choose_columns(log.table, group=group)
        plain = replace(columns, lifecycle=None)
        found = find_handovers(log.table, plain, HandoverOptions(sentinels=(), duplicates="keep"))
    assert (found.cases, found.events) == (expected["cases"], expected["events"])
    assert len(found.pairs) == expected[group]["handover_pairs"]
    assert found.pairs.handovers.sum() == expected[group]["handovers"]
    pairs = zip(found.pairs.supplier, found.pairs.customer, strict=True)
    counts = dict(zip(pairs, found.pairs.handovers.tolist(), strict=True))
    assert expected[group]["top"]
    assert all(counts[tuple(pair)] == number for pair, number in expected[group]["top"])


def test_the_life_cycle_of_a_real_log_tells_real_waits() -> None:
    with open_log(shared_data(f"{LOGS}/02_teleclaims.xes.gz")) as log:
        columns, _ = choose_columns(log.table)
        found = find_handovers(log.table, columns)
    assert columns.lifecycle == "lifecycle:transition"
    assert found.waits == "from end to beginning"
    assert "customer" in found.pairs.supplier
    assert np.isfinite(found.pairs.median_wait).all()


def _write(engine: DuckDbEngine, columns: dict[str, list[Any]]) -> Path:
    file = engine.folder / "written.parquet"
    pq.write_table(pa.table(columns), file)
    return file
