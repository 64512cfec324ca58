"""Structure: whether the units of the org chart fit the work that goes between their members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final

import numpy as np

from sightline.analyzers.coordination import Coordination, find_coordination
from sightline.analyzers.flow_groups import FlowGroups, find_groups
from sightline.analyzers.units import unit_of, working_members
from sightline.arrays.network import Floats, Network, Rows
from sightline.document import Organization, Thresholds
from sightline.findings import Column, Figure, Finding, Result, Table
from sightline.phrases import counted
from sightline.snapshot import Snapshot

MEANINGFUL: Final = 0.3
"""The modularity from which groups mean something (Newman and Girvan 2004)."""


@dataclass(frozen=True, eq=False)
class Structure(Result):
    """The units, one entry each in the order of ``rows`` (element rows), and how they fit the work.

    Members are all that stands in a unit but products, which are made and make nothing. ``internal`` and ``external``
    count the carrying relations among members and across the border (memberships and volumes of 0 left out). ``e_i``
    is the E-I index of a unit (Krackhardt and Stern 1988), (E - I) / (E + I), from -1, all inside, to 1, all outside;
    NaN without relations. ``e_i_expected`` is what it would be if every pair of members of whatever units were tied
    alike, which depends on sizes only. ``crossing_unanswered`` is the share of the relations across borders whose
    customer gives its supplier no feedback. Coordination is unknown where the file holds neither feedback nor
    decisions, and the share unanswered where it holds no feedback.
    """

    name: ClassVar[str] = "structure"

    network: Network
    rows: Rows
    members: Rows
    internal: Rows
    external: Rows
    coordination: Coordination | None
    crossing_unanswered: float | None
    groups: FlowGroups | None

    @property
    def e_i(self) -> Floats:
        """The E-I index of each unit."""
        return _ratio(self.external - self.internal, self.external + self.internal)

    @property
    def e_i_expected(self) -> Floats:
        """What the index of each unit would be by chance; NaN where a single element is all there is."""
        others, inside = 2.0 * (self.members.sum() - self.members), self.members - 1.0
        return _ratio(others - inside, others + inside)

    @property
    def figures(self) -> Mapping[str, Figure]:
        """How the units as a whole fit the work."""
        return {
            "congruence": self.coordination.congruence if self.coordination else None,
            "crossing_unanswered": self.crossing_unanswered,
            "unit_agreement": self.groups.agreement if self.groups else None,
        }

    @property
    def tables(self) -> tuple[Table, ...]:
        """The ties of each unit, and the groups that the work forms."""
        ids = self.network.elements.ids
        ties: dict[str, Column] = {
            "name": [self.network.elements.title(row) for row in self.rows.tolist()],
            "members": self.members,
            "internal": self.internal,
            "external": self.external,
            "e_i": self.e_i,
            "e_i_expected": self.e_i_expected,
        }
        groups = self.groups.groups if self.groups else ()
        named = {"elements": [[str(one) for one in ids[group]] for group in groups]}
        return (
            Table("unit_ties", [str(one) for one in ids[self.rows]], ties),
            Table("flow_groups", [str(number + 1) for number in range(len(groups))], named),
        )


@dataclass(frozen=True, slots=True)
class StructureAnalyzer:
    """Ask whether the org chart fits the work."""

    name: ClassVar[str] = "structure"

    def run(self, snapshot: Snapshot) -> Structure:
        """Count ties inside and across borders, and hold units beside the coordination and groups of the work."""
        network, relations = snapshot.network, snapshot.network.relations
        unit = unit_of(network)
        members = working_members(network, unit)
        within = members[relations.supplier] & members[relations.customer] & (relations.volume > 0)
        ties = np.flatnonzero(within & ~relations.implied & (relations.supplier != relations.customer))
        first, second = unit[relations.supplier[ties]], unit[relations.customer[ties]]
        same, size = first == second, len(unit)
        crossing = ties[~same]
        count = np.bincount(unit[members], minlength=size)
        rows = np.flatnonzero(count)
        across = np.bincount(first[~same], minlength=size) + np.bincount(second[~same], minlength=size)
        work = network.share * snapshot.rub_off.flow[relations.supplier]
        structure = Structure(
            network=network,
            rows=rows,
            members=count[rows],
            internal=np.bincount(first[same], minlength=size)[rows],
            external=across[rows],
            coordination=find_coordination(snapshot.organization, network, unit, crossing, work),
            crossing_unanswered=_unanswered(snapshot.organization, network, crossing),
            groups=find_groups(network, unit, members),
        )
        limits = snapshot.thresholds
        return replace(
            structure,
            findings=(
                *_find_missing(structure, limits),
                *_find_scattered(structure, limits),
                *_find_other_groups(structure, limits),
            ),
        )


def _ratio(part: Floats | Rows, whole: Floats | Rows) -> Floats:
    """Divide; NaN where the whole is nothing."""
    ratio: Floats = np.divide(part, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return ratio


def _unanswered(organization: Organization | None, network: Network, crossing: Rows) -> float | None:
    """Give the share of these relations whose customer gives its supplier no feedback; None where that is unknown."""
    spoken = organization.relations if organization else ()
    answered = {(one.customer, one.supplier) for one in spoken if one.kind == "feedback"}
    if not answered or not len(crossing):
        return None
    ids, relations = network.elements.ids, network.relations
    pairs = zip(ids[relations.supplier[crossing]], ids[relations.customer[crossing]], strict=True)
    return 1.0 - sum(pair in answered for pair in pairs) / len(crossing)


def _find_missing(structure: Structure, limits: Thresholds) -> Iterator[Finding]:
    """Tell the pairs of units that hand work to each other and do not coordinate, where most are such."""
    coordination = structure.coordination
    if coordination is None or coordination.congruence is None or coordination.congruence >= limits.congruence_least:
        return
    missing = coordination.missing
    ids = structure.network.elements.ids
    units = dict.fromkeys(row for place in missing.tolist() for row in coordination.required[place])
    reporting = int(coordination.reporting[missing].sum())
    yield Finding(
        code="structure-mismatch",
        title=f"{counted(len(missing), 'pair')} of units {'hands' if len(missing) == 1 else 'hand'} work across and "
        f"{'has' if len(missing) == 1 else 'have'} no feedback and no decision in common",
        severity="notice",
        value=coordination.congruence,
        threshold=limits.congruence_least,
        elements=tuple(str(ids[row]) for row in units),
        relations=tuple(structure.network.spell_relation(row) for row in coordination.heaviest[missing].tolist()),
        why="Where units depend on each other's work and nothing comes back, problems at the border are found late."
        + (f" {counted(reporting, 'pair is', 'pairs are')} tied by a line of reporting only." if reporting else ""),
        evidence_against="People may talk in ways that the model does not show; and where work changes quickly, units "
        "that are only partly coordinated do well (Colfer and Baldwin 2016).",
        action="Begin with the relation named first, which carries most: let its receiver tell its supplier what "
        "works.",
    )


def _find_scattered(structure: Structure, limits: Thresholds) -> Iterator[Finding]:
    """Tell the units whose members work no more with each other than chance would have it."""
    large = (structure.members >= limits.unit_members_least) & (structure.external + structure.internal > 0)
    excess = structure.e_i - structure.e_i_expected
    scattered = np.flatnonzero(large & (len(structure.rows) > 1) & (excess >= 0))
    if not len(scattered):
        return
    order = scattered[np.argsort(-excess[scattered], kind="stable")]
    count = len(order)
    yield Finding(
        code="structure-mismatch",
        title=f"In {counted(count, 'unit')} the members work no more with each other than chance would have it",
        severity="notice",
        value=float(excess[order[0]]),
        threshold=0.0,
        elements=tuple(str(one) for one in structure.network.elements.ids[structure.rows[order]]),
        why="A border that holds little work together puts most of the work across borders.",
        evidence_against="A unit may be there for a craft or a place, and work for all others by design.",
        action="Ask whom the members of these units work with each week, and whether the border helps them.",
    )


def _find_other_groups(structure: Structure, limits: Thresholds) -> Iterator[Finding]:
    """Tell when the work forms clear groups that are not the units."""
    groups = structure.groups
    if groups is None or groups.modularity < MEANINGFUL or groups.agreement >= limits.unit_agreement_least:
        return
    yield Finding(
        code="structure-mismatch",
        title=f"The work forms {counted(len(groups.groups), 'group')} that are not the units of the org chart",
        severity="notice",
        value=groups.agreement,
        threshold=limits.unit_agreement_least,
        elements=tuple(str(one) for one in structure.network.elements.ids[structure.rows]),
        why="Where those who work together stand in different units, each step crosses a border.",
        evidence_against="Groups are found by a search, and others may be nearly as good; the work of a unit may be "
        "drawn less finely than its neighbours'.",
        action="Look at the groups (`flow_groups`) with those concerned before anything is moved.",
    )
