"""How far what somebody says gets: every way is tried, one step after the other, on the plain mapping of a file.

"Steps run over feedback, reporting and membership"; nothing is heard along work. Days are the cadences of the feedback
on the way; reporting and membership take none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

SECTIONS = ("customers", "products", "teams", "roles", "processes", "systems", "people")


def list_ways(raw: Mapping[str, object]) -> Iterator[tuple[str, str, float]]:
    """List who is heard by whom, and the days that it takes."""
    for section in SECTIONS:
        for identifier, body in cast("Mapping[str, Mapping[str, Any]]", raw.get(section, {})).items():
            for kind in ("feedback", "reports_to", "part_of"):
                given = body.get(kind, [])
                for target in given if isinstance(given, list) else [given]:
                    whole = target if isinstance(target, dict) else {"to": target}
                    yield identifier, whole["to"], whole.get("cadence_days", 0.0) if kind == "feedback" else 0.0


def follow_steps(raw: Mapping[str, object], speaker: str) -> dict[str, int]:
    """Count the fewest steps from one speaker to everyone who ever hears of it; the speaker itself has 0."""
    ways = list(list_ways(raw))
    steps = {speaker: 0}
    while True:
        further = {to: steps[by] + 1 for by, to, _ in ways if by in steps and to not in steps}
        if not further:
            return steps
        steps |= further


def follow_days(raw: Mapping[str, object], speaker: str) -> dict[str, float]:
    """Sum the days along the quickest way from one speaker to everyone who ever hears of it: by relaxation."""
    ways = list(list_ways(raw))
    days = {speaker: 0.0}
    for _ in range(len(ways) + 1):
        for by, to, wait in ways:
            if by in days and days[by] + wait < days.get(to, float("inf")):
                days[to] = days[by] + wait
    return days
