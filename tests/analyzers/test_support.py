"""Support: the five signs at the fronts, each by itself."""

from __future__ import annotations

import pytest

from sightline.analyzers.support import Support, SupportAnalyzer
from sightline.document import Tree, build_organization
from sightline.snapshot import Snapshot
from tests.organizations_voice import Raw, a_contact_centre_run_for_cost


def support(raw: Raw) -> Support:
    return SupportAnalyzer().run(Snapshot(build_organization(Tree(raw))))


def signs(raw: Raw) -> dict[str, int]:
    return {front.element: len(front.signs) for front in support(raw).fronts}


def test_four_signs_at_the_one_front_and_none_at_the_other() -> None:
    found = support(a_contact_centre_run_for_cost())
    assert signs(a_contact_centre_run_for_cost()) == {"hotline": 4}
    (finding,) = found.findings
    assert (finding.code, finding.elements) == ("support-signs", ("hotline",))
    assert (finding.value, finding.threshold) == (4, 3)


def hotline(**changes: object) -> Raw:
    """Change the hotline; None takes a field away."""
    raw = a_contact_centre_run_for_cost()
    raw["teams"]["hotline"] |= changes
    raw["teams"]["hotline"] = {name: value for name, value in raw["teams"]["hotline"].items() if value is not None}
    return raw


@pytest.mark.parametrize(
    "change",
    [
        {"outsourced": False},
        {"outsourced": None},
        {"turnover_per_year": 0.4},
        {"turnover_per_year": None},
        {"obstacles": []},
        {"obstacles": [{"kind": "cost-only-target", "severity": 0.2, "status": "removed"}]},
        {"feedback": {"to": "works", "cadence_days": 30}},
        {"feedback": "works"},
    ],
)
def test_each_sign_goes_when_its_reason_does(change: Raw) -> None:
    assert signs(hotline(**change))["hotline"] == 3
    fewer = hotline(**change) | {"thresholds": {"support_signs_least": 4}}
    assert support(fewer).findings == ()


def test_what_is_passed_on_too_rarely_is_a_sign_too() -> None:
    slow = {"to": "works", "cadence_days": 31}
    assert "every 31 days" in support(hotline(feedback=slow)).fronts[0].signs[-1]
    assert signs(hotline(feedback=[slow, {"to": "counter", "cadence_days": 7}]))["hotline"] == 3
    assert signs(hotline(feedback=[slow, "counter"]))["hotline"] == 3, "nobody noted the rhythm of the other"


def test_a_cost_target_on_what_it_does_counts() -> None:
    target = {"to": "caller", "obstacles": [{"kind": "cost-only-target", "severity": 0.5}]}
    assert signs(hotline(obstacles=[], serves=target))["hotline"] == 4


def test_a_front_is_what_the_file_says_else_who_works_for_customers() -> None:
    assert "hotline" not in signs(hotline(front=False))
    raw = hotline()
    raw["teams"]["works"]["front"] = True
    raw["roles"] = {"adviser": {"serves": "caller"}, "clerk": {"serves": "works"}}
    raw["processes"] = {"billing": {"serves": "caller"}}
    assert signs(raw) == {"hotline": 4, "works": 1, "adviser": 1}


def test_where_no_feedback_is_recorded_its_absence_is_no_sign() -> None:
    raw = hotline()
    del raw["teams"]["counter"]["feedback"]
    assert signs(raw) == {"hotline": 3}


def test_the_file_may_ask_for_fewer_signs() -> None:
    raw = hotline(outsourced=None, turnover_per_year=0.5) | {"thresholds": {"turnover_most": 0.5}}
    assert support(raw).findings == ()
    raw["thresholds"]["support_signs_least"] = 2
    assert len(support(raw).findings) == 1
