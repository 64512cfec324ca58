"""What always holds (semantics, section 4), and what may never matter: order, names, spelling, units of measurement."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import cast

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sightline.arrays.network import Floats
from sightline.pipeline import Analysis
from tests.analyzers.agreement import analyzed
from tests.drawing import CARRYING, KINDS_OF_OBSTACLES, SECTION_OF_KIND, Body, organizations, permuted, renamed
from tests.reference import figures

ROUNDING = 1e-9
SECTIONS = tuple(SECTION_OF_KIND.values())
few = settings(max_examples=50)


def rounding(raw: Body) -> float:
    """Say how far rounding alone may move a figure."""
    return ROUNDING + figures(raw).condition_number * 20 * 2.0**-52


def by_id(analysis: Analysis, values: Floats) -> dict[str, float]:
    return dict(zip(analysis.snapshot.network.elements.ids.tolist(), values.tolist(), strict=True))


def sight(analysis: Analysis) -> dict[str, float]:
    return by_id(analysis, analysis.sight.sight)


def bodies(raw: Body) -> Iterator[tuple[str, Body]]:
    """List the elements that are no customers."""
    for section in SECTIONS[1:]:
        yield from cast("dict[str, Body]", raw.get(section, {})).items()


def relations(body: Body) -> Iterator[Body]:
    """List the carrying relations of one element, each spelled as a mapping from now on."""
    for kind in CARRYING:
        entries = body.get(kind)
        if entries is None:
            continue
        listed = entries if isinstance(entries, list) else [entries]
        spelled = [dict(one) if isinstance(one, dict) else {"to": one} for one in listed]
        body[kind] = spelled
        yield from spelled


def obstacles(raw: Body) -> list[Body]:
    """List the obstacles, on elements and on relations."""
    found: list[Body] = []
    for _, body in bodies(raw):
        for place in (body, *relations(body)):
            found += cast("list[Body]", place.get("obstacles", []))
    return found


def with_change(raw: Body, change: Callable[[Body], None]) -> Body:
    changed = copy.deepcopy(raw)
    change(changed)
    return changed


@few
@given(organizations(), st.integers(0, 10), st.floats(0, 1))
def test_more_severity_never_raises_any_sight(raw: Body, which: int, part: float) -> None:
    listed = obstacles(raw)
    assume(listed)
    worse = copy.deepcopy(raw)
    obstacle = obstacles(worse)[which % len(listed)]
    severity = cast("float", obstacle["severity"])
    obstacle["severity"] = severity + part * (1 - severity)
    before, after = analyzed(raw), analyzed(worse)
    slack = rounding(raw)
    assert all(after.sight.sight <= before.sight.sight + slack)
    assert all(after.sight.best_line <= before.sight.best_line + slack)


@few
@given(organizations(), st.integers(0, 10))
def test_removing_an_obstacle_never_lowers_one(raw: Body, which: int) -> None:
    listed = obstacles(raw)
    assume(listed)
    removed = copy.deepcopy(raw)
    obstacles(removed)[which % len(listed)]["status"] = "removed"
    before, after = analyzed(raw), analyzed(removed)
    slack = rounding(raw)
    assert all(after.sight.sight >= before.sight.sight - slack)
    assert all(after.sight.best_line >= before.sight.best_line - slack)
    assert all(before.occlusion.obstacles.gain >= -slack)


@few
@given(organizations(), st.data())
def test_a_relation_more_never_lowers_a_best_line(raw: Body, data: st.DataObject) -> None:
    """For whoever has a relation already; for a member it may end the way through its unit."""
    working = [name for name, body in bodies(raw) if any(kind in body for kind in CARRYING)]
    assume(working)
    everyone = [name for section in SECTIONS for name in cast("dict[str, Body]", raw.get(section, {}))]
    supplier, customer = data.draw(st.sampled_from(working)), data.draw(st.sampled_from(everyone))

    def add(changed: Body) -> None:
        body = dict(bodies(changed))[supplier]
        list(relations(body))
        cast("list[Body]", body.setdefault("supports", [])).append({"to": customer})

    before, after = analyzed(raw), analyzed(with_change(raw, add))
    assert all(after.sight.best_line >= before.sight.best_line - ROUNDING)


@few
@given(organizations(), st.data())
def test_a_clear_step_in_between_leaves_the_sight_of_others(raw: Body, data: st.DataObject) -> None:
    """Put a clear system without effort into a relation: what passed one relation now passes two."""
    listed = [(name, number) for name, body in bodies(raw) for number, _ in enumerate(relations(body))]
    assume(listed)
    assume(figures(raw).case.equal_effort is False)
    name, number = data.draw(st.sampled_from(listed))

    def split(changed: Body) -> None:
        relation = list(relations(dict(bodies(changed))[name]))[number]
        end, relation["to"] = relation["to"], "between"
        systems = cast("dict[str, Body]", changed.setdefault("systems", {}))
        systems["between"] = {"supports": [{"to": end}]}

    changed = with_change(raw, split)
    before, after = analyzed(raw), analyzed(changed)
    slack = rounding(changed)
    assert after.sight.index == pytest.approx(before.sight.index, abs=slack)
    rest = sight(after)
    assert rest.pop("between") >= 0
    assert rest == pytest.approx(sight(before), abs=slack)


@few
@given(organizations(max_elements=6), organizations(max_elements=6))
def test_two_organizations_side_by_side_keep_their_figures(one: Body, other: Body) -> None:
    clarity = {"handoff_clarity": 0.9}
    one = _with_efforts({**one, "assumptions": clarity})
    other = _with_efforts({**other, "assumptions": clarity})
    other = json.loads(re.sub(r'"(o\d)"', r'"second-\1"', json.dumps(other)))
    ids = [name for section in SECTIONS for name in cast("dict[str, Body]", other.get(section, {}))]
    other = renamed(other, {name: f"second-{name}" for name in ids})
    both: Body = {"sightline": 1, "name": "Both", "assumptions": clarity}
    for section in SECTIONS:
        joined = {**cast("Body", one.get(section, {})), **cast("Body", other.get(section, {}))}
        if joined:
            both[section] = joined
    first, second, union = analyzed(one), analyzed(other), analyzed(both)
    slack = rounding(both)
    assert sight(union) == pytest.approx({**sight(first), **sight(second)}, abs=slack)
    efforts = [analysis.snapshot.network.total_effort for analysis in (first, second)]
    weighed = sum(effort * (part.sight.index or 0) for effort, part in zip(efforts, (first, second), strict=True))
    if sum(efforts) > 0:
        assert (union.sight.index or 0) * sum(efforts) == pytest.approx(weighed, abs=slack * max(1, sum(efforts)))
    assert len(union.loops.loops) == len(first.loops.loops) + len(second.loops.loops)


def _with_efforts(raw: Body) -> Body:
    """Spell the effort of every element, so that it does not hang on what stands beside it."""
    efforts = figures(raw).efforts

    def spell(changed: Body) -> None:
        for name, body in bodies(changed):
            body["effort"] = efforts[name]

    return with_change(raw, spell)


def _sums(analysis: Analysis) -> list[float]:
    """Give the figures of the whole that do not hang on any order."""
    account = analysis.sight.account
    whole = (analysis.sight.index, analysis.sight.clear_index, analysis.coverage.coverage)
    parts = (account.seen, account.blocked, account.handoffs, account.no_route)
    costs = analysis.occlusion.obstacles
    ranked = [*np.sort(costs.gain), *np.sort(costs.share), *np.sort(costs.blocked)]
    return [float("nan") if value is None else float(value) for value in (*whole, *parts, *ranked)]


def _columns(analysis: Analysis) -> list[Floats]:
    return [analysis.sight.best_line, analysis.rub_off.depth, analysis.chokepoints.depends]


@few
@given(organizations(), st.integers(0, 1000))
def test_neither_order_nor_names_matter(raw: Body, seed: int) -> None:
    before, shuffled = analyzed(raw), analyzed(permuted(raw, seed))
    slack = rounding(raw)
    assert sight(shuffled) == pytest.approx(sight(before), abs=slack)
    for here, there in zip(_columns(before), _columns(shuffled), strict=True):
        expected = by_id(before, here)
        assert by_id(shuffled, there) == pytest.approx(expected, abs=10 * slack, rel=10 * slack, nan_ok=True)
    assert _sums(shuffled) == pytest.approx(_sums(before), abs=slack, nan_ok=True)
    names = {one: f"other-{one}" for one in sight(before)}
    other = analyzed(renamed(raw, names))
    assert sight(other) == pytest.approx({names[one]: value for one, value in sight(before).items()}, abs=slack)
    assert _sums(other) == pytest.approx(_sums(before), abs=slack, nan_ok=True)


@few
@given(organizations(), st.sampled_from([0.001, 0.5, 3, 1000]))
def test_volumes_count_only_beside_each_other(raw: Body, factor: float) -> None:
    def scale(changed: Body) -> None:
        for _, body in bodies(changed):
            for relation in relations(body):
                relation["volume"] = factor * cast("float", relation.get("volume", 1.0))

    before, after = analyzed(raw), analyzed(with_change(raw, scale))
    slack = rounding(raw)
    assert sight(after) == pytest.approx(sight(before), abs=slack)
    assert _sums(after) == pytest.approx(_sums(before), abs=slack, nan_ok=True)


@few
@given(organizations(), st.sampled_from([0.001, 0.5, 3, 1000]))
def test_the_unit_of_effort_changes_no_share(raw: Body, factor: float) -> None:
    raw = _with_efforts(raw)

    def scale(changed: Body) -> None:
        for _, body in bodies(changed):
            body["effort"] = factor * cast("float", body["effort"])

    before, after = analyzed(raw), analyzed(with_change(raw, scale))
    slack = rounding(raw)
    assert _sums(after) == pytest.approx(_sums(before), abs=slack, nan_ok=True)
    arrivals = {one: factor * value for one, value in by_id(before, before.sight.arrivals).items()}
    assert by_id(after, after.sight.arrivals) == pytest.approx(arrivals, rel=10 * slack, abs=slack)


def _places(raw: Body) -> list[dict[str, list[Body]]]:
    """List what can carry obstacles."""
    found = [place for _, body in bodies(raw) for place in (body, *relations(body))]
    return cast("list[dict[str, list[Body]]]", found)


@few
@given(organizations(), st.integers(0, 10), KINDS_OF_OBSTACLES)
def test_two_layers_are_as_hazy_as_the_one_they_make(raw: Body, which: int, kind: str) -> None:
    listed = obstacles(raw)
    assume(listed)

    changed = copy.deepcopy(raw)
    obstacle = obstacles(changed)[which % len(listed)]
    obstacle["severity"] = 1 - (1 - cast("float", obstacle["severity"])) ** 0.5
    (place,) = [one for one in _places(changed) if any(other is obstacle for other in one.get("obstacles", []))]
    place["obstacles"].append({"kind": kind, "severity": obstacle["severity"]})
    before, after = analyzed(raw), analyzed(changed)
    slack = rounding(raw)
    assert sight(after) == pytest.approx(sight(before), abs=slack)
    assert after.occlusion.elements.gain == pytest.approx(before.occlusion.elements.gain, abs=slack)


@few
@given(organizations())
def test_accounts_add_up_and_what_is_not_defined_is_null(raw: Body) -> None:
    found = analyzed(raw)
    total = found.snapshot.network.total_effort
    account = found.sight.account
    parts = (account.seen, account.blocked, account.handoffs, account.no_route)
    if total == 0:
        assert (found.sight.index, found.sight.clear_index, found.coverage.coverage) == (None, None, None)
        assert parts == (None, None, None, None)
        return
    index, clear = found.sight.index or 0, found.sight.clear_index or 0
    assert sum(part or 0 for part in parts) == pytest.approx(1, abs=rounding(raw))
    assert account.seen == pytest.approx(index, abs=rounding(raw))
    costs = found.occlusion.obstacles
    assert costs.share.sum() == pytest.approx(clear - index, abs=rounding(raw))
    assert costs.blocked.sum() == pytest.approx(account.blocked, abs=rounding(raw))
    assert found.sight.no_route.sum() == pytest.approx(account.no_route, abs=rounding(raw))
    assert found.customers.seen.sum() == pytest.approx(index, abs=rounding(raw))
    for values in (found.sight.sight, found.sight.best_line, found.sight.arrivals, costs.gain, costs.share):
        assert np.isfinite(values).all()
        assert (values >= -rounding(raw)).all()
    assert (found.sight.sight <= 1 + rounding(raw)).all()
    undefined = np.isnan(found.rub_off.depth)
    assert (np.isnan(found.rub_off.inherited) == undefined).all()
    assert not (undefined & (found.snapshot.network.elements.effort > 0) & (found.sight.hops > 0)).any()
