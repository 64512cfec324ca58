"""The page on uncertainty says what the code does: its snippet runs, its keys are all there, its figures hold."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from scipy.stats import beta

from sightline.report.uncertainty_contract import uncertainty_to_json
from sightline.snapshot import Snapshot
from sightline.studies.beliefs import DOUBTS
from sightline.studies.parallel import PAYS_FROM, Workers
from sightline.studies.tornado import ALONE, DRAWN_ALONE
from sightline.studies.uncertainty import FOLLOWED, find_uncertainty
from tests.studies.test_uncertainty import desk, snapshot_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "uncertainty.md").read_text(encoding="utf-8")


def test_the_snippet_prints_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = re.findall(r"```pycon\n(.*?)```", PAGE, re.DOTALL)
    snippet = doctest.DocTestParser().get_doctest(block, {}, "uncertainty.md", None, 0)
    assert len(snippet.examples) >= 5
    told: list[str] = []
    doctest.DocTestRunner(verbose=False).run(snippet, out=told.append)
    assert "".join(told) == ""


def test_every_key_of_the_json_is_on_the_page() -> None:
    table = PAGE.split("## Keys of the JSON")[1]
    snapshot: Snapshot = snapshot_of(desk(low=0.2, high=0.6))
    told = uncertainty_to_json(find_uncertainty(snapshot, draws=5, workers=Workers(jobs=1)))
    inner = [*told["doubts"], *told["accounting"], *told["hotspots"][0], *told["influences"][0], *told["index"]]
    keys = {*told, *inner} - {"sightline", "organization", "assumptions", "notices"}
    assert len(keys) > 30
    assert [key for key in sorted(keys) if f"`{key}`" not in table] == []


def test_the_conventions_are_those_of_the_code() -> None:
    kappas = f"kappa {DOUBTS.confirmed:g} where the obstacle is confirmed, {DOUBTS.suspected:g} where it is suspected"
    assert f"{kappas}, else {DOUBTS.stated:g}" in PAGE
    assert f"standard deviation {DOUBTS.volume:g}" in PAGE
    assert f"not there in {DOUBTS.missing:.0%}".replace("%", " %") in PAGE
    low, high = beta(0.95 * DOUBTS.handoff, 0.05 * DOUBTS.handoff).ppf([0.05, 0.95])
    assert f"kappa {DOUBTS.handoff:g}: for 0.95 that is {low:.2f} to {high:.2f}" in PAGE
    assert DOUBTS.unassessed == (1.0, 4.0)
    assert "Beta(1, 4)" in PAGE
    assert f"gain of the {FOLLOWED} obstacles" in PAGE
    assert f"From {PAYS_FROM:,} elements times draws on" in PAGE
    assert f"takes {ALONE * len(DRAWN_ALONE)} further draws" in PAGE
