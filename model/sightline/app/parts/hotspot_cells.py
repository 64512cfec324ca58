"""The heat map of teams and areas, whose cells choose what the list of hotspots shows."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import current_ink, draw, note
from sightline.app.parts.hotspot_lists import OUTSIDE
from sightline.app.state import Session
from sightline.pictures.heat_map import heat_map


def choose_cell(user: Session) -> tuple[str, str] | None:
    """Draw the heat map; give the team and the area of the cell that was chosen in it, None where none was."""
    model, ink = user.open_model, current_ink()
    picture = model.recall(("hotspot-cells", ink), lambda: heat_map(model.analysis, ink))
    st.subheader("Where it is dark", anchor=False)
    note(picture.alt, "Choose a cell to narrow the lists of obstacles, elements and relations to it.")
    picked = next(iter(draw(picture, key=f"hotspots-{user.generation}-cells", selects=True)), None)
    return (picked["id"] or OUTSIDE, picked["area"]) if picked and "area" in picked else None
