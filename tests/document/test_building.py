"""What a file means once it is read: its spellings, its empty parts, its extent; and that nothing else breaks."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.document.checks import find_cycles
from sightline.document.vocabulary import ELEMENT_KINDS, SECTIONS
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError
from tests.drawing import organizations

FORMAT_1 = Path(__file__).parent.parent / "spec" / "format1.yaml"


def built(text: str) -> Organization:
    return build_organization(read_yaml(text.encode(), file="org.yaml"))


def test_the_example_of_the_format_is_read_in_full() -> None:
    example = build_organization(read_yaml(FORMAT_1.read_bytes(), file="format1.yaml"))
    assert (example.name, example.as_of) == ("Meridian Software", datetime.date(2026, 3, 31))
    assert example.assumptions.handoff_clarity == 0.95
    assert example.thresholds.gate_share == 0.1
    assert [element.id for element in example.elements] == [
        "enterprise", "team-mail", "engineering", "support", "product-council", "email-dev",
        "head-of-engineering", "product-manager", "home-grown-mail",
    ]  # fmt: skip
    assert [(one.supplier, one.kind, one.customer) for one in example.relations] == [
        ("enterprise", "feedback", "support"),
        ("team-mail", "serves", "enterprise"),
        ("support", "serves", "enterprise"),
        ("product-council", "serves", "email-dev"),
        ("email-dev", "delivers", "team-mail"),
        ("head-of-engineering", "serves", "email-dev"),
        ("product-manager", "serves", "email-dev"),
        ("product-manager", "reports_to", "head-of-engineering"),
        ("home-grown-mail", "supports", "email-dev"),
    ]
    (manager,) = (one for one in example.relations if one.output)
    assert (manager.volume, manager.output, manager.obstacles[0].kind) == (3.0, "requirements", "missing-feedback")
    (consensus,) = example.by_id["email-dev"].obstacles
    assert (consensus.severity, consensus.low, consensus.high, consensus.themes) == (0.45, 0.3, 0.6, ("consensus",))
    assert consensus.caused_by == ("k1",)
    assert [one.text for one in consensus.evidence] == ["31 people on the average thread"]
    (decision,) = example.decisions
    assert (decision.decider, decision.approvers, decision.consulted) == (("product-council",), 11, 40)
    (plan,) = example.interventions
    assert [(one.obstacle, one.to) for one in plan.clears] == [("k1", 0.1), ("k2", 0.15)]


@pytest.mark.parametrize(
    "spelled", ["b", "[b]", "[{to: b}]", "{to: b}", "[{to: b, volume: 1}]", "{to: b, assessed: false, tags: []}"]
)
def test_the_spellings_of_a_relation_mean_the_same(spelled: str) -> None:
    plain = built("sightline: 1\nteams: {a: {serves: b}, b: {}}\n")
    assert built(f"sightline: 1\nteams: {{a: {{serves: {spelled}}}, b: {{}}}}\n") == plain


def test_a_list_of_relations_may_mix_ids_and_mappings() -> None:
    mixed = built("sightline: 1\nteams: {a: {serves: [b, {to: c, volume: 2}, b]}, b: {}, c: {}}\n")
    assert [(one.customer, one.volume) for one in mixed.relations] == [("b", 1.0), ("c", 2.0), ("b", 1.0)]


def test_underscores_in_kinds_of_obstacles_are_hyphens() -> None:
    text = """
sightline: 1
teams: {a: {obstacles: [{kind: silo_handoff, severity: 0.5}]}}
interventions: [{id: go, clears: {on: a, kind: silo_handoff}}]
"""
    organization = built(text)
    assert organization.by_id["a"].obstacles[0].kind == "silo-handoff"
    assert organization.interventions[0].clears[0].kind == "silo-handoff"


@pytest.mark.parametrize(
    ("spelled", "deciders"), [("{}", ()), ("{decider: a}", ("a",)), ("{decider: [a, b]}", ("a", "b")), ("null", ())]
)
def test_a_decision_has_no_decider_or_one_or_several(spelled: str, deciders: tuple[str, ...]) -> None:
    organization = built(f"sightline: 1\nteams: {{a: {{}}, b: {{}}}}\ndecisions: {{d: {spelled}}}\n")
    assert organization.decisions[0].decider == deciders


def test_evidence_is_a_text_or_a_list_of_pieces() -> None:
    text = """
sightline: 1
teams:
  a: {obstacles: [{kind: x, severity: 0.1, evidence: seen}]}
  b: {obstacles: [{kind: x, severity: 0.1, evidence: [{text: seen, type: survey, date: 2026-01-02}]}]}
