"""Questionnaires as files to fill in: an Excel form for each group, and the same as CSV for form tools.

Every row carries the id of its question, by which ``sightline survey apply`` finds the way back; the Excel form keeps
it in its last column, locked. Whatever the model's names begin with, no cell is a formula or a link. The same
questionnaire gives the same bytes.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sightline.document import Organization
from sightline.errors import UsageError
from sightline.evidence.questionnaires import Questionnaire
from sightline.evidence.survey_wording import (
    CANNOT_SAY,
    MIRROR_SCALE_TEXT,
    MIRROR_TEXT,
    ONE_THING_TEXT,
    SCALE,
    SCALE_TEXT,
    instructions,
    subject_title,
    title,
)
from sightline.formats.csv_folder import guard
from sightline.phrases import clean

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

CSV_COLUMNS: Final = (
    "respondent",
    "question_id",
    "audience",
    "asked",
    "about",
    "question",
    "scale",
    "answer",
    "comment",
)
FORM_COLUMNS: Final = ("about", "question", "answer", "comment", "question_id")
RESPONDENT: Final = "respondent"
CODE_HINT: Final = "A code of your own that you can make again, never a name: it only keeps your answers together."
_ANSWER, _COMMENT = FORM_COLUMNS.index("answer"), FORM_COLUMNS.index("comment")
_WIDTHS: Final = (34, 62, 14, 44, 30)
_CREATED: Final = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
_OPEN_SCALE: Final = "in your own words"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One question as it stands in a form; an open one is answered by a comment."""

    id: str
    about: str
    text: str
    scale: str
    is_open: bool = False


def form_rows(organization: Organization, questionnaire: Questionnaire) -> Iterator[FormRow]:
    """Give the rows of a questionnaire in their order: closed questions by subject, the mirror, the open question."""
    for subject, questions in questionnaire.by_subject.items():
        about = subject_title(organization, questionnaire.group, subject)
        yield from (FormRow(str(one.id), about, clean(one.item.text), SCALE_TEXT) for one in questions)
    if questionnaire.mirror is not None:
        yield FormRow(str(questionnaire.mirror), "Those you serve", MIRROR_TEXT, MIRROR_SCALE_TEXT)
    yield FormRow(str(questionnaire.one_thing), "In your own words", ONE_THING_TEXT, _OPEN_SCALE, is_open=True)


def make_csv(organization: Organization, questionnaire: Questionnaire) -> bytes:
    """Write a questionnaire as CSV: UTF-8, every text in quotation marks, one row a question."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    group = questionnaire.group
    for row in form_rows(organization, questionnaire):
        cells = ("", row.id, group.audience, group.element, row.about, row.text, row.scale, "", "")
        writer.writerow([guard(cell) if cell else "" for cell in cells])
    return buffer.getvalue().encode()


def make_form(organization: Organization, questionnaire: Questionnaire, customer_word: str | None = None) -> bytes:
    """Write a questionnaire as a workbook of one sheet in which only code, answers and comments can be changed.

    Raises UsageError where XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError("An Excel form needs XlsxWriter: pip install 'sightline[excel]'") from None
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _SAFE)
    name = title(organization, questionnaire)
    workbook.set_properties({"title": name, "created": _CREATED})
    sheet = workbook.add_worksheet("Questions")
    look = _Look.of(workbook)
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    last = len(FORM_COLUMNS) - 1
    sheet.write_string(0, 0, name, look.title)
    top = 1
    for text in instructions(organization, customer_word):
        sheet.merge_range(top, 0, top, last, "", look.text)
        sheet.write_string(top, 0, text, look.text)
        sheet.set_row(top, 32)
        top += 1
    sheet.write_string(top, 0, RESPONDENT, look.label)
    sheet.write_blank(top, 1, None, look.entry)
    sheet.write_string(top, _ANSWER, CODE_HINT, look.hint)
    top += 2
    for at, column in enumerate(FORM_COLUMNS):
        sheet.write_string(top, at, column, look.header)
    rows = list(form_rows(organization, questionnaire))
    _write_rows(sheet, look, rows, top + 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.hide_gridlines(2)
    workbook.close()
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Look:
    """The formats of a form."""

    title: Format
    text: Format
    label: Format
    hint: Format
    header: Format
    entry: Format
    choice: Format
    id: Format

    @classmethod
    def of(cls, workbook: Workbook) -> _Look:
        """Make the formats in a workbook."""
        wrapped = {"text_wrap": True, "valign": "top"}
        entry = {"bg_color": "#FFFBEA", "border": 1, "border_color": "#C9CED6", "locked": False, **wrapped}
        return cls(
            title=workbook.add_format({"bold": True, "font_size": 14}),
            text=workbook.add_format(wrapped),
            label=workbook.add_format({"bold": True}),
            hint=workbook.add_format({"font_color": "#5B6470"}),
            header=workbook.add_format({"bold": True, "bottom": 1, "bg_color": "#E8EEF4"}),
            entry=workbook.add_format(entry | {"num_format": "@"}),
            choice=workbook.add_format(entry | {"align": "center"}),
            id=workbook.add_format({"font_color": "#8A929C", "font_size": 8, **wrapped}),
        )


def _write_rows(sheet: Worksheet, look: _Look, rows: list[FormRow], top: int) -> None:
    about = None
    for number, row in enumerate(rows, start=top):
        if row.about != about:
            sheet.write_string(number, 0, row.about, look.text)
            about = row.about
        sheet.write_string(number, 1, row.text, look.text)
        sheet.set_row(number, 48 if row.is_open else 32)
        if row.is_open:
            sheet.write_string(number, _ANSWER, "answer here:", look.hint)
        else:
            sheet.write_blank(number, _ANSWER, None, look.choice)
            sheet.data_validation(number, _ANSWER, number, _ANSWER, _choice(row))
        sheet.write_blank(number, _COMMENT, None, look.entry)
        sheet.write_string(number, len(FORM_COLUMNS) - 1, row.id, look.id)


def _choice(row: FormRow) -> dict[str, object]:
    return {
        "validate": "list",
        "source": [*(str(number) for number in SCALE), CANNOT_SAY],
        "input_title": "1 to 5",
        "input_message": row.scale,
        "error_title": "Not on the scale",
        "error_message": f"Please choose 1 to 5, or {CANNOT_SAY}.",
    }
