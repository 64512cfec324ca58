"""The key: which made-up name stands for which real one. It only ever grows."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sightline.document import Organization
from sightline.errors import UsageError
from sightline.redaction.treatments import LEFT_OUT
from sightline.redaction.walking import Walk, list_ids

ELEMENT: Final = "element"
"""The sort of an id that is mentioned, and that nothing here has."""


@dataclass(eq=False)
class Key:
    """Made-up names with the real ones that they stand for: ``ids``, the ``names`` of what has these, other ``words``.

    A made-up name is a sort and a number, ``team-07``. Numbers are drawn by lot among what is new together, so that
    they tell nothing of spelling or of the order of a file; what is new later gets higher ones.
    """

    ids: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._of_id = {real: made_up for made_up, real in self.ids.items()}
        self._of_word = {(sort_of(made_up), real): made_up for made_up, real in self.words.items()}

    def to_raw(self) -> dict[str, dict[str, str]]:
        """Give the plain form."""
        return {"ids": dict(self.ids), "names": dict(self.names), "words": dict(self.words)}

    def learn(self, organization: Organization) -> None:
        """Make up names for all in an organization that has none yet.

        Raises UsageError where an organization has made-up names of this key already.
        """
        found = _Found({identifier for identifier, _ in list_ids(organization)})
        if again := next((one for one in found.ids if one in self.ids and one not in self._of_id), None):
            raise UsageError(f"`{again}` is a made-up name of this key: what has made-up names already needs no others")
        Walk.through(organization, found)
        named = {one.id: one.name for one in organization.elements}
        named |= {one.id: one.name for one in organization.decisions}
        named |= {one.id: one.name for one in organization.interventions}
        ids, words = [*list_ids(organization), *found.mentioned], list(found.words)
        self.learn_words(words, ids, taken=[name for name in named.values() if name is not None])
        for identifier, name in named.items():
            if name is not None:
                self.names[self._of_id[identifier]] = name

    def learn_words(
        self, words: Iterable[tuple[str, str]], ids: Iterable[tuple[str, str]] = (), *, taken: Iterable[str] = ()
    ) -> None:
        """Make up names for words and ids, each with its sort, that have none yet; no made-up name is one ``taken``."""
        new_ids = [one for one in dict.fromkeys(ids) if one[0] not in self._of_id]
        new_words = [one for one in dict.fromkeys(words) if (one[1], one[0]) not in self._of_word]
        real = {*self.ids.values(), *self.names.values(), *self.words.values(), *taken}
        real |= {word for word, _ in (*new_ids, *new_words)}
        numbers = _Numbers({*self.ids, *self.words}, {_plain(word) for word in real})
        lots = [(one, self._say_id) for one in new_ids] + [(one, self._say_word) for one in new_words]
        secrets.SystemRandom().shuffle(lots)
        for (word, sort), say in lots:
            say(word, sort, numbers.following(sort))

    def _say_id(self, identifier: str, _: str, made_up: str) -> None:
        self.ids[made_up], self._of_id[identifier] = identifier, made_up

    def _say_word(self, word: str, sort: str, made_up: str) -> None:
        self.words[made_up], self._of_word[sort, word] = word, made_up

    def id(self, identifier: str, sort: str | None = None) -> str:  # noqa: ARG002 - of what it is, is known already
        """Give the made-up id of what has an id; one that is made up already stays, KeyError for a strange one."""
        return self._of_id[identifier] if identifier in self._of_id or identifier not in self.ids else identifier

    def name(self, name: str, identifier: str) -> str:  # noqa: ARG002 - the name follows from the id alone
        """Give the made-up name of what has an id."""
        return as_name(self.id(identifier))

    def word(self, word: str, sort: str) -> str:
        """Give the made-up word for a word of a sort; raises KeyError for one that was never learned."""
        made_up = self._of_word[sort, word]
        return as_name(made_up) if sort in _NAMES else made_up

    def text(self, text: str) -> str:
        """Leave free words out."""
        return LEFT_OUT if text.strip() else text

    def is_id(self, text: str) -> bool:
        """Whether a text is an id that the key knows, real or made up."""
        return text in self._of_id or text in self.ids

    @property
    def meant(self) -> dict[str, str]:
        """What each made-up name and word stands for."""
        return {**{as_name(made_up): word for made_up, word in self.words.items()}, **self.words, **self.ids}


_NAMES: Final = frozenset(("organization", "owner", "output", "channel", "scenario"))
"""The sorts of words that are written as names: ``Owner 03``, not ``owner-03``."""


def sort_of(made_up: str) -> str:
    """Give what a made-up name says of what it stands for: ``team`` for ``team-07``."""
    return made_up.rpartition("-")[0]


def as_name(made_up: str) -> str:
    """Write a made-up id as a name: ``Team 07`` for ``team-07``."""
    return made_up.replace("-", " ").capitalize()


class _Numbers:
    """Gives the next free made-up name of a sort: after the highest so far, and none that is a real one."""

    def __init__(self, made_up: Iterable[str], real: set[str]) -> None:
        self._real = real
        self._last: dict[str, int] = {}
        for one in made_up:
            sort, _, number = one.rpartition("-")
            if number.isdecimal():
                self._last[sort] = max(self._last.get(sort, 0), int(number))

    def following(self, sort: str) -> str:
        while True:
            number = self._last[sort] = self._last.get(sort, 0) + 1
            if _plain(made_up := f"{sort}-{number:02d}") not in self._real:
                return made_up


def _plain(word: str) -> str:
    """Give what two spellings have in common: ``Team 07``, ``team_07`` and ``team-07`` read alike."""
    return word.casefold().replace(" ", "-").replace("_", "-")


class _Found:
    """Takes down what an organization says, and says it as it is."""

    def __init__(self, ids: set[str]) -> None:
        self.ids = ids
        self.words: dict[tuple[str, str], None] = {}
        self.mentioned: list[tuple[str, str]] = []

    def id(self, identifier: str, sort: str | None) -> str:
        if sort is None:
            self.mentioned.append((identifier, ELEMENT))
        return identifier

    def name(self, name: str, identifier: str) -> str:  # noqa: ARG002 - names follow from ids
        return name

    def word(self, word: str, sort: str) -> str:
        self.words[word, sort] = None
        return word

    def text(self, text: str) -> str:
        return text

    def is_id(self, text: str) -> bool:
        return text in self.ids
