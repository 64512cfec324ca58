"""A matrix of marks: who works for whom as a rectangle of names, in both directions of reading."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.formats.mapping.assembling import SELF
from sightline.formats.mapping.listings import NO_NAME
from tests.formats.mapping.applied import Row, apply, grid, kinds, left_out, problems, relations, sheet, volumes

NAMED = {"Team": "name"}
MATRIX = grid(
    "Who for whom",
    ("Team", "Claims", "Desk", "Clients", "Lonely"),
    ("Claims", "x", 3, None, None),
    ("Desk", "no", "-", "2,5", None),
    ("Archive", "files", 0, None, None),
)


def test_a_mark_is_a_volume_a_cross_or_what_is_handed_over() -> None:
    organization, tree = apply([MATRIX], sheet("*", "matrix", NAMED, decimal=","))
    assert volumes(organization) == {("claims", "desk"): 3, ("desk", "clients"): 2.5, ("archive", "claims"): 1}
    assert [one.output for one in organization.relations if one.supplier == "archive"] == ["files"]
    assert left_out(tree) == {SELF: 1, "with a weight of zero": 1}
    assert kinds(organization)["lonely"] == "team"


def test_the_row_serves_the_column_unless_it_asks() -> None:
    ways = [("claims", "serves", "desk"), ("desk", "serves", "clients"), ("archive", "serves", "claims")]
    asked = grid("M", *[row[:3] for row in MATRIX.rows])
    organization, _ = apply([asked], sheet("*", "matrix", NAMED, edges="asks"))
    assert relations(organization) == sorted((b, kind, a) for a, kind, b in (ways[0], ways[2]))


def test_places_name_the_cell() -> None:
    organization, tree = apply([MATRIX], sheet("*", "matrix", NAMED, decimal=","))
    link = next(one for one in organization.relations if one.supplier == "claims")
    assert link.source is not None
    assert link.source.place == "sheet Who for whom, row 2, column C"
    assert tree.place(("teams", "lonely")).part == "sheet Who for whom, row 1, column E"


def test_rows_and_columns_without_a_name_are_told() -> None:
    nameless = grid("M", ("Team", "Claims"), (None, "x"), ("Desk", "x"))
    assert left_out(apply([nameless], sheet("*", "matrix", NAMED))[1]) == {NO_NAME: 1}
    (problem,) = problems([grid("M", ("Team", "Claims", None), ("Desk", "x", "x"))], sheet("*", "matrix", NAMED))
    assert problem.message == (
        "these marks stand below no name; every column of a matrix needs one, unless the profile ignores `column C`"
    )
    assert problem.place.part == "sheet M, row 1, column C"


@settings(max_examples=40)
@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(st.lists(st.integers(0, 3), min_size=n, max_size=n), min_size=n, max_size=n)
    )
)
def test_a_matrix_says_what_its_list_of_relations_says(numbers: list[list[int]]) -> None:
    names = [f"team {at}" for at in range(len(numbers))]
    marks: list[Row] = [[name, *row] for name, row in zip(names, numbers, strict=True)]
    square: list[Row] = [["Team", *names], *marks]
    listed: list[Row] = [
        (names[row], names[column], numbers[row][column]) for row in range(len(names)) for column in range(len(names))
    ]
    matrix, matrix_tree = apply([grid("M", *square)], sheet("*", "matrix", NAMED))
    rows, rows_tree = apply(
        [grid("R", ("a", "b", "v"), *listed)], sheet("*", "relations", {"a": "from", "b": "to", "v": "volume"})
    )
    assert volumes(matrix) == volumes(rows)
    assert kinds(matrix) == kinds(rows)
    assert left_out(matrix_tree) == left_out(rows_tree)
