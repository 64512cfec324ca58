"""A map for readers who cannot change it, in the words of its organization."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sightline.pictures.map_model import MapView

_ASKING: Final = re.compile(r"[;.] put one in focus.*", re.IGNORECASE)
"""What only a reader who can change the map is told."""


def for_paper(view: MapView, say: Callable[[str], str]) -> MapView:
    """Say the headings, notes and notices of a map with ``say``; what asks to change it goes, names stay."""
    return replace(
        view,
        bands=tuple(replace(band, title=say(band.title)) for band in view.bands),
        nodes=tuple(replace(node, note=say(node.note)) for node in view.nodes),
        edges=tuple(replace(edge, note=say(edge.note)) for edge in view.edges),
        notices=tuple(say(_ASKING.sub(".", notice)) for notice in view.notices),
    )
