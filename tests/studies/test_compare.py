"""Two states of one organization: what turned, under which names, and where trouble only changed its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.document import Organization, Tree, build_organization
from sightline.errors import UsageError
from sightline.studies.compare import Comparison, compare
from sightline.studies.displacement import State
from tests.drawing import Body, organizations, renamed
from tests.organizations import worked_example

STATES: tuple[State, ...] = ("opened", "closed", "worse", "eased")


def organization(raw: Body) -> Organization:
    return build_organization(Tree(raw))


def desk(*severities: float, at: str = "desk", **more: object) -> Body:
    """Show one team with obstacles of these severities, named ob-1, ob-2 and so on, before a client.

    desk [...] --> (client)
    """
    kinds = ("bottleneck", "overload", "silo-handoff", "approval-overload")
    obstacles = [
        {"id": f"ob-{number}", "kind": kinds[number - 1], "severity": severity}
        for number, severity in enumerate(severities, 1)
    ]
    team = {"delivers": "client", "obstacles": obstacles}
    return {"sightline": 1, "customers": {"client": {}}, "teams": {at: team}, **more}


def between(before: Body, after: Body, names: dict[str, str] | None = None) -> Comparison:
    return compare(organization(before), organization(after), names=names)


def told(comparison: Comparison) -> dict[str, list[str]]:
    return {state: ids for state in STATES if (ids := [one.id for one in comparison.turnover.among(state)])}


def test_every_obstacle_that_turns_is_told_once() -> None:
    comparison = between(desk(0.5, 0.0, 0.2, 0.4), desk(0.0, 0.3, 0.5, 0.1))
    assert told(comparison) == {"opened": ["ob-2"], "closed": ["ob-1"], "worse": ["ob-3"], "eased": ["ob-4"]}
    assert comparison.turnover.opened == pytest.approx(0.6)
    assert comparison.turnover.closed == pytest.approx(0.8)


def test_a_removed_obstacle_is_closed() -> None:
    after = desk(0.5)
    after["teams"]["desk"]["obstacles"][0]["status"] = "removed"  # type: ignore[index]
    assert told(between(desk(0.5), after)) == {"closed": ["ob-1"]}


def test_an_obstacle_without_an_id_is_known_by_its_place_and_kind() -> None:
    before, after = desk(0.5), desk(0.2)
    before["teams"]["desk"]["obstacles"][0].pop("id")  # type: ignore[index]
    assert told(between(before, after)) == {"eased": ["ob-1"]}


@pytest.mark.parametrize(("came", "fires"), [(0.25, False), (0.26, True)])
def test_displacement_fires_where_more_than_half_of_what_went_came_back(came: float, fires: bool) -> None:
    comparison = between(desk(0.5), desk(0.0, came))
    assert [one.code for one in comparison.findings] == ["displacement"] * fires
    for found in comparison.findings:
        assert found.value == pytest.approx(0.52)
        assert found.threshold == 0.5
        assert found.elements == ("desk",)


def test_the_threshold_is_that_of_the_later_file() -> None:
    assert between(desk(0.5), desk(0.0, 0.4, thresholds={"displaced_share": 0.9})).findings == ()


def test_where_nothing_went_nothing_was_displaced() -> None:
    comparison = between(desk(0.5), desk(0.5, 0.4))
    assert comparison.turnover.ratio is None
    assert comparison.findings == ()


def test_what_stands_where_nobody_had_looked_speaks_against_displacement() -> None:
    """Open an obstacle at a store that was there and not assessed, and one at a shop that is new."""
    before, after = desk(0.5), desk(0.0)
    for teams, severity in ((before["teams"], None), (after["teams"], 0.4)):
        found = [] if severity is None else [{"kind": "overload", "severity": severity}]
        teams["store"] = {"delivers": "client", "obstacles": found}  # type: ignore[index]
    after["teams"]["shop"] = {"delivers": "client", "obstacles": [{"kind": "overload", "severity": 0.1}]}  # type: ignore[index]
    comparison = between(before, after)
    assert [(one.on, one.newly_seen, one.with_place) for one in comparison.turnover.among("opened")] == [
        ("store", True, False),
        ("shop", False, True),
    ]
    (finding,) = comparison.findings
    assert "1 obstacle stands where nobody had looked before" in finding.evidence_against
    assert "1 obstacle came with its place" in finding.evidence_against


def test_under_another_name_nothing_has_changed() -> None:
    comparison = between(desk(0.5), desk(0.5, at="counter"), {"desk": "counter"})
    assert comparison.effect.delta == 0
    assert comparison.turnover.changes == ()
    assert comparison.effect.elements.tolist() == ["client", "counter"]
    assert told(between(desk(0.5), desk(0.5, at="counter"))) == {}, "the obstacle has an id, and moved with its desk"


@settings(max_examples=20)
@given(raw=organizations(), data=st.data())
def test_names_are_only_names(raw: Body, data: st.DataObject) -> None:
    ids = [one.id for one in organization(raw).elements]
    names = dict(zip(ids, (f"new-{one}" for one in data.draw(st.permutations(ids))), strict=True))
    comparison = between(raw, renamed(raw, names), names)
    assert comparison.effect.went_dark == comparison.effect.came_to_light == ()
    assert comparison.effect.delta == pytest.approx(0, abs=1e-9) or comparison.effect.delta is None
    assert comparison.turnover.changes == ()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ({"desc": "counter"}, "`desc` is not an element of the earlier state; did you mean `desk`?"),
        ({"desk": "countr"}, "`countr` is not an element of the later state; did you mean `counter`?"),
        ({"desk": "client"}, "`client` would name two elements of the earlier state"),
    ],
)
def test_names_that_do_not_fit_are_refused(names: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError) as refused:
        between(desk(0.5), desk(0.5, at="counter"), names)
    assert said in str(refused.value)


def test_the_worked_example_beside_itself_says_nothing() -> None:
    comparison = between(worked_example(), worked_example())
    assert comparison.turnover.changes == ()
    assert comparison.findings == ()
    assert comparison.split is not None
    assert comparison.split.change == 0
