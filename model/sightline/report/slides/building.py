"""The deck put together: cover, then the chosen sections."""

from __future__ import annotations

from collections.abc import Collection

from sightline.report.handover.face import Face, build_head
from sightline.report.handover.sections import choose_sections
from sightline.report.handover.subject import Subject
from sightline.report.slides.deck import Deck
from sightline.report.slides.sections import ADDERS
from sightline.report.slides.story import Story


def build_deck(
    subject: Subject, face: Face | None = None, *, sections: Collection[str] = (), template: bytes | None = None
) -> bytes:
    """Build the slides (.pptx); the same subject, face and template give the same bytes, on every day and machine.

    Raises UsageError for an unknown section, and for a template or logo that cannot be used.
    """
    face = face or Face()
    chosen = choose_sections(sections)
    deck = Deck(face, build_head(subject, face), template)
    story = Story(deck, subject)
    deck.add_cover()
    for section in chosen:
        ADDERS[section.name](story, story.say(section.title))
    return deck.to_bytes()
