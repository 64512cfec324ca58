"""The sample folders tell what they should: sizes, commands that exist, and Alder's dates differing exactly as told."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from pathlib import Path

import pytest

from sightline.document import Obstacle, Organization, Relation, build_organization
from sightline.document.yaml_reading import read_yaml
from tests.samples.keys import KEYS, NEEDS, NOMINAL, SAMPLES, SIZES, find_keys

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "sample_orgs"
LATER = ("alder/2024-06-01.yaml", "alder/2026-06-01.yaml")
FILES = (*(f"{sample}/organization.yaml" for sample in SAMPLES), *LATER)
COMMANDS = {"validate": 1, "analyze": 1, "paths": 2}
"""The commands a README may name, with the number of plain arguments each takes."""


def read(relative: str) -> Organization:
    return build_organization(read_yaml((FOLDER / relative).read_bytes(), file=relative))


def read_story(sample: str) -> str:
    return (FOLDER / sample / "README.md").read_text(encoding="utf-8")


def find_units(organization: Organization) -> set[str]:
    """Find the teams that only group others."""
    parents = {element.part_of for element in organization.elements}
    working = {relation.supplier for relation in organization.relations if relation.is_carrying}
    return {one.id for one in organization.elements if one.kind == "team" and one.id in parents - working}


def find_obstacles(organization: Organization) -> dict[str, tuple[str, Obstacle]]:
    """Map the id of every obstacle to where it sits and what it is."""
    places = [(element.id, element.obstacles) for element in organization.elements]
    places += [(f"{one.supplier} -> {one.customer}", one.obstacles) for one in organization.relations]
    return {obstacle.id or "": (place, obstacle) for place, obstacles in places for obstacle in obstacles}


def find_commands(sample: str) -> list[list[str]]:
    lines = re.findall(r"^sightline .*$", read_story(sample), flags=re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_there_are_five_folders_and_no_stray_file() -> None:
    found = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert found == {"README.md", *FILES, *(f"{sample}/README.md" for sample in SAMPLES)}


@pytest.mark.parametrize("sample", SAMPLES)
def test_sizes_are_those_of_the_story(sample: str) -> None:
    organization = read(f"{sample}/organization.yaml")
    kinds = Counter(relation.kind for relation in organization.relations)
    expected = SIZES[sample]
    assert len(organization.elements) - len(find_units(organization)) == expected.elements
    assert kinds["serves"] == expected.serves
    assert kinds["feedback"] == expected.feedback
    assert set(kinds) <= {"serves", "feedback", "reports_to"}
    assert len(find_obstacles(organization)) == expected.obstacles
    assert len(organization.decisions) == expected.decisions


@pytest.mark.parametrize("file", FILES)
def test_obstacles_have_ids_of_their_own_evidence_and_known_causes(file: str) -> None:
    organization = read(file)
    placed = [one for element in organization.elements for one in element.obstacles]
    placed += [one for relation in organization.relations for one in relation.obstacles]
    ids = [one.id for one in placed]
    assert ids
    assert None not in ids
    assert len(set(ids)) == len(ids)
    assert {cause for one in placed for cause in one.caused_by} <= set(ids)
    assert all(one.evidence for one in placed)


@pytest.mark.parametrize("file", FILES)
def test_units_only_group(file: str) -> None:
    organization = read(file)
    units = find_units(organization)
    ends = {end for relation in organization.relations for end in (relation.supplier, relation.customer)}
    assert units.isdisjoint(ends)
    assert not [one.id for one in organization.elements if one.id in units and (one.obstacles or one.assessed)]
    # a unit whose parts are all products would carry the effort of one team unless the file says otherwise
    working = {one.part_of for one in organization.elements if one.kind in {"team", "role"}}
    assert {one.id for one in organization.elements if one.id in units - working and one.effort != 0} == set()


@pytest.mark.parametrize("file", FILES)
def test_something_was_looked_at_and_only_the_brigade_entirely(file: str) -> None:
    organization = read(file)
    inside = [one for one in organization.elements if one.kind != "customer" and one.id not in find_units(organization)]
    share = sum(one.assessed for one in inside) / len(inside)
    if file.startswith("bucket_brigade"):
        assert share == 1
        assert all(one.assessed for one in organization.relations if one.is_carrying)
    else:
        assert 0.35 < share < 0.75


def test_only_the_brigade_changes_the_handoff_clarity() -> None:
    clarities = {file: read(file).assumptions.handoff_clarity for file in FILES}
    assert clarities.pop("bucket_brigade/organization.yaml") == 1
    assert set(clarities.values()) == {0.95}


@pytest.mark.parametrize("file", FILES)
def test_no_answer_stands_in_a_file(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert not re.search(r"answer key|short ids|\b[A-Z]{2}\d+ \(", text, flags=re.IGNORECASE)
    assert "fictional" in text.lower()
    assert max(len(line) for line in text.splitlines()) <= 120


@pytest.mark.parametrize("sample", SAMPLES)
def test_commands_of_the_story_name_what_exists(sample: str) -> None:
    commands = find_commands(sample)
    assert [words[1] for words in commands if words[1] == "analyze"], "no command to analyze the sample"
    for _, command, file, *rest in commands:
        assert command in COMMANDS
        assert file.startswith(f"sample_orgs/{sample}/")
        organization = read(file.removeprefix("sample_orgs/"))
        plain = [file, *rest[: next((at for at, word in enumerate(rest) if word.startswith("-")), len(rest))]]
        assert len(plain) == COMMANDS[command]
        assert set(plain[1:]) <= set(organization.by_id)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_story_is_whole_and_names_only_what_exists(sample: str) -> None:
    story = read_story(sample)
    assert "fictional" in story.lower()
    for heading in ("## What to look for", "## Try it", "## Figures", "## Plans", "## What was looked at"):
        assert heading in story, heading
    known: set[str] = set()
    for file in FILES:
        if file.startswith(f"{sample}/"):
            organization = read(file)
            known |= {*organization.by_id, *find_obstacles(organization), *(one.id for one in organization.decisions)}
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+|[abghk]\d+)`", story))
    assert named
    assert named <= known


def test_every_key_is_of_its_sample_and_can_be_checked_by_something() -> None:
    keys = [key for sample in SAMPLES for key in KEYS[sample]]
    assert len(keys) == len({key.code for key in keys}) == 47
    assert all(0.85 < key.robustness <= 1 for key in keys)
    assert {need for key in keys for need in key.needs} == set(NEEDS)
    assert [(sample, key.code) for sample, key in find_keys("triad")] == [("alder", "AL4")]


@pytest.mark.parametrize("sample", SAMPLES)
def test_nominal_figures_are_about_the_sample(sample: str) -> None:
    organization = read(f"{sample}/organization.yaml")
    nominal = NOMINAL[sample]
    assert {*nominal.gates, *nominal.depths} <= set(organization.by_id)
    assert set(nominal.top_gains) <= set(find_obstacles(organization))
    assert set(nominal.decision_distances) == {decision.id for decision in organization.decisions}


# Alder: what each date changes against the one before it.

HOTLINE_SERVES = {
    ("customer-first-hotline", "households", 3),
    ("hr", "customer-first-hotline", 1),
    ("chief-executive", "customer-first-hotline", 1),
    ("crm", "customer-first-hotline", 1),
    ("field-service", "customer-first-hotline", 2),
}
HOTLINE_OBSTACLES = {
    "a16": ("crm -> customer-first-hotline", "silo-handoff", 0.6, "shell"),
    "a17": ("field-service -> customer-first-hotline", "customer-shell", 0.7, "shell"),
    "a18": ("complaint-handling -> households", "unclear-role", 0.3, "role"),
}
INSIDE_SERVES = {
    ("marketing", "production-planning", 1),
    ("production-planning", "dealer-sales", 1),
    ("dealer-sales", "marketing", 1),
    ("production-planning", "marketing", 1),
}
INSIDE_FEEDBACK = {
    ("field-service", "quality", 1, True, None),
    ("field-service", "product-managers", 7, True, None),
    ("call-centre", "quality", 7, True, None),
    ("warranty-administration", "quality", 7, True, None),
    ("quality", "research-and-development", 7, True, None),
    ("small-cafes-and-makers", "product-managers", 30, True, "observation"),
    ("product-managers", "head-of-r-d", 7, True, None),
    ("spare-parts-desk", "purchasing", 7, True, None),
    ("repair-visit", "spare-parts-desk", 1, True, None),
    ("logistics", "dealer-sales", 1, True, None),
}
# fmt: off
INSIDE_SEVERITIES = {
    "a1": 0.20, "a2": 0.15, "a3": 0.15, "a4": 0.10, "a5": 0.15, "a7": 0.15, "a8": 0.15, "a9": 0.15, "a11": 0.15,
    "a12": 0.10, "a13": 0.15, "a15": 0.10, "a16": 0.20, "a17": 0.20,
}
# fmt: on


def find_serves(organization: Organization) -> set[tuple[str, str, float]]:
    return {(one.supplier, one.customer, one.volume) for one in organization.relations if one.kind == "serves"}


def find_feedback(organization: Organization) -> set[tuple[str, str, float | None, bool | None, str | None]]:
    voice = [one for one in organization.relations if one.kind == "feedback"]
    return {(one.supplier, one.customer, one.cadence_days, one.closed, one.channel) for one in voice}


def find_severity_changes(before: Organization, after: Organization) -> dict[str, float]:
    old, new = find_obstacles(before), find_obstacles(after)
    for one in old.keys() & new.keys():
        unchanged = {"severity": 0.0}
        assert old[one][1].model_copy(update=unchanged) == new[one][1].model_copy(update=unchanged)
        assert old[one][0] == new[one][0]
    return {one: new[one][1].severity for one in old.keys() & new.keys() if old[one][1] != new[one][1]}


def find_added_obstacles(before: Organization, after: Organization) -> dict[str, tuple[str, str, float, str]]:
    old = find_obstacles(before)
    added = {one: found for one, found in find_obstacles(after).items() if one not in old}
    return {one: (place, it.kind, it.severity, *it.themes) for one, (place, it) in added.items()}  # type: ignore[misc]


def find_changed_elements(before: Organization, after: Organization) -> set[str]:
    """Find the elements of both that differ in anything but their obstacles."""
    return {
        one.id
        for one in after.elements
        if one.id in before.by_id
        and one.model_copy(update={"obstacles": ()}) != before.by_id[one.id].model_copy(update={"obstacles": ()})
    }


def strip(relation: Relation) -> Relation:
    return relation.model_copy(update={"obstacles": ()})


def test_alder_2024_adds_the_hotline_and_changes_nothing_else() -> None:
    before, after = read("alder/organization.yaml"), read("alder/2024-06-01.yaml")
    assert (str(before.as_of), str(after.as_of)) == ("2023-06-01", "2024-06-01")
    assert after.by_id.keys() - before.by_id.keys() == {"cx", "customer-first-hotline"}
    assert before.by_id.keys() <= after.by_id.keys()
    hotline = after.by_id["customer-first-hotline"]
    assert (hotline.kind, hotline.part_of, hotline.front) == ("team", "cx", True)
    assert find_serves(after) - find_serves(before) == HOTLINE_SERVES
    assert find_feedback(after) - find_feedback(before) == {("households", "customer-first-hotline", 1, True, "call")}
    assert {strip(one) for one in before.relations} <= {strip(one) for one in after.relations}
    assert find_changed_elements(before, after) == set()
    assert find_severity_changes(before, after) == {"a6": 0.3}
    assert find_added_obstacles(before, after) == HOTLINE_OBSTACLES
    assert find_obstacles(before).keys() <= find_obstacles(after).keys()
    assert after.decisions == before.decisions


def test_alder_2026_works_on_the_inside_and_changes_nothing_else() -> None:
    before, after = read("alder/2024-06-01.yaml"), read("alder/2026-06-01.yaml")
    assert str(after.as_of) == "2026-06-01"
    assert after.by_id.keys() == before.by_id.keys()
    assert find_serves(after) - find_serves(before) == INSIDE_SERVES
    assert find_feedback(after) - find_feedback(before) == INSIDE_FEEDBACK
    assert {strip(one) for one in before.relations} <= {strip(one) for one in after.relations}
    assert find_changed_elements(before, after) == {"call-centre"}
    assert (after.by_id["call-centre"].outsourced, after.by_id["call-centre"].turnover_per_year) == (False, 0.2)
    assert find_severity_changes(before, after) == INSIDE_SEVERITIES
    assert find_added_obstacles(before, after) == {"a19": ("crm -> dealer-sales", "fragmented-data", 0.35, "data")}
    assert find_obstacles(before).keys() - find_obstacles(after).keys() == {"a6", "a10", "a18"}
    assert after.decisions == before.decisions
