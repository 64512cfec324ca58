"""A journey in sentences and lists: the figures at every date, and what was planned beside what happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sightline.merging.wording import Account, Listing, list_rows
from sightline.phrases import clean, counted, cut, listed, percent
from sightline.report.compare_wording import Titles, caution, list_elements, tell_finding, tell_parts, tell_turnover
from sightline.studies.effect import points
from sightline.studies.journey import Journey, Stage, Step
from sightline.studies.journey_plan import Forecast, Promise

_NAMED: Final = 5
NOT_KNOWN: Final = "–"


def describe_journey(journey: Journey, *, top: int = 10) -> Account:
    """Tell a journey: the index from the first date to the last, then each step; lists have ``top`` rows."""
    sentences = [headline(journey)]
    if len(journey.steps) > 1 and journey.whole.split is not None:
        sentences += tell_parts(journey.whole.split)
    for step in journey.steps:
        sentences += tell_step(step)
    return Account(tuple(sentences), tuple(_listings(journey, top)))


def headline(journey: Journey) -> str:
    """Say where the index came from and where it is, and at which date it was highest where that is another."""
    first, last = journey.stages[0], journey.stages[-1]
    span = f"From {first.date.isoformat()} to {last.date.isoformat()}"
    if first.index is None or last.index is None:
        return f"{span} there is no index to follow: no effort is recorded at one of these dates."
    moved = last.index - first.index
    if abs(moved) < 1e-9:
        said = f"{span} the index ends where it began, at {percent(last.index)}"
    elif percent(first.index, 1) == percent(last.index, 1):
        said = f"{span} the index stays near {percent(last.index, 1)} ({points(moved)})"
    else:
        verb = "rises" if moved > 0 else "falls"
        said = f"{span} the index {verb} from {percent(first.index, 1)} to {percent(last.index, 1)} ({points(moved)})"
    known = [(stage.index, stage) for stage in journey.stages if stage.index is not None]
    most, best = max(known, key=lambda one: one[0])
    if best not in (first, last) and most > max(first.index, last.index):
        said += f"; it was highest on {best.date.isoformat()}, at {percent(most, 1)}"
    return f"{said}."


def tell_step(step: Step) -> Iterable[str]:
    """Tell what happened from one date to the next, and what was planned."""
    sentence = step.comparison.effect.sentence
    yield f"To {step.end.date.isoformat()}: {sentence[:1].lower()}{sentence[1:]}"
    if step.comparison.split is not None:
        yield from tell_parts(step.comparison.split)
    yield from tell_turnover(step.comparison.turnover)
    if step.reopened:
        titles = Titles(step.comparison)
        names = [_lower(titles.obstacle(one)) for one in step.reopened]
        yield f"Came back after it was closed: {listed(names, _NAMED)}."
    yield from caution(step.comparison)
    if step.forecast is not None:
        yield tell_forecast(step.forecast)
    yield from (tell_finding(one) for one in step.comparison.findings)


def tell_forecast(forecast: Forecast) -> str:
    """Set what was planned beside what happened, and say where the difference comes from."""
    elsewhere = points(forecast.observed - forecast.at_places)
    planned, kept = (
        counted(len(forecast.promises), "intervention"),
        sum(one.kept == "done" for one in forecast.promises),
    )
    return (
        f"Planned: {planned}, together {points(forecast.predicted)}; {kept:,} of them done."
        f" Observed: {points(forecast.observed)}, of which {points(forecast.at_places)} where it was planned and"
        f" {elsewhere} elsewhere."
    )


def promise_title(promise: Promise) -> str:
    """Name an intervention."""
    return cut(clean(promise.intervention.name or promise.intervention.id))


def _listings(journey: Journey, top: int) -> Iterable[Listing]:
    stages = journey.stages
    drawn = any(stage.interval is not None for stage in stages)
    rows = [_row(stage, drawn=drawn) for stage in stages]
    head = ("Date", "Index", *(("90 % of draws",) if drawn else ()), "Blocked", "Handoffs", "No route", "Coverage")
    yield Listing("At each date", (*head, "Findings"), tuple(rows), len(head))
    dates = tuple(stage.date.isoformat() for stage in stages)
    counts = [
        (code, *(f"{stage.codes.get(code, 0):,}" if code in stage.codes else "·" for stage in stages))
        for code in journey.codes
    ]
    if counts:
        yield Listing("Findings at each date", ("Finding", *dates), tuple(counts), len(dates))
    planned = [
        (promise_title(one), str(one.intervention.date), one.kept, points(one.predicted))
        for step in journey.steps
        if step.forecast is not None
        for one in step.forecast.promises
    ]
    yield from list_rows("What was planned", ("Intervention", "Due", "Now", "Alone it promised"), planned, top, 1)
    titles = Titles(journey.whole)
    if journey.whole.split is not None:
        yield from list_elements(journey.whole.split, titles, top)


def _row(stage: Stage, *, drawn: bool) -> tuple[str, ...]:
    account = stage.account
    interval = NOT_KNOWN
    if stage.interval is not None:
        interval = f"{percent(stage.interval.low)} to {percent(stage.interval.high)}"
    figures = (account.blocked, account.handoffs, account.no_route, stage.coverage)
    return (
        stage.date.isoformat(),
        _share(stage.index),
        *((interval,) if drawn else ()),
        *(_share(one) for one in figures),
        f"{len(stage.findings):,}",
    )


def _share(share: float | None) -> str:
    return NOT_KNOWN if share is None else percent(share, 1)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
