"""The parts of a report: the customer's word, formulas, the drawn account, the plan, and the comparison."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings

import sightline
from sightline.document import Organization
from sightline.errors import UsageError
from sightline.merging.difference import Difference
from sightline.phrases import percent
from sightline.pictures.account_flow import find_ends, find_starts
from sightline.pictures.account_svg import draw_account
from sightline.pictures.palette import LIGHT
from sightline.report.handover import CustomerWord, Subject
from sightline.report.handover.comparing import build_comparing
from sightline.report.handover.method import build_method
from sightline.report.handover.roadmap import build_roadmap
from sightline.report.html import build_page
from sightline.report.html.drawing import ticked
from sightline.report.html.formulas import to_mathml
from sightline.studies.what_if import WhatIf
from tests import organizations
from tests.drawing import organizations as any_organization
from tests.report.html.reports import drawn, read_page


def _worked(**more: object) -> Organization:
    return drawn({**organizations.worked_example(), **more})


@pytest.mark.parametrize(
    ("word", "sentence", "said"),
    [
        ("citizen", "An external customer is served.", "A citizen is served."),
        ("citizen", "External customers see 3 % of a customer", "Citizens see 3 % of a citizen"),
        ("applicant", "No route to a customer", "No route to an applicant"),
        ("party", "two external customers", "two parties"),
        ("child/children", "all customers; one customer", "all children; one child"),
        (
            "client",
            "its internal customer, and customer-facing work",
            "its internal customer, and customer-facing work",
        ),
        ("client", "Customer service serves the customer", "Customer service serves the client"),
        (None, "An external customer", "An external customer"),
    ],
)
def test_our_sentences_use_the_word_of_the_organization(word: str | None, sentence: str, said: str) -> None:
    assert CustomerWord(word, ["Customer service", "customer"])(sentence) == said


@pytest.mark.parametrize("word", ["", "<b>", "a/", "x" * 50, "{{7*7}}", "3"])
def test_what_is_no_word_is_refused(word: str) -> None:
    with pytest.raises(UsageError, match="is no word"):
        CustomerWord(word)


def test_the_word_is_used_all_over_the_page_and_names_stay() -> None:
    raw: dict[str, Any] = organizations.worked_example()
    analysis = sightline.analyze(drawn(raw))
    names = [str(analysis.snapshot.network.elements.title(row)) for row in range(len(raw))]
    text = read_page(build_page(Subject(analysis, CustomerWord("patient", names)))).text
    assert "patient" in text
    assert not re.search(r"external customers?\b", text.replace("internal or external customer", ""))


def test_formulas_are_set_with_their_fractions_and_limits() -> None:
    formula = r"\text{clarity} = \frac{\sum_{v} a_v}{\max_{\text{routes}} \; b} + \int_0^1 x^2 \, dt"
    root = fromstring(to_mathml(formula))
    assert root.tag == "math"
    assert [leaf.text for leaf in root.iter("mtext")] == ["clarity", "routes"]
    assert {"mfrac", "munder", "msub", "msubsup", "msup"} <= {one.tag for one in root.iter()}
    with pytest.raises(ValueError, match="sqrt"):
        to_mathml(r"\sqrt{2}")


def test_all_our_formulas_can_be_set() -> None:
    method = build_method(Subject(sightline.analyze(_worked()), CustomerWord(None)))
    assert len([one for one in method.explained if one.formula]) >= 6


def test_only_what_stands_between_backticks_is_code() -> None:
    assert ticked("mark `<b>` now") == "mark <code>&lt;b&gt;</code> now"
    assert ticked("one ` and <b>") == "one ` and &lt;b&gt;"


@given(any_organization())
@settings(max_examples=15)
def test_the_heights_of_the_drawn_account_are_its_shares(raw: dict[str, Any]) -> None:
    snapshot = sightline.analyze(drawn(raw), only=["sight"]).snapshot
    starts = find_starts(snapshot.network) if snapshot.network.total_effort > 0 else ()
    if not starts:
        return
    ends = find_ends(snapshot, starts)
    root: Element = fromstring(draw_account(starts, ends, LIGHT, title="t"))
    tag = "{http://www.w3.org/2000/svg}"
    bars = [float(bar.attrib["height"]) for bar in root.iter(f"{tag}rect")]
    assert len(bars) == len(starts) + len(ends)
    for bar, end in zip(bars[len(starts) :], ends, strict=True):
        assert bar == pytest.approx(max(300 * end.share, 1.0), abs=0.06)
    shown = " ".join(text.text or "" for text in root.iter(f"{tag}text"))
    assert all(percent(end.share, 1) in shown for end in ends)


def test_the_plan_of_the_file_is_followed_step_by_step() -> None:
    base = sightline.analyze(_worked())
    obstacle = str(base.snapshot.network.obstacles.ids[int(base.occlusion.hotspots[0])])
    halved = {"obstacle": obstacle, "to": 0.1}
    plan = [
        {"id": "later", "date": "2027-05-01", "clears": {"obstacle": obstacle}},
        {
            "id": "first",
            "name": "Halve it",
            "date": "2027-01-01",
            "cost": 3,
            "clears": halved,
        },
        {"id": "open"},
    ]
    analysis = sightline.analyze(_worked(interventions=plan))
    found = build_roadmap(Subject(analysis, CustomerWord(None)))
    assert found is not None
    assert [step.name for step in found.steps] == ["Halve it", "later", "open"]
    row = analysis.snapshot.network.obstacles.row[obstacle]
    indices = [percent(WhatIf(analysis.snapshot).index_with({row: left}), 1) for left in (0.1, 0.0)]
    assert [step.index for step in found.steps] == [*indices, ""]
    assert found.sentences[0].startswith("2 dated steps until 2027-05-01 take the index from")
    assert (found.steps[0].cost, found.steps[2].date, found.steps[2].clears) == ("3", "no date", ())
    assert 'id="roadmap"' in build_page(Subject(analysis, CustomerWord(None)))


def test_an_earlier_state_is_compared_part_by_part() -> None:
    before = drawn(organizations.two_suppliers_one_broker())
    after = drawn({**organizations.two_suppliers_one_broker(), "assumptions": {"handoff_clarity": 0.8}})
    subject = Subject(sightline.analyze(after), CustomerWord(None), difference=Difference(before, after))
    found = build_comparing(subject)
    assert found is not None
    assert any("falls from" in sentence for sentence in found.sentences)
    assert found.listings
    assert 'id="compare"' in build_page(subject)
