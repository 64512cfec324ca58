"""Writes what is told to a person, sentences and the lists behind them, to the screen or to a file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from sightline.cli.output import write_text

if TYPE_CHECKING:
    from sightline.merging.wording import Account


def tell(account: Account, output: Path | None = None) -> None:
    """Write sentences, the first of them standing out, and then the lists, to a file or standard output."""
    from sightline.cli.screen import Screen

    stream = io.StringIO() if output is not None else None
    screen = Screen(stream)
    first, *others = account.sentences
    screen.say(first, style="bold")
    for sentence in others:
        screen.say(sentence)
    for listing in account.listings:
        screen.heading(listing.title)
        screen.table(listing.head, listing.rows, numbers=listing.numbers)
    if stream is not None:
        write_text(stream.getvalue(), output)
