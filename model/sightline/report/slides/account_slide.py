"""Where the effort ends, as bars and as a table."""

from __future__ import annotations

from typing import Final

from sightline.phrases import percent, without_aside
from sightline.pictures.account_flow import End, Start
from sightline.report.handover.account import build_account
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box
from sightline.report.slides.charts import Series, add_bars
from sightline.report.slides.fitting import Run, Written
from sightline.report.slides.flow import Cell, Column, Table, make_table
from sightline.report.slides.story import Story
from sightline.report.wording import ACCOUNT

_TOP: Final = 56.0
_TABLE: Final = 300.0
_GAP: Final = 24.0
_COLUMNS: Final = (Column("Where it ends", _TABLE - 64), Column("Of all effort", 64, "right"))


def add_account(story: Story, title: str) -> None:
    """Add one slide: a bar for each place where effort starts, cut by where it ends, beside all ends."""
    told = build_account(story.subject)
    if told is None:
        return
    canvas = story.deck.add_slide(title, notes=story.notes("Sight account"))
    canvas.write(Box(0, 0, WIDTH, _TOP - 8), story.say(told.sentence), size=15, floor=12, name="Lead")
    chart = Box(0, _TOP, WIDTH - _TABLE - _GAP, HEIGHT - _TOP - 20)
    series = [
        Series(story.say(name), _parts(told.starts, told.ends, fate), fate)
        for fate, name in ACCOUNT.items()
        if any(end.fate == fate for end in told.ends)
    ]
    add_bars(
        canvas, chart, [without_aside(start.name) for start in told.starts], series,
        alt=story.say(f"Bars of where effort starts, cut by where it ends. {told.sentence}"), room=120.0, stacked=True,
    )  # fmt: skip
    canvas.write(
        Box(0, chart.bottom + 4, chart.width, 16), Run("All bars together are all effort, 100 %.", colour="muted"),
        size=11, name="Note",
    )  # fmt: skip
    table = _table(story, told.ends, lines=2)
    if table.height > HEIGHT - _TOP:
        table = _table(story, told.ends, lines=1)
    table.draw(canvas, chart.right + _GAP, _TOP)


def _table(story: Story, ends: tuple[End, ...], *, lines: int) -> Table:
    """List the ends; in a second line what becomes of the effort there, where there is room for all."""
    rows: list[list[Cell]] = []
    for end in ends:
        fate = story.say(ACCOUNT[end.fate])
        name: list[Written] = [Run(without_aside(end.name), bold=True)]
        if lines > 1 and fate != end.name:
            name.append(Run(fate, colour="muted"))
        rows.append([name, percent(end.share, 1)])
    return make_table(_COLUMNS, rows, alt="Where the effort ends, and how much of it", most=lines)


def _parts(starts: tuple[Start, ...], ends: tuple[End, ...], fate: str) -> list[float]:
    """Give what of each start meets one fate, of all effort."""
    return [sum(float(end.parts[at]) for end in ends if end.fate == fate) for at in range(len(starts))]
