"""How an obstacle is known: its evidence piece by piece, its interval, and what it is there for."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import note
from sightline.app.model import Model
from sightline.app.plain import plain
from sightline.document import Obstacle
from sightline.phrases import counted, percent
from sightline.report.handover.hotspots import FEWEST_RATINGS
from sightline.studies.naming import list_obstacles


def record_of(model: Model, obstacle: int) -> Obstacle:
    """Give what the file says about the obstacle of one row."""
    spots = model.recall("obstacle-spots", lambda: list_obstacles(model.organization))
    return spots[str(model.snapshot.network.obstacles.ids[obstacle])].obstacle


def show_evidence(record: Obstacle) -> None:
    """Show how an obstacle is known; without evidence, say that it is an estimate."""
    for piece in record.evidence:
        origin = ", ".join(str(part) for part in (piece.type, piece.date) if part)
        st.markdown(f"- {plain(piece.text, 600)}" + (f" :gray[({plain(origin)})]" if origin else ""))
    if not record.evidence:
        st.markdown("No evidence is recorded: this is an estimate, to be looked at before anybody acts on it.")
    if record.low is not None and record.high is not None:
        note(f"The severity lies between {percent(record.low)} and {percent(record.high)} (90 % interval).")
    if record.n is not None and record.n >= FEWEST_RATINGS:
        note(f"It rests on {counted(record.n, 'answer')}.")
    for title, text in (("What it is for", record.serves_purpose), ("What is done about it", record.mitigation)):
        if text:
            st.markdown(f"**{title}.** {plain(text, 600)}")
