"""What is on the slides of a deck, to hold two against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
from pptx.oxml.ns import qn
from pptx.shapes.group import GroupShape


@dataclass(frozen=True, slots=True)
class Seen:
    """One slide: its title, its texts, its charts with their values to 12 digits, its connectors glued at both ends."""

    title: str
    texts: tuple[str, ...]
    charts: tuple[tuple[tuple[str, tuple[float | None, ...]], ...], ...]
    glued: int


def read_slides(path: Path) -> list[Seen]:
    """Read the slides of a deck; order of shapes and spaces at the ends of texts count for nothing."""
    return [
        Seen(
            title=slide.shapes.title.text_frame.text if slide.shapes.title is not None else "",
            texts=tuple(sorted(_texts(slide.shapes))),
            charts=tuple(sorted(_chart(shape) for shape in slide.shapes if shape.has_chart)),
            glued=len(slide.element.findall(f".//{qn('a:stCxn')}/../{qn('a:endCxn')}")),
        )
        for slide in pptx.Presentation(str(path)).slides
    ]


def _texts(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _texts(shape.shapes)
        elif shape.has_text_frame and shape.text_frame.text.strip():
            yield shape.text_frame.text.strip()
        elif shape.has_table:
            for row in shape.table.rows:
                yield from (cell.text.strip() for cell in row.cells if cell.text.strip())


def _chart(shape: Any) -> tuple[tuple[str, tuple[float | None, ...]], ...]:  # noqa: ANN401 - a frame with a chart
    return tuple(
        (series.name, tuple(None if value is None else round(value, 12) for value in series.values))
        for series in shape.chart.series
    )
