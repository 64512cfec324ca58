"""Real lists, edge lists and workbooks, against counts that other code made."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from sightline import analyze
from sightline.formats.mapping import posts, superiors
from sightline.formats.mapping.assembling import AGAIN, SELF
from sightline.formats.mapping.posts import DIFFERS
from sightline.formats.source import EdgeMeaning
from tests.formats.mapping.applied import (
    apply,
    grid,
    grids_of,
    headcounts,
    kinds,
    left_out,
    relations,
    sheet,
    told,
    wholes,
)
from tests.shared_data import shared_data

BIS = "department_for_business_innovation_and_skills-2011-09-30-"
SENIOR = sheet(
    "*senior",
    "employees",
    {
        "Post Unique Reference": "id",
        "Name": "name",
        "Job Title": "title",
        "Unit": "unit_name",
        "Reports to Senior Post": "manager",
        "FTE": "headcount",
    },
)
JUNIOR = sheet(
    "*junior",
    "employees",
    {
        "Generic Job Title": "title",
        "Unit": "unit_name",
        "Reporting Senior Post": "manager",
        "Number of Posts in FTE": "headcount",
    },
)
ORACLE = (
    sheet(
        "*employees",
        "employees",
        {"EMPLOYEE_ID": "id", "LAST_NAME": "name", "JOB_ID": "title", "MANAGER_ID": "manager", "DEPARTMENT_ID": "unit"},
    ),
    sheet("*departments", "units", {"DEPARTMENT_ID": "id", "DEPARTMENT_NAME": "name", "MANAGER_ID": "head"}),
)


def expected(path: str) -> dict[str, Any]:
    """Look up the counts of one file."""
    counts: dict[str, Any] = json.loads(shared_data("EXPECTED.json").read_text())[f"dev/{path}"]
    return counts


def test_employees_find_their_departments() -> None:
    counts = expected("10_hris/oracle_hr_employees.csv")
    files = [shared_data(f"10_hris/oracle_hr_{name}.csv") for name in ("employees", "departments")]
    organization, tree = apply(grids_of(*files), *ORACLE)
    assert Counter(kinds(organization).values()) == {"team": counts["departments"], "role": 20}
    assert f"Read {counts['rows']} rows of employees, 107 full-time posts, as 11 units and 20 roles." in tree.notices
    assert f"{counts['roots']} {superiors.ROOT}" in told(tree)
    assert f"{counts['without_department']} {posts.NO_UNIT}" in told(tree)
    assert headcounts(organization)["executive"] == 106
    teams = {one: whole for one, whole in wholes(organization).items() if kinds(organization)[one] == "team"}
    assert len(teams) == 10
    assert set(teams.values()) == {"executive"}
    assert ("st-clerk", "reports_to", "st-man") in relations(organization)


def test_no_person_of_a_real_list_survives() -> None:
    files = [shared_data(f"10_hris/oracle_hr_{name}.csv") for name in ("employees", "departments")]
    grids = grids_of(*files)
    people = next(one for one in grids if one.name.endswith("employees"))
    header = list(people.rows[0])
    private = [header.index(name) for name in ("EMAIL", "PHONE_NUMBER", "LAST_NAME")]
    words = {str(row[at]) for row in people.rows[1:] for at in private}
    assert len(words) > 200
    tree = apply(grids, *ORACLE)[1]
    everything = repr((tree.value, tree.notices, tree.summary, [str(place) for place in tree.places.values()]))
    assert not [word for word in words if word in everything]


def test_two_lists_of_one_department_join() -> None:
    counts = expected(f"10_hris/{BIS}senior.csv")
    files = [shared_data(f"10_hris/{BIS}{name}.csv") for name in ("senior", "junior")]
    organization, tree = apply(grids_of(*files), SENIOR, JUNIOR)
    assert Counter(kinds(organization).values())["team"] == counts["units"]
    assert f"Read {counts['rows'] + counts['junior_rows']} rows of employees, 2,955.4 full-time posts" in told(tree)
    assert left_out(tree) == {AGAIN: 2}
    assert f"2 {DIFFERS}" in told(tree)
    assert counts["duplicate_rows"] == 2 + 2
    assert f"{counts['roots']} {superiors.ROOT}" in told(tree)
    assert f"{len(counts['cycles'])} {superiors.SELF_REPORT}" in told(tree)
    assert superiors.ORPHAN not in told(tree)
    assert counts["orphan_rows"] == counts["junior_orphan_rows"] == 0
    outermost = [heads for one, heads in headcounts(organization).items() if one not in wholes(organization)]
    assert sum(outermost) == pytest.approx(2955.41)


def test_the_effort_of_a_list_is_its_posts_whether_persons_are_kept_or_not() -> None:
    files = [shared_data(f"10_hris/{BIS}{name}.csv") for name in ("senior", "junior")]
    work = grid("Work", ("From", "To"), ("MPST - Ministerial and Parliamentary Supp", "Citizens"))
    serving = sheet("work", "relations", {"From": "from", "To": "to"})
    for people in (False, True):
        organization, _ = apply([*grids_of(*files), work], SENIOR, JUNIOR, serving, people=people)
        analysis = analyze(organization)
        assert analysis.snapshot.network.total_effort == pytest.approx(2955.41)
        assert not [notice for notice in analysis.notices if "headcount" in notice]


def test_the_junior_list_alone_has_no_superiors() -> None:
    counts = expected(f"10_hris/{BIS}senior.csv")
    organization, tree = apply(grids_of(shared_data(f"10_hris/{BIS}junior.csv")), JUNIOR)
    assert relations(organization) == []
    assert f"{counts['junior_rows']} {superiors.ORPHAN}" in told(tree)
    teams = [one for one, kind in kinds(organization).items() if kind == "team"]
    assert sum(headcounts(organization)[one] for one in teams) == pytest.approx(counts["junior_fte"])


@pytest.mark.parametrize(
    ("name", "edges", "kind"),
    [("Advice", "asks", "serves"), ("ReportsTo", "reports_to", "reports_to"), ("Friendship", "serves", "serves")],
)
def test_an_edge_list_without_a_header(name: str, edges: EdgeMeaning, kind: str) -> None:
    counts = expected(f"07_krackhardt/{name}")
    path = shared_data(f"07_krackhardt/Krack-High-Tec-edgelist-{name}.txt")
    columns = {"column A": "from", "column B": "to", "column C": "volume"}
    profile = sheet("*", "relations", columns, header_row=0, edges=edges, kind_of_elements="person")
    organization, tree = apply(grids_of(path), profile)
    drawn = {(a, b) for a, b, weight in (line.split() for line in path.read_text().splitlines()) if weight == "1"}
    assert len(drawn) == counts["edges_weight_1"]
    found = {(b, a) if edges == "asks" else (a, b) for a, what, b in relations(organization) if what == kind}
    assert found == drawn
    zero = counts["rows"] - counts["edges_weight_1"] - counts["self_rows"]
    assert left_out(tree) == {"with a weight of zero": zero, SELF: counts["self_rows"]}


def test_a_workbook_of_elements_and_connections() -> None:
    counts = expected("08_kumu/snap-to-tutorial-data.xlsx")
    organization, tree = apply(
        grids_of(shared_data("08_kumu/snap-to-tutorial-data.xlsx")),
        sheet("Elements", "elements", {"Label": "name", "Type": "kind"}),
        sheet("Connections", "relations", {"From": "from", "To": "to"}),
    )
    assert tree.summary is not None
    assert len(organization.elements) == tree.summary.elements == counts["element_rows"]
    assert tree.summary.relations == counts["connection_rows"]
    assert len(organization.relations) + left_out(tree)[AGAIN] == counts["connection_rows"]
    assert "only others name them" not in told(tree)
    assert counts["endpoints_without_element_row"] == []
