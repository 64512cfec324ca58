"""What guards the reading of a figure stands where the figure does: in the summary, the page's method, the words."""

from __future__ import annotations

import pytest

from sightline.phrases import NBSP
from sightline.report import explaining, plan_wording, wording
from sightline.report.handover.customer_word import CustomerWord
from sightline.report.handover.glossary import build_glossary
from sightline.report.handover.subject import Subject
from sightline.report.handover.summary import build_summary
from sightline.report.uncertainty_wording import MEANING
from sightline.studies.parallel import Workers
from sightline.studies.uncertainty import find_uncertainty
from tests.report.sentences.cases import analyses
from tests.report.sentences.figures import is_share

CASES = ("worked_example", "ties", "no obstacle", "harbor", "all effort stranded")


def caveats(name: str, *, draws: int = 0) -> str:
    analysis = analyses()[name]
    study = find_uncertainty(analysis.snapshot, draws=draws, workers=Workers(jobs=1)) if draws else None
    return " ".join(build_summary(Subject(analysis, CustomerWord(None), uncertainty=study)).caveats).replace(NBSP, " ")


@pytest.mark.parametrize("name", CASES)
def test_a_headline_stands_with_its_assumption_its_coverage_and_what_the_index_is(name: str) -> None:
    said = caveats(name)
    assert "handoff clarity" in said
    assert "somebody has looked at" in said
    assert "not validated against outcomes" in said


def test_a_headline_with_an_interval_says_what_an_interval_is() -> None:
    said = caveats("worked_example", draws=10)
    assert MEANING in said
    assert "not how far the model itself is from the truth" in said
    assert "draws, seed" in said


def test_what_nobody_has_looked_at_is_unknown_and_not_clear() -> None:
    assert "all of it is unknown, not clear" in caveats("no obstacle")
    assert "the rest is unknown, not clear" in caveats("worked_example")


def test_gains_do_not_add_up_and_shares_do() -> None:
    analysis = analyses()["worked_example"]
    assert "Gains do not add up" in explaining.of_gain(analysis, 0).meaning
    assert "Shares add up" in explaining.of_share(analysis, 0).meaning
    words = dict(build_glossary(Subject(analysis, CustomerWord(None))))
    assert "Gains do not add up" in words["gain"]


def test_a_plan_says_that_its_gains_are_those_of_the_model() -> None:
    assert "those of the model, which is not validated" in plan_wording.MODEL_ONLY
    assert "an assumption" in plan_wording.MODEL_ONLY


def test_a_small_customer_is_not_a_badly_seen_one() -> None:
    analysis = analyses()["worked_example"]
    row = analysis.snapshot.network.elements.row["patient"]
    assert "A small customer is not a badly seen one" in explaining.of_customer(analysis, row).meaning


@pytest.mark.parametrize("name", sorted(analyses()))
def test_every_finding_says_what_speaks_against_it(name: str) -> None:
    findings = analyses()[name].findings
    assert all(one.evidence_against and one.action and one.why for one in findings)


def test_a_lower_bound_says_so() -> None:
    assert wording.gain(0.25, exact=False).startswith("at least ")
    assert not wording.gain(0.25, exact=True).startswith("at least ")


@pytest.mark.parametrize(
    ("text", "value", "stands"),
    [
        ("62 %", 0.6194, True),
        ("62 %", 0.626, False),
        ("0 %", 0.0, True),
        ("0 %", 0.001, False),
        ("under 1 %", 0.004, True),
        ("under 1 %", 0.0, False),
        ("over 99 %", 0.9999, True),
        ("over 99 %", 1.0, False),
        ("100 %", 0.999, False),
        ("All", 1.0, True),
        ("not defined", float("nan"), True),
        ("at least 5.0 %", 0.08, True),
        ("at least 5.0 %", 0.03, False),
    ],
)
def test_figures_are_read_back_with_care(text: str, value: float, stands: bool) -> None:
    assert is_share(text, value) is stands
