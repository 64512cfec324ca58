"""How often small groups could be worked out of a survey's figures, and how much is still told."""

from __future__ import annotations

import random
from collections.abc import Iterator

from sightline.evidence.disclosure import make_pools
from tests.evidence.groups import random_tree, totals
from tests.reference.disclosure import recoverable


def tables(trees: int = 1_000, most_groups: int = 8) -> Iterator[str]:
    """Draw trees of groups; look for small groups in all that follows from what is told, by the rules and without."""
    yield from (
        "",
        f"| {trees:,} trees, fewest | given away by a plain threshold | by the rules | respondents told | told alone |",
        "| --- | --- | --- | --- | --- |",
    )
    for fewest in (5, 8, 10):
        rng = random.Random(fewest)
        plain = ours = everybody = told_at_all = told_alone = 0
        for _ in range(trees):
            groups, wholes = random_tree(rng, most_groups)
            sizes = {one.name: len(one.respondents) for one in groups}
            pools = make_pools(groups, wholes, fewest=fewest)
            told = [frozenset(one.name for one in pool.groups) for pool in pools] + totals(pools, groups, wholes)
            above = [frozenset((name,)) for name, size in sizes.items() if size >= fewest] + [frozenset(sizes)]
            ours += _gives_away(told, sizes, fewest)
            plain += _gives_away(above, sizes, fewest)
            everybody += sum(sizes.values())
            told_at_all += sum(len(pool.respondents) for pool in pools)
            told_alone += sum(len(pool.respondents) for pool in pools if len(pool.groups) == 1)
        shares = f"{told_at_all / everybody:.0%} | {told_alone / everybody:.0%}"
        yield f"| {fewest} | {plain:,} trees | {ours:,} trees | {shares} |"


def _gives_away(told: list[frozenset[str]], sizes: dict[str, int], fewest: int) -> bool:
    """Whether any set of fewer respondents follows from what is told."""
    return any(sum(sizes[name] for name in one) < fewest for one in recoverable(told, list(sizes)))
