"""The ArchiMate importer: small files by hand, the real files by their counts, and broken ones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import build_organization
from sightline.document.tree import ImportSummary, Tree
from sightline.document.vocabulary import CARRYING, SECTIONS
from sightline.errors import InputError, Place, UsageError
from sightline.formats.archimate import (
    ArchimateOptions,
    is_archimate,
    read_archimate,
)
from sightline.formats.archimate_rules import (
    newer_name,
)
from tests.shared_data import shared_data

INPUTS = Path(__file__).parent / "inputs"
BAKERY = (INPUTS / "bakery_oex21.xml").read_bytes()
LIBRARY = (INPUTS / "library_oex30.xml").read_bytes()
BROKEN = (INPUTS / "broken_oex30.xml").read_bytes()
REAL = [
    "Archisurance_oex21.xml",
    "archisurance_oex30.xml",
    "ArchiMetal_oex21.xml",
    "sample1_oex30.xml",
    "nora/NORA-Werkgroep-APs.xml",
]
Entry = Mapping[str, object]


def elements_of(tree: Tree) -> dict[str, tuple[str, Entry]]:
    """List kind and entry of every element, by id."""
    value = cast("Mapping[str, Mapping[str, Entry]]", tree.value)
    return {id_: (kind, entry) for section, kind in SECTIONS.items() for id_, entry in value.get(section, {}).items()}


def relations_of(tree: Tree) -> list[tuple[str, str, str, str]]:
    """List (supplier, kind, customer, XML identifier) of every relation."""
    found: list[tuple[str, str, str, str]] = []
    for id_, (_, entry) in elements_of(tree).items():
        for kind in CARRYING:
            relations = cast("list[Mapping[str, Mapping[str, str]]]", entry.get(kind, []))
            found.extend((id_, kind, str(relation["to"]), relation["source"]["place"]) for relation in relations)
    return sorted(found)


def wholes_of(tree: Tree) -> dict[str, object]:
    return {id_: entry["part_of"] for id_, (_, entry) in elements_of(tree).items() if "part_of" in entry}


def _read(data: bytes, file: str | None = None, options: ArchimateOptions | None = None) -> tuple[Tree, ImportSummary]:
    tree = read_archimate(data, file=file, options=options)
    assert tree.summary is not None
    return tree, tree.summary


def problems_of(data: bytes, options: ArchimateOptions | None = None) -> list[tuple[int | None, str]]:
    with pytest.raises(InputError) as caught:
        read_archimate(data, file="in.xml", options=options)
    return [(problem.place.line, problem.message) for problem in caught.value.problems]


# --- a small file of each version -------------------------------------------------------------------------------


def test_version_2_1_becomes_an_organization() -> None:
    tree = read_archimate(BAKERY, file="bakery.xml")
    assert {id_: kind for id_, (kind, _) in elements_of(tree).items()} == {
        "customer-business-role": "customer",
        "customer-business-object": "system",
        "bakers": "team",
        "morning-shift": "team",
        "shop-assistant": "role",
        "bake-bread": "process",
        "junction": "process",
        "fresh-bread": "product",
        "oven": "system",
        "no-bread-left-at-six": "system",
    }
    assert relations_of(tree) == [
        ("bake-bread", "delivers", "fresh-bread", "id-22"),
        ("bake-bread", "serves", "shop-assistant", "id-25"),
        ("bakers", "performs", "bake-bread", "id-23"),
        ("fresh-bread", "serves", "customer-business-role", "id-21"),
        ("oven", "serves", "bake-bread", "id-24"),
        ("shop-assistant", "serves", "customer-business-role", "id-32"),
        ("shop-assistant", "serves", "customer-business-role", "id-33"),
        ("shop-assistant", "supports", "customer-business-object", "id-26"),
    ]
    assert wholes_of(tree) == {"bakers": "morning-shift", "shop-assistant": "morning-shift"}
    assert build_organization(tree).name == "Corner Bakery"


def test_names_descriptions_outputs_tags_and_sources_are_kept() -> None:
    elements = elements_of(read_archimate(BAKERY, file="bakery.xml"))
    assert elements["bakers"][1] == {
        "name": "Bakers",
        "description": "Up at four.",
        "part_of": "morning-shift",
        "performs": [
            {
                "to": "bake-bread",
                "tags": ["archimate:Assignment"],
                "source": {"file": "bakery.xml", "place": "id-23"},
            }
        ],
        "tags": ["archimate:BusinessActor"],
        "source": {"file": "bakery.xml", "place": "id-2"},
    }
    assert elements["shop-assistant"][1]["name"] == "Shop assistant"
    assert elements["oven"][1]["tags"] == ["archimate:TechnologyService"]
    (flow,) = cast("list[Entry]", elements["bake-bread"][1]["serves"])
    assert flow["output"] == "warm loaves"


def test_everything_has_its_line() -> None:
    tree = read_archimate(BAKERY, file="bakery.xml")
    assert tree.place(("teams", "bakers", "name")) == Place("bakery.xml", 6, 5, "id-2")
    assert tree.place(("teams", "bakers", "part_of")).line == 27
    assert tree.place(("roles", "shop-assistant", "serves", 1)) == Place("bakery.xml", 33, 5, "id-33")


def test_the_notices_say_what_was_read_and_left_out() -> None:
    tree, summary = _read(BAKERY)
    assert (summary.version, summary.elements, summary.relations) == ("2.1", 10, 13)
    assert summary.by_type["Serving"] == 3
    assert sum(summary.by_type.values()) == 13
    assert summary.left_out == {
        "Association (not said to be work)": 1,
        "leaving an external customer": 1,
        "to or from a motive (goal, requirement, ...)": 1,
    }
    assert tree.notices[0].startswith("Read 10 elements and 13 relationships (")
    assert tree.notices[1].startswith("Left out 3 of 13 relationships: 1 Association (not said to be work); ")
    assert "Customer (business role)" in tree.notices[2]
    assert read_archimate(BAKERY).summary == summary


def test_version_3_with_a_prefix_and_structure_that_cannot_all_stand() -> None:
    options = ArchimateOptions(customers=("READER",))
    tree, summary = _read(LIBRARY, options=options)
    assert summary.version == "3.1"
    assert {id_ for id_, (kind, _) in elements_of(tree).items() if kind == "customer"} == {
        "reader-business-actor",
        "reader-business-role",
    }
    assert relations_of(tree) == [
        ("catalogue", "supports", "lend-a-book", "id-r3"),
        ("lend-a-book", "serves", "lend-a-book", "id-r7"),
        ("lend-a-book", "serves", "reader-business-actor", "id-r6"),
        ("lend-a-book", "supports", "catalogue", "id-r5"),
        ("lending-desk", "performs", "librarian", "id-r1"),
        ("librarian", "performs", "lend-a-book", "id-r2"),
        ("librarian", "supports", "catalogue", "id-r4"),
    ]
    assert wholes_of(tree) == {"lending-desk": "town"}
    assert summary.left_out == {
        "Influence (bears on a motive, not work)": 1,
        "Specialization (a kind of the other, not work)": 1,
        "assigned to an external customer": 1,
        "closing a circle of parts": 1,
        "naming a further whole for a part": 1,
        "naming an element as its own part": 1,
        "with an external customer as part or whole": 1,
        "with another relationship at one end": 1,
    }
    organization = build_organization(tree)
    assert len(organization.elements) == 9
    assert organization.description == "Lends books."


def test_a_stakeholder_adds_no_effort_where_roles_and_actors_do() -> None:
    elements = elements_of(read_archimate(LIBRARY))
    assert elements["town-council"][1]["effort"] == 0
    assert all("effort" not in entry for id_, (_, entry) in elements.items() if id_ != "town-council")
    alone = LIBRARY.replace(b"a:BusinessActor", b"a:BusinessProcess").replace(b"a:BusinessRole", b"a:BusinessProcess")
    assert "effort" not in elements_of(read_archimate(alone))["town-council"][1]


def test_without_a_customer_a_notice_tells_how_to_name_one() -> None:
    assert "Name one with --customer NAME." in read_archimate(LIBRARY).notices[-1]


def test_texts_too_long_for_format_1_are_cut_and_told() -> None:
    tree = read_archimate(BAKERY.replace(b"Up at four.", b"x" * 30_000).replace(b"Corner", b"Corner" * 100))
    assert "2 texts longer than format 1 allows had to be cut." in tree.notices
    assert build_organization(tree).elements


# --- what is refused --------------------------------------------------------------------------------------------


def test_all_mistakes_of_a_file_are_told_at_once_with_their_lines() -> None:
    assert problems_of(BROKEN) == [
        (5, "`BusinessRol` is not an ArchiMate element type; did you mean `BusinessRole`?"),
        (6, "`Bogus` is not an ArchiMate element type."),
        (7, "The identifier `id-2` is used twice; it stands in line 6 as well."),
        (8, "This element has no identifier."),
        (9, "This element has no type."),
        (12, "`Servin` is not an ArchiMate relationship type; did you mean `Serving`?"),
        (15, "`Peek` is not an access type."),
        (13, "The target of relationship `id-6` is `id-99`, which is no element of this model."),
        (14, "The source of relationship `id-7` is missing."),
    ]


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'<model xmlns="http://www.opengroup.org/xsd/archimate/4.0/"/>', "archimate/4.0/`"),
        (b"<model/>", "no namespace"),
        (
            b'<m:model xmlns:m="http://www.archimatetool.com/archimate" version="5.0.0"/>',
            "archimatetool.com/archimate`",
        ),
        (b'<views xmlns="http://www.opengroup.org/xsd/archimate"/>', "`views`"),
    ],
)
def test_other_files_are_refused_with_what_was_found(data: bytes, found: str) -> None:
    ((_, message),) = problems_of(data)
    assert found in message
    assert "Readable is the Open Group" in message or "was expected" in message
    assert is_archimate(data) is (b"opengroup.org" in data)


def test_broken_and_forbidden_xml_is_refused() -> None:
    assert "mismatched tag" in problems_of(BAKERY.replace(b"</elements>", b""))[0][1]
    assert "DOCTYPE" in problems_of(BAKERY.replace(b"<model", b"<!DOCTYPE model><model"))[0][1]
    assert "no element found" in problems_of(BAKERY[:900])[0][1]


def test_an_element_and_a_relationship_may_not_share_an_identifier() -> None:
    assert "used twice" in problems_of(BAKERY.replace(b'"id-33"', b'"id-3"'))[0][1]


def test_a_type_of_the_other_table_is_unknown() -> None:
    assert (
        "`BusinessRoleRelationship`"
        in problems_of(BAKERY.replace(b'"BusinessCollaboration"', b'"BusinessRoleRelationship"'))[0][1]
    )


def test_is_archimate() -> None:
    assert is_archimate(BAKERY[:300])
    assert is_archimate(LIBRARY[:500])
    assert is_archimate(b"<!DOCTYPE model>" + BAKERY)
    assert is_archimate(BAKERY.decode().replace("UTF-8", "UTF-16").encode("utf-16")[:600])
    for other in (b"", b"sightline: 1\n", b"<definitions/>", b"PK\x03\x04[Content_Types].xml", b"\xff\xfe"):
        assert not is_archimate(other)


def test_an_empty_model_is_read() -> None:
    tree = read_archimate(b'<model xmlns="http://www.opengroup.org/xsd/archimate"/>')
    assert tree.value == {"sightline": 1}
    assert tree.notices[0].startswith("Read 0 elements and 0 relationships from")


@given(st.sampled_from([BAKERY, LIBRARY]), st.data())
def test_any_change_of_bytes_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(changed) - 1))
        length = draw.draw(st.integers(0, 40))
        changed[at : at + length] = draw.draw(st.binary(max_size=8) | st.just(data[at // 2 : at // 2 + 30]))
    assert is_archimate(bytes(changed)) in (True, False)
    try:
        tree, summary = _read(bytes(changed), file="in.xml")
    except InputError as error:
        files = {problem.place.file for problem in error.problems}
    else:
        files = {"in.xml"}
        kept = len(relations_of(tree)) + len(wholes_of(tree))
        assert kept + sum(summary.left_out.values()) == summary.relations
        assert len(build_organization(tree).elements) == summary.elements
    assert files == {"in.xml"}


# --- customers by option -------------------------------------------------------------------------------------


def test_named_customers_are_the_only_ones() -> None:
    tree = read_archimate(BAKERY, options=ArchimateOptions(customers=("shop  ASSISTANT", "id-8", "oven")))
    customers = {id_ for id_, (kind, _) in elements_of(tree).items() if kind == "customer"}
    assert customers == {"shop-assistant", "morning-shift", "oven"}
    assert len(build_organization(tree).elements) == 10


def test_a_customer_that_is_not_there_is_told_with_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"`Costumer`.*Did you mean `Customer`"):
        read_archimate(BAKERY, options=ArchimateOptions(customers=("Costumer",)))


# --- real files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", REAL)
def test_counts_of_real_files(name: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/03_archimate/{name}"]
    tree, summary = _read(shared_data(f"03_archimate/{name}").read_bytes(), file=name)
    assert (summary.elements, summary.relations) == (expected["elements"], expected["relations"])
    assert summary.by_type == Counter({newer_name(type_): count for type_, count in expected["relation_types"].items()})
    assert summary.by_type.get("Serving", 0) == expected["serving_or_usedby"]
    assert summary.by_type.get("Flow", 0) == expected["flow"]
    tags = Counter(cast("list[str]", entry["tags"])[0] for _, entry in elements_of(tree).values())
    assert tags["archimate:BusinessActor"] + tags["archimate:BusinessRole"] == expected["actors_roles"]
    kept = len(relations_of(tree)) + len(wholes_of(tree))
    assert kept + sum(summary.left_out.values()) == summary.relations
    organization = build_organization(tree)
    assert len(organization.elements) == expected["elements"]
    assert len(organization.relations) == len(relations_of(tree))


def test_the_same_model_in_two_forms_is_the_same_organization() -> None:
    older = read_archimate(shared_data("03_archimate/Archisurance_oex21.xml").read_bytes())
    newer = read_archimate(shared_data("03_archimate/archisurance_oex30.xml").read_bytes())

    def bare(tree: Tree) -> dict[str, tuple[str, object, object]]:
        return {id_: (kind, entry["name"], entry["tags"]) for id_, (kind, entry) in elements_of(tree).items()}

    assert bare(older) == bare(newer)
    assert wholes_of(older) == wholes_of(newer)
    # The 2.1 file has no access types, so three accesses that only read cannot be told there; and the 3.0 file has two
    # relationships more (id-712, id-1436).
    assert set(relations_of(older)) - set(relations_of(newer)) == {
        ("accept", "supports", "customer-file", "id-695"),
        ("accept", "supports", "damage-claim", "id-704"),
        ("calculate-risk", "supports", "insurance-request-data", "id-976"),
    }
    assert set(relations_of(newer)) - set(relations_of(older)) == {
        ("customer-file", "supports", "accept", "id-695"),
        ("damage-claim", "supports", "accept", "id-704"),
        ("insurance-request-data", "supports", "calculate-risk", "id-976"),
        ("pay", "supports", "customer-file", "id-712"),
        ("valuate", "delivers", "customer-information-service", "id-1436"),
    }


def test_the_customers_of_archisurance() -> None:
    tree = read_archimate(shared_data("03_archimate/Archisurance_oex21.xml").read_bytes())
    customers = {str(entry["name"]) for kind, entry in elements_of(tree).values() if kind == "customer"}
    assert customers == {"Client", "Customer", "Insurant"}
