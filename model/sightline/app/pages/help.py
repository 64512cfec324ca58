"""Help: the words and figures, explained."""

from __future__ import annotations

from sightline.app.blocks import answer
from sightline.app.state import Session


def render(_user: Session) -> None:
    """Explain."""
    answer("What the words and figures mean.")
