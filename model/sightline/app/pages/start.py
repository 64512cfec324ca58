"""Open: a gallery of the samples, a file of one's own, and a tour in three steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from sightline.app.blocks import answer, tell_problems
from sightline.app.model import Origin
from sightline.app.parts.upload_form import ask_for_upload, tell_reading
from sightline.app.plain import plain
from sightline.app.samples import SAMPLES, read_sample
from sightline.app.state import Session, go_to
from sightline.document import Organization
from sightline.phrases import counted

TOUR = (
    (
        ":material/hub:",
        "Describe who works for whom",
        "Load a file or begin with a sample: teams, roles, processes, systems and products, up to external customers.",
    ),
    (
        ":material/visibility:",
        "See where it goes dark",
        "Sightline follows everybody's effort to where it ends: at a customer, or at what stands in the way.",
    ),
    (
        ":material/tune:",
        "Change it before you change it",
        "Clear an obstacle, move a relation, and see at once who comes to light and what it gains.",
    ),
)


def render(user: Session) -> None:
    """Offer what can be opened."""
    answer("See your organization the way a customer cannot.")
    if user.trouble is not None:
        tell_problems(user.trouble)
    _show_tour()
    st.subheader("Begin with a sample", anchor=False)
    _show_gallery(user)
    st.subheader("Or open your own", anchor=False)
    _show_upload(user)


def _show_tour() -> None:
    for column, (number, (icon, title, text)) in zip(st.columns(3), enumerate(TOUR, 1), strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"{icon} **{number}. {title}**")
            st.caption(text)


def _show_gallery(user: Session) -> None:
    columns = st.columns(len(SAMPLES))
    for column, sample in zip(columns, SAMPLES, strict=True):
        with column, st.container(border=True, height="stretch"):
            st.markdown(f"**{plain(sample.title)}**")
            st.caption(f"{plain(sample.story)} {counted(len(read_sample(sample.key).elements), 'element')}.")
            st.space("stretch")
            if st.button("Open", key=f"open-{sample.key}", help=f"Open {sample.title}", width="stretch"):
                _leave_for(user, partial(user.open_sample, sample.key))


def _show_upload(user: Session) -> None:
    upload = ask_for_upload(user, key=f"open-upload-{user.generation}", customers_key="open-customers")
    if upload is not None:
        reading = upload.reading
        tell_reading(reading)
        if st.button("Open it", type="primary", key="open-uploaded"):
            origin = Origin("upload", upload.name, reading.notices)
            _leave_for(user, partial(user.open, reading.organization, origin))
    if st.button("Begin with an empty organization", icon=":material/add:", key="open-empty"):
        _leave_for(user, partial(user.open, Organization(name="New organization"), Origin("new", "New organization")))


def _leave_for(user: Session, then: Callable[[], object]) -> None:
    """Open something else; ask first where that would lose work."""
    if user.is_unsaved and (user.done or user.restored_at is not None):
        _ask(user, then)
        return
    then()
    go_to(user, "data" if user.model is not None and user.model.origin.kind == "new" else "overview")


@st.dialog("Leave unsaved changes?")
def _ask(user: Session, then: Callable[[], object]) -> None:
    lost = counted(len(user.done), "change") if user.done else "The restored changes"
    st.markdown(plain(f"{lost} to {user.open_model.organization.name} are in no file yet."))
    with st.container(horizontal=True):
        if st.button("Stay, and save first", type="primary", key="leave-no"):
            go_to(user, "data")
        if st.button("Leave without saving", key="leave-yes"):
            then()
            go_to(user, "overview")
