"""The sidebar: which organization is open, how it stands, and what has been done to it."""

from __future__ import annotations

import streamlit as st

from sightline.app.plain import plain
from sightline.app.state import Session, age_of
from sightline.phrases import counted, percent


def show_sidebar(user: Session) -> None:
    """Show the open organization with its index, unsaved work, and undo; nothing while none is open."""
    with st.sidebar:
        if user.model is not None:
            _show_model(user)
        st.caption("Everything stays on this machine: no network, no telemetry.")


def _show_model(user: Session) -> None:
    model = user.open_model
    with st.container(border=True):
        st.markdown(f"**{plain(model.organization.name, 60)}**")
        if model.is_analyzed:
            index = model.analysis.sight.index
            st.metric(
                "Line-of-sight index",
                percent(index) if index is not None else "no effort",
                help="The share of all effort that reaches an external customer unobstructed.",
            )
        if user.is_unsaved:
            st.badge(
                "Unsaved changes" if user.done else "Not saved to a file",
                icon=":material/edit_note:",
                color="orange",
                help="Download it on the page Data to keep it. Until then a draft is kept for a reload.",
            )
        if user.restored_at is not None:
            st.caption(f"Restored from the draft of {age_of(user.restored_at)}.")
        if user.done or user.undone:
            with st.container(horizontal=True, gap="small"):
                st.button(
                    "Undo",
                    icon=":material/undo:",
                    disabled=not user.done,
                    help=plain(user.done[-1].what) if user.done else None,
                    on_click=user.undo,
                    key="sidebar-undo",
                )
                st.button(
                    "Redo",
                    icon=":material/redo:",
                    disabled=not user.undone,
                    help=plain(user.undone[-1].what) if user.undone else None,
                    on_click=user.redo,
                    key="sidebar-redo",
                )
            st.caption(counted(len(user.done), "edit"))
