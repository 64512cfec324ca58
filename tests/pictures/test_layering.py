"""The layered layout: customers right, columns by hops, fewer crossings, and a small change moves little."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drawing import Shape, draw
from sightline.arrays.from_tables import network_from_tables
from sightline.arrays.network import Network
from sightline.arrays.routes import find_routes
from sightline.pictures.layering import CARD_HEIGHT, CARD_WIDTH, MOST_IN_COLUMN, Layout, lay_out
from tests.samples.readings import analyzed

SAMPLES = ("alder", "bucket_brigade", "concord", "harbor", "permit")
TANGLED_SAMPLES = tuple(sample for sample in SAMPLES if sample != "bucket_brigade")
Links = list[tuple[str, str]]


@dataclass(frozen=True)
class Drawn:
    """What is to be laid out."""

    ids: list[str]
    column: dict[str, int | None]
    links: Links
    unit: dict[str, int]

    def laid_out(self) -> Layout:
        return lay_out(self.ids, self.column, self.links, self.unit)


def as_drawn(network: Network) -> Drawn:
    ids = [str(one) for one in network.elements.ids.tolist()]
    ends = zip(network.relations.supplier.tolist(), network.relations.customer.tolist(), strict=True)
    parents = network.elements.parent.tolist()
    hops = find_routes(network).hops.tolist()
    return Drawn(
        ids=ids,
        column={one: steps if steps >= 0 else None for one, steps in zip(ids, hops, strict=True)},
        links=[(ids[supplier], ids[customer]) for supplier, customer in ends],
        unit={one: parent if parent >= 0 else row for row, (one, parent) in enumerate(zip(ids, parents, strict=True))},
    )


def sample(name: str) -> Drawn:
    return as_drawn(analyzed(name).snapshot.network)


def large(size: int, shape: Shape) -> Drawn:
    drawing = draw(size, shape=shape)
    return as_drawn(network_from_tables(drawing.elements, drawing.relations, drawing.obstacles, name=drawing.name))


def in_input_order(drawn: Drawn, seed: int | None = None) -> Layout:
    """The naive layout: the same columns, everyone where the input has them (or shuffled)."""
    ids = drawn.ids if seed is None else random.Random(seed).sample(drawn.ids, len(drawn.ids))
    columns: dict[int | None, list[str]] = {}
    for one in ids:
        columns.setdefault(drawn.column[one], []).append(one)
    places = drawn.laid_out()
    heights = {
        one: height
        for members in columns.values()
        for one, height in zip(members, sorted(places.y[one] for one in members), strict=True)
    }
    return Layout(places.x, heights, places.columns, places.height)


def count_crossings(links: Iterable[tuple[str, str]], layout: Layout) -> int:
    """Count the pairs of straight lines that cross, by geometry alone."""
    ends = [(layout.x[a], layout.y[a], layout.x[b], layout.y[b]) for a, b in dict.fromkeys(links) if a != b]
    lines = np.array(ends)
    start, end = lines[:, :2], lines[:, 2:]
    side = np.sign(_turn(start[:, None], end[:, None], start)) * np.sign(_turn(start[:, None], end[:, None], end))
    return int(np.count_nonzero(np.triu((side < 0) & (side.T < 0))))


def _turn(start: np.ndarray, end: np.ndarray, point: np.ndarray) -> np.ndarray:
    along, aside = end - start, point - start
    return np.asarray(along[..., 0] * aside[..., 1] - along[..., 1] * aside[..., 0])


def ranks(drawn: Drawn, layout: Layout) -> dict[str, int]:
    """Who stands where in each column, counted from the top."""
    found: dict[str, int] = {}
    for number in set(drawn.column.values()):
        members = sorted(
            (one for one in drawn.ids if drawn.column[one] == number), key=lambda one: (layout.y[one], layout.x[one])
        )
        found.update({one: rank for rank, one in enumerate(members)})
    return found


def with_one_more(drawn: Drawn, served: str) -> Drawn:
    """The same organization with one more element, which serves one of it and belongs to the same unit."""
    hops = drawn.column[served]
    assert hops is not None
    return Drawn(
        [*drawn.ids, "one more"],
        {**drawn.column, "one more": hops + 1},
        [*drawn.links, ("one more", served)],
        {**drawn.unit, "one more": drawn.unit[served]},
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_customers_stand_at_the_right_and_every_column_farther_left_is_one_hop_more(name: str) -> None:
    drawn = sample(name)
    layout = drawn.laid_out()
    numbers = [column.number for column in layout.columns]
    hops = [number for number in numbers if number is not None]
    assert hops == sorted(hops, reverse=True)
    assert hops[-1] == 0
    assert None not in numbers[1:]
    for column in layout.columns:
        inside = [one for one in drawn.ids if column.left <= layout.x[one] <= column.left + column.width]
        assert inside == [one for one in drawn.ids if drawn.column[one] == column.number]
        assert inside


def test_crossings_fall_to_less_than_half_of_the_input_order_over_the_samples() -> None:
    before = after = 0
    for name in TANGLED_SAMPLES:
        drawn = sample(name)
        naive, ours = (
            count_crossings(drawn.links, in_input_order(drawn)),
            count_crossings(drawn.links, drawn.laid_out()),
        )
        assert ours < naive, name
        before, after = before + naive, after + ours
    assert before > 300
    assert after < 0.5 * before


def test_at_1000_layered_elements_crossings_fall_to_less_than_two_thirds_of_a_naive_order() -> None:
    drawn = large(1_000, "layered")
    links = random.Random(0).sample(drawn.links, 1_200)
    naive = count_crossings(links, in_input_order(drawn, seed=1))
    assert naive > 10_000
    assert count_crossings(links, drawn.laid_out()) < 2 / 3 * naive


def test_at_1000_tangled_elements_crossings_still_fall_to_less_than_85_percent_of_a_naive_order() -> None:
    drawn = large(1_000, "tangled")
    links = random.Random(0).sample(drawn.links, 1_200)
    naive = count_crossings(links, in_input_order(drawn, seed=1))
    assert naive > 10_000
    assert count_crossings(links, drawn.laid_out()) < 0.85 * naive


@pytest.mark.parametrize("name", SAMPLES)
def test_one_more_leaf_moves_no_element_of_another_column_and_others_by_one_place_at_most(name: str) -> None:
    drawn = sample(name)
    before = ranks(drawn, drawn.laid_out())
    served = [one for one in drawn.ids if drawn.column[one] is not None]
    assert served
    for one in served:
        grown = with_one_more(drawn, one)
        after = ranks(grown, grown.laid_out())
        moved = {other: abs(after[other] - rank) for other, rank in before.items() if after[other] != rank}
        assert all(drawn.column[other] == grown.column["one more"] and by == 1 for other, by in moved.items()), one


def test_at_1000_elements_one_more_leaf_moves_nobody_by_more_than_one_place() -> None:
    drawn = large(1_000, "tangled")
    before = ranks(drawn, drawn.laid_out())
    grown = with_one_more(drawn, drawn.ids[500])
    after = ranks(grown, grown.laid_out())
    assert max(abs(after[other] - rank) for other, rank in before.items()) <= 1


@pytest.mark.parametrize("name", TANGLED_SAMPLES)
def test_parts_of_one_unit_stand_next_to_each_other_more_often_than_by_chance(name: str) -> None:
    drawn = sample(name)

    def together(layout: Layout) -> int:
        found = ranks(drawn, layout)
        at = {(drawn.column[one], rank): drawn.unit[one] for one, rank in found.items()}
        return sum(unit == at.get((number, rank + 1)) for (number, rank), unit in at.items())

    by_chance = [together(in_input_order(drawn, seed=seed)) for seed in range(20)]
    assert together(drawn.laid_out()) > sum(by_chance) / len(by_chance)


def test_a_column_of_more_than_40_is_split_and_no_two_cards_overlap() -> None:
    drawn = large(1_000, "tangled")
    layout = drawn.laid_out()
    fullest = max(list(drawn.column.values()).count(number) for number in set(drawn.column.values()))
    assert fullest > MOST_IN_COLUMN
    assert layout.height < fullest * CARD_HEIGHT / 2
    assert_no_overlap(layout)


def assert_no_overlap(layout: Layout) -> None:
    places = sorted((layout.x[one], layout.y[one]) for one in layout.x)
    for (x, y), (other_x, other_y) in combinations(places, 2):
        if other_x - x >= CARD_WIDTH:
            continue
        assert abs(other_y - y) >= CARD_HEIGHT


@st.composite
def small_drawings(draw: st.DrawFn) -> Drawn:
    """Anything at all: isolated elements, circles, self-relations, parallel links, gaps between the columns."""
    ids = [f"e{number}" for number in range(draw(st.integers(0, 12)))]
    one = st.sampled_from(ids) if ids else st.nothing()
    return Drawn(
        ids,
        {name: draw(st.none() | st.integers(0, 4)) for name in ids},
        draw(st.lists(st.tuples(one, one), max_size=25)) if ids else [],
        {name: draw(st.integers(0, 3)) for name in ids},
    )


@given(small_drawings())
def test_everybody_has_a_place_of_their_own_inside_of_their_column(drawn: Drawn) -> None:
    layout = drawn.laid_out()
    assert list(layout.x) == list(layout.y) == drawn.ids
    assert_no_overlap(layout)
    areas = {column.number: column for column in layout.columns}
    assert set(areas) == set(drawn.column.values())
    for one in drawn.ids:
        area = areas[drawn.column[one]]
        assert area.left + CARD_WIDTH / 2 <= layout.x[one] <= area.left + area.width - CARD_WIDTH / 2
        assert CARD_HEIGHT / 2 <= layout.y[one] <= layout.height - CARD_HEIGHT / 2


@given(small_drawings())
def test_the_same_input_gives_the_same_picture_and_parallel_relations_change_nothing(drawn: Drawn) -> None:
    assert drawn.laid_out() == drawn.laid_out()
    doubled = Drawn(drawn.ids, drawn.column, [*drawn.links, *drawn.links], drawn.unit)
    assert doubled.laid_out() == drawn.laid_out()


def test_a_chain_lies_on_one_line() -> None:
    ids = [f"e{number}" for number in range(6)]
    links = list(zip(ids[1:], ids, strict=False))
    layout = lay_out(ids, {one: number for number, one in enumerate(ids)}, links, dict.fromkeys(ids, 0))
    assert len(set(layout.y.values())) == 1
