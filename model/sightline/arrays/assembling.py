"""Assemble a network from plain columns: effort resolved, membership implied, areas and obstacle ids settled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sightline.arrays.network import (
    CARRYING_CODES,
    CUSTOMER,
    EFFORT_CODES,
    IMPLIED,
    KIND_CODES,
    SERVES,
    Codes,
    Elements,
    Flags,
    Floats,
    Network,
    Obstacles,
    Relations,
    Rows,
    Texts,
)
from sightline.catalogue import find_obstacle_kind
from sightline.document.vocabulary import AREA_OF_KIND, ELEMENT_KINDS


@dataclass(frozen=True, eq=False)
class ElementColumns:
    """What a file says of its elements; NaN where it says no headcount or effort, -1 for no parent."""

    ids: Texts
    names: Texts
    kinds: Codes
    parent: Rows
    headcount: Floats
    effort: Floats
    assessed: Flags


@dataclass(frozen=True, eq=False)
class RelationColumns:
    """What a file says of its carrying relations; ends are element rows."""

    supplier: Rows
    customer: Rows
    kinds: Codes
    volume: Floats
    assessed: Flags
    position: Rows
    ids: Texts


@dataclass(frozen=True, eq=False)
class ObstacleColumns:
    """What a file says of its obstacles; ids and areas may be None, ``causes`` are ids of other obstacles."""

    ids: list[str | None]
    kinds: list[str]
    element: Rows
    relation: Rows
    severity: Floats
    areas: list[str | None]
    themes: list[tuple[str, ...]]
    causes: list[tuple[str, ...]]
    mandated: Flags


def assemble(
    name: str,
    elements: ElementColumns,
    relations: RelationColumns,
    obstacles: ObstacleColumns,
    *,
    handoff_clarity: float,
) -> Network:
    """Assemble the network that these columns describe; they must be valid (every row number in range)."""
    effort, given, notices = _resolve_effort(elements)
    settled = Elements(elements.ids, elements.names, elements.kinds, elements.parent, effort, elements.assessed)
    work = _with_memberships(elements, relations, handoff_clarity)
    return Network(
        name=name,
        elements=settled,
        relations=work,
        obstacles=_settle_obstacles(obstacles, settled, work),
        handoff_clarity=handoff_clarity,
        effort_given=given,
        notices=tuple(notices),
    )


def _resolve_effort(elements: ElementColumns) -> tuple[Floats, bool, list[str]]:
    """Resolve each element's own effort, so that a unit and its parts together weigh the unit's headcount.

    The effort given; else for a team, role or person its headcount (1 where it has no team, role or person as a part,
    0 where it has), less the effort of everything in those parts, at least 0; else 0.
    """
    rows = len(elements.ids)
    people = np.isin(elements.kinds, EFFORT_CODES)
    stated = ~np.isnan(elements.effort)
    counted = people & (elements.parent >= 0)
    parents = np.where(counted, elements.parent, -1)
    is_unit = np.zeros(rows, dtype=np.bool_)
    is_unit[parents[counted]] = True
    effort = np.where(stated, elements.effort, 0.0)
    leaf = people & ~stated & ~is_unit
    effort[leaf] = np.where(np.isnan(elements.headcount), 1.0, elements.headcount)[leaf]
    total = effort.copy()
    notices: list[str] = []
    if is_unit.any():
        inside = np.zeros(rows)
        for level in _deepest_first(parents):
            units = level[is_unit[level] & people[level] & ~stated[level]]
            heads = np.nan_to_num(elements.headcount[units])
            over = units[~np.isnan(elements.headcount[units]) & (inside[units] > heads * (1 + 1e-12))]
            notices += [
                f"The parts of `{elements.ids[unit]}` have {inside[unit]:g} people between them, "
                f"more than its headcount of {elements.headcount[unit]:g}."
                for unit in over
            ]
            effort[units] = np.maximum(heads - inside[units], 0.0)
            total[level] = effort[level] + inside[level]
            up = level[parents[level] >= 0]
            np.add.at(inside, parents[up], total[up])
    said = bool(stated.any() or (~np.isnan(elements.headcount)).any())
    if not said and not effort.any():
        inner = elements.kinds != CUSTOMER
        effort[inner] = 1.0
        if inner.any():
            notices.append(
                "No effort or headcount is given and there is no team, role or person: every element weighs 1."
            )
        return effort, False, notices
    if not effort.any() and rows:
        notices.append("Every effort is 0, so there is nothing to take a share of: the index is not defined.")
    return effort, said, notices


def _deepest_first(parents: Rows) -> list[Rows]:
    """Group rows by their depth below their topmost ancestor, deepest first."""
    depth = np.zeros(len(parents), dtype=np.int64)
    above = parents.copy()
    while (climbing := above >= 0).any():
        depth[climbing] += 1
        above = np.where(climbing, parents[above], -1)
    order = np.argsort(depth, kind="stable")
    cuts = np.searchsorted(depth[order], np.arange(1, depth.max(initial=0) + 1))
    return list(reversed(np.split(order, cuts)))


def _with_memberships(elements: ElementColumns, relations: RelationColumns, handoff_clarity: float) -> Relations:
    """Add the implied relation of every element that has a parent and no carrying relation of its own."""
    own = np.zeros(len(elements.ids), dtype=np.bool_)
    own[relations.supplier] = True
    members = np.flatnonzero(~own & (elements.parent >= 0) & (elements.kinds != CUSTOMER))
    extra = len(members)
    kinds = np.concatenate((relations.kinds, np.full(extra, IMPLIED, dtype=np.int8)))
    return Relations(
        supplier=np.concatenate((relations.supplier, members)),
        customer=np.concatenate((relations.customer, elements.parent[members])),
        kinds=kinds,
        volume=np.concatenate((relations.volume, np.ones(extra))),
        handoff=np.where(kinds == SERVES, handoff_clarity, 1.0),
        assessed=np.concatenate((relations.assessed, np.ones(extra, dtype=np.bool_))),
        position=np.concatenate((relations.position, np.full(extra, -1, dtype=np.int64))),
        ids=np.concatenate((relations.ids, np.full(extra, None, dtype=np.object_))),
    )


def _settle_obstacles(obstacles: ObstacleColumns, elements: Elements, relations: Relations) -> Obstacles:
    ids = _settle_ids(obstacles, elements, relations)
    rows = {identifier: row for row, identifier in enumerate(ids)}
    owner = np.where(obstacles.element >= 0, obstacles.element, -1)
    on_relation = obstacles.relation >= 0
    owner[on_relation] = relations.supplier[obstacles.relation[on_relation]]
    of_kind = {kind: known.area for kind in set(obstacles.kinds) if (known := find_obstacle_kind(kind))}
    of_element = [AREA_OF_KIND[kind] for kind in ELEMENT_KINDS]
    owners = elements.kinds[owner].tolist()
    areas = [
        area or of_kind.get(kind) or of_element[code]
        for area, kind, code in zip(obstacles.areas, obstacles.kinds, owners, strict=True)
    ]
    return Obstacles(
        ids=_texts(ids),
        kinds=_texts(obstacles.kinds),
        element=obstacles.element,
        relation=obstacles.relation,
        severity=obstacles.severity,
        areas=_texts(areas),
        themes=obstacles.themes,
        causes=[tuple(rows[cause] for cause in causes) for causes in obstacles.causes],
        mandated=obstacles.mandated,
    )


def _settle_ids(obstacles: ObstacleColumns, elements: Elements, relations: Relations) -> list[str]:
    """Name the obstacles that have no id after their place and kind, numbered where that is not unique."""
    taken = {identifier for identifier in obstacles.ids if identifier is not None}
    if None not in obstacles.ids:
        return [identifier for identifier in obstacles.ids if identifier is not None]
    ids: list[str] = []
    for identifier, place, kind in zip(
        obstacles.ids, _name_places(obstacles, elements, relations), obstacles.kinds, strict=True
    ):
        if identifier is not None:
            ids.append(identifier)
            continue
        name, number = (base := f"{place}.{kind}"), 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        ids.append(name)
    return ids


def _name_places(obstacles: ObstacleColumns, elements: Elements, relations: Relations) -> list[str]:
    """Name the place of each obstacle: an element's id, or those of both ends of a relation."""
    names = np.empty(len(obstacles.kinds), dtype=np.object_)
    on_element, on_relation = obstacles.element >= 0, obstacles.element < 0
    names[on_element] = elements.ids[obstacles.element[on_element]]
    rows = obstacles.relation[on_relation]
    names[on_relation] = elements.ids[relations.supplier[rows]] + "-" + elements.ids[relations.customer[rows]]
    listed: list[str] = names.tolist()
    return listed


def _texts(values: list[str] | list[str | None]) -> Texts:
    """Hold texts as objects: fixed-width unicode would pad every one to the longest."""
    array = np.empty(len(values), dtype=np.object_)
    array[:] = values
    return array


def kind_codes(kinds: list[str]) -> Codes:
    """Encode kinds of elements."""
    return np.array([KIND_CODES[kind] for kind in kinds], dtype=np.int8)


def carrying_codes(kinds: list[str]) -> Codes:
    """Encode kinds of carrying relations."""
    return np.array([CARRYING_CODES[kind] for kind in kinds], dtype=np.int8)
