"""What every section of a deck is told with: the deck, the subject, its words, and the notes that explain figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sightline.report.handover.hotspots import Hotspots, build_hotspots
from sightline.report.handover.method import Method, build_method
from sightline.report.handover.subject import Subject
from sightline.report.slides.deck import Deck


@dataclass(frozen=True)
class Story:
    """The deck that is told, and what it speaks of."""

    deck: Deck
    subject: Subject

    def say(self, sentence: str) -> str:
        """Give one of our sentences in the words of the organization, without the marks of code words."""
        return self.subject.word(sentence).replace("`", "")

    @cached_property
    def hotspots(self) -> Hotspots:
        """What blocks most."""
        return build_hotspots(self.subject)

    @cached_property
    def method(self) -> Method:
        """How the figures are computed."""
        return build_method(self.subject)

    @cached_property
    def _explained(self) -> Mapping[str, tuple[str, ...]]:
        return {
            one.title: (f"{one.title}{f': {one.of}' if one.of else ''}", one.meaning, *one.numbers)
            for one in self.method.explained
        }

    def notes(self, *titles: str) -> tuple[str, ...]:
        """Explain figures by their titles, for the notes of a slide; what is not explained here is left out."""
        return tuple(self.say(line) for title in titles for line in self._explained.get(title, ()))
