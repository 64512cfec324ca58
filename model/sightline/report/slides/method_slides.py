"""How the figures are computed, the words, and how to compute all of it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sightline.report.handover.glossary import build_glossary
from sightline.report.handover.run import build_run
from sightline.report.slides.canvas import HEIGHT, WIDTH, Box, Canvas
from sightline.report.slides.fitting import Run, height_of, to_paragraph
from sightline.report.slides.flow import Block, Cell, Column, Drawn, make_table, make_text, pour
from sightline.report.slides.story import Story

_NUMBERS: Final = 4
_COMMAND: Final = 12.0
_APART: Final = 4.0
_INSIDE: Final = 6.0
"""Between two commands, and around them."""
_METHOD: Final = (Column("Figure", 160), Column("What it means", 312), Column("In this organization", 400))
_WORDS: Final = (Column("Word", 88), Column("Meaning", 336), Column("Word", 88), Column("Meaning", 360))
_FACTS: Final = (Column("Of what", 150), Column("What it says", WIDTH - 150))


def add_method(story: Story, title: str) -> None:
    """Add what the model holds, the figures explained, and what to know about them."""
    told = story.method

    def blocks(size: float) -> Iterator[Block]:
        yield make_text(story.say(told.contents), size=16)
        rows: list[list[Cell]] = [
            [
                [Run(story.say(one.title), bold=True), *([Run(one.of, colour="muted")] if one.of else ())],
                story.say(one.meaning),
                [*(story.say(number) for number in one.numbers[-_NUMBERS:])],
            ]
            for one in told.explained
        ]
        alt = "How each figure is computed, with the numbers of this organization"
        yield make_table(_METHOD, rows, alt=alt, size=size, most=7)
        if told.notices:
            yield make_text(Run("What to know about these figures", bold=True, colour="accent"), size=13)
            for notice in told.notices:
                yield make_text(story.say(notice), size=12)

    every = [line for one in told.explained for line in (one.title, one.meaning, *one.numbers)]
    pour(story.deck, title, blocks, notes=[story.say(line) for line in every])


def add_glossary(story: Story, title: str) -> None:
    """Add the words with their meanings, two columns of them."""
    words = build_glossary(story.subject)
    half = (len(words) + 1) // 2
    pairs = [(*words[at], *(words[at + half] if at + half < len(words) else ("", ""))) for at in range(half)]
    rows: list[list[Cell]] = [
        [Run(word, bold=True), story.say(meaning), Run(other, bold=True), story.say(more)]
        for word, meaning, other, more in pairs
    ]
    alt = "The words of the report, with what they mean"
    pour(story.deck, title, lambda size: [make_table(_WORDS, rows, alt=alt, size=size, most=4)])


def add_run(story: Story, title: str) -> None:
    """Add the commands that give every figure again, and what they rest on; nothing where there was no run."""
    told = build_run(story.subject)
    if told is None:
        return

    def blocks(size: float) -> Iterator[Block]:
        lead = "With the same file and the same version, these commands give every figure of this report again."
        yield make_text(lead, size=16)
        yield from _write_commands(told.commands)
        rows: list[list[Cell]] = [
            [Run(fact.title, bold=True), [fact.said, Run(fact.detail, colour="muted")] if fact.detail else fact.said]
            for fact in told.facts
        ]
        yield make_table(_FACTS, rows, alt="What the figures come from: version, files, checksums", size=size, most=4)

    pour(story.deck, title, blocks, notes=told.commands)


def _write_commands(commands: Sequence[str]) -> Iterator[Drawn]:
    """Set commands apart, in as few grounds as hold them; each command is one paragraph."""
    together: list[str] = []
    for command in commands:
        if together and _height_of([*together, command]) > HEIGHT:
            yield _ground(tuple(together))
            together = []
        together.append(command)
    if together:
        yield _ground(tuple(together))


def _height_of(commands: Sequence[str]) -> float:
    paragraphs = [to_paragraph(one) for one in commands]
    return height_of(paragraphs, WIDTH - 2 * _INSIDE, _COMMAND, _APART) + 2 * _INSIDE


def _ground(commands: tuple[str, ...]) -> Drawn:
    height = min(_height_of(commands), HEIGHT)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        canvas.card(
            Box(left, top, WIDTH, height), *commands,
            margin=_INSIDE, size=_COMMAND, floor=_COMMAND, gap=_APART, name="Commands",
        )  # fmt: skip

    return Drawn(height, draw)
