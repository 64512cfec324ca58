"""A difference and a merge as plain values, for programs; the keys stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sightline.merging.difference import Difference
from sightline.merging.ledger import Conflict
from sightline.merging.matching import Clash, Match
from sightline.merging.merge import Merge
from sightline.merging.wording import headline

_PARTS = ("seen", "blocked", "handoffs", "no_route")


def difference_to_plain(difference: Difference) -> dict[str, Any]:
    """Give a difference: shares are of all effort, null is what is not defined, ids are those of the files."""
    effect = difference.effect
    accounts = {"before": effect.account_before, "after": effect.account_after}
    return {
        "sightline": 1,
        "headline": headline(difference),
        "is_darker": difference.is_darker,
        "index": {"before": effect.index_before, "after": effect.index_after},
        "account": {side: {part: getattr(found, part) for part in _PARTS} for side, found in accounts.items()},
        "went_dark": list(effect.went_dark),
        "came_to_light": list(effect.came_to_light),
        "customers": [{"id": one, "before": both[0], "after": both[1]} for one, both in effect.customers.items()],
        "added": [asdict(one) for one in difference.added],
        "removed": [asdict(one) for one in difference.removed],
        "changed": [asdict(one) for one in difference.changed],
    }


def merge_to_plain(merge: Merge) -> dict[str, Any]:
    """Give a merge without the organization itself: where everything comes from, and what was or is to be decided."""
    whole, origins = merge.organization, merge.origins
    pairs = zip(merge.things.ids, merge.things.spots, strict=True)
    return {
        "sightline": 1,
        "files": [one.label for one in origins],
        "settled": merge.is_settled,
        "counts": {
            "elements": len(whole.elements),
            "relations": len(whole.relations),
            "obstacles": merge.obstacles,
        },
        "elements": [{"id": one, "from": [spot.spelled(origins) for spot in spots]} for one, spots in pairs],
        "joined": list(_matches(merge, merge.things.joined)),
        "guesses": list(_matches(merge, merge.things.open)),
        "clashes": list(_matches(merge, merge.things.clashes)),
        "conflicts": [_conflict(one) for one in merge.conflicts],
        "overruled": [_conflict(one) for one in merge.overruled],
        "renamed": [{"what": one.what, "old": one.old, "new": one.new, "file": one.label} for one in merge.renamed],
        "names": [{"on": one.on, "kept": one.kept, "other": one.other, "file": one.label} for one in merge.names],
    }


def _matches(merge: Merge, found: Iterable[Match | Clash]) -> Iterable[dict[str, Any]]:
    for one in found:
        certainty = {"certainty": one.certainty} if isinstance(one, Match) else {}
        ends = {"a": one.a.spelled(merge.origins), "b": one.b.spelled(merge.origins)}
        yield {**ends, **certainty, "reason": one.reason}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    said = [{"file": one.label, "value": one.value, "place": one.place} for one in conflict.said]
    taken = None if conflict.taken is None else conflict.said[conflict.taken].label
    return {"on": conflict.on, "fact": conflict.fact, "said": said, "taken": taken, "by": conflict.by}
