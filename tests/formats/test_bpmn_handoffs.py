"""Where work changes hands in BPMN diagrams: through gateways, into subprocesses and called processes, drawn anyhow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from sightline.document import build_organization
from sightline.document.tree import Tree
from sightline.document.vocabulary import CARRYING
from sightline.formats.bpmn_rules import FOLLOWED
from tests.formats.bpmn_diagrams import (
    elements_of,
    flow,
    lane,
    pairs_of,
    read,
    refusal,
    relations_of,
    summary_of,
    wholes_of,
    wrap,
)

# --- handoffs ---------------------------------------------------------------------------------------------------


def handoffs(lanes: list[str], nodes: str, *flows: tuple[str, str]) -> Tree:
    content = "".join(flow(source, target) for source, target in flows)
    return read(wrap('<process id="p" name="P">', "<laneSet>", *lanes, "</laneSet>", nodes, content, "</process>"))


def test_a_gateway_in_a_third_lane_is_no_handoff() -> None:
    nodes = '<task id="t"/><task id="u"/><task id="w"/><parallelGateway id="g"/>'
    tree = handoffs([lane("a", "t", "w"), lane("b", "g"), lane("c", "u")], nodes, ("t", "g"), ("g", "u"), ("g", "w"))
    assert relations_of(tree) == [("a", "serves", "c", 1, None)]
    assert summary_of(tree).left_out == {FOLLOWED: 2}


def test_a_flow_that_ends_at_an_event_ends_in_its_lane_and_a_start_hands_over() -> None:
    nodes = '<startEvent id="s"/><task id="t"/><endEvent id="e"/>'
    tree = handoffs([lane("a", "s"), lane("b", "t"), lane("c", "e")], nodes, ("s", "t"), ("t", "e"))
    assert pairs_of(tree) == [("a", "b"), ("b", "c")]


def test_gateways_in_a_circle_are_followed_once() -> None:
    nodes = '<task id="t"/><task id="u"/><exclusiveGateway id="g"/><exclusiveGateway id="h"/>'
    flows = [("t", "g"), ("g", "h"), ("h", "g"), ("h", "t"), ("h", "u")]
    tree = handoffs([lane("a", "t", "g", "h"), lane("b", "u")], nodes, *flows)
    assert relations_of(tree) == [("a", "serves", "b", 1, None)]


def test_a_tangle_of_gateways_is_refused() -> None:
    gateways = [f"g{at}" for at in range(60)]
    tasks = [f"t{at}" for at in range(150)]
    nodes = [*(f'<inclusiveGateway id="{one}"/>' for one in gateways), *(f'<task id="{one}"/>' for one in tasks)]
    flows = [flow(one, other) for one in gateways for other in gateways if one != other]
    flows += [flow(one, "g0") for one in tasks]
    ((_, message),) = refusal(wrap('<process id="p">', *nodes, *flows, "</process>"))
    assert "in more than 500,000 ways" in message


def test_lanes_inside_a_subprocess_are_part_of_the_lane_that_holds_it() -> None:
    inner = f'<laneSet>{lane("x", "t")}{lane("y", "u")}</laneSet><task id="t"/><task id="u"/>{flow("t", "u")}'
    tree = handoffs([lane("a", "s")], f'<subProcess id="s">{inner}</subProcess>')
    assert wholes_of(tree) == {"a": "p", "x": "a", "y": "a"}
    assert pairs_of(tree) == [("x", "y")]


def test_a_lane_does_not_hold_what_it_stands_in() -> None:
    tree = handoffs([], f'<subProcess id="s"><laneSet>{lane("x", "s")}</laneSet></subProcess>')
    assert wholes_of(tree) == {"x": "p"}


# --- processes without a pool -----------------------------------------------------------------------------------


def test_a_process_without_a_pool_is_a_team_of_its_name() -> None:
    tree = read(wrap('<process id="p" name="Hiring"><task id="t"/></process>'))
    assert {id_: kind for id_, (kind, _) in elements_of(tree).items()} == {"hiring": "team"}
    assert "A process without a pool stands for a team of its name: Hiring." in tree.notices
    unnamed = wrap('<process id="p"><task id="t"/></process>').replace(">", ' name="Payroll">', 1)
    assert list(elements_of(read(unnamed))) == ["payroll"]


def test_a_called_process_belongs_to_its_one_caller() -> None:
    call = '<callActivity id="{0}" calledElement="q"/>'
    pool = '<collaboration><participant id="o" name="Office" processRef="p"/></collaboration>'
    called = '<process id="q" name="Checks"><task id="t" name="Check"/></process>'
    once = wrap(pool, f'<process id="p">{call.format("c1")}</process>', called)
    assert list(elements_of(read(once))) == ["office"]
    assert wholes_of(read(once, fine=True)) == {"check": "call-activity"}
    twice = wrap(pool, f'<process id="p">{call.format("c1")}{call.format("c2")}</process>', called)
    assert list(elements_of(read(twice))) == ["office", "checks"]


def test_processes_that_call_themselves_in_a_circle_stand_for_themselves() -> None:
    process = (
        '<process id="{0}" name="{0}"><laneSet>{2}</laneSet><callActivity id="c{0}" calledElement="{1}"/></process>'
    )
    circle = wrap(process.format("p", "q", lane("x", "cp")), process.format("q", "p", lane("y", "cq")))
    assert wholes_of(read(circle)) == {"x": "p", "y": "q"}
    assert build_organization(read(circle, fine=True)).elements


def test_an_empty_file_is_read() -> None:
    tree = read(wrap())
    assert tree.value == {"sightline": 1}
    assert tree.notices[0].startswith("Read 0 pools, 0 lanes, 0 activities,")


@st.composite
def diagrams(draw: st.DrawFn) -> str:
    """Draw a diagram: lanes in and beside each other, steps, gateways and events in any of them, flows anyhow."""
    types = st.sampled_from(["task", "subProcess", "exclusiveGateway", "endEvent", "callActivity"])
    nodes = draw(st.lists(types, min_size=1, max_size=8))
    names = [f"n{at}" for at in range(len(nodes))]
    ends = st.sampled_from(names)
    flows = draw(st.lists(st.tuples(ends, ends), max_size=12))
    messages = draw(st.lists(st.tuples(ends | st.just("o"), ends | st.just("o")), max_size=3))
    lanes = draw(st.lists(st.lists(ends, max_size=4), max_size=3))
    called = draw(st.sampled_from(["p", "q"]))
    content = "".join(f'<{type_} id="n{at}" calledElement="{called}"/>' for at, type_ in enumerate(nodes))
    content += "".join(flow(one, other, f"f{at}") for at, (one, other) in enumerate(flows))
    spelled = ""
    for at, members in enumerate(lanes):
        name = draw(st.sampled_from(["Customer", "Desk"]))
        inner = f"<childLaneSet>{spelled}</childLaneSet>" if spelled and draw(st.booleans()) else ""
        spelled = ("" if inner else spelled) + lane(f"{name} {at}", *members, inside=inner).replace(
            f'{name} {at}" name="{name} {at}', f'l{at}" name="{name}'
        )
    arrows = "".join(
        f'<messageFlow id="m{at}" sourceRef="{one}" targetRef="{other}"/>' for at, (one, other) in enumerate(messages)
    )
    pool = draw(st.sampled_from(["", '<participant id="i" name="Firm" processRef="p"/>']))
    return wrap(
        f'<collaboration><participant id="o" name="Client"/>{pool}{arrows}</collaboration>',
        f'<process id="p"><laneSet>{spelled}</laneSet>{content}</process><process id="q"><task id="t"/></process>',
    )


@given(diagrams(), st.booleans())
def test_every_flow_is_kept_or_counted(text: str, fine: bool) -> None:
    tree = read(text, fine=fine)
    summary = summary_of(tree)
    kept: set[str] = set()
    for _, entry in elements_of(tree).values():
        for relation in cast("list[Mapping[str, Mapping[str, str]]]", entry.get("serves", [])):
            kept.update(relation["source"]["place"].split(", "))
    assert len(kept) + sum(summary.left_out.values()) == summary.relations
    assert len(build_organization(tree).relations) == len(relations_of(tree))
    assert not any(kind == "customer" and set(CARRYING) & entry.keys() for kind, entry in elements_of(tree).values())
