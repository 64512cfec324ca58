"""Arrays straight from tables: the same as through document and graph, and the same rules, without either."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.arrays import table_columns
from sightline.arrays.from_graph import network_from_graph
from sightline.arrays.from_tables import find_circle, network_from_tables
from sightline.arrays.network import Network
from sightline.document import Organization, Tree, build_organization
from sightline.errors import InputError
from sightline.formats.table_rows import to_tables
from sightline.graph import build_graph
from tests.drawing import organizations

Columns = Mapping[str, list[Any]]
Maker = Callable[[Columns], Any]


def to_arrow(columns: Columns) -> pa.Table:
    """Make a table of Arrow's; a column of nothing is one of texts."""
    arrays = {name: pa.array(values) for name, values in columns.items()}
    return pa.table(
        {name: one.cast(pa.string()) if pa.types.is_null(one.type) else one for name, one in arrays.items()}
    )


def to_dictionaries(columns: Columns) -> pa.Table:
    """Make a table of Arrow's whose texts are dictionaries in several chunks."""
    table = to_arrow(columns)
    for at, name in enumerate(table.column_names):
        if pa.types.is_string(table.column(name).type):
            table = table.set_column(at, name, table.column(name).dictionary_encode())
    return pa.concat_tables([table.slice(0, 1), table.slice(1)])


def to_numpy(columns: Columns) -> dict[str, Any]:
    """Make a mapping of numpy arrays."""
    return {name: np.array(values, dtype=object) for name, values in columns.items()}


MAKERS: dict[str, Maker] = {
    "lists": dict,
    "numpy": to_numpy,
    "arrow": to_arrow,
    "dictionaries": to_dictionaries,
    "pandas": lambda columns: pd.DataFrame(dict(columns)),
    "pandas-objects": lambda columns: pd.DataFrame(
        {name: pd.Series(one, dtype=object) for name, one in columns.items()}
    ),
}
BY_MAKER = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def columns_of(organization: Organization) -> dict[str, Columns]:
    """Lay an organization out as columns."""
    return {
        name: {column.name: [row[at] for row in rows.cells] for at, column in enumerate(rows.columns)}
        for name, rows in to_tables(organization).items()
    }


def build(make: Maker, tables: Mapping[str, Columns], handoff_clarity: float = 0.95) -> Network:
    """Build the network of some tables."""
    obstacles = make(tables["obstacles"]) if "obstacles" in tables else None
    elements, relations = make(tables["elements"]), make(tables["relations"])
    return network_from_tables(elements, relations, obstacles, name="Drawn", handoff_clarity=handoff_clarity)


def assert_same(found: Network, expected: Network) -> None:
    """Compare two networks, label by label and figure by figure."""
    for part in ("elements", "relations", "obstacles"):
        for name, values in vars(getattr(expected, part)).items():
            mine = getattr(getattr(found, part), name)
            if isinstance(values, np.ndarray):
                assert mine.dtype == values.dtype, f"{part}.{name}"
                np.testing.assert_array_equal(mine, values, err_msg=f"{part}.{name}")
            elif name in ("themes", "causes"):
                assert list(mine) == list(values), f"{part}.{name}"
    assert found.effort_given == expected.effort_given
    assert found.notices == expected.notices
    assert found.handoff_clarity == expected.handoff_clarity


@BY_MAKER
@settings(max_examples=40)
@given(raw=organizations())
def test_tables_give_the_arrays_of_the_graph(make: Maker, raw: dict[str, object]) -> None:
    organization = build_organization(Tree(raw))
    expected = network_from_graph(build_graph(organization))
    found = build(make, columns_of(organization), handoff_clarity=organization.assumptions.handoff_clarity)
    # A skipped relation has its place among all of them, as in the document, except that `reports_to` may be a column.
    positions = np.flatnonzero([relation.kind != "reports_to" for relation in organization.relations])
    stated = found.relations.position >= 0
    found.relations.position[stated] = positions[found.relations.position[stated]]
    assert_same(found, expected)


