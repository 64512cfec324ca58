"""How sure the figures are, for whoever asks: intervals of the index and of the gains, and what they hang on."""

from __future__ import annotations

from typing import Final

import streamlit as st

from sightline.app.blocks import current_ink, draw, note
from sightline.app.model import Model
from sightline.app.plain import plain
from sightline.app.state import Session
from sightline.phrases import counted, percent
from sightline.pictures.interval_dots import Ranged, interval_dots
from sightline.pictures.tornado import Swing, tornado
from sightline.report import uncertainty_wording as wording
from sightline.studies.uncertainty import Uncertainty, find_uncertainty

MANY: Final = 1_000
FEW: Final = 200
SMALL: Final = 300
"""Elements up to which there are many draws, which then take a few seconds."""
SHOWN: Final = 10
_NAME: Final = "uncertainty"


def show_index(user: Session) -> None:
    """Show, if the user asks, between what the index lies, and what that hangs on."""
    study = _ask(user, "overview")
    if study is None:
        return
    with st.container(border=True):
        st.markdown(f"**{plain(wording.headline(study))}**")
        foremost = wording.foremost(study)
        if foremost is not None:
            st.markdown(plain(foremost))
            swings = [
                Swing(wording.input_name(study, one), one.at_low, one.at_high, wording.input_range(one))
                for one in study.influences[:SHOWN]
            ]
            picture = tornado(swings, study.index.point, current_ink(), title="Index")
            draw(picture, key=f"overview-{user.generation}-tornado")
            note(
                "Each bar: the index where this alone moves, ochre at its low end, blue-green at its high end; what is"
                " drawn has no ends of its own, and shows the lower and the higher index."
            )
        note(*wording.ground(study))


def show_gains(user: Session) -> None:
    """Show, if the user asks, between what each gain lies, and how often an obstacle is among the foremost."""
    study = _ask(user, "hotspots")
    if study is None or not len(study.hotspots):
        return
    with st.container(border=True):
        st.markdown(f"**{plain(wording.likely(study) or 'Every obstacle that gains is among the foremost five.')}**")
        items = [_ranged(user.open_model, study, position) for position in range(len(study.hotspots[:SHOWN]))]
        picture = interval_dots(items, current_ink(), title="Gain if cleared", beside="Among the five foremost")
        draw(picture, key=f"hotspots-{user.generation}-intervals")
        note(*wording.ground(study))


def _ranged(model: Model, study: Uncertainty, position: int) -> Ranged:
    row, gain = int(study.hotspots[position]), study.gains.at(position)
    return Ranged(
        id=str(study.network.obstacles.ids[row]),
        name=model.names.obstacle(row).replace("`", ""),
        point=gain.point,
        low=gain.low,
        high=gain.high,
        beside=f"in the top 5 in {percent(float(study.top[position]))} of the draws",
    )


def _ask(user: Session, page: str) -> Uncertainty | None:
    """Give the study of the open model once the user has asked for it, on whichever page."""
    model = user.open_model
    if model.analysis.sight.index is None:
        return None
    known, _ = user.remembered.get(_NAME, (None, None))
    if known is not model and not st.button(
        "How sure is this?",
        icon=":material/casino:",
        key=f"{page}-{user.generation}-sure",
        help="Draws severities, volumes and missing relations many times, and shows how far the figures move.",
    ):
        return None
    return find(user)


def find(user: Session) -> Uncertainty:
    """Give the study of the open model, which is made once, telling how far it is."""
    model = user.open_model
    return user.remember(_NAME, model, lambda: _draw(model))


def draws_of(model: Model) -> int:
    """Say how often is drawn for a model."""
    return MANY if len(model.organization.elements) <= SMALL else FEW


def _draw(model: Model) -> Uncertainty:
    draws = draws_of(model)
    bar = st.progress(0.0, text=plain(f"{counted(draws, 'draw')} ..."))

    def tell(done: int, whole: int) -> None:
        bar.progress(done / whole, text=plain(f"{done:,} of {counted(whole, 'draw')}"))

    study = find_uncertainty(model.snapshot, draws=draws, told=tell)
    bar.empty()
    return study
