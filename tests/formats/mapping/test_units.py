"""The units of lists of employees: by code, by name, by columns of levels, and by a sheet that lists them."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.errors import InputError
from sightline.formats.grids import Grid
from sightline.formats.mapping import units
from tests.formats.mapping.applied import Row, apply, content_of, grid, headcounts, kinds, left_out, sheet, told, wholes


def test_levels_nest_units_and_the_same_name_below_two_wholes_is_two_units() -> None:
    header = ("Division", "Department", "Title")
    rows = (
        ("Sales", "North", "Agent"),
        ("Service", "North", "Agent"),
        ("Service", "Service", "Head"),
        ("Service", None, "Clerk"),
    )
    organization, _ = apply(
        [grid("Staff", header, *rows)],
        sheet("*", "employees", {"Division": "level", "Department": "level", "Title": "title"}),
    )
    teams = {one: whole for one, whole in wholes(organization).items() if kinds(organization)[one] == "team"}
    assert sorted(teams.values()) == ["sales", "service"]
    assert headcounts(organization)["service"] == 3
    assert [one for one, kind in kinds(organization).items() if kind == "team" and "service" in one] == ["service"]


def test_codes_of_units_find_the_sheet_of_units() -> None:
    unit_sheet = grid(
        "Units",
        ("Code", "Unit", "Above", "Head", "Staff"),
        (10, "Board", None, None, None),
        (20, "Sales", 10, 2, 9),
        (30, "Archive", "Board", 99, None),
    )
    people = grid(
        "Staff", ("Id", "Job", "Dept", "Boss"), (1, "Director", "10", None), (2, "Head", 20, 1), (3, "Temp", "40", 2)
    )
    organization, tree = apply(
        [people, unit_sheet],
        sheet("staff", "employees", {"Id": "id", "Job": "title", "Dept": "unit", "Boss": "manager"}),
        sheet(
            "units", "units", {"Code": "id", "Unit": "name", "Above": "part_of", "Head": "head", "Staff": "headcount"}
        ),
    )
    assert wholes(organization) == {
        "sales": "board",
        "archive": "board",
        "40": "sales",
        "director": "board",
        "head": "sales",
        "temp": "40",
    }
    assert headcounts(organization) == {"sales": 9, "board": 3, "40": 1}
    assert (
        "Kept as another sheet says, though the list of employees comes to another headcount: 1 unit." in tree.notices
    )


def test_the_head_of_a_unit_tells_what_it_is_part_of() -> None:
    header = ("Id", "Job", "Unit", "Boss")
    rows = ((1, "Director", "Board", None), (2, "Head", "Sales", 1), (3, "Lead", "Desk", 2), (4, "Temp", "Desk", 1))
    columns = {"Id": "id", "Job": "title", "Unit": "unit_name", "Boss": "manager"}
    people, profile = grid("Staff", header, *rows), sheet("staff", "employees", columns)
    organization, tree = apply([people], profile)
    assert "desk" not in wholes(organization)
    assert "Part of no other unit, as their superiors sit in several others: 1 unit (Desk)." in tree.notices
    heads = grid("Units", ("Unit", "Head"), ("Desk", "3"))
    led, _ = apply([people, heads], profile, sheet("units", "units", {"Unit": "name", "Head": "head"}))
    assert wholes(led)["desk"] == "sales"


def test_a_name_that_several_units_share_is_told() -> None:
    unit_sheet = grid("Units", ("Code", "Unit"), (1, "North"), (2, "North"))
    people = grid("Staff", ("Job", "Unit"), ("Clerk", "North"))
    _, tree = apply(
        [unit_sheet, people],
        sheet("units", "units", {"Code": "id", "Unit": "name"}),
        sheet("staff", "employees", {"Job": "title", "Unit": "unit_name"}),
    )
    assert f"1 {units.NAMESAKES} (Staff row 2)" in told(tree)


def test_a_list_may_say_again_what_a_unit_is_part_of_and_the_usual_whole_counts() -> None:
    rows = (("Sales", "North", "a"), ("Sales", "North", "b"), ("Service", "North", "c"))
    columns = {"Div": "level", "Unit": "unit_name", "Job": "title"}
    organization, tree = apply([grid("Staff", ("Div", "Unit", "Job"), *rows)], sheet("*", "employees", columns))
    assert wholes(organization)["north"] == "sales"
    assert left_out(tree) == {"naming a further whole for a part": 1}


def test_a_code_with_several_names_is_one_unit_with_the_usual_one() -> None:
    rows = ((10, "Sales", "Clerk"), (10, "SALES (old)", "Clerk"), ("10", "Sales", "Clerk"))
    organization, _ = apply(
        [grid("Staff", ("Code", "Unit", "Job"), *rows)],
        sheet("*", "employees", {"Code": "unit", "Unit": "unit_name", "Job": "title"}),
    )
    assert headcounts(organization) == {"sales": 3, "clerk": 3}


PROFILE = (
    sheet(
        "staff",
        "employees",
        {
            "Id": "id",
            "Boss": "manager",
            "Div": "level",
            "Dep": "level",
            "Unit": "unit_name",
            "Code": "unit",
            "Job": "title",
        },
    ),
    sheet("posts", "employees", {"Unit": "unit_name", "Job": "title", "Boss": "manager"}),
    sheet("units", "units", {"Code": "id", "Unit": "name", "In": "part_of", "Head": "head"}),
    sheet("work", "relations", {"From": "from", "To": "to"}),
)
HEADERS: dict[str, Row] = {
    "Staff": ("Id", "Boss", "Div", "Dep", "Unit", "Code", "Job", "Year"),
    "Posts": ("Unit", "Job", "Boss", "Year"),
    "Units": ("Code", "Unit", "In", "Head", "Year"),
    "Work": ("From", "To", "Year"),
}
IDS = st.sampled_from([1, 2, 3, None])
UNITS = st.sampled_from(["North", "South", "Sales", None])
CODES = st.sampled_from([10, 20, "Sales", None])
JOBS = st.sampled_from(["Head", "Clerk", None])
BOSSES = st.sampled_from([1, 2, 3, "Head", None])
YEAR = st.just(2024)


def read(grids: list[Grid], *, people: bool) -> object:
    """Read sheets; whatever is wrong with them counts the same."""
    try:
        organization, tree = apply(grids, *PROFILE, people=people)
    except InputError:
        return None
    return content_of(organization), left_out(tree)


@settings(max_examples=60)
@given(
    st.fixed_dictionaries(
        {
            "Staff": st.lists(st.tuples(IDS, BOSSES, UNITS, UNITS, UNITS, CODES, JOBS, YEAR), max_size=5),
            "Posts": st.lists(st.tuples(UNITS, JOBS, BOSSES, YEAR), max_size=3),
            "Units": st.lists(
                st.tuples(CODES, UNITS, st.just("Board") | UNITS, BOSSES, YEAR),
                max_size=3,
                unique_by=lambda row: row[0],
            ),
            "Work": st.lists(st.tuples(UNITS | JOBS, UNITS | CODES, YEAR), max_size=2),
        }
    ),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_the_order_of_lists_and_rows_does_not_matter(tables: dict[str, list[Row]], people: bool, draw: Random) -> None:
    first = [grid(name, HEADERS[name], *rows) for name, rows in tables.items()]
    again = [grid(name, HEADERS[name], *draw.sample(rows, len(rows))) for name, rows in tables.items()]
    assert read(draw.sample(again, len(again)), people=people) == read(first, people=people)
