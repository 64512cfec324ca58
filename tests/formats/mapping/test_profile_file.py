"""The file of a mapping profile: what is written reads back, and every mistake has its line."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.errors import InputError, UsageError
from sightline.formats.mapping.fields import FIELDS, IGNORE, NEEDED
from sightline.formats.mapping.profile import Profile, SheetKind, SheetProfile
from sightline.formats.mapping.profile_file import HEAD, read_profile, spell_profile, write_profile

ACME = """\
sightline_profile: 1
name: ACME
customers: [Clients]
sheets:
  - match: Teams*
    kind: elements
    columns:
      Team: name
      "2024 / Headcount": headcount
      Remarks: ignore
  - match: Who serves whom
    kind: matrix
    columns: {Team: name}
    edges: asks
    decimal: ","
"""


def told(text: str) -> list[tuple[int | None, str]]:
    """List line and message of every mistake."""
    with pytest.raises(InputError) as caught:
        read_profile(text.encode())
    return [(problem.place.line, problem.message) for problem in caught.value.problems]


def test_a_profile_is_read_as_people_write_it() -> None:
    profile = read_profile(ACME.encode())
    assert profile.customers == ("Clients",)
    teams, marks = profile.sheets
    assert teams.columns == {"Team": "name", "2024 / Headcount": "headcount", "Remarks": "ignore"}
    assert (marks.kind, marks.edges, marks.decimal) == ("matrix", "asks", ",")


def test_a_profile_is_written_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "acme.yaml"
    write_profile(read_profile(ACME.encode()), path)
    first = path.read_bytes()
    assert first.startswith(HEAD.encode())
    assert HEAD.startswith("#")
    assert read_profile(path) == read_profile(ACME.encode())
    write_profile(read_profile(path), path)
    assert path.read_bytes() == first


def test_a_profile_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write_profile(read_profile(ACME.encode()), tmp_path / "nowhere" / "acme.yaml")


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(
        lambda text: bool(text.strip())
    )


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Draw a profile that says enough."""
    sheets = []
    for kind in draw(st.lists(st.sampled_from(get_args(SheetKind)), max_size=3)):
        needed = sorted(draw(st.sampled_from(NEEDED[kind])))
        more = draw(st.lists(st.sampled_from([IGNORE, *FIELDS[kind]]), max_size=3, unique=True))
        words = [*needed, *(word for word in more if word not in needed)]
        headers = draw(st.lists(texts(), min_size=len(words), max_size=len(words), unique=True))
        sheets.append(
            SheetProfile(
                match=draw(texts()),
                kind=kind,
                columns=dict(zip(headers, words, strict=True)),
                header_row=draw(st.none() | st.integers(0, 9)),
                decimal=draw(st.sampled_from([".", ","])),
            )
        )
    return Profile(name=draw(st.none() | texts()), people=draw(st.booleans()), sheets=tuple(sheets))


@settings(max_examples=40)
@given(profiles())
def test_every_profile_reads_back(profile: Profile) -> None:
    assert read_profile(spell_profile(profile).encode()) == profile


def test_every_mistake_has_its_line_and_the_nearest_word() -> None:
    text = (
        ACME.replace(": headcount", ": head count")
        .replace("edges: asks", "edges: ask")
        .replace("kind: matrix", "kind: matrx")
        .replace("customers", "costumers")
    )
    assert told(text) == [
        (3, "`costumers` is not a key of the profile; did you mean `customers`?"),
        (9, "`head count` is no field of a sheet of elements; did you mean `headcount`?"),
        (
            12,
            "`kind` is `matrx`; expected one of "
            + ", ".join(f"`{kind}`" for kind in get_args(SheetKind))
            + "; did you mean `matrix`?",
        ),
        (14, "`edges` is `ask`; expected one of `serves`, `asks`, `reports_to`, `part_of`; did you mean `asks`?"),
    ]


def test_a_sheet_that_says_too_little_is_a_mistake() -> None:
    assert told("sightline_profile: 1\nsheets:\n  - {match: a, kind: relations, columns: {A: from}}\n") == [
        (3, "a sheet of relations needs columns for `from` and `to`")
    ]
    ((_, message),) = told("sightline_profile: 1\nsheets:\n  - {match: a, kind: employees, columns: {A: id}}\n")
    assert message.startswith("a sheet of employees needs columns for one of these: ")
    assert "`title`" in message


def test_one_field_is_filled_by_one_column() -> None:
    text = "sightline_profile: 1\nsheets:\n- match: a\n  kind: elements\n  columns:\n    A: name\n    B: name\n"
    assert told(text) == [(7, "`name` is filled by `A` already; one column can fill it")]


@pytest.mark.parametrize("text", ["sightline: 1\n", "- 1\n", "sheets: []\n"])
def test_a_file_that_is_no_profile_says_how_one_begins(text: str) -> None:
    ((_, message),) = told(text)
    assert message.startswith("a mapping profile begins with `sightline_profile: 1`")


def test_a_later_version_is_refused() -> None:
    ((line, message),) = told("sightline_profile: 2\nsheets: []\n")
    assert line == 1
    assert "sightline_profile" in message


@pytest.mark.parametrize("sheets", ["teams", "{a: 1}", "[1]", "[[]]", "null"])
def test_sheets_that_are_none_are_told(sheets: str) -> None:
    assert told(f"sightline_profile: 1\nsheets: {sheets}\n")
