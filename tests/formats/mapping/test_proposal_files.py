"""What real files are proposed to mean: lists of posts, bare edge lists, a workbook of a graph."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sightline.document import build_organization
from sightline.formats.grid_reading import read_grids
from sightline.formats.grids import Grid
from sightline.formats.mapping.applying import apply_profile
from sightline.formats.mapping.fields import IGNORE
from sightline.formats.mapping.profile import SheetProfile
from sightline.formats.mapping.proposal import propose
from sightline.formats.source import ReadOptions, Source
from tests.shared_data import shared_data

SURE = 0.9


def load(relative: str) -> tuple[Grid, ...]:
    return read_grids(Source(shared_data(relative)), ReadOptions())


def read_fields(sheet: SheetProfile) -> Mapping[str, str]:
    return {header: field for header, field in sheet.columns.items() if field != IGNORE}


def test_the_employees_and_departments_of_a_sample_schema_are_sure() -> None:
    proposal = propose(
        (*load("10_hris/oracle_hr_employees.csv"), *load("10_hris/oracle_hr_departments.csv")), ReadOptions()
    )
    employees, departments = (read_fields(sheet) for sheet in proposal.profile.sheets)
    assert employees == {"EMPLOYEE_ID": "id", "JOB_ID": "title", "MANAGER_ID": "manager", "DEPARTMENT_ID": "unit"}
    assert departments == {"DEPARTMENT_ID": "id", "DEPARTMENT_NAME": "name", "MANAGER_ID": "head"}
    assert proposal.is_sure(SURE)


def test_posts_of_a_ministry_are_sure_where_both_its_lists_are_there() -> None:
    stem = "10_hris/department_for_business_innovation_and_skills-2011-09-30"
    senior, junior = load(f"{stem}-senior.csv"), load(f"{stem}-junior.csv")
    proposal = propose((*senior, *junior), ReadOptions())
    assert read_fields(proposal.profile.sheets[0]) == {
        "Post Unique Reference": "id",
        "Job Title": "title",
        "Unit": "unit_name",
        "Reports to Senior Post": "manager",
        "FTE": "headcount",
        "Professional/Occupational Group": "function",
    }
    assert read_fields(proposal.profile.sheets[1]) == {
        "Unit": "unit_name",
        "Reporting Senior Post": "manager",
        "Generic Job Title": "title",
        "Number of Posts in FTE": "headcount",
        "Professional/Occupational Group": "function",
    }
    assert proposal.is_sure(SURE)
    assert not propose(junior, ReadOptions()).is_sure(0.8)  # alone, nothing shows whom its superiors are among


@pytest.mark.parametrize(
    ("file", "kind", "edges"),
    [
        ("Krack-High-Tec-edgelist-Advice.txt", "relations", "asks"),
        ("Krack-High-Tec-edgelist-ReportsTo.txt", "relations", "reports_to"),
        ("Krack-High-Tec-edgelist-Friendship.txt", "relations", "serves"),
        ("Krack-High-Tec-Attributes.csv", "employees", "serves"),
    ],
)
def test_lists_of_bare_numbers_are_asked_about(file: str, kind: str, edges: str) -> None:
    proposal = propose(load(f"07_krackhardt/{file}"), ReadOptions())
    (sheet,) = proposal.profile.sheets
    assert (sheet.kind, sheet.edges) == (kind, edges)
    if kind == "relations":
        assert (sheet.header_row, list(sheet.columns.values())) == (0, ["from", "to", "volume"])
    assert not proposal.is_sure(0.8)


@pytest.mark.parametrize(
    ("file", "elements", "relations"),
    [
        ("07_krackhardt/Krack-High-Tec-edgelist-Advice.txt", 21, 190),
        ("07_krackhardt/Krack-High-Tec-edgelist-Friendship.txt", 21, 102),
        ("07_krackhardt/Krack-High-Tec-edgelist-ReportsTo.txt", 21, 20),
        ("08_kumu/snap-to-tutorial-data.xlsx", 51, 113 - 4),  # four connections come twice
    ],
)
def test_what_is_proposed_for_a_real_file_reads_all_of_it(file: str, elements: int, relations: int) -> None:
    grids = load(file)
    proposal = propose(grids, ReadOptions())
    read = build_organization(apply_profile(grids, proposal.profile, ReadOptions()))
    assert (len(read.elements), len(read.relations)) == (elements, relations)
    assert not proposal.is_sure(0.6)
