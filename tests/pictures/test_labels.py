"""The writing on every picture that is handed over: no text on another, none that leaves the page."""

from __future__ import annotations

import datetime
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings

from sightline.document import Tree, build_organization
from sightline.errors import UsageError
from sightline.phrases import percent
from sightline.pictures.files import size_of
from sightline.pictures.palette import LIGHT
from sightline.pictures.sheet import draw_sheet
from sightline.pipeline import Analysis, analyze
from sightline.report.handover import CustomerWord, Subject
from sightline.report.pictures_out import DRAWINGS, journey_sheet, picture_sheet
from sightline.studies.journey import follow
from sightline.studies.journey_folder import Dated, read_dated
from tests.cli.running import ROOT, SAMPLES
from tests.drawing import Body, organizations
from tests.pictures.labels import Label, labels, overlapping
from tests.samples.readings import analyzed, read

LONG = (
    "Wholesale mortgage middle-office management and documentation workstream",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "お客様サポートおよび返品処理を担当する非常に長い名前の部署です",
    "İÇŞĞÜÖ ÄÖÜß ŁŻŹĆ MWMWMW (an aside in brackets)",
    "no",
    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii",
)


def with_long_names() -> Body:
    obstacle = [{"kind": "overload", "severity": 0.4, "themes": ["speed"]}]
    teams: dict[str, object] = {
        f"t{at}": {
            "name": name,
            "serves": {"to": f"t{at + 1}" if at + 1 < len(LONG) else "c0", "obstacles": obstacle},
            "obstacles": obstacle,
            "part_of": f"u{at % 3}",
        }
        for at, name in enumerate(LONG)
    }
    teams |= {f"u{at}": {"name": LONG[at]} for at in range(3)}
    customers = {f"c{at}": {"name": name} for at, name in enumerate(reversed(LONG))}
    serving = {f"s{at}": {"name": name, "serves": f"c{at}"} for at, name in enumerate(LONG)}
    return {"name": LONG[0], "customers": customers, "teams": teams | serving}


@cache
def analysis_of(name: str) -> Analysis:
    if name == "long names":
        return analyze(build_organization(Tree({"sightline": 1, **with_long_names()})))
    return analyzed(name)


def check(svg: str) -> list[Label]:
    found = labels(svg)
    width, height = size_of(svg)
    assert overlapping(found) == []
    outside = [one for one in found if one.left < 0 or one.top < 0 or one.right > width or one.bottom > height]
    assert outside == []
    return found


def drawn(analysis: Analysis, name: str, element: str | None) -> str:
    return draw_sheet(picture_sheet(Subject(analysis, CustomerWord(None)), name, LIGHT, element=element), LIGHT)


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("organization", ["harbor", "concord", "permit", "alder", "bucket_brigade", "long names"])
def test_no_text_stands_on_another(organization: str, name: str) -> None:
    analysis = analysis_of(organization)
    elements, sight = analysis.snapshot.network.elements, analysis.sight
    farthest = (-sight.hops).argsort(kind="stable")[:2]
    chosen = np.flatnonzero(elements.is_customer)[:1] if name == "haze" else farthest
    for element in elements.ids[chosen] if DRAWINGS[name].of_element else [None]:
        assert len(check(drawn(analysis, name, element))) >= 5


@settings(max_examples=6)
@given(raw=organizations())
def test_nor_in_any_organization(raw: Body) -> None:
    analysis = analyze(build_organization(Tree(raw)))
    for name in ("map", "org-chart", "account"):
        try:
            svg = drawn(analysis, name, None)
        except UsageError as error:
            assert "nothing to draw" in str(error)  # noqa: PT017 - what is drawn is checked below
        else:
            assert check(svg)


@pytest.mark.parametrize(
    "folder", [SAMPLES / "alder", ROOT / "docs" / "examples" / "journey"], ids=lambda one: one.name
)
@pytest.mark.parametrize("draws", [0, 20])
def test_nor_in_a_journey(folder: object, draws: int) -> None:
    sheet = journey_sheet(follow(read_dated(str(folder)), draws=draws), LIGHT)
    assert len(check(draw_sheet(sheet, LIGHT))) >= 10


def test_nor_where_many_dates_stand_close_together() -> None:
    days = [0, 1, 30, 31, 32, *range(40, 100, 3), 2000, 2001]
    first, organization = datetime.date(2024, 1, 1), read("bucket_brigade/organization.yaml")
    states = [Dated(first + datetime.timedelta(day), f"{day}", organization) for day in days]
    svg = draw_sheet(journey_sheet(follow(states), LIGHT), LIGHT)
    said = [one.text for one in check(svg)]
    assert said.count(percent(analyzed("bucket_brigade").sight.index)) >= 2


def test_texts_that_share_room_are_found() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g transform="translate(10,10)">'
        '<text x="0" y="20" font-size="12px">One name</text></g><svg x="20" y="25">'
        '<text x="5" y="6" font-size="12" text-anchor="middle">Another</text>'
        '<text x="5" y="26" font-size="12">Elsewhere</text></svg></svg>'
    )
    assert overlapping(labels(svg)) == [("One name", "Another")]
