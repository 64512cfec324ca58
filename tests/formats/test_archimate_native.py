"""Archi's own files: the same organization as the exchange file of the same model, and what is refused."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.document import Tree, build_organization
from sightline.errors import InputError, Place, UsageError
from sightline.formats import ReadOptions, Source
from sightline.formats.archi_zip import LARGEST_SWELLING, MOST_MEMBERS, unzip_model
from sightline.formats.archimate import is_archimate, model_to_tree, read_archimate
from sightline.formats.archimate_model import ArchimateModel
from sightline.formats.archimate_native import is_archi, read_archi, read_archi_model
from sightline.formats.archimate_rules import newer_name
from tests.formats.archi_forms import pack, read_input, write_native
from tests.formats.test_archimate import elements_of, relations_of, wholes_of
from tests.shared_data import shared_data

BAKERY = read_input("bakery_oex21.xml")
LIBRARY = read_input("library_oex30.xml")
NATIVE = write_native(LIBRARY)
HEAD = (
    '<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xmlns:archimate="http://www.archimatetool.com/archimate" name="Small" version="4.9.0">\n'
)


def read(data: bytes, *customers: str) -> Tree:
    return read_archi(Source(None, data), ReadOptions(customers=customers))


def small(*parts: str) -> bytes:
    """Spell a model with these elements in one folder."""
    return (
        HEAD + '<folder name="All" type="business">\n' + "\n".join(parts) + "\n</folder></archimate:model>"
    ).encode()


def problems_of(data: bytes) -> list[tuple[int | None, str]]:
    with pytest.raises(InputError) as caught:
        read(data)
    return [(problem.place.line, problem.message) for problem in caught.value.problems]


class Bare(NamedTuple):
    """What two forms of one model must share: all but files, the order, and the form of identifiers."""

    elements: Mapping[str, object]
    relations: frozenset[tuple[str, str, str, str]]
    wholes: Mapping[str, object]
    by_type: Mapping[str, int]
    left_out: Mapping[str, int]


def bare(tree: Tree) -> Bare:
    elements = {
        id_: (kind, entry["name"], entry.get("description"), entry.get("effort"), entry["tags"])
        for id_, (kind, entry) in elements_of(tree).items()
    }
    relations = [(one, kind, other, key.removeprefix("id-")) for one, kind, other, key in relations_of(tree)]
    assert tree.summary is not None
    return Bare(elements, frozenset(relations), wholes_of(tree), tree.summary.by_type, tree.summary.left_out)


# --- one model, two forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("model", "version"), [(BAKERY, "3.1.1"), (LIBRARY, "4.0.0"), (LIBRARY, "5.8.0")])
def test_a_model_of_archi_is_the_organization_of_its_exchange_file(model: ArchimateModel, version: str) -> None:
    exchange = model_to_tree(model, file=None)
    native = read(write_native(model, version=version))
    assert len(elements_of(native)) >= 9
    assert bare(native) == bare(exchange)
    assert build_organization(native).name == model.name
    assert build_organization(native).description == (model.documentation or None)


@pytest.mark.parametrize(
    "other",
    [
        write_native(LIBRARY, prefix="a"),
        write_native(LIBRARY, indent=""),
        write_native(LIBRARY, indent="\r\n\t\t"),
        write_native(LIBRARY).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        pack(NATIVE),
        pack(NATIVE, **{"../../evil.png": b"x", "images/a.png": b"y" * 5_000}),
    ],
    ids=["prefix", "one line", "tabs", "utf-16", "zipped", "zipped with pictures"],
)
def test_the_spelling_of_the_file_changes_nothing(other: bytes) -> None:
    assert other != NATIVE
    assert is_archi(other[:4096], "")
    assert bare(read(other)) == bare(read(NATIVE))


def test_the_order_of_the_file_changes_only_which_of_two_equal_wholes_comes_first() -> None:
    there, back = (read(write_native(LIBRARY, reverse=reverse), "Reader") for reverse in (False, True))
    assert bare(there)[:2] == bare(back)[:2]
    assert wholes_of(there) == {"lending-desk": "town"}
    # Of the two aggregations that together would close a circle, the first in the file counts.
    assert wholes_of(back) == {"town": "lending-desk", "lending-desk": "front-of-house"}


def test_views_are_passed_over() -> None:
    assert b"NewModel" in NATIVE
    assert b'archimateElement="gone"' in NATIVE
    assert len(elements_of(read(NATIVE))) == len(LIBRARY.elements)


# --- what this form spells in its own way -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("access", "is_turned"),
    [
        ("", False),
        ('accessType="0"', False),
        ('accessType="1"', True),
        ('accessType="2"', False),
        ('accessType="3"', False),
    ],
)
def test_access_types_are_numbers_and_none_is_writing(access: str, is_turned: bool) -> None:
    tree = read(
        small(
            '<element xsi:type="archimate:BusinessProcess" id="p" name="Pay"/>',
            '<element xsi:type="archimate:DataObject" id="d" name="File"/>',
            f'<element xsi:type="archimate:AccessRelationship" id="r" source="p" target="d" {access}/>',
        )
    )
    assert relations_of(tree) == [("file", "supports", "pay", "r") if is_turned else ("pay", "supports", "file", "r")]


def test_an_unknown_access_type_is_told() -> None:
    ends = '<element xsi:type="archimate:DataObject" id="d" name="File"/>'
    access = '<element xsi:type="archimate:AccessRelationship" id="r" source="d" target="d" accessType="7"/>'
    assert problems_of(small(ends, access)) == [(4, "`7` is not an access type.")]


def test_junctions_say_what_they_are_from_version_4_on() -> None:
    parts = [
        '<element xsi:type="archimate:Junction" id="a"/>',
        '<element xsi:type="archimate:Junction" id="o" type="or"/>',
    ]
    data = small(*parts)
    tags = {id_: entry["tags"] for id_, (_, entry) in elements_of(read(data)).items()}
    assert tags == {"and-junction": ["archimate:AndJunction"], "or-junction": ["archimate:OrJunction"]}
    older = elements_of(read(data.replace(b"4.9.0", b"3.3.2")))
    assert [entry["tags"] for _, entry in older.values()] == [["archimate:Junction"]] * 2


def test_specializations_become_tags_wherever_their_names_stand() -> None:
    element = '<element xsi:type="archimate:BusinessRole" id="r" name="Nurse" profiles="p1 p2 p1"/>'
    flow = '<element xsi:type="archimate:FlowRelationship" id="f" source="r" target="r" name="notes" profiles="p2"/>'
    profiles = '<profile name="Night shift" id="p1" conceptType="BusinessRole"/><profile name="Urgent" id="p2"/>'
    tree = read(small(element, flow).replace(b"</archimate:model>", profiles.encode() + b"</archimate:model>"))
    assert elements_of(tree)["nurse"][1]["tags"] == [
        "archimate:BusinessRole",
        "specialization:Night shift",
        "specialization:Urgent",
    ]
    (relation,) = build_organization(tree).relations
    assert relation.tags == ("archimate:Flow", "specialization:Urgent")
    assert relation.output == "notes"


def test_properties_are_counted_and_customers_can_be_named() -> None:
    role = '<element xsi:type="archimate:BusinessRole" id="r" name="Nurse"><property key="a" value="b"/></element>'
    tree = read(small(role), "nurse")
    assert [kind for kind, _ in elements_of(tree).values()] == ["customer"]
    assert "Properties are not read; the model has 1." in tree.notices
    with pytest.raises(UsageError, match=r"`Doctor`"):
        read(small(role), "Doctor")


def test_everything_has_its_line_and_its_identifier() -> None:
    tree = read(small('<element xsi:type="archimate:BusinessRole" id="r" name="Nurse"/>'))
    assert tree.place(("roles", "nurse", "name")) == Place("standard input", 3, 1, "r")
    assert elements_of(tree)["nurse"][1]["source"] == {"file": "standard input", "place": "r"}
    assert tree.notices[0] == "Read 1 element and 0 relationships from Archi's own format 4.9.0."


# --- what is refused --------------------------------------------------------------------------------------------


def test_all_mistakes_are_told_at_once_with_their_lines() -> None:
    assert problems_of(
        small(
            '<element xsi:type="archimate:BusinessRol" id="a"/>',
            '<element xsi:type="archimate:BusinessRole"/>',
            '<element id="b"/>',
            '<element xsi:type="archimate:BusinessRole" id="b"/>',
            '<element xsi:type="archimate:Bogus" id="c" source="a" target="zz"/>',
            '<element xsi:type="archimate:FlowRelationship" id="d" source="a"/>',
        )
    ) == [
        (3, "`archimate:BusinessRol` is not an ArchiMate element type; did you mean `BusinessRole`?"),
        (4, "This element has no identifier."),
        (5, "This element has no type."),
        (6, "The identifier `b` is used twice; it stands in line 5 as well."),
        (7, "`archimate:Bogus` is not an ArchiMate relationship type."),
        (7, "The target of relationship `c` is `zz`, which is no element of this model."),
        (8, "The target of relationship `d` is missing."),
    ]


def test_reading_ends_at_the_thousandth_mistake() -> None:
    assert len(problems_of(small("<element/>" * 5_000))) == 1_000


@pytest.mark.parametrize(
    ("version", "found"),
    [('version="10.0.0"', "`10.0.0`"), ('version="2.6"', "`2.6`"), ('version="5x"', "`5x`"), ("", "no")],
)
def test_other_versions_are_refused(version: str, found: str) -> None:
    ((line, message),) = problems_of(small().replace(b'version="4.9.0"', version.encode()))
    assert line == 1
    assert f"{found} version" in message or f"the version {found}" in message


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b'<m:model xmlns:m="http://www.archimatetool.com/Bogus"/>', "archimatetool.com/Bogus`"),
        (b'<m:views xmlns:m="http://www.archimatetool.com/archimate"/>', "`views`"),
        (b"<model/>", "`model` in no namespace"),
        (b"<!DOCTYPE model>" + NATIVE[39:], "DOCTYPE"),
        (NATIVE[:-30], "well-formed"),
    ],
)
def test_other_and_broken_files_are_refused(data: bytes, found: str) -> None:
    ((_, message),) = problems_of(data)
    assert found in message


def test_content_tells_the_form() -> None:
    exchange = b'<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"/>'
    assert (is_archi(NATIVE[:300], ".xml"), is_archimate(NATIVE[:300])) == (True, False)
    assert (is_archi(exchange, ".archimate"), is_archimate(exchange)) == (False, True)
    assert (is_archi(pack(NATIVE)[:4096], ""), is_archimate(pack(NATIVE)[:4096])) == (True, False)
    assert is_archi(b"PK\x03\x04" + b"\x00" * 26 + b"images/a.png", ".archimate")
    for other in (b"", b"sightline: 1\n", b"<definitions/>", b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml"):
        assert not is_archi(other, ".xlsx")


# --- zip files that are more, or less, than they seem -----------------------------------------------------------


def test_a_zip_that_swells_is_refused() -> None:
    ((_, message),) = problems_of(pack(NATIVE + b" " * 3_000_000))
    assert f"more than {LARGEST_SWELLING} times its size" in message
    ((_, message),) = problems_of(pack(b" " * 60_000_000))
    assert "unpacks to more than 50,000,000 bytes" in message


def test_a_zip_that_understates_its_size_is_stopped() -> None:
    packed = pack(NATIVE)
    assert packed.count(len(NATIVE).to_bytes(4, "little")) == 2
    ((_, message),) = problems_of(packed.replace(len(NATIVE).to_bytes(4, "little"), (900).to_bytes(4, "little")))
    assert "is damaged" in message


def test_a_zip_with_too_many_members_is_refused_before_it_is_opened() -> None:
    ((_, message),) = problems_of(pack(NATIVE) + b"PK\x01\x02" * (MOST_MEMBERS + 1))
    assert "more than 10,000 members" in message


def test_a_zip_without_one_model_is_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("images/a.png", b"x")
    assert problems_of(buffer.getvalue()) == [
        (None, "This zipped Archi model has no members `model.xml`, and a model has one.")
    ]


def test_a_zip_with_a_password_or_another_packing_is_refused() -> None:
    encrypted = bytearray(pack(NATIVE))
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in problems_of(bytes(encrypted))[0][1]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("model.xml", NATIVE)
    assert "packed by a method" in problems_of(buffer.getvalue())[0][1]


@given(st.sampled_from([NATIVE, pack(NATIVE), write_native(BAKERY, version="3.1.1")]), st.data())
def test_any_change_of_bytes_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(changed) - 1))
        length = draw.draw(st.integers(0, 40))
        changed[at : at + length] = draw.draw(st.binary(max_size=8) | st.just(data[at // 2 : at // 2 + 30]))
    assert is_archi(bytes(changed), "") in (True, False)
    try:
        tree = read(bytes(changed))
    except InputError as error:
        files = {problem.place.file for problem in error.problems}
    else:
        files = {"standard input"}
        assert tree.summary is not None
        kept = len(relations_of(tree)) + len(wholes_of(tree))
        assert kept + sum(tree.summary.left_out.values()) == tree.summary.relations
    assert files == {"standard input"}


# --- real files -------------------------------------------------------------------------------------------------


def read_real(name: str) -> Tree:
    path = shared_data(f"03_archimate/{name}")
    assert is_archi(Source(path).head(), path.suffix)
    return read_archi(Source(path), ReadOptions())


@pytest.mark.parametrize(
    "name",
    [
        "Archisurance_archi3.archimate",
        "Archisurance_archi5.archimate",
        "ArchiMetal_archi3.archimate",
        "model_zipped.archimate",
    ],
)
def test_counts_of_real_files(name: str) -> None:
    expected = json.loads(shared_data("EXPECTED.json").read_text(encoding="utf-8"))[f"dev/03_archimate/{name}"]
    tree = read_real(name)
    assert tree.summary is not None
    assert (tree.summary.elements, tree.summary.relations) == (expected["elements"], expected["relations"])
    assert tree.summary.version == expected["tool_version"]
    assert tree.summary.by_type == {newer_name(type_): count for type_, count in expected["relation_types"].items()}
    assert len(build_organization(tree).elements) == expected["elements"]


@pytest.mark.parametrize(
    ("exchange", "native", "reads"),
    [
        ("Archisurance_oex21.xml", "Archisurance_archi3.archimate", 3),
        ("ArchiMetal_oex21.xml", "ArchiMetal_archi3.archimate", 21),
    ],
)
def test_a_real_model_is_its_exchange_file_but_for_what_2_1_cannot_say(exchange: str, native: str, reads: int) -> None:
    """Format 2.1 has no access types; exactly the accesses that only read come the other way round in Archi's file."""
    theirs = bare(read_archimate(shared_data(f"03_archimate/{exchange}").read_bytes()))
    ours = bare(read_real(native))
    assert ours._replace(relations=theirs.relations) == theirs
    turned = {(customer, kind, supplier, key) for supplier, kind, customer, key in theirs.relations - ours.relations}
    assert turned == ours.relations - theirs.relations
    assert len(turned) == reads
    model = read_archi_model(shared_data(f"03_archimate/{native}").read_bytes(), native)
    assert {one.identifier for one in model.relations if one.access == "Read"} == {key for *_, key in turned}


