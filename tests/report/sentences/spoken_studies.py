"""Everything that the studies say: two states, several dates, draws, plans."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.merging.difference import Difference
from sightline.merging.wording import describe_arrival, describe_difference
from sightline.pictures.before_after import before_after
from sightline.pictures.interval_dots import Ranged, interval_dots
from sightline.pictures.journey_line import journey_line
from sightline.pictures.palette import LIGHT
from sightline.pictures.plan_steps import Tread, plan_steps
from sightline.pictures.tornado import Swing, tornado
from sightline.pipeline import Analysis
from sightline.report import plan_wording, uncertainty_wording
from sightline.report.compare_wording import describe_comparison
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.subject import Subject
from sightline.report.journey_wording import describe_journey
from sightline.studies.compare import Comparison
from sightline.studies.effect import Effect
from sightline.studies.journey import Journey
from sightline.studies.parallel import Workers
from sightline.studies.plan import Plan
from sightline.studies.roadmap import Roadmap
from sightline.studies.uncertainty import Uncertainty, find_uncertainty
from tests.report.sentences.spoken import Said, handed_over, say

FATES = ("seen", "blocked", "handoffs", "no_route")


def of_states(comparison: Comparison, difference: Difference) -> Iterator[Said]:
    """Say what is between two states."""
    effect = comparison.effect
    for sentence in describe_comparison(comparison).sentences:
        yield from say(sentence, comparison)
    for sentence in describe_difference(difference).sentences:
        yield from say(sentence, difference)
    for organization in (difference.before, difference.after):
        for sentence in describe_arrival(None, organization).sentences:
            yield from say(sentence, organization)
    yield from of_effect(effect)


def of_effect(effect: Effect) -> Iterator[Said]:
    """Say what a change does, in words and under a picture."""
    yield from say(effect.sentence, effect)
    if effect.index_before is not None and effect.index_after is not None:
        accounts = [
            {fate: getattr(one, fate) for fate in FATES} for one in (effect.account_before, effect.account_after)
        ]
        yield from say(before_after(accounts[0], accounts[1], ("Before", "After"), LIGHT).alt, effect)


def of_dates(journey: Journey) -> Iterator[Said]:
    """Say what happened from date to date."""
    for sentence in (*describe_journey(journey).sentences, journey_line(journey, LIGHT).alt):
        yield from say(sentence, journey)


def of_draws(analysis: Analysis, draws: int = 20) -> Iterator[Said]:
    """Say how sure the figures are, alone and in a report."""
    study = find_uncertainty(analysis.snapshot, draws=draws, workers=Workers(jobs=1))
    for sentence in (
        uncertainty_wording.headline(study),
        *uncertainty_wording.ground(study),
        uncertainty_wording.likely(study),
        uncertainty_wording.foremost(study),
        *_under_pictures(study),
    ):
        yield from say(sentence, study)
    yield from handed_over(Subject(analysis, CustomerWord(None), uncertainty=study))


def _under_pictures(study: Uncertainty) -> Iterator[str]:
    swings = [
        Swing(uncertainty_wording.input_name(study, one), one.at_low, one.at_high, uncertainty_wording.input_range(one))
        for one in study.influences
    ]
    yield tornado(swings, study.index.point, LIGHT, title="The index").alt
    dots = [
        Ranged(
            str(row), uncertainty_wording.input_name(study, one), study.index.point, study.index.low, study.index.high
        )
        for row, one in enumerate(study.influences)
    ]
    yield interval_dots(dots, LIGHT, title="The index").alt


def of_plan(plan: Plan) -> Iterator[Said]:
    """Say what a plan does, and where it is weak."""
    steps = [Tread(one.candidate.title, one.spent, plan.index + one.total) for one in plan.steps]
    findings = (text for one in plan.findings for text in (one.title, one.why, one.evidence_against, one.action))
    for sentence in (
        plan_wording.headline(plan),
        plan_wording.interval_note(plan),
        *plan_wording.together(plan),
        *(plan_wording.front_warning(plan, front) for front in plan.fronts),
        plan_wording.few_sentence(plan.few),
        plan_wording.MODEL_ONLY,
        plan_steps(plan.index, steps, LIGHT).alt,
        *findings,
    ):
        yield from say(sentence, plan)
    for one in plan.steps:
        yield from say(plan_wording.against(plan, one.candidate), plan, one)


def of_roadmap(roadmap: Roadmap) -> Iterator[Said]:
    """Say what a roadmap does."""
    yield from say(plan_wording.roadmap_headline(roadmap), roadmap)
    for stage in roadmap.setbacks:
        yield from say(plan_wording.setback(roadmap, stage), roadmap, stage)
