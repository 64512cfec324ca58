"""The look of a deck: our palette as its theme colours, our layouts, and how a colour is put on a part of a slide.

A part says the name of a colour, never its value, wherever the theme has it: whoever restyles the theme restyles all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from sightline.pictures.palette import LIGHT, SIGHT_STOPS

if TYPE_CHECKING:
    from pptx.presentation import Presentation

FONT: Final = "Arial"
"""A font that every office program has, with letters as wide as those we measure."""
WIDTH, HEIGHT = 960.0, 540.0
"""The slide of ours, 16:9, in points."""
MARGIN: Final = 44.0
TITLE: Final = (MARGIN, 28.0, 742.0, 42.0)
LOGO: Final = (806.0, 22.0, 110.0, 40.0)
FOOTER: Final = (MARGIN, 508.0, 720.0, 18.0)
NUMBER: Final = (836.0, 508.0, 80.0, 18.0)
TITLE_SIZE: Final = 26.0

_SCHEME: Final = {
    "dk1": LIGHT.text, "lt1": LIGHT.paper, "dk2": LIGHT.muted, "lt2": LIGHT.panel, "accent1": LIGHT.accent,
    "accent2": LIGHT.seen, "accent3": LIGHT.blocked, "accent4": LIGHT.handoffs, "accent5": LIGHT.no_route,
    "accent6": LIGHT.gain, "hlink": LIGHT.accent, "folHlink": LIGHT.muted,
}  # fmt: skip
_IN_THEME: Final = {
    "text": (MSO_THEME_COLOR.TEXT_1, 0.0),
    "paper": (MSO_THEME_COLOR.BACKGROUND_1, 0.0),
    "muted": (MSO_THEME_COLOR.TEXT_2, 0.0),
    "panel": (MSO_THEME_COLOR.BACKGROUND_2, 0.0),
    "line": (MSO_THEME_COLOR.BACKGROUND_2, -0.1),
    "accent": (MSO_THEME_COLOR.ACCENT_1, 0.0),
    "customer": (MSO_THEME_COLOR.ACCENT_1, 0.0),
    "seen": (MSO_THEME_COLOR.ACCENT_2, 0.0),
    "blocked": (MSO_THEME_COLOR.ACCENT_3, 0.0),
    "loss": (MSO_THEME_COLOR.ACCENT_3, 0.0),
    "handoffs": (MSO_THEME_COLOR.ACCENT_4, 0.0),
    "no_route": (MSO_THEME_COLOR.ACCENT_5, 0.0),
    "gain": (MSO_THEME_COLOR.ACCENT_6, 0.0),
}
"""Where the theme has the colours of our palette."""


def paint(target: Any, colour: str) -> None:  # noqa: ANN401 - a fill, a line or a font: what has a colour
    """Give a fill, line or font a colour: a name of the palette, which follows the theme, or ``#rrggbb``."""
    fill = getattr(target, "fill", target)
    fill.solid()
    if colour.startswith("#"):
        fill.fore_color.rgb = RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]  # theirs
    else:
        fill.fore_color.theme_color, brightness = _IN_THEME[colour]
        if brightness:
            fill.fore_color.brightness = brightness


