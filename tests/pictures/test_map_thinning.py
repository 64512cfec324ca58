"""A crowded map keeps the relations that tell most, and says how many it leaves out."""

from __future__ import annotations

import pytest

from benchmarks.drawing import draw
from sightline.arrays.from_tables import network_from_tables
from sightline.pictures.map_choice import MapChoice
from sightline.pictures.map_model import MapView
from sightline.pictures.map_thinning import thin
from sightline.pictures.map_view import build_map
from sightline.pipeline import analyze
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.subject import Subject
from sightline.report.handover.whole_map import PART, build_whole_map
from sightline.snapshot import Snapshot


@pytest.fixture(scope="module")
def subject() -> Subject:
    drawing = draw(600, shape="tangled")
    network = network_from_tables(drawing.elements, drawing.relations, drawing.obstacles, name=drawing.name)
    return Subject(analyze(Snapshot(network=network)), CustomerWord(None))


@pytest.fixture(scope="module")
def crowded(subject: Subject) -> MapView:
    return build_map(subject.analysis, MapChoice(limit=PART))


def test_what_is_left_out_is_counted(crowded: MapView) -> None:
    assert len(crowded.edges) > 100
    thinned = thin(crowded, 100)
    assert len(thinned.edges) == 100
    assert set(thinned.edges) <= set(crowded.edges)
    assert thinned.notices == (*crowded.notices, f"{len(crowded.edges) - 100:,} narrower relations are not drawn.")
    assert thinned.nodes == crowded.nodes


def test_nothing_is_said_where_all_are_drawn(crowded: MapView) -> None:
    assert thin(crowded, len(crowded.edges)) is crowded


def test_the_widest_relation_of_a_supplier_stays_before_its_narrower_ones(crowded: MapView) -> None:
    customers = {node.id for node in crowded.nodes if node.kind == "customer"}
    inner = [edge for edge in crowded.edges if edge.customer not in customers]
    kept = set(thin(crowded, len(crowded.edges) - len(inner) // 2).edges)
    assert 0 < len(kept.intersection(inner)) < len(inner)
    for gone in set(inner) - kept:
        beside = [edge.width for edge in kept.intersection(inner) if edge.supplier == gone.supplier]
        assert all(width >= gone.width for width in beside)


def test_the_map_of_a_large_organization_is_thinned(subject: Subject, crowded: MapView) -> None:
    whole = build_whole_map(subject)
    assert whole is not None
    assert len(crowded.edges) > 2 * PART == len(whole.view.edges)
    assert "narrower relations are not drawn" in whole.view.notices[-1]
