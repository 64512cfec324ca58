"""The figures of studies in sentences: two states, several dates, draws, plans; and of pictures and findings."""

from __future__ import annotations

from sightline.findings import Finding
from sightline.merging.difference import Difference
from sightline.pipeline import Analysis
from sightline.studies.compare import Comparison
from sightline.studies.effect import Effect
from sightline.studies.journey import Journey
from sightline.studies.plan import Plan
from sightline.studies.roadmap import Roadmap
from sightline.studies.uncertainty import Uncertainty
from tests.report.sentences.figures import is_amount, is_change, is_share, number
from tests.report.sentences.spoken import Said
from tests.report.sentences.truths import true


@true("The index stays at {}", Effect)
def stays(said: Said, share: str) -> None:
    assert is_share(share, said.about.index_after)
    assert abs(said.about.delta) < 1e-8


@true("The index {} from {} to {} ({})", Effect)
def moves(said: Said, verb: str, before: str, after: str, change: str) -> None:
    assert verb == ("rises" if said.about.delta > 0 else "falls")
    assert before != after
    assert is_share(before, said.about.index_before)
    assert is_share(after, said.about.index_after)
    assert is_change(change, said.about.delta)


@true("The index stays near {} ({})", Effect)
def nearly_stays(said: Said, share: str, change: str) -> None:
    assert is_share(share, said.about.index_after)
    assert is_change(change, said.about.delta)


@true("the sight of {} changes most, {}", Effect)
def changes_most(said: Said, name: str, change: str) -> None:
    most = max(said.about.most_changed(1000), key=lambda one: abs(one.delta))
    assert abs(most.delta) >= abs(said.about.most_changed(1)[0].delta) - 1e-12
    before, after = change.removeprefix("from ").split(" to ")
    assert before != after
    assert name
    assert is_share(before, said.about.most_changed(1)[0].before)
    assert is_share(after, said.about.most_changed(1)[0].after)


@true(
    "{}: {} of the effort is seen by external customers and {} is blocked; {}: {} is seen ({}) and {} is blocked ({}).",
    Effect,
)
def two_accounts(said: Said, _: str, seen: str, blocked: str, __: str, then: str, *rest: str) -> None:
    before, after = said.about.account_before, said.about.account_after
    assert is_share(seen, before.seen)
    assert is_share(blocked, before.blocked)
    assert is_share(then, after.seen)
    assert is_share(rest[1], after.blocked)


@true("The line-of-sight index {} from {} to {} ({}).", Difference)
def differs(said: Said, verb: str, before: str, after: str, change: str) -> None:
    effect = said.about.effect
    assert verb == ("rises" if effect.delta > 0 else "falls")
    assert before != after
    assert is_share(before, effect.index_before)
    assert is_share(after, effect.index_after)
    assert is_change(change, effect.delta)


@true("The line-of-sight index stays at {}.", Difference)
def no_different(said: Said, share: str) -> None:
    assert is_share(share, said.about.effect.index_after)
    assert abs(said.about.effect.delta) < 1e-8


@true("That may only mean that more is known: {} newly recorded.", Difference)
def more_is_known(said: Said, count: str) -> None:
    assert said.about.effect.delta < 0
    assert is_amount(count, sum(one.what == "obstacle" for one in said.about.added))


@true("Obstacles: {}. Severity that came: {}; that went: {} (summed over obstacles).", Comparison)
def turned(said: Said, _: str, came: str, went: str) -> None:
    assert is_amount(came, said.about.turnover.opened)
    assert is_amount(went, said.about.turnover.closed)


@true("A part of it may only mean that more is known: {} {} where nobody had looked before.", Comparison)
def only_looked(said: Said, count: str, _: str) -> None:
    assert said.about.effect.delta < 0
    assert is_amount(count, sum(one.newly_seen for one in said.about.turnover.among("opened")))


@true("{} the index {} from {} to {} ({})", Journey)
def from_date_to_date(said: Said, _: str, verb: str, before: str, after: str, change: str) -> None:
    if said.text.startswith("From "):
        first, last = said.about.stages[0].index, said.about.stages[-1].index
        assert verb == ("rises" if last > first else "falls")
        assert before != after
        assert is_share(before, first)
        assert is_share(after, last)
        assert is_change(change, last - first)


@true("{} the index stays near {} ({})", Journey)
def hardly_moves(said: Said, _: str, share: str, change: str) -> None:
    if said.text.startswith("From "):
        assert is_share(share, said.about.stages[-1].index)
        assert is_change(change, said.about.stages[-1].index - said.about.stages[0].index)


