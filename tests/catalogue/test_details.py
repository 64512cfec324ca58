from __future__ import annotations

import pytest

from sightline.catalogue import AREAS, OBSTACLE_KINDS
from sightline.catalogue.details import ANCHORS, AUDIENCES, POINTS, Catalogue, catalogue, extended
from sightline.document.vocabulary import ELEMENT_KINDS, RELATION_KINDS

EVERY = pytest.mark.parametrize("kind", list(catalogue()))


def test_the_catalogue_describes_every_kind_and_no_other() -> None:
    assert [details.kind for details in catalogue().values()] == list(OBSTACLE_KINDS)
    assert len(catalogue()) == 39
    assert {details.kind.area for details in catalogue().values()} == set(AREAS)


@EVERY
def test_a_kind_is_described_in_full(kind: str) -> None:
    details = catalogue()[kind]
    assert tuple(details.anchors) == ANCHORS
    assert all(details.anchors.values())
    assert details.where
    assert details.evidence
    assert details.source
    assert details.items
    assert details.remedies
    assert {item.audience for item in details.items} <= set(AUDIENCES)
    assert {item.sign for item in details.items} <= {"+", "-"}
    assert {remedy.effort for remedy in details.remedies} <= set(POINTS)


@EVERY
def test_a_kind_applies_to_what_there_is(kind: str) -> None:
    places = catalogue()[kind].applies_to
    assert places
    assert set(places) <= {*ELEMENT_KINDS, *RELATION_KINDS, "decision"} - {"customer"}


@EVERY
def test_causes_are_other_kinds_of_the_catalogue(kind: str) -> None:
    causes = catalogue()[kind].causes
    assert set(causes) <= set(catalogue()) - {kind}
    assert len(set(causes)) == len(causes)


def test_every_question_has_an_id_of_its_own() -> None:
    ids = [item.id for details in catalogue().values() for item in details.items]
    assert len(ids) == 62
    assert len(set(ids)) == len(ids)


def test_the_story_of_the_reply_to_all_is_in_the_causes() -> None:
    assert "reluctance-to-empower" in catalogue()["consensus-overload"].causes
    assert "consensus-overload" in catalogue()["projected-dysfunction"].causes


def own() -> Catalogue:
    """Extend the catalogue by one kind, and change another."""
    new = {"kind": "paper-forms", "name": "Paper forms", "area": "operations", "light": "One form a case"}
    return extended(catalogue(), [new, {"kind": "turnover", "middling": "About 25 % a year"}])


def test_a_kind_of_ones_own_is_added() -> None:
    added = own()["paper-forms"]
    assert (added.kind.name, added.kind.area, dict(added.anchors)) == (
        "Paper forms",
        "operations",
        {0.2: "One form a case"},
    )
    assert added.items == ()


def test_a_known_kind_is_changed_in_what_is_said_and_stays_otherwise() -> None:
    before, after = catalogue()["turnover"], own()["turnover"]
    assert after.anchors[0.5] == "About 25 % a year"
    assert (after.anchors[0.2], after.items, after.remedies) == (before.anchors[0.2], before.items, before.remedies)
    assert before.anchors[0.5] != after.anchors[0.5]
