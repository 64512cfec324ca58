"""The tables that are read, not edited: findings, external customers, and the plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from sightline.findings import Finding
from sightline.formats.columns import Cell
from sightline.phrases import clean, cut, listed
from sightline.pictures.palette import LIGHT
from sightline.report import wording
from sightline.report.handover import Subject
from sightline.report.handover.findings import name_relation
from sightline.report.handover.roadmap import build_roadmap
from sightline.report.workbook.shape import Head, TableSheet

_SIGNS: Final = {"warning": "▲", "notice": "◆", "info": "○"}
_WEIGHTS: Final = {weight: f"{_SIGNS[weight]} {title}" for weight, title in wording.WEIGHTS.items()}
_TINTS: Final = ((_WEIGHTS["warning"], LIGHT.loss), (_WEIGHTS["notice"], LIGHT.handoffs))
_NAMED: Final = 8
_BLOCKERS: Final = 3
_DIGITS: Final = 3
_LATEST: Final = "9999-12-31"


def build_findings_sheet(subject: Subject) -> TableSheet:
    """List every finding, those first that weigh most."""

    def say(sentence: str) -> str:
        return subject.word(sentence.replace("`", ""))

    heads = (
        Head("Weight", "text", "How much it weighs: a warning affects effort or a customer.", tints=_TINTS),
        Head("Finding", "prose", "What was found."),
        Head("About", "prose", "The elements, relations and decisions that it is about, by name."),
        Head("Why it matters", "prose"),
        Head("What speaks against it", "prose", "What to know before too much is read into it."),
        Head("What would clear it", "prose"),
        Head("Figure", "plain", "The figure that raised it; a share from 0 to 1, a count or days."),
        Head("Threshold", "plain", "From where on it is raised, in the same unit."),
        Head("Code", "text", "Its name in the documentation and in the thresholds of the file."),
        Head("Ids", "prose", "What it is about, by id."),
    )
    rows: list[Sequence[Cell]] = [
        (
            _WEIGHTS[one.severity],
            say(one.title),
            _about(subject, one) or None,
            say(one.why),
            say(one.evidence_against),
            say(one.action),
            round(float(one.value), _DIGITS),
            round(float(one.threshold), _DIGITS),
            one.code,
            _ids(one) or None,
        )
        for one in subject.analysis.findings
    ]
    holds = "What deserves a question: every finding with what speaks against it and what would clear it."
    return TableSheet("Findings", holds, heads, rows, fixed=2, nothing="Nothing was found that deserves a question.")


def _about(subject: Subject, finding: Finding) -> str:
    """Name what a finding is about; of many the first."""
    row, organization = subject.analysis.snapshot.network.elements.row, subject.analysis.snapshot.organization
    decisions = {} if organization is None else {one.id: one.title for one in organization.decisions}
    named = [subject.element(row[one]) if one in row else clean(one) for one in finding.elements]
    named += [name_relation(subject, one) for one in finding.relations]
    named += [cut(clean(decisions.get(one, one))) for one in finding.decisions]
    return listed(named, _NAMED) if named else ""


def _ids(finding: Finding) -> str:
    ids = (*finding.elements, *finding.relations, *finding.decisions)
    return clean(listed(ids, _NAMED)) if ids else ""


def build_customers_sheet(subject: Subject) -> TableSheet:
    """List the external customers, the worst-seen first."""
    say, found = subject.word, subject.analysis.customers
    order = np.argsort(np.where(np.isnan(found.clarity), np.inf, found.clarity), kind="stable").tolist()
    drawn = subject.uncertainty
    heads = [
        Head(say("External customer")),
        Head("Arrives", "share", "What arrives of all that is meant for it; blank where nothing is.", "bar"),
    ]
    figures = [found.clarity]
    if drawn is not None:
        heads += [
            Head("Arrives from", "share", "The lower end of 90 % of the draws."),
            Head("Arrives to", "share", "The upper end of 90 % of the draws."),
        ]
        figures += [drawn.clarity.low, drawn.clarity.high]
    heads += [
        Head("Reached by", "share", "The share of all effort that reaches it.", "bar"),
        Head("Without any obstacle", "share", "The same if every obstacle were cleared."),
        Head("Kept back most by", "prose", "The obstacles that keep most from it, the foremost first."),
        Head("Id"),
    ]
    figures += [found.seen, found.clear_seen]
    rows: list[Sequence[Cell]] = [
        (
            subject.element(int(found.rows[at])),
            *(None if np.isnan(values[at]) else float(values[at]) for values in figures),
            _blockers(subject, at) or None,
            clean(str(found.network.elements.ids[found.rows[at]])),
        )
        for at in order
    ]
    holds = say("What each external customer sees of what is meant for it, the worst-seen first.")
    return TableSheet("Customers", holds, tuple(heads), rows, nothing=say("The model names no external customer."))


def _blockers(subject: Subject, at: int) -> str:
    cost = subject.analysis.customers.cost
    if cost is None:
        return ""
    taken = cost[:, at]
    foremost = np.argsort(-taken, kind="stable")[:_BLOCKERS].tolist()
    return "\n".join(subject.obstacle(row) for row in foremost if taken[row] > 0)


def build_plan_sheet(subject: Subject) -> TableSheet:
    """List the interventions of the file in the order of their dates, with the index along the way.

    Where the file plans nothing, nothing is proposed here.
    """
    heads = (
        Head("Date", "date"),
        Head("Step", "prose", "What is planned."),
        Head("Owner", "text"),
        Head("Cost", "plain", "In the unit of the file."),
        Head("Clears", "prose", "The obstacles that it works against, and what it is taken to leave of each."),
        Head("Index that day", "share", "The line-of-sight index once this and all before it are done.", "bar"),
        Head("Change", "change", "How far the index moves on that day."),
        Head("Id", "text", "Its id on the sheet Interventions, where the plan is edited."),
    )
    planned = build_roadmap(subject)
    rows = [
        (
            step.date,
            step.name,
            step.owner,
            step.plan.cost,
            "\n".join(step.clears) or None,
            None if step.stage is None else step.stage.effect.index_after,
            None if step.stage is None else step.stage.delta,
            step.plan.id,
        )
        for step in (planned.steps if planned is not None else ())
    ]
    return TableSheet(
        "Plan",
        "The interventions of the file in the order of their dates, and the index along the way.",
        heads,
        rows,
        fixed=2,
        nothing="No intervention is recorded. Write them on the sheet Interventions, and make this workbook again.",
    )
