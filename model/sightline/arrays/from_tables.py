"""Build the labelled arrays straight from tables: no document, no graph, for organizations of any size.

A relation points from its supplier (``from``) to its internal or external customer (``to``).
"""

from __future__ import annotations

import re
from functools import partial

import numpy as np

from sightline.arrays.assembling import ElementColumns, RelationColumns, assemble
from sightline.arrays.beside import do_beside
from sightline.arrays.network import CARRYING_CODES, CUSTOMER, KIND_CODES, Codes, Flags, Network, Rows
from sightline.arrays.obstacle_tables import no_obstacles, read_obstacles
from sightline.arrays.table_columns import MISSING, Columns, Table, TextColumn
from sightline.arrays.table_faults import Faults, check_range
from sightline.document import Assumptions, Element, Relation
from sightline.document.fields import ID_PATTERN
from sightline.document.vocabulary import CARRYING, ELEMENT_KINDS, RELATION_KINDS
from sightline.document.wording import did_you_mean, nearest
from sightline.errors import InputError

PART_OF = "part_of"
LARGEST = 1e12
LONGEST_ID = 200
_MOST_SUGGESTED_FROM = 10_000
_UNKNOWN, _NO_KIND = -1, -2
_SKIPPED, _PART = len(CARRYING_CODES), len(CARRYING_CODES) + 1


def network_from_tables(
    elements: Table,
    relations: Table,
    obstacles: Table | None = None,
    *,
    name: str,
    handoff_clarity: float = Assumptions().handoff_clarity,
) -> Network:
    """Build the arrays from tables of elements, relations and obstacles.

    Each table is a ``pyarrow.Table``, a ``pandas.DataFrame`` or a mapping from column names to numpy arrays or lists,
    with the columns of the file format's tables; what the arrays do not use is not looked at. A missing value (null,
    NaN, an empty text) is one that the table does not state. Relations of the kinds ``reports_to`` and ``feedback``
    are left out; ``part_of`` may stand among the relations or as a column of the elements. Rows keep the order of the
    tables.

    Raises InputError with every kind of mistake, each with its first rows (counted from 1) and their number: the rules
    are those of an organization file.
    """
    faults = Faults()
    people = Columns(elements, "elements", known=_ELEMENT_NAMES, required=("id", "kind"))
    work = Columns(relations, "relations", known=_RELATION_NAMES, required=("from", "to"))
    ids = people.texts("id")
    kinds = _read_element_kinds(people, faults)
    columns_of_ids = (ids, people.texts(PART_OF), work.texts("from"), work.texts("to"))
    first, parent, supplier, customer = do_beside(
        [partial(texts.rows_in, ids) for texts in columns_of_ids], relations=work.rows
    )
    _check_ids(people, ids, first, faults)
    _check_rows(people, PART_OF, ids, parent, faults)
    _check_rows(work, "from", ids, supplier, faults, required=True)
    _check_rows(work, "to", ids, customer, faults, required=True)
    codes = (
        work.texts("kind").encode(_relation_code) if "kind" in work else np.full(work.rows, CARRYING_CODES["serves"])
    )
    faults.tell(
        work,
        "kind",
        codes == _UNKNOWN,
        lambda row: _unknown_kind(work.texts("kind").at(row), (*RELATION_KINDS, PART_OF)),
    )
    _add_parents(parent, work, codes, supplier, customer, people, faults)
    _check_structure(people, parent, kinds, ids, faults)
    read = _read_elements(people, ids, kinds, parent, faults)
    carrying = np.flatnonzero((codes >= 0) & (codes < _SKIPPED) & (supplier >= 0) & (customer >= 0))
    from_customer = carrying[kinds[supplier[carrying]] == CUSTOMER]
    faults.tell(
        work,
        "from",
        from_customer,
        lambda row: f"`{ids.at(int(supplier[row]))}` is an external customer: work ends there, so nothing can leave it",
    )
    done = _read_relations(work, carrying, supplier, customer, codes, faults)
    columns = (
        no_obstacles()
        if obstacles is None
        else read_obstacles(obstacles, ids=ids, kinds=kinds, relations=done, faults=faults)
    )
    if faults.problems:
        raise InputError(faults.problems)
    return assemble(name, read, done, columns, handoff_clarity=handoff_clarity)


