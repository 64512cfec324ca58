"""The figures of obstacles, and those told under pictures and in what is handed over."""

from __future__ import annotations

import numpy as np

from sightline.pipeline import Analysis
from sightline.report.handover.subject import Subject
from tests.report.sentences.figures import is_amount, is_share, number
from tests.report.sentences.spoken import Said
from tests.report.sentences.truths import true


@true("Blocked by it: {}.", Analysis)
def blocked_by_it(said: Said, share: str) -> None:
    assert is_share(share, float(said.about.occlusion.obstacles.blocked[said.part]))


@true("The share of this one: {}.", Analysis)
def share_of_one(said: Said, share: str) -> None:
    assert is_share(share, float(said.about.occlusion.obstacles.share[said.part]))


@true("Without any obstacle the index would be {}; it is {}.", Analysis)
def without_any(said: Said, clear: str, index: str) -> None:
    assert is_share(clear, said.about.sight.clear_index)
    assert is_share(index, said.about.sight.index)


@true("So all obstacles together cost {}.", Analysis)
def cost(said: Said, share: str) -> None:
    assert is_share(share, said.about.sight.clear_index - said.about.sight.index)


@true("The shares of {}: {}.", Analysis)
def other_shares(said: Said, count: str, share: str) -> None:
    shares = np.delete(said.about.occlusion.obstacles.share, said.part)
    assert is_amount(count, len(shares))
    assert len(shares) > 0
    assert is_share(share, float(shares.sum()))


@true("The index would rise from {} to {}, by {}.", Analysis)
def would_rise(said: Said, index: str, after: str, gain: str) -> None:
    found = said.about.occlusion.obstacles
    assert is_share(index, said.about.sight.index)
    assert is_share(after, said.about.sight.index + float(found.gain[said.part]))
    assert is_share(gain, float(found.gain[said.part]))
    assert gain.startswith("at least") == after.startswith("at least") == (not found.exact[said.part])


@true("The index would stay at {}.", Analysis)
def would_stay(said: Said, index: str) -> None:
    assert is_share(index, said.about.sight.index)
    assert said.about.occlusion.obstacles.gain[said.part] <= 1e-9


@true("Cleared alone, {}{} {}: {} of all effort.", Subject)
def foremost(said: Said, first: str, rest: str, place: str, gain: str) -> None:
    found = said.about.analysis.occlusion.obstacles
    assert is_share(gain, float(found.gain.max()))
    told = f"{first}{rest} {place}"
    ties = np.count_nonzero(found.gain >= found.gain.max() - 1e-9)
    assert told.endswith("gains most") == (ties == 1 and bool(found.exact.all()))


@true("{} of {} {} a route to an external customer; the farthest works {} away from one.", Subject)
def reaching(said: Said, count: str, whole: str, have: str, far: str) -> None:
    network, hops = said.about.analysis.snapshot.network, said.about.analysis.sight.hops
    working = ~network.containers & ~network.elements.is_customer
    assert is_amount(count, int((working & (hops > 0)).sum()))
    assert is_amount(whole, int(working.sum()))
    assert f"{whole} {have}".endswith("has") == (number(count) == 1)
    assert is_amount(far, int(hops.max()))


@true("{}: {}{}, which would gain {} if cleared; its fair share is {}, and {} of the effort is blocked there.", Subject)
def first_of_all(said: Said, _: str, __: str, ___: str, gain: str, share: str, blocked: str) -> None:
    found = said.about.analysis.occlusion
    row = int(found.hotspots[0])
    assert is_share(gain, float(found.obstacles.gain.max()))
    assert is_share(share, float(found.obstacles.share[row]))
    assert is_share(blocked, float(found.obstacles.blocked[row]))


@true("{} of all effort {}; by team and area, no place is darker than {}, {}, with {}.", Analysis)
def darkest(said: Said, total: str, what: str, *_: str) -> None:
    if "blocked" in what:
        assert is_share(total, said.about.sight.account.blocked)
    else:
        assert is_share(total, said.about.sight.clear_index - said.about.sight.index)


@true("Sight of {} {}; {} of the effort sees less than half{}.", Analysis)
def spread(said: Said, *told: str) -> None:
    effort, sight = said.about.snapshot.network.elements.effort, said.about.sight.sight
    dark = float(effort[sight < 0.5].sum() / effort.sum())
    assert is_share(told[-2], dark)


@true("Clearing it with {} gains {}.", Subject)
def with_effects(said: Said, effects: str, gain: str) -> None:
    together = said.about.analysis.occlusion.with_effects
    assert any(is_share(gain, float(one)) for one in together if not np.isnan(one))
    assert effects.startswith("the ")


@true("In 90 % of the draws its gain is {}; it is among the five foremost in {} of all draws.", Subject)
def in_the_draws(said: Said, _: str, share: str) -> None:
    study = said.about.uncertainty
    assert any(is_share(share, float(one)) for one in study.top)
