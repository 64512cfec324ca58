"""Hotspots: six lists, an entry in full with its evidence, filters that live in the address, causes beside symptoms."""

from __future__ import annotations

import numpy as np
import pytest

from sightline.app.parts.hotspot_lists import BY, OUTSIDE, By, find_obstacles, grouping_of, members, rank_by
from sightline.document import Organization, Tree, build_organization
from tests.app.apps import all_text, assert_drawn, open_app, opened, user_of


@pytest.mark.parametrize("by", BY)
def test_every_list_names_its_entries_and_what_stands_behind_the_first(by: By) -> None:
    user = opened(sample="harbor")
    user.choose("hotspots", [by])
    app = open_app("hotspots", user=user)
    assert_drawn(app)
    items = rank_by(user.open_model, by, top=8)
    assert items
    assert items[0].name in app.selectbox[-1].options
    assert "How we know" in all_text(app)


@pytest.mark.parametrize("by", BY)
def test_the_members_of_an_entry_have_its_share(by: By) -> None:
    model = opened(sample="concord").open_model
    items = rank_by(model, by, top=100)
    share = model.analysis.occlusion.obstacles.share
    assert items
    for item in items:
        rows = members(model, by, item.id)
        assert float(share[rows].sum()) == pytest.approx(item.share)


def test_an_obstacle_is_shown_with_evidence_causes_and_whom_it_hits() -> None:
    user = opened(sample="harbor")
    network = user.open_model.snapshot.network
    row = int(user.open_model.analysis.occlusion.hotspots[0])
    user.choose("obstacle", [str(network.obstacles.ids[row])])
    said = all_text(open_app("hotspots", user=user))
    assert "three signatures for 2,000" in said
    assert "Recorded as a symptom of Cost-only target at Chief financial officer." in said
    assert "it takes from Claimants (6.8\u00a0%)" in said


def test_a_team_and_an_area_narrow_the_list() -> None:
    user = opened(sample="harbor")
    user.choose("hotspot-team", ["claims"])
    user.choose("hotspot-area", ["operations"])
    app = open_app("hotspots", user=user)
    assert_drawn(app)
    shown = app.selectbox[-1].options
    rows = find_obstacles(user.open_model, team="claims", area="operations")
    assert 0 < len(rows) == len(shown) < len(user.open_model.snapshot.network.obstacles)
    assert "Complaint dead end at Complaint handling" not in shown
    assert user_of(app).choice("hotspot-team") == ("claims",)


def test_an_obstacle_chosen_elsewhere_is_shown_though_it_ranks_low() -> None:
    user = opened(sample="harbor")
    last = int(user.open_model.analysis.occlusion.hotspots[-1])
    user.choose("obstacle", [str(user.open_model.snapshot.network.obstacles.ids[last])])
    app = open_app("hotspots", user=user)
    assert app.selectbox[-1].value == user.choice("obstacle")[0]
    assert len(app.selectbox[-1].options) == 9


def test_teams_and_what_is_outside_all_of_them_are_all_obstacles() -> None:
    model = opened(sample="harbor").open_model
    teams = grouping_of(model, "team").labels
    rows = [find_obstacles(model, team=team) for team in (*teams, OUTSIDE)]
    assert len(teams) > 3
    assert sorted(np.concatenate(rows).tolist()) == list(range(len(model.snapshot.network.obstacles)))


def test_causes_stand_beside_what_they_cause() -> None:
    said = all_text(open_app("hotspots", sample="concord"))
    assert "Reluctance to empower at VP Product" in said
    assert "28.1\u00a0% with the 7 obstacles recorded as its effects" in said.replace("*", "")


def test_a_line_of_sight_from_an_obstacle_begins_at_its_element() -> None:
    app = open_app("hotspots", sample="harbor")
    next(button for button in app.button if button.label == "Line of sight").click().run()
    assert user_of(app).element == "payment-release"


def test_without_obstacles_it_says_so() -> None:
    text = Tree({"sightline": 1, "customers": {"c": {}}, "teams": {"a": {"serves": ["c"]}}})
    for organization in (Organization(name="Nothing yet"), build_organization(text)):
        app = open_app("hotspots", organization=organization)
        assert_drawn(app)
        assert "No obstacle is recorded" in all_text(app)
