"""The sight account drawn as a flow, as SVG: where the effort starts, and where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, tostring

from sightline.phrases import percent, without_aside
from sightline.pictures.account_flow import FATE_WORDS, End, Start, account_table
from sightline.pictures.files import size_of
from sightline.pictures.palette import Ink
from sightline.pictures.picture import Picture
from sightline.pictures.svg_marks import FONT, add, add_text, fit, number, width_of

WIDTH: Final = 1000.0
_LEFT: Final = 200.0
_RIGHT: Final = 700.0
_BAR: Final = 12.0
_SLOT: Final = 44.0
"""The least height of a place: two lines of writing, and air."""
_FLOW: Final = 300.0
"""The height of all effort."""
_GAP: Final = 10.0


@dataclass(slots=True)
class _Bar:
    """One bar with the height that is still free for flows; ``free`` moves down as they are drawn."""

    top: float
    height: float
    free: float


def account_picture(starts: Sequence[Start], ends: Sequence[End], ink: Ink, *, alt: str) -> Picture:
    """Draw the account as a picture with its table; ``alt`` says in a sentence what it shows."""
    svg = draw_account(starts, ends, ink, title=alt)
    return Picture("svg", svg, alt, account_table(starts, ends), round(size_of(svg)[1]))


def draw_account(starts: Sequence[Start], ends: Sequence[End], ink: Ink, *, title: str) -> str:
    """Draw the flows between starts and ends; every height is a share of all effort."""
    begun = [sum(float(end.parts[at]) for end in ends) for at in range(len(starts))]
    left, left_height = _place(begun)
    right, right_height = _place([end.share for end in ends])
    height = max(left_height, right_height)
    for bars, own in ((left, left_height), (right, right_height)):
        for bar in bars:
            bar.top += (height - own) / 2
            bar.free += (height - own) / 2
    size = {"width": number(WIDTH), "height": number(height), "viewBox": f"0 0 {number(WIDTH)} {number(height)}"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size, "font-family": FONT})
    add(root, "title").text = title
    for at in range(len(starts)):
        for end, target in zip(ends, right, strict=True):
            _draw_flow(root, left[at], target, _FLOW * float(end.parts[at]), getattr(ink, end.fate))
    for start, bar, share in zip(starts, left, begun, strict=True):
        _draw_bar(root, bar, x=_LEFT - _BAR, colour=ink.muted)
        _write(root, bar, start.name, f"{percent(share, 1)} of effort", ink, x=_LEFT - _BAR - 10, anchor="end")
    for end, bar in zip(ends, right, strict=True):
        _draw_bar(root, bar, x=_RIGHT, colour=getattr(ink, end.fate))
        said = f"{percent(end.share, 1)} {FATE_WORDS[end.fate]}"
        _write(root, bar, end.name, said, ink, x=_RIGHT + _BAR + 10, anchor="start")
    return tostring(root, encoding="unicode")


def _place(shares: Sequence[float]) -> tuple[list[_Bar], float]:
    """Place bars below each other, each in the middle of the room that it and its writing need."""
    bars, top = [], 0.0
    for share in shares:
        height = max(_FLOW * share, 1.0)
        room = max(height + _GAP, _SLOT)
        bars.append(_Bar(begin := top + (room - height) / 2, height, begin))
        top += room
    return bars, top


def _draw_flow(root: Element, source: _Bar, target: _Bar, wide: float, colour: str) -> None:
    if wide <= 0:
        return
    middle, left, right = number((_LEFT + _RIGHT) / 2), number(_LEFT), number(_RIGHT)
    begin, end = source.free, target.free
    source.free, target.free = begin + wide, end + wide
    path = (
        f"M{left},{begin:.2f}C{middle},{begin:.2f} {middle},{end:.2f} {right},{end:.2f}v{wide:.2f}"
        f"C{middle},{end + wide:.2f} {middle},{begin + wide:.2f} {left},{begin + wide:.2f}z"
    )
    add(root, "path", d=path, fill=colour, fill_opacity="0.34")


def _draw_bar(root: Element, bar: _Bar, *, x: float, colour: str) -> None:
    add(root, "rect", x=x, y=bar.top, width=_BAR, height=bar.height, rx=2, fill=colour)


def _write(root: Element, bar: _Bar, name: str, said: str, ink: Ink, *, x: float, anchor: str) -> None:
    middle = bar.top + bar.height / 2
    room = x - 4 if anchor == "end" else WIDTH - x
    whole = name if width_of(name, 14.0) <= room else without_aside(name)
    for line in fit(whole, room, 14.0):
        add_text(root, line, x=x, y=middle - 3, size=14.0, fill=ink.text, text_anchor=anchor, font_weight="600")
    add_text(root, said, x=x, y=middle + 14, size=13.0, fill=ink.muted, text_anchor=anchor)
