"""The report as one file: it says what the analysis says, asks for nothing, and takes no text for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

import sightline
from sightline.document import Organization
from sightline.errors import UsageError
from sightline.merging.difference import Difference
from sightline.report import wording
from sightline.report.handover import SECTIONS, CustomerWord, Face, Subject, Tried
from sightline.report.handover.glossary import WORDS
from sightline.report.html import build_page
from sightline.studies.uncertainty import find_uncertainty
from tests import organizations
from tests.app.hostile import PAYLOADS, hostile_organization
from tests.report.html.reports import RUN, SAMPLES, build, drawn, harbor, read_page

ROOT = Path(__file__).resolve().parents[3]
ASKED_FOR = {"roadmap", "compare", "lines", "scenario"}
LEADS_OUT = {"src", "href", "action", "data", "poster", "srcset", "xlink:href", "background", "formaction"}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def _worked() -> Organization:
    return drawn(organizations.worked_example())


def test_it_says_what_the_analysis_says() -> None:
    analysis = sightline.analyze(sightline.read(SAMPLES / "harbor" / "organization.yaml"))
    text = read_page(harbor()).text.replace("\u00a0", " ")
    for sentence in (wording.headline(analysis), wording.coverage(analysis), wording.assumption(analysis)):
        assert sentence is not None
        assert sentence.replace("\u00a0", " ") in text
    assert all(finding.title in text for finding in analysis.findings if finding.severity == "warning")
    assert wording.REMARK in text


def test_every_section_that_has_something_to_show_is_there_once() -> None:
    ids = [attributes.get("id") for tag, attributes in read_page(harbor()).elements if tag == "section"]
    assert ids == [section.name for section in SECTIONS if section.name not in ASKED_FOR]


def test_lines_and_scenarios_are_told_where_they_are_asked_for() -> None:
    organization = sightline.read(SAMPLES / "harbor" / "organization.yaml")
    analysis = sightline.analyze(organization)
    scenario = sightline.read_scenario(ROOT / "docs" / "examples" / "nearer.yaml")
    effect = sightline.WhatIf(analysis.snapshot).evaluate(scenario.changes)
    elements = ("payment-release", "claim-assessment", "claimants")
    subject = Subject(analysis, CustomerWord(None), elements=elements, tried=(Tried(scenario, effect),))
    read = read_page(build_page(subject, None, ["lines", "scenario"]))
    text = read.text.replace("\u00a0", " ")
    for said in (
        "The best line of Payment release reaches Claimants through Claims service",
        "Lines of sight end at Claimants, an external customer.",
        "Approval overload at Payment release 45 % 6.2 %",
        effect.sentence.replace("\u00a0", " "),
        "Set approval overload at Payment release to 10 %",
        "Seen by external customers 53.5 % 61.2 % +7.7 points",
    ):
        assert said in text
    ids = [attributes["id"] for _, attributes in read.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_a_cell_that_stands_alone_on_a_narrow_page_says_what_it_is() -> None:
    organization = sightline.read(SAMPLES / "alder" / "2026-06-01.yaml")
    earlier = sightline.read(SAMPLES / "alder" / "organization.yaml")
    subject = Subject(
        sightline.analyze(organization), CustomerWord("buyer"), difference=Difference(earlier, organization)
    )
    planned = Subject(
        sightline.analyze(sightline.read(ROOT / "docs" / "examples" / "roadmap.yaml")), CustomerWord(None)
    )
    for asked, of, least in (("customers", subject, 1), ("compare", subject, 5), ("roadmap", planned, 1)):
        page = build_page(of, None, [asked])
        tables = re.findall(r'<table class="[^"]*stacked">(.*?)</table>', page, re.DOTALL)
        assert len(tables) >= least
        for table in tables:
            heads = re.findall(r'<th scope="col"[^>]*>([^<]*)', table)
            rows = [re.findall(r"<(t[hd])\b([^>]*)>", row) for row in table.split("<tr>")[2:]]
            assert rows
            for row in rows:
                told = [re.search(r'data-title="([^"]*)"', attributes) for _, attributes in row]
                assert [None if one is None else one[1] for one in told] == [
                    head if tag == "td" else None for (tag, _), head in zip(row, heads, strict=True)
                ]


def test_only_the_sections_that_are_chosen_are_written() -> None:
    analysis = sightline.analyze(_worked())
    page = build_page(Subject(analysis, CustomerWord(None)), None, ["hotspots", "summary"])
    ids = [attributes.get("id") for tag, attributes in read_page(page).elements if tag == "section"]
    assert ids == ["summary", "hotspots"]
    with pytest.raises(UsageError, match=r"`hotspot`.*did you mean `hotspots`"):
        build_page(Subject(analysis, CustomerWord(None)), None, ["hotspot"])


def test_the_same_organization_gives_the_same_bytes() -> None:
    assert build(_worked()) == build(_worked())


def test_it_asks_for_nothing_and_runs_one_script_of_our_own() -> None:
    read = read_page(build(_worked(), Face(logo=PNG)))
    places = {value for _, attributes in read.elements for name, value in attributes.items() if name in LEADS_OUT}
    assert places
    assert all(place is not None and place.startswith(("#", "data:image/png;base64,", "data:,")) for place in places)
    policy = next(value["content"] for tag, value in read.elements if tag == "meta" and "http-equiv" in value)
    *_, script = read.scripts
    assert policy is not None
    assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none';")
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert "url(" not in build(_worked()).replace("url(#", "")


def test_no_name_ever_becomes_markup() -> None:
    plain, hostile = (
        read_page(build(_worked())),
        read_page(build(hostile_organization(), Face(PAYLOADS[1], PAYLOADS[3]))),
    )
    assert {tag for tag, _ in hostile.elements} <= {tag for tag, _ in plain.elements} | {
        "blockquote",
        "strong",
        "pattern",
    }
    assert len(hostile.scripts) == len(plain.scripts) == 2
    shown = hostile.text
    for payload in ("<script>window.__hit=1;", "<iframe srcdoc=", "</script><script>", "{{7*7}} ${7*7}"):
        assert payload in shown
    assert "49 49" not in shown


def test_what_the_map_is_told_is_what_is_drawn() -> None:
    page = harbor()
    told = read_page(page).map
    analysis = sightline.analyze(sightline.read(SAMPLES / "harbor" / "organization.yaml"))
    stage = page[page.index('class="stage"') : page.index("</figure>", page.index('class="stage"'))]
    cards = re.findall(r"<g><title>([^<\n]*)", stage)
    curves = re.findall(r"<path d=\"M[^>]*><title>([^<\n]*)", stage)
    assert cards == [node["name"] for node in told["nodes"]]
    assert [curve.replace("&gt;", ">") for curve in curves] == [edge["name"] for edge in told["edges"]]
    row = analysis.snapshot.network.elements.row["claims-adjusters"]
    node = next(node for node in told["nodes"] if node["name"] == "Claims adjusters")
    ends = [told["nodes"][int(short[1:])]["name"] for short in node["line"] if short.startswith("n")]
    route = [analysis.snapshot.network.elements.title(stop) for stop in _route(analysis, row)]
    assert ends == route
    assert len(node["steps"]) == len(route)


def _route(analysis: sightline.Analysis, row: int) -> list[int]:
    rows = analysis.snapshot.network.elements.row
    return [rows[stop] for stop in analysis.sight.route(str(analysis.snapshot.network.elements.ids[row]))]


def test_the_title_the_client_and_the_date_are_what_was_asked_for() -> None:
    text = read_page(build(_worked(), Face("First look", "The board", PNG, "May 2026"))).text
    assert text.startswith("First look")
    assert "The board" in text
    assert "May 2026" in text


@pytest.mark.parametrize(("logo", "said"), [(b"<svg onload=alert(1)>", "no PNG"), (PNG + b"0" * (1 << 20), "the most")])
def test_a_logo_that_is_none_is_refused(logo: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Face(logo=logo)


def test_intervals_stand_beside_the_figures_where_they_were_drawn() -> None:
    analysis = sightline.analyze(_worked())
    study = find_uncertainty(analysis.snapshot, draws=40)
    text = read_page(build_page(Subject(analysis, CustomerWord(None), RUN, study))).text
    assert "in 90 % of draws" in text.replace("\u00a0", " ")
    assert "40 draws, seed 1." in text


def test_the_words_are_those_of_the_glossary() -> None:
    rows = dict(
        re.findall(r"^\| ([a-z -]+) \| (.+) \|$", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    )
    assert len(WORDS) > 15
    assert list(WORDS) == sorted(WORDS)
    for word, meaning in WORDS.items():
        assert rows[word].replace("*", "").startswith(meaning), word


@pytest.mark.parametrize(
    "raw", [{"sightline": 1}, {"sightline": 1, "customers": {"a": {}}}, organizations.machines_only()]
)
def test_an_organization_with_hardly_anything_in_it_still_gets_a_page(raw: dict[str, object]) -> None:
    text = read_page(build(drawn(raw))).text
    assert "In short" in text


def test_only_part_of_a_large_organization_is_drawn_and_it_says_so() -> None:
    teams = {f"t{at}": {"part_of": f"u{at % 40}", "serves": [{"to": "buyer"}]} for at in range(400)}
    units = {f"u{at}": {"name": f"Unit {at}"} for at in range(40)}
    page = read_page(build(drawn({"sightline": 1, "customers": {"buyer": {}}, "teams": {**units, **teams}})))
    assert 0 < len(page.map["nodes"]) <= 120
    assert "so that at most 120 are drawn." in page.text
    assert page.map["inside"], "what is inside of units is found all the same"
    assert "put one in focus" not in page.text
