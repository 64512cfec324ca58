"""The table of figures in each sample's README is what Sightline computes, row by row."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from sightline.analyzers.occlusion import gain_of_set
from sightline.arrays.flow import Flow
from sightline.pipeline import Analysis
from tests.samples.keys import SAMPLES
from tests.samples.readings import FOLDER, START, analyzed, gain, gain_of, gates, of, on_elements_of, with_theme

Row = tuple[str, str, str]


def read_table(sample: str) -> list[Row]:
    """Read the table of figures: figure, file, what it says."""
    story = (FOLDER / sample / "README.md").read_text(encoding="utf-8")
    section = story.split("## Figures", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("|")]
    head, rows = lines[0], [[cell.strip(" |") for cell in line] for line in lines[2:]]
    files = [START if len(head) == 2 or column == 0 else f"{date.strip()}.yaml" for column, date in enumerate(head[1:])]
    return [(row[0], file, said) for row in rows for file, said in zip(files, row[1:], strict=False) if said]


def whole(name: str) -> Callable[[Analysis], float | None]:
    """Take one of the figures of the whole."""

    def take(analysis: Analysis) -> float | None:
        account = analysis.sight.account
        return {
            "index": analysis.sight.index,
            "clear index": analysis.sight.clear_index,
            "blocked": account.blocked,
            "lost in handoffs": account.handoffs,
            "no route": account.no_route,
            "coverage": analysis.coverage.coverage,
        }[name]

    return take


WHOLE = ("index", "clear index", "blocked", "lost in handoffs", "no route", "coverage")


def compute(figure: str, analysis: Analysis) -> list[float | None]:
    """Compute what a row speaks of: one number for every number in its cell."""
    network = analysis.snapshot.network
    named = re.findall(r"`([^`]+)`", figure)
    if figure in WHOLE:
        return [whole(figure)(analysis)]
    if figure == "index without the hotline's own effort":
        effort = network.elements.effort.copy()
        effort[[row for one, row in network.elements.row.items() if one == "customer-first-hotline"]] = 0
        return [float(effort @ analysis.sight.sight) / float(effort.sum())]
    if figure.endswith("with all that it causes"):
        return [float(analysis.occlusion.with_effects[network.obstacles.row[named[0]]])]
    if figure == "gain of the theme consensus":
        return [gain_of(analysis, with_theme(analysis, "consensus"))]
    if figure == "gain of everything else":
        return [gain_of(analysis, set(network.obstacles.ids) - set(with_theme(analysis, "consensus")))]
    if figure.startswith("gain of polishing the front"):
        assert on_elements_of(analysis, "cx") == named
        return [gain_of(analysis, named)]
    if figure.startswith("gain of"):
        return [gain(analysis, named[0]) if len(named) == 1 else gain_of(analysis, named)]
    if figure.startswith("effort that depends on"):
        depends = of(analysis, analysis.chokepoints.depends, named[0])
        return [depends, network.total_effort, float(gates(analysis)[named[0]])]
    if figure.startswith("sight of"):
        return [of(analysis, analysis.sight.sight, named[0])]
    assert figure.startswith("depth of"), figure
    depth, inherited = (
        of(analysis, values, named[0]) for values in (analysis.rub_off.depth, analysis.rub_off.inherited)
    )
    if figure.endswith("all inherited"):
        assert inherited == pytest.approx(depth)
    return [depth, 100 * inherited / depth]


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_table_says_what_sightline_computes(sample: str) -> None:
    rows = read_table(sample)
    assert len(rows) >= 10
    for figure, file, said in rows:
        numbers = re.findall(r"\d+(?:\.\d+)?", said)
        computed = compute(figure, analyzed(sample, "own", file))
        assert numbers
        for number, value in zip(numbers, computed, strict=False):
            assert value is not None
            assert f"{value:.{len(number.partition('.')[2])}f}" == number, f"{figure} in {sample}/{file}: {value}"


def test_bucket_brigade_by_hand() -> None:
    analysis = analyzed("bucket_brigade")
    assert analysis.sight.index == pytest.approx((0.4 + 0.4 + 0.4 + 0.8 + 1.0) / 5)
    inside = ~analysis.snapshot.network.elements.is_customer
    assert float(np.mean(analysis.sight.sight[inside])) == pytest.approx(0.667, abs=5e-4)


@pytest.mark.parametrize("sample", SAMPLES)
def test_clearing_everything_gives_the_clear_index(sample: str) -> None:
    analysis = analyzed(sample)
    network = analysis.snapshot.network
    everything = gain_of_set(analysis.snapshot, np.arange(len(network.obstacles)))
    assert (analysis.sight.index or 0) + everything == pytest.approx(analysis.sight.clear_index)
    assert Flow(network, analysis.snapshot.routes).index == pytest.approx(analysis.sight.index)
    assert analysis.occlusion.obstacles.share.sum() == pytest.approx(everything, abs=1e-9)
