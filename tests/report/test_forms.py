"""A report from a script: the ending of the path says its form, and nothing is written where something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

import sightline
from sightline.errors import UsageError
from sightline.report.forms import ENDINGS, Form, build_form
from sightline.report.handover import CustomerWord, Face, Subject
from tests import organizations
from tests.report.html.reports import drawn


def test_each_ending_gives_the_form_of_its_name(tmp_path: Path) -> None:
    analysis = sightline.analyze(drawn(organizations.worked_example()))
    for ending, form in ENDINGS.items():
        sightline.write_report(analysis, tmp_path / f"report{ending}", client="The board")
        assert (tmp_path / f"report{ending}").read_bytes() == build_form(
            form, Subject(analysis, CustomerWord(None)), Face(client="The board")
        )
    assert set(ENDINGS.values()) == set(Form)


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("report.pdf", {}, "end it in .html, .pptx or .xlsx"),
        ("report.html", {"sections": ["nothing"]}, "no section"),
        ("report.pptx", {"elements": ["nobody"]}, "nobody"),
        ("report.xlsx", {"customer_word": "<i>"}, "no word"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    name: str, options: dict[str, object], said: str, tmp_path: Path
) -> None:
    analysis = sightline.analyze(drawn(organizations.worked_example()))
    with pytest.raises(UsageError, match=said):
        sightline.write_report(analysis, tmp_path / name, **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
