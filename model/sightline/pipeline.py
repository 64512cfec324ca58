"""From an organization to its analysis: what the command line, the app and scripts all call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sightline.analyzers.registry import ANALYZERS
from sightline.arrays.network import Network
from sightline.document import Organization
from sightline.errors import UsageError
from sightline.findings import Figure, Finding, Result
from sightline.graph import Graph, build_graph, read_graph
from sightline.graph.annotating import annotate as annotate_graph
from sightline.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx

    from sightline.analyzers.chokepoints import Chokepoints
    from sightline.analyzers.concentration import Concentration
    from sightline.analyzers.coverage import Coverage
    from sightline.analyzers.customer_view import CustomerView
    from sightline.analyzers.customers import Customers
    from sightline.analyzers.decisions import Decisions
    from sightline.analyzers.knowledge import Knowledge
    from sightline.analyzers.loops import Loops
    from sightline.analyzers.occlusion import Occlusion
    from sightline.analyzers.ownership import Ownership
    from sightline.analyzers.projection import Projection
    from sightline.analyzers.ratings import Rated
    from sightline.analyzers.shell import Fronts
    from sightline.analyzers.sight import Sight
    from sightline.analyzers.structure import Structure
    from sightline.analyzers.support import Support
    from sightline.analyzers.triad import Triad
    from sightline.analyzers.voice import Voice

Told = Callable[[str], None]
"""Told the name of each step as it begins."""


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything the analyzers found out about one snapshot, by the name of each result."""

    snapshot: Snapshot
    results: Mapping[str, Result]

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results.values())

    def __getitem__(self, name: str) -> Result:
        if name not in self.results:
            raise UsageError(
                f"there is no result `{name}`; there are: {', '.join(f'`{known}`' for known in self.results)}"
            )
        return self.results[name]

    @property
    def figures(self) -> dict[str, Figure]:
        """The single figures of all results."""
        return {name: value for result in self for name, value in result.figures.items()}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all results, warnings first."""
        order = {"warning": 0, "notice": 1, "info": 2}
        found = [finding for result in self for finding in result.findings]
        return tuple(sorted(found, key=lambda finding: order[finding.severity]))

    @property
    def notices(self) -> tuple[str, ...]:
        """What a reader of the figures must know."""
        return tuple(dict.fromkeys(notice for result in self for notice in result.notices))

    @property
    def sight(self) -> Sight:
        """Line of sight and the sight account."""
        return self["sight"]  # type: ignore[return-value]

    @property
    def occlusion(self) -> Occlusion:
        """What obstacles cost."""
        return self["occlusion"]  # type: ignore[return-value]

    @property
    def rub_off(self) -> Projection:
        """The haze that work has passed."""
        return self["rub_off"]  # type: ignore[return-value]

    @property
    def customers(self) -> Customers:
        """What each external customer sees."""
        return self["customers"]  # type: ignore[return-value]

    @property
    def chokepoints(self) -> Chokepoints:
        """Who stands on every route of whom."""
        return self["chokepoints"]  # type: ignore[return-value]

    @property
    def loops(self) -> Loops:
        """Where work goes in circles."""
        return self["loops"]  # type: ignore[return-value]

    @property
    def coverage(self) -> Coverage:
        """What has been looked at."""
        return self["coverage"]  # type: ignore[return-value]

    @property
    def ownership(self) -> Ownership:
        """What nobody owns or is served by."""
        return self["ownership"]  # type: ignore[return-value]

    @property
    def voice(self) -> Voice:
        """What customers say, and who answers."""
        return self["voice"]  # type: ignore[return-value]

    @property
    def decisions(self) -> Decisions:
        """How heavy each decision is, and how far from customers."""
        return self["decisions"]  # type: ignore[return-value]

    @property
    def support(self) -> Support:
        """The signs at the fronts."""
        return self["support"]  # type: ignore[return-value]

    @property
    def triad(self) -> Triad:
        """How sales, marketing and operations are joined."""
        return self["triad"]  # type: ignore[return-value]

    @property
    def concentration(self) -> Concentration:
        """Who takes most of the requests."""
        return self["concentration"]  # type: ignore[return-value]

    @property
    def fronts(self) -> Fronts:
        """Those who face customers, and what reaches them."""
        return self["fronts"]  # type: ignore[return-value]

    @property
    def structure(self) -> Structure:
        """How the units fit the work."""
        return self["structure"]  # type: ignore[return-value]

    @property
    def ratings(self) -> Rated:
        """What those inside and clients say of the same."""
        return self["ratings"]  # type: ignore[return-value]

    @property
    def knowledge(self) -> Knowledge:
        """What the model rests on."""
        return self["knowledge"]  # type: ignore[return-value]

    @property
    def customer_view(self) -> CustomerView:
        """Where customers have no part, and whose use nobody knows."""
        return self["customer_view"]  # type: ignore[return-value]


def read(path: Path | str, *, format: str | None = None, customers: Collection[str] = ()) -> Organization:
    """Read an organization from a file or folder of any format that Sightline reads; ``-`` is standard input.

    ``format`` names the format where its content does not tell; ``customers`` names the external customers of a file
    that does not say who they are (an ArchiMate model).
    Raises InputError with every problem of the file and its place, UsageError for a request that makes no sense.
    """
    from sightline.formats import ReadOptions, read_organization

    return read_organization(path, format=format, options=ReadOptions(customers=tuple(customers))).organization


def write(organization: Organization, path: Path | str, *, format: str | None = None) -> None:
    """Write an organization, whole or not at all; the suffix tells the format, a path without one is a CSV folder.

    Raises UsageError where that cannot be done.
    """
    from sightline.formats import write_organization

    write_organization(organization, path, format=format)


def from_networkx(graph: nx.Graph[Any]) -> Organization:
    """Read the organization that a networkx graph describes.

    Nodes have a ``kind``; edges run from supplier to customer, and one without a ``kind`` serves
    (:mod:`sightline.graph.names`). Raises InputError with every problem and the node or edge it is about.
    """
    return read_graph(graph)


def to_networkx(organization: Organization) -> Graph:
    """Build the networkx graph of an organization (:mod:`sightline.graph.names` documents its attributes)."""
    return build_graph(organization)


def annotate(analysis: Analysis) -> Graph:
    """Build the networkx graph of what was analyzed, with the figures on it.

    Every column of every result about elements becomes a node attribute, about relations an edge attribute, each under
    its name with a leading underscore (``_sight``, ``_gain``). Raises ValueError where there is no document.
    """
    snapshot = analysis.snapshot
    tables = [table for result in analysis for table in result.tables]
    nodes: dict[str, dict[str, object]] = {str(identifier): {} for identifier in snapshot.network.elements.ids}
    edges: dict[int, dict[str, object]] = {int(position): {} for position in snapshot.network.relations.position}
    for table in tables:
        bodies = {"elements": list(nodes.values()), "relations": list(edges.values())}.get(table.subject, [])
        for name, column in table.columns.items():
            values = column.tolist() if isinstance(column, np.ndarray) else column
            for body, value in zip(bodies, values, strict=False):
                body[name] = value
    edges.pop(-1, None)
    return annotate_graph(snapshot.graph, nodes, edges)


def analyze(
    subject: Organization | Snapshot | Network | nx.Graph[Any],
    *,
    only: Collection[str] | None = None,
    told: Told | None = None,
) -> Analysis:
    """Analyze an organization, a networkx graph of the convention, labelled arrays, or a snapshot.

    ``only`` names the results wanted (all by default); ``told`` is called with the name of each as its work begins.
    Raises UsageError for an unknown name, InputError for a graph that does not follow the convention.
    """
    names = [analyzer.name for analyzer in ANALYZERS]
    for name in only or ():
        if name not in names:
            raise UsageError(f"there is no analysis `{name}`; there are: {', '.join(f'`{known}`' for known in names)}")
    snapshot = take_snapshot(subject)
    results: dict[str, Result] = {}
    for analyzer in ANALYZERS:
        if only is None or analyzer.name in only:
            if told is not None:
                told(analyzer.name)
            results[analyzer.name] = analyzer.run(snapshot)
    return Analysis(snapshot, results)


def take_snapshot(subject: Organization | Snapshot | Network | nx.Graph[Any]) -> Snapshot:
    """Take what can be analyzed as a snapshot."""
    if isinstance(subject, Snapshot):
        return subject
    if isinstance(subject, Organization):
        return Snapshot(subject)
    if isinstance(subject, Network):
        return Snapshot(network=subject)
    if hasattr(subject, "is_directed") and hasattr(subject, "nodes"):
        return Snapshot(read_graph(subject))
    raise UsageError(f"an organization, a graph, a network or a snapshot can be analyzed, not {type(subject).__name__}")
