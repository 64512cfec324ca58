"""Two states of one organization as plain values, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from sightline.report.contract import VERSION, Json, finding_to_json
from sightline.report.effect_contract import effect_to_json
from sightline.studies.compare import Comparison
from sightline.studies.compare_split import Split


def comparison_to_json(comparison: Comparison, *, top: int | None = None) -> Json:
    """Give what :func:`sightline.report.effect_contract.effect_to_json` gives, and what explains it.

    ``split`` is null where a side has no effort; its lists have the largest change first. ``top`` cuts the lists.
    """
    sides = {"before": comparison.before.network, "after": comparison.after.network}
    turnover = comparison.turnover
    return {
        "sightline": VERSION,
        "organization": comparison.after.network.name,
        "assumptions": {"handoff_clarity": {side: one.handoff_clarity for side, one in sides.items()}},
        **effect_to_json(comparison.effect, top=top),
        "split": None if comparison.split is None else _split(comparison.split, top),
        "obstacles": [
            {key: value for key, value in asdict(one).items() if not key.startswith("row_")} | {"state": one.state}
            for one in turnover.changes[:top]
        ],
        "severity": {"opened": turnover.opened, "closed": turnover.closed},
        "findings": [finding_to_json(one, top) for one in comparison.findings],
    }


def _split(split: Split, top: int | None) -> Json:
    ids = split.elements
    elements = [
        {"id": str(ids[row]), **{part: float(values[row]) for part, values in split.by_element.items()}}
        for row in range(len(ids))
    ]
    relations = [
        {"from": str(ids[one]), "to": str(ids[other]), "relation_clarity": float(clarity), "routing": float(routing)}
        for one, other, clarity, routing in zip(
            split.suppliers, split.customers, split.relation_clarity, split.routing, strict=True
        )
    ]
    return {
        "parts": split.parts,
        "elements": _moved(elements)[:top],
        "relations": _moved(relations)[:top],
    }


def _moved(rows: list[Json]) -> list[Json]:
    """Leave out the rows in which nothing moves, and put the largest first, each with its sum."""
    told = [row | {"total": sum(_numbers(row))} for row in rows if any(_numbers(row))]
    return sorted(told, key=lambda row: -abs(row["total"]))


def _numbers(row: Mapping[str, object]) -> list[float]:
    return [value for value in row.values() if isinstance(value, float)]
