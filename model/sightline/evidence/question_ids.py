"""Names of questions: a closed item of the catalogue at one place of the model, such as ``silo-handoff-1@sales -> it``.

The name is all that an answer needs to find its way back: the item says the kind of obstacle, who is asked and whether
agreeing is good; the place is an element's id, a relation's id, or a relation as the arrays spell it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MIRROR: Final = "mirror"
"""How those served would rate us, by our own guess: 1 bad to 5 good, at an element; for the blind spot alone."""
ONE_THING: Final = "one-thing"
"""What one thing could we do better? An open question; its answer is a comment."""
_SIGN: Final = "@"
_ITEM: Final = re.compile(rf"[a-z0-9][a-z0-9._-]*-[0-9]+|{MIRROR}|{ONE_THING}")
"""An item's id; an e-mail address is none."""


@dataclass(frozen=True, slots=True)
class QuestionId:
    """The name of one question: the id of its item (or :data:`MIRROR`, :data:`ONE_THING`) and its place."""

    item: str
    place: str

    def __str__(self) -> str:
        return f"{self.item}{_SIGN}{self.place}"


def parse_question_id(text: str) -> QuestionId | None:
    """Read the name of a question; None where the text is no such name."""
    item, sign, place = (part.strip() for part in text.partition(_SIGN))
    return QuestionId(item, place) if sign and place and _ITEM.fullmatch(item) else None
