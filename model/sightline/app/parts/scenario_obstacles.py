"""Obstacles as sliders: those that gain most first, and any other by its name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Final

import streamlit as st

from sightline.app.model import Model
from sightline.app.parts import scenario_book
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.app.trial import Trial
from sightline.phrases import counted
from sightline.studies.changes import SetSeverity
from sightline.studies.effect import points
from sightline.studies.naming import Spot, list_obstacles, obstacle_name

SHOWN: Final = 6
"""Sliders of those obstacles that gain most."""
MOST_AT_ONE: Final = 6
"""Sliders of what stands at the selected element."""
MOST_SEARCHED: Final = 5_000


def show_obstacles(user: Session, name: str, trial: Trial, key: str) -> Trial:
    """Show the sliders; give the scenario as they leave it."""
    model = user.open_model
    spots = list_obstacles(trial.history.organization)
    if not spots:
        st.caption("No obstacle is recorded, so there is none to clear.")
        return trial
    found = _search(user, model)
    shown = [obstacle for obstacle in _in_order(user, model, trial, found) if obstacle in spots]
    for obstacle in shown:
        trial = _show_slider(user, name, trial, obstacle, spots[obstacle], key)
    if len(shown) < len(spots):
        st.caption(f"{counted(len(spots) - len(shown), 'more obstacle')} can be found by name above.")
    return trial


def _search(user: Session, model: Model) -> str | None:
    """Let the user find one obstacle by its name or place; keep it across pages."""
    obstacles, ranked = model.snapshot.network.obstacles, model.analysis.occlusion.hotspots[:MOST_SEARCHED].tolist()
    chosen = next(iter(user.choice("obstacle")), None)
    kept = obstacles.row.get(chosen) if chosen is not None else None
    row = st.selectbox(
        "Find an obstacle",
        ranked,
        index=ranked.index(kept) if kept in ranked else None,
        format_func=partial(_spell, model),
        placeholder="Type a place or what stands there",
        key=f"what-if-{user.generation}-find",
        label_visibility="collapsed",
    )
    user.choose("obstacle", [] if row is None else [str(obstacles.ids[row])])
    return None if row is None else str(obstacles.ids[row])


def _spell(model: Model, row: int) -> str:
    return model.names.obstacle(row).replace("`", "")


def _in_order(user: Session, model: Model, trial: Trial, found: str | None) -> Iterable[str]:
    """List the obstacles to show: the one found, those of the selected element, the foremost, then what was changed.

    What was changed stands last, so that no slider moves away while it is dragged.
    """
    network, foremost = model.snapshot.network, model.analysis.occlusion.hotspots
    ids = network.obstacles.ids
    order = [] if found is None else [found]
    if user.element is not None:
        here = network.elements.row[user.element]
        order += [
            str(ids[row])
            for row in foremost.tolist()
            if network.obstacles.element[row] == here or _leaves(model, row, here)
        ][:MOST_AT_ONE]
    order += [str(ids[row]) for row in foremost[:SHOWN].tolist()]
    order += [change.obstacle for change in trial.history.changes if isinstance(change, SetSeverity)]
    order += [one for one in trial.history.snapshot.network.obstacles.ids.tolist() if one not in network.obstacles.row]
    return dict.fromkeys(order)


def _leaves(model: Model, obstacle: int, element: int) -> bool:
    """Tell whether an obstacle sits on a relation of an element, either way."""
    relations = model.snapshot.network.relations
    relation = int(model.snapshot.network.obstacles.relation[obstacle])
    return relation >= 0 and element in (relations.supplier[relation], relations.customer[relation])


def _show_slider(user: Session, name: str, trial: Trial, obstacle: str, spot: Spot, key: str) -> Trial:
    network = user.open_model.snapshot.network
    row = network.obstacles.row.get(obstacle)
    if row is None:
        label, before, hint = obstacle_name(trial.history.organization, spot), spot.obstacle.weight, "added here"
    else:
        label, before = user.open_model.names.obstacle(row), float(network.obstacles.severity[row])
        hint = f"cleared: {points(float(user.open_model.analysis.occlusion.obstacles.gain[row]))}"
    now = spot.obstacle.weight
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        moved = st.slider(
            f"{plain(label.replace('`', ''), 90)} :gray[· {plain(hint)}]",
            0,
            100,
            round(now * 100),
            format="%d %%",
            key=f"{key}-{obstacle}",
        )
        back = now == 0 and before > 0
        st.button(
            "Put back" if back else "Clear",
            key=f"{key}-clear-{obstacle}",
            disabled=now == 0 and before == 0,
            on_click=_set,
            args=(user, name, obstacle, before if back else 0.0),
            width=104,
        )
    if moved == round(now * 100):
        return trial
    trial = trial.moved(trial.history.do(SetSeverity(obstacle, moved / 100)))
    scenario_book.keep(user, name, trial)
    return trial


def _set(user: Session, name: str, obstacle: str, severity: float) -> None:
    trial = scenario_book.list_scenarios(user)[name]
    scenario_book.keep(user, name, trial.turned(trial.history.do(SetSeverity(obstacle, severity))))
