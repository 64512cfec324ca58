"""Places in JSON are looked up late and values are taken whole: neither may be seen from outside."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document.json_reading import read_json
from sightline.document.yaml_reading import read_yaml
from sightline.errors import InputError, Problem

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(-1e9, 1e9)
    | st.text("ab ,:[]{}é", max_size=6)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=4),
    max_leaves=25,
)


@settings(max_examples=50)
@given(VALUES, st.sampled_from([None, 0, 1]))
def test_places_are_those_of_the_yaml_reader_which_notes_each_while_it_reads(value: object, indent: int | None) -> None:
    data = json.dumps(value, ensure_ascii=False, indent=indent).encode()
    late, early = read_json(data, file="a"), read_yaml(data, file="a")
    assert late.value == value
    assert dict(late.places) == dict(early.places)


@pytest.mark.parametrize("path", [("x",), ("teams", 0), ("teams", "a", "b"), ("list", 2), ("list", -1), ("list", "0")])
def test_what_is_not_there_has_no_place(path: tuple[str | int, ...]) -> None:
    assert path not in read_json(b'{"teams": {"a": 1}, "list": [1, 2]}', file=None).places


def problems_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_json(text.encode(), file=None)
    return caught.value.problems


FAULTS = ('{"a": 1, "a": 2}', "NaN", "1e999", "9" * 401, "-" + "9" * 400, "nul", '"\\ud800"')


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("sound", [1, 1_000, 100_000])
def test_a_fault_is_told_the_same_however_much_without_fault_stands_before_it(fault: str, sound: int) -> None:
    start, end = '{"x": {"list": [\n', "]}}"
    (alone,) = problems_of(f"{start}{fault}{end}")
    (told,) = problems_of(start + "1,\n" * sound + fault + end)
    assert (told.place.line, told.place.column) == (sound + 2, alone.place.column)
    assert told.place.part == f"x.list[{sound}]"
    assert told.message.replace(f"line {sound + 2},", "line 2,") == alone.message


def test_all_faults_between_sound_values_are_told() -> None:
    sound = json.dumps({f"t{at}": {"name": "x", "serves": [{"to": "y"}]} for at in range(50)})
    found = problems_of(f'{{"a": {sound}, "b": [{sound}, NaN], "c": {{"d": {{"e": 1, "e": 2}}}}, "a": 1}}')
    assert [problem.place.part for problem in found] == ["b[1]", "c.d", None]
    assert ["finite" in found[0].message, "`e`" in found[1].message, "`a`" in found[2].message] == [True] * 3
