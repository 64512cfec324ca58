"""Kumu's JSON: blueprints and backups, the four directions, labels as ends, and what is broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.kumu import is_kumu, read_kumu
from tests.formats.graphs import changed, content_of, problems, read, relations, survives
from tests.shared_data import shared_data

BLUEPRINT = """{
  "name": "Harvest", "description": "Who feeds whom",
  "elements": [
    {"label": "Growers", "type": "team", "tags": ["north", "small"]},
    {"label": "Seed bank", "type": "System", "description": "Keeps seeds"},
    {"label": "Eaters", "type": "Customer"},
    {"label": "Cooks", "type": "Volunteers"}
  ],
  "connections": [
    {"from": "Growers", "to": "Cooks", "value flows": ["beans", "kale"], "weight": 3},
    {"from": "Seed bank", "to": "Growers", "type": "supports", "direction": "directed"},
    {"from": "Eaters", "to": "Cooks", "direction": "mutual", "type": "talks"},
    {"from": "Cooks", "to": "Growers", "direction": "undirected", "connection type": null},
    {"from": "Eaters", "to": "Growers", "direction": "directed", "reversed": true},
    {"from": "Eaters", "to": "Growers"}
  ],
  "loops": [{"label": "R1"}]
}"""


def backup() -> str:
    """Write the blueprint as a project's backup says it: with ids, and facts inside attributes."""
    plan = json.loads(BLUEPRINT)
    ids = {one["label"]: f"elem-{at}" for at, one in enumerate(plan["elements"])}
    plan["elements"] = [
        {"_id": ids[one["label"]], "attributes": {("element type" if k == "type" else k): v for k, v in one.items()}}
        for one in plan["elements"]
    ]
    for at, one in enumerate(plan["connections"]):
        facts = {key: one.pop(key) for key in ("value flows", "weight", "type", "connection type") if key in one}
        if "type" in facts:
            facts["connection type"] = facts.pop("type")
        one.update({"_id": f"conn-{at}", "attributes": facts, "from": ids[one["from"]], "to": ids[one["to"]]})
    return json.dumps({"defaultMap": None, "proxyImages": True, **plan})


def test_a_blueprint() -> None:
    organization, tree = read(read_kumu, BLUEPRINT)
    assert (organization.name, organization.description) == ("Harvest", "Who feeds whom")
    assert {one.id: (one.kind, one.tags) for one in organization.elements} == {
        "growers": ("team", ("north", "small")),
        "seed-bank": ("system", ()),
        "eaters": ("customer", ()),
        "cooks": ("team", ("kumu:Volunteers",)),
    }
    assert relations(organization) == [
        ("cooks", "serves", "eaters", 1),
        ("cooks", "serves", "growers", 1),
        ("growers", "serves", "cooks", 1),
        ("growers", "serves", "cooks", 3),
        ("growers", "serves", "eaters", 1),
        ("seed-bank", "supports", "growers", 1),
    ]
    assert [one.output for one in organization.relations if one.output] == ["beans, kale"]
    assert "Left out 1 of 6 edges: 1 leaving an external customer." in tree.notices
    assert "Read as work both ways, for want of a direction: 1 edge." in tree.notices
    assert "Read from `to` to `from`, as they are marked reversed: 1." in tree.notices
    assert "External customers, as the file says: Eaters." in tree.notices
    assert "Not read: 1 loop." in tree.notices


def test_backup_and_blueprint_are_the_same_organization() -> None:
    assert content_of(read(read_kumu, backup())[0]) == content_of(read(read_kumu, BLUEPRINT)[0])


def test_mistakes_are_told_with_their_lines() -> None:
    broken = BLUEPRINT.replace('"mutual"', '"both"').replace('"from": "Growers"', '"from": "Grower"')
    assert problems(read_kumu, broken) == [
        (12, "`direction` is `both`; expected one of `directed`, `undirected`, `mutual`."),
        (10, "The source of this edge is `Grower`, which is no node of this file."),
    ]
    assert "`direction` is a list" in problems(read_kumu, BLUEPRINT.replace('"mutual"', "[1]"))[0][1]
    twice = '{"elements": [{"id": 1, "label": "A"}, {"id": 2, "label": "A"}], "connections": [{"from": "A", "to": 2}]}'
    assert problems(read_kumu, twice) == [(1, "`A` is the label of 2 elements; name one by its id.")]
    assert problems(read_kumu, '{"elements": {"nodes": []}}')[0][1].endswith("expected a list of mappings.")
    assert problems(read_kumu, '{"elements": [3]}')[0][1] == "This entry of `elements` is `3`; expected a mapping."
    assert problems(read_kumu, '{"connections": []}')[0][1] == "There are no `elements` in this file."
    assert "an object" in problems(read_kumu, "[]")[0][1]
    assert problems(read_kumu, '{"elements": [{}]}')[0][1] == "This node has no id."


def test_it_is_known_by_its_content() -> None:
    assert is_kumu(BLUEPRINT.encode()[:200], "")
    assert is_kumu(b'{"elements": [{"label": "A"', "")
    assert is_kumu(backup().encode()[:100], "")
    others = (b"", b'{"sightline": 1, "teams"', b'{"nodes": [], "links": []}', b"elements:", b"\0\1", b"[")
    assert not any(is_kumu(other, ".json") for other in others)


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    content = changed(draw, draw.draw(st.sampled_from([BLUEPRINT.encode(), backup().encode()])))
    assert is_kumu(content[:4096], "") in (True, False)
    survives(read_kumu, content)


@pytest.mark.parametrize("name", ["kumu-changelabs-template.json", "snap-to-tutorial-project.json"])
def test_real_files(name: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/08_kumu/{name}"]
    path = shared_data(f"08_kumu/{name}")
    assert is_kumu(path.read_bytes()[:4096], ".json")
    organization, tree = read(read_kumu, path)
    assert tree.summary is not None
    assert len(organization.elements) == tree.summary.elements == expected["elements"]
    assert tree.summary.relations == expected["connections"]
    assert tree.summary.left_out == {}
    undirected = expected["directions"].get("undirected", 0)
    assert len(organization.relations) == expected["connections"] + undirected
    types = {kind.replace("null", "without a type"): n for kind, n in expected["connection_types"].items()}
    assert tree.summary.by_type == types
