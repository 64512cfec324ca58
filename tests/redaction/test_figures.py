"""Under made-up names every figure is what it was, to the last bit, and every choice between equals falls as it did."""

from __future__ import annotations

import contextvars
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from sightline.analyzers.paths import find_paths
from sightline.document import Organization, Tree, build_organization
from sightline.document.collation import stand_for
from sightline.formats import read_organization
from sightline.pipeline import analyze, take_snapshot
from sightline.redaction.key import Key
from sightline.redaction.redacting import redact, restore
from sightline.report.contract import to_contract
from tests import organizations as drawn_by_hand
from tests import organizations_voice
from tests.cli.running import ALL_SAMPLES
from tests.drawing import organizations
from tests.redaction.translating import translate

PROSE = ("title", "why", "evidence_against", "action")
HAND_DRAWN = [
    making
    for module in (drawn_by_hand, organizations_voice)
    for name, making in vars(module).items()
    if getattr(making, "__module__", "") == module.__name__
    and not name.startswith("_")
    and not making.__code__.co_argcount
]


def told(organization: Organization) -> dict[str, Any]:
    """What programs are told of an organization, without its sentences, which cut long names."""
    contract = to_contract(analyze(organization), run={})
    for finding in contract["findings"]:
        for sentence in PROSE:
            del finding[sentence]
    return contract


def check(organization: Organization) -> None:
    """Analyze an organization, and its twin under made-up names in a context where these stand for the real ones."""
    key = Key()
    twin = redact(organization, key).organization

    def analyze_twin() -> dict[str, Any]:
        stand_for(key.meant)
        return told(twin)

    assert translate(contextvars.copy_context().run(analyze_twin), key) == told(organization)


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_samples_give_the_same_figures(sample: Path) -> None:
    organization = read_organization(sample).organization
    assert told(organization)["counts"]["elements"] > 5
    check(organization)


@pytest.mark.parametrize("making", HAND_DRAWN, ids=lambda making: making.__name__)
def test_organizations_drawn_by_hand_give_the_same_figures(making: Callable[[], dict[str, object]]) -> None:
    check(build_organization(Tree(making())))


@settings(max_examples=25)
@given(organizations())
def test_any_organization_gives_the_same_figures(raw: dict[str, object]) -> None:
    check(build_organization(Tree(raw)))


def test_lines_as_clear_as_each_other_stand_in_the_same_order() -> None:
    """With the real ids it goes north first; by lot, the made-up ids would go south in every other run."""
    organization = build_organization(Tree(drawn_by_hand.two_suppliers_one_broker()))
    expected = [line.elements for line in find_paths(take_snapshot(organization), "print-shop", 5).lines]
    assert [line[-1] for line in expected] == ["north", "south"]
    for _ in range(6):
        key = Key()
        twin = redact(organization, key).organization

        def find(key: Key = key, twin: Organization = twin) -> list[tuple[str, ...]]:
            stand_for(key.meant)
            return [line.elements for line in find_paths(take_snapshot(twin), key.id("print-shop"), 5).lines]

        lines = contextvars.copy_context().run(find)
        assert [tuple(key.ids[one] for one in line) for line in lines] == expected


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_key_leads_back_to_all_that_was_not_left_out(sample: Path) -> None:
    organization = read_organization(sample).organization
    key = Key()
    redacted = redact(organization, key)
    assert redacted.left_out > 0
    back = restore(redacted.organization, key)
    assert [(one.id, one.name, one.part_of, one.tags) for one in back.elements] == [
        (one.id, one.name, one.part_of, one.tags) for one in organization.elements
    ]
    assert [(one.supplier, one.customer, one.volume, one.output) for one in back.relations] == [
        (one.supplier, one.customer, one.volume, one.output) for one in organization.relations
    ]
    assert back.name == organization.name
    assert to_contract(analyze(back), run={})["elements"] == to_contract(analyze(organization), run={})["elements"]
