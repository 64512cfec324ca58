"""The map: what is drawn, what is left out and said to be, units folded, and what lies within reach of one element."""

from __future__ import annotations

import math
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drawing import draw
from sightline.arrays.from_tables import network_from_tables
from sightline.document import Tree, build_organization
from sightline.document.vocabulary import ELEMENT_KINDS
from sightline.pictures.map_choice import (
    FULL_DETAIL,
    MOST_DRAWN,
    MapChoice,
    find_downstream,
    find_units,
    find_upstream,
    idle_containers,
    line_highlight,
    routes_of,
)
from sightline.pictures.map_edges import MOST_EDGES, THIN
from sightline.pictures.map_model import MapEdge, MapNode, MapView
from sightline.pictures.map_view import build_map
from sightline.pipeline import Analysis, analyze
from tests.drawing import Body, organizations
from tests.organizations import (
    closed_reporting_loop,
    rework_between_two_desks,
    two_suppliers_one_broker,
    unit_with_members,
    worked_example,
)
from tests.samples.keys import SAMPLES
from tests.samples.readings import analyzed

ORG = MapChoice(layout="org")


def analysis_of(raw: Body) -> Analysis:
    return analyze(build_organization(Tree({"sightline": 1, "name": "Drawn", **raw})))


def nodes(view: MapView) -> dict[str, MapNode]:
    return {node.id: node for node in view.nodes}


def edges(view: MapView) -> dict[str, MapEdge]:
    return {edge.id: edge for edge in view.edges}


def assert_whole(view: MapView) -> None:
    """Every edge joins two nodes drawn, no id is taken twice, and every node stands inside of its band."""
    ids = [*(node.id for node in view.nodes), *(edge.id for edge in view.edges)]
    assert len(set(ids)) == len(ids)
    drawn = nodes(view)
    assert all(edge.supplier in drawn and edge.customer in drawn for edge in view.edges)
    for node in view.nodes:
        assert any(
            band.left <= node.x <= band.left + band.width and band.top <= node.y <= band.top + band.height
            for band in view.bands
        )


@given(
    organizations(),
    st.sampled_from(["sight", "org"]),
    st.sampled_from(["nothing", "units", "kinds", "focus", "line", "limit"]),
)
def test_whatever_is_chosen_the_map_is_whole_and_counts_what_it_leaves_out(
    raw: Body, layout: Literal["sight", "org"], chosen: str
) -> None:
    analysis = analyze(build_organization(Tree({"sightline": 1, "name": "Drawn", **raw})), only=["sight", "coverage"])
    network = analysis.snapshot.network
    first = str(network.elements.ids[0]) if len(network.elements) else None
    choice = MapChoice(
        folded=frozenset(find_units(analysis)) if chosen == "units" else frozenset(),
        kinds=frozenset({"team", "customer"}) if chosen == "kinds" else frozenset(),
        focus=first if chosen == "focus" else None,
        only_line_of=first if chosen == "line" else None,
        limit=3 if chosen == "limit" else MOST_DRAWN,
        layout=layout,
    )
    view = build_map(analysis, choice)
    assert_whole(view)
    assert len(view.nodes) <= choice.limit
    assert bool(view.hidden) <= bool(view.notices)
    assert view.digest == build_map(analysis, choice).digest
    idle = int(idle_containers(network).sum()) if layout == "sight" else 0
    told = sum(node.members or 1 for node in view.nodes) + view.hidden
    assert len(network.elements) - idle <= told <= len(network.elements)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_map_of_a_sample_shows_all_work_and_hides_nothing(sample: str) -> None:
    analysis = analyzed(sample)
    network, view = analysis.snapshot.network, build_map(analysis)
    assert view.hidden == 0
    assert view.notices == ()
    assert len(view.nodes) == len(network.elements) - int(network.containers.sum())
    assert len(view.edges) == int((network.relations.volume > 0).sum())
    for node in view.nodes:
        row = network.elements.row[node.id]
        assert node.sight == analysis.sight.sight[row]
        assert node.stranded == (analysis.sight.hops[row] < 0)
        assert node.assessed == analysis.coverage.elements[row]
        assert node.haze == pytest.approx(1 - analysis.snapshot.flow.clarity.elements[row])


def test_notes_say_in_plain_lines_what_is_known() -> None:
    view = build_map(analysis_of(worked_example()))
    assert nodes(view)["workshop"].note.split("\n") == [
        "workshop",
        "team",
        "sees 76\u00a0% of a customer",
        "2 steps away from a customer",
        "1 obstacle of its own",
    ]
    assert "not looked at yet" in nodes(view)["planning"].note
    assert nodes(view)["clinic"].note == "clinic\nexternal customer"
    assert edges(view)["device -> clinic"].note == "device → clinic\nserves · 75\u00a0% of what leaves the supplier"
    assert edges(view)["planning -> workshop"].hindered
    assert not edges(view)["workshop -> device"].hindered


def test_a_wider_relation_carries_more() -> None:
    drawn = edges(build_map(analysis_of(worked_example())))
    assert drawn["device -> clinic"].width > drawn["device -> patient"].width > THIN


