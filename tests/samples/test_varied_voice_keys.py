"""The keys of voice, decisions, support and functions under random variation of what the files say.

As the keys were made: severities are drawn around their own (Beta, kappa 20), volumes are multiplied (lognormal, 0.3),
and each relation without an obstacle is left out with a chance of 3 %. The files themselves hold in another test.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sightline.analyzers.decisions import DecisionsAnalyzer
from sightline.analyzers.support import SupportAnalyzer
from sightline.analyzers.triad import TriadAnalyzer
from sightline.analyzers.voice import VoiceAnalyzer
from sightline.document import Obstacle, Organization
from sightline.snapshot import Snapshot
from tests.samples.keys import KEYS
from tests.samples.readings import START, read

DATES = (START, "2024-06-01.yaml", "2026-06-01.yaml")
DRAWS = 200
KAPPA, SPREAD, LEFT_OUT = 20, 0.3, 0.03
MARGIN = 0.05
"""More than three standard deviations of what 200 draws tell of a share of 0.95, and of the 1,000 of the keys."""
Varied = Callable[[str], Organization]


def vary(organization: Organization, rng: np.random.Generator) -> Organization:
    """Draw one variation of an organization."""

    def redrawn(obstacles: tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
        return tuple(
            one.model_copy(update={"severity": rng.beta(KAPPA * one.severity, KAPPA * (1 - one.severity))})
            if 0 < one.severity < 1
            else one
            for one in obstacles
        )

    return organization.model_copy(
        update={
            "elements": tuple(
                one.model_copy(update={"obstacles": redrawn(one.obstacles)}) if one.obstacles else one
                for one in organization.elements
            ),
            "relations": tuple(
                one.model_copy(
                    update={
                        "obstacles": redrawn(one.obstacles),
                        "volume": one.volume * float(rng.lognormal(0, SPREAD)),
                    }
                )
                for one in organization.relations
                if one.obstacles or rng.random() >= LEFT_OUT
            ),
        }
    )


def steps(organization: Organization) -> dict[str, int | None]:
    """Give the steps of each decision; None where nothing reaches the decider, or no customer is concerned."""
    found = DecisionsAnalyzer().run(Snapshot(organization))
    return {
        decision.id: distance.steps if distance else None
        for decision, distance in zip(found.decisions, found.distances, strict=True)
    }


def co9(varied: Varied) -> bool:
    found = steps(varied(START))
    shipped = found["which-features-ship"]
    return (shipped is None or shipped >= 3) and found["what-ledgerlite-builds-next"] == 2


def ha7(varied: Varied) -> bool:
    found = steps(varied(START))
    inside = ("claims-rules-and-authority-limits", "payment-release-above-2-000", "policy-conditions")
    return all(found[one] is None for one in inside)


def ha8(varied: Varied) -> bool:
    fronts = SupportAnalyzer().run(Snapshot(varied(START))).fronts
    return {one.element: len(one.signs) for one in fronts}["brightvoice-contact-centre"] == 4


def pe5(varied: Varied) -> bool:
    found = steps(varied(START))
    far = [found[one] for one in ("application-form-and-evidence-list", "who-must-sign-a-permit")]
    unheard = [found[one] for one in ("priorities-for-casetrack", "renewal-rules-for-professionals")]
    return (
        found["inspection-slots-and-re-visits"] == 2
        and all(one is None or one >= 4 for one in far)
        and unheard == [None, None]
    )


def pe9(varied: Varied) -> bool:
    found = VoiceAnalyzer().run(Snapshot(varied(START)))
    ids = found.network.elements.ids[found.rows].tolist()
    return {one for one, closed in zip(ids, found.closed.tolist(), strict=True) if closed} <= {"home-owners"}


def al4(varied: Varied) -> bool:
    found = [TriadAnalyzer().run(Snapshot(varied(date))).index for date in DATES]
    before, hotline, after = (index or 0 for index in found)
    return max(before, hotline) <= 2 and after >= 5


def al5(varied: Varied) -> bool:
    decision = "what-the-next-model-does"
    return steps(varied(START))[decision] is None and (steps(varied(DATES[-1]))[decision] or 9) <= 2


@pytest.mark.parametrize(
    ("sample", "holds"),
    [
        ("concord", co9),
        ("harbor", ha7),
        ("harbor", ha8),
        ("permit", pe5),
        ("permit", pe9),
        ("alder", al4),
        ("alder", al5),
    ],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
def test_a_robust_key_holds_as_often_as_it_claims(sample: str, holds: Callable[[Varied], bool]) -> None:
    (key,) = (one for one in KEYS[sample] if one.code == holds.__name__.upper())
    assert key.robustness >= 0.95
    rng = np.random.default_rng(20260115)
    held = sum(holds(lambda file: vary(read(f"{sample}/{file}"), rng)) for _ in range(DRAWS))
    assert held / DRAWS >= key.robustness - MARGIN
