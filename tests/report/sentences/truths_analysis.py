"""The figures of one analysis in sentences: headline, lines, explanations, pictures, findings' own."""

from __future__ import annotations

import numpy as np
import pytest

from sightline.analyzers.paths import Paths
from sightline.pipeline import Analysis
from sightline.report import wording
from tests.report.sentences.figures import is_amount, is_share, number
from tests.report.sentences.spoken import Said
from tests.report.sentences.truths import true


@true("{} {} effort reaches an external customer unobstructed", Analysis)
def seen(said: Said, share: str, rest: str) -> None:
    assert is_share(f"{share} {rest}".partition(" of ")[0], said.about.sight.account.seen)


@true("{} is blocked{}", Analysis)
def blocked(said: Said, share: str, _: str) -> None:
    if said.text == wording.headline(said.about).replace("\u00a0", " "):
        told = share.rpartition("; ")[2].replace("nothing", "none")
        assert is_share(told, said.about.sight.account.blocked)


@true("{} is lost in handoffs", Analysis)
def handoffs(said: Said, share: str) -> None:
    if "unobstructed" in said.text:
        assert is_share(share.rpartition("; ")[2], said.about.sight.account.handoffs)


@true("{} has no route to an external customer", Analysis)
def no_route(said: Said, share: str) -> None:
    if "unobstructed" in said.text:
        assert is_share(share.rpartition("; ")[2], said.about.sight.account.no_route)


@true("None of {} effort reaches an external customer: the model names none.", Analysis)
def nobody_named(said: Said, _: str) -> None:
    assert not said.about.snapshot.network.elements.is_customer.any()


@true("There is nothing to see yet: no element is recorded{}.", Analysis)
def nothing(said: Said, _: str) -> None:
    assert not len(said.about.snapshot.network.elements)


@true("No effort is recorded{}, so there is no index.", Analysis)
def no_effort(said: Said, _: str) -> None:
    assert said.about.snapshot.network.total_effort == 0


@true("Assumed: every handoff keeps {} of what the customer needs (handoff clarity {}).", Analysis)
def assumed(said: Said, share: str, clarity: str) -> None:
    assert is_share(share, said.about.snapshot.network.handoff_clarity)
    assert float(clarity) == said.about.snapshot.network.handoff_clarity < 1


@true("{} of the effort goes by a line that somebody has looked at; {} is unknown{}, not clear.", Analysis)
def looked_at(said: Said, share: str, rest: str, lineless: str) -> None:
    assert is_share(share, said.about.coverage.coverage)
    assert said.about.coverage.coverage < 1
    assert (rest == "all of it") == (share == "None")
    assert bool(lineless) == (said.about.sight.account.no_route > 0)


@true("Every external customer{} sees all that is meant for it.", Analysis)
def all_see(said: Said, served: str) -> None:
    clarity = said.about.customers.clarity
    assert np.nanmin(clarity) >= 1 - 1e-9
    assert bool(served) == bool(np.isnan(clarity).any())


@true("{} of what is meant for {} arrives.", Analysis)
def one_sees(said: Said, share: str, name: str) -> None:
    if ":" not in share:
        (place,) = np.flatnonzero(~np.isnan(said.about.customers.clarity))
        assert is_share(share, float(said.about.customers.clarity[place]))
        assert name == wording.Names(said.about.snapshot.network).element(int(said.about.customers.rows[place]))


@true("The worst-seen external customer is {}: {} of what is meant for it arrives.", Analysis)
def worst(said: Said, name: str, share: str) -> None:
    clarity = said.about.customers.clarity
    assert is_share(share, float(np.nanmin(clarity)))
    (place,) = np.flatnonzero(clarity <= np.nanmin(clarity) + 1e-9)
    assert name == wording.Names(said.about.snapshot.network).element(int(said.about.customers.rows[place]))


@true("The worst-seen external customers are {}: {} of what is meant for each arrives.", Analysis)
def several_worst(said: Said, _: str, share: str) -> None:
    clarity = said.about.customers.clarity
    assert is_share(share, float(np.nanmin(clarity)))
    assert np.count_nonzero(clarity <= np.nanmin(clarity) + 1e-9) > 1


