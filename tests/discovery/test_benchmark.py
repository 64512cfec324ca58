"""The benchmark of discovery works: at a tiny size both sides agree. Speed is not tested here."""

from __future__ import annotations

import pytest

from benchmarks.discovery import compare

pytest.importorskip("ibis", reason="event logs need the extra `logs`")
pytest.importorskip("pandas", reason="the other side of the benchmark is pandas")
# Ibis 12 calls what DuckDB 2 has renamed.


def test_pandas_and_the_engine_agree() -> None:
    compared = compare(2_000)
    assert compared.handovers > 0
    assert compared.ours > 0 < compared.theirs
