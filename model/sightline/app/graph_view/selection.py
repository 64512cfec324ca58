"""What somebody picked on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sightline.app.graph_view.payload import Payload


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected now, as ids of the view; ``opened`` only in the run that a double click or Enter started."""

    element: str | None = None
    relation: str | None = None
    opened: str | None = None


def selection_of(picked: object, opened: object, payload: Payload) -> Selection:
    """Read what the browser sent. It names things as the payload does; anything else is nothing."""
    told = picked if isinstance(picked, Mapping) else {}
    return Selection(
        element=payload.element(told.get("element")),
        relation=payload.relation(told.get("relation")),
        opened=payload.element(opened),
    )


def time_of(picked: object) -> float:
    """Give when it was picked by the browser's clock, 0 if never."""
    told = picked.get("at") if isinstance(picked, Mapping) else None
    return float(told) if isinstance(told, int | float) else 0.0
