"""The figures of each draw: index, account, what each external customer sees, and the gains of some obstacles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

import numpy as np

from sightline.arrays.clarity import Clarity, clarity_of, clear
from sightline.arrays.flow import Flow
from sightline.arrays.network import Floats, Network, Rows, Texts
from sightline.arrays.routes import find_fed
from sightline.snapshot import Snapshot
from sightline.studies.drawn_gains import DENSE_UP_TO, Followed
from sightline.studies.draws import Chances, Draw, Kind

PARTS = ("seen", "blocked", "handoffs", "no_route")
"""The parts of the account, in the order of the columns of ``Figures.account``."""
DRAWN: tuple[Kind, ...] = ("severities", "volumes", "missing", "handoff")
"""What is drawn for the figures; what nobody looked at hides nothing there."""


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of some draws, one row each: shares of all effort, clarities, gains; and two inputs drawn.

    ``clarity`` has one column per external customer, ``gains`` one per obstacle followed, ``severity`` one per obstacle
    whose influence is asked for. NaN is not defined.
    """

    index: Floats
    account: Floats
    clarity: Floats
    gains: Floats
    severity: Floats
    handoff: Floats

    @classmethod
    def joined(cls, blocks: list[Figures]) -> Figures:
        """Put the figures of several blocks below each other."""
        return cls(*(np.concatenate([getattr(one, field.name) for one in blocks]) for field in fields(cls)))


class Measuring:
    """What is asked of every draw of one snapshot; it is sent to other processes and holds no name, id or text."""

    def __init__(self, snapshot: Snapshot, chances: Chances, *, followed: Rows, influences: Rows) -> None:
        nameless = _without_texts(chances.network)
        self._chances = replace(chances, network=nameless, routes=replace(chances.routes, network=nameless))
        self._customers = np.flatnonzero(snapshot.network.elements.is_customer).astype(np.int64)
        self._fed = find_fed(snapshot.network, snapshot.routes)[self._customers]
        self._followed = Followed(snapshot, followed)
        self._influences = influences
        self._near = snapshot.flow.inner
        self._near_meant = self._meant(nameless).inner
        _ = self._chances.routes.wiring  # worked out once, and not by every process

    def as_it_stands(self) -> Figures:
        """Give the figures where everything is as the file says."""
        network = self._chances.network
        return self._measure([Draw(network, np.zeros(len(network.elements)))])

    def block(self, number: int, draws: int, seed: int) -> Figures:
        """Give the figures of one block of draws."""
        return self._measure(self._chances.only(*DRAWN).block(number, draws, seed))

    def index_alone(self, kind: Kind, number: int, draws: int, seed: int) -> Floats:
        """Give the index of one block in which only one kind of thing is drawn, one each."""
        found = []
        for draw in self._chances.only(kind).block(number, draws, seed):
            clarity = clarity_of(draw.network)
            clarity = Clarity(clarity.elements * (1.0 - draw.hidden), clarity.relations)
            found.append(self._flow(draw.network, clarity).find_index())
        return np.array(found)

    def _measure(self, draws: Iterable[Draw]) -> Figures:
        rows = [self._measure_one(draw) for draw in draws]
        return Figures(*(np.array(column) for column in zip(*rows, strict=True)))

    def _measure_one(self, draw: Draw) -> tuple[float, Floats, Floats, Floats, Floats, float]:
        network = draw.network
        flow, meant = self._flow(network), self._meant(network, self._near_meant).arrivals[self._customers]
        arrived = flow.arrivals[self._customers]
        return (
            flow.index,
            _account(flow),
            np.divide(arrived, meant, out=np.full(len(meant), np.nan), where=self._fed & (meant > 0)),
            self._followed.gains(flow),
            network.obstacles.severity[self._influences],
            network.handoff_clarity,
        )

    def _flow(self, network: Network, clarity: Clarity | None = None) -> Flow:
        return Flow(network, self._chances.routes, clarity, guess=self._near, dense_up_to=DENSE_UP_TO)

    def _meant(self, network: Network, near: tuple[Floats, Floats] | None = None) -> Flow:
        """Give the flow of the work if nothing were blocked and no handoff lost anything."""
        whole = replace(network, relations=replace(network.relations, handoff=np.ones(len(network.relations))))
        return Flow(whole, self._chances.routes, clear(network), guess=near, dense_up_to=DENSE_UP_TO)


def _account(flow: Flow) -> Floats:
    """Give the parts of the account; what is not seen, not lost in a handoff and has a route is blocked."""
    relations, total = flow.network.relations, flow.network.total_effort
    rows = np.concatenate((flow.routes.taken, flow.routes.lost))
    supplier = relations.supplier[rows]
    left = flow.arrivals[supplier] * flow.clarity.elements[supplier] * flow.network.share[rows]
    handoffs = float((left * (1.0 - relations.handoff[rows])).sum()) / total
    seen, no_route = flow.seen / total, float(flow.arrivals[flow.routes.stranded].sum()) / total
    return np.array([seen, max(1.0 - seen - handoffs - no_route, 0.0), handoffs, no_route])


def _without_texts(network: Network) -> Network:
    """Give the same network without a single text: nothing is computed from them."""
    elements, relations, obstacles = network.elements, network.relations, network.obstacles
    none = _no_texts(len(obstacles))
    return replace(
        network,
        name="",
        elements=replace(elements, ids=_no_texts(len(elements)), names=_no_texts(len(elements))),
        relations=replace(relations, ids=_no_texts(len(relations))),
        obstacles=replace(obstacles, ids=none, kinds=none, areas=none, themes=[()] * len(none)),
        notices=(),
    )


def _no_texts(count: int) -> Texts:
    return np.full(count, None, dtype=np.object_)
