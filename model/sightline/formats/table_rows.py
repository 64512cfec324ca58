"""An organization to the rows of its tables; reading them back gives an equal organization."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sightline.document import Obstacle, Organization, Relation
from sightline.document.raw_form import head_to_raw, plain
from sightline.formats.attributes import NO_ATTRIBUTES, Attributes, Beside
from sightline.formats.columns import COMMON, FACTS, TABLES, Cell, Column, write_cell


@dataclass(frozen=True, slots=True)
class Rows:
    """One table to be written: its columns, and rows of cells in their order; None is a blank cell."""

    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]


def to_tables(organization: Organization, attributes: Attributes = NO_ATTRIBUTES) -> dict[str, Rows]:
    """Give the tables of an organization, by name; all of them, an empty one with its header only.

    ``attributes`` stand in columns behind the facts of elements and relations.
    """
    head = head_to_raw(organization)
    simple = _simple_reports(organization)
    records: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for position, element in enumerate(organization.elements):
        body = flatten(plain(element, leave=("obstacles",))) | dict(attributes.elements.record(position))
        if element.id in simple:
            body["reports_to"] = simple[element.id]
        records["elements"].append(body)
        records["obstacles"] += [_obstacle(element.id, obstacle) for obstacle in element.obstacles]
    spelled_relations = zip(organization.relations, spell_relations(organization), strict=True)
    for position, (relation, place) in enumerate(spelled_relations):
        if not (relation.kind == "reports_to" and relation.supplier in simple):
            body = flatten(plain(relation, leave=("supplier", "customer", "kind", "obstacles")))
            ends = {"from": relation.supplier, "to": relation.customer, "kind": relation.kind}
            records["relations"].append({**ends, **body, **dict(attributes.relations.record(position))})
        records["obstacles"] += [_obstacle(place, obstacle) for obstacle in relation.obstacles]
    for intervention in head.get("interventions", ()):
        clears = intervention.pop("clears", None) or [{}]
        records["interventions"] += [
            {**(intervention if position == 0 else {"id": intervention["id"]}), **clearance}
            for position, clearance in enumerate(clears)
        ]
    records["decisions"] = [{"id": identifier, **body} for identifier, body in head.get("decisions", {}).items()]
    facts = flatten(
        {key: head[key] for key in ("name", "as_of", "description", "assumptions", "thresholds") if key in head}
    )
    spelled = {".".join(column.path): name for name, column in FACTS.items()}
    records["organization"] = [
        {"key": spelled[path], "value": value} for path, value in ({"sightline": 1} | facts).items()
    ]
    beside = {"elements": attributes.elements, "relations": attributes.relations}
    return {name: _rows(name, records[name], beside.get(name, Beside())) for name in TABLES}


def spell_relations(organization: Organization) -> list[str]:
    """Spell the place of each relation as the table of obstacles names it.

    Its id; else ``from -> to`` where that is unique among the relations that carry work, else with kind and number.
    """
    carrying = [relation for relation in organization.relations if relation.is_carrying]
    pairs = Counter((relation.supplier, relation.customer) for relation in carrying)
    numbers: Counter[tuple[str, str, str]] = Counter()
    return [_spell_relation(relation, pairs, numbers) for relation in organization.relations]


def _spell_relation(
    relation: Relation, pairs: Mapping[tuple[str, str], int], numbers: Counter[tuple[str, str, str]]
) -> str:
    supplier, customer, kind = relation.supplier, relation.customer, relation.kind
    numbers[supplier, customer, kind] += 1
    if relation.id is not None:
        return relation.id
    place = f"{supplier} -> {customer}"
    return place if pairs[supplier, customer] == 1 else f"{place} ({kind} #{numbers[supplier, customer, kind]})"


def flatten(body: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Lay nested mappings out under dotted names."""
    flat: dict[str, Any] = {}
    for key, value in body.items():
        flat |= flatten(value, f"{above}{key}.") if isinstance(value, dict) else {f"{above}{key}": value}
    return flat


def _simple_reports(organization: Organization) -> dict[str, list[str]]:
    """Find the elements all of whose ``reports_to`` say nothing but to whom: they fit into a column."""
    reports: dict[str, list[str]] = {}
    detailed: set[str] = set()
    for relation in organization.relations:
        if relation.kind == "reports_to":
            reports.setdefault(relation.supplier, []).append(relation.customer)
            if plain(relation, leave=("supplier", "customer", "kind")):
                detailed.add(relation.supplier)
    return {supplier: managers for supplier, managers in reports.items() if supplier not in detailed}


def _obstacle(on: str, obstacle: Obstacle) -> dict[str, Any]:
    return {"on": on, **plain(obstacle)}


def _rows(name: str, records: Iterable[Mapping[str, Any]], beside: Beside) -> Rows:
    """Lay records out in columns; a column beyond the usual ones is there where a record uses it."""
    listed = list(records)
    used = {key for record in listed for key in record}
    least = COMMON[name]
    facts = (column for position, column in enumerate(TABLES[name]) if position < least or column.name in used)
    columns = (*facts, *beside.columns)
    return Rows(
        columns,
        tuple(
            tuple(write_cell(column, record[column.name]) if column.name in record else None for column in columns)
            for record in listed
        ),
    )
