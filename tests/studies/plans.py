"""Organizations to plan for, and how they are read."""

from __future__ import annotations

from sightline.document import Organization, Tree, build_organization
from sightline.snapshot import Snapshot

Raw = dict[str, object]


def snapshot_of(raw: Raw) -> Snapshot:
    """Read what was drawn."""
    return Snapshot(build_organization(Tree(raw)))


def document_of(snapshot: Snapshot) -> Organization:
    """Give the document behind a snapshot."""
    assert snapshot.organization is not None
    return snapshot.organization


def two_locks(*planned: Raw) -> Raw:
    """Show two closed doors in one line, and a small obstacle elsewhere; no handoffs.

        design {6} --> legal [1] --> board [1] --> (client)
        hotline {2} [0.5] ----------------------> (client)

    Index 1 / 8. Either door alone gains nothing, both together 6 / 8; the hotline 1 / 8.
    """
    return {
        "sightline": 1,
        "customers": {"client": {}},
        "teams": {
            "design": {"headcount": 6, "delivers": "legal"},
            "legal": {
                "effort": 0,
                "delivers": "board",
                "obstacles": [{"id": "a", "kind": "approval-overload", "severity": 1, "caused_by": ["b"]}],
            },
            "board": {
                "effort": 0,
                "front": False,
                "delivers": "client",
                "obstacles": [{"id": "b", "kind": "approval-overload", "severity": 1}],
            },
            "hotline": {
                "headcount": 2,
                "front": True,
                "delivers": "client",
                "obstacles": [{"id": "c", "kind": "skill-gap", "severity": 0.5, "caused_by": ["b"]}],
            },
        },
        "interventions": list(planned),
    }


def intervention(identifier: str, cost: float | None, *obstacles: str, to: float = 0.0, **more: object) -> Raw:
    """Plan one intervention against obstacles."""
    clears = [{"obstacle": one, "to": to} for one in obstacles]
    return {"id": identifier, "clears": clears, **({} if cost is None else {"cost": cost}), **more}


LOCKS = (intervention("legal", 4, "a"), intervention("board", 4, "b"), intervention("train", 2, "c"))
