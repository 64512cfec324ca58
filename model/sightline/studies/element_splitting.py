"""One element becomes several: its people and its work shared out among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, Field

from sightline.document import Element, Obstacle, Organization, Relation
from sightline.document.fields import Identifier, Label, Strict
from sightline.errors import UsageError
from sightline.phrases import clean, cut, listed, percent
from sightline.studies.naming import element_name, require_element
from sightline.studies.rebuilding import rebuilt
from sightline.studies.renaming import renamed

_ROUNDING = 1e-6


class Part(Strict):
    """One part of what is split: its id, its name, and its share of the people and of the work that comes in."""

    id: Identifier
    name: Label | None = None
    share: Annotated[float, Field(gt=0, le=1)] | None = None


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class SplitElement:
    """An element that becomes several of its kind; where no shares are given, all are equal.

    Each part has its share of headcount and effort, and of the work that comes in; it hands its own work on in the same
    proportions, and has the same obstacles, so that the index is what it was. What then differs, other changes say.
    What names the element otherwise (its own parts, reporting lines to it, decisions, interventions) names the first
    part. An obstacle keeps its id in the first part; in the others it is one of its own.
    """

    element: Label
    into: Annotated[tuple[Part, ...], BeforeValidator(_as_tuple)]

    def apply(self, organization: Organization) -> Organization:
        """Give the organization with several elements for one.

        Raises UsageError for an unknown element, ids that are taken, and shares that do not make up the whole.
        """
        split = require_element(organization, self.element)
        shares = self._shares(organization, split)
        first, *others = self.into
        moved = renamed(organization, {split.id: first.id})
        parts = [_part(split, one, shares[one.id], is_first=one is first) for one in self.into]
        elements: list[Element] = []
        for one in moved.elements:
            elements += parts if one.id == split.id else [one]
        relations: list[Relation] = []
        for before, after in zip(organization.relations, moved.relations, strict=True):
            relations += _shared(before, after, split.id, shares) if others else [after]
        return rebuilt(moved, elements=tuple(elements), relations=tuple(relations))

    def describe(self, organization: Organization) -> str:
        """Say the change in a sentence without a full stop; raises UsageError as :meth:`apply`."""
        split = require_element(organization, self.element)
        shares = self._shares(organization, split)
        parts = [f"{cut(clean(one.name or one.id))} ({percent(shares[one.id])})" for one in self.into]
        return f"Split {element_name(organization, split.id)} into {listed(parts)}"

    def _shares(self, organization: Organization, split: Element) -> dict[str, float]:
        """Give the share of each part by its id."""
        if len(self.into) < 2:
            raise UsageError("an element is split into two parts at least")
        ids = [one.id for one in self.into]
        for position, one in enumerate(ids):
            if one in ids[:position]:
                raise UsageError(f"two parts have the id `{one}`")
            if one != split.id and one in organization.by_id:
                raise UsageError(f"there is an element `{one}` already")
        said = [one.share for one in self.into]
        if all(share is None for share in said):
            return dict.fromkeys(ids, 1 / len(ids))
        given = [share for share in said if share is not None]
        if len(given) < len(said) or abs(sum(given) - 1) > _ROUNDING:
            raise UsageError(f"the shares of the parts of `{split.id}` must all be given and make up 1")
        return dict(zip(ids, given, strict=True))


def _part(split: Element, part: Part, share: float, *, is_first: bool) -> Element:
    """Give one part as an element."""
    facts: dict[str, object] = {"id": part.id, "name": part.name}
    for key in ("headcount", "effort"):
        if (whole := getattr(split, key)) is not None:
            facts[key] = whole * share
    if not is_first:
        facts["obstacles"] = _without_ids(split.obstacles)
    return split.model_copy(update=facts)


def _shared(before: Relation, after: Relation, split: str, shares: dict[str, float]) -> list[Relation]:
    """Give one relation for each part that it concerns; ``before`` names the whole, ``after`` the first part."""
    first = next(iter(shares))
    suppliers = list(shares) if before.supplier == split else [after.supplier]
    divided = before.customer == split and before.kind != "reports_to"
    customers = list(shares) if divided else [after.customer]
    made = []
    for supplier in suppliers:
        for customer in customers:
            facts: dict[str, object] = {"supplier": supplier, "customer": customer}
            if divided and before.is_carrying:
                facts["volume"] = before.volume * shares[customer]
            if (supplier == first or before.supplier != split) and (customer == first or not divided):
                made.append(after.model_copy(update=facts))
            else:
                copy = {"id": None, "obstacles": _without_ids(before.obstacles)}
                made.append(after.model_copy(update=facts | copy))
    return made


def _without_ids(obstacles: tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
    return tuple(one.model_copy(update={"id": None}) for one in obstacles)
