"""A profile applied to elements, relations and obstacles: who is meant, what is left out, what is wrong."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization
from sightline.errors import InputError, UsageError
from sightline.formats.mapping.assembling import AGAIN, SELF
from sightline.formats.mapping.listings import NO_NAME
from sightline.formats.mapping.profile import SheetProfile
from sightline.formats.mapping.relation_rows import NO_END, NO_PLACE
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
    volumes,
    wholes,
)

TEAMS = grid(
    "Teams",
    ("No", "Team", "Belongs to", "Staff"),
    ("t1", "Claims", "Operations", 12),
    ("t2", "Payments", "t9", "8,5"),
    ("t9", "Operations", None, None),
)
TEAM_COLUMNS = {"No": "id", "Team": "name", "Belongs to": "part_of", "Staff": "headcount"}
WORK = grid(
    "Work",
    ("Who", "For whom", "How much", "What"),
    ("Claims", "PAYMENTS", "1.200,5", "decisions"),
    ("t2", "Customers", 3, None),
    ("Archive", "claims", None, None),
)
WORK_COLUMNS = {"Who": "from", "For whom": "to", "How much": "volume", "What": "output"}
BOTH = (
    sheet("teams", "elements", TEAM_COLUMNS, decimal=","),
    sheet("wor*", "relations", WORK_COLUMNS, decimal=","),
)


def test_names_and_ids_mean_elements_of_any_sheet() -> None:
    organization, tree = apply([WORK, TEAMS], *BOTH)
    assert relations(organization) == [
        ("archive", "serves", "claims"),
        ("claims", "serves", "payments"),
        ("payments", "serves", "customers"),
    ]
    assert volumes(organization)["claims", "payments"] == 1200.5
    assert wholes(organization) == {"claims": "operations", "payments": "operations"}
    assert headcounts(organization) == {"claims": 12, "payments": 8.5}
    assert kinds(organization)["customers"] == "customer"
    assert "Taken as elements, though only others name them: 2 names (Archive and Customers)." in tree.notices


def test_everything_says_where_it_comes_from() -> None:
    organization, tree = apply([TEAMS, WORK], *BOTH)
    sources = {one.id: one.source for one in organization.elements}
    assert {one.place for one in sources.values() if one is not None} == {
        "sheet Teams, row 2",
        "sheet Teams, row 3",
        "sheet Teams, row 4",
        "sheet Work, row 3",
        "sheet Work, row 4",
    }
    assert all(one.source is not None and one.source.file == "acme.xlsx" for one in organization.relations)
    assert str(tree.place(("teams", "payments", "headcount"))) == "acme.xlsx: sheet Teams, row 3, column D"
    assert str(tree.place(("teams", "claims", "serves", 0, "volume"))) == "acme.xlsx: sheet Work, row 2, column C"


def test_what_an_edge_means_is_said_by_the_sheet_and_by_the_row() -> None:
    rows = grid("Links", ("a", "b", "kind"), ("i", "j", None), ("k", "l", "is part of"), ("m", "n", "delivers"))
    columns = {"a": "from", "b": "to", "kind": "kind"}
    for meaning, expected in (("serves", ("i", "serves", "j")), ("asks", ("j", "serves", "i"))):
        organization, _ = apply([rows], sheet("*", "relations", columns, edges=meaning))
        assert relations(organization) == sorted([expected, ("m", "delivers", "n")])
        assert wholes(organization) == {"k": "l"}


def test_a_kind_of_relation_that_is_none_of_ours_becomes_a_tag() -> None:
    rows = grid("Links", ("a", "b", "kind"), ("i", "j", "Collaborates with"))
    organization, tree = apply([rows], sheet("*", "relations", {"a": "from", "b": "to", "kind": "kind"}))
    assert organization.relations[0].tags == ("Collaborates with",)
    assert "1 Collaborates with" in told(tree)


def test_a_list_of_elements_may_name_suppliers_and_customers() -> None:
    rows = grid(
        "Products",
        ("Product", "Type", "Made by", "Used by"),
        ("Mail", "service", "Claims, Payments", "Clients; Brokers"),
        ("Ink, paper", "product", None, None),
        ("Printing", "process", "Ink, paper", None),
    )
    columns = {"Product": "name", "Type": "kind", "Made by": "served_by", "Used by": "serves"}
    organization, tree = apply(
        [rows], sheet("*", "elements", columns, kind_of_elements="product"), customers=("brokers",)
    )
    assert relations(organization) == [
        ("claims", "serves", "mail"),
        ("ink-paper", "serves", "printing"),
        ("mail", "serves", "brokers"),
        ("mail", "serves", "clients"),
        ("payments", "serves", "mail"),
    ]
    assert kinds(organization)["brokers"] == "customer"
    assert next(one.tags for one in organization.elements if one.id == "mail") == ("service",)
    assert "Kinds of elements that are none of ours, kept as tags: in 1 row." in tree.notices


def customers(organization: Organization) -> list[str]:
    """List the ids of the external customers."""
    return [one for one, kind in kinds(organization).items() if kind == "customer"]


def test_who_is_a_customer() -> None:
    rows = grid("Work", ("a", "b"), ("Desk", "Clients"), ("Desk", "Brokers"))
    columns = {"a": "from", "b": "to"}
    profile = sheet("*", "relations", columns)
    assert customers(apply([rows], profile)[0]) == ["clients"]
    assert customers(apply([rows], profile, customers=("Brokers",))[0]) == ["brokers"]
    both = apply([rows], profile, customers=("Brokers",), options=ReadOptions(customers=("clients",)))[0]
    assert sorted(customers(both)) == ["brokers", "clients"]
    with pytest.raises(UsageError, match="Did you mean `Brokers`"):
        apply([rows], profile, customers=("Broker",))


def test_a_customer_may_be_named_by_id_and_a_unit_is_none_by_its_name() -> None:
    teams = sheet("teams", "elements", TEAM_COLUMNS, decimal=",")
    assert customers(apply([TEAMS], teams, customers=("T2",))[0]) == ["payments"]
    unit_sheet, profile = grid("Units", ("Unit",), ("Clients",)), sheet("units", "units", {"Unit": "name"})
    assert customers(apply([unit_sheet], profile)[0]) == []
    assert customers(apply([unit_sheet], profile, customers=("clients",))[0]) == ["clients"]


def test_what_a_customer_cannot_have_is_told() -> None:
    teams = grid("Teams", ("Team", "Staff", "In"), ("Clients", 4, "Market"), ("Market", None, None))
    work = grid("Work", ("a", "b"), ("Clients", "Market"), ("Market", "Clients"))
    organization, tree = apply(
        [teams, work],
        sheet("teams", "elements", {"Team": "name", "Staff": "headcount", "In": "part_of"}),
        sheet("work", "relations", {"a": "from", "b": "to"}),
    )
    assert relations(organization) == [("market", "serves", "clients")]
    assert left_out(tree) == {
        "leaving an external customer": 1,
        "placing an external customer inside the organization": 1,
    }
    assert "`headcount` of an external customer (1)" in told(tree)


def test_what_is_left_out_is_counted_by_reason_with_its_rows() -> None:
    teams = grid("Teams", ("Team", "Staff"), ("Claims", 1), (None, 5), ("Claims", 1))
    work = grid(
        "Work",
        ("a", "b", "v"),
        ("Claims", "Desk", 0),
        ("Claims", "Claims", 2),
        ("Claims", None, 1),
        ("Claims", "Desk", 2),
        ("Claims", "Desk", 2),
        ("Claims", "Desk", -1),
        ("Claims", "Desk", 3),
    )
    organization, tree = apply(
        [teams, work],
        sheet("teams", "elements", {"Team": "name", "Staff": "headcount"}),
        sheet("work", "relations", {"a": "from", "b": "to", "v": "volume"}),
    )
    assert left_out(tree) == {
        AGAIN: 2,
        SELF: 1,
        NO_NAME: 1,
        NO_END: 1,
        "with a weight of zero": 1,
        "with a negative weight": 1,
    }
    assert f"2 {AGAIN} (Teams row 4, Work row 6)" in told(tree)
    assert sorted(one.volume for one in organization.relations) == [2, 3]


def test_further_wholes_and_circles_of_parts_do_not_count() -> None:
    rows = grid("In", ("a", "b"), ("x", "A"), ("x", "B"), ("x", "B"), ("p", "q"), ("q", "p"), ("r", "p"))
    organization, tree = apply([rows], sheet("*", "relations", {"a": "from", "b": "to"}, edges="part_of"))
    assert wholes(organization) == {"x": "b", "r": "p"}
    assert left_out(tree) == {"naming a further whole for a part": 1, AGAIN: 1, "closing a circle of parts": 2}


def test_structure_has_no_volume_and_that_is_told() -> None:
    rows = grid("Lines", ("a", "b", "v"), ("x", "y", 1))
    organization, tree = apply(
        [rows], sheet("*", "relations", {"a": "from", "b": "to", "v": "volume"}, edges="reports_to")
    )
    assert relations(organization) == [("x", "reports_to", "y")]
    assert "Facts not kept, as there is no place for them: `volume` of `reports_to` (1)." in tree.notices


def test_sheets_and_columns_that_a_profile_does_not_know_are_told() -> None:
    more = grid("Teams 2", ("Team",), ("New",))
    wide = grid("Teams", ("Team", "Budget", "Note"), ("Claims", 5, "x"))
    profile = (sheet("Teams", "elements", {"Team": "name", "Note": "ignore"}), sheet("Old", "units", {"Unit": "name"}))
    organization, tree = apply([wide, more], *profile, sheet("unused", "ignore", {}))
    assert len(organization.elements) == 1
    assert "Not read, as the profile does not know these sheets: Teams 2." in tree.notices
    assert "The profile knows sheets that are not here: Old." in tree.notices
    assert "Columns of Teams that are not read, as the profile does not name them: Budget." in tree.notices


def test_a_profile_that_fits_nothing_is_a_mistake() -> None:
    (problem,) = problems([TEAMS], sheet("Team", "elements", {"Team": "name"}))
    assert problem.message == "the profile fits none of these sheets: `Teams`; did you mean `teams`?"


def test_obstacles_sit_on_elements_and_on_relations() -> None:
    work = grid(
        "Work", ("a", "b", "Trouble", "Loss"), ("Claims", "Desk", "Silo handoff", "30 %"), ("Desk", "Clients", None, 1)
    )
    trouble = grid(
        "Trouble",
        ("Where", "What", "How much", "Why", "Key"),
        ("claims", "Approval overload", "0,25", "they say so", "K 1"),
        ("Desk -> Clients", "our own kind", 0.5, None, None),
        (None, "Overload", 0.5, None, None),
    )
    organization, tree = apply(
        [trouble, work],
        sheet("work", "relations", {"a": "from", "b": "to", "Trouble": "obstacle", "Loss": "severity"}),
        sheet(
            "trouble",
            "obstacles",
            {"Where": "on", "What": "kind", "How much": "severity", "Why": "evidence", "Key": "id"},
            decimal=",",
        ),
    )
    claims = next(one for one in organization.elements if one.id == "claims")
    assert [(one.id, one.kind, one.severity, one.evidence[0].text) for one in claims.obstacles] == [
        ("k-1", "approval-overload", 0.25, "they say so")
    ]
    on = {one.customer: [(o.kind, o.severity) for o in one.obstacles] for one in organization.relations}
    assert on == {"desk": [("silo-handoff", 0.3)], "clients": [("our-own-kind", 0.5)]}
    assert left_out(tree) == {NO_PLACE: 1}


def test_every_mistake_is_told_at_once_with_its_place() -> None:
    teams = grid(
        "Teams", ("No", "Team", "Staff"), (1, "Claims", "many"), (2, "Desk", 3), (3, "Desk", 4), (2, "Desk", 5)
    )
    work = grid("Work", ("a", "b"), ("Claims", "Desk"), ("1", "2"))
    trouble = grid("Trouble", ("on", "kind", "severity"), ("1 -> 9", "overload", 0.5), ("Claims", "overload", 30))
    found = problems(
        [teams, work, trouble],
        sheet("teams", "elements", {"No": "id", "Team": "name", "Staff": "headcount"}),
        sheet("work", "relations", {"a": "from", "b": "to"}),
        sheet("trouble", "obstacles", {"on": "on", "kind": "kind", "severity": "severity"}),
    )
    assert {(problem.place.part, problem.message) for problem in found} == {
        ("sheet Teams, row 5, column C", "`headcount` of `Desk` is `5` here and `3` in Teams row 3"),
        ("sheet Work, row 2, column B", "`Desk` is the name of 2 elements (2 team); name one by its id"),
        ("sheet Trouble, row 2, column A", "`1 -> 9` is no relation that carries work; an obstacle sits on one"),
        ("sheet Teams, row 2, column C", "`headcount` is `many`; expected a number"),
        ("sheet Trouble, row 3, column C", "`severity` is `30`; expected at most 1; did you mean `0.3`?"),
    }


def test_two_wholes_in_lists_are_a_mistake() -> None:
    rows = grid("Teams", ("Team", "In"), ("Claims", "A"), ("Claims", "B"))
    (problem,) = problems([rows], sheet("*", "elements", {"Team": "name", "In": "part_of"}))
    assert problem.message == "`Claims` is part of `A` already; one whole is allowed"


def test_a_profile_made_by_hand_is_checked_as_well() -> None:
    with pytest.raises(InputError, match="`nme` is no field of a sheet of elements; did you mean `name`"):
        apply([TEAMS], sheet("Teams", "elements", {"Team": "nme"}))


def numbered(columns: Row, rows: list[Row]) -> list[Row]:
    """Put a header over rows, and two columns beside them that are filled in every row and not read."""
    return [(*columns, "No", "Year"), *((*row, at, 2024) for at, row in enumerate(rows, start=1))]


def shuffled(draw: Random, columns: tuple[str, ...], rows: list[Row]) -> list[Row]:
    """Put rows and columns in another order; every row has a number, so that none looks like a note below a table."""
    order = draw.sample(range(len(columns) + 2), len(columns) + 2)
    return [[row[at] for at in order] for row in numbered(columns, draw.sample(rows, len(rows)))]


WORDS = st.sampled_from(["Claims", "claims ", "Desk", "Back office", "Clients", "Archive", "N/D", None])


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(["Claims", "Desk", "Sales"]), WORDS), max_size=5, unique_by=lambda row: row[0]),
    st.lists(st.tuples(WORDS, WORDS, st.sampled_from([0, 1, 2.5, None])), min_size=1, max_size=8),
    st.lists(st.tuples(WORDS, WORDS), max_size=5),
    st.randoms(use_true_random=False),
)
def test_the_order_of_sheets_rows_and_columns_does_not_matter(
    teams: list[Row], work: list[Row], structure: list[Row], draw: Random
) -> None:
    profile: tuple[SheetProfile, ...] = (
        sheet("teams", "elements", {"Team": "name", "Serves": "serves"}),
        sheet("work", "relations", {"From": "from", "To": "to", "Volume": "volume"}),
        sheet("in", "relations", {"Part": "from", "Whole": "to"}, edges="part_of", kind_of_elements="role"),
    )
    tables: tuple[tuple[str, tuple[str, ...], list[Row]], ...] = (
        ("Teams", ("Team", "Serves"), teams),
        ("Work", ("From", "To", "Volume"), work),
        ("In", ("Part", "Whole"), structure),
    )
    first, first_tree = apply([grid(name, *numbered(columns, rows)) for name, columns, rows in tables], *profile)
    again, again_tree = apply(
        [grid(name, *shuffled(draw, columns, rows)) for name, columns, rows in draw.sample(tables, 3)], *profile
    )
    assert content_of(again) == content_of(first)
    assert left_out(again_tree) == left_out(first_tree)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=5) | st.integers() | st.none(), min_size=3, max_size=3), st.integers(0, 4))
def test_a_column_that_is_ignored_changes_nothing(cells: list[str | int | None], at: int) -> None:
    rows = [list(row) for row in TEAMS.rows]
    for row, cell in zip(rows, ["Remarks", *cells], strict=True):
        row.insert(at, cell)
    teams = sheet("teams", "elements", {**TEAM_COLUMNS, "Remarks": "ignore"}, decimal=",")
    plain, plain_tree = apply([TEAMS, WORK], *BOTH)
    wider, wider_tree = apply([grid("Teams", *rows), WORK], teams, BOTH[1])
    assert content_of(wider) == content_of(plain)
    assert wider_tree.notices == plain_tree.notices