def test_archisurance_3_and_5_and_its_exchange_file_3_0() -> None:
    exchange = bare(read_archimate(shared_data("03_archimate/archisurance_oex30.xml").read_bytes()))
    third, fifth = bare(read_real("Archisurance_archi3.archimate")), bare(read_real("Archisurance_archi5.archimate"))
    # The exchange file has two relationships more, in which nothing else differs.
    assert (third.elements, third.wholes, third.left_out) == (exchange.elements, exchange.wholes, exchange.left_out)
    assert third.relations < exchange.relations
    assert exchange.relations - third.relations == {
        ("pay", "supports", "customer-file", "712"),
        ("valuate", "delivers", "customer-information-service", "1436"),
    }
    # Version 5 of the model has one resource in one grouping more.
    more = {"resource", "grouping"}
    assert fifth.elements.keys() - third.elements.keys() == more
    assert {id_: entry for id_, entry in fifth.elements.items() if id_ not in more} == third.elements
    assert fifth.wholes == {**third.wholes, "resource": "grouping"}
    assert (fifth.relations, fifth.left_out) == (third.relations, third.left_out)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("compatibility_test1.archimate", ["the version `10.0.0`"]),
        ("compatibility_test2.archimate", ["`http://www.archimatetool.com/Bogus`"]),
        ("compatibility_test3.archimate", ["Bogus1", "Bogus2", "Bogus3"]),
    ],
)
def test_real_files_that_are_refused(name: str, found: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_real(name)
    assert len(caught.value.problems) == len(found)
    assert all(text in problem.message for text, problem in zip(found, caught.value.problems, strict=True))


def test_a_real_zip_holds_pictures_that_are_not_read() -> None:
    data = shared_data("03_archimate/model_zipped.archimate").read_bytes()
    assert b"images/" in data
    assert unzip_model(data, None).startswith(b"<?xml")
