"""The tables of the ArchiMate importer: complete, without contradiction, and on their page."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sightline.document.vocabulary import SECTIONS
from sightline.formats.archimate_rules import (
    ELEMENT_KINDS,
    ELEMENT_RULES,
    LEFT_OUT,
    RELATION_RULES,
    RELATION_TYPES,
    find_rule,
    newer_name,
)


def test_every_relationship_type_has_a_rule_for_every_target() -> None:
    for name in RELATION_TYPES:
        for access in (None, "Access", "Read", "Write", "ReadWrite"):
            for kind in SECTIONS.values():
                assert find_rule(name, access=access, into=kind).type == name


def test_no_element_type_stands_in_two_rules() -> None:
    counts = Counter(name for rule in ELEMENT_RULES for name in rule.types)
    assert len(counts) == len(ELEMENT_KINDS) == 63
    assert set(counts.values()) == {1}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("UsedByRelationship", "Serving"),
        ("RealisationRelationship", "Realization"),
        ("archimate:Network", "CommunicationNetwork"),
        ("InfrastructureService", "TechnologyService"),
        ("BusinessRole", "BusinessRole"),
        ("BusinessRoleRelationship", "BusinessRoleRelationship"),
    ],
)
def test_older_names(older: str, newer: str) -> None:
    assert newer_name(older) == newer


def test_the_page_shows_every_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "archimate.md").read_text(encoding="utf-8")
    for rule in ELEMENT_RULES:
        assert f"| {', '.join(rule.types)} | {rule.kind} | {rule.reason} |" in page
    assert all(rule.reason in page for rule in RELATION_RULES)
    for reason, why in LEFT_OUT.items():
        assert f"| {reason} | {why} |" in page
