"""The guarded XML reader: what it hands over, where it says things stand, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.errors import InputError, Place, Problem
from sightline.formats.safe_xml import (
    XmlEnd,
    XmlEvent,
    XmlLimits,
    XmlStart,
    iterate_events,
    iterate_nodes,
    read_root,
)

SMALL = b"""<?xml version="1.0"?>
<shop xmlns="urn:shop" xmlns:x="urn:extra">
  <shelf x:no="1" size="2">
    <book>One &amp; <![CDATA[two]]></book><x:book/>
  </shelf>
</shop>
"""


def refusal(data: bytes, limits: XmlLimits | None = None) -> Problem:
    with pytest.raises(InputError) as caught:
        list(iterate_events(data, file="in.xml", limits=limits or XmlLimits()))
    (problem,) = caught.value.problems
    assert problem.place.file == "in.xml"
    return problem


def read_or_refuse(data: bytes) -> list[XmlEvent]:
    try:
        return list(iterate_events(data))
    except InputError:
        return []


def test_events_carry_names_depths_texts_and_places() -> None:
    events = list(iterate_events(SMALL))
    assert events[0] == XmlStart("urn:shop", "shop", {}, 1, 2, 1)
    assert events[1] == XmlStart("urn:shop", "shelf", {"{urn:extra}no": "1", "size": "2"}, 2, 3, 3)
    assert events[3] == XmlEnd("urn:shop", "book", "One & two", 3)
    assert events[4] == XmlStart("urn:extra", "book", {}, 3, 4, 43)
    assert len(events) == 8


def test_nodes_are_whole_and_unwanted_parts_are_left_out() -> None:
    found = list(iterate_nodes(SMALL, lambda path: path == ("shop", "shelf"), file="in.xml"))
    (path, shelf) = found[0]
    assert len(found) == 1
    assert path == ("shop", "shelf")
    assert [child.namespace for child in shelf.children] == ["urn:shop", "urn:extra"]
    assert [child.text for child in shelf.children_named("book")] == ["One & two"]
    assert shelf.place == Place("in.xml", 3, 3)


def test_an_element_inside_a_wanted_one_is_not_yielded_again() -> None:
    found = [path for path, _ in iterate_nodes(b"<a><b><b/></b><b/></a>", lambda path: path[-1] == "b")]
    assert found == [("a", "b"), ("a", "b")]


def test_the_root_is_read_from_the_beginning_of_a_file() -> None:
    root = read_root(SMALL[:70])
    assert (root.namespace, root.name, root.place.line) == ("urn:shop", "shop", 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    data = f'<?xml version="1.0" encoding="{declared}"?>\n<a>Café</a>'.encode(encoding)
    events = list(iterate_events(data))
    assert events[-1] == XmlEnd("", "a", "Café", 1)


@pytest.mark.parametrize("encoding", ["utf-7", "shift_jis", "klingon"])
def test_unknown_encodings_are_refused(encoding: str) -> None:
    problem = refusal(f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode())
    assert "encoding" in problem.message


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://localhost/">%x;]><a/>',
        b"<!DOCTYPE a><a/>",
    ],
)
def test_document_types_are_refused(data: bytes) -> None:
    problem = refusal(data)
    assert "DOCTYPE" in problem.message
    assert problem.place.line == 1


@pytest.mark.parametrize(
    ("data", "sentence", "line"),
    [
        (b"", "no element found", 1),
        (b"plain text", "not well-formed", 1),
        (b"<a>\n<b></a>", "mismatched tag", 2),
        (b"<a>\n", "no element found", 2),
        (b"<a>&x;</a>", "undefined entity", 1),
        (b"<a/>\n<b/>", "junk after document element", 2),
        (b"<a>\n\n\xff</a>", "invalid token", 3),
        (b"<a><x:b/></a>", "unbound prefix", 1),
    ],
)
def test_broken_xml_is_told_with_its_line(data: bytes, sentence: str, line: int) -> None:
    problem = refusal(data)
    assert sentence in problem.message
    assert problem.place.line == line
    assert problem.place.column is not None


@pytest.mark.parametrize(
    ("limits", "just_right", "too_much"),
    [
        (XmlLimits(depth=3), b"<a><b><c/></b></a>", b"<a><b><c><d/></c></b></a>"),
        (XmlLimits(elements=3), b"<a><b/><b/></a>", b"<a><b/><b/><b/></a>"),
        (XmlLimits(attributes=2), b'<a b="" c=""/>', b'<a b="" c="" d=""/>'),
        (XmlLimits(text=10), b"<a>0123456789</a>", b"<a>01234<b/>56789x</a>"),
        (XmlLimits(text=10), b'<a b="0123456789"/>', b'<a b="0123456789x"/>'),
        (XmlLimits(size=5), b"<ab/>", b"<abc/>"),
    ],
)
def test_each_limit_holds_on_both_sides(limits: XmlLimits, just_right: bytes, too_much: bytes) -> None:
    assert list(iterate_events(just_right, limits=limits))
    refusal(too_much, limits)


def test_the_default_limits() -> None:
    assert XmlLimits() == XmlLimits(size=50_000_000, depth=100, elements=2_000_000, attributes=256, text=1_000_000)
    assert list(iterate_events(b"<a>" * 100 + b"</a>" * 100))
    assert "100 deep" in refusal(b"<a>" * 101).message


def test_a_tag_or_comment_without_end_is_refused_early() -> None:
    limits = XmlLimits(text=20_000)
    assert "single tag or comment" in refusal(b"<a><!--" + b"x" * 200_000 + b"--></a>", limits).message
    assert "single tag or comment" in refusal(b'<a b="' + b"x" * 200_000 + b'"/>', limits).message


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    events = read_or_refuse(data)
    assert sum(isinstance(event, XmlStart) for event in events) * 2 == len(events)


@given(st.lists(st.sampled_from([b"<a>", b"</a>", b"<a/>", b"t", b"<!--", b"-->", b"&amp;", b"<![CDATA[", b"]]>"])))
def test_any_row_of_marks_is_read_or_refused(parts: list[bytes]) -> None:
    events = read_or_refuse(b"".join(parts))
    assert [event.depth for event in (*events[:1], *events[-1:])] in ([], [1, 1])
