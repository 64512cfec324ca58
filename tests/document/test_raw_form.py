"""The plain form gives back what was read: equal, canonical, and without what goes without saying."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Element, Organization, Relation, Tree, build_organization
from sightline.document.raw_form import to_raw
from sightline.document.yaml_reading import read_yaml
from tests.drawing import organizations, permuted

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "tests" / "spec" / "format1.yaml", *sorted(ROOT.glob("sample_orgs/*/*.yaml"))]


def read(path: Path) -> Organization:
    return build_organization(read_yaml(path.read_bytes(), file=path.name))


def test_there_are_samples() -> None:
    assert len(FILES) >= 6


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_comes_back_equal(path: Path) -> None:
    organization = read(path)
    raw = to_raw(organization)
    again = build_organization(Tree(raw))
    assert again == organization
    assert to_raw(again) == raw


@given(organizations())
def test_a_drawn_organization_comes_back_equal(drawn: dict[str, object]) -> None:
    organization = build_organization(Tree(drawn))
    raw = to_raw(organization)
    again = build_organization(Tree(raw))
    assert again == organization
    assert list(to_raw(again).items()) == list(raw.items())


@given(organizations(), st.integers(0, 10))
def test_another_order_of_the_file_changes_only_order(drawn: dict[str, object], seed: int) -> None:
    organization = build_organization(Tree(drawn))
    shuffled = build_organization(Tree(permuted(drawn, seed)))

    def facts(one: Organization) -> tuple[object, ...]:
        # relations of a supplier stand side by side: sort what is said of each
        elements = sorted(element.model_copy(update={"obstacles": ()}).model_dump_json() for element in one.elements)
        relations = sorted(
            relation.model_copy(update={"obstacles": ()}).model_dump_json() for relation in one.relations
        )
        carriers: list[Element | Relation] = [*one.elements, *one.relations]
        obstacles = sorted(
            obstacle.model_copy(update={"caused_by": (), "themes": tuple(sorted(obstacle.themes))}).model_dump_json()
            for carrier in carriers
            for obstacle in carrier.obstacles
        )
        return one.name, one.assumptions, elements, relations, obstacles

    assert facts(shuffled) == facts(organization)


def test_the_order_of_keys_inside_an_element_means_nothing() -> None:
    first = {"sightline": 1, "teams": {"a": {"serves": "b", "feedback": "b", "part_of": "b"}, "b": {}}}
    second = {"teams": {"a": {"part_of": "b", "feedback": "b", "serves": "b"}, "b": {}}, "sightline": 1}
    assert build_organization(Tree(first)) == build_organization(Tree(second))


def test_what_equals_its_default_is_left_out() -> None:
    raw = {
        "sightline": 1,
        "name": "Small",
        "customers": {"c": {}},
        "teams": {"a": {"assessed": False, "tags": [], "serves": [{"to": "c", "volume": 1, "obstacles": []}]}},
        "roles": {},
        "assumptions": {"handoff_clarity": 0.95},
        "interventions": [],
    }
    assert to_raw(build_organization(Tree(raw))) == {
        "sightline": 1,
        "name": "Small",
        "customers": {"c": {}},
        "teams": {"a": {"serves": ["c"]}},
    }


def test_short_spellings_stay_short() -> None:
    raw = {
        "sightline": 1,
        "name": "Short",
        "teams": {
            "a": {
                "obstacles": [{"kind": "silo-handoff", "severity": 0.5, "evidence": "seen"}],
                "last_walked_as_customer": "2026-01-02",
                "serves": [{"to": "b", "obstacles": [{"kind": "x", "severity": 1.0, "evidence": "heard"}]}],
            },
            "b": {},
        },
        "decisions": {"d": {"decider": "a", "approvers": ["a", "b"]}, "e": {"decider": ["a", "b"], "approvers": 3}},
    }
    assert to_raw(build_organization(Tree(raw))) == raw


def test_what_the_writer_gives_is_its_own() -> None:
    organization = read(FILES[0])
    raw = to_raw(organization)
    raw["teams"].clear()
    raw["interventions"].clear()
    assert to_raw(organization)["teams"]
    assert to_raw(organization)["interventions"]
