"""What came of the answers of a survey, for scripts: nothing but what may be told."""

from __future__ import annotations

from typing import Any

from sightline.analyzers.ratings import tell_blind_spots
from sightline.evidence.answers import Answers
from sightline.evidence.applying import Applied, Figure
from sightline.evidence.disclosure import spell_respondents
from sightline.report.contract import finding_to_json


def survey_to_json(given: Answers, applied: Applied) -> dict[str, Any]:
    """Give plain values. Respondents are spelled, below 10 as a band; severities run from 0 to 1."""
    return {
        "sightline": 1,
        "organization": applied.organization.name,
        "answers": {
            "used": applied.used,
            "cannot_say": given.silent,
            "rejected": dict(applied.rejected),
            "columns_left_out": list(given.left_out),
        },
        "figures": [_figure_to_json(figure) for figure in applied.figures],
        "blind_spots": [
            {
                "element": spot.element,
                "own": round(spot.own, 3),
                "receivers": round(spot.receivers, 3),
                "gap": round(spot.gap, 3),
                "is_clear": spot.is_clear,
            }
            for spot in applied.blind_spots
        ],
        "findings": [finding_to_json(one) for one in tell_blind_spots(applied.blind_spots, applied.organization)],
        "not_told": {kind: list(places) for kind, places in applied.untold.items()},
        "kept_from_before": {kind: list(places) for kind, places in applied.kept.items()},
        "comments": {place: list(texts) for place, texts in applied.comments.told.items()},
        "comments_kept_back": dict(applied.comments.kept_back),
    }


def _figure_to_json(figure: Figure) -> dict[str, Any]:
    low, high = figure.told.belief.interval
    return {
        "kind": figure.kind,
        "places": list(figure.places),
        "respondents": spell_respondents(figure.told.respondents),
        "severity": figure.told.belief.mean,
        "low": round(low, 2),
        "high": round(high, 2),
        "answers_best_to_worst": None if figure.told.counts is None else list(figure.told.counts),
        "outcomes": dict(figure.outcomes),
    }
