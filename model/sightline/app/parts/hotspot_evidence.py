"""One obstacle in full: its figures, how it is known, what it comes from and leads to, whom it hits, what to do."""

from __future__ import annotations

from typing import Final

import numpy as np
import streamlit as st

from sightline.app.blocks import explain, note
from sightline.app.model import Model
from sightline.app.parts.hotspot_places import element_of, gain_of, name_of
from sightline.app.parts.obstacle_evidence import record_of, show_evidence
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.document import Obstacle
from sightline.phrases import listed, percent
from sightline.pictures.vega_style import AREA_TITLES
from sightline.report import explaining, wording

SHOWN: Final = 4


def show_obstacle(user: Session, row: int, key: str) -> None:
    """Show one obstacle with its evidence and the ways on from here."""
    model = user.open_model
    record = record_of(model, row)
    _show_marks(model, row, record)
    _show_figures(model, row)
    st.markdown("**How we know**")
    show_evidence(record)
    for sentence in _connections(model, row):
        st.markdown(plain(sentence))
    _show_actions(user, row, key)


def _show_marks(model: Model, row: int, record: Obstacle) -> None:
    obstacles = model.snapshot.network.obstacles
    with st.container(horizontal=True, gap="small"):
        if record.status:
            st.badge(plain(record.status.replace("-", " ").capitalize()), icon=":material/flag:", color="primary")
        area = next((title for area, title in AREA_TITLES.items() if area == obstacles.areas[row]), None)
        if area:
            st.badge(area, color="gray", help="The implementation area")
        for theme in obstacles.themes[row]:
            st.badge(plain(theme, 40), icon=":material/sell:", color="gray", help="A theme")
        if record.mandated:
            st.badge("Mandated", icon=":material/gavel:", color="orange", help="Required for safety or by law")


def _show_figures(model: Model, row: int) -> None:
    """Show what the obstacle takes, gains, is charged with and blocks, each with how it is computed."""
    analysis = model.analysis
    cost = analysis.occlusion.obstacles
    with_effects = wording.gain_with_effects(analysis, row)
    columns = st.columns(4)
    with columns[0]:
        st.metric("Severity", percent(float(model.snapshot.network.obstacles.severity[row])))
        st.caption("Of what passes here, this much is lost.")
    with columns[1]:
        st.metric("Gain if cleared alone", gain_of(model, row))
        explain(explaining.of_gain(analysis, row), brief=True)
        if with_effects is not None:
            note(f"With {wording.effects(analysis, row)}: {with_effects}.")
    with columns[2]:
        st.metric("Fair share", percent(float(cost.share[row]), 1))
        explain(explaining.of_share(analysis, row), brief=True)
    with columns[3]:
        st.metric("Blocked here", percent(float(cost.blocked[row]), 1))
        explain(explaining.of_blocked(analysis, row), brief=True)


def _connections(model: Model, row: int) -> list[str]:
    """Say what an obstacle comes from, what it leads to, and whom it hits."""
    obstacles, customers = model.snapshot.network.obstacles, model.analysis.customers
    roots = [name_of(model, root) for root in obstacles.causes[row]]
    effects = [name_of(model, effect) for effect, causes in enumerate(obstacles.causes) if row in causes]
    said = [f"Recorded as a symptom of {listed(roots, SHOWN)}." if roots else "No cause is recorded for it."]
    if effects:
        said.append(f"It causes {listed(effects, SHOWN)}.")
    if customers.cost is not None:
        hit = customers.cost[row]
        order = [at for at in np.argsort(-hit, kind="stable").tolist() if hit[at] > 0]
        names = [
            f"{model.names.element(int(customers.rows[at])).replace('`', '')} ({percent(float(hit[at]), 1)})"
            for at in order
        ]
        if names:
            said.append(f"Of all effort, it takes from {listed(names, SHOWN)}.")
    return said


def _show_actions(user: Session, row: int, key: str) -> None:
    model = user.open_model
    element = element_of(model, row)
    ways = (
        ("Show on map", ":material/hub:", "map"),
        ("Line of sight", ":material/route:", "line-of-sight"),
        ("What if it were clear?", ":material/tune:", "what-if"),
    )
    with st.container(horizontal=True, gap="small"):
        for label, icon, page in ways:
            if st.button(label, icon=icon, key=f"{key}-{row}-{page}"):
                user.choose("obstacle", [str(model.snapshot.network.obstacles.ids[row])])
                go_to(user, page, element=element)
