"""The answer keys that the engine can check, by their codes, in the reading they were made with and in Sightline's."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sightline.pipeline import Analysis
from tests.samples.keys import ALDER_MEAN_SIGHTS, NOMINAL, SAMPLES, find_keys
from tests.samples.readings import (
    READINGS,
    Reading,
    analyzed,
    causes_of,
    changed,
    gain,
    gain_by_area,
    gain_of,
    gates,
    hottest,
    of,
    on_elements_of,
    stands_before,
    trail,
    with_theme,
)

SUITE = ("concordmail", "concorddocs", "concordcalendar", "concorddesk")
SUITE_TEAMS = ("mail-team", "docs-team", "calendar-team", "desk-team")
both_readings = pytest.mark.parametrize("reading", READINGS)


@pytest.mark.parametrize("sample", SAMPLES)
def test_mean_sight_gates_and_gains_are_the_nominal_ones(sample: str) -> None:
    analysis, nominal = analyzed(sample, "nominal"), NOMINAL[sample]
    assert round(analysis.sight.index or 0, 3) == nominal.mean_sight
    found = gates(analysis)
    assert {one: found[one] for one in nominal.gates} == nominal.gates
    assert max(found.values()) == max(nominal.gates.values())
    assert {one: round(gain(analysis, one), 3) for one in nominal.top_gains} == nominal.top_gains
    assert set(hottest(analysis, len(nominal.top_gains))) == set(nominal.top_gains)


@pytest.mark.parametrize(("file", "expected"), ALDER_MEAN_SIGHTS.items())
def test_mean_sight_at_alders_dates_is_the_nominal_one(file: str, expected: float) -> None:
    assert round(analyzed("alder", "nominal", file).sight.index or 0, 3) == expected


def test_every_key_of_the_engine_is_checked_here() -> None:
    codes = [key.code for _, key in find_keys("engine")]
    assert len(codes) > 20
    assert [code for code in codes if f"test_{code.lower()}" not in globals()] == []


# Bucket brigade


@both_readings
def test_bb1(reading: Reading) -> None:
    analysis = analyzed("bucket_brigade", reading)
    sight = {
        element: of(analysis, analysis.sight.sight, element) for element in analysis.sight.route("fills-the-buckets")
    }
    assert [round(value, 12) for value in sight.values()] == [0.4, 0.4, 0.4, 0.8, 1, 1, 1]
    assert list(sight)[-3:] == ["throws-the-water", "water-on-the-fire", "owner-of-the-burning-house"]


@both_readings
def test_bb2(reading: Reading) -> None:
    assert hottest(analyzed("bucket_brigade", reading), 1) == ["b1"]


@both_readings
def test_bb3(reading: Reading) -> None:
    analysis = analyzed("bucket_brigade", reading)
    line = analysis.sight.route("fills-the-buckets")
    for element, following in pairwise(line):
        assert analysis.chokepoints.on_every_route(element)[0] == following
    assert gates(analysis)["throws-the-water"] == 4
    assert gates(analysis)["water-on-the-fire"] == 5


# Concord


@both_readings
def test_co1(reading: Reading) -> None:
    analysis = analyzed("concord", reading)
    consensus = with_theme(analysis, "consensus")
    others = set(analysis.snapshot.network.obstacles.ids) - set(consensus)
    assert len(consensus) >= 6
    assert gain_of(analysis, consensus) >= 2 * gain_of(analysis, others)


@both_readings
def test_co2(reading: Reading) -> None:
    areas = gain_by_area(analyzed("concord", reading))
    assert max(areas, key=lambda area: areas[area]) == "organization"


@both_readings
def test_co3(reading: Reading) -> None:
    analysis = analyzed("concord", reading)
    assert (
        analysis.snapshot.network.spell_place(analysis.snapshot.network.obstacles.row["k2"])
        == "product-consensus-council"
    )
    assert "k2" in hottest(analysis, 3)


@both_readings
def test_co4(reading: Reading) -> None:
    analysis = analyzed("concord", reading)
    parts = trail(analysis, "concordmail")
    inherited = sum(parts.values()) - parts["k6"]
    assert inherited == pytest.approx(of(analysis, analysis.rub_off.inherited, "concordmail"))
    assert inherited >= 0.4 * sum(parts.values())
    assert sum(parts[one] for one in with_theme(analysis, "consensus") if one != "k6") >= 0.8 * inherited


@both_readings
def test_co6(reading: Reading) -> None:
    before = analyzed("concord", reading)
    symptom = changed(before, lambda one, severity: 0.0 if one == "k6" else severity)
    upstream = set(with_theme(before, "consensus")) - {"k6"}
    cause = changed(before, lambda one, severity: 0.0 if one in upstream else severity)
    for product in SUITE:
        depths = [of(analysis, analysis.rub_off.depth, product) for analysis in (before, symptom)]
        assert (depths[1] < depths[0]) if product == "concordmail" else (depths[1] == pytest.approx(depths[0]))
        inherited = of(before, before.rub_off.inherited, product)
        assert 0 < of(cause, cause.rub_off.inherited, product) <= 0.5 * inherited


@both_readings
def test_co7(reading: Reading) -> None:
    analysis = analyzed("concord", reading)
    squad = of(analysis, analysis.sight.sight, "ledgerlite-squad")
    assert all(squad >= 1.1 * of(analysis, analysis.sight.sight, team) for team in SUITE_TEAMS)


@both_readings
def test_co8(reading: Reading) -> None:
    behind = stands_before(analyzed("concord", reading), "release-approval")
    assert len(behind) >= 12
    assert not [one for one in behind if one.startswith("ledgerlite")]


def test_co12() -> None:
    analysis = analyzed("concord")
    symptoms = [one for one in analysis.snapshot.network.obstacles.ids if "k1" in causes_of(analysis, str(one))]
    assert len(symptoms) >= 6


# Harbor


@both_readings
def test_ha2(reading: Reading) -> None:
    analysis = analyzed("harbor", reading)
    front = on_elements_of(analysis, "cx")
    assert front
    assert gain_of(analysis, front) < 0.1 * gain_of(analysis, ["h5", "h6", "h7"])


@both_readings
def test_ha3(reading: Reading) -> None:
    analysis = analyzed("harbor", reading)
    assert set(hottest(analysis, 5)).isdisjoint(on_elements_of(analysis, "cx"))


@both_readings
def test_ha5(reading: Reading) -> None:
    assert _deepest_inherited(analyzed("harbor", reading)) == "claims-service"


@both_readings
def test_ha6(reading: Reading) -> None:
    analysis = analyzed("harbor", reading)
    assert "claim-assessment" in stands_before(analysis, "payment-release")
    assert "payment-release" in stands_before(analysis, "claims-service")


def test_ha9() -> None:
    analysis = analyzed("harbor")
    assert "h3" in causes_of(analysis, "h20")
    assert "h5" in causes_of(analysis, "h16")


# Permit


@both_readings
def test_pe1(reading: Reading) -> None:
    analysis = analyzed("permit", reading)
    network = analysis.snapshot.network
    loop = {"performance-reporting", "executive-secretariat", "reporting-to-the-legislature"}
    closed = [set(network.elements.ids[one.members].tolist()) for one in analysis.loops.loops if one.is_closed]
    assert closed == [loop]
    stranded = analysis.snapshot.routes.stranded & ~network.containers
    assert set(network.elements.ids[stranded].tolist()) == loop
    assert [set(one.elements) for one in analysis.findings if one.code == "closed-loop"] == [loop]


@both_readings
def test_pe2(reading: Reading) -> None:
    analysis = analyzed("permit", reading)
    assert hottest(analysis, 1) == ["g3"]
    assert analysis.snapshot.network.spell_place(analysis.snapshot.network.obstacles.row["g3"]) == "sign-off-chain"


@both_readings
def test_pe3(reading: Reading) -> None:
    analysis = analyzed("permit", reading)
    assert len(analysis.snapshot.network.obstacles) == 18
    assert {"g1", "g2"} <= set(hottest(analysis, 8))


@both_readings
def test_pe4(reading: Reading) -> None:
    found = gates(analyzed("permit", reading))
    assert all(count < found["sign-off-chain"] for one, count in found.items() if one != "sign-off-chain")


@both_readings
def test_pe6_as_far_as_haze_goes(reading: Reading) -> None:
    analysis = analyzed("permit", reading)
    permits = ("building-permit", "environmental-permit", "business-licence", "professional-licence")
    inspection = of(analysis, analysis.rub_off.inherited, "inspection-service")
    assert all(inspection < of(analysis, analysis.rub_off.inherited, permit) for permit in permits)


@both_readings
def test_pe7(reading: Reading) -> None:
    analysis = analyzed("permit", reading)
    assert gain(analysis, "g12") < 0.1 * gain(analysis, "g3")


@both_readings
def test_pe8(reading: Reading) -> None:
    areas = gain_by_area(analyzed("permit", reading))
    assert areas["operations"] + areas["organization"] >= 0.8 * sum(areas.values())


@both_readings
def test_pe10(reading: Reading) -> None:
    indexes = {sample: analyzed(sample, reading).sight.index or 0 for sample in SAMPLES if sample != "bucket_brigade"}
    assert min(indexes, key=lambda sample: indexes[sample]) == "permit"


# Alder


@both_readings
def test_al1(reading: Reading) -> None:
    before, hotline = analyzed("alder", reading), analyzed("alder", reading, "2024-06-01.yaml")
    assert (hotline.sight.index or 0) <= (before.sight.index or 0) + 0.01


@both_readings
def test_al2(reading: Reading) -> None:
    before, inside = analyzed("alder", reading), analyzed("alder", reading, "2026-06-01.yaml")
    assert (inside.sight.index or 0) >= (before.sight.index or 0) + 0.08


def test_al7() -> None:
    before = analyzed("alder", "own", "2024-06-01.yaml").snapshot.network.obstacles
    after = analyzed("alder", "own", "2026-06-01.yaml").snapshot.network.obstacles
    assert set(after.ids) - set(before.ids) == {"a19"}
    assert (after.severity > 0).sum() > 5


def test_al8() -> None:
    before = _own_depths(analyzed("alder"))
    after = _own_depths(analyzed("alder", "own", "2026-06-01.yaml"))
    assert all(depth < before["dehydrator"] for product, depth in before.items() if product != "dehydrator")
    assert 3 * after["dehydrator"] <= before["dehydrator"]


@both_readings
def test_al9(reading: Reading) -> None:
    assert "a4" in hottest(analyzed("alder", reading), 4)


@both_readings
def test_al10(reading: Reading) -> None:
    found = gates(analyzed("alder", reading))
    rest = [count for one, count in found.items() if one != "new-product-development"]
    assert max(rest) < found["new-product-development"]


def _products(analysis: Analysis) -> list[str]:
    elements = analysis.snapshot.network.elements
    return [str(one) for row, one in enumerate(elements.ids) if elements.kind(row) == "product"]


def _deepest_inherited(analysis: Analysis) -> str:
    return max(_products(analysis), key=lambda product: of(analysis, analysis.rub_off.inherited, product))


def _own_depths(analysis: Analysis) -> dict[str, float]:
    return {product: of(analysis, analysis.rub_off.lens.own, product) for product in _products(analysis)}
