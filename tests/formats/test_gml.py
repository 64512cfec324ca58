"""GML: directions, entities, comments, groups, encodings, and what is broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.gml import is_gml, read_gml
from tests.formats.graphs import changed, content_of, problems, read, relations, survives, wholes

BANK = """# written by hand
Creator "us [and] them"
Version 2.2
graph
[
  directed 1
  label "Bank"
  comment "Two lines,
which is allowed"
  node [ id 1 label "Caf&#233; &amp; counter" isGroup 1 graphics [ x 1.0 type "roundrectangle" ] ]
  node
  [
    id 2
    label "Tellers"
    gid 1
    kind "role"
  ]
  node [ id 3 label "Clients" att [ deep [ er 1 ] ] ]
  edge [ source 2 target 3 weight 2.5 label "cash" ]
  edge [ source 1 target 2 value 4 LabelGraphics [ text "cash" ] ]
  edge [ source 1 target 2 value "much" ]
]
"""


def test_a_bank() -> None:
    organization, tree = read(read_gml, BANK)
    assert (organization.name, organization.description) == ("Bank", "Two lines,\nwhich is allowed")
    assert {one.id: (one.name, one.kind) for one in organization.elements} == {
        "cafe-counter": ("Café & counter", "team"),
        "tellers": ("Tellers", "role"),
        "clients": ("Clients", "customer"),
    }
    assert wholes(organization) == {"tellers": "cafe-counter"}
    assert relations(organization) == [
        ("cafe-counter", "serves", "tellers", 1),
        ("cafe-counter", "serves", "tellers", 4),
        ("tellers", "serves", "clients", 2.5),
    ]
    assert "Not read: 1 list inside a node or edge." in tree.notices
    assert tree.place(("roles", "tellers")).line == 11


def test_without_directed_edges_are_work_both_ways() -> None:
    organization, _ = read(read_gml, BANK.replace("directed 1", ""))
    assert ("tellers", "serves", "cafe-counter", 4) in relations(organization)
    assert ("clients", "serves", "tellers", 2.5) not in relations(organization)


@pytest.mark.parametrize(
    "other",
    [
        BANK.replace("\n  ", " ").replace(" [", "["),
        BANK.replace("node", "NODE").replace("source", "Source"),
        BANK.replace("&#233;", "é").encode(),
        BANK.replace("&#233;", "é").encode("cp1252"),
        BANK.encode("utf-16"),
        BANK.replace("&#233;", "&eacute;").replace("\n", "\r\n").replace("lines,\r\n", "lines,\n"),
    ],
    ids=["dense", "case", "UTF-8", "Windows-1252", "UTF-16", "CR LF"],
)
def test_the_same_graph_in_another_form_is_the_same_organization(other: str | bytes) -> None:
    assert content_of(read(read_gml, other)[0]) == content_of(read(read_gml, BANK)[0])


@pytest.mark.parametrize(
    ("broken", "line", "message"),
    [
        ("graph [\n node [ id 1 ]\n", 1, "this bracket is opened but never closed"),
        ("graph [ ]\n]", 2, "here must stand a key, not `]`"),
        ("graph [\n node [ id ] ]", 2, "`id` has no value"),
        ("graph [ node [ id", 1, "`id` has no value"),
        ('graph [\n\n label "open ]', 3, "this quotation mark is opened but never closed"),
        ("graph [ 7 8 ]", 1, "here must stand a key, not `7`"),
        ("<graphml/>", 1, "here must stand a key, not `<graphml/>`"),
        ("graph " + "[ a " * 200, 1, "lists stand more than 100 deep inside each other"),
        ("Version 1", 1, "There is no `graph [` in this file."),
        ("graph [ node 3 ]", 1, "`node` is `3`; expected a list in brackets."),
        ("graph 3", 1, "There is no `graph [` in this file."),
    ],
)
def test_what_is_no_gml_is_told_with_its_line(broken: str, line: int, message: str) -> None:
    ((found, text),) = problems(read_gml, broken)
    assert found == line
    assert text.startswith(message)


def test_mistakes_are_told_at_once_with_their_lines() -> None:
    broken = BANK.replace("id 3", "").replace("id 2", "id 1")
    assert problems(read_gml, broken) == [
        (11, "The id `1` is used twice; it stands in line 10 as well."),
        (18, "This node has no id."),
        (19, "The source of this edge is `2`, which is no node of this file."),
        (19, "The target of this edge is `3`, which is no node of this file."),
        (20, "The target of this edge is `2`, which is no node of this file."),
        (21, "The target of this edge is `2`, which is no node of this file."),
    ]


def test_it_is_known_by_its_content() -> None:
    assert is_gml(BANK.encode(), "")
    assert is_gml(BANK.encode("utf-16"), "")
    assert is_gml(b"graph[node[id 1]]", ".txt")
    others = (b"", b"<graphml/>", b'{"graph": [', b"graph {", b"graph: [a]\n", b"digraph [", b"*Vertices 3", b"\0\1")
    assert not any(is_gml(other, ".gml") for other in others)


@settings(max_examples=150)
@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(draw: st.DataObject) -> None:
    content = changed(draw, BANK.encode())
    assert is_gml(content[:4096], "") in (True, False)
    survives(read_gml, content)
