"""No name of a client becomes anything but text: no formula, no link, no markup, nothing that leads out of the file."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pptx
import pytest
from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

import sightline
from sightline.phrases import clean
from sightline.report.handover import Face
from sightline.report.handover.face import Head
from sightline.report.slides import build_deck
from sightline.report.slides.canvas import Box
from sightline.report.slides.charts import Series, add_bars
from sightline.report.slides.deck import Deck
from tests.app.hostile import BEACON, PAYLOADS, hostile_organization
from tests.report.slides.decks import charts, drawn, members, read, subject_of, texts

FORMULAS = (
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://127.0.0.1.invalid")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=WEBSERVICE("http://127.0.0.1.invalid")',
    "http://127.0.0.1.invalid/link",
    "mailto:a@b.invalid",
    "1e5",
    "{=1+1}",
    "_x003D_1",
)


@cache
def hostile() -> dict[str, bytes]:
    """Give the members of a deck all of whose texts attack."""
    subject = subject_of(hostile_organization(), lines=3)
    return members(build_deck(subject, Face(PAYLOADS[1], PAYLOADS[5], date=PAYLOADS[13])))


@cache
def formulas() -> bytes:
    """Give a deck of customers and obstacles whose names are formulas."""
    customers = {f"c{at}": {"name": name} for at, name in enumerate(FORMULAS)}
    teams = {
        f"t{at}": {"name": name, "serves": f"c{at}", "obstacles": [{"kind": "bottleneck", "severity": 0.5}]}
        for at, name in enumerate(FORMULAS)
    }
    return build_deck(subject_of(drawn({"sightline": 1, "name": FORMULAS[0], "customers": customers, "teams": teams})))


def test_no_workbook_in_a_chart_holds_a_formula_or_a_link() -> None:
    books = {name: content for name, content in members(formulas()).items() if "!xl/" in name}
    sheets = [content.decode() for name, content in books.items() if "!xl/worksheets/sheet" in name]
    assert len(sheets) >= 4
    texts_of = b"".join(content for name, content in books.items() if name.endswith("sharedStrings.xml"))
    assert b"=cmd|" in texts_of
    for sheet in sheets:
        assert "<f>" not in sheet
        assert "<f " not in sheet
        assert "hyperlink" not in sheet
        assert 't="str"' not in sheet


def test_the_library_alone_would_have_written_one() -> None:
    data = ChartData()  # type: ignore[no-untyped-call]
    data.categories = FORMULAS
    data.add_series("a", [1] * len(FORMULAS))  # type: ignore[no-untyped-call]
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Pt(0), Pt(0), Pt(99), Pt(99), data)
    book = frame.chart.part.chart_workbook.xlsx_part.blob
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert b"<f>" in archive.read("xl/worksheets/sheet1.xml")


def test_names_that_look_like_formulas_are_read_as_they_are() -> None:
    said = "\n".join(texts(slide) for slide in read(formulas()).slides)
    for name in FORMULAS:
        assert clean(name) in said.replace("\u00a0", " ")


def test_nothing_leads_out_of_the_file() -> None:
    relations = {name: content.decode() for name, content in hostile().items() if name.endswith(".rels")}
    assert len(relations) > 20
    for name, content in relations.items():
        assert "External" not in content, name
        assert BEACON not in content, name
        assert "hyperlink" not in content, name


def test_no_name_becomes_markup_or_a_field() -> None:
    slides = {
        name: content.decode() for name, content in hostile().items() if re.match(r"ppt/slides/slide\d+\.xml$", name)
    }
    assert len(slides) > 8
    for name, content in slides.items():
        assert "hlink" not in content, name
        assert "<script" not in content, name
        assert "<img" not in content, name
        fields = re.findall(r'<a:fld [^>]*type="([^"]*)"', content)
        assert set(fields) <= {"slidenum"}, name
    assert "&lt;script&gt;" in "".join(slides.values())


def test_invisible_characters_are_spelled_out() -> None:
    everything = b"".join(content for name, content in hostile().items() if name.startswith("ppt/")).decode(
        "utf-8", "replace"
    )
    assert "\u202e" not in everything
    assert "\u200b" not in everything
    assert "\\u202e" in everything


@pytest.mark.parametrize("name", ["\ud800 lone", "a\x00b\x1b[31m", "\ufffe\uffff", "\u2028"])
def test_characters_that_xml_cannot_say_do_no_harm(name: str) -> None:
    organization = drawn({"sightline": 1, "customers": {"c": {"name": "Client"}}, "teams": {"t": {"serves": "c"}}})
    assert sightline.analyze(organization).sight.index is not None
    head = Head(clean(name), clean(name), clean(name), "")
    deck = Deck(Face(), head)
    canvas = deck.add_slide(name, notes=[name])
    canvas.card(Box(0, 0, 200, 40), name, alt=name)
    add_bars(canvas, Box(0, 60, 400, 200), [name], [Series(name, [0.5], "seen")], alt=name, room=100)
    (slide,) = read(deck.to_bytes()).slides
    assert len(charts(slide)) == 1
