"""What has changed since an earlier date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sightline.merging.wording import Listing
from sightline.pictures.svg_marks import width_of
from sightline.report.handover.comparing import build_comparing
from sightline.report.slides.canvas import WIDTH
from sightline.report.slides.fitting import Run
from sightline.report.slides.flow import Block, Column, Table, make_table, make_text, pour
from sightline.report.slides.story import Story

_ROWS: Final = 6
"""Rows of each list: the page and the workbook have more."""
_WIDEST: Final = 300.0
"""The most that a text asks for beside others."""


def add_comparing(story: Story, title: str) -> None:
    """Add the comparison in sentences, and the lists behind it; nothing without an earlier state."""
    told = build_comparing(story.subject, _ROWS)
    if told is None:
        return

    def blocks(size: float) -> Iterator[Block]:
        first, *others = (story.say(said) for said in told.sentences)
        yield make_text(Run(first, bold=True), Run(f"From {told.before} to {told.after}.", colour="muted"), size=17)
        if others:
            yield make_text(*others, size=14)
        for listing in told.listings:
            if listing.rows:
                yield _table(story, listing, size)

    pour(story.deck, title, blocks, notes=[story.say(said) for said in told.sentences])


def _table(story: Story, listing: Listing, size: float) -> Table:
    first_number = len(listing.head) - listing.numbers
    needed = [
        min(max(width_of(text, size) for text in (story.say(head), *cells)), _WIDEST)
        for head, *cells in zip(listing.head, *listing.rows, strict=True)
    ]
    spare = (WIDTH - sum(needed)) / len(needed)
    columns = [
        Column(story.say(head), wide + spare, "left" if at < first_number else "right")
        for at, (head, wide) in enumerate(zip(listing.head, needed, strict=True))
    ]
    title = story.say(listing.title)
    return make_table(columns, [list(row) for row in listing.rows], alt=title, heading=title, size=size, most=3)
