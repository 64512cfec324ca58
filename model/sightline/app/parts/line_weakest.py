"""The weakest place of a line: what takes most there, how that is known, and what to do about it."""

from __future__ import annotations

import streamlit as st

from sightline.analyzers.paths import Line
from sightline.app.blocks import note
from sightline.app.model import Model
from sightline.app.parts.obstacle_evidence import record_of, show_evidence
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.phrases import percent
from sightline.report import line_wording

SHOWN = 3


def show_weakest(user: Session, line: Line) -> None:
    """Show what takes most from a line, the obstacles there with their evidence, and what can be tried."""
    model = user.open_model
    st.markdown("**Where most is taken**")
    st.markdown(plain(line_wording.weakest(line, model.names)))
    rows = model.recall(
        ("weakest", line.weakest), lambda: line_wording.obstacles_at_weakest(line, model.snapshot.network)
    )
    if not rows and line.weakest_clarity < 1:
        note("No obstacle is recorded there: this is what any handoff is assumed to lose.")
    for row in rows[:SHOWN]:
        _show_obstacle(model, row)
    if len(rows) > SHOWN:
        note(f"{len(rows) - SHOWN} more obstacles are recorded there.")
    holder = next((step.supplier for step in line.steps if step.relation == line.weakest), line.weakest)
    with st.container(horizontal=True, gap="small"):
        if rows and st.button("What if this were clear?", icon=":material/tune:", key="line-what-if"):
            go_to(user, "what-if", element=holder)
        if st.button("Show it on the map", icon=":material/hub:", key="line-weakest-map"):
            go_to(user, "map", element=holder)


def _show_obstacle(model: Model, row: int) -> None:
    """Show one obstacle: what it is, how much it takes, and a drawer with how that is known."""
    obstacle = record_of(model, row)
    takes = f"takes {percent(obstacle.weight)} of what passes"
    status = f", {obstacle.status}" if obstacle.status else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/blur_on: {plain(model.names.obstacle(row))}: {plain(takes + status)}.", width="stretch")
        with st.popover("Evidence", icon=":material/fact_check:", type="tertiary", key=f"line-evidence-{row}"):
            show_evidence(obstacle)
