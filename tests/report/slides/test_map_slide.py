"""The map on a slide: every card in its place, every name in its card, and relations that stay glued to the cards."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from benchmarks.drawing import draw
from sightline.arrays.from_tables import network_from_tables
from sightline.document import Tree, build_organization
from sightline.phrases import clean
from sightline.pictures.map_legend import legend_entries
from sightline.pictures.map_model import MapNode
from sightline.pictures.palette import LETTERS, colour_of_sight
from sightline.pipeline import Analysis, analyze
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.face import Face, build_head
from sightline.report.handover.subject import Subject
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box
from sightline.report.slides.deck import Deck
from sightline.report.slides.fitting import height_of
from sightline.report.slides.map_layout import MapPlan, written
from sightline.report.slides.map_relations import LEFT, RIGHT, TOP, choose_sites
from sightline.report.slides.map_relations import MOST as MOST_RELATIONS
from sightline.report.slides.map_slide import MOST, SlideMap, add_map, plan_map
from sightline.report.slides.story import Story
from tests.app.hostile import hostile_organization
from tests.drawing import Body, organizations
from tests.organizations import closed_reporting_loop, rework_between_two_desks
from tests.samples.keys import SAMPLES
from tests.samples.readings import analyzed

NEAR = 12_700
"""A point, in the units of the file."""
SITES = {"0": (0.5, 0.0), "1": (0.0, 0.5), "3": (1.0, 0.5)}
"""Where the sites of a card lie, in parts of its width and height."""
samples = pytest.mark.parametrize("sample", SAMPLES)


def subject_of(analysis: Analysis, word: str | None = None) -> Subject:
    return Subject(analysis, CustomerWord(word))


def analysis_of(raw: Body) -> Analysis:
    return analyze(build_organization(Tree({"sightline": 1, "name": "Drawn", **raw})))


def planned(subject: Subject) -> SlideMap:
    found = plan_map(subject)
    assert found is not None
    return found


def drawn(subject: Subject) -> Slide:
    deck = Deck(Face(), build_head(subject, Face()))
    add_map(Story(deck, subject), "Who serves whom")
    slides = list(pptx.Presentation(io.BytesIO(deck.to_bytes())).slides)
    assert len(slides) == 1
    first: Slide = slides[0]
    return first


@cache
def of_sample(sample: str) -> tuple[SlideMap, Slide]:
    """Plan and draw the map of a sample."""
    subject = subject_of(analyzed(sample))
    return planned(subject), drawn(subject)


def groups(slide: Slide) -> dict[str, GroupShape]:
    """Give the group of every node by its name."""
    return {group.name: group for group in slide.shapes if isinstance(group, GroupShape) and group.name != "Legend"}


def cards(slide: Slide) -> dict[str, Any]:
    """Give the card of every node by the name of its group."""
    return {name: next(part for part in group.shapes if part.name == "Card") for name, group in groups(slide).items()}


def relations(slide: Slide) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name == "Relation"]


def texts(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from texts(shape.shapes)
        elif shape.has_text_frame and shape.text_frame.text:
            yield shape.text_frame.text


def alt(shape: BaseShape) -> str:
    return str(shape._element._nvXxPr.cNvPr.get("descr") or "")


def apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.left or other.right <= one.left or one.bottom <= other.top or other.bottom <= one.top
    )  # fmt: skip


def assert_readable(plan: MapPlan) -> None:
    """Every card lies in a lane and beside the others, and its text in it."""
    assert plan.cards
    assert sorted(card.node.id for card in plan.cards) == sorted(node.id for node in plan.view.nodes)
    for card in plan.cards:
        assert any(
            lane.left <= card.box.left and card.box.right <= lane.right and lane.top <= card.box.top
            and card.box.bottom <= lane.bottom for _, lane in plan.lanes
        )  # fmt: skip
        assert card.size >= 9.0
        assert card.name
        assert height_of([written(card.name, card.figure)], card.text.width, card.size) <= card.text.height
    assert all(apart(one.box, other.box) for one, other in combinations(plan.cards, 2))
    assert all(apart(one, other) for (_, one), (_, other) in combinations(plan.lanes, 2))
    for _, lane in plan.lanes:
        assert lane.left >= -1e-6
        assert lane.top >= 0
        assert lane.right <= WIDTH + 1e-6
        assert lane.bottom <= HEIGHT


@samples
def test_a_sample_is_read_on_one_slide(sample: str) -> None:
    found, _ = of_sample(sample)
    assert_readable(found.plan)
    assert found.plan.whole >= 0.9
    assert len(found.plan.view.nodes) <= MOST[0]


@settings(max_examples=15)
@given(raw=organizations(max_elements=14), name=st.text(st.sampled_from("Wil -/é本"), min_size=1, max_size=80))
def test_names_of_any_length_keep_inside_of_their_cards(raw: Body, name: str) -> None:
    named = {
        section: {
            one: {**(body or {}), "name": f"{number} {name}"} for number, (one, body) in enumerate(bodies.items())
        }
        for section, bodies in raw.items()
        if section in {"customers", "products", "teams", "roles", "processes", "systems", "people"}
        and isinstance(bodies, dict)
    }
    found = plan_map(subject_of(analysis_of({**raw, **named})))
    if found is not None:
        assert_readable(found.plan)


def test_hostile_names_are_text_in_their_cards() -> None:
    subject = subject_of(analyze(hostile_organization()))
    assert_readable(planned(subject).plan)
    slide = drawn(subject)
    assert len(cards(slide)) > 10
    assert not [text for text in texts(slide.shapes) if clean(text.replace("\n", " ")) != text.replace("\n", " ")]
    assert not list(slide._element.iter(qn("a:hlinkClick"), qn("a:hlinkMouseOver")))
    assert {relation.reltype.rsplit("/", 1)[-1] for relation in slide.part.rels.values()} == {
        "slideLayout", "notesSlide",
    }  # fmt: skip


@samples
def test_every_node_is_a_card_with_its_mark_and_what_it_sees(sample: str) -> None:
    found_map, slide = of_sample(sample)
    plan = found_map.plan
    nodes: dict[str, MapNode] = {clean(node.label): node for node in plan.view.nodes}
    found, grouped = cards(slide), groups(slide)
    assert set(found) == set(nodes)
    written_on = {clean(card.node.label): f"{card.name} {card.figure}".strip() for card in plan.cards}
    for name, node in nodes.items():
        mark: Any = next(part for part in grouped[name].shapes if part.name == "Mark")
        assert mark.text_frame.text == LETTERS[node.kind]
        if node.kind != "customer":
            assert f"#{mark.fill.fore_color.rgb}".lower() == colour_of_sight(node.sight)
        assert found[name].text_frame.text == written_on[name]
        assert alt(grouped[name]) == ", ".join(clean(line) for line in node.note.split("\n"))
        assert ("Ring" in [part.name for part in grouped[name].shapes]) == (node.haze > 0)


@samples
def test_every_relation_is_glued_to_its_cards_and_lies_below_them(sample: str) -> None:
    found, slide = of_sample(sample)
    view = found.plan.view
    by_shape = {card.shape_id: (name, card) for name, card in cards(slide).items()}
    label = {node.id: clean(node.label) for node in view.nodes}
    order = [shape.name for shape in slide.shapes]
    joined = []
    for relation in relations(slide):
        ends = []
        for tag, x, y in (
            ("a:stCxn", relation.begin_x, relation.begin_y),
            ("a:endCxn", relation.end_x, relation.end_y),
        ):
            glue = next(relation._element.iter(qn(tag)))
            name, card = by_shape[int(glue.get("id"))]
            ends.append(name)
            right, down = SITES[glue.get("idx")]
            assert abs(x - (card.left + right * card.width)) <= NEAR + 1
            assert abs(y - (card.top + down * card.height)) <= 1
        joined.append(tuple(ends))
        assert alt(relation)
    assert joined
    assert sorted(joined) == sorted((label[edge.supplier], label[edge.customer]) for edge in view.edges)
    assert max(at for at, name in enumerate(order) if name == "Relation") < min(map(order.index, label.values()))
    dashed = sum(next(relation._element.iter(qn("a:prstDash")), None) is not None for relation in relations(slide))
    assert dashed == sum(edge.hindered for edge in view.edges)


def test_a_relation_inside_of_a_lane_bends_to_the_left_of_its_cards() -> None:
    _, slide = of_sample("concord")
    beside = [one for one in relations(slide) if one.begin_x == one.end_x - NEAR]
    assert len(beside) > 3
    for one in beside:
        assert one._element.spPr.xfrm.get("flipH") is None
        assert next(one._element.iter(qn("a:gd"))).get("fmla") == "val -900000"


@samples
def test_all_of_it_lies_on_the_slide_and_the_marks_that_occur_are_explained(sample: str) -> None:
    found, slide = of_sample(sample)
    view = found.plan.view
    width, height = 960 * NEAR, 540 * NEAR
    assert len(list(slide.shapes)) > 10
    for shape in slide.shapes:
        assert 0 <= shape.left <= shape.left + shape.width <= width
        assert 0 <= shape.top <= shape.top + shape.height <= height
    legend = next(shape for shape in slide.shapes if isinstance(shape, GroupShape) and shape.name == "Legend")
    meanings = texts(part for part in legend.shapes if part.name == "Meaning")
    assert set(meanings) == {entry.text for entry in legend_entries(view)} | {"0\u00a0%", "100\u00a0%"}


def test_a_large_organization_is_folded_and_the_slide_says_so() -> None:
    drawing = draw(400)
    subject = subject_of(analyze(network_from_tables(drawing.elements, drawing.relations, name="Large")))
    found = planned(subject)
    assert_readable(found.plan)
    assert len(found.plan.view.nodes) <= MOST[0]
    assert "drawn as one each" in found.above[0]


def test_what_there_is_no_room_for_is_counted_and_relations_to_customers_stay() -> None:
    teams = {
        f"t{number}": {"serves": [f"t{(number + step) % 90}" for step in (1, 7, 11)] + ["c"] * (number < 9)}
        for number in range(90)
    }
    found = planned(subject_of(analysis_of({"customers": {"c": {}}, "teams": teams})))
    assert_readable(found.plan)
    assert len(found.plan.view.nodes) == MOST[0]
    assert len(found.plan.view.edges) == MOST_RELATIONS
    assert "35 elements where less work arrives are left out" in found.above[0]
    assert "narrower relations are left out" in found.above[0]
    assert sum(edge.customer == "c" for edge in found.plan.view.edges) > 5


def test_those_who_are_far_from_customers_share_a_lane() -> None:
    chain = {f"t{number}": {"serves": [f"t{number + 1}" if number < 19 else "c"]} for number in range(20)}
    plan = planned(subject_of(analysis_of({"customers": {"c": {}}, "teams": chain}))).plan
    assert [band.title for band, _ in plan.lanes] == [
        "6+ steps away", "5 steps away", "4 steps away", "3 steps away", "2 steps away", "1 step away",
        "External customers",
    ]  # fmt: skip
    assert_readable(plan)


def test_relations_leave_and_reach_cards_on_the_side_that_is_nearer() -> None:
    left, right, below = Box(0, 0, 10, 10), Box(50, 0, 10, 10), Box(0, 20, 10, 10)
    assert choose_sites(left, right) == (RIGHT, LEFT)
    assert choose_sites(right, left) == (LEFT, RIGHT)
    assert choose_sites(left, below) == (LEFT, LEFT)
    assert choose_sites(left, left) == (RIGHT, TOP)


@pytest.mark.parametrize("raw", [rework_between_two_desks(), closed_reporting_loop()], ids=["rework", "loop"])
def test_circles_are_drawn_like_other_relations(raw: Body) -> None:
    subject = subject_of(analyze(build_organization(Tree(raw))))
    assert len(relations(drawn(subject))) == len(planned(subject).plan.view.edges) > 2


def test_the_word_for_customers_stands_above_their_lane() -> None:
    told = list(texts(drawn(subject_of(analyzed("permit"), "citizen")).shapes))
    assert "Citizens" in told
    assert not [text for text in told if "customer" in text.casefold().replace("supplier to customer", "")]


def test_the_same_map_is_drawn_the_same_twice() -> None:
    assert drawn(subject_of(analyzed("harbor"))).part.blob == of_sample("harbor")[1].part.blob


def test_without_elements_there_is_no_slide() -> None:
    assert plan_map(subject_of(analysis_of({}))) is None
