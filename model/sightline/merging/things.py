"""Which elements of all origins together are one thing, and the id of each thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sightline.merging.matching import Clash, Match, Matching
from sightline.merging.origins import Origin, Spot

Verdicts = Mapping[frozenset[Spot], bool]
"""What a person has said of two elements: the same thing, or not."""
CERTAIN = 1.0
_LONGEST = 190
"""Letters of an id that are kept where a number is added; ids have at most 200."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """An id that two things had: what the later one is called now, and the origin that it comes from."""

    what: str
    old: str
    new: str
    label: str


@dataclass(frozen=True)
class Things:
    """The things that the origins speak of, in the order in which they first come.

    ``joined`` are the matches that count though they were not certain, ``open`` those that nobody has accepted, and
    ``clashes`` what shares an id, does not look like one thing, and waits for a verdict.
    """

    spots: tuple[tuple[Spot, ...], ...]
    ids: tuple[str, ...]
    joined: tuple[Match, ...]
    open: tuple[Match, ...]
    clashes: tuple[Clash, ...]
    renamed: tuple[Renamed, ...]

    def names(self, origin: int) -> dict[str, str]:
        """Give the new id of every element of one origin, by its id there."""
        pairs = zip(self.ids, self.spots, strict=True)
        return {spot.id: identifier for identifier, spots in pairs for spot in spots if spot.origin == origin}


@dataclass(slots=True)
class Ids:
    """Hands out ids, each once; what clashes gets a number that no origin uses."""

    known: frozenset[str]
    given: set[str] = field(default_factory=set)

    def take(self, wanted: str) -> str:
        """Give the wanted id, or one made of it."""
        number, chosen = 2, wanted
        while chosen in self.given or (chosen != wanted and chosen in self.known):
            chosen = f"{wanted[:_LONGEST]}-{number}"
            number += 1
        self.given.add(chosen)
        return chosen


def find_things(
    origins: Sequence[Origin], matching: Matching, ids: Ids, *, accept: float, verdicts: Verdicts
) -> Things:
    """Join what is certain, what a person has said, and guesses of at least the certainty ``accept``."""
    bundles = _Bundles(
        {pair for pair, same in verdicts.items() if not same}
        | {frozenset((one.a, one.b)) for one in matching.clashes if not verdicts.get(frozenset((one.a, one.b)))}
    )
    joined: list[Match] = []
    left: list[Match] = []
    for match in _in_order(matching, verdicts):
        verdict = verdicts.get(frozenset((match.a, match.b)))
        if verdict is False:
            continue
        if not verdict and match.certainty < min(accept, CERTAIN):
            left.append(match)
        elif not bundles.join(match.a, match.b):
            left.append(replace(match, reason=f"{match.reason}, but one of them is already matched otherwise"))
        elif match.certainty < CERTAIN or verdict:
            joined.append(match)
    everything = [Spot(at, one.id) for at, origin in enumerate(origins) for one in origin.organization.elements]
    spots = tuple(dict.fromkeys(bundles.of(spot) for spot in everything))
    chosen, renamed = _name(origins, spots, ids)
    undecided = tuple(one for one in matching.clashes if frozenset((one.a, one.b)) not in verdicts)
    return Things(spots, tuple(chosen), tuple(joined), tuple(left), undecided, tuple(renamed))


def _in_order(matching: Matching, verdicts: Verdicts) -> Iterator[Match]:
    """List what a person has said first, then everything from the most certain down."""
    known = {frozenset((one.a, one.b)): one for one in matching.matches}
    for pair, same in sorted(verdicts.items(), key=lambda verdict: sorted(verdict[0])):
        if same:
            a, b = sorted(pair)
            yield known.get(pair, Match(a, b, CERTAIN, "the match file says so"))
    rest = (one for pair, one in known.items() if not verdicts.get(pair))
    yield from sorted(rest, key=lambda one: (-one.certainty, one.a, one.b))


def _name(origins: Sequence[Origin], things: Iterable[tuple[Spot, ...]], ids: Ids) -> tuple[list[str], list[Renamed]]:
    chosen: list[str] = []
    renamed: list[Renamed] = []
    for spots in things:
        first = spots[0]
        chosen.append(ids.take(first.id))
        if chosen[-1] != first.id:
            renamed.append(Renamed("element", first.id, chosen[-1], origins[first.origin].label))
    return chosen, renamed


class _Bundles:
    """Sets of spots that are one thing, at most one of each origin, and never two that are kept apart."""

    def __init__(self, apart: Iterable[frozenset[Spot]]) -> None:
        self._apart = frozenset(apart)
        self._bundle: dict[Spot, tuple[Spot, ...]] = {}

    def of(self, spot: Spot) -> tuple[Spot, ...]:
        """Give the bundle of a spot, in the order of the origins."""
        return self._bundle.get(spot, (spot,))

    def join(self, a: Spot, b: Spot) -> bool:
        """Put two bundles together; False where they cannot be one thing."""
        ours, theirs = self.of(a), self.of(b)
        if ours == theirs:
            return True
        both = tuple(sorted((*ours, *theirs)))
        if len({spot.origin for spot in both}) < len(both):
            return False
        if any(frozenset((one, other)) in self._apart for one in ours for other in theirs):
            return False
        self._bundle.update(dict.fromkeys(both, both))
        return True
