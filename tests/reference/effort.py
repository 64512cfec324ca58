"""The effort of every element, by the rule of semantics, section 1 ("Effort").

"`s_v`: the element's `effort` if given. Else, for a team, role or person: without team, role or person parts, its
`headcount` (default 1); with such parts, its `headcount` less the total effort of those parts, at least 0 (0 without a
headcount). Else 0. If nothing has effort and none was given anywhere, every non-customer element gets 1."
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PEOPLE = ("team", "role", "person")


@dataclass(frozen=True)
class Claim:
    """What the file says about one element's effort."""

    kind: str
    parent: str | None
    effort: float | None
    headcount: float | None


def resolve_efforts(claims: Mapping[str, Claim]) -> tuple[dict[str, float], bool]:
    """Resolve the effort of every element, and say whether every internal element was given 1 instead."""
    efforts = {element_id: _own_effort(claims, element_id) for element_id in claims}
    nothing_given = all(claim.effort is None and claim.headcount is None for claim in claims.values())
    if nothing_given and sum(efforts.values()) == 0:
        return {element_id: float(claim.kind != "customer") for element_id, claim in claims.items()}, True
    return efforts, False


def _own_effort(claims: Mapping[str, Claim], element_id: str) -> float:
    claim = claims[element_id]
    if claim.effort is not None:
        return claim.effort
    if claim.kind not in PEOPLE:
        return 0.0
    parts = _people_parts(claims, element_id)
    if not parts:
        return 1.0 if claim.headcount is None else claim.headcount
    if claim.headcount is None:
        return 0.0
    return max(0.0, claim.headcount - sum(_total_effort(claims, part) for part in parts))


def _total_effort(claims: Mapping[str, Claim], element_id: str) -> float:
    """Sum the own effort of an element and, recursively, that of its team, role and person parts."""
    parts = _people_parts(claims, element_id)
    return _own_effort(claims, element_id) + sum(_total_effort(claims, part) for part in parts)


def _people_parts(claims: Mapping[str, Claim], element_id: str) -> tuple[str, ...]:
    return tuple(part for part, claim in claims.items() if claim.parent == element_id and claim.kind in PEOPLE)
