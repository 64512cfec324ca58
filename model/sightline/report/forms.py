"""The forms that a report takes: a page, slides, a workbook. What each is made with is loaded when it is made."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sightline.errors import UsageError

if TYPE_CHECKING:
    from sightline.pipeline import Analysis
    from sightline.report.handover import Face, Subject


class Form(StrEnum):
    """A form that a report takes, by the ending of its file."""

    HTML = "html"
    PPTX = "pptx"
    XLSX = "xlsx"


ENDINGS: Final[dict[str, Form]] = {".html": Form.HTML, ".htm": Form.HTML, ".pptx": Form.PPTX, ".xlsx": Form.XLSX}
"""The form of a file, by the ending of its name."""
_LIBRARIES: Final = {Form.HTML: "jinja2", Form.PPTX: "pptx", Form.XLSX: "xlsxwriter"}


def build_form(
    form: Form, subject: Subject, face: Face, sections: Collection[str] = (), *, template: bytes | None = None
) -> bytes:
    """Build one form of a report, all of it or the sections that are named; ``template`` is for slides alone.

    Raises UsageError for a section that there is not, and for a template that is none.
    """
    if form is Form.HTML:
        from sightline.report.html import build_page

        return build_page(subject, face, sections).encode()
    if form is Form.PPTX:
        from sightline.report.slides import build_deck

        return build_deck(subject, face, sections=sections, template=template)
    from sightline.report.workbook import build_workbook

    return build_workbook(subject, face, sections=sections)


def write_report(
    analysis: Analysis,
    path: Path | str,
    *,
    title: str | None = None,
    client: str | None = None,
    date: str | None = None,
    customer_word: str | None = None,
    sections: Collection[str] = (),
    elements: Collection[str] = (),
) -> None:
    """Write a report to a file, whole or not at all; its ending says the form: .html, .pptx or .xlsx.

    ``sections`` are names of sections, all where none is named; ``elements`` (ids or names) those whose line of sight
    is told; the rest is what stands at the head, and what an external customer is called in our sentences. Raises
    UsageError for another ending, an unknown section or element, a word that is none, and where a library is missing.
    """
    from sightline.document.atomic import write_atomically
    from sightline.report.handover import Face, Subject, choose_word

    target = Path(path)
    form = form_of(target)
    require_libraries(form)
    subject = Subject(analysis, choose_word(customer_word, analysis), elements=tuple(elements))
    write_atomically(target, build_form(form, subject, Face(title, client, None, date), sections))


def form_of(path: Path) -> Form:
    """Tell the form of a file by its ending; raises UsageError for any other."""
    form = ENDINGS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path} does not say its form; end it in .html, .pptx or .xlsx")
    return form


def require_libraries(*forms: Form) -> None:
    """Raise UsageError where what these forms are made with is not installed."""
    for form in forms:
        if importlib.util.find_spec(_LIBRARIES[form]) is None:
            raise UsageError(
                f"a report as {form} needs {_LIBRARIES[form]}; install it with: pip install 'sightline[report]', or in"
                " a source tree: make app"
            )
