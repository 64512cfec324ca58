"""Readable ids from names: the same model gets the same ids, whatever the order of its file.

``Customer Relations`` becomes ``customer-relations``. Where several things share a name, each also gets its type
(``customer-business-role``), and where that is not enough a number, in the order of type and own key.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

MAX_LENGTH = 60
"""Longer names are cut at a word, to keep ids readable; the name itself is kept whole beside the id."""

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_LETTERS_WITHOUT_PARTS = str.maketrans(
    {
        "\u00e6": "ae",
        "\u0153": "oe",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0111": "d",
        "\u00f0": "d",
        "\u00fe": "th",
        "\u0131": "i",
    }
)
"""Latin letters that Unicode does not take apart, with their usual plain spelling."""
_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that needs an id: the key it has in its file (unique there), its name and its type (``DataObject``)."""

    key: str
    name: str
    type: str


def slug(text: str) -> str:
    """Spell a text in the letters of an id; empty where nothing of it can be spelled so.

    Accents and ligatures are taken apart (Unicode NFKD), letters of other scripts are left out.
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_PARTS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    whole = _NOT_IN_IDS.sub("-", plain.replace("'", "").replace("\u2019", "")).strip("-")
    if len(whole) <= MAX_LENGTH:
        return whole
    return whole[: MAX_LENGTH + 1].rpartition("-")[0] or whole[:MAX_LENGTH]


def spell_type(name: str) -> str:
    """Spell a type name as words: ``BusinessRole`` becomes ``business role``."""
    return _WORD_STARTS.sub(" ", name).lower()


def make_ids(things: Iterable[Named]) -> dict[str, str]:
    """Give each thing an id of its own, by key; independent of the order in which they come."""
    sharing: dict[str, list[Named]] = defaultdict(list)
    for thing in things:
        sharing[slug(thing.name)].append(thing)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for base in sorted(sharing):
        if base and len(sharing[base]) == 1:
            ids[sharing[base][0].key] = base
            taken.add(base)
    # One counter for each spelling: with a thousand namesakes, the numbers are not tried again from 2 for each.
    next_number: dict[str, int] = defaultdict(lambda: 2)
    for base in sorted(sharing):
        group = sharing[base]
        if base and len(group) == 1:
            continue
        for thing in sorted(group, key=lambda one: (one.type, one.key)):
            spelled = "-".join(part for part in (base, slug(spell_type(thing.type))) if part) or "unnamed"
            candidate = spelled
            while candidate in taken:
                candidate = f"{spelled}-{next_number[spelled]}"
                next_number[spelled] += 1
            ids[thing.key] = candidate
            taken.add(candidate)
    return ids
