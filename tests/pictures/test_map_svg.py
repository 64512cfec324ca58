"""The map as SVG: whole and well-formed on hostile input, nothing loaded from elsewhere, a legend that is true."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.pictures.layering import CARD_WIDTH
from sightline.pictures.map_choice import MapChoice, find_units
from sightline.pictures.map_legend import legend_entries, legend_picture
from sightline.pictures.map_model import MapView
from sightline.pictures.map_svg import map_svg
from sightline.pictures.map_view import build_map
from sightline.pictures.palette import DARK, LETTERS, LIGHT, Ink, colour_of_sight
from sightline.pictures.svg_marks import fit, width_of
from tests.samples.keys import SAMPLES
from tests.samples.readings import analyzed

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script>&\"]]>\u0000\u0007\u202e\ufffe\ud800 ![](http://evil/a.png) javascript:href"
inks = pytest.mark.parametrize("ink", [LIGHT, DARK], ids=lambda ink: ink.mode)
samples = pytest.mark.parametrize("sample", SAMPLES)


def parsed(view: MapView, *, ink: Ink = LIGHT, title: str = "Map", caption: str = "", legend: bool = True) -> Element:
    return fromstring(map_svg(view, ink, title=title, caption=caption, legend=legend))  # noqa: S314 - our own text


def texts(root: Element) -> list[str]:
    return [line.text or "" for line in root.iter(f"{SVG}text")]


@inks
@samples
def test_every_node_edge_and_heading_is_drawn(sample: str, ink: Ink) -> None:
    view = build_map(analyzed(sample))
    root = parsed(view, ink=ink, title="Who serves whom", caption="As of 2026-01-31.")
    told = [one.text for one in root.iter(f"{SVG}title")]
    assert view.nodes
    assert told.count("Who serves whom") == 1
    assert all(note in told for note in [node.note for node in view.nodes] + [edge.note for edge in view.edges])
    assert {band.title for band in view.bands} <= set(texts(root))
    assert "As of 2026-01-31." in texts(root)
    assert {colour_of_sight(node.sight) for node in view.nodes if node.kind != "customer"} <= {
        shape.get("fill") for shape in root.iter()
    }


@samples
def test_the_same_map_gives_the_same_text(sample: str) -> None:
    assert map_svg(build_map(analyzed(sample)), LIGHT, title="Map") == map_svg(
        build_map(analyzed(sample)), LIGHT, title="Map"
    )


def test_hostile_text_is_text_and_nothing_is_loaded_from_elsewhere() -> None:
    view = build_map(analyzed("concord"))
    nodes = tuple(replace(node, label=HOSTILE, note=HOSTILE) for node in view.nodes)
    edges = tuple(replace(edge, note=HOSTILE) for edge in view.edges)
    bands = tuple(replace(band, title=HOSTILE) for band in view.bands)
    hostile = replace(view, nodes=nodes, edges=edges, bands=bands, notices=(HOSTILE,))
    svg = map_svg(hostile, LIGHT, title=HOSTILE, caption=HOSTILE)
    root = fromstring(svg)  # noqa: S314 - our own text
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe\ud800]", svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    shapes = {"rect", "circle", "polygon", "path", "text"}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "linearGradient", "stop", "g"} | shapes
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "href" not in name
            assert "url(" not in value or value.startswith("url(#")
            assert "evil" not in value


@samples
def test_no_name_is_wider_than_its_card(sample: str) -> None:
    view = build_map(analyzed(sample))
    wide = replace(view, nodes=tuple(replace(node, label="W" * 300) for node in view.nodes))
    lines = [text for text in texts(parsed(wide)) if text.startswith("WW")]
    assert len(lines) == 2 * len(view.nodes)
    assert all(width_of(line, 11.5) < CARD_WIDTH for line in lines)
    assert all(line.endswith("…") for line in lines[1::2])


@given(st.text(max_size=60), st.floats(30, 200), st.integers(1, 3))
def test_text_fits_its_box(text: str, width: float, lines: int) -> None:
    fitted = fit(text, width, 11.5, lines)
    assert len(fitted) <= lines
    assert all(width_of(line, 11.5) <= width for line in fitted)


def test_a_short_text_stays_whole_and_a_long_one_breaks_between_words() -> None:
    assert fit("Claims", 100, 11.5, 2) == ["Claims"]
    assert fit("Home and motor policyholders", 120, 11.5, 2) == ["Home and motor", "policyholders"]
    assert fit("", 100, 11.5) == []


@samples
def test_the_legend_names_the_kinds_and_marks_that_occur_and_no_others(sample: str) -> None:
    analysis = analyzed(sample)
    for choice in (MapChoice(), MapChoice(layout="org"), MapChoice(folded=frozenset(find_units(analysis)))):
        view = build_map(analysis, choice)
        entries = legend_entries(view)
        marks = [entry.mark for entry in entries]
        assert {entry.kind for entry in entries if entry.kind} == {node.kind for node in view.nodes}
        assert marks[0] == "ramp"
        assert ("hindered" in marks) == any(edge.hindered for edge in view.edges)
        assert ("implied" in marks) == any(edge.implied for edge in view.edges)
        assert ("away" in marks) == any(edge.away for edge in view.edges)
        assert ("folded" in marks) == any(node.members for node in view.nodes)
        assert ("unassessed" in marks) == any(not node.assessed for node in view.nodes)
        assert ("haze" in marks) == any(node.haze > 0 for node in view.nodes)
        drawn = texts(parsed(view))
        assert all(entry.text in drawn for entry in entries)
        assert all(LETTERS[entry.kind] in drawn for entry in entries if entry.kind)


@inks
def test_the_legend_alone_is_a_picture_whose_table_says_the_same(ink: Ink) -> None:
    view = build_map(analyzed("harbor"), MapChoice(layout="org"))
    picture = legend_picture(view, ink, width=400)
    root = fromstring(str(picture.spec))  # noqa: S314 - our own text
    meanings = [entry.text for entry in legend_entries(view)]
    assert [row[1] for row in picture.table.rows] == meanings
    assert set(meanings) <= set(texts(root))
    assert picture.height > 100


def test_without_a_legend_none_is_drawn() -> None:
    view = build_map(analyzed("harbor"))
    assert not {entry.text for entry in legend_entries(view)} & set(texts(parsed(view, legend=False)))


def test_an_empty_map_is_a_page_with_a_title() -> None:
    empty = MapView(nodes=(), edges=(), bands=(), hidden=0, notices=("Nothing is recorded.",), digest="")
    assert legend_entries(empty) == ()
    assert texts(parsed(empty, title="Nobody yet")) == ["Nobody yet", "Nothing is recorded."]


def test_the_drawing_keeps_inside_of_its_page() -> None:
    root = parsed(build_map(analyzed("permit")))
    width, height = (float(size) for size in root.attrib["viewBox"].split()[2:])
    shift_x, shift_y = (
        float(part) for part in re.findall(r"-?[\d.]+", next(iter(root.iter(f"{SVG}g"))).attrib["transform"])
    )
    cards = [rect for rect in root.iter(f"{SVG}rect") if rect.get("width") == f"{CARD_WIDTH:g}"]
    assert cards
    for card in cards:
        assert 0 <= float(card.attrib["x"]) + shift_x <= width - CARD_WIDTH
        assert 0 <= float(card.attrib["y"]) + shift_y <= height
