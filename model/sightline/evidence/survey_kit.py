"""All files of a survey: a form and a CSV file for each questionnaire, and the interview guide."""

from __future__ import annotations

from typing import Final

from sightline.evidence.interview_guide import make_guide
from sightline.evidence.questionnaires import Survey
from sightline.evidence.survey_forms import make_csv, make_form

GUIDE: Final = "interview-guide.html"
"""The file to begin with."""


def make_files(survey: Survey, customer_word: str | None = None) -> dict[str, bytes]:
    """Make the files of a survey, by name; the same survey gives the same bytes.

    ``customer_word`` is what external customers are called there, such as ``citizen``.
    Raises UsageError where XlsxWriter is not installed.
    """
    organization = survey.organization
    files = {GUIDE: make_guide(survey, customer_word)}
    for one in survey.questionnaires:
        files[f"{one.name}.xlsx"] = make_form(organization, one, customer_word)
        files[f"{one.name}.csv"] = make_csv(organization, one)
    return files
