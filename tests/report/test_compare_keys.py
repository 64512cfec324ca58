"""The page about comparing names every key that programs are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sightline.report.compare_contract import comparison_to_json
from sightline.report.journey_contract import journey_to_json
from sightline.studies.compare import compare
from sightline.studies.journey import follow
from sightline.studies.journey_folder import read_dated
from tests.cli.running import ROOT
from tests.samples.readings import read

PAGE = (ROOT / "docs" / "comparing.md").read_text(encoding="utf-8")
TOLD_ELSEWHERE = {"seen", "blocked", "handoffs", "no_route", "code", "title", "decisions", "value", "threshold", "why"}
TOLD_ELSEWHERE |= {"evidence_against", "action"}
"""The account and the findings, which the glossary explains."""


def keys(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key != "codes":
                yield str(key)
                yield from keys(inner)
    for inner in value if isinstance(value, list) else ():
        yield from keys(inner)


def test_every_key_of_a_comparison_and_a_journey_is_documented() -> None:
    comparison = compare(read("alder/organization.yaml"), read("alder/2024-06-01.yaml"))
    journey = follow(read_dated(ROOT / "docs" / "examples" / "journey"), draws=20)
    found = {*keys(comparison_to_json(comparison)), *keys(journey_to_json(journey))}
    assert len(found) > 40
    assert {key for key in found - TOLD_ELSEWHERE if f"`{key}`" not in PAGE} == set()


def test_top_cuts_every_list_and_no_sum() -> None:
    comparison = compare(read("alder/organization.yaml"), read("alder/2024-06-01.yaml"))
    whole, cut = comparison_to_json(comparison), comparison_to_json(comparison, top=1)
    assert len(whole["split"]["elements"]) > 1
    for part in ("elements", "relations"):
        assert cut["split"][part] == whole["split"][part][:1]
    assert cut["split"]["parts"] == whole["split"]["parts"]
    assert cut["severity"] == whole["severity"]
