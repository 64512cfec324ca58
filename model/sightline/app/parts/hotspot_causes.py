"""Symptom or cause: what an obstacle gains alone, beside what it gains together with all that it causes."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from sightline.app.blocks import note, show_table
from sightline.app.model import Model
from sightline.app.parts.hotspot_places import gain_of, name_of
from sightline.app.plain import plain
from sightline.phrases import counted
from sightline.pictures.picture import TableTwin
from sightline.report import wording

SHOWN: Final = 5


def show_causes(model: Model) -> None:
    """Show the causes that gain most with their effects."""
    obstacles, occlusion = model.snapshot.network.obstacles, model.analysis.occlusion
    together = occlusion.with_effects
    roots = np.flatnonzero(~np.isnan(together))
    st.subheader("Symptom or cause", anchor=False)
    if not len(roots):
        note("No obstacle names another as its cause. Say what causes what, and the roots show here.")
        return
    roots = roots[np.argsort(-together[roots], kind="stable")]
    symptoms = sum(bool(causes) for causes in obstacles.causes)
    note(
        f"{symptoms:,} of {counted(len(obstacles), 'obstacle')} {'is a symptom' if symptoms == 1 else 'are symptoms'}:"
        " a cause is recorded. Clearing a cause is worth what it gains with its effects, where they go with it."
    )
    said = wording.root(model.analysis)
    if said is not None:
        st.markdown(plain(said.replace("`", "")))
    with st.container(border=True):
        for row in roots[:SHOWN].tolist():
            name, alone, with_effects = st.columns([5, 2, 4], vertical_alignment="center")
            name.markdown(f"**{plain(name_of(model, row))}**")
            alone.markdown(f"alone {plain(gain_of(model, row))}")
            effects, gained = wording.effects(model.analysis, row), wording.gain_with_effects(model.analysis, row)
            with_effects.markdown(f"**{plain(str(gained))}** with {plain(effects)}")
    table = TableTwin(
        ("Id", "Cause", "Gain alone", "Gain with effects", "Is exact", "Obstacles it causes"),
        tuple(
            (
                str(obstacles.ids[row]),
                name_of(model, row),
                float(occlusion.obstacles.gain[row]),
                float(together[row]),
                bool(occlusion.with_effects_exact[row]),
                wording.count_effects(model.analysis, row),
            )
            for row in roots.tolist()
        ),
    )
    show_table(table, key="hotspots-causes", label="All causes as a table")
