"""Lists of employees become units, roles and who reports to whom; what is doubtful is told, and no person is kept."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization, Tree
from sightline.formats.mapping import employees as lists
from sightline.formats.mapping import posts, superiors
from sightline.formats.mapping.assembling import AGAIN
from sightline.formats.source import ReadOptions
from tests.formats.mapping.applied import (
    Row,
    apply,
    content_of,
    grid,
    headcounts,
    kinds,
    left_out,
    problems,
    relations,
    sheet,
    told,
    wholes,
)

HEADER = ("Id", "Name", "Title", "Unit", "Boss", "FTE", "Job family")
COLUMNS = {
    "Id": "id",
    "Name": "name",
    "Title": "title",
    "Unit": "unit_name",
    "Boss": "manager",
    "FTE": "headcount",
    "Job family": "function",
}
STAFF: Sequence[Row] = (
    (1, "Ada Quill", "Director", "Board", None, 1, None),
    (2, "Bo Reed", "Head", "Sales", 1, 1, "Selling"),
    (3, "Cy Stone", "Agent", "Sales", 2, 0.5, "Selling"),
    (4, "Di Thorn", "Agent", "Sales", 2, 0.8, "Selling"),
    (5, "Ed Umber", "Head", "Claims", "Quill, Ada", 1, None),
    (6, "Fay Vane", "Clerk", "Claims", "Ed Umber", "1,0", None),
)


def staff(*rows: Row, people: bool = False, columns: dict[str, str] = COLUMNS) -> tuple[Organization, Tree]:
    """Read a list of employees."""
    return apply([grid("Staff", HEADER, *rows)], sheet("*", "employees", columns, decimal=","), people=people)


def test_posts_become_units_roles_and_reporting_lines() -> None:
    organization, tree = staff(*STAFF)
    assert sorted(kinds(organization).values()) == ["role"] * 5 + ["team"] * 3
    assert wholes(organization) == {
        "agent": "sales",
        "claims": "board",
        "clerk": "claims",
        "director": "board",
        "head-role": "claims",
        "head-role-2": "sales",
        "sales": "board",
    }
    assert relations(organization) == [
        ("agent", "reports_to", "head-role-2"),
        ("clerk", "reports_to", "head-role"),
        ("head-role", "reports_to", "director"),
        ("head-role-2", "reports_to", "director"),
    ]
    assert headcounts(organization) == {"agent": 1.3, "sales": 2.3, "claims": 2, "board": 5.3}
    assert next(one.function for one in organization.elements if one.id == "agent") == "Selling"
    assert "Read 6 rows of employees, 5.3 full-time posts, as 3 units and 5 roles." in tree.notices


def test_without_a_number_of_posts_each_row_is_one() -> None:
    columns = {header: field for header, field in COLUMNS.items() if field != "headcount"}
    assert headcounts(staff(*STAFF, columns=columns)[0]) == {"agent": 2, "sales": 3, "claims": 2, "board": 6}


def test_a_number_of_posts_that_is_none_is_a_mistake() -> None:
    rows = (HEADER, (1, "Ada", "Head", "Sales", None, "full", None), (2, "Bo", "Head", "Sales", 1, -1, None))
    found = problems([grid("Staff", *rows)], sheet("*", "employees", COLUMNS))
    assert [(problem.place.part, problem.message) for problem in found] == [
        ("sheet Staff, row 2, column F", "the number of posts is `full`; expected a number, at least 0"),
        ("sheet Staff, row 3, column F", "the number of posts is `-1`; expected a number, at least 0"),
    ]


@pytest.mark.parametrize(
    ("rows", "reason", "examples"),
    [
        ([(1, "Ada", "A", "X", 1, 1, None)], superiors.SELF_REPORT, "Staff row 2"),
        ([(1, "Ada", "A", "X", "XX", 1, None), (2, "Bo", "B", "X", "-", 1, None)], superiors.ROOT, "Staff rows 2, 3"),
        ([(1, "Ada", "A", "X", 77, 1, None)], superiors.ORPHAN, "Staff row 2"),
        ([(1, "Ada", "A", "X", 2, 1, None), (2, "Bo", "B", "X", 1, 1, None)], superiors.CIRCLE, "Staff rows 2, 3"),
        ([(1, "Ada", "A", "X", None, 1, None), (1, "Ada", "A", "Y", None, 1, None)], posts.DIFFERS, "Staff row 3"),
        ([(1, "Ada", "A", "X", None, 1, None), (2, "Bo", "A", "X", 1, 1, None)], lists.WITHIN, "Staff row 3"),
        ([(1, "Ada", "A", None, None, 1, None)], posts.NO_UNIT, "Staff row 2"),
        ([(1, "Ada", None, "X", None, 1, None)], posts.NO_TITLE, "Staff row 2"),
        ([(1, "Ada", "A", "X", None, 1, None), (2, "Bo", None, "X", 1, 1, None)], lists.NO_ROLE, "Staff row 3"),
    ],
)
def test_what_is_doubtful_is_told_with_its_rows(rows: list[Row], reason: str, examples: str) -> None:
    organization, tree = staff(*rows)
    assert f"{reason} ({examples})" in told(tree)
    assert relations(organization) == []


def test_a_superior_whom_several_fit_is_told() -> None:
    rows = (("Ann", "Head", "Sales"), ("Ann", "Head", "Claims"), ("Bo", "Clerk", "Desk", "ann"))
    organization, tree = staff(*((None, *row[:3], (*row, None)[3], 1, None) for row in rows))
    assert relations(organization) == []
    assert superiors.AMBIGUOUS in told(tree)


def test_a_title_means_the_superior_of_the_own_unit_first() -> None:
    header = ("Title", "Unit", "Reports to")
    rows = (
        ("Clerk", "Sales", "Head"),
        ("Head", "Sales", "Director"),
        ("Head", "Claims", "Director"),
        ("Director", "Board", None),
    )
    organization, _ = apply(
        [grid("Staff", header, *rows)],
        sheet("*", "employees", {"Title": "title", "Unit": "unit_name", "Reports to": "manager_title"}),
    )
    assert relations(organization) == [
        ("clerk", "reports_to", "head-role-2"),
        ("head-role", "reports_to", "director"),
        ("head-role-2", "reports_to", "director"),
    ]
    assert wholes(organization)["head-role-2"] == "sales"


def test_rows_that_repeat_another_count_once_and_rows_of_nobody_always() -> None:
    twice = (1, "Ada", "Head", "Sales", None, 1, None)
    nobody = (None, "N/D", "Clerk", "Sales", 1, 2, None)
    organization, tree = staff(twice, twice, nobody, nobody)
    assert left_out(tree) == {AGAIN: 1}
    assert headcounts(organization) == {"clerk": 4, "sales": 5}


def test_a_row_with_neither_unit_nor_title_is_left_out_but_still_a_superior_in_no_role() -> None:
    organization, tree = staff((1, "Ada", None, None, None, 1, None), (2, "Bo", "Clerk", "Sales", 1, 1, None))
    assert left_out(tree) == {posts.NOWHERE: 1}
    assert relations(organization) == []


def test_units_that_would_be_part_of_each_other_are_part_of_none() -> None:
    rows = ((1, "Ada", "A", "X", 2, 1, None), (2, "Bo", "B", "Y", None, 1, None), (3, "Cy", "C", "Y", 4, 1, None))
    organization, tree = staff(*rows, (4, "Di", "D", "X", None, 1, None))
    assert not {"x", "y"} & wholes(organization).keys()
    assert "Part of no other unit, as they would be part of each other in a circle: 2 units (X and Y)." in tree.notices


def test_roles_that_report_in_a_circle_lose_the_rarest_line() -> None:
    boss_of_b = [(10 + at, f"b{at}", "B", "X", 1, 1, None) for at in range(3)]
    rows = [(1, "a1", "A", "X", None, 1, None), *boss_of_b, (2, "a2", "A", "X", 10, 1, None)]
    organization, tree = staff(*rows)
    assert relations(organization) == [("b", "reports_to", "a")]
    assert f"1 {lists.CIRCLE_OF_ROLES}" in told(tree)


@settings(max_examples=60)
@given(st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), st.integers(1, 3), max_size=14))
def test_circles_are_broken_by_lines_on_circles_only(counts: dict[tuple[str, str], int]) -> None:
    lines = {line: number for line, number in counts.items() if line[0] != line[1]}
    left = superiors.break_circles(lines)
    assert not any(_leads(b, a, lines.keys() - left) for a, b in lines.keys() - left)
    assert all(_leads(b, a, set(lines)) for a, b in left)


def _leads(start: str, end: str, lines: set[tuple[str, str]]) -> bool:
    """Tell, slowly, whether lines lead from one to the other."""
    reached = {start}
    for _ in lines:
        reached |= {b for a, b in lines if a in reached}
    return end in reached


CANARIES = ("canaryson", "quillfeather", "555-0199", "p-4711", "p-0815")


@pytest.mark.parametrize("boss", ["P-4711", "Quillfeather, Canaryson", "canaryson quillfeather", "P-0815"])
def test_nothing_of_a_single_person_is_kept(boss: str) -> None:
    people = grid(
        "Staff",
        ("Id", "Name", "Title", "Unit", "Boss", "Phone"),
        ("P-4711", "Canaryson Quillfeather", "Head", "Sales", None, "555-0199"),
        ("P-0815", "Canaryson Quillfeather", "Clerk", "Sales", boss, "555-0199"),
        ("P-0815", "Canaryson Quillfeather", "Clerk", "Sales", boss, "555-0199"),
        ("P-0815", "Canaryson Quillfeather", None, "Claims", boss, "555-0199"),
        ("P-4711", None, None, None, "Canaryson", "555-0199"),
    )
    asks = grid("Asks", ("Who", "Whom"), ("P-4711", "Desk"))
    heads = grid("Units", ("Unit", "Head"), ("Sales", "Canaryson Quillfeather"), ("Claims", "P-0815"))
    columns = {"Id": "id", "Name": "name", "Title": "title", "Unit": "unit_name", "Boss": "manager"}
    organization, tree = apply(
        [people, asks, heads],
        sheet("staff", "employees", columns),
        sheet("units", "units", {"Unit": "name", "Head": "head"}),
        sheet("asks", "relations", {"Who": "from", "Whom": "to"}, edges="asks"),
    )
    everything = repr(
        (tree.value, tree.notices, tree.summary, [str(place) for place in tree.places.values()])
    ).casefold()
    assert "sales" in everything
    assert not [canary for canary in CANARIES if canary in everything]
    assert ("desk", "serves", "head") in relations(organization)
    assert "person" not in kinds(organization).values()


def test_a_person_of_several_posts_is_no_name_for_one_of_them() -> None:
    people = grid("Staff", HEADER, (1, "Ada Quill", "A", "X", None, 1, None), (2, "Ada Quill", "B", "X", None, 1, None))
    work = grid("Work", ("a", "b"), ("Quill, Ada", "Desk"))
    (problem,) = problems(
        [people, work], sheet("staff", "employees", COLUMNS), sheet("work", "relations", {"a": "from", "b": "to"})
    )
    assert problem.message == "this person has 2 posts in the list of employees; name one of them by its title"
    assert problem.place.part == "sheet Work, row 2, column A"
    assert "Quill" not in str(problem)
    assert problem.value is None


@pytest.mark.parametrize("fine", [False, True])
def test_persons_are_kept_where_they_are_asked_for(fine: bool) -> None:
    rows = (*STAFF, (7, "Vacant", "Clerk", "Claims", 5, 1, None))
    profile = sheet("*", "employees", COLUMNS, decimal=",")
    organization, tree = apply([grid("Staff", HEADER, *rows)], profile, people=not fine, options=ReadOptions(fine=fine))
    persons = {one.name: one for one in organization.elements if one.kind == "person"}
    assert len(persons) == 6
    assert persons["Cy Stone"].headcount == 0.5
    assert persons["Cy Stone"].part_of == "agent"
    assert ("cy-stone", "performs", "agent") in relations(organization)
    assert "Kept, as asked: 6 single persons." in tree.notices
    assert lists.NO_NAMES in told(tree)


PERSON = st.tuples(
    st.sampled_from([1, 2, 3, 4, 5, None]),
    st.sampled_from(["Ada Quill", "Bo Reed", "N/D", None]),
    st.sampled_from(["Head", "head", "Clerk", "Agent", None]),
    st.sampled_from(["Sales", "Claims", "Desk", None]),
    st.sampled_from([1, 2, 3, 9, "Quill, Ada", "Clerk", "XX", None]),
    st.sampled_from([0.5, 1, 2]),
    st.sampled_from(["Selling", None]),
)


@settings(max_examples=60)
@given(st.lists(PERSON, min_size=1, max_size=9), st.booleans(), st.randoms(use_true_random=False))
def test_every_list_is_read_whatever_its_order(rows: list[Row], people: bool, draw: Random) -> None:
    first, first_tree = staff(*rows, people=people)
    again, again_tree = staff(*draw.sample(rows, len(rows)), people=people)
    assert content_of(again) == content_of(first)
    assert left_out(again_tree) == left_out(first_tree)


@settings(max_examples=40)
@given(st.lists(PERSON, min_size=1, max_size=9))
def test_every_post_with_a_unit_or_title_counts_once(rows: list[Row]) -> None:
    organization, tree = staff(*((at, *row[1:]) for at, row in enumerate(rows, start=100)))
    inside = {one: heads for one, heads in headcounts(organization).items() if one not in wholes(organization)}
    roles = [one for one, kind in kinds(organization).items() if kind == "role" and one not in wholes(organization)]
    single = sum(one not in headcounts(organization) for one in roles)
    expected = sum(float(str(row[5])) for row in rows if row[2] is not None or row[3] is not None)
    assert sum(inside.values()) + single == pytest.approx(expected)
    assert left_out(tree).get(posts.NOWHERE, 0) == sum(row[2] is None and row[3] is None for row in rows)
