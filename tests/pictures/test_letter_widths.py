"""How wide letters are taken to be: never less than what is drawn, and hardly more."""

from __future__ import annotations

import io
import string

import pytest
from PIL import Image

from sightline.pictures.files import FONT, to_png
from sightline.pictures.svg_marks import width_of

SIZE = 50


def drawn_width(text: str, weight: int) -> float:
    """Draw a text between two bars and see how far they are apart."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="80"><rect width="4000" height="80" fill="#fff"/>'
        f'<text x="0" y="60" xml:space="preserve" font-family="{FONT}" font-size="{SIZE}" font-weight="{weight}">'
        f"|{text}|</text></svg>"
    )
    ink = Image.open(io.BytesIO(to_png(svg))).convert("L").point(lambda light: 255 * (light < 128))
    box = ink.getbbox()
    assert box is not None
    return float(box[2] - box[0])


@pytest.mark.parametrize(
    "text",
    [
        string.ascii_lowercase,
        string.ascii_uppercase,
        string.digits,
        "!#$%()*+,-./:;=?@[]_{|}~",
        "38\u00a0% of 1,234 × 95\u00a0% … → · –",
        "Ärzte, Façade, İstanbul, Köln",
    ],
)
def test_letters_take_the_room_that_is_counted(text: str) -> None:
    counted = width_of(text, SIZE)
    bars = drawn_width("", 600)
    assert counted - 3 <= drawn_width(text, 600) - bars <= counted + 3
    assert 0.85 * counted <= drawn_width(text, 400) - drawn_width("", 400) <= counted + 3


@pytest.mark.parametrize("letter", "жЖшΩщł長名")
def test_other_letters_take_less_than_counted(letter: str) -> None:
    assert drawn_width(letter * 10, 600) - drawn_width("", 600) <= 10 * width_of(letter, SIZE) + 3
