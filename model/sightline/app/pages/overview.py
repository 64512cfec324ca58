"""Overview: how well the organization sees its customers, where the effort ends, and what to look at first."""

from __future__ import annotations

from typing import Final

import streamlit as st

from sightline.app.blocks import answer, current_ink, draw, empty, explain, first_id, note
from sightline.app.model import Model
from sightline.app.parts.hotspot_places import element_of, facts, gain_of, name_of
from sightline.app.parts.how_sure import show_index
from sightline.app.parts.overview_findings import show_findings
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.catalogue import AREAS
from sightline.phrases import counted, percent
from sightline.pictures.account_flow import account_flow
from sightline.report import explaining, wording

HOTSPOTS: Final = 5


def render(user: Session) -> None:
    """Show the headline, the account, the hotspots, the worst-seen customer and the findings."""
    model = user.open_model
    analysis = model.analysis
    answer(wording.headline(analysis))
    note(wording.assumption(analysis), wording.coverage(analysis), wording.REMARK)
    if not len(model.snapshot.network.elements):
        empty(
            "Nothing is recorded yet",
            "Add who works for whom on the page Data, or open a sample.",
            action="Open a sample",
            key="overview-open",
            do=lambda: go_to(user, "start"),
        )
        return
    _show_figures(model)
    show_index(user)
    if analysis.sight.index is not None:
        _show_account(user)
    _show_hotspots(user)
    _show_worst_seen(user)
    show_findings(user)
    if analysis.notices:
        st.subheader("What to know about these figures", anchor=False)
        note(*analysis.notices)


def _show_figures(model: Model) -> None:
    """Show the headline figures beside each other, and how the first and the last come about."""
    analysis = model.analysis
    figures = (
        ("Line-of-sight index", analysis.sight.index, "The share of all effort that reaches a customer unobstructed."),
        ("Without any obstacle", analysis.sight.clear_index, "The index if every obstacle were cleared."),
        ("Lost in handoffs", analysis.sight.account.handoffs, "What handoffs are assumed to lose even when clear."),
        ("Looked at", analysis.coverage.coverage, "Coverage: the effort whose best line somebody has looked at."),
    )
    with st.container(horizontal=True, gap="medium"):
        for title, value, hint in figures:
            st.metric(title, percent(value), help=hint, border=True, width=240)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        note(f"{wording.contents(analysis)}.")
        explain(explaining.of_index(analysis))


def _show_account(user: Session) -> None:
    """Show the account as a flow; what is chosen in it leads on to a customer or to the obstacles of an area."""
    model, ink = user.open_model, current_ink()
    st.subheader("Where the effort ends", anchor=False)
    picture = model.recall(("account", ink), lambda: account_flow(model.analysis, ink))
    explanation = explaining.of_account(model.analysis)
    chosen = first_id(draw(picture, key="overview-account", selects=True, explanation=explanation))
    row = model.snapshot.network.elements.row.get(chosen)
    if row is not None:
        label = f"What {model.names.element(row)} sees".replace("`", "")
        if st.button(plain(label), icon=":material/groups:", key="overview-account-customer"):
            user.choose("customer", [chosen])
            go_to(user, "customers")
    elif chosen in AREAS:
        if st.button("Show these obstacles", icon=":material/local_fire_department:", key="overview-account-area"):
            user.choose("hotspot-area", [chosen])
            go_to(user, "hotspots")
    else:
        st.caption("Choose an end on the right to go on from there.")


def _show_hotspots(user: Session) -> None:
    """Show the obstacles that would gain most, each with the way to the map, and the cause behind most."""
    model = user.open_model
    foremost = model.analysis.occlusion.hotspots[:HOTSPOTS].tolist()
    st.subheader("What blocks most", anchor=False)
    if not foremost:
        note("No obstacle is recorded. That is not the same as nothing being in the way.")
        return
    note(
        "Gain: how far the index rises if this alone is cleared. Gains do not add up; fair shares do.",
        f"{counted(len(model.snapshot.network.obstacles), 'obstacle')} are recorded." if len(foremost) > 1 else None,
    )
    with st.container(border=True):
        for rank, row in enumerate(foremost, 1):
            number, words, ways = st.columns([0.4, 7, 3], vertical_alignment="center")
            number.markdown(f"**{rank}**")
            with words.container(gap=None):
                st.markdown(f"**{plain(name_of(model, row))}**")
                st.caption(plain(facts(model, row)))
            with ways.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"Gain **{plain(gain_of(model, row))}**", width=110)
                if st.button("Show on map", icon=":material/hub:", key=f"overview-map-{user.generation}-{row}"):
                    user.choose("obstacle", [str(model.snapshot.network.obstacles.ids[row])])
                    go_to(user, "map", element=element_of(model, row))
    root = wording.root(model.analysis)
    if root is not None:
        st.markdown(f":material/account_tree: {plain(root.replace('`', ''))}")


def _show_worst_seen(user: Session) -> None:
    """Show the external customer who sees least of what is meant for it."""
    model = user.open_model
    said, worst = wording.worst_seen(model.analysis), model.analysis.customers.worst_seen
    if said is None or worst is None:
        return
    st.subheader("Who sees least", anchor=False)
    with st.container(border=True):
        st.markdown(plain(said.replace("`", "")))
        with st.container(horizontal=True, gap="small"):
            if st.button("What does not arrive, and why", icon=":material/groups:", key="overview-worst"):
                user.choose("customer", [worst])
                go_to(user, "customers")
            explain(explaining.of_customer(model.analysis, model.snapshot.network.elements.row[worst]))
