"""What is planned: the index along the way as a line, and the steps as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sightline.report.handover.roadmap import build_roadmap
from sightline.report.slides.canvas import WIDTH, Box, Canvas
from sightline.report.slides.charts import Series, add_steps
from sightline.report.slides.fitting import Run
from sightline.report.slides.flow import Block, Cell, Column, Drawn, make_table, make_text, pour
from sightline.report.slides.story import Story

_CHART: Final = 150.0
_NOTHING: Final = ("clears no recorded obstacle",)
_COLUMNS: Final = (
    Column("When", 96),
    Column("What", 364),
    Column("Owner", 130),
    Column("Cost", 72, "right"),
    Column("Index moves by", 118, "right"),
    Column("Index then", 92, "right"),
)


def add_roadmap(story: Story, title: str) -> None:
    """Add the plan; nothing where there is none."""
    told = build_roadmap(story.subject)
    if told is None:
        return

    def blocks(size: float) -> Iterator[Block]:
        yield make_text(*(story.say(said) for said in told.sentences[:4]), size=16)
        chart = _chart(story)
        if chart is not None:
            yield chart
        rows: list[list[Cell]] = [
            [
                step.date,
                [Run(step.name, bold=True), *(Run(one, colour="muted") for one in step.clears or _NOTHING)],
                step.owner, step.cost, step.change, step.index,
            ]
            for step in told.steps
        ]  # fmt: skip
        yield make_table(_COLUMNS, rows, alt="The planned steps in the order of their dates", size=size, most=4)

    pour(story.deck, title, blocks, notes=[story.say(said) for said in told.sentences])


def _chart(story: Story) -> Drawn | None:
    """Draw the index from today on; where several steps share a day, what it is at the end of that day."""
    roadmap = story.subject.roadmap
    levels = {"Today": story.subject.analysis.sight.index}
    levels |= {str(stage.date): stage.effect.index_after for stage in roadmap.stages}
    if len(levels) < 2:
        return None

    def draw(canvas: Canvas, left: float, top: float) -> None:
        add_steps(
            canvas, Box(left, top, WIDTH, _CHART), list(levels),
            [Series("Line-of-sight index", list(levels.values()), "accent")],
            alt="The line-of-sight index after each planned step",
        )  # fmt: skip

    return Drawn(_CHART, draw)
