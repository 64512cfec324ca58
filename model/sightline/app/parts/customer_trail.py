"""The trail of haze: where that was picked up which rubs off on a customer or product."""

from __future__ import annotations

from typing import Final, get_args

import streamlit as st

from sightline.app.blocks import current_ink, draw, note
from sightline.app.parts.hotspot_places import name_of
from sightline.app.state import Session
from sightline.pictures.haze_trail import By, haze_trail
from sightline.report import explaining

WAYS: Final[tuple[By, ...]] = get_args(By)


def show_trail(user: Session, element: str) -> None:
    """Show the haze of one element by area, theme or obstacle."""
    model, ink = user.open_model, current_ink()
    kept = next((way for way in WAYS if way in user.choice("haze")), WAYS[0])
    st.markdown("**What rubs off, and where it was picked up**")
    by = st.segmented_control(
        "Split the haze by",
        WAYS,
        default=kept,
        required=True,
        format_func=lambda way: f"By {way}",
        key=f"customers-{user.generation}-haze",
        label_visibility="collapsed",
    )
    user.choose("haze", () if by == WAYS[0] else (by,))
    picture = model.recall(
        ("haze", element, by, ink),
        lambda: haze_trail(model.analysis, element, ink, by=by, name_of=lambda row: name_of(model, row)),
    )
    note(picture.alt)
    row = model.snapshot.network.elements.row[element]
    draw(
        picture,
        key=f"customers-{user.generation}-trail",
        explanation=explaining.of_depth(model.analysis, row),
    )
