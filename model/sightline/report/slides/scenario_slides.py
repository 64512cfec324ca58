"""What if: each tried scenario, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sightline.report.handover.scenario import Scene, Turn, build_scenarios
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box
from sightline.report.slides.charts import Series, add_bars
from sightline.report.slides.fitting import Run
from sightline.report.slides.flow import Block, Column, Table, make_table
from sightline.report.slides.story import Story

_LEFT: Final = 420.0
_RIGHT: Final = 424.0
_CHANGES: Final = 8


def add_scenarios(story: Story, title: str) -> None:
    """Add one slide for each scenario."""
    for scene in build_scenarios(story.subject):
        _add_scene(story, scene, title)


def _add_scene(story: Story, scene: Scene, title: str) -> None:
    notes = (*scene.changes, "A scenario says what the model would show if nothing else changed.")
    canvas = story.deck.add_slide(f"{title}: {scene.name}", notes=notes)
    canvas.write(Box(0, 0, WIDTH, 42), story.say(scene.sentence), size=16, floor=12, name="Lead")
    top = 56.0
    shown = scene.changes[:_CHANGES]
    rest = len(scene.changes) - len(shown)
    box = min(42.0 + 19.0 * (len(shown) + bool(rest)), 130.0)
    listed = [*shown, f"{rest:,} more"] if rest else shown
    canvas.card(
        Box(0, top, _LEFT, box),
        Run("What is changed", bold=True, colour="accent"),
        *listed,
        margin=10, size=13, floor=9, gap=3, anchor="top", name="Changes",
    )  # fmt: skip
    turns = [one for one in (scene.index, *scene.account) if any(one.sides)]
    if turns:
        add_bars(
            canvas,
            Box(0, top + box + 12, _LEFT, HEIGHT - top - box - 12),
            [story.say(one.name) for one in turns],
            [
                Series("Today", [one.before for one in turns], "no_route"),
                Series("Then", [one.after for one in turns], "accent"),
            ],
            alt=story.say(scene.sentence),
            room=130.0,
        )
    room, place = HEIGHT - top, top
    for table in _tables(story, scene):
        fits, _ = table.split(room)
        if fits is not None:
            fits.draw(canvas, WIDTH - _RIGHT, place)
            room, place = room - fits.height - 14, place + fits.height + 14


def _tables(story: Story, scene: Scene) -> Sequence[Block]:
    named = (("External customer: what arrives", scene.customers), ("Whose sight changes most", scene.elements))
    return [_table(story.say(title), turns) for title, turns in named if turns]


def _table(title: str, turns: Sequence[Turn]) -> Table:
    columns = (
        Column(title, _RIGHT - 222), Column("Today", 66, "right"), Column("Then", 66, "right"),
        Column("Change", 90, "right"),
    )  # fmt: skip
    return make_table(columns, [[Run(one.name, bold=True), *one.said, one.change] for one in turns], alt=title, most=1)
