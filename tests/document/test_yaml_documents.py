"""Several YAML documents in one file: one list, one set of limits, every mistake at once."""

from __future__ import annotations

import dataclasses

import pytest

from sightline.document.limits import DEFAULT_LIMITS, Limits
from sightline.document.tree import Tree
from sightline.document.yaml_reading import read_yaml_documents
from sightline.errors import InputError, Place


def read_documents(text: str, limits: Limits = DEFAULT_LIMITS) -> Tree:
    return read_yaml_documents(text.encode(), file="many.yaml", limits=limits)


def test_several_documents_are_a_list_with_the_places_of_all() -> None:
    tree = read_documents("a: 1\n---\n# nothing\n---\n- b\n- c: 2\n...\n---\nword\n---\n")
    assert tree.value == [{"a": 1}, None, ["b", {"c": 2}], "word", None]
    assert tree.place((0, "a")) == Place("many.yaml", 1, 4, "[0].a")
    assert tree.place((2, 1, "c")) == Place("many.yaml", 6, 6, "[2][1].c")
    assert read_documents("a: 1").value == [{"a": 1}]


def test_the_limits_hold_for_all_documents_together() -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, yaml_events=20, yaml_depth=3)
    assert read_documents("[[1]]\n---\n[2]\n", limits).value == [[[1]], [2]]
    for text, words in (("- 1\n---\n" * 5, "more than 20 keys"), ("1\n---\n[[[1]]]", "more than 3 deep")):
        with pytest.raises(InputError, match=words):
            read_documents(text, limits)


def test_mistakes_of_all_documents_are_told_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read_documents("a: 1\na: 2\n---\nb: *c\n---\nd: [")
    assert [problem.place.line for problem in caught.value.problems] == [2, 4, 6]
    with pytest.raises(InputError, match="only comments"):
        read_documents("# nothing")