@settings(max_examples=40)
@given(raw=organizations())
def test_both_ways_to_look_texts_up_agree(raw: dict[str, object]) -> None:
    tables = columns_of(build_organization(Tree(raw)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_columns, "_LARGE", 0)
        large = build(dict, tables)
    assert_same(large, build(dict, tables))


def test_part_of_may_stand_among_the_relations() -> None:
    elements = {"id": ["a", "b", "c"], "kind": ["team", "team", "role"]}
    relations = {
        "from": ["b", "c", "a", "b"],
        "to": ["a", "b", "b", "c"],
        "kind": ["part_of", "Part of", "serves", "feedback"],
    }
    network = network_from_tables(elements, relations, name="x")
    assert network.elements.parent.tolist() == [-1, 0, 1]
    assert network.relations.position.tolist() == [2, -1, -1]


def test_what_is_not_stated_takes_its_default() -> None:
    network = network_from_tables(
        {"ID": ["a", "b"], "KIND": ["Team", "customer"], "Head Count": [np.nan, np.nan]},
        {"from": ["a"], "to": ["b"], "volume": [np.nan]},
        name="x",
    )
    assert network.relations.volume.tolist() == [1.0]
    assert network.relations.handoff.tolist() == [0.95]
    assert network.elements.names.tolist() == [None, None]
    assert network.elements.effort.tolist() == [1.0, 0.0]


def test_an_empty_organization_has_empty_arrays() -> None:
    network = network_from_tables({"id": [], "kind": []}, {"from": [], "to": []}, name="x")
    assert (len(network.elements), len(network.relations), len(network.obstacles)) == (0, 0, 0)


ELEMENTS: Columns = {
    "id": ["shop", "dev", "lead"],
    "kind": ["customer", "team", "role"],
    "part_of": [None, None, "dev"],
}
RELATIONS: Columns = {"from": ["dev"], "to": ["shop"], "kind": ["serves"], "volume": [1.0], "id": ["r1"]}
OBSTACLES: Columns = {"on": ["dev"], "id": ["k"], "kind": ["x"], "severity": [0.5]}


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        (
            "elements",
            {"id": ["shop", "dev", "dev"]},
            "row 3, column id: the id `dev` stands twice; it stands first in row 2",
        ),
        ("elements", {"id": ["shop", "dev", None]}, "row 3, column id: `id` is missing"),
        ("elements", {"id": ["shop", "dev", "Lead X"]}, "row 3, column id: `id` is `Lead X`; expected a-z"),
        ("elements", {"kind": ["customer", "teem", "role"]}, "`kind` is `teem`; .* did you mean `team`"),
        ("elements", {"kind": ["customer", None, "role"]}, "row 2, column kind: `kind` is missing"),
        ("elements", {"part_of": [None, None, "devv"]}, "`devv` is not an element; did you mean `dev`"),
        ("elements", {"part_of": ["dev", None, None]}, "`shop` is an external customer and takes no `part_of`"),
        ("elements", {"part_of": [None, None, "shop"]}, "`lead` cannot be part of `shop`"),
        ("elements", {"part_of": [None, "lead", "dev"]}, r"`dev` is part of itself: dev -> lead -> dev \(so in 2 rows"),
        ("elements", {"headcount": [None, -1.0, 2.0]}, "`headcount` is `-1`; expected at least 0"),
        ("elements", {"headcount": [1.0, 1.0, 2.0]}, "`shop` is an external customer and takes no `headcount`"),
        ("elements", {"effort": [0.0, 1.0, 2.0]}, "`shop` is an external customer and takes no `effort`"),
        ("elements", {"effort": [None, np.inf, None]}, "`effort` is `inf`; expected at most 1e\\+12"),
        ("elements", {"headcount": ["", "many", ""]}, "`headcount` is `many`; expected a number"),
        ("elements", {"assessed": ["", "maybe", ""]}, "`assessed` is `maybe`; expected true or false"),
        ("elements", {"hedcount": [1, 2, 3]}, "`hedcount` is not a column of the table `elements`"),
        ("relations", {"to": ["shopp"]}, "row 1, column to: `shopp` is not an element; did you mean `shop`"),
        ("relations", {"from": [None]}, "row 1, column from: `from` is missing"),
        ("relations", {"from": ["shop"]}, "`shop` is an external customer: work ends there"),
        ("relations", {"kind": ["servs"]}, "`kind` is `servs`; .* did you mean `serves`"),
        ("relations", {"volume": [-0.5]}, "`volume` is `-0.5`; expected at least 0"),
        ("relations", {"volume": [np.inf]}, "`volume` is `inf`; expected at most"),
        ("obstacles", {"on": ["nowhere"]}, "`nowhere` is neither an element nor a relation that carries work"),
        ("obstacles", {"on": ["shop -> dev"]}, "`shop -> dev` is neither"),
        ("obstacles", {"on": ["shop"]}, "`shop` is an external customer and takes no `obstacles`"),
        ("obstacles", {"severity": [1.5]}, "`severity` is `1.5`; expected at most 1"),
        ("obstacles", {"severity": [None]}, "`severity` is missing"),
        ("obstacles", {"low": [0.6]}, "the interval 0.6 to 0.5 does not hold the severity 0.5"),
        ("obstacles", {"kind": [None]}, "`kind` is ``; expected a name"),
        ("obstacles", {"area": ["nowhere"]}, "`area` is `nowhere`; expected one of organization"),
        ("obstacles", {"status": ["remved"]}, "`status` is `remved`; .* did you mean `removed`"),
        ("obstacles", {"caused_by": ["j"]}, "`j` is not the id of an obstacle"),
        ("obstacles", {"n": [0]}, "`n` is `0`; expected at least 1"),
    ],
)
@BY_MAKER
def test_the_rules_are_those_of_a_file(make: Maker, table: str, change: Columns, message: str) -> None:
    tables = {"elements": ELEMENTS, "relations": RELATIONS, "obstacles": OBSTACLES}
    assert len(build(make, tables).elements) == 3
    with pytest.raises(InputError, match=message):
        build(make, {**tables, table: {**tables[table], **change}})


