"""The findings workbook: what was found, to be filtered, and the model beside it, to be edited and read again.

The plan stands on two sheets: ``Plan`` is for reading, a row for each step with the index along the way;
``Interventions`` is the table of the model, a row for each obstacle that a step clears.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from sightline.errors import UsageError
from sightline.report.handover import Face, Subject, build_head
from sightline.report.workbook.about import build_about
from sightline.report.workbook.book import Book
from sightline.report.workbook.hotspots import build_hotspots_sheet
from sightline.report.workbook.model import build_model
from sightline.report.workbook.reading import build_customers_sheet, build_findings_sheet, build_plan_sheet
from sightline.report.workbook.shape import Sheet, TableSheet
from sightline.report.workbook.stories import build_compare_sheet, build_lines_sheet, build_scenario_sheet

__all__ = ["build_workbook"]


def build_workbook(subject: Subject, face: Face | None = None, *, sections: Collection[str] = ()) -> bytes:
    """Build the workbook; the same subject gives the same bytes.

    ``sections`` (names as on the page; all where none is named) choose among the sheets that are only read; those of
    the model are always there. Raises UsageError without a document, where XlsxWriter is not installed, and where a
    sheet or cell cannot hold what would stand in it.
    """
    organization = subject.analysis.snapshot.organization
    if organization is None:
        raise UsageError("a workbook holds the model too, and this was read straight into arrays; leave out --arrays")
    head = build_head(subject, face or Face())
    model = build_model(subject, organization)
    sheets: list[Sheet] = [*_readings(subject, sections), *model.sheets]
    book = Book(head.title, " · ".join(part for part in (head.title, head.client, head.date) if part))
    book.add_blocks(build_about(subject, head, sheets, model.notices), head.title)
    for sheet in sheets:
        if isinstance(sheet, TableSheet):
            book.add_table(sheet)
        else:
            book.add_blocks(sheet, sheet.holds.rstrip("."))
    return book.close()


def _readings(subject: Subject, sections: Collection[str]) -> Iterator[Sheet]:
    """Build the chosen sheets that are only read, in their order."""
    builders: Mapping[str, Callable[[], Sheet | None]] = {
        "findings": lambda: build_findings_sheet(subject),
        "hotspots": lambda: build_hotspots_sheet(subject),
        "lines": lambda: build_lines_sheet(subject),
        "customers": lambda: build_customers_sheet(subject),
        "scenario": lambda: build_scenario_sheet(subject),
        "roadmap": lambda: build_plan_sheet(subject),
        "compare": lambda: build_compare_sheet(subject),
    }
    for name, build in builders.items():
        sheet = build() if not sections or name in sections else None
        if sheet is not None:
            yield sheet
