"""Columns: found by the keys of XES and by usual names, swapped by the user, refused with the nearest name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sightline.discovery.engines import DuckDbEngine
from sightline.discovery.log_columns import LogColumns, choose_columns
from sightline.errors import InputError, UsageError

pytest.importorskip("ibis", reason="event logs need the extra `logs`")
pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")
# Ibis 12 calls what DuckDB 2 has renamed.


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDbEngine]:
    with DuckDbEngine() as opened:
        yield opened


def choose(engine: DuckDbEngine, columns: dict[str, list[str | None]], *, group: str | None = None) -> LogColumns:
    file = engine.folder / "log.parquet"
    pq.write_table(pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()}), file)
    chosen, proposals = choose_columns(engine.read_parquet([file]), group=group)
    assert all(0 < proposal.certainty <= 1 and proposal.reason for proposal in proposals)
    return chosen


def test_the_keys_of_xes_come_before_usual_names(engine: DuckDbEngine) -> None:
    found = choose(
        engine,
        {
            "column 1": ["0", "1"],
            "case:concept:name": ["1", "1"],
            "case:group": ["Z", "Y"],
            "concept:name": ["a", "b"],
            "org:resource": ["Ann", "Ben"],
            "org:group": ["A", "B"],
            "time:timestamp": ["2026-03-02 09:00", "2026-03-02 10:00"],
            "lifecycle:transition": ["complete", "complete"],
        },
    )
    assert found == LogColumns("case:concept:name", "org:group", "concept:name", "time:timestamp")


def test_german_and_english_names_are_known(engine: DuckDbEngine) -> None:
    days: list[str | None] = ["02.03.2026 09:00", "03.03.2026 10:00"]
    cells: list[str | None] = ["x", "y"]
    german = {"Fall-ID": cells, "Tätigkeit": cells, "Abteilung": cells, "Beginn": days, "Ende": days}
    assert choose(engine, german) == LogColumns("Fall-ID", "Abteilung", "Tätigkeit", "Ende", "Beginn")
    english = {"Claim": cells, "Step": cells, "Team": cells, "Finished": days}
    assert choose(engine, english) == LogColumns("Claim", "Team", "Step", "Finished")


def test_a_group_without_values_gives_way_to_the_person(engine: DuckDbEngine) -> None:
    cells: list[str | None] = ["x", "y"]
    assert choose(engine, {"case": cells, "team": ["EMPTY", None], "resource": ["Ann", "Ben"]}).group == "resource"


def test_a_column_that_is_no_time_is_not_proposed_as_one(engine: DuckDbEngine) -> None:
    cells: list[str | None] = ["x", "y"]
    assert choose(engine, {"case": cells, "team": cells, "time": ["morning", "noon"]}).time is None


def test_the_user_swaps_columns_and_is_told_of_a_slip(engine: DuckDbEngine) -> None:
    cells: list[str | None] = ["x", "y"]
    log = {"case": cells, "team": cells, "Branch office": cells}
    assert choose(engine, log, group="Branch office").group == "Branch office"
    with pytest.raises(UsageError, match="did you mean `Branch office`"):
        choose(engine, log, group="Brunch office")


def test_a_log_without_case_or_without_rows_is_refused(engine: DuckDbEngine) -> None:
    with pytest.raises(UsageError, match=r"looks like the case; name it. The columns are `colour` and `team`"):
        choose(engine, {"colour": ["x", "y"], "team": ["x", "y"]})
    with pytest.raises(InputError, match="no events"):
        choose(engine, {"case": [], "team": []})
