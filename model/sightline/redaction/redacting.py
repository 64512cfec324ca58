"""Put an organization under made-up names, and lead one back."""

from __future__ import annotations

from dataclasses import dataclass

from sightline.document import Organization
from sightline.redaction.key import Key, as_name, sort_of
from sightline.redaction.walking import Walk


@dataclass(frozen=True, slots=True)
class Redacted:
    """An organization under made-up names; ``left_out`` counts the texts that are not told."""

    organization: Organization
    left_out: int


def redact(organization: Organization, key: Key) -> Redacted:
    """Give an organization under the made-up names of a key, which learns those that it lacks.

    Elements, relations and obstacles keep their order, and every number, date, yes or no and word of format 1 stays, so
    that all figures do. Free texts become :data:`~sightline.redaction.treatments.LEFT_OUT`.
    """
    key.learn(organization)
    counting = _Counting(key)
    return Redacted(Walk.through(organization, counting), counting.left_out)


def restore(organization: Organization, key: Key) -> Organization:
    """Give an organization its real names again, as far as a key knows them; what is new or was left out stays."""
    return Walk.through(organization, _Restoring(key))


class _Counting:
    """Says things by a key, and counts the texts that it leaves out."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self.id, self.name, self.word, self.is_id = key.id, key.name, key.word, key.is_id
        self.left_out = 0

    def text(self, text: str) -> str:
        said = self._key.text(text)
        self.left_out += said != text
        return said


class _Restoring:
    """Says made-up names as the real ones."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._words = {(sort_of(made_up), as_name(made_up)): word for made_up, word in key.words.items()}

    def id(self, identifier: str, sort: str | None) -> str:  # noqa: ARG002 - the key tells by the id alone
        return self._key.ids.get(identifier, identifier)

    def name(self, name: str, identifier: str) -> str:
        return self._key.names.get(identifier, name) if name == as_name(identifier) else name

    def word(self, word: str, sort: str) -> str:
        return self._words.get((sort, as_name(word)), word)

    def text(self, text: str) -> str:
        return text

    def is_id(self, text: str) -> bool:
        return text in self._key.ids
