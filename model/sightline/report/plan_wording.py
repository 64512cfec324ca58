"""Sentences about plans and roadmaps, for the command line and the app."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sightline.document import Organization
from sightline.phrases import amount, clean, counted, cut, listed, percent
from sightline.studies.candidates import Candidate
from sightline.studies.effect import points
from sightline.studies.naming import list_obstacles, obstacle_name
from sightline.studies.plan import Few, Plan, Step
from sightline.studies.plan_warnings import PolishedFront
from sightline.studies.roadmap import Roadmap, Stage

MODEL_ONLY = (
    "Gains are those of the model, which is not validated against outcomes; what remains of an obstacle after a step is"
    " an assumption. Measure again after the plan."
)


def from_to(before: float, after: float) -> str:
    """Spell two shares as from where to where, with a digit more where they would read the same."""
    same = percent(before) == percent(after)
    return f"from {percent(before, int(same))} to {percent(after, int(same))}"


def headline(plan: Plan) -> str:
    """Say what the plan does."""
    if not plan.steps:
        return f"Nothing at a cost of {amount(plan.budget)} or less raises the index of {percent(plan.index)}"
    verb = "raises" if len(plan.steps) == 1 else "raise"
    return (
        f"{counted(len(plan.steps), 'step')} at a cost of {amount(plan.cost)} {verb} the index"
        f" {from_to(plan.index, plan.index + plan.gain)} ({points(plan.gain)})"
    )


def step_title(plan: Plan, candidate: Candidate) -> str:
    """Say what a step is: its name, and on the next line what it works against."""
    return f"{cut(clean(candidate.title), 110)}\nagainst {against(plan, candidate)}"


def against(plan: Plan, candidate: Candidate) -> str:
    """Say which obstacles a step works against, and what remains of each: ``overload at Desk, 45 % to 18 %``."""
    severity = plan.snapshot.network.obstacles.severity
    by_row = {spot.row: spot for spot in list_obstacles(_organization(plan)).values()}
    return "; ".join(
        f"{obstacle_name(_organization(plan), by_row[row])}, {percent(severity[row])} to {percent(left)}"
        for row, left in candidate.leaves.items()
        if left < severity[row]
    )


def interval(step: Step) -> str:
    """Spell the interval of what the steps so far gain together; empty where nothing was drawn."""
    if step.low is None or step.high is None:
        return ""
    return f"{step.low * 100:+.1f} to {step.high * 100:+.1f}"


def interval_note(plan: Plan) -> str:
    """Say how sure the gain is, and by what that is told; empty where nothing was drawn."""
    last = plan.steps[-1] if plan.steps else None
    if last is None or last.low is None or last.high is None:
        return ""
    return (
        f"With the severities drawn {plan.draws:,} times (seed {plan.seed}), the plan gains between"
        f" {last.low * 100:.1f} and {last.high * 100:.1f} points in 90 % of the draws."
    )


def together(plan: Plan) -> Iterator[str]:
    """Say which steps belong together: they stand in one line, and what they gain they gain as one."""
    turns: dict[int, list[int]] = {}
    for number, step in enumerate(plan.steps, 1):
        turns.setdefault(step.turn, []).append(number)
    for numbers in turns.values():
        if len(numbers) > 1:
            named = listed([str(number) for number in numbers])
            yield f"Steps {named} belong together: in one line, each is worth more where the other is done as well."


def front_warning(plan: Plan, front: PolishedFront) -> str:
    """Warn against polishing a front."""
    name = cut(clean(plan.snapshot.network.elements.title(front.element)))
    whole = f", the plan {points(plan.gain)}" if plan.steps else ""
    return (
        f"Polishing the front would buy little: {name} is {percent(front.clarity)} clear itself, and clearing all that"
        f" is left there brings {points(front.gain)}{whole}. What other units hand to it arrives"
        f" {percent(front.inflow)} clear: the haze is behind it."
    )


def few_sentence(few: Few) -> str:
    """Say how the few changes that buy most were found, and what they buy."""
    how = "every choice of three was tried" if few.exact else "found by search, as there are too many to try them all"
    return f"Together {points(few.gain)} at a cost of {amount(few.cost)}; {how}."


def roadmap_headline(roadmap: Roadmap) -> str:
    """Say what the roadmap does."""
    if not roadmap.stages:
        return "Nothing in this organization is planned for a date"
    before, last = roadmap.stages[0].effect.index_before, roadmap.stages[-1]
    after = last.effect.index_after
    steps = f"{counted(len(roadmap.stages), 'dated step')} until {last.date}"
    one = len(roadmap.stages) == 1
    if before is None or after is None:
        return f"{steps} {'is' if one else 'are'} planned; there is no index to follow"
    if percent(before, 1) == percent(after, 1):
        return f"{steps} {'leaves' if one else 'leave'} the index at {percent(after, 1)} ({points(after - before)})"
    return f"{steps} {'takes' if one else 'take'} the index {from_to(before, after)}"


def setback(roadmap: Roadmap, stage: Stage) -> str:
    """Say that a stage makes it worse, and for how long."""
    back = roadmap.recovers(stage)
    until = f"it is back where it was on {back}" if back is not None else "no later step brings it back"
    return f"On {stage.date} the index falls: {cut(clean(stage.name))} ({points(stage.delta)}); {until}."


def roadmap_rows(roadmap: Roadmap) -> Sequence[tuple[str, str, str, str]]:
    """Give the rows of the table: date, step, change, index after it."""
    return [
        (str(stage.date), cut(clean(stage.name), 90), points(stage.delta), percent(stage.effect.index_after, 1))
        for stage in roadmap.stages
    ]


def _organization(plan: Plan) -> Organization:
    assert plan.snapshot.organization is not None  # noqa: S101 - a plan is made of a document
    return plan.snapshot.organization
