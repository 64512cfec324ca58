"""Sightline beside the networkx script, on the same organization, from arrays (a graph) in hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import networkx as nx
import numpy as np

from benchmarks import peer
from benchmarks.drawing import Shape, draw
from sightline.arrays.from_tables import network_from_tables
from sightline.arrays.gains import gain_of_elements
from sightline.arrays.network import Network
from sightline.snapshot import Snapshot

GAINS = 100
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One figure: the seconds of Sightline and of the script, and a remark."""

    figure: str
    ours: float
    theirs: float
    remark: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long the script takes."""
        return self.theirs / self.ours


def compare(size: int, *, shape: Shape = "tangled", seed: int = 0, solved: int = 2) -> list[Row]:
    """Time every figure both ways, after checking that they agree to 1e-6; the last row is the sum.

    The script solves again for each gain; it does so ``solved`` times and that is scaled up to all hottest elements.
    """
    drawing = draw(size, shape=shape, seed=seed)
    network = network_from_tables(drawing.elements, drawing.relations, drawing.obstacles, name=drawing.name)
    graph, customers = _graph(network)
    snapshot = Snapshot(network=network)
    return list(_rows(snapshot, graph, customers, solved))


def _rows(snapshot: Snapshot, graph: peer.Graph, customers: list[int], solved: int) -> Iterator[Row]:
    network = snapshot.network
    rows = []

    def row(figure: str, ours: float, theirs: float, remark: str = "") -> Row:
        rows.append(Row(figure, ours, theirs, remark))
        return rows[-1]

    ours, routes = _timed(lambda: snapshot.routes)
    theirs, hops = _timed(lambda: peer.hops(graph, customers))
    assert all(hops.get(element, -1) == found for element, found in enumerate(routes.hops.tolist()))
    yield row("nearest customer, hops", ours, theirs)

    _ = snapshot.flow.system  # the matrix is part of what follows, for both
    ours, lines = _timed(lambda: snapshot.best_lines)
    theirs, clearest = _timed(lambda: peer.best_lines(graph, customers))
    _agree(lines.clarity[routes.inner], np.array([clearest[element] for element in routes.inner.tolist()]))
    yield row("best lines", ours, theirs, "ours with ties settled and routes")

    ours, _ = _timed(lambda: snapshot.flow.inner)
    seen_time, seen = _timed(lambda: peer.sight(graph, customers))
    arrive_time, arrived = _timed(lambda: peer.arrivals(graph))
    _agree(snapshot.flow.sight, np.array([seen[element] for element in range(len(seen))]))
    _agree(snapshot.flow.arrivals[routes.inner], np.array([arrived[element] for element in routes.inner.tolist()]))
    yield row("expected sight, account, blocked", ours, seen_time + arrive_time)

    ours, tree = _timed(lambda: snapshot.dominators)
    theirs, nearest = _timed(lambda: peer.dominators(graph, customers))
    expected = [nearest.get(element, peer.SINK) for element in routes.inner.tolist()]
    assert [int(parent) for parent in tree.parent[routes.inner]] == expected
    yield row("chokepoints", ours, theirs)

    blocked = snapshot.flow.arrivals * (1.0 - snapshot.flow.clarity.elements) * snapshot.flow.onwards
    hottest = np.argsort(-blocked, kind="stable")[:GAINS].astype(np.int64)
    ours, gains = _timed(lambda: gain_of_elements(snapshot.flow, snapshot.returning, hottest, np.ones(GAINS)))
    theirs, again = _timed(
        lambda: [peer.gain(graph, customers, element, seen) for element in hottest[:solved].tolist()]
    )
    _agree(gains.gain[:solved] * network.total_effort, np.array(again), scale=1e-3)
    assert gains.exact.all()
    scaled = theirs * GAINS / solved
    yield row(f"gains of the {GAINS} hottest", ours, scaled, f"theirs: {solved} solved, times {GAINS // solved}")
    yield Row("all of it", sum(one.ours for one in rows), sum(one.theirs for one in rows))
    yield Row("all but the gains", sum(one.ours for one in rows[:-1]), sum(one.theirs for one in rows[:-1]))


def _graph(network: Network) -> tuple[peer.Graph, list[int]]:
    """Build the graph that the analyst has in hand, with shares and clarities on it."""
    graph: peer.Graph = nx.MultiDiGraph()
    flow = Snapshot(network=network).flow
    for element, (clarity, effort) in enumerate(
        zip(flow.clarity.elements.tolist(), network.elements.effort.tolist(), strict=True)
    ):
        graph.add_node(element, clarity=clarity, effort=effort)
    relations = network.relations
    clarity_of_relation = (relations.handoff * flow.clarity.relations).tolist()
    columns = (relations.supplier.tolist(), relations.customer.tolist(), network.share.tolist(), clarity_of_relation)
    for supplier, customer, share, clarity in zip(*columns, strict=True):
        graph.add_edge(supplier, customer, share=share, clarity=clarity)
    return graph, np.flatnonzero(network.elements.is_customer).tolist()


def _agree(ours: np.ndarray[tuple[int], np.dtype[np.float64]], theirs: object, *, scale: float = 1.0) -> None:
    np.testing.assert_allclose(ours, np.asarray(theirs), rtol=1e-6, atol=1e-6 * scale)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result