"""
    organization = built(text)
    (short,) = organization.by_id["a"].obstacles[0].evidence
    (long,) = organization.by_id["b"].obstacles[0].evidence
    assert (short.text, short.type, short.date) == ("seen", None, None)
    assert (long.text, long.type, long.date) == ("seen", "survey", datetime.date(2026, 1, 2))


@pytest.mark.parametrize("empty", ["", "{}", "null"])
@pytest.mark.parametrize("section", [*SECTIONS, "decisions", "assumptions", "thresholds"])
def test_an_empty_section_is_as_good_as_none(section: str, empty: str) -> None:
    assert built(f"sightline: 1\n{section}: {empty}\n") == built("sightline: 1\n")


def test_a_section_gives_its_elements_their_kind() -> None:
    bodies = "\n".join(f"{section}: {{{kind}-1: }}" for section, kind in SECTIONS.items())
    organization = built(f"sightline: 1\n{bodies}\n")
    assert [(one.id, one.kind) for one in organization.elements] == [(f"{kind}-1", kind) for kind in ELEMENT_KINDS]


def test_a_removed_obstacle_counts_with_severity_0() -> None:
    organization = built("sightline: 1\nteams: {a: {obstacles: [{kind: x, severity: 0.7, status: removed}]}}\n")
    (obstacle,) = organization.by_id["a"].obstacles
    assert (obstacle.severity, obstacle.weight) == (0.7, 0.0)


def test_a_relation_may_lead_back_to_its_supplier_and_stand_beside_others() -> None:
    organization = built("sightline: 1\nteams: {a: {serves: [a, b, b], performs: b}, b: {}}\n")
    assert [(one.customer, one.kind) for one in organization.relations] == [
        ("a", "serves"),
        ("b", "serves"),
        ("b", "serves"),
        ("b", "performs"),
    ]


def test_customers_may_speak_and_carry_facts_of_their_own() -> None:
    organization = built("sightline: 1\ncustomers: {c: {feedback: a, segment_size: 5, jobs: [x]}}\nteams: {a: {}}\n")
    assert [(one.supplier, one.kind) for one in organization.relations] == [("c", "feedback")]


@pytest.mark.parametrize("relation", ["part_of", "reports_to"])
def test_a_chain_of_5000_is_no_recursion(relation: str) -> None:
    chain: dict[str, object] = {f"t{number}": {relation: f"t{number + 1}"} for number in range(5_000)}
    raw = {"sightline": 1, "teams": {**chain, "t5000": {}}}
    assert len(build_organization(Tree(raw)).elements) == 5_001
    raw["teams"] = {**chain, "t5000": {relation: "t0"}}
    with pytest.raises(InputError, match="itself: t0 -> t1 -> "):
        build_organization(Tree(raw))


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=4)))
def test_cycles_are_found_where_there_are_any(graph: dict[str, list[str]]) -> None:
    reach = {start: set(targets) for start, targets in graph.items()}
    for middle in "abcdefg":
        for ends in reach.values():
            if middle in ends:
                ends.update(reach.get(middle, ()))
    cyclic = {start for start, ends in reach.items() if start in ends}
    cycles = find_cycles(graph)
    found = [entry for cycle in cycles for entry in cycle]
    assert len(found) == len(set(found))
    assert set(found) <= cyclic
    for cycle in cycles:
        assert all(after in graph[before] for before, after in zip(cycle, cycle[1:] + cycle[:1], strict=True))
    for entry in cyclic:
        assert any(other in found for other in reach[entry] if entry in reach.get(other, ()))


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(), max_size=8),
    st.sampled_from(["a", "b", "serves", "to", "silo-handoff", "2026-01-01", "customer"]),
)
KEYS = st.sampled_from([
    "sightline", "name", "customers", "teams", "roles", "decisions", "interventions", "assumptions", "thresholds",
    "serves", "feedback", "part_of", "reports_to", "obstacles", "to", "id", "kind", "severity", "low", "evidence",
    "caused_by", "clears", "on", "obstacle", "ratings", "source", "tags", "approvers", "decider", "a", "b", "as_of",
])  # fmt: skip
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=4), inner, max_size=5),
    max_leaves=25,
)


def is_read_or_refused(raw: object) -> bool:
    """Build; any exception but InputError escapes and fails the test."""
    try:
        return isinstance(build_organization(Tree(raw)), Organization)
    except InputError as error:
        return all(problem.message for problem in error.problems) and bool(str(error))


@given(TREES)
def test_any_tree_is_read_or_refused(raw: object) -> None:
    assert is_read_or_refused(raw)


@given(st.dictionaries(KEYS, TREES, max_size=6))
def test_any_tree_that_looks_like_a_file_is_read_or_refused(raw: dict[str, object]) -> None:
    assert is_read_or_refused({"sightline": 1, **raw})


@given(organizations(max_elements=5), st.data())
def test_a_valid_file_with_one_value_changed_is_read_or_refused(raw: dict[str, object], data: st.DataObject) -> None:
    changed = copy.deepcopy(raw)
    here: Any = changed
    while True:
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        inner = here[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            here[key] = data.draw(TREES)
            break
        here = inner
    assert is_read_or_refused(changed)


@pytest.mark.parametrize(
    "raw",
    [
        {"sightline": 10**5_000},
        {"sightline": 1, "teams": 10**5_000},
        {"sightline": 1, "teams": {"a": {"effort": 10**5_000, "name": {"x": 10**5_000}}}},
        {"sightline": 1, "teams": {"a": {"serves": 10**5_000}}},
    ],
    ids=["format", "section", "field", "relation"],
)
def test_a_number_of_any_length_is_refused(raw: object) -> None:
    with pytest.raises(InputError, match="a number too long to show"):
        build_organization(Tree(raw))
