"""How near two names are: the same words however they are spelled, or similar ones, where rare words count most.

The measure is in the way of SoftTFIDF: words weigh the more the rarer they are among all names, and similar words
count in part (W. W. Cohen, P. Ravikumar, S. E. Fienberg, A comparison of string distance metrics for name-matching
tasks, IIWeb 2003). Parts of names are compared word by word, as by A. E. Monge and C. P. Elkan (The field matching
problem, KDD 1996). Similar words are found by what is left when one letter is taken out (T. Bocek, E. Hunt,
B. Stiller, Fast similarity search in large dictionaries, 2007), so that no word is compared with all others.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[^\W_]+")
_LETTER_BEFORE = re.compile(r"\b([^\W\d_])-(?=[^\W\d_]{2})")
"""One letter before a hyphen belongs to the word behind it: ``e-mail``."""
_LEGAL_FORMS = (
    "ab ag as asa bv co company corp corporation gmbh inc kg limited llc llp ltd nv oy plc sa sarl se spa srl"
)
_UNITS = "department departments dept dpt group groups squad squads team teams unit units"
_SMALL = "a an and at by das de der des die du for la le les of on the to und von"
NOISE = frozenset(f"{_LEGAL_FORMS} {_UNITS} {_SMALL}".split())
"""Words that tell no two parts of an organization apart: legal forms, names for a unit as such, and small words."""

_UNTOLD = frozenset(_SMALL.split())

_LEAST_BEGINNING, _BEGINNING = 3, 0.9
"""A word and its beginning (``development``, ``dev``) are this similar, from so many letters on."""
_LEAST_SIMILAR = 0.75
_SHORTEST_MISSPELT = 4
_SHORT_FORM = 0.75
"""A name of one word and a name whose first letters it is (``HR``, ``Human resources``) are this similar."""
_LONGEST_WORD = 40
"""A longer word is near itself only."""
_MOST_NEAR = 50
"""A beginning, or a rest without one letter, of more words than this tells nothing."""
_MOST_SHARING = 300
"""A word, or a whole name, that more have finds no candidates: such names must share a rarer word."""


@dataclass(frozen=True)
class Name:
    """One name, taken apart."""

    text: str

    @cached_property
    def spelled(self) -> str:
        """Its letters and digits without case, accents, punctuation and spaces: ``e-mail`` is ``Email``."""
        return "".join(self._words) or self.text

    @cached_property
    def words(self) -> frozenset[str]:
        """Its telling words in the singular, without noise unless there is nothing else."""
        telling = [word for word in self._words if word not in NOISE] or self._words
        return frozenset(_singular(word) for word in telling) or frozenset((self.text,))

    @cached_property
    def first_letters(self) -> str:
        """The first letters of its telling words; empty where it has only one word."""
        return "".join(word[0] for word in self._words if word not in _UNTOLD) if len(self._words) > 1 else ""

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its words with a digit; names that differ in one are names of different things."""
        return frozenset(word for word in self.words if not word.isalpha())

    @cached_property
    def _words(self) -> list[str]:
        plain = unicodedata.normalize("NFKD", self.text.casefold())
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
        return _WORD.findall(_LETTER_BEFORE.sub(r"\1", plain))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class Similarity:
    """How similar the names of two sides are, from 0 to 1, by the words of all of them together."""

    def __init__(self, ours: Iterable[Name], theirs: Iterable[Name]) -> None:
        sides = [Counter(word for name in side for word in name.words) for side in (ours, theirs)]
        among = sides[0] + sides[1]
        self._weights = {word: math.log1p(among.total() / count) for word, count in among.items()}
        self._near = _find_near(*sides)

    def between(self, a: Name, b: Name) -> float:
        """Measure two names: the weight of the words that they share, over the mean weight of their words."""
        if a.numbers != b.numbers:
            return 0.0
        if a.first_letters == b.spelled or b.first_letters == a.spelled:
            return _SHORT_FORM
        near = ((one, other, self._near[one].get(other)) for one in a.words for other in b.words)
        pairs = [(similar, one, other) for one, other, similar in near if similar is not None]
        mine, yours, shared = set(a.words), set(b.words), 0.0
        for similar, one, other in sorted(pairs, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
            if one in mine and other in yours:
                mine.remove(one)
                yours.remove(other)
                shared += similar * (self._weights[one] + self._weights[other])
        return shared / (self._total(a) + self._total(b))

    def candidates(self, ours: Sequence[Name], theirs: Sequence[Name], least: float) -> Iterator[tuple[int, int]]:
        """List the positions of names worth comparing, on two sides that are of what this was made of.

        These are all that may be as similar as ``least``: spelled the same, one short for the other, or with a similar
        word; what is too common finds nothing.
        """
        alike: dict[str, list[int]] = defaultdict(list)
        holding: dict[tuple[str, frozenset[str]], list[int]] = defaultdict(list)
        totals = [self._total(name) for name in theirs]
        for position, name in enumerate(theirs):
            for mark in (f"={name.spelled}", f"^{name.first_letters}"):
                alike[mark].append(position)
            for word in name.words:
                holding[word, name.numbers].append(position)
        for position, name in enumerate(ours):
            marks = (f"={name.spelled}", f"={name.first_letters}", f"^{name.spelled}")
            found = {at for mark in marks if len(alike[mark]) <= _MOST_SHARING for at in alike[mark]}
            bounds: dict[int, float] = defaultdict(float)  # of the weight that they may share
            open_still = 0.0
            for word in name.words:
                for other, similar in self._near.get(word, {}).items():
                    places = holding.get((other, name.numbers), ())
                    weight = similar * (self._weights[word] + self._weights[other])
                    if len(places) > _MOST_SHARING:
                        open_still += weight
                        continue
                    for at in places:
                        bounds[at] += weight
            needed = least * (1 - 1e-9)
            mine = self._total(name)
            found.update(at for at, shared in bounds.items() if shared + open_still >= needed * (mine + totals[at]))
            yield from ((position, at) for at in sorted(found))

    def _total(self, name: Name) -> float:
        return math.fsum(self._weights[word] for word in name.words)


def _find_near(ours: Collection[str], theirs: Collection[str]) -> dict[str, dict[str, float]]:
    """Give, for each word of ours, the similar words of theirs with how similar they are."""
    marks = {word: [*(f"^{start}" for start in _beginnings(word)), *_misspelt(word)] for word in {*ours, *theirs}}
    bearers = Counter(mark for found in marks.values() for mark in found)
    known: dict[str, list[str]] = defaultdict(list)
    for word in theirs:
        for mark in (f"={word}", *marks[word]):
            known[mark].append(word)
    near: dict[str, dict[str, float]] = {}
    for word in ours:
        starts = [start for start in _beginnings(word) if bearers[f"^{start}"] <= _MOST_NEAR]
        shared = [mark for mark in (f"^{word}", *_misspelt(word)) if bearers[mark] <= _MOST_NEAR]
        looked = (f"={word}", *(f"={start}" for start in starts), *shared)
        measured = {other: _measure(word, other) for mark in looked for other in known.get(mark, ())}
        near[word] = {other: similar for other, similar in measured.items() if similar >= _LEAST_SIMILAR}
    return near


def _beginnings(word: str) -> Iterator[str]:
    """Give the beginnings of a word that may stand for it; a word with a digit has none."""
    return (word[:end] for end in range(_LEAST_BEGINNING, len(word) if _may_vary(word) else 0))


def _misspelt(word: str) -> Iterator[str]:
    """Mark a word by itself and by what is left of it without one letter; misspelt words share a mark."""
    if _may_vary(word) and len(word) >= _SHORTEST_MISSPELT:
        yield f"~{word}"
        yield from (f"~{word[:at]}{word[at + 1 :]}" for at in range(len(word)))


def _may_vary(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and word.isalpha()


def _measure(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if not (_may_vary(word) and _may_vary(other)):
        return 0.0
    short, long = sorted((word, other), key=lambda one: (len(one), one))
    if len(short) >= _LEAST_BEGINNING and long.startswith(short):
        return _BEGINNING
    return difflib.SequenceMatcher(a=short, b=long, autojunk=False).ratio()
