"""Uncertainty: the figures of full analyses, intervals worked by hand, the same whoever does the work."""

from __future__ import annotations

import pickle  # noqa: TID251 - looks at what would be sent, and reads nothing

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import beta, spearmanr

from sightline.arrays.network import Floats, Network
from sightline.document import Tree, build_organization
from sightline.errors import UsageError
from sightline.pipeline import analyze, read
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS, Doubts, believe
from sightline.studies.drawn_figures import PARTS, Measuring
from sightline.studies.draws import BLOCK, Chances
from sightline.studies.parallel import Workers
from sightline.studies.tornado import correlate
from sightline.studies.uncertainty import Intervals, Uncertainty, find_uncertainty
from sightline.studies.what_if import WhatIf
from tests.drawing import organizations
from tests.networks import draw_at_random, draw_circle
from tests.organizations import Raw, machines_only, rework_between_two_desks, worked_example
from tests.reference.uncertainty import analyze_each

SERIAL = Workers(jobs=1)
SURE = Doubts(volume=0.0, missing=0.0)


def snapshot_of(raw: Raw) -> Snapshot:
    return Snapshot(build_organization(Tree(raw)))


def desk(**obstacle: object) -> Raw:
    """A desk that delivers to a client, without any handoff, behind one obstacle of severity 0.4."""
    body: Raw = {"delivers": ["client"], "obstacles": [{"kind": "overload", "severity": 0.4, **obstacle}]}
    return {"sightline": 1, "customers": {"client": {}}, "teams": {"desk": body}}


def check_against_full_analyses(snapshot: Snapshot, draws: int, seed: int, doubts: Doubts = DOUBTS) -> None:
    """Show that every figure of every draw is that of an analysis from the start."""
    every = np.arange(len(snapshot.network.obstacles))
    measured = Measuring(snapshot, Chances.of(snapshot, doubts), followed=every, influences=every[:0])
    found = measured.block(0, draws, seed)
    slow = list(analyze_each(snapshot, draws, seed, doubts))
    assert len(slow) == draws
    np.testing.assert_allclose(found.index[:, None], [one["index"] for one in slow], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found.account, [one["account"] for one in slow], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found.clarity, [one["clarity"] for one in slow], rtol=0, atol=1e-9)
    np.testing.assert_allclose(found.gains, [one["gains"] for one in slow], rtol=1e-5, atol=1e-9)


@settings(max_examples=40)
@given(organizations(), st.integers(0, 1_000))
def test_every_draw_has_the_figures_of_a_full_analysis(raw: Raw, seed: int) -> None:
    snapshot = snapshot_of(raw)
    assume(snapshot.network.total_effort > 0)
    check_against_full_analyses(snapshot, 2, seed, Doubts(missing=0.3))


LOOPS = {
    "at random": draw_at_random(1, size=300, relations=900, customers=3, obstacles=20),
    "circle": draw_circle(40, way_out=0.5, on_elements={4: 0.1, 9: 0.3}),
    "circle with hardly a way out": draw_circle(40, way_out=0.001, on_elements={4: 0.001}),
}


@pytest.mark.parametrize("network", LOOPS.values(), ids=LOOPS)
def test_large_loops_have_the_figures_of_a_full_analysis(network: Network) -> None:
    check_against_full_analyses(Snapshot(network=network), 2, 3)


def test_one_obstacle_makes_the_index_as_unsure_as_itself() -> None:
    snapshot = snapshot_of(desk(low=0.2, high=0.6))
    found = find_uncertainty(snapshot, draws=1_000, workers=SERIAL)
    kappa = believe(snapshot).kappa[0]
    low, high = beta(0.6 * kappa, 0.4 * kappa).ppf([0.05, 0.95])
    assert found.index.point == pytest.approx(0.6)
    assert (found.index.low, found.index.high) == pytest.approx((low, high), abs=0.03)
    assert found.accounting["blocked"].high == pytest.approx(1 - found.index.low)
    assert found.clarity.at(0) == found.index
    gain = found.gains.at(0)
    assert (gain.point, gain.low, gain.high) == pytest.approx((0.4, 1 - high, 1 - low), abs=0.03)
    assert found.top.tolist() == [1.0]
    (only,) = found.influences
    assert found.label(only) == "desk.overload"
    assert (only.at_low, only.at_high) == pytest.approx((high, low), abs=1e-6)
    assert only.correlation == pytest.approx(-1.0)


def test_where_everything_is_sure_nothing_spreads() -> None:
    found = find_uncertainty(snapshot_of(desk(low=0.4, high=0.4)), draws=30, doubts=SURE, workers=SERIAL)
    assert found.index.low == found.index.high == pytest.approx(0.6)
    assert found.influences == ()


def test_what_nobody_looked_at_moves_no_interval_but_stands_among_the_influences() -> None:
    raw = desk(low=0.4, high=0.4)
    raw["teams"] = {**raw["teams"], "unknown": {"delivers": ["client"]}}  # type: ignore[dict-item]
    found = find_uncertainty(snapshot_of(raw), draws=30, doubts=SURE, workers=SERIAL)
    assert found.index.low == found.index.high
    (only,) = found.influences
    assert only.kind == "unassessed"
    assert only.at_high == pytest.approx(0.8)
    assert only.at_low == pytest.approx(0.8 - 0.5 * beta(1, 4).ppf(0.95), abs=0.06)
    assert np.isnan(only.correlation)


