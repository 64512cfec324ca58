"""The account as a flow: it closes, every start's part is exact, and few marks hold many customers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from sightline.document import Tree, build_organization
from sightline.pictures.account_flow import MOST_CUSTOMERS, MOST_STARTS, account_flow, find_ends, find_starts
from sightline.pictures.palette import LIGHT
from sightline.pipeline import Analysis, analyze
from tests.drawing import Body, organizations
from tests.organizations import worked_example
from tests.samples.readings import analyzed

FATES = ("seen", "blocked", "handoffs", "no_route")


def analysis_of(raw: Body) -> Analysis:
    return analyze(build_organization(Tree({"sightline": 1, **raw})))


def assert_closed(analysis: Analysis) -> None:
    starts = find_starts(analysis.snapshot.network)
    if not starts:
        return
    ends = find_ends(analysis.snapshot, starts)
    account = analysis.sight.account
    for fate in FATES:
        assert sum(end.share for end in ends if end.fate == fate) == pytest.approx(getattr(account, fate), abs=1e-9)
    total = analysis.snapshot.network.total_effort
    begun = np.sum([end.parts for end in ends], axis=0)
    assert begun == pytest.approx([start.effort.sum() / total for start in starts], abs=1e-9)


@given(raw=organizations())
def test_the_flow_closes_to_the_account_and_each_start_to_its_effort(raw: Body) -> None:
    assert_closed(analysis_of(raw))


@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder", "bucket_brigade"])
def test_the_flow_of_every_sample_closes(sample: str) -> None:
    analysis = analyzed(sample)
    assert len(find_starts(analysis.snapshot.network)) > 1
    assert_closed(analysis)


def test_the_worked_example_by_hand() -> None:
    analysis = analysis_of(worked_example())
    starts = find_starts(analysis.snapshot.network)
    assert [start.name for start in starts] == ["workshop", "planning", "helpdesk"]
    ends = {end.key or end.fate: end for end in find_ends(analysis.snapshot, starts)}
    assert ends["clinic"].share == pytest.approx(0.3933)
    assert ends["patient"].share == pytest.approx(0.2261)
    assert ends["organization"].share == pytest.approx(0.328)
    assert ends["organization"].parts == pytest.approx([0.1, 0.19 + 0.038, 0.0])
    assert ends["handoffs"].share == pytest.approx(0.0526)
    assert "no_route" not in ends


def test_many_customers_and_units_are_few_marks() -> None:
    many = range(30)
    analysis = analysis_of(
        {
            "customers": {f"c{one}": {} for one in many},
            "teams": {f"t{one}": {"headcount": one + 1, "serves": f"c{one}"} for one in many},
        }
    )
    starts = find_starts(analysis.snapshot.network)
    ends = find_ends(analysis.snapshot, starts)
    assert len(starts) == MOST_STARTS
    assert starts[-1].name == "23 others"
    assert [end.name for end in ends if end.fate == "seen"][-1] == "25 other customers"
    assert len([end for end in ends if end.fate == "seen"]) == MOST_CUSTOMERS
    assert_closed(analysis)


def test_choosing_a_mark_gives_the_customer_or_the_area() -> None:
    picture = account_flow(analysis_of(worked_example()), LIGHT)
    assert picture.keys == ("", "", "", "clinic", "patient", "organization", "")


def test_no_name_becomes_markup_or_a_place_to_fill_in() -> None:
    picture = account_flow(
        analysis_of(
            {
                "customers": {"c": {"name": "<img src=x onerror=alert(1)> {b} {rank|x}"}},
                "teams": {"a": {"serves": "c", "name": "{c}<b>"}, "b": {"serves": "c"}},
            }
        ),
        LIGHT,
    )
    said = [node["label"]["formatter"] + node["tooltip"]["formatter"] for node in picture.spec["series"][0]["data"]]  # type: ignore[index]
    assert len(said) > 2
    for text in said:
        assert "<" not in text
        assert all(style.split("|")[0] in {"name", "share", "fate"} for style in text.split("{")[1:])
