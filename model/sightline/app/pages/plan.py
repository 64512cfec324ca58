"""Plan: a budget, what to do with it in which order, what that buys, and what to beware of."""

from __future__ import annotations

import math

import streamlit as st

from sightline.app.blocks import answer, current_ink, draw, empty, note
from sightline.app.parts import scenario_book
from sightline.app.plain import plain
from sightline.app.state import Session, go_to
from sightline.errors import UsageError
from sightline.phrases import amount
from sightline.pictures.plan_steps import Tread, plan_steps
from sightline.report import plan_wording as wording
from sightline.studies.candidates import Source
from sightline.studies.plan import Plan, make_plan
from sightline.studies.roadmap import Roadmap, make_roadmap

FIRST_BUDGET = 20
MOST = 60
"""The right end of the slider where the interventions of the file cost less than that."""
SOURCES: dict[Source, str] = {
    "both": "File and catalogue",
    "file": "The file's interventions",
    "catalogue": "The catalogue's remedies",
}


def render(user: Session) -> None:
    """Draw the page."""
    model = user.open_model
    if not len(model.snapshot.network.obstacles):
        answer("There is nothing to plan against: no obstacle is recorded yet.")
        empty(
            "What stands in the way?",
            "Add what delays or distorts work, with how much of it is lost there, on the page Data.",
            action="Add obstacles",
            key="plan-to-data",
            do=lambda: go_to(user, "data"),
        )
        return
    head = st.container()
    budget, source, touch = _choose(user)
    try:
        with st.spinner("Looking for the best plan"):
            plan = model.recall(
                ("plan", budget, source, touch),
                lambda: make_plan(model.snapshot, budget, source=source, touch_mandated=touch),
            )
    except UsageError as error:
        with head:
            answer(f"There is no plan: {error}.")
        return
    with head:
        answer(f"{wording.headline(plan)}; {wording.interval_note(plan)}")
    _show_steps(user, plan)
    _show_warnings(plan)
    _show_few(plan)
    _show_roadmap(model.recall("roadmap", lambda: make_roadmap(model.snapshot)))
    note(*plan.notices, wording.MODEL_ONLY)


def _choose(user: Session) -> tuple[int, Source, bool]:
    """Ask for the budget, where steps may come from, and whether mandated obstacles may be touched."""
    organization = user.open_model.organization
    planned = sum(one.cost or 0.0 for one in organization.interventions)
    key = f"plan-{user.generation}"
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        budget = st.slider(
            "Budget, in the unit of the costs", 0, max(MOST, min(math.ceil(planned), 100_000)), FIRST_BUDGET, key=key
        )
        source: Source = "both"
        if organization.interventions:
            chosen = st.segmented_control(
                "Steps from", list(SOURCES), default="both", format_func=SOURCES.__getitem__, key=f"{key}-from"
            )
            source = chosen or "both"
        touch = bool(organization.interventions) and st.toggle(
            "Touch what is mandated", key=f"{key}-mandated", help="Safety and law stay in a plan unless you say so."
        )
    return budget, source, touch


def _show_steps(user: Session, plan: Plan) -> None:
    if not plan.steps:
        return
    treads = [
        Tread(
            step.candidate.title,
            step.spent,
            plan.index + step.total,
            None if step.low is None else plan.index + step.low,
            None if step.high is None else plan.index + step.high,
        )
        for step in plan.steps
    ]
    draw(plan_steps(plan.index, treads, current_ink()), key=f"plan-{user.generation}-picture")
    rows = [
        {
            "": number,
            "Step": step.candidate.title,
            "Cost": amount(step.candidate.cost),
            "Gain": f"{step.gain * 100:+.1f}",
            "So far": f"{step.total * 100:+.1f}",
            "90 % interval": wording.interval(step),
            "Against": wording.against(plan, step.candidate).replace("`", ""),
            "Owner": step.candidate.intervention.owner or "",
            "Date": str(step.candidate.intervention.date or ""),
        }
        for number, step in enumerate(plan.steps, 1)
    ]
    st.dataframe(
        rows,
        hide_index=True,
        key=f"plan-{user.generation}-steps",
        column_config={"Step": st.column_config.Column(width=330), "Against": st.column_config.Column(width=330)},
    )
    note("Gains in points of the index; the interval is that of all steps so far.", *wording.together(plan))
    if st.button("Try this plan in What-if", type="primary", key="plan-try"):
        scenario = plan.to_scenario()
        scenario_book.add(user, scenario.name, scenario.changes)
        go_to(user, "what-if")


def _show_warnings(plan: Plan) -> None:
    warnings = [wording.front_warning(plan, front) for front in plan.fronts]
    warnings += [f"{one.title}. {one.why} {one.action}" for one in plan.findings]
    if warnings:
        st.subheader("What to beware of", anchor=False)
        for warning in warnings:
            st.warning(plain(warning.replace("`", ""), 600), icon=":material/warning:")


def _show_few(plan: Plan) -> None:
    if plan.few.candidates:
        st.subheader("If you can do three things only", anchor=False)
        for candidate in plan.few.candidates:
            st.markdown(f"- {plain(wording.step_title(plan, candidate).replace('`', '').replace(chr(10), ', '), 300)}")
        note(wording.few_sentence(plan.few))


def _show_roadmap(roadmap: Roadmap) -> None:
    if roadmap.stages:
        st.subheader("The roadmap of the file", anchor=False)
        st.markdown(plain(wording.roadmap_headline(roadmap) + "."))
        columns = ("Date", "Step", "Change", "Index")
        st.dataframe(
            [dict(zip(columns, row, strict=True)) for row in wording.roadmap_rows(roadmap)],
            hide_index=True,
            key="plan-roadmap",
        )
        for stage in roadmap.setbacks:
            st.warning(plain(wording.setback(roadmap, stage)), icon=":material/trending_down:")
