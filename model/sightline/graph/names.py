"""The attribute names of the graph, in one place.

Nodes are element ids. A node has ``kind`` and, where the file says so, every other field of
:class:`sightline.document.Element` under its own name; its obstacles are a list of plain mappings. An edge runs from
the supplier to its internal or external customer; its key is its number among the edges of that pair, its ``kind`` one
of serves, delivers, performs, supports (these carry work), membership (implied, carries work), part_of, reports_to
(structure), feedback (voice); the other attributes are the fields of :class:`sightline.document.Relation`.
The graph itself has ``name``, ``as_of``, ``description``, ``assumptions``, ``thresholds``, ``decisions`` and
``interventions``.
"""

from __future__ import annotations

from typing import Final

from sightline.document.vocabulary import CARRYING

KIND: Final = "kind"
VOLUME: Final = "volume"
OBSTACLES: Final = "obstacles"
PART_OF: Final = "part_of"
POSITION: Final = "position"
"""The place of an edge among the document's relations; only in graphs that Sightline built."""

MEMBERSHIP: Final = "membership"
CARRYING_EDGES: Final = frozenset((*CARRYING, MEMBERSHIP))
STRUCTURE_EDGES: Final = frozenset(("part_of", "reports_to"))
VOICE_EDGES: Final = frozenset(("feedback",))
HEAD: Final = ("name", "as_of", "description", "assumptions", "thresholds", "decisions", "interventions")