def _spelled_names(model: type[Element | Relation], *more: str) -> tuple[str, ...]:
    nested = {"source": ("file", "place"), "ratings": ("internal", "client", "expected")}
    nested["experiences_as_customer"] = ("date", "route")
    names = [
        spelled
        for name in model.model_fields
        for spelled in ([f"{name}.{inner}" for inner in nested[name]] if name in nested else [name])
    ]
    return (*names, *more)


_ELEMENT_NAMES = _spelled_names(Element, "reports_to")
_RELATION_NAMES = _spelled_names(Relation, "from", "to")


def _element_code(kind: str | None) -> int:
    return _NO_KIND if kind is None else KIND_CODES.get(kind.strip().lower(), _UNKNOWN)


def _relation_code(kind: str | None) -> int:
    spelled = re.sub(r"[\s-]+", "_", kind.strip().lower()) if kind is not None else "serves"
    if spelled == PART_OF:
        return _PART
    if spelled in CARRYING:
        return CARRYING_CODES[spelled]
    return _SKIPPED if spelled in RELATION_KINDS else _UNKNOWN


def _unknown_kind(kind: str | None, known: tuple[str, ...]) -> str:
    suggestion = nearest((kind or "").removesuffix("s"), known)
    return f"`kind` is `{kind}`; expected one of {', '.join(known)}{did_you_mean(suggestion)}"


def _read_element_kinds(people: Columns, faults: Faults) -> Codes:
    texts = people.texts("kind")
    codes = texts.encode(_element_code)
    faults.tell(people, "kind", codes == _UNKNOWN, lambda row: _unknown_kind(texts.at(row), ELEMENT_KINDS))
    faults.tell(people, "kind", codes == _NO_KIND, lambda _: "`kind` is missing: every element needs one")
    return codes.astype(np.int8)


def _check_ids(people: Columns, ids: TextColumn, first: Rows, faults: Faults) -> None:
    missing = ids.missing()
    repeated = ~missing & (first != np.arange(len(ids)))
    valid = ids.fits(ID_PATTERN, LONGEST_ID)
    faults.tell(people, "id", missing, lambda _: "`id` is missing: every element needs one")
    faults.tell(
        people,
        "id",
        repeated,
        lambda row: f"the id `{ids.at(row)}` stands twice; it stands first in row {int(first[row]) + 1}",
    )
    faults.tell(
        people,
        "id",
        ~valid,
        lambda row: f"`id` is `{ids.at(row)}`; expected a-z, 0-9, `.`, `_`, `-`, beginning with a letter or digit",
    )


def _check_rows(
    columns: Columns, name: str, ids: TextColumn, rows: Rows, faults: Faults, *, required: bool = False
) -> None:
    """Tell what a column names that is no element; ``rows`` are the element rows found."""
    texts = columns.texts(name)
    nowhere = rows == MISSING
    if nowhere.any():
        missing = texts.missing()

        def tell(row: int) -> str:
            word = texts.at(row) or ""
            suggestion = nearest(word, ids.objects().tolist()) if len(ids) <= _MOST_SUGGESTED_FROM else None
            return f"`{word}` is not an element{did_you_mean(suggestion)}"

        faults.tell(columns, name, nowhere & ~missing, tell)
        if required:
            faults.tell(columns, name, missing, lambda _: f"`{name}` is missing: it needs the id of an element")


