"""Maps for the tests of the component."""

from __future__ import annotations

from itertools import pairwise

from sightline.pictures.map_model import Band, MapEdge, MapNode, MapView

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "javascript:alert(1) href",
    "![x](http://example.org/a.png)",
    "__proto__",
    "n0",
    'quote " backslash \\ \u2028 line',
    "A" * 5_000,
)


def node(name: str, *, sight: float = 0.5, haze: float = 0.2, x: float = 0.0) -> MapNode:
    """Give one team of a map."""
    return MapNode(name, name, "team", sight, haze, 9.0, True, False, x, 0.0, 0, f"{name}\nsees half")


def hostile_map() -> MapView:
    """Give a map in which every name tries to be something else."""
    nodes = tuple(node(name, x=300.0 * at) for at, name in enumerate(HOSTILE))
    edges = tuple(
        MapEdge(f"{one} -> {other}", one, other, 1.5, hindered=True, implied=False, away=False, note=one)
        for one, other in pairwise(HOSTILE)
    )
    return MapView(nodes, edges, (Band(HOSTILE[0], "hops", 0.0, 0.0, 10.0, 10.0),), 0, (), digest="hostile")
