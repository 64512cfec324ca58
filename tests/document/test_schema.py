"""The published schema says what reading says, as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from sightline.catalogue import OBSTACLE_KINDS
from sightline.document import Decision, Element, Organization, Relation, Tree, build_organization
from sightline.document.meanings import EXAMPLES, MEANINGS
from sightline.document.schema import organization_schema, schema_text, write_schema
from sightline.document.thresholds import Thresholds
from sightline.document.vocabulary import RELATION_KINDS, SECTIONS
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from tests.document.mistakes import BASE, MISTAKES
from tests.drawing import organizations

ROOT = Path(__file__).parent.parent.parent
PUBLISHED = ROOT / "docs" / "schema" / "organization.schema.json"
FILES = [ROOT / "tests" / "spec" / "format1.yaml", *sorted(ROOT.glob("sample_orgs/*/*.yaml"))]
SCHEMA: dict[str, Any] = organization_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

BEYOND_A_SCHEMA = {
    "reference to no element",
    "reference in a list",
    "reference in a mapping",
    "part of nothing",
    "modelled on nothing",
    "id in two sections",
    "id of a decision and an element",
    "id of a relation and an element",
    "obstacle id twice",
    "intervention id twice",
    "part of a customer",
    "part of itself",
    "circle of parts",
    "circle of reporting",
    "interval beside the severity",
    "no date",  # a format is an annotation, not a demand
    "caused by nothing",
    "caused by one thing that is nothing",
    "decider who is nobody",
    "consulted who is nobody",
    "clears nothing by id",
    "clears at no place",
}
"""Mistakes that only the whole file shows."""


def accepts(value: object) -> bool:
    return VALIDATOR.is_valid(value)


def read(text: str) -> object:
    return read_yaml(text.encode(), file=None).value


def test_the_schema_is_valid_and_names_no_host() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == "urn:sightline:organization:1"
    assert schema_text().count("http") == 1  # the dialect


def test_the_published_schema_is_fresh(tmp_path: Path) -> None:
    write_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_bytes() == PUBLISHED.read_bytes()
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_samples_are_valid(path: Path) -> None:
    tree = read_yaml(path.read_bytes(), file=path.name)
    assert [error.message for error in VALIDATOR.iter_errors(tree.value)] == []


@given(organizations())
def test_drawn_organizations_are_valid(drawn: dict[str, object]) -> None:
    assert build_organization(Tree(drawn)).name == "Drawn"
    assert accepts(drawn)


@pytest.mark.parametrize("name", sorted(set(MISTAKES) - BEYOND_A_SCHEMA))
def test_schema_and_reading_refuse_the_same_mistakes(name: str) -> None:
    raw = read(f"{BASE}{MISTAKES[name].text}\n")
    with pytest.raises(InputError):
        build_organization(Tree(raw))
    assert not accepts(raw)


@pytest.mark.parametrize("name", sorted(BEYOND_A_SCHEMA))
def test_some_mistakes_only_reading_finds(name: str) -> None:
    assert accepts(read(f"{BASE}{MISTAKES[name].text}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "customers: {c: {obstacles: [{kind: x, severity: 0.1}]}}",
        "customers: {c: {effort: 1}}",
        "customers: {c: {headcount: 1}}",
        "customers: {c: {part_of: a}}\nteams: {a: {}}",
        "customers: {c: {serves: a}}\nteams: {a: {}}",
        "teams: {a: {feedback: {to: a, output: x}}}",
        "teams: {a: {part_of: [a]}}",
        "teams: {a: {tags: [1]}}",
        "teams: {a: {obstacles: {kind: x, severity: 0.1}}}",
        "teams: {a: {obstacles: [{kind: Big Trouble, severity: 0.1}]}}",
        "interventions: [{name: go}]",
        "interventions: [{id: i, clears: [{obstacle: k, on: a}]}]",
    ],
)
def test_schema_and_reading_refuse_more_of_the_same(text: str) -> None:
    raw = read(f"sightline: 1\n{text}\n")
    with pytest.raises(InputError):
        build_organization(Tree(raw))
    assert not accepts(raw)


@pytest.mark.parametrize("raw", [{}, [], None, {"sightline": 2}, {"sightline": "1"}, {"teams": {}}])
def test_a_file_begins_with_its_format(raw: object) -> None:
    with pytest.raises(InputError):
        build_organization(Tree(raw))
    assert not accepts(raw)


@pytest.mark.parametrize("empty", ["", "{}"])
def test_empty_parts_are_valid(empty: str) -> None:
    text = "".join(f"{key}: {empty}\n" for key in (*SECTIONS, "decisions", "assumptions", "thresholds"))
    raw = read(f"sightline: 1\n{text}interventions:\n")
    assert build_organization(Tree(raw)).elements == ()
    assert accepts(raw)


def test_editors_can_explain_every_key() -> None:
    parts = {name: part for name, part in SCHEMA["$defs"].items() if "properties" in part}
    keys = [(name, key, one) for name, part in parts.items() for key, one in part["properties"].items()]
    keys += [("file", key, one) for key, one in SCHEMA["properties"].items()]
    assert len(keys) > 100
    assert [(name, key) for name, key, one in keys if not one.get("description")] == []


def test_editors_can_complete_the_kinds_of_obstacles() -> None:
    examples = SCHEMA["$defs"]["Obstacle"]["properties"]["kind"]["examples"]
    assert examples == [known.kind for known in OBSTACLE_KINDS]


def test_every_field_of_the_models_is_a_key_of_the_schema() -> None:
    defs = SCHEMA["$defs"]
    assert set(defs["Element"]["properties"]) == set(Element.model_fields) - {"id", "kind"} | set(RELATION_KINDS)
    kinds = ("Work", "Feedback", "Reporting")
    relations = {key for name in kinds for key in defs[name]["properties"]}
    assert relations == set(Relation.model_fields) - {"supplier", "customer", "kind"} | {"to"}
    assert set(defs["Decision"]["properties"]) == set(Decision.model_fields) - {"id"}
    assert set(SCHEMA["properties"]) == (
        set(Organization.model_fields) - {"elements", "relations"} | set(SECTIONS) | {"sightline"}
    )


def test_every_field_has_a_meaning_and_every_meaning_a_field() -> None:
    said_by_place: dict[type[BaseModel], set[str]] = {
        Organization: {"elements", "relations"},
        Element: {"id", "kind"},
        Relation: {"supplier", "customer", "kind"},
        Decision: {"id"},
    }
    assert Thresholds not in MEANINGS
    for model, meanings in MEANINGS.items():
        assert set(meanings) == set(model.model_fields) - said_by_place.get(model, set()), model.__name__
    assert {key for model, key in EXAMPLES if key not in MEANINGS[model]} == set()
