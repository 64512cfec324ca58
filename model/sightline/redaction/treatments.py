"""What becomes of each text in an organization: kept, made up, or left out.

A field that is not listed holds no text of its own: numbers, dates, yes or no, and the closed words of format 1 stay as
they are. A test walks the models and fails where a field that can hold any text is not listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from sightline.analyzers.knowledge import SURVEYS
from sightline.analyzers.triad import FUNCTIONS
from sightline.catalogue import OBSTACLE_KINDS
from sightline.document import (
    Clearance,
    Decision,
    Element,
    Evidence,
    Intervention,
    Obstacle,
    Organization,
    Relation,
    Source,
)
from sightline.document.elements import Experience
from sightline.document.fields import Strict


class Kept(Enum):
    """What has no made-up word of its own."""

    ID = auto()
    """Ids, the own one or those of others: the made-up id, whatever it belongs to."""
    NAME = auto()
    """The name of what has the id: the made-up id, written as a name."""
    PLACE = auto()
    """Where an obstacle sits: an id, or ``supplier -> customer``."""
    OWNER = auto()
    """A person or an element: the made-up id where it is an id, else a made-up owner."""
    TEXT = auto()
    """Free words: left out, and :data:`LEFT_OUT` in their place, so that what is told because of them still is."""
    NOTHING = auto()
    """Left out, and nothing in its place."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that groups things: one made-up word of this sort for each; those that everybody uses are ``known``."""

    sort: str
    known: frozenset[str] = frozenset()

    def is_known(self, word: str) -> bool:
        """Whether a word tells nothing about who uses it."""
        return word.strip().casefold() in self.known


Treatment = Kept | Word

LEFT_OUT: Final = "Text left out"
"""What stands in the place of free words."""

_TAG: Final = Word("tag")
_KIND: Final = Word("kind", frozenset(one.kind for one in OBSTACLE_KINDS))

TREATMENTS: Final[Mapping[type[Strict], Mapping[str, Treatment]]] = {
    Organization: {"name": Word("organization", frozenset(("unnamed organization",))), "description": Kept.TEXT},
    Element: {
        "id": Kept.ID,
        "name": Kept.NAME,
        "description": Kept.TEXT,
        "part_of": Kept.ID,
        "tags": _TAG,
        "source": Kept.NOTHING,
        "function": Word("function", frozenset(FUNCTIONS)),
        "authority_limit": Kept.TEXT,
        "accountable": Kept.ID,
        "vocabulary": Word("word"),
        "jobs": Word("job"),
        "problem_solved": Kept.TEXT,
        "intended_use": Kept.TEXT,
        "observed_use": Kept.TEXT,
        "love": Kept.TEXT,
        "expect": Kept.TEXT,
        "hate": Kept.TEXT,
        "wish": Kept.TEXT,
        "modelled_on": Kept.ID,
    },
    Experience: {"route": Kept.TEXT},
    Source: {"file": Kept.NOTHING, "place": Kept.NOTHING},
    Relation: {
        "supplier": Kept.ID,
        "customer": Kept.ID,
        "id": Kept.ID,
        "output": Word("output"),
        "tags": _TAG,
        "source": Kept.NOTHING,
        "channel": Word("channel", frozenset(("call", "survey", "visit", "e-mail"))),
    },
    Obstacle: {
        "id": Kept.ID,
        "kind": _KIND,
        "themes": Word("theme"),
        "caused_by": Kept.ID,
        "mitigation": Kept.TEXT,
        "serves_purpose": Kept.TEXT,
    },
    Evidence: {
        "type": Word("evidence", SURVEYS | {"observation", "usage data", "interview"}),
        "text": Kept.TEXT,
    },
    Decision: {
        "id": Kept.ID,
        "name": Kept.NAME,
        "description": Kept.TEXT,
        "about": Kept.ID,
        "decider": Kept.ID,
        "approvers": Kept.ID,
        "consulted": Kept.ID,
        "recommends": Kept.ID,
        "performs": Kept.ID,
    },
    Intervention: {"id": Kept.ID, "name": Kept.NAME, "description": Kept.TEXT, "owner": Kept.OWNER},
    Clearance: {"obstacle": Kept.ID, "on": Kept.PLACE, "kind": _KIND},
}
