"""Every template is said by an organization drawn for it, and what it says is true of the very figures."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings

from sightline.document import Tree, build_organization
from sightline.pipeline import analyze
from tests.drawing import Body, organizations
from tests.report.sentences import truths_analysis, truths_evidence, truths_figures, truths_studies
from tests.report.sentences.cases import everything_said
from tests.report.sentences.exceptions import FIGURES_ELSEWHERE, NAMES_ONLY, NOT_SAID
from tests.report.sentences.spoken import Said, spoken
from tests.report.sentences.templates import HOLE, pattern_of, templates
from tests.report.sentences.truths import TRUTHS

TOLD_IN = (truths_analysis, truths_evidence, truths_figures, truths_studies)
"""The modules that tell truths as they are read."""


@cache
def texts() -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.text for one in everything_said()))


def longest_part(template: str) -> str:
    return max(template.split(HOLE), key=len)


def test_many_templates_are_found() -> None:
    found = templates()
    assert len(found) > 350
    assert "nothing is blocked" not in found, "a part without a figure or a stop is no sentence"
    assert "{} {} effort reaches an external customer unobstructed" in found


def test_every_template_with_a_figure_has_a_truth() -> None:
    """A new template fails here until its truth is told, or it is named as one without a figure."""
    with_holes = {template for template in templates() if HOLE in template}
    assert sorted(with_holes - TRUTHS.keys() - FIGURES_ELSEWHERE - NAMES_ONLY - NOT_SAID) == []


def test_no_exception_outlives_its_template() -> None:
    assert sorted((FIGURES_ELSEWHERE | NAMES_ONLY | NOT_SAID) - templates().keys()) == []
    assert not TRUTHS.keys() & (FIGURES_ELSEWHERE | NAMES_ONLY)


@pytest.mark.parametrize("template", sorted(templates().keys() - NOT_SAID))
def test_every_template_is_said(template: str) -> None:
    """A new template fails here until an organization is drawn that makes it speak."""
    part = longest_part(template)
    assert any(part in text and pattern_of(template).search(text) for text in texts())


def check(template: str, said: tuple[Said, ...]) -> int:
    """Hold every saying of a template against the figures; tell how many there were."""
    of, truth = TRUTHS[template]
    part, count = longest_part(template), 0
    for one in said:
        if isinstance(one.about, of) and part in one.text and (found := pattern_of(template).search(one.text)):
            truth(one, *found.groups())
            count += 1
    return count


@pytest.mark.parametrize("template", sorted(TRUTHS))
def test_a_template_is_true_of_the_figures(template: str) -> None:
    assert TOLD_IN
    assert check(template, everything_said()) > 0


@settings(max_examples=15)
@given(organizations())
def test_every_template_is_true_of_what_is_drawn(raw: Body) -> None:
    said = tuple(spoken(analyze(build_organization(Tree(raw)))))
    assert said
    for template in TRUTHS:
        check(template, said)
