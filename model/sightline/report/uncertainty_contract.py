"""The uncertainty of an organization as plain values, for programs."""

from __future__ import annotations

import math
from dataclasses import asdict

from sightline.report.contract import Json
from sightline.report.effect_contract import changes_to_json
from sightline.studies.tornado import Influence
from sightline.studies.uncertainty import Interval, Uncertainty


def uncertainty_to_json(study: Uncertainty, *, top: int | None = None) -> Json:
    """Give a study: every figure as the file has it, with the 5 % and the 95 % of its draws.

    Hotspots stand in the order of their gain by the file, influences the strongest first; ``top`` cuts both. Null
    stands for what is not defined.
    """
    network = study.network
    ids, obstacles = network.elements.ids, network.obstacles
    return {
        **changes_to_json(network.name, network.handoff_clarity),
        "draws": study.draws,
        "seed": study.seed,
        "doubts": asdict(study.doubts),
        "index": _interval(study.index),
        "accounting": {part: _interval(one) for part, one in study.accounting.items()},
        "coverage": study.coverage,
        "customers": [
            {"id": str(ids[row]), "clarity": _interval(study.clarity.at(position))}
            for position, row in enumerate(study.customers.tolist())
        ],
        "hotspots": [
            {
                "id": str(obstacles.ids[row]),
                "on": network.spell_place(row),
                "kind": str(obstacles.kinds[row]),
                "severity": float(obstacles.severity[row]),
                "gain": _interval(study.gains.at(position)),
                "top5": float(study.top[position]),
            }
            for position, row in enumerate(study.hotspots[:top].tolist())
        ],
        "influences": [_influence(study, one) for one in study.influences[:top]],
        "notices": list(study.notices),
    }


def _interval(interval: Interval) -> Json:
    return {name: value if math.isfinite(value) else None for name, value in asdict(interval).items()}


def _influence(study: Uncertainty, influence: Influence) -> Json:
    return {
        "input": influence.kind,
        "obstacle": None if influence.obstacle is None else study.label(influence),
        "low": influence.low,
        "high": influence.high,
        "index_at_low": influence.at_low,
        "index_at_high": influence.at_high,
        "correlation": influence.correlation if math.isfinite(influence.correlation) else None,
    }
