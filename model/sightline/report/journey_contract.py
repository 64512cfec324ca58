"""A journey as plain values, for programs."""

from __future__ import annotations

from dataclasses import asdict

from sightline.report.compare_contract import comparison_to_json
from sightline.report.contract import VERSION, Json, finding_to_json
from sightline.studies.journey import Journey, Stage, Step
from sightline.studies.journey_plan import Forecast


def journey_to_json(journey: Journey, *, top: int | None = None) -> Json:
    """Give every stage with its figures and findings, and every step from one to the next; ``top`` cuts the lists."""
    return {
        "sightline": VERSION,
        "organization": journey.stages[-1].snapshot.network.name,
        "stages": [_stage(one, top) for one in journey.stages],
        "steps": [_step(one, top) for one in journey.steps],
    }


def _stage(stage: Stage, top: int | None) -> Json:
    interval = stage.interval
    return {
        "date": stage.date.isoformat(),
        "file": stage.label,
        "assumptions": {"handoff_clarity": stage.snapshot.network.handoff_clarity},
        "index": stage.index,
        "index_interval": None if interval is None else {"low": interval.low, "high": interval.high},
        "accounting": asdict(stage.account),
        "coverage": stage.coverage,
        "codes": dict(stage.codes),
        "findings": [finding_to_json(one, top) for one in stage.findings[:top]],
    }


def _step(step: Step, top: int | None) -> Json:
    return {
        "from": step.start.date.isoformat(),
        "to": step.end.date.isoformat(),
        **comparison_to_json(step.comparison, top=top),
        "reopened": [one.id for one in step.reopened[:top]],
        "forecast": None if step.forecast is None else _forecast(step.forecast),
    }


def _forecast(forecast: Forecast) -> Json:
    promises = [
        {
            "id": one.intervention.id,
            "date": None if one.intervention.date is None else one.intervention.date.isoformat(),
            "predicted": one.predicted,
            "kept": one.kept,
        }
        for one in forecast.promises
    ]
    return {
        "predicted": forecast.predicted,
        "observed": forecast.observed,
        "at_places": forecast.at_places,
        "promises": promises,
    }
