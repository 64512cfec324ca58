"""Journey: the organization at several dates, what its figures did, and what had been planned."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import answer, current_ink, draw, empty, note
from sightline.app.parts.journey_states import States, ask_for_states
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.merging.wording import Listing
from sightline.phrases import counted
from sightline.pictures.journey_line import journey_line
from sightline.report.journey_wording import describe_journey, headline, tell_step
from sightline.studies.journey import Journey, follow

DRAWS = 200
LISTED = 15


def render(user: Session) -> None:
    """Draw the page."""
    head = st.container()
    key = f"journey-{user.generation}"
    states = ask_for_states(user, key)
    if states is None or len(states.dated) < 2:
        with head:
            answer("Are we getting clearer? Add the organization at another date, and see.")
        if states is not None:
            empty(
                "One date is no journey",
                "Save the model under its date now and then, and bring the files here: you see what the index did, what"
                " that was due to, which obstacles came back, and whether plans did what they promised.",
            )
        return
    journey = _follow(user, states, key)
    with head:
        answer(headline(journey))
        draw(journey_line(journey, current_ink()), key=f"{key}-line")
    _show_steps(journey)
    for number, listing in enumerate(describe_journey(journey, top=LISTED).listings):
        _show_listing(listing, f"{key}-listing-{number}")
    note(*(f"{state.label}: {notice}" for state in states.dated for notice in state.notices))


def _follow(user: Session, states: States, key: str) -> Journey:
    """Follow the organization over its dates, with intervals where the user wants to wait for them."""
    draws = DRAWS * st.toggle(
        "Show how sure the index is", key=f"{key}-draws", help=f"Draws each date {DRAWS} times, which takes a while."
    )
    with st.spinner(f"Following {counted(len(states.dated), 'date')} …"):
        return user.remember(key, (states.key, draws), lambda: follow(states.dated, draws=draws))


def _show_steps(journey: Journey) -> None:
    """Tell what happened from each date to the next, the latest first."""
    st.subheader("What happened", anchor=False)
    for number, step in enumerate(reversed(journey.steps)):
        title = f"{step.start.date.isoformat()} to {step.end.date.isoformat()}"
        with st.expander(title, expanded=number == 0):
            for sentence in tell_step(step):
                st.markdown(plain(sentence, 2_000))


def _show_listing(listing: Listing, key: str) -> None:
    st.markdown(f"**{plain(listing.title)}**")
    st.dataframe([dict(zip(listing.head, row, strict=True)) for row in listing.rows], hide_index=True, key=key)
