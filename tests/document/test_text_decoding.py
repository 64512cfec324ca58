from __future__ import annotations

import pytest

from sightline.document.json_reading import read_json
from sightline.document.text_decoding import Lines
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Place


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_with_a_mark_are_read(codec: str) -> None:
    tree = read_yaml("a: é😀\nb: 1\n".encode(codec), file="org.yaml")
    assert tree.value == {"a": "é😀", "b": 1}
    assert tree.places[("a",)] == Place("org.yaml", 1, 4)
    assert read_json('["é😀"]'.encode(codec), file="org.json").value == ["é😀"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("x: 1\na: é".encode("latin-1"), "the byte 0xE9 is not UTF-8"),
        ("a: 1".encode("utf-16-le"), "looks like UTF-16"),
        ("a: 1".encode("utf-32"), "UTF-32"),
        ("a: 1".encode("utf-16") + b"x", "damaged"),
        (b"a: \xed\xa0\x80", "not UTF-8"),
        (b"a: x\x00y", "U+0000 (NUL)"),
        (b"a: x\x1by", "U+001B (escape)"),
        (b"a: x\x7fy", "U+007F"),
        ("a: x\x80y".encode(), "U+0080"),
        ("a: \uffff".encode(), "U+FFFF"),
    ],
)
def test_other_encodings_and_control_characters_are_refused(data: bytes, words: str) -> None:
    for read in (read_yaml, read_json):
        with pytest.raises(InputError) as caught:
            read(data, file="organization")
        (problem,) = caught.value.problems
        assert words in problem.message
        assert problem.place.file == "organization"


def test_lines_end_where_editors_end_them() -> None:
    lines = Lines("a\nb\r\nc\rd\u2028e\n")
    assert [lines.locate(offset) for offset in (0, 1, 2, 5, 7, 9, 11)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 1),
        (4, 1),
        (4, 3),
        (5, 1),
    ]
