"""Where the writing of a drawing stands: the box of every text in SVG, in pixels of its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

from sightline.pictures.svg_marks import width_of

SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"translate\(\s*(-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\s*\)")
ABOVE, BELOW = 0.7, 0.18
"""How far letters reach above and below their line, in sizes; small tails may touch."""
PART = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True)
class Label:
    """One text with its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Label) -> bool:
        """Tell whether two boxes share room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def labels(svg: str) -> list[Label]:
    """List the texts of a drawing that can be seen."""
    return list(_walk(fromstring(svg), 0.0, 0.0, "start"))  # noqa: S314 - our own text


def _walk(node: Element, x: float, y: float, anchor: str) -> Iterator[Label]:
    moves = _MOVE.findall(node.get("transform", ""))
    assert "transform" not in node.attrib or len(moves) == 1 or node.tag == f"{SVG}pattern", node.get("transform")
    x, y = x + sum(float(right) for right, _ in moves), y + sum(float(down or 0) for _, down in moves)
    anchor = node.get("text-anchor", anchor)
    if node.tag in {f"{SVG}svg", f"{SVG}text"}:
        x, y = x + float(node.get("x", 0)), y + float(node.get("y", 0))
    if node.tag == f"{SVG}text" and (node.text or "").strip() and node.get("opacity") != "0":
        size, text = float(node.attrib["font-size"].removesuffix("px")), node.text or ""
        wide = width_of(text, size)
        left = x - PART[anchor] * wide
        yield Label(text, left, y - ABOVE * size, left + wide, y + BELOW * size)
    for child in node:
        yield from _walk(child, x, y, anchor)


def overlapping(found: list[Label]) -> list[tuple[str, str]]:
    """List the pairs of texts that share room."""
    near: dict[int, list[Label]] = {}
    for label in found:
        for row in range(int(label.top // 40), int(label.bottom // 40) + 1):
            near.setdefault(row, []).append(label)
    pairs = {
        (one, other)
        for row in near.values()
        for one, other in combinations(row, 2)
        if one is not other and one.meets(other)
    }
    return sorted((one.text, other.text) for one, other in pairs)
