"""What a scenario does: in one number, a picture, on the map, beside other scenarios, and as tables."""

from __future__ import annotations

from dataclasses import asdict

import streamlit as st

from sightline.app.blocks import current_ink, draw, note
from sightline.app.graph_view import graph_view
from sightline.app.parts import scenario_book
from sightline.app.parts.scenario_map import map_after, map_before
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.app.trial import Trial
from sightline.arrays.network import Network
from sightline.phrases import clean, counted, cut, listed, percent
from sightline.pictures.before_after import before_after
from sightline.studies.effect import Effect, points

MOST_LISTED = 10
NAMED = 4
MAP_HEIGHT = 560


def show_number(effect: Effect) -> None:
    """Show the index before and after, and by how much it moved."""
    before, after, delta = effect.index_before, effect.index_after, effect.delta
    if before is None or after is None or delta is None:
        st.metric("Line-of-sight index", "no effort", border=True)
        return
    digits = int(percent(before) == percent(after) and points(delta) != "no change")
    st.metric(
        "Line-of-sight index, from now to this scenario",
        f"{percent(before, digits)} → {percent(after, digits)}" if delta else percent(before),
        points(delta),
        delta_arrow="auto" if delta else "off",
        delta_color="normal" if delta else "off",
        border=True,
        help="The share of all effort that reaches an external customer unobstructed.",
    )


def show_turned(effect: Effect) -> None:
    """Name those who come to light and those who go dark."""
    for ids, snapshot, what, icon in (
        (effect.came_to_light, effect.after, "comes to light", ":material/light_mode:"),
        (effect.went_dark, effect.before, "goes dark", ":material/dark_mode:"),
    ):
        if ids:
            network = snapshot.network
            named = [_name(network, one) for one in ids if not network.containers[network.elements.row[one]]]
            if named:
                verb = what if len(named) == 1 else what.replace("comes", "come").replace("goes", "go")
                st.markdown(f"{icon} {plain(listed(named, NAMED))} **{verb}**")


def show_account(user: Session, name: str, effect: Effect) -> None:
    """Draw where the effort ends before and after, with the tables of who changed most."""
    if effect.index_before is None or effect.index_after is None:
        note("No effort is recorded, so there is no account to draw.")
    else:
        before, after = asdict(effect.account_before), asdict(effect.account_after)
        picture = before_after(before, after, ("As it is", name), current_ink())
        draw(picture, key=f"what-if-{user.generation}-account")
    moved = effect.most_changed(MOST_LISTED)
    network = effect.before.network
    st.markdown("**Whose sight changes most**")
    if moved:
        st.dataframe(
            [
                {
                    "Element": _name(network, one.element),
                    "Before": percent(one.before, 1),
                    "After": percent(one.after, 1),
                    "Change": points(one.delta),
                }
                for one in moved
            ],
            hide_index=True,
            key=f"what-if-{user.generation}-moved",
        )
    else:
        st.caption("Nobody's sight is another than before.")
    if not effect.customers:
        st.caption("The model names no external customer.")
        return
    st.markdown("**What arrives at each external customer, of what is meant for it**")
    st.dataframe(
        {
            "External customer": [
                _name(network if one in network.elements.row else effect.after.network, one) for one in effect.customers
            ],
            "Before": [percent(before, 1) for before, _ in effect.customers.values()],
            "After": [percent(after, 1) for _, after in effect.customers.values()],
            "Change": [
                points(after - before) if before is not None and after is not None else "not defined"
                for before, after in effect.customers.values()
            ],
        },
        hide_index=True,
        key=f"what-if-{user.generation}-customers",
    )


def show_map(user: Session, trial: Trial) -> None:
    """Draw the map before or after; only colours and relations change between the two."""
    model = user.open_model
    shown = st.segmented_control(
        "Which map",
        ("Before", "After"),
        default="After",
        key=f"what-if-{user.generation}-when",
        label_visibility="collapsed",
        required=True,
    )
    view = map_before(model) if shown == "Before" else map_after(model, trial)
    picked = graph_view(
        view,
        key=f"what-if-{user.generation}-map",
        selected=user.element,
        height=MAP_HEIGHT,
        mode="dark" if st.context.theme.type == "dark" else "light",
    )
    if picked.element is not None and picked.element != user.element:
        user.select(picked.element)
        st.rerun()
    note(*view.notices, "Select an element to have its obstacles first among the sliders.")


def show_comparison(user: Session) -> None:
    """Set the scenarios side by side, below the model as it is."""
    trials = scenario_book.list_scenarios(user)
    effects = {name: trial.effect for name, trial in trials.items()}
    first = next(iter(effects.values()))
    rows = [_row("As it is", first, 0, after=False)]
    rows += [_row(name, effect, len(trials[name].history.changes), after=True) for name, effect in effects.items()]
    st.dataframe(rows, hide_index=True, key=f"what-if-{user.generation}-compared")
    best = max(effects, key=lambda name: effects[name].index_after or 0.0)
    if len(effects) > 1 and (effects[best].delta or 0.0) > 0:
        note(f"{best} raises the index most: {points(effects[best].delta or 0.0)}.")
    else:
        note("Duplicate a scenario or add another one to compare them here.")


def _row(name: str, effect: Effect, changes: int, *, after: bool) -> dict[str, object]:
    account = effect.account_after if after else effect.account_before
    clear = {one: pair[after] for one, pair in effect.customers.items()}
    known = {one: value for one, value in clear.items() if value is not None}
    worst = min(known, key=lambda one: known[one], default=None)
    network = (effect.after if after else effect.before).network
    return {
        "Scenario": name,
        "Index": percent(effect.index_after if after else effect.index_before, 1),
        "Change": points(effect.delta) if after and effect.delta is not None else "",
        "Blocked": percent(account.blocked, 1),
        "Handoffs": percent(account.handoffs, 1),
        "No route": percent(account.no_route, 1),
        "Worst-seen customer": "none" if worst is None else f"{_name(network, worst)}: {percent(known[worst])}",
        "Changes": counted(changes, "change") if changes else "none",
    }


def _name(network: Network, element: str) -> str:
    return cut(clean(network.elements.title(network.elements.row[element])))
