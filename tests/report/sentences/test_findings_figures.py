"""Every number in the title of a finding is one of its own figures: its value, its threshold, or what it counts."""

from __future__ import annotations

import re

import pytest

from sightline.findings import Finding
from sightline.phrases import NBSP
from sightline.pipeline import Analysis
from tests.report.sentences.cases import analyses
from tests.report.sentences.figures import is_amount, is_share

SHARE = re.compile(r"(?:\b(?:[Uu]nder|[Oo]ver) )?\b\d[\d,]*(?:\.\d+)? %")
COUNT = re.compile(r"(?<![\w.-])\d[\d,]*(?:\.\d+)?(?![\w%-])")
MORE = re.compile(r" and \d+ more\b")
SEVERAL = {"concentration", "consensus-load", "triad", "support-signs", "structure-mismatch"}
"""Findings whose titles hold one of several counts against another; their tests stand with their analyzers."""


def unexplained(finding: Finding, analysis: Analysis) -> list[str]:
    """List the numbers of a title that are none of the finding's figures."""
    title = finding.title.replace(NBSP, " ")
    organization = analysis.snapshot.organization
    assert organization is not None
    names = [*(one.title for one in organization.elements), *(one.title for one in organization.decisions)]
    for name in sorted(names, key=len, reverse=True):
        title = title.replace(name, "") if len(name) > 3 else title
    title = MORE.sub("", title)
    shares = SHARE.findall(title)
    counts = COUNT.findall(SHARE.sub("", title))
    own = [finding.value, finding.threshold, len(finding.elements), len(finding.relations), len(finding.decisions)]
    wrong = [one for one in shares if not any(is_share(one.lower(), value) for value in own)]
    return wrong + [one for one in counts if not any(is_amount(one, float(value)) for value in own)]


@pytest.mark.parametrize("name", sorted(analyses()))
def test_a_title_tells_the_figures_of_its_finding(name: str) -> None:
    analysis = analyses()[name]
    told = {one.title: unexplained(one, analysis) for one in analysis.findings if one.code not in SEVERAL}
    assert {title: wrong for title, wrong in told.items() if wrong} == {}


def test_many_titles_hold_numbers() -> None:
    titles = [one.title for analysis in analyses().values() for one in analysis.findings if one.code not in SEVERAL]
    assert sum(bool(COUNT.search(title)) for title in titles) > 30
