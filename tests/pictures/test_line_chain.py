"""The beam of light: it narrows by exactly what every step takes, and no name becomes markup."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from sightline.analyzers.paths import find_paths
from sightline.document import Tree, build_organization
from sightline.phrases import percent
from sightline.pictures.line_chain import PER_ROW, ROW, find_stops, line_chain
from sightline.pictures.palette import DARK, LIGHT, Ink
from sightline.pictures.picture import Picture
from sightline.snapshot import Snapshot
from tests.drawing import Body
from tests.organizations import worked_example
from tests.samples.readings import analyzed

SVG = "{http://www.w3.org/2000/svg}"


def drawn(raw: Body, element: str, names: dict[str, str] | None = None, ink: Ink = LIGHT) -> Picture:
    paths = find_paths(Snapshot(build_organization(Tree({"sightline": 1, **raw}))), element)
    return line_chain(paths, paths.lines[0], names or {}, ink)


def parts(picture: Picture, tag: str | None = None) -> list[ET.Element]:
    assert isinstance(picture.spec, str)
    root = ET.fromstring(picture.spec)  # noqa: S314 - the SVG under test, which the test made itself
    return list(root.iter(None if tag is None else SVG + tag))


def texts(picture: Picture) -> list[str]:
    return [element.text or "" for element in parts(picture, "text")]


def chain_of(length: int) -> Body:
    teams: Body = {f"t{at}": {"delivers": f"t{at + 1}" if at + 1 < length else "client"} for at in range(length)}
    return {"customers": {"client": {}}, "teams": teams}


@pytest.mark.parametrize("sample", ["harbor", "concord", "permit", "alder", "bucket_brigade"])
def test_what_is_left_at_the_end_is_the_clarity_of_the_line(sample: str) -> None:
    snapshot = analyzed(sample).snapshot
    lines = [
        line for element in snapshot.network.elements.ids.tolist() for line in find_paths(snapshot, element, 1).lines
    ]
    assert lines
    for line in lines:
        stops = find_stops(line, {})
        assert stops[-1].leaving == pytest.approx(line.clarity, abs=1e-12)
        left = [beam for stop in stops for beam in (stop.arriving, stop.leaving)]
        assert left == sorted(left, reverse=True)


def test_the_worked_example_is_written_on_the_picture() -> None:
    picture = drawn(worked_example(), "planning", {"planning": "Planning office"})
    said = texts(picture)
    for text in ("Planning office", f"× {percent(0.475)}", f"lets {percent(0.8)} through", f"{percent(0.361)} arrives"):
        assert text in said
    assert said.count("Weakest link") == 1
    assert "the step from Planning office to workshop" in picture.alt


def test_a_clear_line_has_no_weakest_link() -> None:
    picture = drawn(chain_of(2), "t0")
    assert "Weakest link" not in texts(picture)
    assert "weakest" not in picture.alt


def test_a_long_line_runs_on_in_the_next_row_and_every_beam_stays_inside() -> None:
    length = 2 * PER_ROW + 1
    picture = drawn(chain_of(length), "t0")
    assert picture.height == 3 * ROW
    assert isinstance(picture.spec, str)
    corners = [
        float(corner.split(",")[0]) for shape in parts(picture, "polygon") for corner in shape.attrib["points"].split()
    ]
    assert len(corners) > 4 * length
    assert min(corners) >= 0
    assert max(corners) <= 900


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", 'a" onload="x', "\x00\x1b[2J]]>", "長" * 80, "&amp;" * 50]
)
def test_a_hostile_name_stays_text(name: str, ink: Ink) -> None:
    picture = drawn(worked_example(), "planning", {"planning": name, "workshop": name}, ink)
    assert isinstance(picture.spec, str)
    tags = {element.tag.removeprefix(SVG) for element in parts(picture)}
    assert tags == {"svg", "title", "linearGradient", "stop", "rect", "polygon", "path", "circle", "text"}
    assert not any(key.startswith("on") for element in parts(picture) for key in element.attrib)
