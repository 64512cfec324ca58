"""Charts of the office program: bars and lines whose figures can be edited, in colours of the theme.

The workbook inside of a chart is written by ourselves: no text in it is a formula, a link or a number.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from sightline.phrases import NBSP, clean
from sightline.pictures.palette import LIGHT, readable_on
from sightline.pictures.svg_marks import width_of
from sightline.report.slides.canvas import Box, Canvas, describe
from sightline.report.slides.fitting import cut_to
from sightline.report.slides.theme import paint

_TEXT: Final = 11.0
_SMALL: Final = 9.0
_MANY: Final = 21
"""Bars above which their figures are written small."""
_BETWEEN_KEYS: Final = 32.0
"""From the end of one name in it to that of the next colour, with the colour."""
_KEY: Final = 20.0
"""The height of the line that says which colour is what."""
_SHARE: Final = f"0{NBSP}%"
_EXACT: Final = f"0.0{NBSP}%"
_SMALL_PART: Final = 0.06
"""Parts of the longest bar in which no figure fits."""
_BESIDE: Final = 1.12
"""How far the axis reaches beyond the longest bar that has its figure beside it."""
LOWEST: Final = 112.0
"""In charts that are lower, office programs break the figures beside the bars."""
_MADE: Final = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_PLAIN: Final = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name, its shares in [0, 1] (None for a gap), and its colour."""

    name: str
    values: Sequence[float | None]
    colour: str


def add_bars(
    canvas: Canvas,
    box: Box,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    alt: str,
    room: float,
    stacked: bool = False,
    labels: bool = True,
) -> None:
    """Add bars that lie, the first category on top; ``room`` is the width that the names of the categories get."""
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    named = [cut_to(one, room, _TEXT, 2) for one in categories]
    chart = _add(canvas, box, kind, named, series, alt)
    chart.category_axis.reverse_order = True
    plot = chart.plots[0]
    plot.gap_width = 45
    plot.overlap = 100 if stacked else -5
    _style_axes(chart, hidden=labels)
    longest = _longest(series, stacked=stacked)
    if labels and longest > 0:
        chart.value_axis.maximum_scale = longest * (1.0 if stacked else _BESIDE)
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE if labels else XL_TICK_LABEL_POSITION.HIGH
    if labels:
        size = _SMALL if len(named) * len(series) > _MANY else _TEXT
        for drawn, one in zip(plot.series, series, strict=True):
            _label(canvas, drawn, None if stacked else XL_LABEL_POSITION.OUTSIDE_END, size)
            if stacked:
                drawn.data_labels.number_format = f'[<{_SMALL_PART * longest:.4f}]"";{_SHARE}'
                paint(drawn.data_labels.font, _ink_on(one.colour))


def add_steps(canvas: Canvas, box: Box, categories: Sequence[str], series: Sequence[Series], *, alt: str) -> None:
    """Add lines through points, from the left to the right."""
    chart = _add(canvas, box, XL_CHART_TYPE.LINE_MARKERS, categories, series, alt)
    _style_axes(chart, hidden=False)
    for drawn in chart.plots[0].series:
        drawn.smooth = False
        _label(canvas, drawn, XL_LABEL_POSITION.ABOVE, _TEXT)


