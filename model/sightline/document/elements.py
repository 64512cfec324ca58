"""Elements: the parts of an organization and its external customers, with what the diagnostics ask of them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sightline.document.fields import Amount, Day, Identifier, Label, Labels, Rating, Share, Strict, Text
from sightline.document.obstacles import Obstacles
from sightline.document.vocabulary import ElementKind


class Source(Strict):
    """Provenance: the file that something came from, and the place in it (line, sheet and row, XML id)."""

    file: Label | None = None
    place: Label | None = None


class Ratings(Strict):
    """How a product is rated inside, by clients, and as insiders expected clients to rate it; one scale for all."""

    internal: Rating | None = None
    client: Rating | None = None
    expected: Rating | None = None


class Experience(Strict):
    """When a decision maker last used the service as a customer does, and by which route."""

    date: Day | None = None
    route: Label | None = None


class Element(Strict):
    """One part of the organization, or one external customer.

    ``headcount`` counts people; ``effort`` (same unit) overrides what would follow from it. ``assessed`` says that
    somebody looked: without it, and without an obstacle, the element is unknown and not clear.
    """

    id: Identifier
    kind: ElementKind
    name: Label | None = None
    description: Text | None = None
    part_of: Identifier | None = None
    headcount: Amount | None = None
    effort: Amount | None = None
    assessed: bool = False
    obstacles: Obstacles = ()
    tags: Labels = ()
    source: Source | None = None

    # what the diagnostics ask
    function: Label | None = None
    front: bool | None = None
    outsourced: bool | None = None
    turnover_per_year: Annotated[float, Field(ge=0, le=100)] | None = None
    newcomer_share: Share | None = None
    management_practice: Rating | None = None
    holders: Annotated[int, Field(ge=0)] | None = None
    experiences_as_customer: Experience | None = None
    authority_limit: Label | None = None
    accountable: Identifier | None = None
    designed_around: Literal["customer", "unit", "system", "law"] | None = None
    last_walked_as_customer: Day | None = None
    customer_involvement: Share | None = None
    customer_feedback: Share | None = None
    customer_visibility: Share | None = None
    verified_with_customer: bool | None = None
    sign_offs: Annotated[int, Field(ge=0)] | None = None
    effect: Literal["enables", "neutral", "blocks"] | None = None
    segment_size: Amount | None = None
    vocabulary: Label | None = None
    jobs: Labels = ()
    problem_solved: Text | None = None
    intended_use: Text | None = None
    observed_use: Text | None = None
    love: Text | None = None
    expect: Text | None = None
    hate: Text | None = None
    wish: Text | None = None
    modelled_on: Identifier | None = None
    uses_feedback: bool | None = None
    uses_usage_data: bool | None = None
    anticipates: bool | None = None
    based_on_observed_use: bool | None = None
    ratings: Ratings | None = None

    @property
    def title(self) -> str:
        """What people call it: the name, else the id."""
        return self.name or self.id