def _add_parents(
    parent: Rows, work: Columns, codes: Rows, supplier: Rows, customer: Rows, people: Columns, faults: Faults
) -> None:
    """Set the parents that stand among the relations, in place."""
    rows = np.flatnonzero((codes == _PART) & (supplier >= 0) & (customer >= 0))
    parts, wholes = supplier[rows], customer[rows]
    empty = parent[parts] == MISSING
    parent[parts[empty]] = wholes[empty]
    ids = people.texts("id")
    faults.tell(
        work,
        "to",
        rows[parent[parts] != wholes],
        lambda row: (
            f"`{ids.at(int(supplier[row]))}` is part of `{ids.at(int(parent[supplier[row]]))}` already;"
            " one parent is allowed"
        ),
    )


def _check_structure(people: Columns, parent: Rows, kinds: Codes, ids: TextColumn, faults: Faults) -> None:
    has_parent = parent >= 0
    faults.tell(
        people,
        PART_OF,
        has_parent & (kinds == CUSTOMER),
        lambda row: f"`{ids.at(row)}` is an external customer and takes no `part_of`",
    )
    in_customer = np.zeros(len(parent), dtype=np.bool_)
    in_customer[has_parent] = kinds[parent[has_parent]] == CUSTOMER
    faults.tell(
        people,
        PART_OF,
        in_customer,
        lambda row: f"`{ids.at(row)}` cannot be part of `{ids.at(int(parent[row]))}`, which is an external customer",
    )
    circle = find_circle(parent)

    def tell(row: int) -> str:
        route = [row]
        while (above := int(parent[route[-1]])) != row and len(route) <= 10:
            route.append(above)
        shown = " -> ".join(str(ids.at(one)) for one in route)
        return f"`{ids.at(row)}` is part of itself: {shown} -> {ids.at(row) if len(route) <= 10 else '...'}"

    faults.tell(people, PART_OF, circle, tell)


def find_circle(parent: Rows) -> Flags:
    """Find the rows that are part of themselves, in about log2(rows) steps.

    After more steps upwards than there are rows, whoever is not above the top is on a circle.
    """
    above = parent.copy()
    for _ in range(len(parent).bit_length()):
        climbing = above >= 0
        if not climbing.any():
            break
        above[climbing] = above[above[climbing]]
    on_circle = np.zeros(len(parent), dtype=np.bool_)
    on_circle[above[above >= 0]] = True
    # Those reached are on circles, but perhaps not all of a circle: go round once.
    waiting = np.flatnonzero(on_circle)
    while len(waiting):
        following = np.unique(parent[waiting])
        waiting = following[~on_circle[following]]
        on_circle[waiting] = True
    return on_circle


def _read_elements(people: Columns, ids: TextColumn, kinds: Codes, parent: Rows, faults: Faults) -> ElementColumns:
    amounts = {}
    for name in ("headcount", "effort"):
        values = amounts[name] = people.numbers(name)
        check_range(people, name, values, 0.0, LARGEST, faults)
        faults.tell(
            people,
            name,
            ~np.isnan(values) & (kinds == CUSTOMER),
            lambda row, name=name: f"`{ids.at(row)}` is an external customer and takes no `{name}`",  # type: ignore[misc]
        )
    return ElementColumns(
        ids=ids.objects(),
        names=people.texts("name").objects(),
        kinds=kinds,
        parent=parent,
        headcount=amounts["headcount"],
        effort=amounts["effort"],
        assessed=people.flags("assessed"),
    )


def _read_relations(
    work: Columns, carrying: Rows, supplier: Rows, customer: Rows, codes: Rows, faults: Faults
) -> RelationColumns:
    volume = work.numbers("volume", default=1.0)
    check_range(work, "volume", volume, 0.0, LARGEST, faults)
    return RelationColumns(
        supplier=supplier[carrying],
        customer=customer[carrying],
        kinds=codes[carrying].astype(np.int8),
        volume=volume[carrying],
        assessed=work.flags("assessed")[carrying],
        position=carrying,
        ids=work.texts("id").objects()[carrying],
    )
