"""Find and name the parts of an organization: what a change points at, and what its sentence calls it.

Relations and obstacles are named as the arrays name them (:meth:`sightline.arrays.network.Network.spell_relation`,
``network.obstacles.ids``), without building any.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sightline.catalogue import find_obstacle_kind
from sightline.document import Element, Obstacle, Organization, Relation
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import UsageError
from sightline.phrases import clean, cut, listed, without_aside


class Holder(NamedTuple):
    """What holds obstacles: the element or the relation of an organization at a position."""

    among: Literal["elements", "relations"]
    position: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one obstacle stands: its holder, its position there, and its row in the arrays of the organization."""

    obstacle: Obstacle
    holder: Holder
    position: int
    row: int


def require_element(organization: Organization, identifier: str) -> Element:
    """Find an element by its id; raises UsageError with the nearest id."""
    found = organization.by_id.get(identifier)
    if found is None:
        raise _unknown(identifier, "an element", organization.by_id)
    return found


def list_obstacles(organization: Organization) -> dict[str, Spot]:
    """List the obstacles by id, in the order of the arrays; one without an id is named after its place and kind."""
    standing = [
        (element.id, Holder("elements", number), position, obstacle)
        for number, element in enumerate(organization.elements)
        for position, obstacle in enumerate(element.obstacles)
    ]
    standing += [
        (f"{relation.supplier}-{relation.customer}", Holder("relations", number), position, obstacle)
        for number, relation in enumerate(organization.relations)
        for position, obstacle in enumerate(relation.obstacles)
    ]
    taken = {obstacle.id for *_, obstacle in standing if obstacle.id is not None}
    spots: dict[str, Spot] = {}
    for row, (place, holder, position, obstacle) in enumerate(standing):
        name = obstacle.id
        if name is None:
            name, number = (base := f"{place}.{obstacle.kind}"), 1
            while name in taken:
                number += 1
                name = f"{base}-{number}"
            taken.add(name)
        spots[name] = Spot(obstacle, holder, position, row)
    return spots


def require_obstacle(organization: Organization, identifier: str) -> Spot:
    """Find an obstacle by its id, given or generated; raises UsageError with the nearest id."""
    spots = list_obstacles(organization)
    if identifier not in spots:
        raise _unknown(identifier, "the id of an obstacle", spots)
    return spots[identifier]


def spell_relations(organization: Organization) -> list[str]:
    """Spell every relation: ``supplier -> customer``, with its kind and number where that could mean another.

    What carries no work (``reports_to``, ``feedback``) is always spelled with kind and number.
    """
    pairs = Counter((one.supplier, one.customer) for one in organization.relations if one.is_carrying)
    numbers: Counter[tuple[str, str, str]] = Counter()
    spelled = []
    for relation in organization.relations:
        pair = (relation.supplier, relation.customer)
        numbers[*pair, relation.kind] += 1
        alone = relation.is_carrying and pairs[pair] == 1
        ending = "" if alone else f" ({relation.kind} #{numbers[*pair, relation.kind]})"
        spelled.append(f"{relation.supplier} -> {relation.customer}{ending}")
    return spelled


def find_relation(organization: Organization, name: str) -> int | None:
    """Find the position of a relation by its id or spelling, None where nothing has that name.

    Raises UsageError where several could be meant, or where only a membership is.
    """
    for position, relation in enumerate(organization.relations):
        if name == relation.id:
            return position
    spelled = spell_relations(organization)
    if name in spelled:
        return spelled.index(name)
    meant = [position for position, text in enumerate(spelled) if text.startswith(f"{name} (")]
    if len(meant) > 1:
        choices = listed([f"`{spelled[position]}`" for position in meant], 5)
        raise UsageError(f"{show(name)} could be any of {len(meant)} relations: {choices}")
    supplier, _, customer = name.partition(" -> ")
    if not meant and is_member(organization, supplier) and organization.by_id[supplier].part_of == customer:
        raise UsageError(
            f"`{supplier}` works through `{customer}` because it is part of it, not by a relation of its own"
        )
    return meant[0] if meant else None


def require_relation(organization: Organization, name: str) -> int:
    """Find the position of a relation by its id or spelling; raises UsageError with the nearest name."""
    position = find_relation(organization, name)
    if position is None:
        ids = [relation.id for relation in organization.relations if relation.id is not None]
        raise _unknown(name, "a relation", [*ids, *spell_relations(organization)])
    return position


def is_member(organization: Organization, identifier: str) -> bool:
    """Tell whether an element works through what it is part of: it has a parent and no carrying relation of its own."""
    element = organization.by_id.get(identifier)
    return element is not None and element.part_of is not None and not carries(organization, identifier)


def carries(organization: Organization, identifier: str, *, without: int | None = None) -> bool:
    """Tell whether an element has a carrying relation of its own, of any volume, not counting the one at a position."""
    return any(
        relation.supplier == identifier and relation.is_carrying and position != without
        for position, relation in enumerate(organization.relations)
    )


def element_name(organization: Organization, identifier: str) -> str:
    """Name an element in a sentence; where several bear the name, with its id."""
    title = organization.by_id[identifier].title
    if organization.title_counts[title] > 1:
        return f"{cut(clean(title))} (`{identifier}`)"
    return cut(without_aside(clean(title)))


def relation_name(organization: Organization, relation: Relation) -> str:
    """Name a relation by its two ends: ``from Planning to Workshop``."""
    supplier, customer = (element_name(organization, end) for end in (relation.supplier, relation.customer))
    return f"from {supplier} to {customer}"


def kind_name(kind: str) -> str:
    """Name a kind of obstacle inside a sentence: ``approval overload``."""
    known = find_obstacle_kind(kind.replace("_", "-"))
    name = without_aside(known.name) if known else cut(clean(kind.replace("-", " ").replace("_", " ")))
    return name[:1].lower() + name[1:]


def obstacle_name(organization: Organization, spot: Spot) -> str:
    """Say what an obstacle is and where: ``approval overload at Release approval``."""
    return f"{kind_name(spot.obstacle.kind)} {holder_name(organization, spot.holder)}"


def holder_name(organization: Organization, holder: Holder) -> str:
    """Say where an obstacle sits: ``at Release approval``, ``between Planning and Workshop``."""
    if holder.among == "elements":
        return f"at {element_name(organization, organization.elements[holder.position].id)}"
    relation = organization.relations[holder.position]
    supplier, customer = (element_name(organization, end) for end in (relation.supplier, relation.customer))
    return f"between {supplier} and {customer}"


def require_holder(organization: Organization, name: str) -> Holder:
    """Find an element by its id, or else a relation; raises UsageError with the nearest name."""
    for position, element in enumerate(organization.elements):
        if element.id == name:
            return Holder("elements", position)
    relation = find_relation(organization, name)
    if relation is None:
        ids = [one.id for one in organization.relations if one.id is not None]
        raise _unknown(name, "an element or a relation", [*organization.by_id, *ids, *spell_relations(organization)])
    return Holder("relations", relation)


def _unknown(name: str, noun: str, known: Iterable[str]) -> UsageError:
    return UsageError(f"{show(name)} is not {noun}{did_you_mean(nearest(name, known))}")
