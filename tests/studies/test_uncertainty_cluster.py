"""Uncertainty on a Dask cluster: the same figures to the last digit, and one sentence where no cluster answers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from sightline.errors import UsageError
from sightline.studies.draws import BLOCK
from sightline.studies.parallel import Workers
from sightline.studies.uncertainty import find_uncertainty
from tests.organizations import worked_example
from tests.studies.test_uncertainty import SERIAL, same, snapshot_of


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of one process on this machine, and where its scheduler listens."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=2, processes=False, host="127.0.0.1", protocol="tcp", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_figures_as_one_process(address: str) -> None:
    snapshot = snapshot_of(worked_example())
    alone = find_uncertainty(snapshot, draws=2 * BLOCK + 5, seed=9, workers=SERIAL)
    assert address.startswith("tcp://127.0.0.1:")
    assert same(alone, find_uncertainty(snapshot, draws=2 * BLOCK + 5, seed=9, workers=Workers(cluster=address)))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere at all"])
def test_where_no_cluster_answers_it_is_said(address: str) -> None:
    with pytest.raises(UsageError, match="no cluster answers"):
        find_uncertainty(snapshot_of(worked_example()), draws=5, workers=Workers(cluster=address))
