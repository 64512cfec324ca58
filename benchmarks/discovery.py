"""Handovers of a large event log: DuckDB through Ibis beside the same figures by pandas, checked equal."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sightline.discovery.engines import DuckDbEngine
from sightline.discovery.handovers import Handovers, find_handovers
from sightline.discovery.log_columns import LogColumns

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = LogColumns(case="case", group="group", activity="activity", time="time")
GROUPS, ACTIVITIES, EVENTS_PER_CASE = 40, 30, 10
PAIR = ["group", "next"]


@dataclass(frozen=True)
class Compared:
    """Wall and processor seconds of both sides, on the same file, from reading it to the figures."""

    events: int
    handovers: int
    ours: float
    ours_processor: float
    theirs: float
    theirs_processor: float


def tables(events: int = 10_000_000) -> Iterator[str]:
    """Count the handovers of a drawn log on both sides; lines of a table."""
    found = compare(events)
    yield from (
        "",
        f"| {found.events:,} events, {found.handovers:,} handovers | Sightline on DuckDB | pandas | ratio |",
        "| --- | --- | --- | --- |",
    )
    rows = (("wall", found.ours, found.theirs), ("processor", found.ours_processor, found.theirs_processor))
    for name, ours, theirs in rows:
        yield f"| {name} | {ours:.1f} s | {theirs:.1f} s | {theirs / ours:.1f} |"


def compare(events: int, *, seed: int = 0) -> Compared:
    """Write a drawn log as Parquet, count its handovers on both sides, and see that they agree."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "log.parquet"
        write_log(file, events, seed=seed)
        begun, used = time.perf_counter(), _processor()
        with DuckDbEngine([file]) as engine:
            found = find_handovers(engine.read_parquet([file]), COLUMNS)
        ours, ours_processor = time.perf_counter() - begun, _processor() - used
        begun, used = time.perf_counter(), _processor()
        pairs = count_with_pandas(file)
        theirs, theirs_processor = time.perf_counter() - begun, _processor() - used
    _check(found, pairs)
    return Compared(events, int(found.pairs.handovers.sum()), ours, ours_processor, theirs, theirs_processor)


def write_log(file: Path, events: int, *, seed: int = 0) -> None:
    """Write a log in the order of its times, as systems export it: cases overlap, some groups do most of the work."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    random = np.random.default_rng(seed)
    cases = max(1, events // EVENTS_PER_CASE)
    case = random.integers(0, cases, events)
    opened = random.integers(0, 365 * 86_400, cases)
    moment = (opened[case] + random.integers(0, 30 * 86_400, events)) * 1_000_000 + random.integers(0, 10**6, events)
    order = np.argsort(moment, kind="stable")
    group = np.minimum(random.geometric(0.08, events) - 1, GROUPS - 1)

    def texts(word: str, numbers: npt.NDArray[np.int64], size: int) -> pa.Array[Any]:
        words = pa.array([f"{word} {at}" for at in range(size)])
        return pa.DictionaryArray.from_arrays(numbers.astype(np.int32), words).cast(pa.string())

    table: dict[str, pa.Array[Any]] = {
        "case": texts("case", case[order], cases),
        "activity": texts("Activity", random.integers(0, ACTIVITIES, events), ACTIVITIES),
        "group": texts("Group", group, GROUPS),
        "time": pa.array(moment[order] + 1_700_000_000_000_000, pa.timestamp("us", tz="UTC")),
    }
    pq.write_table(pa.table(table), file, compression="zstd")


def count_with_pandas(file: Path) -> pd.DataFrame:
    """Count the same figures as a competent analyst does with pandas, by pair of groups."""
    import pandas as pd

    log = pd.read_parquet(file).drop_duplicates().sort_values(["case", "time"], kind="stable")
    by_case = log.groupby("case", sort=False)
    log["next"] = by_case["group"].shift(-1)
    log["wait"] = (by_case["time"].shift(-1) - log["time"]).dt.total_seconds()
    log["place"] = by_case.cumcount()
    last = log.groupby(["case", "group"], sort=False)["place"].transform("max")
    log["revisited"] = log["place"] < last
    handed = log[log["next"].notna() & (log["group"] != log["next"])].copy()
    handed["returned"] = handed.groupby("case", sort=False)["next"].shift(-1) == handed["group"]
    pairs = handed.groupby(PAIR, sort=False)
    waits = pairs["wait"]
    return pd.DataFrame(
        {
            "handovers": pairs.size(),
            "cases": pairs["case"].nunique(),
            "mean_wait": waits.mean(),
            "median_wait": waits.quantile(0.5, interpolation="lower"),
            "returned": pairs["returned"].sum(),
            "revisited": pairs["revisited"].sum(),
        }
    )


def _check(found: Handovers, pairs: pd.DataFrame) -> None:
    assert len(found.pairs) == len(pairs) > 0
    theirs = pairs.reindex(list(zip(found.pairs.supplier, found.pairs.customer, strict=True)))
    for name in theirs.columns:
        assert np.allclose(getattr(found.pairs, name), theirs[name].to_numpy(dtype=float)), name


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
