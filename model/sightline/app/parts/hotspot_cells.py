"""The heat map of teams and areas, whose cells choose what the list of hotspots shows."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from sightline.app.blocks import current_ink, note, show_table
from sightline.app.parts.hotspot_lists import OUTSIDE
from sightline.app.state import Session
from sightline.pictures.heat_map import heat_map
from sightline.pictures.vega_style import CHOSEN


def choose_cell(user: Session) -> tuple[str, str] | None:
    """Draw the heat map; give the team and the area of the cell that was chosen in it, None where none was."""
    model, ink = user.open_model, current_ink()
    picture = model.recall(("hotspot-cells", ink), lambda: heat_map(model.analysis, ink))
    st.subheader("Where it is dark", anchor=False)
    note(picture.alt, "Choose a cell to narrow the lists of obstacles, elements and relations to it.")
    state: Any = st.vega_lite_chart(
        spec=dict(cast("Any", picture.spec)),
        theme=None,
        key=f"hotspots-{user.generation}-cells",
        alt=picture.alt,
        on_select="rerun",
    )
    show_table(picture.table, key="hotspots-cells-table")
    picked = next(iter((state or {}).get("selection", {}).get(CHOSEN, ())), None)
    return (str(picked["id"]) or OUTSIDE, str(picked["area"])) if picked and "area" in picked else None