def test_membership_is_thin_and_an_idle_container_is_drawn_in_the_org_chart_alone() -> None:
    analysis = analysis_of(unit_with_members())
    view = build_map(analysis)
    assert "division" not in nodes(view)
    assert view.hidden == 0
    membership = edges(view)["planner -> unit"]
    assert membership.implied
    assert membership.width == THIN
    chart = build_map(analysis, ORG)
    assert math.isnan(nodes(chart)["division"].sight)
    assert not nodes(chart)["division"].stranded
    assert edges(chart)["unit part of division"].implied
    assert "planner part of unit" not in edges(chart)
    assert [band.title for band in chart.bands] == ["Level 1", "Level 2", "Level 3"]


def test_a_container_that_a_stranded_member_works_through_is_drawn() -> None:
    raw = {"customers": {"client": {}}, "teams": {"unit": {}}, "roles": {"planner": {"part_of": "unit"}}}
    view = build_map(analysis_of(raw))
    assert nodes(view)["unit"].stranded
    assert nodes(view)["planner"].stranded
    assert view.bands[0].title == "No line of sight"


def test_a_relation_that_leads_away_from_the_customers_says_so() -> None:
    analysis = analysis_of(rework_between_two_desks())
    hops = {
        node.id: analysis.sight.hops[analysis.snapshot.network.elements.row[node.id]]
        for node in build_map(analysis).nodes
    }
    away = [edge for edge in build_map(analysis).edges if edge.away]
    assert away
    assert all(hops[edge.customer] > hops[edge.supplier] for edge in away)
    assert all("leads away from the customers" in edge.note for edge in away)


def test_a_folded_unit_is_one_node_with_its_worst_sight_and_summed_relations() -> None:
    analysis = analysis_of(unit_with_members())
    view = build_map(analysis, MapChoice(folded=frozenset({"unit"})))
    assert set(nodes(view)) == {"client", "unit"}
    unit = nodes(view)["unit"]
    assert unit.members == 4
    assert unit.sight == pytest.approx(0.45)
    assert unit.haze == pytest.approx(0.5)
    assert [edge.id for edge in view.edges] == ["unit -> client"]
    assert view.edges[0].note.split("\n")[1] == "2 relations"
    assert view.edges[0].width > edges(build_map(analysis))["unit -> client"].width
    assert view.hidden == 0


def test_the_outermost_of_nested_folded_units_is_drawn() -> None:
    view = build_map(analysis_of(unit_with_members()), MapChoice(folded=frozenset({"unit", "division"})))
    assert set(nodes(view)) == {"client", "division"}
    assert nodes(view)["division"].members == 4


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_filters_hide_is_counted_and_said(sample: str) -> None:
    analysis = analyzed(sample)
    whole = build_map(analysis)
    for kind in ELEMENT_KINDS:
        view = build_map(analysis, MapChoice(kinds=frozenset({kind})))
        assert {node.kind for node in view.nodes} <= {kind}
        assert len(view.nodes) + view.hidden == len(whole.nodes)
        assert view.notices == ((f"{view.hidden:,} hidden by filters.",) if view.hidden else ())


def test_filters_by_unit_area_and_finding_leave_the_customers_in() -> None:
    analysis = analyzed("harbor")
    customers = {node.id for node in build_map(analysis).nodes if node.kind == "customer"}
    codes = frozenset({finding.code for finding in analysis.findings[:1]})
    for choice in (
        MapChoice(units=frozenset(find_units(analysis)[:1])),
        MapChoice(areas=frozenset({"operations"})),
        MapChoice(findings=codes),
    ):
        view = build_map(analysis, choice)
        assert customers < set(nodes(view))
        assert 0 < view.hidden < len(build_map(analysis).nodes)


def test_the_focus_shows_so_many_steps_upstream_and_downstream_whatever_the_filters() -> None:
    analysis = analysis_of(worked_example())
    near = build_map(analysis, MapChoice(focus="workshop", upstream=1, downstream=1))
    assert set(nodes(near)) == {"planning", "workshop", "device"}
    assert near.hidden == 3
    assert near.notices == ("3 elements outside of the focus are not drawn.",)
    products = build_map(analysis, MapChoice(focus="workshop", upstream=1, downstream=1, kinds=frozenset({"product"})))
    assert set(nodes(products)) == {"workshop", "device"}
    assert products.hidden == 4


def test_an_id_that_nobody_has_is_passed_over() -> None:
    analysis = analysis_of(worked_example())
    choice = MapChoice(focus="nobody", only_line_of="nobody", folded=frozenset({"nobody"}))
    assert build_map(analysis, choice) == build_map(analysis)


def test_only_the_routes_of_one_element_are_drawn() -> None:
    analysis = analysis_of(worked_example())
    view = build_map(analysis, MapChoice(only_line_of="workshop"))
    assert set(nodes(view)) == {"workshop", "device", "clinic", "patient"}
    assert {*nodes(view), *edges(view)} == routes_of(analysis, "workshop")


