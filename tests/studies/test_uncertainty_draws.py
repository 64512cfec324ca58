"""Draws: the distributions that the file asks for, the same numbers for the same seed, nobody without a route."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from sightline.arrays.routes import find_routes
from sightline.document import Tree, build_organization
from sightline.pipeline import read
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import Doubts, believe, kappa_of_interval, kappa_of_respondents
from sightline.studies.draws import BLOCK, Chances, blocks, draw_severities
from tests.drawing import organizations
from tests.organizations import Raw, worked_example


def desk(**obstacle: object) -> Snapshot:
    """A desk with one obstacle, whose severity is 0.4 if not said otherwise."""
    body: Raw = {"serves": ["client"], "obstacles": [{"kind": "overload", "severity": 0.4, **obstacle}]}
    return Snapshot(build_organization(Tree({"sightline": 1, "customers": {"client": {}}, "teams": {"desk": body}})))


@pytest.mark.parametrize(
    ("mean", "low", "high"), [(0.5, 0.3, 0.7), (0.2, 0.05, 0.4), (0.8, 0.75, 0.84), (0.5, 0.05, 0.95)]
)
def test_the_central_ninety_percent_are_as_wide_as_the_interval(mean: float, low: float, high: float) -> None:
    kappa = kappa_of_interval(np.array([mean]), np.array([high - low]))[0]
    lower, upper = beta(kappa * mean, kappa * (1 - mean)).ppf([0.05, 0.95])
    assert upper - lower == pytest.approx(high - low, abs=1e-6)


def test_an_interval_of_no_width_is_sure_and_one_too_wide_is_as_wide_as_can_be() -> None:
    kappa = kappa_of_interval(np.array([0.3, 0.02]), np.array([0.0, 0.97]))
    assert np.isinf(kappa[0])
    assert kappa[1] == pytest.approx(1.0, abs=1e-6)


def test_respondents_of_one_group_count_for_less_than_their_number() -> None:
    assert kappa_of_respondents(1) == 1.0
    assert kappa_of_respondents(11) == pytest.approx(5.5)


def test_the_interval_comes_before_the_respondents_and_these_before_the_status() -> None:
    doubts = Doubts()
    assert believe(desk(status="confirmed")).kappa[0] == doubts.confirmed
    assert believe(desk(status="suspected")).kappa[0] == doubts.suspected
    assert believe(desk()).kappa[0] == doubts.stated
    assert believe(desk(n=11, status="confirmed")).kappa[0] == pytest.approx(5.5)
    bounded = believe(desk(n=11, low=0.3, high=0.5))
    low, high = bounded.quantile(0.05)[0], bounded.quantile(0.95)[0]
    assert high - low == pytest.approx(0.2, abs=1e-6)
    assert (bounded.told, believe(desk()).told) == (1, 0)


def test_what_is_sure_is_never_drawn_otherwise() -> None:
    for obstacle in ({"severity": 0.0}, {"severity": 1.0}, {"low": 0.4, "high": 0.4}, {"status": "removed"}):
        snapshot = desk(**obstacle)
        drawn = draw_severities(snapshot, 10, 1)
        assert drawn.shape == (10, 1)
        assert (drawn == snapshot.network.obstacles.severity).all()


def test_the_mean_of_the_draws_is_the_severity_of_the_file() -> None:
    drawn = draw_severities(desk(low=0.2, high=0.6), 4_000, 3)[:, 0]
    assert drawn.mean() == pytest.approx(0.4, abs=0.01)
    assert np.quantile(drawn, 0.95) - np.quantile(drawn, 0.05) == pytest.approx(0.4, abs=0.02)


def test_the_first_draws_are_the_same_however_many_are_drawn() -> None:
    snapshot = Snapshot(read("sample_orgs/harbor/organization.yaml"))
    few, many = draw_severities(snapshot, BLOCK + 3, 7), draw_severities(snapshot, 3 * BLOCK, 7)
    assert (many[: len(few)] == few).all()
    assert not (draw_severities(snapshot, BLOCK + 3, 8) == few).all()
    assert blocks(2 * BLOCK + 1) == [(0, BLOCK), (1, BLOCK), (2, 1)]


def test_drawing_one_kind_changes_no_other() -> None:
    chances = Chances.of(Snapshot(build_organization(Tree(worked_example()))))
    whole = list(chances.block(0, 4, 5))
    alone = list(chances.only("severities").block(0, 4, 5))
    assert not (whole[0].network.relations.volume == chances.network.relations.volume).all()
    for one, other in zip(whole, alone, strict=True):
        assert (one.network.obstacles.severity == other.network.obstacles.severity).all()
        assert (other.network.relations.volume == chances.network.relations.volume).all()
        assert other.network.handoff_clarity == chances.network.handoff_clarity


@settings(max_examples=25)
@given(organizations(), st.integers(0, 1_000))
def test_whatever_is_missing_whoever_has_a_route_keeps_one(raw: Raw, seed: int) -> None:
    snapshot = Snapshot(build_organization(Tree(raw)))
    assume(len(snapshot.routes.inner))
    chances = Chances.of(snapshot, Doubts(missing=0.7)).only("missing")
    for draw in chances.block(0, 5, seed):
        assert (find_routes(draw.network).stranded == snapshot.routes.stranded).all()
        examined = snapshot.network.has_obstacle[1] | snapshot.network.relations.assessed
        assert (draw.network.relations.volume == snapshot.network.relations.volume)[examined].all()


def test_relations_do_go_missing() -> None:
    raw: Raw = {
        "sightline": 1,
        "customers": {"client": {}, "other": {}},
        "teams": {"desk": {"serves": ["client", "other"]}},
    }
    chances = Chances.of(Snapshot(build_organization(Tree(raw))), Doubts(missing=0.5)).only("missing")
    volumes = np.array([draw.network.relations.volume for draw in chances.block(0, BLOCK, 1)])
    assert (volumes == 0).any(axis=0).all()
    assert (volumes.sum(axis=1) > 0).all()


def test_only_what_nobody_looked_at_may_hide_something() -> None:
    snapshot = Snapshot(build_organization(Tree(worked_example())))
    draw = next(Chances.of(snapshot).block(0, 1, 1))
    ids = snapshot.network.elements.ids
    assert set(ids[draw.hidden > 0]) == {"planning"}
