"""The catalogue of obstacles: what a kind is, what shows it, how bad is how bad, what is asked, and what helps."""

from __future__ import annotations

from collections import Counter
from typing import Final

import streamlit as st

from sightline.app.blocks import note, show_table
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.catalogue import AREAS
from sightline.catalogue.details import KindDetails, catalogue
from sightline.evidence.survey_wording import AUDIENCE_NAMES
from sightline.phrases import counted, listed, percent
from sightline.pictures.picture import TableTwin
from sightline.pictures.vega_style import AREA_TITLES
from sightline.studies.naming import kind_name, list_obstacles

_AIMS: Final = {
    "cause": "",
    "symptom": ", works on what shows of it",
    "training": ", works on people's skills",
    "front": ", works on the front alone",
    "gesture": ", works on goodwill",
}


def show_kinds(user: Session) -> None:
    """Let the user look up a kind; the one recorded most often first."""
    model, kinds = user.open_model, catalogue()
    spots = model.recall("obstacle-spots", lambda: list_obstacles(model.organization))
    recorded = Counter(spot.obstacle.kind.replace("_", "-") for spot in spots.values())
    area = st.pills("Area", AREAS, format_func=AREA_TITLES.__getitem__, key=f"evidence-{user.generation}-area")
    shown = [name for name, one in kinds.items() if area in (None, one.kind.area)]
    kept = next((one for one in (*user.choice("kind"), *dict(recorded.most_common())) if one in shown), shown[0])
    chosen = st.selectbox(
        "Kind of obstacle",
        shown,
        index=shown.index(kept),
        format_func=lambda one: _label(kinds[one], recorded[one]),
        key=f"evidence-{user.generation}-kind-{area}",
    )
    user.choose("kind", [chosen])
    with st.container(border=True):
        _show_kind(kinds[chosen])
    show_table(_table(), key="evidence-kinds", label="All kinds as a table")
    own = [kind_name(one) for one in recorded if one not in kinds]
    note(f"Recorded here and not in the catalogue: {listed(own, 6)}." if own else None)


def _table() -> TableTwin:
    return TableTwin(
        ("Kind", "Area", "Where it sits", "What shows it"),
        tuple((one.kind.name, AREA_TITLES[one.kind.area], one.where, one.evidence) for one in catalogue().values()),
    )


def _label(details: KindDetails, times: int) -> str:
    return f"{details.kind.name}, {AREA_TITLES[details.kind.area].lower()}" + (
        f" (recorded {counted(times, 'time')})" if times else ""
    )


def _show_kind(details: KindDetails) -> None:
    st.subheader(plain(details.kind.name), anchor=False)
    sits = f" Sits on {details.where}." if details.where else ""
    note(f"{AREA_TITLES[details.kind.area]}, {details.kind.code}.{sits}")
    if details.evidence:
        st.markdown(f"**What shows it.** {plain(details.evidence)}")
    left, right = st.columns(2, gap="large")
    with left:
        _show_list("How severe", [f"**{percent(at)}** {plain(text)}" for at, text in details.anchors.items()])
        behind = [catalogue()[one].kind.name if one in catalogue() else one for one in details.causes]
        _show_list("What often stands behind it", [plain(one) for one in behind])
    with right:
        remedies = (
            f"{one.text} ({one.effort}, {counted(one.points, 'point')}{_AIMS[one.aim]})" for one in details.remedies
        )
        _show_list("What helps", [plain(one) for one in remedies])
    _show_list("What is asked", [f"{plain(one.text)} :gray[{AUDIENCE_NAMES[one.audience]}]" for one in details.items])
    note(f"Source: {details.literature}" if details.literature else None)


def _show_list(title: str, lines: list[str]) -> None:
    if lines:
        st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in lines))
