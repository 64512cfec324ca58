"""Answers into the model: severities with their doubt, as far as they can be told without giving anybody away.

For each kind of obstacle, the answers about each place make a group; :mod:`sightline.evidence.disclosure` says which
groups may be told and which only together, a relation's with those of the supplier's other relations first, then with
those of the units around it. Single answers and respondents never enter the organization.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sightline.catalogue.details import Catalogue
from sightline.document import Obstacle, Organization
from sightline.evidence.answers import Answers
from sightline.evidence.blind_spots import BlindSpot, find_blind_spots, with_ratings
from sightline.evidence.comments import ToldComments, tell_comments
from sightline.evidence.counting import Count, Told, count_answers, summarize
from sightline.evidence.disclosure import Pool, Unit, admitted, make_pools
from sightline.evidence.question_ids import MIRROR
from sightline.evidence.recording import Outcome, is_told_by_survey, record
from sightline.evidence.register import Register
from sightline.evidence.targets import Target, Targets
from sightline.formats.tallies import most_first
from sightline.studies.naming import Holder
from sightline.studies.rebuilding import rebuilt


@dataclass(frozen=True, slots=True)
class Figure:
    """One told figure: of which kind (:data:`MIRROR` for that question), about which places, and what came of each.

    ``owners`` are the elements whose work it is about. Without outcomes it set no severity.
    """

    kind: str
    places: tuple[str, ...]
    owners: frozenset[str]
    is_of_receivers: bool
    told: Told
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of the answers. ``untold`` are places of which nothing is told, ``kept`` those whose earlier figure
    stays because the change would give somebody away; both by kind. ``rejected`` counts answers by reason.
    """

    organization: Organization
    figures: tuple[Figure, ...]
    blind_spots: tuple[BlindSpot, ...]
    comments: ToldComments
    rejected: Mapping[str, int]
    used: int
    untold: Mapping[str, tuple[str, ...]]
    kept: Mapping[str, tuple[str, ...]]
    register: Register | None


def apply_answers(
    organization: Organization,
    answers: Answers,
    kinds: Catalogue,
    *,
    date: datetime.date,
    register: Register | None = None,
) -> Applied:
    """Apply answers of one survey, given on a day, to an organization; nothing is written.

    A place of which an earlier survey told a figure that the register does not know keeps it: who answered then cannot
    be compared.
    Raises UsageError where the changed organization would break a rule of the document.
    """
    targets = Targets(organization, kinds)
    by_kind, rejected = count_answers(answers.answers, targets)
    rejected.update(answers.rejected)
    wholes = {element.id: element.part_of for element in organization.elements}
    fewest = organization.thresholds.respondents_least
    desk = _Desk(organization, date)
    untold: dict[str, tuple[str, ...]] = {}
    kept: dict[str, tuple[str, ...]] = {}
    figures = []
    for kind in sorted(by_kind, key=str):
        name = kind or MIRROR
        counts = {count.target.place: count for count in by_kind[kind]}
        pools = make_pools((count.group() for count in counts.values()), wholes, fewest=fewest)
        units = [_mark(pool, register) for pool in pools]
        earlier = register.units(name) if register is not None else set()
        known = {place for one in earlier for place, _ in one}
        for pool, unit, is_safe in zip(pools, units, admitted(units, earlier, fewest=fewest), strict=True):
            inside = [counts[one.name] for one in pool.groups]
            if not is_safe or any(desk.has_survey(one.target) and one.target.place not in known for one in inside):
                kept[name] = (*kept.get(name, ()), *(one.target.place for one in inside))
                continue
            figures.append(desk.put(name, inside))
            if register is not None and unit not in earlier:
                register = register.with_told(name, date, unit)
        pooled = {group.name for pool in pools for group in pool.groups}
        if left := tuple(sorted(counts.keys() - pooled)):
            untold[name] = left
    spots = find_blind_spots(figures, organization.thresholds.blind_spot_gap)
    return Applied(
        organization=with_ratings(desk.close(), spots),
        figures=tuple(figures),
        blind_spots=spots,
        comments=tell_comments(answers.comments, targets, organization),
        rejected=most_first(rejected),
        used=sum(count.values.total() for group in by_kind.values() for count in group),
        untold=untold,
        kept=kept,
        register=register,
    )


class _Desk:
    """Takes told figures to the obstacles they are about."""

    def __init__(self, organization: Organization, date: datetime.date) -> None:
        self._organization = organization
        self._date = date
        self._changed: dict[Holder, tuple[Obstacle, ...]] = {}
        self._assessed: set[Holder] = set()

    def has_survey(self, target: Target) -> bool:
        """Tell whether an earlier survey told a figure of this kind there."""
        if target.kind is None:
            element = self._organization.elements[target.holder.position]
            return element.ratings is not None and element.ratings.expected is not None
        return any(one.kind == target.kind and is_told_by_survey(one) for one in self._there(target.holder))

    def put(self, kind: str, counts: Sequence[Count]) -> Figure:
        """Write one figure down at all its places."""
        told = summarize(counts)
        outcomes: dict[str, Outcome] = {}
        for count in counts:
            if count.target.kind is not None:
                outcomes[count.target.place] = self._write(count.target, kind, told, len(counts))
        return Figure(
            kind=kind,
            places=tuple(count.target.place for count in counts),
            owners=frozenset(count.target.owner for count in counts),
            is_of_receivers=all(count.target.standing == "receiver" for count in counts),
            told=told,
            outcomes=outcomes,
        )

    def close(self) -> Organization:
        """Give the organization with all that was written down."""
        holders: dict[str, list[Any]] = {
            "elements": list(self._organization.elements),
            "relations": list(self._organization.relations),
        }
        for holder, obstacles in self._changed.items():
            there = holders[holder.among][holder.position]
            holders[holder.among][holder.position] = there.model_copy(update={"obstacles": obstacles})
        for holder in self._assessed:
            there = holders[holder.among][holder.position]
            holders[holder.among][holder.position] = there.model_copy(update={"assessed": True})
        return rebuilt(self._organization, **{among: tuple(there) for among, there in holders.items()})

    def _there(self, holder: Holder) -> tuple[Obstacle, ...]:
        if holder in self._changed:
            return self._changed[holder]
        there: tuple[Obstacle, ...] = getattr(self._organization, holder.among)[holder.position].obstacles
        return there

    def _write(self, target: Target, kind: str, told: Told, together: int) -> Outcome:
        there = self._there(target.holder)
        alike = [position for position, one in enumerate(there) if one.kind == kind]
        position = next((at for at in alike if there[at].status != "removed"), alike[0] if alike else len(there))
        obstacle, outcome = record(
            there[position] if alike else None,
            kind,
            told,
            together=together,
            date=self._date,
            as_of=self._organization.as_of,
        )
        if obstacle is None:
            self._assessed.add(target.holder)
        else:
            self._changed[target.holder] = (*there[:position], obstacle, *there[position + 1 :])
        return outcome


def _mark(pool: Pool, register: Register | None) -> frozenset[Unit]:
    """Give the answers of a pool, their respondents marked so that nobody who reads the register knows them."""
    if register is None:
        return pool.units
    return frozenset((place, register.mark(respondent)) for place, respondent in pool.units)
