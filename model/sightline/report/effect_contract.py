"""The effect of changes as plain values, for programs."""

from __future__ import annotations

from sightline.report.contract import VERSION, Json
from sightline.studies.effect import Effect


def effect_to_json(effect: Effect, *, top: int | None = None) -> Json:
    """Give an effect: the index, the account, every external customer and element before and after.

    Elements stand in the order of how much their sight changes, the largest change first; those whose sight stays are
    left out. ``top`` cuts the lists. Null stands for what is not defined, or not there on that side.
    """
    parts = ("seen", "blocked", "handoffs", "no_route")
    accounts = {"before": effect.account_before, "after": effect.account_after}
    moved = effect.most_changed(top if top is not None else len(effect.elements))
    return {
        "index": {"before": effect.index_before, "after": effect.index_after, "change": effect.delta},
        "accounting": {side: {part: getattr(one, part) for part in parts} for side, one in accounts.items()},
        "customers": [
            {"id": one, "clarity_before": before, "clarity_after": after}
            for one, (before, after) in list(effect.customers.items())[:top]
        ],
        "elements": [{"id": one.element, "sight_before": one.before, "sight_after": one.after} for one in moved],
        "came_to_light": list(effect.came_to_light[:top]),
        "went_dark": list(effect.went_dark[:top]),
        "sentence": effect.sentence,
    }


def changes_to_json(organization: str, handoff_clarity: float) -> Json:
    """Give the head that every result about changes begins with."""
    return {"sightline": VERSION, "organization": organization, "assumptions": {"handoff_clarity": handoff_clarity}}
