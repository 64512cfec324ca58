"""The best plan there is, by trying every one: severities set one after another, the index solved each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from sightline.snapshot import Snapshot
from sightline.studies.candidates import Candidate
from sightline.studies.changes import SetSeverity, apply_changes


def find_best_gain(snapshot: Snapshot, candidates: Sequence[Candidate], budget: float) -> float:
    """Find the largest rise of the index that any choice of candidates under the budget gives."""
    affordable = (choice for choice in every_choice(candidates) if sum(one.cost for one in choice) <= budget + 1e-9)
    return max(find_gain(snapshot, choice) for choice in affordable)


def every_choice(candidates: Sequence[Candidate]) -> Iterator[tuple[Candidate, ...]]:
    """Give every choice of candidates, none of them and all of them too."""
    return chain.from_iterable(combinations(candidates, count) for count in range(len(candidates) + 1))


def find_gain(snapshot: Snapshot, choice: Iterable[Candidate]) -> float:
    """Find the rise of the index by a choice: each obstacle is left at the least that any of them leaves."""
    assert snapshot.organization is not None
    ids, left = snapshot.network.obstacles.ids, snapshot.network.obstacles.severity.tolist()
    for one in choice:
        for row, to in one.leaves.items():
            left[row] = min(left[row], to)
    changes = [SetSeverity(str(identifier), severity) for identifier, severity in zip(ids, left, strict=True)]
    return Snapshot(apply_changes(snapshot.organization, changes)).flow.index - snapshot.flow.index