def plain_presentation() -> Presentation:
    """Make an empty deck of 16:9 in our look, with two layouts: for the first slide, and for all others."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    deck.part._element.find(qn("p:sldSz")).attrib.pop("type")  # of slides of 4:3
    for layout in list(deck.slide_layouts):
        if layout.name not in {"Title Slide", "Title Only"}:
            deck.slide_layouts.remove(layout)
    _recolour(deck)
    _arrange_master(deck.slide_master)
    first, other = deck.slide_layouts
    _arrange_first(first)
    _arrange_other(other)
    return deck


def _recolour(deck: Presentation) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = parse_xml(part.blob)
    theme.set("name", "Sightline")
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Sightline")
    for name, colour in _SCHEME.items():
        slot = scheme.find(qn(f"a:{name}"))
        slot[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour[1:].upper()}"/>')]
    theme.find(f".//{qn('a:fontScheme')}").set("name", "Sightline")
    for font in ("major", "minor"):
        theme.find(f".//{qn(f'a:{font}Font')}/{qn('a:latin')}").set("typeface", FONT)
    part.blob = serialize_part_xml(theme)


def _arrange_master(master: Any) -> None:  # noqa: ANN401 - python-pptx names no type for it
    places = {"title": TITLE, "body": (MARGIN, 82.0, 872.0, 414.0), "ftr": FOOTER, "sldNum": NUMBER}
    for shape in list(master.placeholders):
        kind = shape._element.ph.get("type", "body")
        if kind not in places:  # the date stands in the footer
            shape._element.getparent().remove(shape._element)
            continue
        _place(shape, places[kind])
        _set_text(shape, anchor="b" if kind == "title" else "t" if kind == "body" else "ctr")
        if kind in {"ftr", "sldNum"}:
            _set_style(shape, size=10, align="l" if kind == "ftr" else "r")
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", str(int(TITLE_SIZE * 100)))
    title.find(qn("a:defRPr")).set("b", "1")
    for level, style in enumerate(styles.find(qn("p:bodyStyle"))):
        if style.find(qn("a:defRPr")) is not None:
            style.find(qn("a:defRPr")).set("sz", str((1600, 1400, 1200)[min(level, 2)]))
    _add_strip(master, MARGIN, 20.0, 56.0, 4.0)


def _arrange_first(layout: Any) -> None:  # noqa: ANN401 - as above
    for shape in list(layout.placeholders):
        kind = shape._element.ph.get("type")
        if kind == "ctrTitle":
            _place(shape, (76.0, 150.0, 780.0, 130.0))
            _set_text(shape, anchor="b")
            _set_style(shape, size=40, align="l", colour="tx1")
        elif kind == "subTitle":
            _place(shape, (76.0, 296.0, 780.0, 90.0))
            _set_text(shape, anchor="t")
            _set_style(shape, size=18, align="l")
        else:
            shape._element.getparent().remove(shape._element)
    layout._element.set("showMasterSp", "0")
    _add_strip(layout, 0.0, 0.0, 20.0, HEIGHT)


def _arrange_other(layout: Any) -> None:  # noqa: ANN401 - as above
    for shape in list(layout.placeholders):
        kind = shape._element.ph.get("type")
        if kind == "dt":
            shape._element.getparent().remove(shape._element)
        elif kind == "ftr":
            shape.text_frame.text = "Footer"  # an empty one has no style in LibreOffice


def _place(shape: Any, place: tuple[float, float, float, float]) -> None:  # noqa: ANN401 - as above
    shape.left, shape.top, shape.width, shape.height = (Pt(one) for one in place)


def _set_text(shape: Any, *, anchor: str) -> None:  # noqa: ANN401 - as above
    body = shape._element.txBody.find(qn("a:bodyPr"))
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")
    body.set("anchor", anchor)
    for child in list(body):
        body.remove(child)


def _set_style(shape: Any, *, size: int, align: str, colour: str = "tx2") -> None:  # noqa: ANN401 - as above
    style = shape._element.txBody.find(qn("a:lstStyle"))
    style[:] = [
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="{size * 100}">'
            f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    ]


def _add_strip(owner: Any, left: float, top: float, width: float, height: float) -> None:  # noqa: ANN401 - as above
    """Add our mark to a master or layout: the walk from night to day as a strip, along its longer side."""
    across, down = (width / len(SIGHT_STOPS), 0.0) if width > height else (0.0, -height / len(SIGHT_STOPS))
    begin = top if width > height else top + height + down
    for at, colour in enumerate(SIGHT_STOPS):
        x, y = Pt(left + at * across), Pt(begin + at * down)
        wide, high = Pt(across or width), Pt(-down or height)
        owner.shapes._spTree.append(
            parse_xml(
                f'<p:sp {nsdecls("a", "p")}><p:nvSpPr><p:cNvPr id="{90 + at}" name="Strip {at + 1}" descr=""/>'
                '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
                f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
                f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
                "</p:spPr></p:sp>"
            )
        )
