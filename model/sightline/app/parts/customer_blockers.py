"""What one external customer does not see, and because of what."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from sightline.app.blocks import note
from sightline.app.model import Model
from sightline.app.parts.customer_lists import Seen
from sightline.app.parts.hotspot_places import name_of
from sightline.app.plain import plain
from sightline.phrases import counted, percent
from sightline.pictures.vega_style import AREA_TITLES

SHOWN: Final = 12


def show_blockers(model: Model, customer: Seen) -> None:
    """Show what each obstacle keeps from one external customer, most first."""
    cost, obstacles = model.analysis.customers.cost, model.snapshot.network.obstacles
    st.markdown("**What does not arrive, and because of what**")
    kept = customer.clear_seen - customer.seen
    if kept <= 0:
        note("No obstacle keeps anything from this customer.")
        return
    st.markdown(
        plain(
            f"Obstacles keep {percent(kept, 1)} of all effort from {customer.name}: without them it would see"
            f" {percent(customer.clear_seen, 1)} instead of {percent(customer.seen, 1)}."
        )
    )
    if cost is None:
        note("The model is too large to split this by obstacle for each customer.")
        return
    takes = cost[:, customer.place]
    order = [row for row in np.argsort(-takes, kind="stable").tolist() if takes[row] > 0]
    st.dataframe(
        [
            {
                "Obstacle": name_of(model, row),
                "Area": next((title for area, title in AREA_TITLES.items() if area == obstacles.areas[row]), ""),
                "Keeps away": round(float(takes[row]), 3),
                "Of all that is kept away": round(float(takes[row]) / kept, 3),
            }
            for row in order[:SHOWN]
        ],
        column_config={
            "Obstacle": st.column_config.TextColumn(width="large"),
            "Keeps away": st.column_config.NumberColumn(format="percent", help="In shares of all effort"),
            "Of all that is kept away": st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1),
        },
        hide_index=True,
        height="content",
        key="customers-blockers",
    )
    if len(order) > SHOWN:
        rest = float(takes[order[SHOWN:]].sum())
        note(f"{counted(len(order) - SHOWN, 'further obstacle')} keep away {percent(rest, 1)}.")
