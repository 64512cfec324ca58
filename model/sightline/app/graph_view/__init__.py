"""The map as a part of a page: drawn by vis-network in the browser, filled by pyvis, told what was clicked."""

from __future__ import annotations

from sightline.app.graph_view.component import graph_view
from sightline.app.graph_view.selection import Selection

__all__ = ["Selection", "graph_view"]