def test_every_kind_of_mistake_is_told_once_with_its_number() -> None:
    size = 30_000
    elements = {"id": [f"e{at}" for at in range(size)], "kind": ["team"] * size}
    relations = {"from": ["e1"] * size, "to": ["nowhere"] * (size - 1) + ["e2"], "volume": [1.0] * (size - 1) + [-1.0]}
    with pytest.raises(InputError) as caught:
        network_from_tables(elements, relations, name="x")
    assert [problem.message for problem in caught.value.problems] == [
        "`nowhere` is not an element (so in 29,999 rows: 1, 2, 3 and 29,996 more)",
        "`volume` is `-1`; expected at least 0",
    ]


def test_obstacles_find_their_relation() -> None:
    elements = {"id": ["a", "b"], "kind": ["team", "team"]}
    relations = {
        "from": ["a", "a", "a", "b"],
        "to": ["b", "b", "b", "a"],
        "kind": ["serves", "supports", "serves", "serves"],
        "id": [None, None, "r", None],
    }
    obstacles = {
        "on": ["r", "a -> b (serves #1)", "a->b (supports)", "b -> a", "b"],
        "kind": ["x"] * 5,
        "severity": [0.5] * 5,
    }
    network = network_from_tables(elements, relations, obstacles, name="x")
    assert network.obstacles.element.tolist() == [1, -1, -1, -1, -1]
    assert network.obstacles.relation.tolist() == [-1, 0, 1, 2, 3]
    with pytest.raises(InputError, match="`a -> b` is several relations"):
        network_from_tables(elements, relations, {"on": ["a -> b"], "kind": ["x"], "severity": [0.5]}, name="x")


def test_columns_of_different_length_are_told() -> None:
    with pytest.raises(InputError, match="the column `kind` has 1 rows where others have 2"):
        network_from_tables({"id": ["a", "b"], "kind": ["team"]}, RELATIONS, name="x")
    with pytest.raises(InputError, match="the column `to` is missing from the table `relations`"):
        network_from_tables(ELEMENTS, {"from": ["dev"]}, name="x")


@given(st.lists(st.integers(-1, 7), max_size=8))
def test_a_circle_is_whoever_meets_itself_going_up(parents: list[int]) -> None:
    rows = [parent if parent < len(parents) else -1 for parent in parents]

    def meets_itself(start: int) -> bool:
        here = rows[start]
        for _ in rows:
            if here in (-1, start):
                break
            here = rows[here]
        return here == start

    expected = [meets_itself(row) for row in range(len(rows))]
    assert find_circle(np.array(rows, dtype=np.int64)).tolist() == expected
