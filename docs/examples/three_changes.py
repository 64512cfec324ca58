"""Which three changes, made together, would clear the view most?

Gains do not add up: two obstacles in a row gain more together than one by one. So this tries every three of the ten
obstacles that gain most alone, clears each three at once, and solves the whole organization anew.

    python docs/examples/three_changes.py sample_orgs/harbor/organization.yaml claims-adjusters
"""

from __future__ import annotations

import sys
from itertools import combinations

import numpy as np

import sightline
from sightline.analyzers.occlusion import gain_of_set

CANDIDATES = 10
CHANGES = 3


def print_best_changes(analysis: sightline.Analysis) -> None:
    """Print the changes that gain most together, beside what they gain alone."""
    snapshot, occlusion = analysis.snapshot, analysis.occlusion
    obstacles, alone = snapshot.network.obstacles, occlusion.obstacles.gain
    hottest = occlusion.hotspots[:CANDIDATES]
    sets = [np.array(rows) for rows in combinations(hottest.tolist(), CHANGES)]
    if not sets:
        print(f"There are fewer than {CHANGES} obstacles.")
        return
    gains = [gain_of_set(snapshot, rows) for rows in sets]
    best = sets[int(np.argmax(gains))]

    print(f"The {CHANGES} changes that gain most together, of {len(sets)} sets tried:")
    for row in best.tolist():
        place = snapshot.network.spell_place(row)
        print(f"  {obstacles.ids[row]}: {obstacles.kinds[row]} on {place}, alone {alone[row]:.2%}")
    print(f"  Together they gain {max(gains):.2%}; their single gains add up to {alone[best].sum():.2%}.")
    print(f"  The {CHANGES} that gain most alone would gain {gain_of_set(snapshot, hottest[:CHANGES]):.2%} together.")


def print_best_line(analysis: sightline.Analysis, team: str) -> None:
    """Print the clearest way of one team to an external customer, step by step."""
    lines = sightline.find_paths(analysis.snapshot, team, k=1).lines
    if not lines:
        print(f"No chain of work leads from {team} to an external customer.")
        return
    line = lines[0]
    print(f"The best line of {team} keeps {line.clarity:.1%}:")
    for step in line.steps:
        print(f"  {step.supplier} {step.kind} {step.customer}")
    print(f"  Its weakest point is {line.weakest}, which lets {line.weakest_clarity:.0%} through.")


def main(file: str, team: str) -> None:
    """Read an organization, analyze it and print both."""
    analysis = sightline.analyze(sightline.read(file))
    print_best_changes(analysis)
    print()
    print_best_line(analysis, team)


if __name__ == "__main__":
    main(*sys.argv[1:])
