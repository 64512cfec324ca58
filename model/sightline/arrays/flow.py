"""Follow the work: the absorbing Markov chain of the sight account, for one choice of clarities.

The chain (Kemeny and Snell): work at v is blocked there with probability 1 - c_v, else takes relation e with
probability p_e, is lost in the handoff with 1 - h_e, blocked on the relation with 1 - its clarity, else arrives. It
ends at an external customer (*seen*), at a stranded element (*no route*), or where it was blocked or lost.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
import scipy.sparse as sp

from sightline.arrays.beside import do_beside
from sightline.arrays.clarity import Clarity, clarity_of
from sightline.arrays.network import Floats, Network, Rows
from sightline.arrays.routes import Routes
from sightline.arrays.solving import DENSE_UP_TO, System
from sightline.arrays.sums import sum_by_row

VISITS_PRECISION: Final = 1e-11
"""How exactly visits are solved for: far beyond what is shown of them."""
_STEPS_AHEAD: Final = 8
"""Steps that work takes from a single element before a solve begins: BiCGSTAB breaks down where it sees but one row."""


class Flow:
    """The flow of work through one network, of given clarities.

    Vectors called *inner* have one entry per element that has a route (``routes.inner``); all that is returned
    otherwise has one entry per element or per relation of the network. ``guess`` is what the *inner* sight and arrivals
    may be near to: it saves steps and changes nothing.
    """

    def __init__(
        self,
        network: Network,
        routes: Routes,
        clarity: Clarity | None = None,
        *,
        guess: tuple[Floats, Floats] | None = None,
        dense_up_to: int = DENSE_UP_TO,
    ) -> None:
        self.network = network
        self.routes = routes
        self.clarity = clarity_of(network) if clarity is None else clarity
        self._guess = guess
        self._dense_up_to = dense_up_to

    @cached_property
    def passing(self) -> Floats:
        """Per relation: p_e c_e, the part of its supplier's output that arrives by it once it has left the supplier."""
        return self.network.share * self.network.relations.handoff * self.clarity.relations

    @cached_property
    def system(self) -> System:
        """The matrix M over the inner elements, M_vw = c_v times the sum of p_e c_e from v to w."""
        wiring = self.routes.wiring
        data = self.passing[wiring.order]
        data *= np.repeat(self.clarity.elements[self.routes.inner], np.diff(wiring.starts))
        leaving = self.leaving[self.routes.inner] if wiring.size <= self._dense_up_to else None
        return System(
            wiring.matrix(data), leaving=leaving, turned=lambda: wiring.turned(data), dense_up_to=self._dense_up_to
        )

    @cached_property
    def leaving(self) -> Floats:
        """Per element: the part of its arriving work that goes on to no other element with a route, one way or other.

        Blocked, lost in a handoff, delivered to an external customer or gone where there is no route: added up and not
        taken from 1, so that a way out of one unit in 1e20 is not rounded away.
        """
        relations, routes, size = self.network.relations, self.routes, len(self.network.elements)
        stopped = self.network.share * (1.0 - relations.handoff * self.clarity.relations)
        gone = sum_by_row(relations.supplier, stopped, size)
        for rows in (routes.last, routes.lost):
            gone += sum_by_row(relations.supplier[rows], self.passing[rows], size)
        return (1.0 - self.clarity.elements) + self.clarity.elements * gone

    @cached_property
    def inner(self) -> tuple[Floats, Floats]:
        """The *inner* sight and arrivals."""
        system = self.system
        exits, effort = self._exits(self.routes.last), self.network.elements.effort[self.routes.inner]
        sight, arrivals = (None, None) if self._guess is None else self._guess
        solved = do_beside(
            [lambda: system.solve(exits, sight), lambda: system.solve_transposed(effort, arrivals)],
            relations=len(self.routes.onward),
        )
        return solved[0], solved[1]

    @cached_property
    def sight(self) -> Floats:
        """Per element: x, the expected clarity over all routes that its work takes; 1 at customers, 0 if stranded."""
        return self._spread(self.inner[0], customers=1.0)

    def find_index(self) -> float:
        """Work out the line-of-sight index alone, without the arrivals; 0 where there is no effort at all."""
        total = self.network.total_effort
        if total <= 0:
            return 0.0
        inner = self.system.solve(self._exits(self.routes.last), None if self._guess is None else self._guess[0])
        return float(self.network.elements.effort @ self._spread(inner, customers=1.0)) / total

    def sight_to_each(self, customers: Rows) -> Floats:
        """Per element and given external customer: x towards that customer alone, one column each."""
        ends = self.network.relations.customer[self.routes.last]
        exits = np.column_stack([self._exits(self.routes.last[ends == customer]) for customer in customers.tolist()])
        spread = np.zeros((len(self.network.elements), len(customers)))
        spread[self.routes.inner] = self.system.solve(exits)
        spread[customers, np.arange(len(customers))] = 1.0
        return spread

    @cached_property
    def arrivals(self) -> Floats:
        """Per element: a, the effort that arrives there, its own included; at customers and the stranded, what ends."""
        arrived = self._spread(self.inner[1], customers=0.0)
        stranded = self.routes.stranded
        arrived[stranded] = self.network.elements.effort[stranded]
        supplier, customer = self.network.relations.supplier, self.network.relations.customer
        for rows in (self.routes.last, self.routes.lost):
            moved = arrived[supplier[rows]] * self.clarity.elements[supplier[rows]] * self.passing[rows]
            np.add.at(arrived, customer[rows], moved)
        return arrived

    @cached_property
    def onwards(self) -> Floats:
        """Per element: y = sum of p_e c_e x_w, the sight of its work once it has left the element itself."""
        return self.onwards_of(self.sight[:, None])[:, 0]

    def onwards_of(self, sight: Floats) -> Floats:
        """Per element and column of ``sight``: the sum of p_e c_e times the sight where each relation leads."""
        routes, relations = self.routes, self.network.relations
        onward = routes.wiring.matrix(self.passing[routes.wiring.order])
        places = (routes.place[relations.supplier[routes.last]], relations.customer[routes.last])
        last = sp.csr_array((self.passing[routes.last], places), shape=(len(routes.inner), len(sight)))
        leaving = np.zeros_like(sight)
        leaving[routes.inner] = onward @ sight[routes.inner] + last @ sight
        return leaving

    @property
    def seen(self) -> float:
        """The effort that reaches external customers."""
        return float(self.arrivals[self.network.elements.is_customer].sum())

    @property
    def index(self) -> float:
        """The line-of-sight index L; 0 where there is no effort at all."""
        total = self.network.total_effort
        return float(self.network.elements.effort @ self.sight) / total if total > 0 else 0.0

    def changed(self, clarity: Clarity) -> Flow:
        """Build the flow of the same work with other clarities."""
        return Flow(self.network, self.routes, clarity, dense_up_to=self._dense_up_to)

    def visits(self, row: int) -> Floats:
        """Per element: the visits to ``row`` of one unit of work that starts there, a column of (I - M)^-1."""
        start = np.zeros(len(self.routes.inner))
        start[self.routes.place[row]] = 1.0
        near = start
        if len(start) > self._dense_up_to:
            for _ in range(_STEPS_AHEAD):
                near = start + self.system.matrix @ near
        return self._spread(self.system.solve(start, near, precision=VISITS_PRECISION), customers=0.0)

    def _exits(self, last: Rows) -> Floats:
        relations = self.network.relations
        moved = self.clarity.elements[relations.supplier[last]] * self.passing[last]
        place = self.routes.place[relations.supplier[last]]
        return sum_by_row(place, moved, len(self.routes.inner))

    def _spread(self, inner: Floats, *, customers: float) -> Floats:
        spread = np.zeros(len(self.network.elements))
        spread[self.routes.inner] = inner
        spread[self.network.elements.is_customer] = customers
        return spread
