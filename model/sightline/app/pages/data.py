"""Data: is the model right? Its tables to be edited, rows to be pasted, files to be uploaded and downloaded."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import answer, note
from sightline.app.model import Model
from sightline.app.parts.data_editor import settle, show_filter, show_pending, show_table
from sightline.app.parts.data_edits import EDITED, title
from sightline.app.parts.data_files import show_download, show_upload
from sightline.app.parts.data_pasting import show_paste
from sightline.app.state import Session
from sightline.report.wording import contents, organization_name

ORIGINS = {
    "sample": "A sample organization.",
    "file": "Read from {name}.",
    "upload": "Read from {name}.",
    "new": "Begun empty.",
    "draft": "Restored from a draft.",
}
ICONS = {"elements": ":material/category:", "relations": ":material/arrow_forward:", "obstacles": ":material/block:"}


def render(user: Session) -> None:
    """Draw the page."""
    model = user.open_model
    answer(_say(model))
    note(
        ORIGINS[model.origin.kind].format(name=model.origin.name),
        *model.origin.notices,
        *model.snapshot.network.notices,
    )
    _show_all(user)


@st.fragment
def _show_all(user: Session) -> None:
    """Draw what can be done with the data; an edit of a cell draws nothing else anew."""
    wanted = show_filter(user)
    tabs = st.tabs(
        [
            *(f"{ICONS[name]} {title(name)}" for name in EDITED),
            ":material/content_paste: Paste rows",
            ":material/upload: Upload",
            ":material/download: Download",
        ]
    )
    edits = {}
    for name, tab in zip(EDITED, tabs, strict=False):
        with tab:
            edits[name] = show_table(user, name, wanted)
    show_pending(user, edits, key=f"data-{user.generation}-pending")  # below: what is edited must not move away
    for tab, show in zip(tabs[len(EDITED) :], (show_paste, show_upload, show_download), strict=True):
        with tab:
            show(user)
    settle(user, edits)


def _say(model: Model) -> str:
    if not model.organization.elements:
        return "There is nothing in the model yet; type or paste the first elements, or upload a file."
    return f"{organization_name(model.analysis)} holds {contents(model.analysis)}."
