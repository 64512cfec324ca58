"""One organization at one moment, with what is computed from it once and shared by all analyzers."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sightline.arrays.best_lines import BestLines, find_best_lines
from sightline.arrays.clarity import clear
from sightline.arrays.components import Components, find_components
from sightline.arrays.dominators import Dominators, find_dominators
from sightline.arrays.flow import Flow
from sightline.arrays.from_graph import network_from_records
from sightline.arrays.gains import Returning
from sightline.arrays.network import Network, Rows
from sightline.arrays.routes import Routes, find_routes
from sightline.arrays.rub_off import RubOff
from sightline.arrays.shares import Shares, find_shares
from sightline.document import Organization, Thresholds
from sightline.graph import Graph, build_graph, to_records


class Snapshot:
    """One organization at one moment: document and graph where there are any, arrays always; all built when asked for.

    A snapshot never changes: what an analyzer takes from it, every other analyzer gets too.
    """

    def __init__(self, organization: Organization | None = None, *, network: Network | None = None) -> None:
        if (organization is None) == (network is None):
            raise ValueError("a snapshot is made of an organization or of a network")
        self.organization = organization
        if network is not None:
            self.network = network

    @cached_property
    def graph(self) -> Graph:
        """The organization as a networkx graph; only where there is a document."""
        if self.organization is None:
            raise ValueError("this snapshot holds arrays only")
        return build_graph(self.organization)

    @cached_property
    def network(self) -> Network:
        """The labelled arrays."""
        if self.organization is None:
            raise ValueError("this snapshot was given its arrays")
        return network_from_records(to_records(self.organization))

    @property
    def thresholds(self) -> Thresholds:
        """When findings fire."""
        return self.organization.thresholds if self.organization is not None else Thresholds()

    @cached_property
    def routes(self) -> Routes:
        """Who has a route, and the relations that work takes."""
        return find_routes(self.network)

    @cached_property
    def flow(self) -> Flow:
        """The flow of work as it is."""
        return Flow(self.network, self.routes)

    @cached_property
    def clear_flow(self) -> Flow:
        """The flow of work without any obstacle; handoffs stay."""
        return Flow(self.network, self.routes, clear(self.network))

    @cached_property
    def best_lines(self) -> BestLines:
        """The clearest route of every element."""
        return find_best_lines(self.flow)

    @cached_property
    def dominators(self) -> Dominators:
        """Who stands on every route of whom."""
        return find_dominators(self.network, self.routes)

    @cached_property
    def components(self) -> Components:
        """The internal loops."""
        return find_components(self.network)

    @cached_property
    def shares(self) -> Shares:
        """The fair share of every obstacle."""
        return find_shares(self.network, self.routes, (self.clear_flow, self.flow))

    @cached_property
    def rub_off(self) -> RubOff:
        """The haze that work has passed."""
        return RubOff(self.network, self.routes, self.flow.clarity)

    @cached_property
    def returning(self) -> Returning:
        """What comes back to each element; in a large loop, exactly to the hottest of them only."""
        return Returning(self.flow, self.components, self._hottest)

    @cached_property
    def _hottest(self) -> Rows:
        """The elements where most could be gained by a first estimate, at them or on the relations that leave them."""
        flow, network = self.flow, self.network
        at_elements = flow.arrivals * (1.0 - flow.clarity.elements) * flow.onwards
        supplier, customer = network.relations.supplier, network.relations.customer
        passed = flow.arrivals[supplier] * flow.clarity.elements[supplier] * network.share * network.relations.handoff
        at_relations = passed * (1.0 - flow.clarity.relations) * flow.sight[customer]
        most = at_elements.copy()
        np.maximum.at(most, supplier, at_relations)
        order = np.argsort(-most, kind="stable")
        return order[most[order] > 0].astype(np.int64)
