"""Text keeps inside its box, whatever the names are: measured with another ruler than the deck is made with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sightline.pictures.svg_marks import fit
from sightline.report.handover import CustomerWord, Face, Subject
from sightline.report.slides import build_deck
from sightline.report.slides.fitting import Run, count_lines, cut_to, fit_paragraphs, height_of
from tests.drawing import SECTION_OF_KIND, Body, organizations
from tests.report.slides.decks import drawn, read, shapes, subject_of

POINT: Final = 12_700
LONG: Final = (
    "Donaudampfschifffahrtsgesellschaftskapit\u00e4nswitwenrente " * 3,
    "W" * 190,
    "A very long name of a team that nobody would ever write down in one go " * 3,
    "\u5f88\u957f\u7684\u540d\u5b57" * 40,
    "i" * 190,
)
TEXTS: Final = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300)


def with_long_names(raw: Body) -> Body:
    """Give an organization in which everything has a long name."""
    named: Body = {**raw, "name": LONG[2]}
    at = 0
    for section in SECTION_OF_KIND.values():
        bodies = raw.get(section)
        if isinstance(bodies, dict):
            said: Body = {}
            for identifier, body in bodies.items():
                at += 1
                said[identifier] = {**body, "name": LONG[at % len(LONG)], "description": LONG[0]}
            named[section] = said
    return named


def heights(deck: bytes) -> Iterator[tuple[str, float, float]]:
    """Give what every text needs and what it has, in points, with what it says."""
    for slide in read(deck).slides:
        for shape in shapes(slide):
            if getattr(shape, "has_table", False) and shape.has_table:
                columns = [column.width for column in shape.table.columns]
                for row in shape.table.rows:
                    for cell, width in zip(row.cells, columns, strict=True):
                        yield _need(cell.text_frame, width, row.height, cell)
            elif getattr(shape, "has_text_frame", False) and not shape.is_placeholder and shape.text_frame.text:
                yield _need(shape.text_frame, shape.width, shape.height, shape.text_frame)


def _need(frame: Any, width: int, height: int, margins: Any) -> tuple[str, float, float]:  # noqa: ANN401 - of two kinds
    inner = (width - margins.margin_left - margins.margin_right) / POINT
    room = (height - margins.margin_top - margins.margin_bottom) / POINT
    need = 0.0
    for paragraph in frame.paragraphs:
        size = max((run.font.size.pt for run in paragraph.runs), default=0.0)
        lines = len(fit(paragraph.text, inner, size, 1_000)) if size else 0
        need += lines * 1.15 * size + (paragraph.space_before.pt if paragraph.space_before else 0.0)
    return frame.text, need, room


def check(deck: bytes) -> int:
    """Assert that every text fits and every shape lies within its slide; give how many texts there were."""
    count = 0
    for text, need, room in heights(deck):
        count += 1
        assert need <= room + 0.5, f"{text[:80]!r} needs {need:.0f} points and has {room:.0f}"
    presentation = read(deck)
    wide, high = presentation.slide_width or 0, presentation.slide_height or 0
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.is_placeholder:
                continue
            assert shape.left >= -1, shape.name
            assert shape.top >= -1, shape.name
            assert shape.left + shape.width <= wide + POINT, shape.name
            assert shape.top + shape.height <= high + 1, shape.name
    return count


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(organizations(max_elements=9))
def test_very_long_names_fit(raw: Body) -> None:
    subject = subject_of(drawn(with_long_names(raw)), lines=2)
    face = Face(title=LONG[2], client=LONG[1])
    assert check(build_deck(subject, face)) > 10


@pytest.mark.parametrize("length", [2, 7, 8, 15, 40])
def test_a_route_of_any_length_fits(length: int) -> None:
    chain: Body = {f"t{at}": {"name": LONG[at % 5], "serves": f"t{at + 1}"} for at in range(length - 1)}
    chain[f"t{length - 1}"] = {"serves": "client", "obstacles": [{"kind": "bottleneck", "severity": 0.5}] * 6}
    subject = subject_of(drawn({"sightline": 1, "customers": {"client": {}}, "teams": chain}), lines=0)
    deck = build_deck(Subject(subject.analysis, CustomerWord(None), elements=("t0",)), sections=["lines"])
    assert check(deck) > min(length, 14)


def test_letters_shrink_to_the_floor_and_then_the_text_is_cut() -> None:
    short = fit_paragraphs(["Short"], 100, 20, size=14, floor=9)
    assert (short.size, short.paragraphs) == (14, ((Run("Short"),),))
    smaller = fit_paragraphs(["word " * 12], 100, 60, size=14, floor=9)
    assert 9 <= smaller.size < 14
    cut = fit_paragraphs(["word " * 100, "never seen"], 100, 40, size=14, floor=9)
    assert cut.size == 9
    assert len(cut.paragraphs) == 1
    assert cut.paragraphs[0][0].text.endswith("word\u2026")


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.floats(40, 400), st.sampled_from([9.0, 11.0, 14.0]), st.booleans())
def test_no_text_takes_more_lines_than_are_counted(text: str, width: float, size: float, bold: bool) -> None:
    fitted = fit_paragraphs([Run(text, bold)], width, 60, size=size, floor=9)
    assert height_of(fitted.paragraphs, width, fitted.size) <= 60
    (paragraph,) = fitted.paragraphs
    said = "".join(run.text for run in paragraph)
    assert len(fit(said, width, fitted.size, 1_000)) <= count_lines(paragraph, width, fitted.size)
    assert len(fit(cut_to(text, width, size, 2), width, size, 1_000)) <= 2
