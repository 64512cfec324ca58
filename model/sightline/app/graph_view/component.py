"""The Streamlit component: registered once, mounted wherever a page shows the map.

Streamlit finds the asset folder through the ``pyproject.toml`` that lies inside the package. The browser gets the map
as one string that changes only with the view; what is selected and lit travels beside it, and moves nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.errors import StreamlitAPIException

from sightline.app.graph_view.payload import Payload, build_payload
from sightline.app.graph_view.selection import Selection, selection_of, time_of
from sightline.errors import SightlineError
from sightline.pictures.map_model import Highlight, MapView
from sightline.pictures.palette import DARK, LIGHT, Mode

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

NAME: Final = "sightline.graph_view"
INKS: Final = {"light": asdict(LIGHT), "dark": asdict(DARK)}
FRONTEND: Final = files("sightline.app.graph_view") / "frontend"
NOT_BUILT: Final = (
    "The map cannot be shown, because this copy of Sightline was not installed as a package: run "
    "`pip install -e .` in its folder, or install its wheel."
)


def graph_view(
    view: MapView,
    *,
    key: str,
    selected: str | None = None,
    highlight: Highlight = Highlight(),  # noqa: B008 - frozen
    focus: str | None = None,
    height: int = 640,
    mode: Mode = "light",
) -> Selection:
    """Draw a map and tell what was picked on it.

    ``selected`` is the element or relation that the app holds as selected; ``focus`` an element to bring into sight
    whenever it changes; ``height`` is in pixels; ``mode`` counts where the browser cannot tell its theme. The answer is
    what was clicked since the last run, else ``selected``: an answer that differs is to be kept by the app.
    Raises :class:`SightlineError` where the package's assets are missing.
    """
    payload = _payload(view.digest, view)
    held = payload.short.get(selected) if selected is not None else None
    answer = registered()(
        key=key,
        data={
            "map": payload.text,
            "digest": payload.digest,
            "selected": held,
            "highlight": payload.lit(highlight),
            "focus": payload.short.get(focus) if focus is not None else None,
            "height": height,
            "inks": INKS,
            "mode": mode,
        },
        default={"selected": None},
        on_selected_change=_nothing,
        on_opened_change=_nothing,
    )
    clicked = selection_of(answer.selected, answer.opened, payload)
    if _is_new(key, time_of(answer.selected)):
        return clicked
    relation = payload.relation(held)
    return Selection(None if relation else selected, relation, clicked.opened)


@st.cache_resource(scope="session", max_entries=8, show_spinner=False)
def _payload(digest: str, _view: MapView) -> Payload:  # noqa: ARG001 - the digest is the key
    return build_payload(_view)


@st.cache_resource(scope="session", show_spinner=False)
def _last_clicks() -> dict[str, float]:
    return {}


def _is_new(key: str, time: float) -> bool:
    """Tell whether there is a click that was not told yet: what the browser sends outlives the run that it started."""
    last = _last_clicks()
    if time in {0.0, last.get(key)}:
        return False
    last[key] = time
    return True


@cache
def registered() -> ComponentRenderer:
    """Give the function that mounts the component; raise where its assets are not there."""
    if not (FRONTEND / "vendor" / "vis-network.js").is_file():
        raise SightlineError(NOT_BUILT)
    try:
        return st.components.v2.component(
            NAME, html=(FRONTEND / "map.html").read_text(encoding="utf-8"), css="map.css", js="index.js"
        )
    except StreamlitAPIException as error:
        raise SightlineError(NOT_BUILT) from error


def _nothing() -> None:
    """Streamlit offers a value only where a callback stands."""