def test_upstream_and_downstream_name_elements_and_relations() -> None:
    analysis = analysis_of(worked_example())
    assert find_upstream(analysis, "device", 1) == {"workshop", "workshop -> device"}
    assert find_upstream(analysis, "device") == {"workshop", "workshop -> device", "planning", "planning -> workshop"}
    assert find_downstream(analysis, "workshop", 1) == {"device", "workshop -> device"}
    assert find_downstream(analysis, "clinic") == frozenset()


def test_the_highlight_of_a_line_names_its_elements_and_relations_in_order_as_they_are_drawn() -> None:
    analysis = analysis_of(unit_with_members())
    whole = line_highlight(analysis, "planner")
    assert whole.line == ("planner", "planner -> unit", "unit", "unit -> client", "client")
    assert whole.fade
    assert line_highlight(analysis, "planner", folded={"unit"}).line == ("unit", "unit -> client", "client")
    assert line_highlight(analysis, "division").line == ("division",)


def test_reach_in_a_circle_ends() -> None:
    analysis = analysis_of(closed_reporting_loop())
    for name in analysis.snapshot.network.elements.ids.tolist():
        assert find_downstream(analysis, name) >= routes_of(analysis, name) - {name}


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_highlight_is_drawn_on_its_map(sample: str) -> None:
    analysis = analyzed(sample)
    folded = frozenset(find_units(analysis)[::2])
    for units in (frozenset[str](), folded):
        view = build_map(analysis, MapChoice(folded=units))
        drawn = {*nodes(view), *edges(view)}
        for name in nodes(build_map(analysis)):
            assert set(line_highlight(analysis, name, folded=units).line) <= drawn
            assert find_upstream(analysis, name, 2, folded=units) <= drawn
            assert find_downstream(analysis, name, 2, folded=units) <= drawn
            assert routes_of(analysis, name, folded=units) <= drawn


def test_beyond_the_limit_units_are_folded_until_all_fits() -> None:
    analysis = analyzed("harbor")
    view = build_map(analysis, MapChoice(limit=30))
    folded = [node for node in view.nodes if node.members]
    assert 20 <= len(view.nodes) <= 30
    assert folded
    assert view.hidden == 0
    assert sum(node.members or 1 for node in view.nodes) == len(build_map(analysis).nodes)
    assert view.notices[0].startswith(f"{len(folded)} units are drawn as one node each")


def test_where_there_are_no_units_those_where_most_arrives_are_drawn() -> None:
    analysis = analysis_of(two_suppliers_one_broker())
    whole = build_map(analysis)
    view = build_map(analysis, MapChoice(limit=2))
    assert len(view.nodes) == 2
    assert view.hidden == len(whole.nodes) - 2
    assert any(node.kind == "customer" for node in view.nodes)
    assert view.notices[0].startswith("Only the 2 elements where most work arrives are drawn")
    focus = next(node.id for node in whole.nodes if node.id not in nodes(view))
    assert focus in nodes(build_map(analysis, MapChoice(focus=focus, upstream=9, downstream=9, limit=2)))


def test_at_4000_elements_no_more_is_drawn_than_can_be_and_it_is_said() -> None:
    drawing = draw(4_000)
    network = network_from_tables(drawing.elements, drawing.relations, drawing.obstacles, name=drawing.name)
    view = build_map(analyze(network, only=["sight", "coverage"]))
    assert FULL_DETAIL < len(view.nodes) <= MOST_DRAWN
    assert len(view.edges) == MOST_EDGES
    assert len(view.notices) == 2


def test_a_changed_severity_changes_the_digest_and_moves_nothing() -> None:
    raw = worked_example()
    before = build_map(analysis_of(raw))
    raw["teams"]["workshop"]["obstacles"][0]["severity"] = 0.7  # type: ignore[index]
    after = build_map(analysis_of(raw))
    assert after.digest != before.digest
    assert [(node.id, node.x, node.y) for node in after.nodes] == [(node.id, node.x, node.y) for node in before.nodes]


def test_hostile_names_stay_on_their_line() -> None:
    raw: Body = {
        "customers": {"client": {"name": "<script>alert(1)</script>\n\u202eevil\u0007" + "x" * 400}},
        "teams": {"team": {"serves": "client"}},
    }
    view = build_map(analysis_of(raw))
    label = nodes(view)["client"].label
    assert "\n" not in label
    assert "\u202e" not in label
    assert "\u0007" not in label
    assert len(label) <= 60
    assert nodes(view)["client"].note.startswith(label + "\n")


def test_many_customers_leave_room_for_those_who_work_for_them() -> None:
    teams = {f"t{at}": {"serves": f"c{at}"} for at in range(60)}
    customers: dict[str, object] = {f"c{at}": {} for at in range(60)}
    raw = {"sightline": 1, "customers": customers, "teams": teams}
    view = build_map(analyze(build_organization(Tree(raw))), MapChoice(limit=40))
    kinds = [node.kind for node in view.nodes]
    assert (kinds.count("customer"), kinds.count("team")) == (10, 30)
    assert view.edges
