"""How a picture of the documentation is kept: in as few colours as it needs, so that the repository stays small."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

from PIL import Image  # comes with Streamlit

COLOURS: Final = 256


def keep(picture: bytes, file: Path) -> None:
    """Write a PNG with a palette of its own, and without anything else in it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(io.BytesIO(picture)) as full:
        full.convert("RGB").quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(file, optimize=True)
