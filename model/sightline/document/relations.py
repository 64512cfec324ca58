"""Relations: who works for whom, who reports to whom, and how the customer's voice travels."""

from __future__ import annotations

from typing import Literal

from sightline.document.elements import Source
from sightline.document.fields import Amount, Identifier, Label, Labels, Share, Strict
from sightline.document.obstacles import Obstacles
from sightline.document.vocabulary import CARRYING, RelationKind


class Relation(Strict):
    """One relation, from its supplier to its internal or external customer.

    For ``reports_to`` the supplier is who reports; for ``feedback`` it is who speaks and the customer is who hears.
    ``volume`` is the share of the supplier's output that goes there, in any unit that its relations share.
    """

    supplier: Identifier
    customer: Identifier
    kind: RelationKind
    id: Identifier | None = None
    volume: Amount = 1.0
    output: Label | None = None
    obstacles: Obstacles = ()
    assessed: bool = False
    tags: Labels = ()
    source: Source | None = None

    tangible: bool | None = None
    stage: Literal["find", "buy", "start", "use", "get help", "renew", "leave"] | None = None
    confirmed_by: Literal["supplier", "customer", "both"] | None = None
    returned_share: Share | None = None
    mode: Literal["collaboration", "as-a-service", "facilitating"] | None = None

    cadence_days: Amount | None = None
    closed: bool | None = None
    channel: Label | None = None
    heard: bool | None = None
    passed_on: bool | None = None
    acted_on: bool | None = None

    @property
    def is_carrying(self) -> bool:
        """Whether work goes along this relation."""
        return self.kind in CARRYING


WORK_KEYS = frozenset(
    ("volume", "output", "obstacles", "assessed", "tangible", "stage", "confirmed_by", "returned_share", "mode")
)
"""What only a carrying relation has."""
VOICE_KEYS = frozenset(("cadence_days", "closed", "channel", "heard", "passed_on", "acted_on"))
"""What only feedback has."""
