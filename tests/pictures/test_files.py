"""Pictures as files: whole, the same every time, and nothing in them but shapes and text."""

from __future__ import annotations

import io
import re
import struct
import sys
from functools import cache
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image

from sightline.document import Tree, build_organization
from sightline.errors import UsageError
from sightline.pictures.account_flow import account_flow
from sightline.pictures.files import FONT, MOST_PIXELS, size_of, to_png, to_svg
from sightline.pictures.palette import DARK, LIGHT, Ink
from sightline.pictures.picture import Picture, TableTwin
from sightline.pictures.sheet import Sheet, draw_sheet
from sightline.pipeline import Analysis, analyze
from sightline.report.handover import CustomerWord, Face, Subject
from sightline.report.pictures_out import DRAWINGS, NAMES, picture_sheet, twin_to_csv
from tests.pictures.labels import labels
from tests.pictures.test_promises_of_pictures import HOSTILE, hostile
from tests.samples.readings import analyzed

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {
    *("svg", "title", "desc", "defs", "pattern", "linearGradient", "stop", "clipPath", "g"),
    *("rect", "circle", "polygon", "path", "line", "text"),
}
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'
every_drawing = pytest.mark.parametrize("name", DRAWINGS)


@cache
def of_hostile_names() -> Analysis:
    return analyze(build_organization(Tree({"sightline": 1, **hostile()})))


def sheet(analysis: Analysis, name: str, ink: Ink = LIGHT, face: Face | None = None) -> Sheet:
    elements, hops = analysis.snapshot.network.elements, analysis.sight.hops
    asked = {"line": int(hops.argmax()), "haze": int(elements.is_customer.argmax())}
    element = str(elements.ids[asked[name]]) if name in asked else None
    subject = Subject(analysis, CustomerWord(None))
    return picture_sheet(subject, name, ink, face=face, element=element, source="organization.yaml")


@every_drawing
def test_nothing_but_shapes_and_text_whatever_the_names_are(name: str) -> None:
    face = Face(title=HOSTILE[1], date=HOSTILE[4])
    svg = draw_sheet(sheet(of_hostile_names(), name, face=face), LIGHT)
    assert not re.search("[\x00-\x08\x0b-\x1f\u200b\u202e]", svg)
    root = fromstring(svg)  # noqa: S314 - our own text
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= TAGS
    seen = 0
    for node in root.iter():
        for key, value in node.attrib.items():
            seen += 1
            assert not key.startswith("on")
            assert "href" not in key
            assert "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value)
            assert not any(text in value for text in HOSTILE)
    assert seen > 20
    assert HOSTILE[1] in [label.text for label in labels(svg)]
    assert to_png(svg, scale=0.25).startswith(b"\x89PNG")


@every_drawing
def test_a_sheet_says_what_it_shows_whose_it_is_and_since_when(name: str) -> None:
    drawn = sheet(analyzed("harbor"), name)
    root = fromstring(draw_sheet(drawn, LIGHT))  # noqa: S314 - our own text
    texts = [label.text for label in labels(draw_sheet(drawn, LIGHT))]
    assert root.findtext(f"{SVG}title") == drawn.title
    assert drawn.sentence in (root.findtext(f"{SVG}desc") or "")
    assert "Harbor Mutual, 2026-02-01. Source: organization.yaml." in texts
    assert set(drawn.sentence.split()) <= {word for text in texts for word in text.split()}
    assert all(entry.text in texts for entry in drawn.legend)
    assert drawn.picture.table.rows
    assert next(root.iter(f"{SVG}rect")).get("fill") == LIGHT.paper


@every_drawing
def test_the_same_organization_gives_the_same_bytes(name: str) -> None:
    first, second = (draw_sheet(sheet(analyzed("concord"), name), LIGHT) for _ in range(2))
    assert first == second
    assert to_png(first, scale=0.25) == to_png(second, scale=0.25)


def test_a_png_has_the_size_that_is_asked_for() -> None:
    svg = draw_sheet(sheet(analyzed("harbor"), "account"), LIGHT)
    width, height = size_of(svg)
    assert struct.unpack(">II", to_png(svg, scale=0.5)[16:24]) == pytest.approx((width / 2, height / 2), abs=1)
    with pytest.raises(UsageError, match="too large"):
        to_png(svg, scale=(MOST_PIXELS / width / height) ** 0.5 + 1)


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ground_is_that_of_the_mode(ink: Ink) -> None:
    picture = Image.open(io.BytesIO(to_png(draw_sheet(sheet(analyzed("harbor"), "hotspots", ink), ink))))
    red, green, blue, opaque = picture.convert("RGBA").getpixel((2, 2))  # type: ignore[misc]
    assert f"#{red:02x}{green:02x}{blue:02x}" == ink.paper
    assert opaque == 255


@every_drawing
def test_all_writing_is_in_letters_that_the_converter_brings_along(name: str) -> None:
    root = fromstring(draw_sheet(sheet(analyzed("harbor"), name), LIGHT))  # noqa: S314 - our own text
    families = {family for node in root.iter() if (family := node.get("font-family")) is not None}
    assert families
    assert families <= {FONT}


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@every_drawing
def test_every_text_has_a_colour_that_can_be_read(name: str, ink: Ink) -> None:
    root = fromstring(draw_sheet(sheet(analyzed("harbor"), name, ink), ink))  # noqa: S314 - our own text
    colours = {node.get("fill") for node in root.iter(f"{SVG}text")}
    on_ground = {ink.text, ink.muted, ink.accent, ink.customer, ink.gain, ink.loss}
    assert ink.text in colours
    assert colours <= on_ground | {"#000000", "#ffffff"}, "black and white stand on fills, as readable_on says"


def test_a_chart_loads_nothing() -> None:
    spec = {"data": {"url": "data/cars.json"}, "mark": "point", "config": {}}
    picture = Picture("vega-lite", spec, "Nothing.", TableTwin((), ()), 10)
    with pytest.raises(ValueError, match="not allowed"):
        to_svg(picture)


def test_what_only_a_browser_draws_is_no_file() -> None:
    with pytest.raises(ValueError, match="browsers alone"):
        to_svg(account_flow(analyzed("harbor"), LIGHT))


def test_without_the_converter_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UsageError, match=re.escape("pip install 'sightline[pictures]'")):
        to_png(SQUARE)
    assert draw_sheet(sheet(analyzed("harbor"), "map"), LIGHT), "a map in SVG needs none"


def test_no_cell_of_a_table_is_a_formula() -> None:
    table = TableTwin(("=1+1", "Share"), (("@SUM(A1)", 0.5), ("-2", None), ("plain", True)))
    assert twin_to_csv(table).splitlines() == ["'=1+1,Share", "'@SUM(A1),0.5", "'-2,", "plain,true"]


def test_every_picture_has_a_name_of_its_own() -> None:
    assert len(NAMES) == len(set(NAMES)) == len(DRAWINGS) + 1
    assert len({one.title for one in DRAWINGS.values()}) == len(DRAWINGS)