def test_the_influences_are_those_of_the_organization_with_one_severity_changed() -> None:
    snapshot = Snapshot(read("sample_orgs/harbor/organization.yaml"))
    found = find_uncertainty(snapshot, draws=40, workers=SERIAL)
    widths = [one.width for one in found.influences]
    assert widths == sorted(widths, reverse=True)
    study, moved = WhatIf(snapshot), [one for one in found.influences if one.obstacle is not None]
    assert len(moved) == 10
    for one in moved:
        assert one.obstacle is not None
        assert one.low is not None
        assert one.at_low == pytest.approx(study.index_with({one.obstacle: one.low}))
        assert one.at_low > one.at_high


def test_figures_of_a_real_sample_are_those_of_its_analysis_and_lie_in_their_intervals() -> None:
    snapshot = Snapshot(read("sample_orgs/harbor/organization.yaml"))
    found, analysis = find_uncertainty(snapshot, draws=200, workers=SERIAL), analyze(snapshot)
    assert found.index.point == pytest.approx(analysis.sight.index)
    assert found.index.low < found.index.point < found.index.high
    assert found.coverage == analysis.coverage.coverage
    assert [found.accounting[part].point for part in PARTS] == pytest.approx(
        [getattr(analysis.sight.account, part) for part in PARTS]
    )
    np.testing.assert_allclose(found.clarity.point, analysis.customers.clarity)
    assert found.hotspots.tolist() == analysis.occlusion.hotspots[: len(found.hotspots)].tolist()
    np.testing.assert_allclose(found.gains.point, analysis.occlusion.obstacles.gain[found.hotspots], atol=1e-9)
    assert (found.gains.low <= found.gains.high).all()
    assert found.top.sum() == pytest.approx(5.0)


def same(one: Uncertainty, other: Uncertainty) -> bool:
    """Tell whether two studies have the same figures to the last digit."""
    return one.index == other.index and np.array_equal(all_figures(one), all_figures(other), equal_nan=True)


def all_figures(study: Uncertainty) -> Floats:
    several = [values for found in (study.gains, study.clarity) for values in (found.point, found.low, found.high)]
    influences = [[one.at_low, one.at_high, one.correlation] for one in study.influences]
    account = [[one.low, one.high] for one in study.accounting.values()]
    return np.concatenate([*several, study.top, np.ravel(influences), np.ravel(account)])


def test_several_processes_give_the_same_figures_as_one() -> None:
    snapshot = snapshot_of(worked_example())
    alone = find_uncertainty(snapshot, draws=2 * BLOCK + 5, seed=9, workers=SERIAL)
    assert same(alone, find_uncertainty(snapshot, draws=2 * BLOCK + 5, seed=9, workers=Workers(jobs=2)))
    assert not same(alone, find_uncertainty(snapshot, draws=2 * BLOCK + 5, seed=8, workers=SERIAL))


def test_no_name_goes_to_other_processes() -> None:
    snapshot = Snapshot(read("sample_orgs/harbor/organization.yaml"))
    rows = np.arange(5)
    sent = pickle.dumps(Measuring(snapshot, Chances.of(snapshot), followed=rows, influences=rows))
    network = snapshot.network
    texts = {*network.elements.ids, *network.elements.names, *network.obstacles.ids, *network.obstacles.kinds}
    told = [text for text in texts if text and len(text) > 3]
    assert len(told) > 50
    assert [text for text in (network.name, *told) if text.encode() in sent] == []


def test_told_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    find_uncertainty(
        snapshot_of(desk()), draws=BLOCK + 1, workers=SERIAL, told=lambda done, whole: steps.append((done, whole))
    )
    assert steps == [(BLOCK, BLOCK + 1), (BLOCK + 1, BLOCK + 1)]


@pytest.mark.parametrize("raw", [machines_only(), rework_between_two_desks()])
def test_organizations_without_effort_of_people_or_with_loops_are_studied(raw: Raw) -> None:
    found = find_uncertainty(snapshot_of(raw), draws=10, workers=SERIAL)
    assert 0 <= found.index.low <= found.index.high <= 1


def test_without_effort_there_is_nothing_to_be_unsure_of() -> None:
    raw: Raw = {"sightline": 1, "customers": {"client": {}}, "teams": {"desk": {"effort": 0, "serves": ["client"]}}}
    with pytest.raises(UsageError, match="carries effort"):
        find_uncertainty(snapshot_of(raw), draws=10)
    with pytest.raises(UsageError, match="at least one draw"):
        find_uncertainty(snapshot_of(desk()), draws=0)


def test_without_customers_and_obstacles_the_tables_are_empty() -> None:
    found = find_uncertainty(snapshot_of({"sightline": 1, "teams": {"desk": {}}}), draws=5, workers=SERIAL)
    assert (found.index.low, found.index.high) == (0.0, 0.0)
    assert found.accounting["no_route"].low == 1.0
    assert [len(table.labels) for table in found.tables] == [0, 0, 0]


def test_figures_that_are_not_defined_in_some_draws_take_the_others() -> None:
    drawn: Floats = np.array([[0.5, np.nan], [np.nan, np.nan]])
    intervals = Intervals.of(np.array([0.4, np.nan]), drawn)
    assert (intervals.low[0], intervals.high[0]) == (0.5, 0.5)
    assert np.isnan(intervals.low[1])


@settings(max_examples=20)
@given(st.permutations(range(12)))
def test_the_rank_correlation_is_spearmans(order: list[int]) -> None:
    straight, shuffled = np.arange(12.0) ** 3, np.array(order, dtype=np.float64)
    assert correlate(straight, shuffled) == pytest.approx(spearmanr(straight, shuffled).statistic)
    assert np.isnan(correlate(straight, np.ones(12)))
