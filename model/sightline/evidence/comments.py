"""Comments word for word: only of groups of 10 and more who wrote, and none that could name somebody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sightline.catalogue.details import AUDIENCES
from sightline.document import Organization
from sightline.evidence.answers import Comment
from sightline.evidence.disclosure import FEWEST_EXACT
from sightline.evidence.targets import Targets

NOWHERE = "about a role or a person, or nothing in the model"
TOO_FEW = f"of fewer than {FEWEST_EXACT} people on one thing"
NAMING = "in which somebody may be named"
_ADDRESS = re.compile(r"\S@\S|\+?\d[\d ()/-]{6,}\d")


@dataclass(frozen=True, slots=True)
class ToldComments:
    """The comments that are told, by place and in the order of the alphabet; the others counted by the reason."""

    told: Mapping[str, tuple[str, ...]]
    kept_back: Mapping[str, int]


def tell_comments(comments: Iterable[Comment], targets: Targets, organization: Organization) -> ToldComments:
    """Choose the comments that may be told: no addresses, no names of persons of the model, and only of many."""
    names = [one.name for one in organization.elements if one.kind == "person" and one.name]
    named = re.compile("|".join([rf"\b{re.escape(name)}\b" for name in names] or ["(?!)"]), re.IGNORECASE)
    roles = {one.id for one in organization.elements if one.kind == "role"}
    written: dict[str, list[Comment]] = {}
    kept_back: Counter[str] = Counter()
    for comment in comments:
        asked = comment.question.place
        place = asked if asked in AUDIENCES else targets.name_place(comment.question)
        if place is None or place in roles:
            kept_back[NOWHERE] += 1
        elif named.search(comment.text) or _ADDRESS.search(comment.text):
            kept_back[NAMING] += 1
        else:
            written.setdefault(place, []).append(comment)
    told: dict[str, tuple[str, ...]] = {}
    for place, those in sorted(written.items()):
        if len({comment.respondent for comment in those}) < FEWEST_EXACT:
            kept_back[TOO_FEW] += len(those)
        else:
            told[place] = tuple(sorted(comment.text for comment in those))
    return ToldComments(told, kept_back)
