"""The answer keys of voice, decisions, support and functions, and the findings of these that each story leads to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from sightline.analyzers.decisions import Decisions, DecisionsAnalyzer
from sightline.analyzers.registry import Analyzer
from sightline.analyzers.support import SupportAnalyzer
from sightline.analyzers.triad import Triad, TriadAnalyzer
from sightline.analyzers.voice import VoiceAnalyzer
from sightline.arrays.information import count_steps, read_information
from sightline.findings import Finding
from sightline.snapshot import Snapshot
from tests.samples.keys import NOMINAL, SAMPLES, Need, find_keys
from tests.samples.readings import START, analyzed, of, read

DATES = (START, "2024-06-01.yaml", "2026-06-01.yaml")
NEEDS: tuple[Need, ...] = ("voice", "decisions", "support", "triad")
CUSTOMERS_WITHOUT_CLOSED_LOOP: Mapping[str, set[str]] = {
    "bucket_brigade": set(),
    "concord": {"end-users-at-client-firms"},
    "harbor": {"small-business-policyholders", "independent-brokers"},
    "permit": {
        "small-businesses-applying-for-permits",
        "licensed-professionals",
        "residents-who-report-problems",
    },
    "alder": {"households", "dealers", "installers", "small-cafes-and-makers"},
}
CROWDED_DECISIONS: Mapping[str, set[str]] = {
    "bucket_brigade": set(),
    "concord": {"which-features-ship", "release-go-no-go"},
    "harbor": {"claims-rules-and-authority-limits"},
    "permit": {"application-form-and-evidence-list", "who-must-sign-a-permit", "priorities-for-casetrack"},
    "alder": {"what-the-next-model-does"},
}
TRIADS: Mapping[str, int | None] = {"bucket_brigade": None, "concord": 1, "harbor": 2, "permit": None, "alder": 1}


@cache
def snapshot(sample: str, file: str = START) -> Snapshot:
    return Snapshot(read(f"{sample}/{file}"))


def findings(analyzer: Analyzer, code: str, sample: str, file: str = START) -> list[Finding]:
    return [one for one in analyzer.run(snapshot(sample, file)).findings if one.code == code]


def distances(sample: str, file: str = START) -> dict[str, int | None]:
    """Give the steps of every decision; every one of the samples has a distance."""
    found: Decisions = DecisionsAnalyzer().run(snapshot(sample, file))
    steps = {}
    for decision, distance in zip(found.decisions, found.distances, strict=True):
        assert distance is not None
        steps[decision.id] = distance.steps
    return steps


def triad(file: str) -> Triad:
    return TriadAnalyzer().run(snapshot("alder", file))


def test_every_key_is_checked_here() -> None:
    codes = [key.code for need in NEEDS for _, key in find_keys(need)]
    assert len(codes) >= 8
    assert [code for code in codes if f"test_{code.lower()}" not in globals()] == []


# The findings that each story leads to


@pytest.mark.parametrize("sample", SAMPLES)
def test_decision_distances_are_the_nominal_ones(sample: str) -> None:
    nominal = NOMINAL[sample].decision_distances
    assert distances(sample) == nominal
    far = {identifier for identifier, steps in nominal.items() if steps is None or steps >= 3}
    found = findings(DecisionsAnalyzer(), "far-decision", sample)
    assert {decision for one in found for decision in one.decisions} == far


@pytest.mark.parametrize("sample", SAMPLES)
def test_decisions_with_many_vetoes_are_those_of_the_story(sample: str) -> None:
    found = findings(DecisionsAnalyzer(), "consensus-load", sample)
    assert {decision for one in found for decision in one.decisions} == CROWDED_DECISIONS[sample]


@pytest.mark.parametrize("sample", SAMPLES)
def test_customers_without_a_closed_loop_are_those_of_the_story(sample: str) -> None:
    found = [one for one in findings(VoiceAnalyzer(), "broken-voice", sample) if "closed loop" in one.title]
    assert {element for one in found for element in one.elements} == CUSTOMERS_WITHOUT_CLOSED_LOOP[sample]


@pytest.mark.parametrize("sample", SAMPLES)
def test_functions_are_joined_as_in_the_story(sample: str) -> None:
    found = TriadAnalyzer().run(snapshot(sample))
    assert found.index == TRIADS[sample]
    assert len(found.findings) == (found.index is not None)


# The keys


def test_bb4() -> None:
    organization, network = read(f"bucket_brigade/{START}"), snapshot("bucket_brigade").network
    information = read_information(organization, network)
    heard = count_steps(information.graph, np.array([network.elements.row["owner-of-the-burning-house"]]))
    by = {str(one) for one in network.elements.ids[heard > 0]}
    assert by - {str(one) for one in network.elements.ids[network.containers]} == {"throws-the-water"}


def test_co9() -> None:
    steps = distances("concord")
    assert steps["which-features-ship"] is None
    assert steps["what-ledgerlite-builds-next"] == 2
    columns = DecisionsAnalyzer().run(snapshot("concord")).table().columns
    vetoes = dict(zip(steps, columns["vetoes"], strict=True))
    assert [one for one, count in vetoes.items() if isinstance(count, int) and count >= 8] == ["which-features-ship"]


def test_ha7() -> None:
    steps = distances("harbor")
    for decision in ("claims-rules-and-authority-limits", "payment-release-above-2-000", "policy-conditions"):
        assert steps[decision] is None
    assert steps["concierge-scripts-and-gestures"] is not None


def test_ha8() -> None:
    (finding,) = findings(SupportAnalyzer(), "support-signs", "harbor")
    assert finding.elements == ("brightvoice-contact-centre",)
    assert finding.value == 4
    (front,) = (one for one in SupportAnalyzer().run(snapshot("harbor")).fronts if one.element in finding.elements)
    assert front.signs[:2] == ("outsourced", "a cost target")
    assert "leave in a year" in front.signs[2]
    assert "passed on" in front.signs[3]


def test_pe5() -> None:
    steps = distances("permit")
    assert steps["inspection-slots-and-re-visits"] == 2
    for decision in ("application-form-and-evidence-list", "who-must-sign-a-permit"):
        assert (steps[decision] or 0) >= 4
    assert steps["priorities-for-casetrack"] is None
    assert steps["renewal-rules-for-professionals"] is None


def test_pe6() -> None:
    organization, analysis = read(f"permit/{START}"), analyzed("permit", "nominal")
    ratings = {one.id: one.ratings.client for one in organization.elements if one.ratings and one.ratings.client}
    assert max(ratings, key=lambda one: ratings[one]) == "inspection-service"
    steps = {one: count for one, count in distances("permit").items() if count is not None}
    assert min(steps, key=lambda one: steps[one]) == "inspection-slots-and-re-visits"
    inherited = analysis.rub_off.inherited
    others = ("building-permit", "business-licence", "professional-licence", "environmental-permit")
    assert all(of(analysis, inherited, "inspection-service") < of(analysis, inherited, other) for other in others)


def test_pe9() -> None:
    found = VoiceAnalyzer().run(snapshot("permit"))
    ids = found.network.elements.ids[found.rows].tolist()
    assert [one for one, closed in zip(ids, found.closed.tolist(), strict=True) if closed] == ["home-owners"]
    last_resorts = {"appeal", "call-line"}
    ordinary = [
        (relation.supplier, relation.cadence_days)
        for relation in read(f"permit/{START}").relations
        if relation.kind == "feedback" and relation.supplier in ids and relation.customer not in last_resorts
    ]
    assert {customer for customer, days in ordinary if days is not None and days < 365} == {"home-owners"}


def test_al4() -> None:
    before, hotline, after = (triad(file).index or 0 for file in DATES)
    assert max(before, hotline) <= 2
    assert after >= 5


def test_al5() -> None:
    decision = "what-the-next-model-does"
    assert distances("alder")[decision] is None
    assert (distances("alder", DATES[-1])[decision] or 9) <= 2
