"""Evidence: how do we know? What is looked at, what obstacles rest on, whom to ask what, and what people answered."""

from __future__ import annotations

from typing import Final

import streamlit as st

from sightline.app.blocks import answer, empty
from sightline.app.model import Model
from sightline.app.parts.evidence_coverage import show_coverage
from sightline.app.parts.evidence_kinds import show_kinds
from sightline.app.parts.evidence_register import list_entries, say_register, show_register
from sightline.app.parts.survey_answers import show_answers
from sightline.app.parts.survey_asking import show_asking
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.report import wording

PARTS: Final = {
    "looked": ("Looked at", ":material/visibility:", show_coverage),
    "register": ("Obstacles", ":material/block:", show_register),
    "ask": ("Ask people", ":material/forum:", show_asking),
    "answers": ("Answers", ":material/how_to_vote:", show_answers),
    "kinds": ("Catalogue", ":material/menu_book:", show_kinds),
}
"""The parts of the page by what the address calls them, in the order in which evidence grows."""


def render(user: Session) -> None:
    """Say how much is known, and show one part of what that rests on."""
    model = user.open_model
    answer(_headline(model))
    if not len(model.snapshot.network.elements):
        empty(
            "Nothing is recorded yet",
            "Add who works for whom on the page Data; then this page says what to look at, and whom to ask.",
            action="Go to Data",
            key="evidence-data",
            do=lambda: go_to(user, "data"),
        )
        return
    entries = model.recall("evidence-entries", lambda: list_entries(model))
    st.markdown(plain(say_register(entries)))
    _, _, show = PARTS[_choose_part(user)]
    show(user)


def _headline(model: Model) -> str:
    said = wording.coverage(model.analysis)
    return said or "How much somebody has looked at cannot be said: no effort is recorded."


def _choose_part(user: Session) -> str:
    kept = next((part for part in PARTS if part in user.choice("evidence")), "looked")
    part = st.segmented_control(
        "Part",
        tuple(PARTS),
        default=kept,
        required=True,
        format_func=lambda one: f"{PARTS[one][1]} {PARTS[one][0]}",
        key=f"evidence-{user.generation}-part",
        label_visibility="collapsed",
    )
    user.choose("evidence", [part] if part != "looked" else [])
    return part
