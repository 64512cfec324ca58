"""What importers count and climb: tallies with the most frequent first, and the outermost whole around a part."""

from __future__ import annotations

from collections.abc import Mapping


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """Order counts by their number, the largest first, and by name where they are equal."""
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def find_top(wholes: dict[str, str], start: str) -> str:
    """Find the outermost whole around ``start``, shortening the way for the next time.

    ``wholes`` gives the whole of each part; only the shortcut is stored in it, so it must not be what says who is whose
    direct part.
    """
    way = [start]
    while (whole := wholes.get(way[-1])) is not None:
        way.append(whole)
    for inner in way[:-1]:
        wholes[inner] = way[-1]
    return way[-1]
