"""Which elements of two organizations are the same thing: how certain that is, and why, in words.

Certain (1) is the same id with a name that agrees. Everything else is a guess: the same name (0.95), the same words
(0.9), similar words (less), corrected by what stands around both. What only shares an id, under clearly different names
or as another kind of thing, is a clash: a person has to say whether it is one thing or two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sightline.document import Element
from sightline.merging.names import Name, Similarity
from sightline.merging.origins import Origin, Spot
from sightline.phrases import clean, cut, listed

SAME_NAME, SAME_WORDS, SIMILAR_WORDS = 0.95, 0.9, 0.85
"""How certain a match is by names alone; similar words count by how similar they are."""
LEAST_SIMILAR = 0.6
"""Names less similar than this are no guess."""
CLEARLY_DIFFERENT = 0.34
"""Below this similarity, an id that two elements share is no proof that they are one thing."""
OTHER_KIND, OTHER_UNIT, NOT_ALONE = 0.85, 0.6, 0.6
"""What is left of a certainty where the kinds differ, or the units that both are part of; and the most there is of it
where another element fits as well."""
AROUND = 0.5
"""How much of the doubt goes where everything around both is the same."""
_TIE = 0.01

_NEAR_KINDS = frozenset(
    frozenset(pair)
    for pair in (
        ("team", "role"), ("role", "person"), ("product", "process"), ("product", "system"), ("process", "system"),
    )
)  # fmt: skip
"""Kinds that two people may choose for one thing."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two elements of different origins that are, or may be, the same thing."""

    a: Spot
    b: Spot
    certainty: float
    reason: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two elements of different origins that share an id and do not look like the same thing."""

    a: Spot
    b: Spot
    reason: str


@dataclass(frozen=True)
class Matching:
    """What was found between all origins, in the order of the origins and of the ids."""

    matches: tuple[Match, ...]
    clashes: tuple[Clash, ...]


def find_matches(origins: Sequence[Origin]) -> Matching:
    """Compare every two origins.

    Between two of them, an element is matched at most once; which of them comes first changes nothing but the order.
    """
    sides = [_Side(origin) for origin in origins]
    pairs = [_Pair(sides[a], sides[b]) for a in range(len(sides)) for b in range(a + 1, len(sides))]
    places = [(a, b) for a in range(len(sides)) for b in range(a + 1, len(sides))]
    matches: list[Match] = []
    clashes: list[Clash] = []
    for (a, b), pair in zip(places, pairs, strict=True):
        clashes += [Clash(Spot(a, one), Spot(b, one), reason) for one, reason in sorted(pair.clashes.items())]
        found = pair.find()
        matches += [Match(Spot(a, one.a), Spot(b, one.b), one.certainty, one.reason) for one in found]
    return Matching(tuple(matches), tuple(clashes))


def _explain_clash(a: Element, b: Element) -> str | None:
    if not _have_near_kinds(a, b):
        return f"one is a {a.kind}, the other a {b.kind}"
    return None if have_near_names(a.name, b.name) else f"one is {_quoted(a)}, the other {_quoted(b)}"


def have_near_names(a: str | None, b: str | None) -> bool:
    """Tell whether two names may be names of one thing; one that says nothing goes with any."""
    if a is None or b is None or a == b:
        return True
    ours, theirs = Name(a), Name(b)
    return ours.spelled == theirs.spelled or Similarity([ours], [theirs]).between(ours, theirs) >= CLEARLY_DIFFERENT


class _Side:
    """The elements of one origin, with their names taken apart and what stands around each."""

    def __init__(self, origin: Origin) -> None:
        self.elements: Mapping[str, Element] = origin.organization.by_id
        self.names = {one.id: Name(one.title) for one in origin.organization.elements}
        self.around: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for element in origin.organization.elements:
            if element.part_of is not None:
                self.around[element.id].add(("part of", element.part_of))
        for relation in origin.organization.relations:
            if relation.is_carrying and relation.supplier != relation.customer:
                self.around[relation.supplier].add(("working for", relation.customer))
                self.around[relation.customer].add(("supplied by", relation.supplier))


@dataclass(frozen=True, slots=True)
class _Guess:
    a: str
    b: str
    certainty: float
    reason: str

    @property
    def rank(self) -> tuple[float, str, str]:
        """Its place among others, whichever of the two sides comes first."""
        return -self.certainty, min(self.a, self.b), max(self.a, self.b)


class _Pair:
    """Two sides beside each other."""

    def __init__(self, a: _Side, b: _Side) -> None:
        self.a, self.b = a, b
        shared = [one for one in a.elements if one in b.elements]
        reasons = {one: _explain_clash(a.elements[one], b.elements[one]) for one in shared}
        self.clashes = {one: reason for one, reason in reasons.items() if reason is not None}
        self.certain = [one for one, reason in reasons.items() if reason is None]

    def find(self) -> list[_Guess]:
        """List the best matches, each element in one of them at most, the certain ones first."""
        certain = [_Guess(one, one, 1.0, "the same id") for one in sorted(self.certain)]
        ranked = sorted((self._weigh(one) for one in self._by_names), key=lambda one: one.rank)
        return [*certain, *_choose(_without_ties(ranked))]

    @cached_property
    def _by_names(self) -> list[_Guess]:
        """Every guess that the names alone give, among what has no certain match.

        A name that is spelled the same once on each side is looked for no further.
        """
        certain = set(self.certain)
        left = [[one for one in side.elements if one not in certain] for side in (self.a, self.b)]
        measure = Similarity(self.a.names.values(), self.b.names.values())
        alone = [_alone(side, ids) for side, ids in zip((self.a, self.b), left, strict=True)]
        exact = [(alone[0][name], alone[1][name]) for name in alone[0] if name in alone[1]]
        guesses = [guess for pair in exact if (guess := self._by_name(measure, *pair)) is not None]
        done = {guess.a for guess in guesses}, {guess.b for guess in guesses}
        ours, theirs = ([one for one in ids if one not in found] for ids, found in zip(left, done, strict=True))
        found = measure.candidates(
            [self.a.names[one] for one in ours], [self.b.names[one] for one in theirs], LEAST_SIMILAR
        )
        pairs = ((ours[one], theirs[other]) for one, other in found)
        return guesses + [guess for pair in pairs if (guess := self._by_name(measure, *pair)) is not None]

    def _by_name(self, measure: Similarity, one: str, other: str) -> _Guess | None:
        a, b, ours, theirs = self.a.elements[one], self.b.elements[other], self.a.names[one], self.b.names[other]
        if not _have_near_kinds(a, b):
            return None
        if ours.spelled == theirs.spelled:
            certainty, reason = SAME_NAME, "the same name"
        elif ours.words == theirs.words:
            certainty, reason = SAME_WORDS, f"the same words, {_quoted(a)} and {_quoted(b)}"
        else:
            similar = measure.between(ours, theirs)
            if similar < LEAST_SIMILAR:
                return None
            certainty, reason = SIMILAR_WORDS * similar, f"similar names, {_quoted(a)} and {_quoted(b)}"
        if a.kind != b.kind:
            certainty, reason = certainty * OTHER_KIND, f"{reason}, but a {a.kind} here and a {b.kind} there"
        return _Guess(one, other, certainty, reason)

    @cached_property
    def _anchors(self) -> dict[str, str]:
        """What surroundings are compared by: certain matches, and names that one element alone bears on each side."""
        strong = [guess for guess in self._by_names if guess.certainty >= SAME_WORDS]
        mine, yours = Counter(guess.a for guess in strong), Counter(guess.b for guess in strong)
        alone = {guess.a: guess.b for guess in strong if mine[guess.a] == yours[guess.b] == 1}
        return alone | {one: one for one in self.certain}

    @cached_property
    def _anchored(self) -> frozenset[str]:
        """What of the other side stands for something of this one."""
        return frozenset(self._anchors.values())

    def _weigh(self, guess: _Guess) -> _Guess:
        """Correct a guess by what stands around both."""
        ours = {(how, self._anchors[end]) for how, end in self.a.around[guess.a] if end in self._anchors}
        theirs = {(how, end) for how, end in self.b.around[guess.b] if end in self._anchored}
        shared = sorted(ours & theirs)
        units = [{end for how, end in side if how == "part of"} for side in (ours, theirs)]
        if units[0] and units[1] and units[0] != units[1]:
            names = " and ".join(_quoted(self.b.elements[end]) for end in sorted(units[0] | units[1]))
            return replace(
                guess,
                certainty=guess.certainty * OTHER_UNIT,
                reason=f"{guess.reason}, but parts of different units, {names}",
            )
        if not shared:
            return guess
        support = AROUND * len(shared) / min(len(ours), len(theirs))
        certainty = min(guess.certainty + (1 - guess.certainty) * support, 0.99)
        how = shared[0][0]
        both = f"{how} {listed([_quoted(self.b.elements[end]) for other, end in shared if other == how], 2)}"
        return replace(guess, certainty=certainty, reason=f"{guess.reason}, both {both}")


def _without_ties(ranked: Sequence[_Guess]) -> list[_Guess]:
    """Lower guesses that are as good as another one of the same element; the order stays that of the certainty."""
    best: dict[tuple[str, str], list[float]] = defaultdict(list)
    for guess in ranked:
        best["a", guess.a].append(guess.certainty)
        best["b", guess.b].append(guess.certainty)

    def weighed(guess: _Guess) -> _Guess:
        rivals = [max(best[key][1:2], default=0.0) for key in (("a", guess.a), ("b", guess.b))]
        if guess.certainty - max(rivals) >= _TIE or guess.certainty <= NOT_ALONE:
            return guess
        return replace(guess, certainty=NOT_ALONE, reason=f"{guess.reason}, but another fits as well")

    return sorted((weighed(guess) for guess in ranked), key=lambda one: one.rank)


def _choose(ranked: Sequence[_Guess]) -> Iterator[_Guess]:
    """Take the best guesses one after the other, each element once."""
    mine: set[str] = set()
    yours: set[str] = set()
    for guess in ranked:
        if guess.a not in mine and guess.b not in yours:
            mine.add(guess.a)
            yours.add(guess.b)
            yield guess


def _alone(side: _Side, ids: Sequence[str]) -> dict[str, str]:
    """Give the only bearer of each name among some elements."""
    bearers = Counter(side.names[one].spelled for one in ids)
    return {name: one for one in ids if bearers[name := side.names[one].spelled] == 1}


def _have_near_kinds(a: Element, b: Element) -> bool:
    return a.kind == b.kind or frozenset((a.kind, b.kind)) in _NEAR_KINDS


def _quoted(element: Element) -> str:
    return f'"{cut(clean(element.title))}"'
