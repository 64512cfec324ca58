"""The bar of a scenario: undo and redo by name, the steps so far, and what can be done with it as a whole."""

from __future__ import annotations

import streamlit as st

from sightline.app.blocks import tell_problems
from sightline.app.parts import scenario_book
from sightline.app.parts.scenario_book import LONGEST_NAME
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.app.trial import Trial
from sightline.document.json_reading import read_json
from sightline.document.text_form import to_yaml
from sightline.document.yaml_reading import read_yaml
from sightline.errors import SightlineError
from sightline.formats.identifiers import slug
from sightline.phrases import counted
from sightline.studies.history import History
from sightline.studies.scenario import Scenario


def show_picker(user: Session, name: str, trial: Trial, key: str) -> None:
    """Let the user open another scenario, and do what can be done with one as a whole."""
    trials = scenario_book.list_scenarios(user)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        picked = st.segmented_control(
            "Scenario",
            list(trials),
            default=name,
            format_func=lambda one: plain(one, 40),
            key=f"what-if-{user.generation}-scenario-{[(one.number, title) for title, one in trials.items()]}",
            label_visibility="collapsed",
            required=True,
        )
        with st.popover("Scenario", icon=":material/folder_open:", type="tertiary"):
            _show_menu(user, name, trial, key)
    if picked != name:
        user.choose("scenario", [picked])
        st.rerun()


def show_steps(user: Session, name: str, trial: Trial, key: str) -> None:
    """Show undo, redo, the list of steps, and the way into the model."""
    history = trial.history
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _step_button(user, name, trial, -1, "Undo", ":material/undo:", f"{key}-undo")
        _step_button(user, name, trial, 1, "Redo", ":material/redo:", f"{key}-redo")
        with st.popover(counted(history.position, "step"), icon=":material/history:", disabled=not history.steps):
            _list_steps(user, name, trial, key)
        st.space("stretch")
        if st.button(
            "Adopt into the model",
            type="primary",
            icon=":material/check:",
            disabled=not history.changes,
            key=f"{key}-adopt",
            help="Make these changes in the model itself, as one edit that can be undone.",
        ):
            scenario_book.adopt(user, name)
            st.rerun()


def _step_button(user: Session, name: str, trial: Trial, by: int, label: str, icon: str, key: str) -> None:
    history = trial.history
    able = history.can_undo if by < 0 else history.can_redo
    step = history.steps[history.position - (by < 0)] if able else None
    st.button(
        label,
        icon=icon,
        disabled=not able,
        help=plain(f"{step.sentence} ({step.points})".replace("`", "")) if step is not None else None,
        on_click=_jump,
        args=(user, name, trial, history.position + by),
        key=key,
    )


def _jump(user: Session, name: str, trial: Trial, position: int) -> None:
    scenario_book.keep(user, name, trial.turned(trial.history.jump(position)))


def _list_steps(user: Session, name: str, trial: Trial, key: str) -> None:
    """List the steps; pressing one goes back, or forward, to what it led to."""
    history = trial.history
    st.button(
        "As it is",
        type="tertiary",
        icon=":material/check:" if history.position == 0 else ":material/flag:",
        on_click=_jump,
        args=(user, name, trial, 0),
        key=f"{key}-step-0",
    )
    for number, step in enumerate(history.steps, 1):
        said = f"{plain(f'{number}. {step.sentence}'.replace('`', ''))} :gray[{plain(step.points)}]"
        st.button(
            said if number <= history.position else f":gray[{said}]",
            type="tertiary",
            icon=":material/check:" if number == history.position else ":material/more_vert:",
            on_click=_jump,
            args=(user, name, trial, number),
            key=f"{key}-step-{number}",
        )


def _show_menu(user: Session, name: str, trial: Trial, key: str) -> None:
    new = st.text_input("Name", name, max_chars=LONGEST_NAME, key=f"{key}-name-{name}")
    if new.strip() and new != name:
        scenario_book.rename(user, name, new)
        st.rerun()
    with st.container(horizontal=True, gap="small"):
        st.button("New", icon=":material/add:", on_click=scenario_book.add, args=(user, "Scenario"), key=f"{key}-new")
        st.button(
            "Duplicate",
            icon=":material/content_copy:",
            on_click=scenario_book.duplicate,
            args=(user, name),
            key=f"{key}-duplicate",
        )
        st.button(
            "Delete", icon=":material/delete:", on_click=scenario_book.delete, args=(user, name), key=f"{key}-delete"
        )
    st.download_button(
        "Download as a file",
        _spell(name, trial.history),
        f"{slug(name) or 'scenario'}.scenario.yaml",
        "application/yaml",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
        key=f"{key}-download",
    )
    _show_upload(user, key)


def _spell(name: str, history: History) -> str:
    return to_yaml(Scenario(name, history.changes).to_raw())


def _show_upload(user: Session, key: str) -> None:
    file = st.file_uploader("Open a scenario from a file", ("yaml", "yml", "json"), key=f"{key}-upload")
    if file is None:
        return
    try:
        read = read_json if file.name.lower().endswith(".json") else read_yaml
        scenario = Scenario.from_raw(read(file.getvalue(), file=file.name))
        scenario_book.add(user, scenario.name, scenario.changes)
    except SightlineError as error:
        tell_problems(error, lead="This scenario cannot be opened; nothing has changed.")
    else:
        st.rerun()
