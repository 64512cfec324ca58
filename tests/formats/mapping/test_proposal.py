"""What messy tables are proposed to mean: right where it is sure, and not sure where it may be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.grids import Grid, GridCell
from sightline.formats.mapping.fields import FIELDS, IGNORE
from sightline.formats.mapping.filling import ABOUT_A_PERSON
from sightline.formats.mapping.located import locate_as
from sightline.formats.mapping.profile import SheetProfile
from sightline.formats.mapping.profile_file import find_mistakes, read_profile, spell_profile
from sightline.formats.mapping.proposal import Proposal, propose
from sightline.formats.source import ReadOptions
from tests.formats.mapping.sheets import GERMAN, HEADCOUNTS, MATRIX, YEARS, Row, grid

SURE = 0.9
FLOW: Sequence[Row] = (
    ("Supplier", "Customer", "What", "Cases"),
    ("Claims", "Payments", "files", 30),
    ("Payments", "Customers", "money", 28),
    ("Claims", "Customers", "letters", 12),
)
STAFF: Sequence[Row] = (
    ("Emp ID", "Full Name", "E-mail", "Date of Birth", "Supervisor", "Department", "Position", "FTE"),
    (1, "Ada One", "ada@example.org", "1980-01-02", 3, "Claims", "Clerk", 1),
    (2, "Ben Two", "ben@example.org", "1981-01-02", 3, "Claims", "Clerk", 0.5),
    (3, "Cem Three", "cem@example.org", "1982-01-02", 4, "Claims", "Head", 1),
    (4, "Dia Four", "dia@example.org", "1983-01-02", None, "Board", "Director", 1),
)


def proposed(*grids: Grid, options: ReadOptions | None = None) -> Proposal:
    proposal = propose(grids, options or ReadOptions())
    for sheet in proposal.profile.sheets:
        assert not list(find_mistakes(sheet)), sheet
    return proposal


def only(
    rows: Sequence[Row], name: str = "Sheet1", options: ReadOptions | None = None
) -> tuple[SheetProfile, Proposal]:
    proposal = proposed(grid(rows, name), options=options)
    return proposal.sheets[0].sheet, proposal


def read_fields(sheet: SheetProfile) -> Mapping[str, str]:
    return {header: field for header, field in sheet.columns.items() if field != IGNORE}


@pytest.mark.parametrize(
    ("header", "rows", "kind", "fields"),
    [
        ("Team;Part of;Headcount", "Claims;Ops;12/Sales;Ops;3/Ops;;1", "elements", "name;part_of;headcount"),
        ("Abteilung;Gehört zu;Anzahl MA", "Schaden;Betrieb;12/Betrieb;;3", "elements", "name;part_of;headcount"),
        ("Service;Fait partie de;Effectif", "Sinistres;Ops;12/Ops;;3", "elements", "name;part_of;headcount"),
        ("Departamento;Pertenece a;Plantilla", "Siniestros;Ops;12/Ops;;3", "elements", "name;part_of;headcount"),
        ("Afdeling;Onderdeel van;Aantal FTE", "Schade;Ops;12/Ops;;3", "elements", "name;part_of;headcount"),
        ("Label;Type;Description", "Claims;team;pays/Insured;customer;gets", "elements", "name;kind;description"),
        ("Process;Headcount;Notes", "Settle;1;a/Pay;2;b", "elements", "name;headcount;description"),
        ("Supplier;Customer;Volume", "Claims;Sales;3/Sales;Pay;2/Pay;Claims;1", "relations", "from;to;volume"),
        ("Kunde;Lieferant;Menge", "Claims;Sales;3/Sales;Pay;2/Pay;Sales;1", "relations", "to;from;volume"),
        ("De;Vers;Quantité", "Claims;Sales;3/Sales;Pay;2/Pay;Sales;1", "relations", "from;to;volume"),
        ("Where;Obstacle;Severity;Evidence", "Claims;bottleneck;0.4;a/Sales;silo-handoff;0.2;b", "obstacles",
         "on;kind;severity;evidence"),
        ("Personalnummer;Vorgesetzter;Abteilung;Stelle;VZÄ", "1;3;A;x;1/2;3;A;x;0.5/3;;B;y;1", "employees",
         "id;manager;unit_name;title;headcount"),
        ("EMPLOYEE_ID;MANAGER_ID;DEPARTMENT_ID;JOB_ID", "1;3;10;x/2;3;10;x/3;;20;y", "employees",
         "id;manager;unit;title"),
        ("Matricule;N+1;Service;Fonction", "1;3;A;x/2;3;A;x/3;;B;y", "employees", "id;manager;unit_name;title"),
        ("Medewerkernummer;Leidinggevende;Afdeling;Functie", "1;3;A;x/2;3;A;x/3;;B;y", "employees",
         "id;manager;unit_name;title"),
        ("Legajo;Jefe directo;Departamento;Puesto", "1;3;A;x/2;3;A;x/3;;B;y", "employees",
         "id;manager;unit_name;title"),
        ("ID;Name;Reports to;Team", "1;Ann;3;A/2;Bob;3;A/3;Cem;;B", "employees", "id;ignore;manager;unit_name"),
        ("Role;Reports to;FTE", "Clerk;Lead;3/Lead;Head;1/Head;;1", "elements", "name;reports_to;headcount"),
        ("Department ID;Department Name;Manager ID", "10;Claims;7/20;Sales;8/30;Pay;9", "units", "id;name;head"),
    ],
)  # fmt: skip
def test_headers_of_five_languages_and_of_exports_are_known(header: str, rows: str, kind: str, fields: str) -> None:
    cells = [[cell or None for cell in row.split(";")] for row in (header, *rows.split("/"))]
    sheet, proposal = only(cells)
    assert sheet.kind == kind
    assert dict(sheet.columns) == dict(zip(header.split(";"), fields.split(";"), strict=True))
    assert min(proposal.sheets[0].certainty, *(one.certainty for one in proposal.sheets[0].columns)) >= 0.8


def test_a_messy_workbook_is_understood_with_a_question_for_the_direction_of_its_matrix() -> None:
    proposal = proposed(
        grid(GERMAN, "Einheiten", part="sheet Einheiten, ", above=3),
        grid(MATRIX, "Matrix", part="sheet Matrix, ", above=1),
        grid([], "Notizen", part="sheet Notizen, "),
    )
    units, matrix, notes = proposal.sheets
    assert (units.sheet.kind, units.sheet.decimal) == ("elements", ",")
    assert list(read_fields(units.sheet).values()) == ["name", "part_of", "headcount", "description"]
    assert (matrix.sheet.kind, dict(matrix.sheet.columns)) == ("matrix", {"column A": "name"})
    assert (notes.sheet.kind, notes.located, notes.certainty) == ("ignore", None, 1.0)
    assert proposal.profile.customers == ("Customers",)
    (question,) = matrix.questions
    assert question.certainty < SURE
    assert dict(question.choices).keys() == {"serves", "asks", "reports_to", "part_of"}
    assert proposal.certainty == question.certainty
    assert not proposal.is_sure(SURE)
    assert [sheet.match for sheet in proposal.profile.sheets] == ["Einheiten", "Matrix", "Notizen"]


def test_columns_about_persons_are_left_out_and_never_shown() -> None:
    sheet, proposal = only(STAFF)
    assert sheet.kind == "employees"
    assert list(read_fields(sheet).values()) == ["id", "manager", "unit_name", "title", "headcount"]
    columns = {column.heading.text: column for column in proposal.sheets[0].columns}
    for header in ("Full Name", "E-mail", "Date of Birth"):
        assert (columns[header].field, columns[header].reason) == (IGNORE, ABOUT_A_PERSON)
        assert columns[header].samples == ()
    assert columns["Department"].samples == ("Claims", "Board")
    assert not proposal.profile.people
    assert proposal.is_sure(SURE)


def test_names_are_read_only_where_superiors_are_known_by_name() -> None:
    by_name: list[Row] = [(row[1], STAFF[3][1] if row[4] else None, *row[5:7]) for row in STAFF[1:]]
    sheet, proposal = only([("Employee", "Manager", "Department", "Position"), *by_name])
    assert dict(sheet.columns) == {
        "Employee": "name", "Manager": "manager_name", "Department": "unit_name", "Position": "title",
    }  # fmt: skip
    assert [column.samples for column in proposal.sheets[0].columns[:2]] == [(), ()]
    by_title = [("Position", "Reports to", "Department"), ("Clerk", "Head", "Claims"), ("Head", "Director", "Claims"),
                ("Director", None, "Board")]  # fmt: skip
    assert only(by_title)[0].columns["Reports to"] in ("manager_title", "reports_to")


def test_superiors_are_what_their_values_are_whatever_the_header_calls_them() -> None:
    header = ("Position ID", "Position Title", "Reports to position", "Org unit")
    by_id: list[Row] = [header, (10, "Clerk", 30, "Claims"), (20, "Agent", 30, "Claims"), (30, "Head", None, "Claims")]
    assert only(by_id)[0].columns["Reports to position"] == "manager"
    by_title: list[Row] = [
        header,
        (10, "Clerk", "Head", "Claims"),
        (20, "Agent", "Head", "Claims"),
        (30, "Head", None, "Claims"),
    ]
    assert only(by_title)[0].columns["Reports to position"] == "manager_title"
    by_stranger: list[Row] = [
        header,
        (10, "Clerk", "Boss", "Claims"),
        (20, "Agent", "Boss", "Claims"),
        (30, "Head", None, "Claims"),
    ]
    assert not only(by_stranger)[1].is_sure(0.6)


def test_a_unit_that_all_rows_share_is_left_out_only_beside_another() -> None:
    rows: list[tuple[GridCell, ...]] = [(*STAFF[0], "Organisation"), *((*row, "Acme") for row in STAFF[1:])]
    assert only(rows)[0].columns["Organisation"] == IGNORE
    alone = [row[:5] + row[6:] for row in rows]
    assert only(alone)[0].columns["Organisation"] == "unit_name"


@pytest.mark.parametrize(
    ("header", "edges", "is_sure"),
    [
        (("Supplier", "Customer"), "serves", True),
        (("Asker", "Asked"), "asks", True),
        (("Team", "Depends on"), "asks", True),
        (("Team", "Works for"), "serves", True),
        (("From", "To"), "serves", False),
        (("Source", "Target"), "serves", False),
    ],
)
def test_which_way_round_is_said_by_words_or_asked(header: Row, edges: str, is_sure: bool) -> None:
    rows = [header, ("Claims", "Sales"), ("Claims", "Pay"), ("Sales", "Pay"), ("Pay", "Claims")]
    sheet, proposal = only(rows)
    (question,) = proposal.sheets[0].questions
    assert (sheet.kind, sheet.edges, question.default) == ("relations", edges, edges)
    assert (question.certainty >= SURE) is is_sure
    assert "`Claims`" in question.text
    assert "`Sales`" in question.text


def test_the_direction_that_the_user_chose_and_a_column_of_kinds_are_no_guess() -> None:
    rows: list[Row] = [("From", "To"), ("Claims", "Sales"), ("Claims", "Pay"), ("Sales", "Pay")]
    sheet, proposal = only(rows, options=ReadOptions(edges="asks"))
    assert (sheet.edges, proposal.sheets[0].questions[0].certainty >= SURE) == ("asks", True)
    kinds = ["Type", "serves", "delivers", "serves"]
    sheet, proposal = only([(*row, kind) for row, kind in zip(rows, kinds, strict=True)])
    assert (sheet.columns["Type"], proposal.sheets[0].questions[0].certainty >= SURE) == ("kind", True)


@pytest.mark.parametrize(
    ("corner", "edges"), [("Supplier / Customer", "serves"), ("Kunde \\ Lieferant", "asks"), ("asker / asked", "asks")]
)
def test_the_corner_of_a_matrix_says_which_way_round_it_is(corner: str, edges: str) -> None:
    sheet, proposal = only([(corner, *MATRIX[0][1:]), *MATRIX[1:]])
    assert (sheet.kind, sheet.edges, dict(sheet.columns)) == ("matrix", edges, {corner: "name"})
    assert proposal.is_sure(SURE)


@pytest.mark.parametrize(
    ("cells", "decimal", "is_clear"),
    [(("2,5", "10"), ",", True), (("2.5", "10"), ".", True), (("1.250", "2.750"), ".", False), ((2.5, 10), ".", True)],
)
def test_the_decimal_mark_of_a_matrix_is_that_of_its_cells(cells: Row, decimal: str, is_clear: bool) -> None:
    rows = [("Supplier / Customer", *MATRIX[0][1:]), *((row[0], None, *cells, None) for row in MATRIX[1:])]
    sheet, proposal = only(rows)
    assert (sheet.kind, sheet.decimal) == ("matrix", decimal)
    assert proposal.is_sure(SURE) is is_clear


def test_a_total_and_a_remark_in_a_matrix_are_no_marks() -> None:
    beside: Sequence[Row] = (("Total", "Remark"), (2, "seen in May"), (1, None), (1, "by phone"))
    sheet, _ = only([(*row, *more) for row, more in zip(MATRIX, beside, strict=True)])
    assert dict(sheet.columns) == {"column A": "name", "Total": IGNORE, "Remark": IGNORE}


@pytest.mark.parametrize(
    "rows",
    [
        [("Item", "Price", "Quantity"), ("Pen", 1.2, 10), ("Book", 3.4, 3)],
        [("A", "B", "C"), ("foo", "bar", 1), ("baz", "qux", 2)],
        [("Name", "Value"), ("x", 1), ("y", 2)],
        [("Question", "2023", "2024"), ("Are you happy?", 3.1, 3.4), ("Is it clear?", 2.5, 2.2)],
        [("From", "To", "Days"), ("2024-01-01", "2024-01-05", 5), ("2024-02-01", "2024-02-02", 1)],
        [(1, 2, 0), (1, 3, 1), (2, 1, 1), (3, 2, 0), (3, 1, 1)],
        [("Team", "Red", "Green", "Blue"), ("Claims", 3, 4, 1), ("Sales", 1, 2, 2), ("Pay", 4, 4, 2)],
        [("Team", "Severity", "Problem"), ("Claims", 4, "slow"), ("Sales", 5, "late")],
        [("Team", "2024 Headcount", "2025 Headcount"), ("Claims", 12, 13), ("Sales", 8, 7)],
        [("Role", "Team", "FTE"), ("Clerk", "Claims", 3), ("Lead", "Claims", 1), ("Agent", "Sales", 2)],
        [("Team", "Headcount"), ("Claims", "1.204"), ("Sales", "3.500")],
        [("Post", "Reporting post", "Unit"), ("A-1", "B-1", "Claims"), ("A-2", "B-1", "Claims"), ("A-3", "B-2", "Pay")],
        [
            ("Step", "Input from", "Output to"),
            ("Check", "Claims", "Pay"),
            ("Settle", "Pay", "Claims"),
            ("Send", "Pay", "X"),
        ],
        [("From / To", "Claims", "Sales", "Pay"), ("Claims", None, 1, 2), ("Sales", 1, None, 3), ("Pay", 0, 2, None)],
        [
            ("Task", "Claims", "Sales", "Pay"),
            ("Check", "R", "A", "C"),
            ("Settle", "I", "R", "A"),
            ("Send", "A", "R", "I"),
        ],
        [("Person", "Excel", "SQL", "Law"), ("Ann", "x", None, "x"), ("Bob", None, "x", "x"), ("Cem", "x", "x", None)],
        [("Name", "Company", "Phone"), ("Ann", "Acme", "123"), ("Bob", "Acme", "456"), ("Cem", "Bolt", "789")],
        YEARS,
    ],
    ids=lambda rows: " ".join(str(cell) for cell in rows[0]),
)
def test_what_may_be_meant_in_several_ways_is_not_sure(rows: Sequence[Row]) -> None:
    assert only(rows)[1].certainty < 0.8


@pytest.mark.parametrize("rows", [FLOW, STAFF, HEADCOUNTS, GERMAN], ids=["flow", "staff", "headcounts", "german"])
def test_what_is_plain_needs_no_question(rows: Sequence[Row]) -> None:
    assert only(rows)[1].is_sure(SURE)


def test_an_event_log_is_sent_to_discovery() -> None:
    rows = [("Case ID", "Activity", "Timestamp"), ("1", "open", "2024-01-01"), ("1", "close", "2024-01-02")]
    sheet, proposal = only(rows)
    assert sheet.kind == "ignore"
    assert "sightline discover" in proposal.sheets[0].reason
    assert proposal.certainty == 0


def test_what_a_sheet_lacks_is_said_instead_of_a_profile_that_cannot_be_read() -> None:
    sheet, proposal = only(
        [("Affected unit", "Problem", "Status"), ("Claims", "slow", "open"), ("Sales", "late", "open")]
    )
    assert sheet.kind == "ignore"
    assert "no column says `severity`" in proposal.sheets[0].reason
    assert proposal.certainty < 0.5


def test_customers_are_found_by_kind_by_name_or_named_by_the_user() -> None:
    kinds = [("Name", "Kind", "Serves"), ("Insured", "external customer", None), ("Claims", "team", "Insured")]
    assert only(kinds)[1].profile.customers == ("Insured",)
    own = [("Name", "Kind", "Serves"), ("Insured", "customer", None), ("Claims", "team", "Insured")]
    proposal = only(own)[1]
    assert (proposal.profile.customers, proposal.questions[0].certainty >= SURE) == ((), True)
    assert only(FLOW)[1].profile.customers == ("Customers",)
    assert only(FLOW, options=ReadOptions(customers=("Payments",)))[1].profile.customers == ("Payments",)
    nobody = [(*row[:1], "Sales" if row[1] == "Customers" else row[1], *row[2:]) for row in FLOW]
    proposal = only(nobody)[1]
    assert (proposal.profile.customers, proposal.is_sure(0.5)) == ((), False)


def test_sheets_of_one_name_that_differ_are_not_sure() -> None:
    first, second = grid(HEADCOUNTS, "Data", part="sheet Data, "), grid(FLOW, "data", part="sheet data, ")
    assert proposed(first).is_sure(SURE)
    assert proposed(second).is_sure(SURE)
    assert not proposed(first, second).is_sure(0.5)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from([HEADCOUNTS, GERMAN, FLOW, STAFF, MATRIX]),
    st.integers(0, 3),
    st.lists(st.integers(0, 4), max_size=2, unique=True),
    st.randoms(use_true_random=False),
)
def test_titles_empty_columns_and_order_change_nothing(
    rows: Sequence[Row], above: int, empty: list[int], random: Random
) -> None:
    order = list(range(len(rows[0])))
    body = list(rows[1:])
    random.shuffle(body)
    if rows is MATRIX:  # a column without a header is known by its letter
        order, empty = [0, *random.sample(order[1:], len(order) - 1)], []
    else:
        random.shuffle(order)
    for at in sorted(empty):
        order.insert(at, -1)
    moved = [[row[column] if column >= 0 else None for column in order] for row in (rows[0], *body)]
    plain, other = proposed(grid(rows)), proposed(grid(moved, above=above))
    assert other.profile == plain.profile
    assert other.certainty == plain.certainty
    assert {(one.heading.text, one.field, one.certainty, one.reason) for one in other.sheets[0].columns} == {
        (one.heading.text, one.field, one.certainty, one.reason) for one in plain.sheets[0].columns
    }


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["Team", "From", "To", "Name", "Manager", "x", "3", "1,5", "-", "Total", "", "a b", "Kunde"]
            )
            | st.none()
            | st.integers(-3, 9)
            | st.booleans()
            | st.text(max_size=4),
            max_size=6,
        ),
        max_size=8,
    )
)
def test_any_cells_give_a_profile_that_can_be_read(rows: list[Row]) -> None:
    proposal = proposed(grid(rows), grid(HEADCOUNTS, "Other", part="sheet Other, "))
    assert 0 <= proposal.certainty <= 1
    for sheet in proposal.sheets:
        assert sheet.reason
        assert all(column.field in (*FIELDS[sheet.sheet.kind], IGNORE) for column in sheet.columns)
        if sheet.located is not None and sheet.sheet.kind != "ignore":
            again = locate_as(sheet.grid, sheet.sheet)
            assert (again.headings, list(again.rows)) == (sheet.located.headings, list(sheet.located.rows))
    assert read_profile(spell_profile(proposal.profile).encode()) == proposal.profile
