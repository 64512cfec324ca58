"""Being built."""

from __future__ import annotations

from sightline.app.blocks import answer
from sightline.app.state import Session


def render(_user: Session) -> None:
    """Draw the page."""
    answer("Being built.")