def _add(
    canvas: Canvas, box: Box, kind: XL_CHART_TYPE, categories: Sequence[str], series: Sequence[Series], alt: str
) -> Any:  # noqa: ANN401 - python-pptx names no type for most parts of a chart
    categories = [clean(one) for one in categories]
    series = [replace(one, name=clean(one.name)) for one in series]
    data: Any = ChartData(number_format=_SHARE)  # type: ignore[no-untyped-call]  # theirs
    data.categories = categories
    for one in series:
        data.add_series(one.name, one.values)
    keyed = len(series) > 1 or kind == XL_CHART_TYPE.BAR_STACKED
    if keyed:
        box = Box(box.left, box.top, box.width, box.height - _KEY)
    frame: Any = canvas.slide.shapes.add_chart(kind, *canvas.frame.at(box), data)
    frame.name = "Chart"
    describe(frame, alt)
    chart = frame.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(categories, series))
    chart.has_title = False
    chart.font.size = Pt(round(_TEXT * canvas.frame.scale, 1))
    paint(chart.font, "text")
    chart.has_legend = False
    if keyed:
        _add_key(canvas, Box(box.left, box.bottom, box.width, _KEY), series)
    for drawn, one in zip(chart.plots[0].series, series, strict=True):
        if kind == XL_CHART_TYPE.LINE_MARKERS:
            drawn.format.line.width = Pt(2.25)
            paint(drawn.format.line, one.colour)
            paint(drawn.marker.format.fill, one.colour)
            drawn.marker.format.line.fill.background()
        else:
            drawn.invert_if_negative = False
            paint(drawn.format.fill, one.colour)
    return chart


def _add_key(canvas: Canvas, box: Box, series: Sequence[Series]) -> None:
    """Say which colour is what, in the order of the bars: office programs do not agree on that of a legend."""
    left = box.left
    room = box.width - _BETWEEN_KEYS * len(series)
    needed = sum(width_of(one.name, 1.0) for one in series)
    size = min(_TEXT, max(_SMALL, room / needed))
    widths = [min(width_of(one.name, size), room / len(series) if size == _SMALL else room) for one in series]
    for one, wide in zip(series, widths, strict=True):
        canvas.card(Box(left, box.top + 7, 9, 9), fill=one.colour, name="Colour")
        place = Box(left + 14, box.top + 4, wide + 8, 16)
        canvas.write(place, one.name, size=size, floor=_SMALL, name="Key")
        left += wide + _BETWEEN_KEYS


def _longest(series: Sequence[Series], *, stacked: bool) -> float:
    """Give the length of the longest bar."""
    bars = zip(*(one.values for one in series), strict=True)
    return max((sum(value or 0.0 for value in bar) if stacked else max(value or 0.0 for value in bar)) for bar in bars)


def _ink_on(colour: str) -> str:
    """Choose between the colours of text and paper for writing on a colour of the palette."""
    return "paper" if readable_on(getattr(LIGHT, colour)) == "#ffffff" else "text"


def _style_axes(chart: Any, *, hidden: bool) -> None:  # noqa: ANN401 - as above
    across, along = chart.category_axis, chart.value_axis
    across.major_tick_mark = along.major_tick_mark = XL_TICK_MARK.NONE
    paint(across.format.line, "line")
    along.format.line.fill.background()
    along.has_major_gridlines = not hidden
    if not hidden:
        paint(along.major_gridlines.format.line, "line")
    along.minimum_scale = 0.0
    along.tick_labels.number_format = _SHARE
    along.tick_labels.number_format_is_linked = False


def _label(canvas: Canvas, drawn: Any, position: XL_LABEL_POSITION | None, size: float) -> None:  # noqa: ANN401 - as above
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = _EXACT, False
    labels.font.size = Pt(round(size * canvas.frame.scale, 1))
    labels._element.get_or_add_txPr().bodyPr.set("wrap", "none")
    paint(labels.font, "text")
    if position is not None:
        labels.position = position


def _workbook(categories: Sequence[str], series: Sequence[Series]) -> bytes:
    """Write the figures of a chart where the chart looks for them: names in the first row and column."""
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, _PLAIN)
    book.set_properties({"created": _MADE})
    sheet = book.add_worksheet("Sheet1")
    for row, category in enumerate(categories, start=1):
        sheet.write_string(row, 0, category)
    for at, one in enumerate(series, start=1):
        sheet.write_string(0, at, one.name)
        for row, value in enumerate(one.values, start=1):
            if value is not None:
                sheet.write_number(row, at, value)
    book.close()
    return written.getvalue()
