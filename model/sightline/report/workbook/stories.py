"""What is told in sentences with small tables: lines of chosen elements, tried scenarios, and what has changed."""

from __future__ import annotations

from typing import Final

from sightline.formats.columns import Cell
from sightline.merging.wording import Listing
from sightline.report.handover import Subject
from sightline.report.handover.comparing import build_comparing
from sightline.report.handover.lines import build_lines
from sightline.report.handover.scenario import Scene, build_scenarios
from sightline.report.workbook.shape import Block, BlockSheet, Look

_WIDTHS = (52, 36, 18, 18)
_WORDS: Final[tuple[Look, ...]] = ("prose",)
_FIGURES: Final[tuple[Look, ...]] = ("spelled",)


def build_lines_sheet(subject: Subject) -> BlockSheet | None:
    """Tell the line of sight of each chosen element; None where none was chosen."""
    say = subject.word
    blocks = tuple(
        Block(
            story.name,
            tuple(say(sentence) for sentence in (story.answer, *story.sentences)),
            ("In the way", "Severity", "Gain if cleared") if story.hindrances else (),
            tuple((one.name, one.severity, one.gain) for one in story.hindrances),
            ("prose", "spelled", "spelled"),
        )
        for story in build_lines(subject)
    )
    return BlockSheet("Lines", "The best line of each chosen element.", _WIDTHS, blocks) if blocks else None


def build_scenario_sheet(subject: Subject) -> BlockSheet | None:
    """Tell what each tried scenario does; None where none was tried."""
    blocks = tuple(_tell(subject, scene) for scene in build_scenarios(subject))
    return BlockSheet("What if", "What each scenario does, before and after.", _WIDTHS, blocks) if blocks else None


def _tell(subject: Subject, scene: Scene) -> Block:
    say = subject.word
    figures = [(say(turn.name), turn) for turn in (scene.index, *scene.account)]
    figures += [(turn.name, turn) for turn in (*scene.customers, *scene.elements)]
    rows: list[tuple[Cell, ...]] = [(name, turn.before, turn.after, turn.change) for name, turn in figures]
    looks: tuple[Look, ...] = ("prose", "share", "share", "spelled")
    sentences = (*scene.changes, say(scene.sentence))
    return Block(scene.name, sentences, ("Figure", "Before", "After", "Change"), tuple(rows), looks)


def build_compare_sheet(subject: Subject) -> BlockSheet | None:
    """Tell what has changed since an earlier state; None where none was given."""
    found = build_comparing(subject)
    if found is None:
        return None
    blocks = [Block(f"From {found.before} to {found.after}", tuple(subject.word(one) for one in found.sentences))]
    blocks += [_list(subject, listing) for listing in found.listings]
    columns = max(4, *(len(block.head) for block in blocks))
    widths = (*_WIDTHS, *[_WIDTHS[-1]] * (columns - len(_WIDTHS)))
    return BlockSheet("Compare", "What has changed since the earlier file.", widths, tuple(blocks))


def _list(subject: Subject, listing: Listing) -> Block:
    say = subject.word
    words = len(listing.head) - listing.numbers
    looks = _WORDS * words + _FIGURES * listing.numbers
    return Block(say(listing.title), (), tuple(say(head) for head in listing.head), listing.rows, looks)