@true(
    "The recorded cause that gains most together with its effects is {} (`{}`): clearing it alone gains {},"
    " clearing it with {} gains {}.",
    Analysis,
)
def root(said: Said, _: str, identifier: str, alone: str, effects: str, together: str) -> None:
    found = said.about.occlusion
    row = said.about.snapshot.network.obstacles.row[identifier]
    assert is_share(alone, float(found.obstacles.gain[row]))
    assert is_share(together, float(found.with_effects[row]))
    assert found.with_effects[row] == np.nanmax(found.with_effects)
    count = wording.count_effects(said.about, row)
    assert effects.startswith("the obstacle ") if count == 1 else number(effects) == count


@true("{} ({}), {} that {} work, {}{}", Analysis)
def contents(said: Said, elements: str, customers: str, relations: str, _: str, *obstacles: str) -> None:
    network = said.about.snapshot.network
    assert is_amount(elements, len(network.elements))
    assert is_amount(customers, int(network.elements.is_customer.sum()))
    assert is_amount(relations, int((~network.relations.implied).sum()))
    assert is_amount("".join(obstacles), len(network.obstacles))


def _paths(said: Said) -> Paths | None:
    return said.part if isinstance(said.part, Paths) else None


@true("The best line of {} reaches {} {}; {}.", Analysis)
def best_line(said: Said, _: str, __: str, ___: str, left: str) -> None:
    if paths := _paths(said):
        assert is_share(left.removeprefix("but nothing passes: ").partition(" of the view")[0], paths.lines[0].clarity)
        assert ("nothing passes" in left) == (paths.lines[0].clarity == 0)


@true("Over all the routes its work really takes, {} of it reaches a customer{}.", Analysis)
def expectation(said: Said, share: str, _: str) -> None:
    if paths := _paths(said):
        assert is_share(share, paths.sight)


@true("{} has no route to any external customer.", Analysis)
def lost(said: Said, _: str) -> None:
    if paths := _paths(said):
        assert paths.hops is None
        assert not paths.lines


@true("{} {} no route without {}: {}.", Analysis)
def depend(said: Said, count: str, verb: str, _: str, __: str) -> None:
    if paths := _paths(said):
        assert is_amount(count, len(paths.depending))
        assert verb.endswith("has") == (len(paths.depending) == 1)


@true("{} share no element on the way; only without {} together would there be none.", Analysis)
def independent(said: Said, count: str, _: str) -> None:
    if paths := _paths(said):
        assert is_amount(count, len(paths.disjoint))
        assert len(paths.disjoint) == len(paths.cut) > 1


@true("What takes most is {}: {}{}.", Analysis)
def weakest(said: Said, _: str, passed: str, as_much: str) -> None:
    if isinstance(said.part, tuple):
        line = said.part[1]
        clarities = [one for step in line.steps for one in (step.clarity_of_supplier, step.clarity_of_relation)]
        assert line.weakest_clarity == min(clarities) < 1
        alike = sum(one <= min(clarities) + 1e-12 for one in clarities)
        told = f"{passed}{as_much}".partition(", as at ")
        assert (number(told[2]) if told[1] else 0) == alike - 1
        assert told[0].startswith("nothing") == (line.weakest_clarity == 0)
        if line.weakest_clarity:
            assert is_share(told[0].removesuffix(" passes there"), line.weakest_clarity)


@true("clarity {}, {}, {}", Analysis)
def about_line(said: Said, clarity: str, steps: str, handed: str) -> None:
    if isinstance(said.part, tuple):
        line = said.part[1]
        assert is_share(clarity, line.clarity)
        assert is_amount(steps, len(line.steps))
        assert is_amount(handed, line.handoffs)


@true("{} itself lets {} through: {} × {} = {}.", Analysis)
def own_part(said: Said, _: str, own: str, again: str, leaving: str, sight: str) -> None:
    row = said.part
    assert own == again
    assert is_share(own, float(said.about.snapshot.flow.clarity.elements[row]))
    assert is_share(sight, float(said.about.sight.sight[row]))
    assert own != "0 %" or sight == "0 %"
    assert is_share(leaving, float(said.about.snapshot.flow.onwards[row])) or own == "0 %"


@true("{}: effort {} × sight {} = {}.", Analysis)
def brought(said: Said, _: str, effort: str, sight: str, product: str) -> None:
    assert said.about.sight.index is not None or number(effort) == 0
    rounding = number(effort) * 6e-4
    assert number(effort) * number(sight) / 100 == pytest.approx(number(product), rel=2e-3, abs=rounding)
