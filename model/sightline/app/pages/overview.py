"""Overview: how well the organization sees its customers, where the effort ends, and what to look at first."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import answer, empty, note
from sightline.app.state import Session
from sightline.report import wording

HOTSPOTS = 5


def render(user: Session) -> None:
    """Show the headline, the account, the hotspots, the worst-seen customer and the findings."""
    model = user.open_model
    analysis = model.analysis
    answer(wording.headline(analysis))
    note(wording.assumption(analysis), wording.coverage(analysis), wording.REMARK)
    if not len(analysis.snapshot.network.elements):
        empty("Nothing is recorded yet", "Add who works for whom on the page Data, or open a sample.")
        return
    st.write("")
