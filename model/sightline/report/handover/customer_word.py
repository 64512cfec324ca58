"""The word that an organization has for its external customers: citizen, patient, client."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sightline.document.wording import show
from sightline.errors import UsageError

_WORD: Final = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_LONGEST: Final = 40
_CUSTOMER: Final = (
    r"(?<!internal )(?<!internal or )(?<!internal or external )(?<!supplier to )(?<![\w/-])(?P<article>an? )?"
    r"(?:external )?customer(?P<many>s)?(?![\w/-])"
)
"""A customer that is an external one: not an internal one, and not whoever a relation leads to."""
_BARE: Final = frozenset({"customer", "customers"})
"""Names and ids that cannot be told from the word itself."""
_ES: Final = ("s", "x", "z", "ch", "sh")


class CustomerWord:
    """Says "citizen" where our sentences say "external customer"; names of the model stay as they are.

    ``word`` is the singular, ``one/many`` where the plural is irregular (``child/children``), None to change nothing.
    ``names`` are those of the model. Raises UsageError for what is no word.
    """

    def __init__(self, word: str | None, names: Iterable[str] = ()) -> None:
        self.one, self.many = _read(word) if word is not None else ("", "")
        kept = {name for name in names if "customer" in name.casefold()} - _BARE
        longest_first = sorted(kept, key=lambda name: (-len(name), name))
        known = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or "(?!)"
        self._pattern = re.compile(f"(?P<name>(?-i:{known}))|{_CUSTOMER}", re.IGNORECASE)

    def __call__(self, text: str) -> str:
        """Give one of our sentences in the words of this organization."""
        return self._pattern.sub(self._replace, text) if self.one else text

    def _replace(self, found: re.Match[str]) -> str:
        if found["name"] is not None:
            return found["name"]
        noun = self.many if found["many"] else self.one
        article = "" if found["article"] is None else "an " if self.one[0].casefold() in "aeiou" else "a "
        said = f"{article}{noun}"
        return said[0].upper() + said[1:] if found.group()[0].isupper() else said


def _read(word: str) -> tuple[str, str]:
    one, slash, many = (part.strip() for part in word.partition("/"))
    for part in (one, many) if slash else (one,):
        if not _WORD.fullmatch(part) or len(part) > _LONGEST:
            raise UsageError(
                f"--customer-word {show(word)} is no word; give one such as citizen, or with its plural: child/children"
            )
    return one, many or _plural(one)


def _plural(one: str) -> str:
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return f"{one[:-1]}ies"
    return f"{one}es" if one.endswith(_ES) else f"{one}s"
