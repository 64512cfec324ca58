"""Pajek networks: arcs, edges, lists, matrices, names of relations, quotes, encodings, and what is broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.pajek import is_pajek, read_pajek
from tests.formats.graphs import changed, content_of, left_out, problems, read, relations, survives, wholes

THEATRE = """% made by hand
*Network Theatre
*Vertices 5
1 "Stage crew" 0.1 0.2 0.5 ellipse ic Red
2 Actors
3 "Box office" [1-4]
4 "Sch&#252;ler & students"
*Arcs :1 "serves"
1 2 2.5 c Blue
2 4
3 4 0
3 4 -1 l "tickets"
3 4 1 l "tickets" [1-2]
*Edges
1 3 4
*Arcs :2 "is part of"
2 1
*Arcslist
3 1 2
*Partition ages
3
"""

MATRIX = """*Vertices 3
1 "A"
2 "B"
3 "C"
*Matrix
0 1 0
0 2 3.5
-1 0.0 0
"""


def test_a_theatre() -> None:
    organization, tree = read(read_pajek, THEATRE)
    assert organization.name == "Theatre"
    assert {one.id: (one.name, one.kind) for one in organization.elements} == {
        "stage-crew": ("Stage crew", "team"),
        "actors": ("Actors", "team"),
        "box-office": ("Box office", "team"),
        "schuler-students": ("Schüler & students", "customer"),
        "5": ("5", "team"),
    }
    assert relations(organization) == [
        ("actors", "serves", "schuler-students", 1),
        ("box-office", "serves", "actors", 1),
        ("box-office", "serves", "schuler-students", 1),
        ("box-office", "serves", "stage-crew", 1),
        ("box-office", "serves", "stage-crew", 4),
        ("stage-crew", "serves", "actors", 2.5),
        ("stage-crew", "serves", "box-office", 4),
    ]
    assert wholes(organization) == {"actors": "stage-crew"}
    assert [one.output for one in organization.relations if one.output] == ["tickets"]
    assert left_out(tree) == {"with a negative weight": 1, "with a weight of zero": 1}
    assert "Not read: 2 time limits and 1 other section." in tree.notices
    assert tree.summary is not None
    assert tree.summary.by_type == {"serves": 5, "without a type": 3, "is part of": 1}


def test_a_matrix_goes_from_row_to_column() -> None:
    organization, tree = read(read_pajek, MATRIX)
    assert relations(organization) == [("a", "serves", "b", 1), ("b", "serves", "b", 2), ("b", "serves", "c", 3.5)]
    assert left_out(tree) == {"with a negative weight": 1}
    asked, _ = read(read_pajek, MATRIX, edges="asks")
    assert relations(asked) == [("b", "serves", "a", 1), ("b", "serves", "b", 2), ("c", "serves", "b", 3.5)]


def test_a_matrix_of_two_modes_goes_from_the_first_to_the_second() -> None:
    organization, _ = read(read_pajek, "*Vertices 3 1\n1 desk\n2 firms\n3 homes\n*Matrix\n5 6\n")
    assert relations(organization) == [("desk", "serves", "firms", 5), ("desk", "serves", "homes", 6)]


@pytest.mark.parametrize(
    "other",
    [
        THEATRE.replace("&#252;", "ü").encode(),
        THEATRE.replace("&#252;", "ü").encode("utf-8-sig"),
        THEATRE.replace("&#252;", "ü").encode("cp1252"),
        THEATRE.encode("utf-16"),
        THEATRE.replace("\n", "\r\n").replace(" ", "  ").replace("  c", " c").replace("e  o", "e o"),
        THEATRE.replace("*Arcs", "*arcs").replace("*Vertices", "*VERTICES"),
    ],
    ids=["UTF-8", "byte order mark", "Windows-1252", "UTF-16", "spaces", "case"],
)
def test_the_same_network_in_another_form_is_the_same_organization(other: str | bytes) -> None:
    assert content_of(read(read_pajek, other)[0]) == content_of(read(read_pajek, THEATRE)[0])


def test_what_is_not_in_utf_8_is_told() -> None:
    _, tree = read(read_pajek, THEATRE.replace("&#252;", "ü").encode("cp1252"))
    assert "The file is not in UTF-8; it was read as Windows-1252." in tree.notices


@pytest.mark.parametrize(
    ("broken", "expected"),
    [
        (MATRIX.replace("0 1 0", "0 1"), [(6, "Row 1 of the matrix has 2 cells; expected 3 rows of 3.")]),
        (MATRIX.replace("3.5", "x"), [(7, "`weight` is `x`; expected a finite number.")]),
        (MATRIX.replace("2 ", "9 ", 1), [(3, "The number of this vertex is `9`; expected 1 to 3.")]),
        (MATRIX.replace("3 ", "2 ", 1), [(4, "The id `2` is used twice; it stands in line 3 as well.")]),
        ("*Vertices 2\n*Arcs\n1 3\n2\n", [
            (3, "The target of this edge is `3`, which is no node of this file."),
            (4, "The target of this edge is missing."),
        ]),
        ("*Vertices many", [
            (1, "`*Vertices` needs the number of vertices."),
            (1, "There are no vertices in this file."),
        ]),
        ("*Vertices 1\n*Vertices 2", [(2, "`*Vertices` stands here again; one file holds one network.")]),
        ("*Vertices 100000000", [(1, f"{10**8:,} vertices are announced here, and {10**8:,} of them are not listed.")]),
        ("*Vertices 2\n" + "1" * 1_000_001, [(2, "This line has 1,000,001 characters; up to 1,000,000 are read.")]),
        ("1 2\n", [(1, "Here must stand a section such as `*Vertices`, not `1`.")]),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_lines(broken: str, expected: list[tuple[int, str]]) -> None:
    assert problems(read_pajek, broken) == expected


def test_it_is_known_by_its_content() -> None:
    assert is_pajek(THEATRE.encode(), "")
    assert is_pajek(b"*vertices 3", ".txt")
    assert is_pajek(THEATRE.encode("utf-16"), "")
    others = (b"", b"<graphml/>", b"graph [", b"* a list\n* of things", b"*Verticesx", b"\0\1")
    assert not any(is_pajek(other, ".net") for other in others)


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    content = changed(draw, draw.draw(st.sampled_from([THEATRE.encode(), MATRIX.encode()])))
    assert is_pajek(content[:4096], "") in (True, False)
    survives(read_pajek, content)
