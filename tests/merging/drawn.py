"""Short ways to draw organizations and merge them."""

from __future__ import annotations

from sightline.document import Organization, Tree, build_organization
from sightline.merging.merge import Choices, Merge, merge
from sightline.merging.origins import Origin


def drawn(**sections: object) -> Organization:
    """Build an organization of these sections."""
    return build_organization(Tree({"sightline": 1, **sections}))


def merged(*organizations: Organization, choices: Choices | None = None) -> Merge:
    """Merge organizations under the labels ``a``, ``b``, ``c`` ..."""
    return merge([Origin(chr(ord("a") + at), one) for at, one in enumerate(organizations)], choices)