@true("{} the index ends where it began, at {}", Journey)
def ends_where_it_began(said: Said, _: str, share: str) -> None:
    assert is_share(share, said.about.stages[0].index)
    assert abs(said.about.stages[0].index - said.about.stages[-1].index) < 1e-8


@true("; it was highest on {}, at {}", Journey)
def was_highest(said: Said, date: str, share: str) -> None:
    best = max(said.about.stages, key=lambda stage: stage.index)
    assert date == best.date.isoformat()
    assert is_share(share, best.index)


@true("{} at a cost of {} {} the index {} ({})", Plan)
def planned(said: Said, steps: str, cost: str, verb: str, change: str, gained: str) -> None:
    if "raise" in verb:
        before, after = change.removeprefix("from ").split(" to ")
        assert before != after
        assert is_amount(steps, len(said.about.steps))
        assert is_amount(cost, said.about.cost)
        assert is_share(before, said.about.index)
        assert is_share(after, said.about.index + said.about.gain)
        assert is_change(gained, said.about.gain)


@true("{} {} the index {}", Roadmap)
def dated(said: Said, steps: str, verb: str, change: str) -> None:
    if change.startswith("at "):
        return
    before, after = change.removeprefix("from ").split(" to ")
    assert before != after
    assert is_amount(steps, len(said.about.stages))
    assert verb.endswith("takes") == (len(said.about.stages) == 1)
    assert is_share(before, said.about.stages[0].effect.index_before)
    assert is_share(after, said.about.stages[-1].effect.index_after)


@true("{} {} the index at {} ({})", Roadmap)
def leaves(said: Said, steps: str, verb: str, share: str, change: str) -> None:
    assert is_amount(steps, len(said.about.stages))
    assert verb.endswith("leaves") == (len(said.about.stages) == 1)
    assert is_share(share, said.about.stages[-1].effect.index_after)
    first = said.about.stages[0].effect.index_before
    assert is_change(change, said.about.stages[-1].effect.index_after - first)


@true(
    "With the severities drawn {} times (seed {}), the plan gains between {} and {} points in 90 % of the draws.", Plan
)
def sure(said: Said, draws: str, seed: str, low: str, high: str) -> None:
    last = said.about.steps[-1]
    assert (number(draws), number(seed)) == (said.about.draws, said.about.seed)
    assert is_amount(low, last.low * 100)
    assert is_amount(high, last.high * 100)


@true("{}: {} of the effort reaches an external customer unobstructed; in 90 % of the draws it is {}.", Uncertainty)
def between(said: Said, _: str, share: str, interval: str) -> None:
    assert is_share(share, said.about.index.point)
    ends = interval.split(" to ")
    assert is_share(f"{ends[0].removesuffix(' %')} %", said.about.index.low)
    assert is_share(ends[-1], said.about.index.high)


@true("{} of {} {}", Uncertainty)
def tell(said: Said, told: str, whole: str, _: str) -> None:
    if "how sure" in said.text and " are" in said.text:
        assert is_amount(told, said.about.told)
        assert is_amount(whole, len(said.about.network.obstacles))
        assert ("the others" in said.text) == (said.about.told < len(said.about.network.obstacles))


@true("Of all effort, {} is seen by external customers", Analysis)
def flows(said: Said, share: str) -> None:
    assert is_share(share.partition(" is ")[0], said.about.sight.account.seen)


@true("{}, {} is blocked by obstacles, {} is lost in handoffs and {} has no route to a customer.", Analysis)
def parts(said: Said, _: str, blocked: str, handoffs: str, no_route: str) -> None:
    account = said.about.sight.account
    assert is_share(blocked.rpartition(", ")[2], account.blocked)
    assert is_share(handoffs, account.handoffs)
    assert is_share(no_route, account.no_route)


@true("If {} stopped, {}{} would have no route to a customer.", Analysis)
def gate(said: Said, name: str, *told: str) -> None:
    finding = said.part
    assert name in finding.title
    assert is_amount("".join(told), finding.value)


@true("{} of the haze on {} comes from upstream", Analysis)
def from_upstream(said: Said, share: str, _: str) -> None:
    if isinstance(said.part, Finding) and said.text == said.part.title.replace("\u00a0", " "):
        assert is_share(share, said.part.value)


@true("{} of the effort goes by a line that has been looked at", Analysis)
def low_coverage(said: Said, share: str) -> None:
    if isinstance(said.part, Finding):
        assert is_share(share.removeprefix("Only ").lower(), said.part.value)


@true(
    "What goes round once more is {} of all effort, and every round passes the same obstacles and handoffs again.",
    Analysis,
)
def rework(said: Said, share: str) -> None:
    assert is_share(share, said.part.value) or said.part.value > 1
