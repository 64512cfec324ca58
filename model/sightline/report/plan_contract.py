"""Plans and roadmaps as plain values, for programs."""

from __future__ import annotations

from sightline.report.contract import Json, finding_to_json
from sightline.report.effect_contract import changes_to_json
from sightline.studies.candidates import Candidate
from sightline.studies.plan import Plan
from sightline.studies.roadmap import Roadmap


def plan_to_json(plan: Plan) -> Json:
    """Give a plan: its steps in order, the three changes that buy most, and what to beware of.

    Gains are rises of the index, shares of all effort. ``low`` and ``high`` are the central 90 % of ``total``; null
    where nothing was drawn.
    """
    network = plan.snapshot.network
    return changes_to_json(network.name, network.handoff_clarity) | {
        "budget": plan.budget,
        "cost": plan.cost,
        "index": {"before": plan.index, "after": plan.index + plan.gain, "change": plan.gain},
        "steps": [
            _candidate(plan, step.candidate)
            | {"turn": step.turn, "gain": step.gain, "total": step.total, "spent": step.spent}
            | {"low": step.low, "high": step.high}
            for step in plan.steps
        ],
        "considered": plan.considered,
        "three": {
            "steps": [_candidate(plan, one) for one in plan.few.candidates],
            "gain": plan.few.gain,
            "cost": plan.few.cost,
            "exact": plan.few.exact,
        },
        "fronts": [
            {
                "element": str(network.elements.ids[one.element]),
                "clarity": one.clarity,
                "inflow": one.inflow,
                "gain": one.gain,
            }
            for one in plan.fronts
        ],
        "draws": plan.draws,
        "scenario": plan.to_scenario().to_raw(),
        "findings": [finding_to_json(one) for one in plan.findings],
        "notices": list(plan.notices),
    }


def roadmap_to_json(roadmap: Roadmap) -> Json:
    """Give a roadmap: its stages in order of their dates, and the interventions without a date."""
    network = roadmap.start.network
    return changes_to_json(network.name, network.handoff_clarity) | {
        "stages": [
            {
                "date": str(stage.date),
                "name": stage.name,
                "index_before": stage.effect.index_before,
                "index_after": stage.effect.index_after,
                "change": stage.effect.delta,
                "worsens": stage.worsens,
                "recovers": None if not stage.worsens or (day := roadmap.recovers(stage)) is None else str(day),
            }
            for stage in roadmap.stages
        ],
        "undated": list(roadmap.undated),
    }


def _candidate(plan: Plan, candidate: Candidate) -> Json:
    ids, severity = plan.snapshot.network.obstacles.ids, plan.snapshot.network.obstacles.severity
    intervention = candidate.intervention
    return {
        "id": candidate.id,
        "name": candidate.title,
        "from": "catalogue" if candidate.proposed else "file",
        "aim": candidate.aim,
        "owner": intervention.owner,
        "date": None if intervention.date is None else str(intervention.date),
        "cost": candidate.cost,
        "obstacles": [
            {"id": str(ids[row]), "severity": float(severity[row]), "left": left}
            for row, left in candidate.leaves.items()
        ],
    }
