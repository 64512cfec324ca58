"""The glossary explains every key of the JSON, and no key that is not there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sightline.cli.reading import read_subject, tell_run
from sightline.document import Tree, build_organization
from sightline.formats import ReadOptions
from sightline.pipeline import analyze
from sightline.report.contract import to_contract
from tests.organizations import ORGANIZATIONS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
SAMPLES = sorted((ROOT / "sample_orgs").glob("*/organization.yaml"))
SAME_AS_AREAS = ("teams", "themes")


def explained() -> dict[str, set[str]]:
    """Read the keys that each section of the page explains."""
    sections = re.split(r"^### (\w+)$", PAGE[PAGE.index("## Keys of the JSON") :], flags=re.MULTILINE)[1:]
    return {
        name: set(re.findall(r"^\| `(\w+)` \| .+ \|$", text, re.MULTILINE))
        for name, text in zip(sections[::2], sections[1::2], strict=True)
    }


@cache
def given() -> dict[str, set[str]]:
    """Collect the keys that the JSON has for the samples and for the organizations drawn by hand."""
    contracts = [to_contract(analyze(build_organization(Tree(draw())))) for draw in ORGANIZATIONS]
    for sample in SAMPLES:
        subject = read_subject(str(sample), ReadOptions())
        analysis = analyze(subject.content)
        run = tell_run(subject, ReadOptions(), results=analysis.results, top=None)
        contracts.append(to_contract(analysis, source=subject.source, run=run))
    keys: dict[str, set[str]] = {"top": set()}
    for contract in contracts:
        keys["top"] |= set(contract)
        for name, value in contract.items():
            entries = [value] if isinstance(value, dict) else value if isinstance(value, list) else []
            keys.setdefault(name, set()).update(key for entry in entries if isinstance(entry, dict) for key in entry)
    return {name: found for name, found in keys.items() if found}


def test_there_is_something_to_explain() -> None:
    assert len(given()) > 10
    assert len(SAMPLES) >= 5
    assert {"index", "elements", "source", "run"} <= given()["top"]


@pytest.mark.parametrize("section", sorted((*explained(), *SAME_AS_AREAS)))
def test_every_key_is_explained_and_no_other(section: str) -> None:
    assert given()[section] == explained()["areas" if section in SAME_AS_AREAS else section]


def test_every_part_has_a_section_and_no_section_is_left_over() -> None:
    assert set(explained()) == set(given()) - set(SAME_AS_AREAS)


def test_words_stand_in_order_and_once() -> None:
    tables = re.findall(r"## Words of the organization\n(.*?)\n## ", PAGE, re.DOTALL)
    words = re.findall(r"^\| ([a-z][\w -]*) \| ", tables[0], re.MULTILINE)[1:]
    assert len(words) > 40
    assert words == sorted(set(words))
