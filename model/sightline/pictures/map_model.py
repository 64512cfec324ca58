"""The map as data: what is drawn where, before anybody draws it (the app's component, an SVG, a report)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sightline.document.vocabulary import ElementKind

Column = Literal["customers", "hops", "stranded", "level"]


@dataclass(frozen=True, slots=True)
class MapNode:
    """One element, or a unit folded into one node.

    ``x`` and ``y`` are the middle of its card, in pixels; x grows towards the customers, y downwards. ``radius`` is
    that of the mark, in pixels, larger for more effort. ``sight`` is NaN where it is not defined, ``haze`` the part
    that its own obstacles take (0 to 1). ``members`` counts the elements folded into it, 0 for a single element.
    ``note`` is plain text of several lines.
    """

    id: str
    label: str
    kind: ElementKind
    sight: float
    haze: float
    radius: float
    assessed: bool
    stranded: bool
    x: float
    y: float
    members: int
    note: str


@dataclass(frozen=True, slots=True)
class MapEdge:
    """One relation that carries work, or the sum of those between two folded units, from supplier to customer.

    ``id`` is the relation as the network spells it. ``width`` is in pixels; ``hindered``: an obstacle sits on it;
    ``implied``: a membership that nobody wrote down; ``away``: it leads farther from the customers than it began.
    """

    id: str
    supplier: str
    customer: str
    width: float
    hindered: bool
    implied: bool
    away: bool
    note: str


@dataclass(frozen=True, slots=True)
class Band:
    """One column of the map with its heading: the area that it covers, in pixels."""

    title: str
    column: Column
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MapView:
    """A map ready to be drawn. ``digest`` names its content: the same digest, the same picture.

    ``hidden`` counts the elements that filters or the focus leave out; ``notices`` are sentences that must stand
    beside the map (what is hidden, what is folded).
    """

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    bands: tuple[Band, ...]
    hidden: int
    notices: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """What stands out, by ids of nodes and edges; all else fades where ``fade`` is set.

    ``line``: a line of sight, drawn strongest. ``upstream`` and ``downstream``: who works for the selected element,
    and whom it works for, in two colours (and two dash patterns).
    """

    line: tuple[str, ...] = ()
    upstream: frozenset[str] = field(default=frozenset())
    downstream: frozenset[str] = field(default=frozenset())
    fade: bool = False
