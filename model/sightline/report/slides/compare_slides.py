"""What has changed since an earlier date."""

from __future__ import annotations

from collections.abc import Iterator

from sightline.merging.wording import Listing
from sightline.report.handover.comparing import build_comparing
from sightline.report.slides.canvas import WIDTH
from sightline.report.slides.fitting import Run
from sightline.report.slides.flow import Block, Column, Table, make_table, make_text, pour
from sightline.report.slides.story import Story


def add_comparing(story: Story, title: str) -> None:
    """Add the comparison in sentences, and the lists behind it; nothing without an earlier state."""
    told = build_comparing(story.subject)
    if told is None:
        return

    def blocks() -> Iterator[Block]:
        first, *others = (story.say(said) for said in told.sentences)
        yield make_text(Run(first, bold=True), Run(f"From {told.before} to {told.after}.", colour="muted"), size=17)
        if others:
            yield make_text(*others, size=14)
        for listing in told.listings:
            if listing.rows:
                yield _table(story, listing)

    pour(story.deck, title, blocks(), notes=[story.say(said) for said in told.sentences])


def _table(story: Story, listing: Listing) -> Table:
    count = len(listing.head)
    numbers = [at >= count - listing.numbers for at in range(count)]
    narrow = 84.0
    wide = (WIDTH - narrow * listing.numbers) / max(count - listing.numbers, 1)
    if count == listing.numbers:
        narrow = WIDTH / count
    columns = [
        Column(story.say(head), narrow if is_number else wide, "right" if is_number else "left")
        for head, is_number in zip(listing.head, numbers, strict=True)
    ]
    title = story.say(listing.title)
    return make_table(columns, [list(row) for row in listing.rows], alt=title, heading=title, most=3)
