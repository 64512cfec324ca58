"""A picture on a sheet of its own: title, what is to be seen, the picture, what its marks mean, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from sightline.phrases import clean
from sightline.pictures.files import FONT, size_of, to_svg
from sightline.pictures.map_legend import RAMP, LegendEntry, define_fills, draw_legend
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture
from sightline.pictures.svg_marks import LEAST_WIDTH, MARGIN, add, add_head, number


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a sheet. ``caption`` says whose picture it is, since when and from where, in one line.

    ``sentence`` says what is to be seen, ``notices`` what is left out; both are never cut.
    """

    picture: Picture
    title: str
    caption: str
    sentence: str
    notices: tuple[str, ...] = ()
    legend: tuple[LegendEntry, ...] = ()


def draw_sheet(sheet: Sheet, ink: Ink) -> str:
    """Draw a sheet as SVG text that needs nothing else."""
    body = to_svg(sheet.picture)
    width, height = size_of(body)
    room = max(width, LEAST_WIDTH - 2 * MARGIN)
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"})
    add(root, "title").text = clean(sheet.title)
    add(root, "desc").text = clean(" ".join((sheet.sentence, *sheet.notices)))
    if sheet.legend and f'id="{RAMP}"' not in body:
        define_fills(root, ink)
    add(root, "rect", width="100%", height="100%", fill=ink.paper)
    top = add_head(root, ink, sheet.title, (sheet.sentence, *sheet.notices, sheet.caption), width=room)
    bottom = top + height + MARGIN
    if sheet.legend:
        bottom = draw_legend(root, sheet.legend, ink, left=MARGIN, top=bottom - MARGIN / 2, width=room) + MARGIN
    frame = {"width": number(room + 2 * MARGIN), "height": number(bottom), "role": "img", "font-family": FONT}
    root.attrib |= frame | {"viewBox": f"0 0 {frame['width']} {frame['height']}"}
    place = f'<svg x="{number(MARGIN)}" y="{number(top)}" overflow="visible" '
    return f"{tostring(root, encoding='unicode').removesuffix('</svg>')}{place}{body.removeprefix('<svg ')}</svg>"
