"""Compare two states of one organization, and explain what the figures do: the index split, the obstacles that turned.

What the two files say otherwise, fact by fact, is :mod:`sightline.merging.difference`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sightline.document import Organization
from sightline.document.wording import did_you_mean, nearest, show
from sightline.errors import UsageError
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from sightline.studies.compare_split import Split, split_change
from sightline.studies.displacement import Turnover, find_displacement, find_turnover
from sightline.studies.effect import Effect
from sightline.studies.rebuilding import replaced
from sightline.studies.renaming import renamed


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two states of one organization, elements matched by id, and what explains the change of its figures."""

    before: Snapshot
    after: Snapshot

    @cached_property
    def effect(self) -> Effect:
        """What became of the index, the account, and the sight of each."""
        return Effect(self.before, self.after)

    @cached_property
    def split(self) -> Split | None:
        """The change of the index by element, relation and effort; None where a side has no effort."""
        return split_change(self.before, self.after)

    @cached_property
    def turnover(self) -> Turnover:
        """The obstacles that opened, closed, eased or weigh more."""
        return find_turnover(self.before, self.after)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Whether trouble only changed its place, by the threshold of the later state."""
        found = find_displacement(self.turnover, self.after.thresholds.displaced_share)
        return () if found is None else (found,)


def compare(
    before: Organization | Snapshot, after: Organization | Snapshot, *, names: Mapping[str, str] | None = None
) -> Comparison:
    """Compare two states of one organization.

    ``names`` maps the ids of elements that are called otherwise now to their ids in the later state. Raises UsageError
    where it does not fit the two.
    """
    sides = [one if isinstance(one, Snapshot) else Snapshot(one) for one in (before, after)]
    if names:
        sides[0] = Snapshot(_with_names(sides[0], sides[1], names))
    return Comparison(*sides)


def _with_names(before: Snapshot, after: Snapshot, names: Mapping[str, str]) -> Organization:
    """Give the earlier state with the ids of the later one."""
    organization = before.organization
    if organization is None:
        raise UsageError("what is read straight into arrays has no names to be changed; read it as a document")
    known = after.network.elements.row
    for old, new in names.items():
        for one, side, which in ((old, organization.by_id, "earlier"), (new, known, "later")):
            if one not in side:
                suggestion = did_you_mean(nearest(one, side))
                raise UsageError(f"{show(one)} is not an element of the {which} state{suggestion}")
    moved = renamed(organization, names)
    elements = tuple(one.model_copy(update={"id": names.get(one.id, one.id)}) for one in moved.elements)
    twice = [one for one, count in Counter(one.id for one in elements).items() if count > 1]
    if twice:
        raise UsageError(f"{show(twice[0])} would name two elements of the earlier state; name the other one too")
    return replaced(moved, elements=elements)
