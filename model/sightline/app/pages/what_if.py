"""What-if: obstacles as sliders, relations and elements to change, and what that does at once."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import answer, note, tell_problems
from sightline.app.parts import scenario_book
from sightline.app.parts.scenario_changes import choose_change
from sightline.app.parts.scenario_effect import show_account, show_comparison, show_map, show_number, show_turned
from sightline.app.parts.scenario_obstacles import show_obstacles
from sightline.app.parts.scenario_steps import show_picker, show_steps
from sightline.app.state import Session
from sightline.app.trial import Trial
from sightline.errors import UsageError

VIEWS = {"effect": "What it does", "map": "On the map", "scenarios": "Scenarios side by side"}
LEFT = 420
"""Width of the sliders, in pixels; where the effect has no room beside them, it stands below."""


def render(user: Session) -> None:
    """Draw the page."""
    _show_studio(user)


@st.fragment
def _show_studio(user: Session) -> None:
    """Draw all of it; a slider that is moved draws nothing else anew."""
    head = st.container()
    body = st.container(horizontal=True, gap="large")
    left, right = body.container(width=LEFT), body.container()
    name, trial = scenario_book.open_scenario(user)
    key = f"what-if-{user.generation}-{trial.number}-{trial.turn}"
    with left:
        st.subheader("What stands in the way", anchor=False)
        trial = show_obstacles(user, name, trial, key)
        st.subheader("Who works for whom", anchor=False)
        _change(user, name, trial, key)
    with head:
        _say(user, trial)
    with right:
        show_picker(user, name, trial, key)
        show_number(trial.effect)
        show_turned(trial.effect)
        show_steps(user, name, trial, key)
        _show_view(user, name, trial)


def _say(user: Session, trial: Trial) -> None:
    if trial.history.changes:
        answer(trial.effect.sentence.replace(": ", "; ", 1))
    elif not user.open_model.organization.elements:
        answer("There is nothing to change yet; add elements here or on the page Data.")
    else:
        answer(
            "What would clear the view most? Drag an obstacle to 0, or change who works for whom; the index follows at "
            "once, and the model stays as it is until you adopt the scenario."
        )
    if trial.lost:
        note("The model has changed since; these changes can no longer be made:", "; ".join(trial.lost) + ".")


def _change(user: Session, name: str, trial: Trial, key: str) -> None:
    change = choose_change(trial.history, user.element, key)
    if change is None:
        return
    try:
        history = trial.history.do(change)
    except UsageError as error:
        tell_problems(error, lead="This change cannot be made; nothing has changed.")
        return
    scenario_book.keep(user, name, trial.turned(history))
    st.rerun()


def _show_view(user: Session, name: str, trial: Trial) -> None:
    chosen = next(iter(user.choice("what-if-view")), "effect")
    view = st.segmented_control(
        "What to see",
        list(VIEWS),
        default=chosen if chosen in VIEWS else "effect",
        format_func=VIEWS.__getitem__,
        key=f"what-if-{user.generation}-view",
        label_visibility="collapsed",
        required=True,
    )
    user.choose("what-if-view", [view] if view not in (None, "effect") else [])
    if view == "map":
        show_map(user, trial)
    elif view == "scenarios":
        show_comparison(user)
    else:
        show_account(user, name, trial.effect)
