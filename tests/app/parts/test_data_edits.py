"""Edits of tables: what they leave alone, what follows a new name, and where mistakes are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.app.parts.data_edits import PASTED, Edits, apply_edits, describe, find_edits, lost_with, show_cell
from sightline.app.parts.data_pasting import read_pasted
from sightline.app.samples import SAMPLES, read_sample
from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError
from sightline.formats.table_rows import Rows, to_tables
from tests.drawing import organizations
from tests.organizations import worked_example

KEYS = [sample.key for sample in SAMPLES]


def _row(rows: Rows, **cells: object) -> int:
    """Find the number of the first row with these cells."""
    names = [column.name for column in rows.columns]
    wanted = set(cells.items())
    return next(number for number, row in enumerate(rows.cells, 1) if wanted <= set(zip(names, row, strict=True)))


def _untouched(rows: Rows) -> dict[str, list[object]]:
    """Give the columns as an editor gives them back when nobody did anything."""
    shown: dict[str, list[object]] = {"row": list(range(1, len(rows.cells) + 1))}
    return shown | {
        column.name: [show_cell(cells[position]) for cells in rows.cells]
        for position, column in enumerate(rows.columns)
    }


@pytest.mark.parametrize("key", KEYS)
def test_no_edit_changes_nothing(key: str) -> None:
    organization = read_sample(key)
    tables = to_tables(organization)
    assert len(tables["elements"].cells) > 5
    for name in ("elements", "relations", "obstacles"):
        shown = range(1, len(tables[name].cells) + 1)
        assert not find_edits(tables[name], shown, _untouched(tables[name]), "row")
    assert apply_edits(tables, {}) == organization


@given(organizations(), st.data())
def test_renaming_an_element_renames_it_everywhere(raw: dict[str, object], data: st.DataObject) -> None:
    organization = build_organization(Tree(raw))
    tables = to_tables(organization)
    if not organization.elements:
        return
    number = data.draw(st.integers(1, len(organization.elements)))
    old = str(tables["elements"].cells[number - 1][0])

    renamed = apply_edits(tables, {"elements": Edits({number: {"id": "brand-new"}})})

    assert "brand-new" in renamed.by_id
    assert old not in renamed.by_id
    back = apply_edits(to_tables(renamed), {"elements": Edits({number: {"id": old}})})
    assert back == organization


def test_a_renamed_element_keeps_its_obstacles_decisions_and_plans() -> None:
    organization = read_sample("harbor")
    tables = to_tables(organization)
    number = _row(tables["elements"], id="payment-release")

    renamed = apply_edits(tables, {"elements": Edits({number: {"id": "release"}})})

    assert renamed.by_id["release"].obstacles == organization.by_id["payment-release"].obstacles
    assert any("payment-release" in decision.about for decision in organization.decisions)
    assert not any("payment-release" in decision.about for decision in renamed.decisions)
    assert len(renamed.relations) == len(organization.relations)


def test_an_obstacle_follows_its_relation_to_another_end() -> None:
    organization = build_organization(Tree(worked_example()))
    tables = to_tables(organization)
    number = _row(tables["relations"], **{"from": "planning", "to": "workshop"})

    moved = apply_edits(tables, {"relations": Edits({number: {"to": "helpdesk"}})})

    (relation,) = [one for one in moved.relations if one.supplier == "planning"]
    assert relation.customer == "helpdesk"
    assert [obstacle.id for obstacle in relation.obstacles] == ["late-changes"]


def test_what_stood_on_a_removed_element_goes_with_it_and_is_counted() -> None:
    tables = to_tables(build_organization(Tree(worked_example())))
    removed = {"elements": Edits(removed=frozenset({_row(tables["elements"], id="workshop")}))}

    assert lost_with(tables, removed) == {"relations": 2, "obstacles": 2}
    left = apply_edits(tables, removed)

    assert "workshop" not in left.by_id
    assert not [one for one in left.relations if "workshop" in (one.supplier, one.customer)]
    assert describe(removed) == "Remove 1 row of Elements"


def test_every_mistake_is_told_with_its_table_row_and_column() -> None:
    tables = to_tables(build_organization(Tree(worked_example())))
    element, obstacle = _row(tables["elements"], id="helpdesk"), _row(tables["obstacles"], id="sign-offs")
    edits = {
        "elements": Edits({element: {"part_of": "planing", "headcount": -3.0}}),
        "relations": Edits(added=({"from": "helpdesk", "to": "nobody", "kind": "serves"},)),
        "obstacles": Edits({obstacle: {"severity": 7.0}}),
    }

    with pytest.raises(InputError) as caught:
        apply_edits(tables, edits)

    told = {(problem.place.file, problem.place.part) for problem in caught.value.problems}
    assert told == {
        ("Elements", f"row {element}, column part_of"),
        ("Elements", f"row {element}, column headcount"),
        ("Relations", "new row 1, column to"),
        ("Obstacles", f"row {obstacle}, column severity"),
    }
    assert "planning" in [problem.suggestion for problem in caught.value.problems]


def test_the_editor_tells_changed_added_and_removed_rows_apart() -> None:
    rows = to_tables(build_organization(Tree(worked_example())))["elements"]
    shown = range(1, len(rows.cells) + 1)
    edited = _untouched(rows)
    edited["headcount"][_row(rows, id="planning") - 1] = 6.0
    gone = _row(rows, id="helpdesk") - 1
    for column, cells in edited.items():
        del cells[gone]
        cells.append({"id": "desk", "kind": "team"}.get(column, float("nan")))

    edits = find_edits(rows, shown, edited, "row")

    assert edits.changed == {_row(rows, id="planning"): {"headcount": 6.0}}
    assert edits.removed == {gone + 1}
    assert [{name: cell for name, cell in one.items() if cell is not None} for one in edits.added] == [
        {"id": "desk", "kind": "team"}
    ]


def test_a_wrong_new_id_is_one_mistake_however_often_it_is_named() -> None:
    tables = to_tables(read_sample("harbor"))
    number = _row(tables["elements"], id="payment-release")

    with pytest.raises(InputError) as caught:
        apply_edits(tables, {"elements": Edits({number: {"id": "Payment Release"}})})

    assert [(one.place.part, one.value) for one in caught.value.problems] == [(f"row {number}", "Payment Release")]


@pytest.mark.parametrize("separator", ["\t", ",", ";"])
def test_pasted_rows_change_what_is_there_and_add_what_is_not(separator: str) -> None:
    tables = to_tables(build_organization(Tree(worked_example())))
    text = "ID\tHeadcount\tKind\nplanning\t9\t\ndesk\t2\tteam\n".replace("\t", separator)

    made = apply_edits(tables, {"elements": read_pasted("elements", tables["elements"], text)})

    assert made.by_id["planning"].headcount == 9
    assert made.by_id["planning"].kind == "team"
    assert made.by_id["desk"].headcount == 2


def test_mistakes_in_pasted_rows_are_told_where_they_were_pasted() -> None:
    tables = to_tables(build_organization(Tree(worked_example())))
    text = "from\tto\tkind\nplanning\tclinic\tserves\nplanning\tnobody\tserves\n"

    with pytest.raises(InputError) as caught:
        apply_edits(tables, {"relations": read_pasted("relations", tables["relations"], text)})

    assert [(one.place.file, one.place.part) for one in caught.value.problems] == [(PASTED, "row 3, column to")]


def test_a_pasted_header_of_another_table_is_refused() -> None:
    rows = to_tables(Organization())["elements"]
    with pytest.raises(InputError, match="severity"):
        read_pasted("elements", rows, "id,kind,severity\na,team,0.5\n")
