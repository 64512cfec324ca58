"""Lines of sight on the page: the best line of each chosen element, drawn."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.pictures.line_chain import line_chain
from sightline.pictures.palette import LIGHT
from sightline.report.handover.lines import LineStory, build_lines
from sightline.report.handover.subject import Subject
from sightline.report.html.drawing import Drawing, inline


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """What is told of a line, and its drawing; None where there is no line."""

    told: LineStory
    drawing: Drawing | None


def build_drawn_lines(subject: Subject) -> tuple[DrawnLine, ...]:
    """Draw the line of each chosen element."""
    return tuple(DrawnLine(story, _draw(story, number)) for number, story in enumerate(build_lines(subject)))


def _draw(story: LineStory, number: int) -> Drawing | None:
    if story.line is None:
        return None
    picture = line_chain(story.found, story.line, story.names, LIGHT, kinds=story.kinds, prefix=f"line-{number}")
    return inline(str(picture.spec))
