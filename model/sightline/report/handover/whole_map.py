"""Who serves whom, and where it goes dark: the map of a report, and what it says in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sightline.phrases import counted, listed, percent
from sightline.pictures.map_choice import FULL_DETAIL, MapChoice
from sightline.pictures.map_model import MapView
from sightline.pictures.map_thinning import thin
from sightline.pictures.map_view import build_map
from sightline.pictures.map_words import for_paper
from sightline.report import wording
from sightline.report.handover.subject import Subject

LEAST: Final = 6
PART: Final = 120
"""Nodes drawn of an organization that is too large to be drawn whole: as many as a page still shows."""
_RELATIONS: Final = 2
"""Relations drawn for each of these nodes at most: as many as can still be told apart."""


@dataclass(frozen=True, slots=True)
class WholeMap:
    """The map of a report: who reaches a customer, who sees least of one, and the view to draw.

    The notices of the view say what it leaves out; ``ends`` are supplier and customer of all relations between those
    who are drawn, whether there is room to draw them or not.
    """

    sentence: str
    least: str
    view: MapView
    ends: tuple[tuple[str, str], ...]


def build_whole_map(subject: Subject) -> WholeMap | None:
    """Choose what the map shows: all, or of a large organization the nodes that matter; None without any."""
    is_whole = len(subject.analysis.snapshot.network.elements) <= FULL_DETAIL
    all_of_it = build_map(subject.analysis, MapChoice(limit=FULL_DETAIL if is_whole else PART))
    if not all_of_it.nodes:
        return None
    view = for_paper(all_of_it if is_whole else thin(all_of_it, _RELATIONS * PART), subject.word)
    ends = tuple(dict.fromkeys((edge.supplier, edge.customer) for edge in all_of_it.edges))
    return WholeMap(tell_reach(subject), tell_least(subject), view, ends)


def tell_reach(subject: Subject) -> str:
    """Say how many elements reach an external customer, and how far the farthest of them works from one."""
    sight, network = subject.analysis.sight, subject.analysis.snapshot.network
    working = ~network.containers & ~network.elements.is_customer
    reaching = int((working & (sight.hops > 0)).sum())
    far = int(sight.hops.max(initial=0))
    count = int(working.sum())
    if not reaching:
        return "Nobody in the model has a route to an external customer."
    have = "has" if reaching == 1 else "have"
    return (
        f"{reaching:,} of {counted(count, 'internal element')} {have} a route to an external customer;"
        f" the farthest works {counted(far, 'step')} away from one."
    )


def tell_least(subject: Subject) -> str:
    """Name the elements that see least, among those with a route; nothing where there is none."""
    sight = subject.analysis.sight.sight
    rows = wording.least_sight(subject.analysis, LEAST)
    named = [f"{subject.element(row)} ({percent(float(sight[row]))})" for row in rows]
    return f"Least of a customer is seen by {listed(named)}." if named else ""
