"""Pictures as files: any picture as SVG text, and SVG text as PNG. Nothing goes over a network.

One family of letters has the same widths under each of its names (:data:`FONT`), and the converter brings the first of
them along: so a file looks the same wherever it is made and wherever it is opened. Signs that Liberation Sans does not
have, such as Chinese ones, are taken from the machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from types import ModuleType
from typing import Any, Final

from sightline.errors import UsageError
from sightline.phrases import NBSP
from sightline.pictures.picture import Picture

FONT: Final = "'Liberation Sans', Arial, Helvetica, sans-serif"
WIDTH: Final = 900
"""How wide what has no width of its own is drawn, in pixels."""
MOST_PIXELS: Final = 120_000_000
"""Of one PNG: it takes four bytes for each while it is drawn."""

_NUMBERS: Final = {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""], "percent": f"{NBSP}%"}
_FAMILY: Final = re.compile(r' font-family="[^"]*"')
_SIZE: Final = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)"[^>]*? height="([\d.]+)"')


def to_svg(picture: Picture, *, width: int = WIDTH) -> str:
    """Give a picture as SVG text that needs nothing else; ``width`` holds for what has no width of its own.

    Raises UsageError where the converter for charts is not installed, ValueError for what only a browser can draw.
    """
    if picture.form == "svg":
        return _FAMILY.sub(f' font-family="{escape(FONT)}"', str(picture.spec), count=1)
    if picture.form == "vega-lite" and isinstance(picture.spec, Mapping):
        chart = _for_paper(picture.spec, width)
        svg: str = _converter().vegalite_to_svg(chart, allowed_base_urls=[], format_locale=_NUMBERS)
        return svg
    raise ValueError(f"a picture of the form {picture.form} is for browsers alone")


def to_png(svg: str, *, scale: float = 1.0) -> bytes:
    """Draw SVG text, ``scale`` pixels for each of its own. Raises UsageError for more than ``MOST_PIXELS``."""
    width, height = size_of(svg)
    if width * height * scale**2 > MOST_PIXELS:
        raise UsageError(
            f"the picture would be {width * scale:,.0f} pixels wide and {height * scale:,.0f} high, which is too large;"
            " ask for a smaller one, or write it as SVG"
        )
    drawn: bytes = _converter().svg_to_png(svg, scale=scale)
    return drawn


def size_of(svg: str) -> tuple[float, float]:
    """Read width and height of SVG text that to_svg gave, in pixels."""
    found = _SIZE.match(svg)
    if found is None:
        raise ValueError("this SVG does not say how large it is")
    return float(found[1]), float(found[2])


def _for_paper(spec: Mapping[str, Any], width: int) -> dict[str, Any]:
    """Give a chart a width and letters of its own, and take from its marks the words that the table says better."""
    return {**spec, "width": width, "config": {**spec["config"], "font": FONT, "aria": False}}


def _converter() -> ModuleType:
    try:
        import vl_convert
    except ImportError:
        raise UsageError("drawing this needs vl-convert; install it with: pip install 'sightline[pictures]'") from None
    converter: ModuleType = vl_convert
    return converter
