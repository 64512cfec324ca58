"""How sure the figures are, in sentences: what was drawn, between what a figure lies, and what that hangs on."""

from __future__ import annotations

import numpy as np

from sightline.phrases import NBSP, clean, counted, cut, listed, percent
from sightline.report.wording import Names
from sightline.studies.beliefs import Doubts
from sightline.studies.tornado import Influence
from sightline.studies.uncertainty import TOP, Interval, Uncertainty

MEANING = (
    "An interval holds 90 % of the draws. It says how far the figure would move if what is recorded were a little"
    " different, not how far the model itself is from the truth."
)
_INPUTS = {
    "handoff": "The clarity that a handoff keeps",
    "volumes": "How work divides among relations",
    "missing": "Relations that may not be there",
    "unassessed": "What nobody has looked at",
}
_NAMED = 3
_LIKELY = 0.8


def between(interval: Interval, digits: int = 0) -> str:
    """Spell an interval: ``39 to 60 %``; one value where both ends read the same."""
    if np.isnan(interval.low):
        return "not defined"
    low, high = percent(interval.low, digits), percent(interval.high, digits)
    if low == high:
        return low
    sign = f"{NBSP}%"
    return f"{low.removesuffix(sign)} to {high}" if low[0].isdigit() and high[0].isdigit() else f"{low} to {high}"


def headline(study: Uncertainty) -> str:
    """Say between what the index lies."""
    name = cut(clean(study.network.name), 80)
    return (
        f"{name}: {percent(study.index.point)} of the effort reaches an external customer unobstructed; in 90 % of the"
        f" draws it is {between(study.index)}."
    )


def ground(study: Uncertainty) -> tuple[str, ...]:
    """Say what was drawn, and what was not."""
    doubts, obstacles = study.doubts, len(study.network.obstacles)
    told = (
        f"{_told(study)}{f', the others rest on {_kappas(doubts)}' if study.told < obstacles else ''}."
        if study.told
        else f"No obstacle says how sure its severity is; each is taken to rest on {_kappas(doubts)}."
    )
    others = (
        f"Volumes vary by about {percent(doubts.volume)}, each relation that nobody examined is missing in"
        f" {percent(doubts.missing)} of the draws, and the handoff clarity {study.network.handoff_clarity:g} rests on"
        f" {doubts.handoff:g} answers."
    )
    unknown = (
        f"{percent(study.coverage).capitalize()} of the effort goes by a line that somebody has looked at; what the"
        " rest may hide is in no interval, but stands among what the index hangs on."
    )
    return (
        f"{counted(study.draws, 'draw')}, seed {study.seed}.",
        *([told] if obstacles else []),
        others,
        *([unknown] if study.coverage is not None and study.coverage < 1 - 1e-9 else []),
        MEANING,
    )


def _told(study: Uncertainty) -> str:
    whole = counted(len(study.network.obstacles), "obstacle")
    return f"{study.told:,} of {whole} {'says how sure it is' if study.told == 1 else 'say how sure they are'}"


def _kappas(doubts: Doubts) -> str:
    return (
        f"{doubts.confirmed:g} answers where it is confirmed, {doubts.suspected:g} where it is suspected, else"
        f" {doubts.stated:g}"
    )


def likely(study: Uncertainty) -> str | None:
    """Name the obstacles that are among the foremost in most draws; None where there are hardly more than those."""
    if np.count_nonzero(study.gains.point > 0) <= TOP:
        return None
    names, order = Names(study.network), np.argsort(-study.top, kind="stable")
    sure = [row for row in order.tolist() if study.top[row] >= _LIKELY]
    if not sure:
        return "No obstacle is among the five that gain most in four of five draws: their order is open."
    named = [f"{names.obstacle(int(study.hotspots[row]))} ({percent(float(study.top[row]))})" for row in sure]
    return f"Among the five that gain most in at least four of five draws: {listed(named, TOP)}."


def foremost(study: Uncertainty) -> str | None:
    """Say what the spread of the index hangs on most; None where nothing moves it."""
    if not study.influences:
        return None
    named = [_lower(input_name(study, one)) for one in study.influences[:_NAMED]]
    return f"The index hangs most on {listed(named)}."


def input_name(study: Uncertainty, influence: Influence) -> str:
    """Name what moves."""
    if influence.obstacle is None:
        return _INPUTS[influence.kind]
    return f"The severity of {_lower(Names(study.network).obstacle(influence.obstacle))}"


def input_range(influence: Influence) -> str:
    """Spell the two ends that an input is moved to."""
    if influence.low is None or influence.high is None:
        return "drawn" if influence.kind != "unassessed" else "drawn, or nothing"
    return f"{influence.low:.2f} to {influence.high:.2f}"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
