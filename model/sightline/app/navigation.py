"""The frame of the app: which pages there are, what stands in the sidebar, and what happens when something fails."""

from __future__ import annotations

import logging
import sys
from functools import partial
from pathlib import Path
from typing import Final

import streamlit as st

from sightline.app.blocks import tell_problems
from sightline.app.opening import open_file
from sightline.app.pages import PAGES, AppPage
from sightline.app.plain import plain
from sightline.app.sidebar import show_sidebar
from sightline.app.state import Session, restore_from_address, session, show_in_address
from sightline.errors import SightlineError

_LOG = logging.getLogger(__name__)
_PICTURES: Final = Path(__file__).with_name("pictures")
LOGO: Final = _PICTURES / "logo.svg"
MARK: Final = _PICTURES / "mark.svg"
SIDEBAR_WIDTH = 232
"""In pixels."""
SHOWN_PROGRESS = 2_000
"""Elements from which the steps of an analysis are told while it runs."""


def run() -> None:
    """Draw the page that the user is on. Streamlit calls this at every step of every user."""
    # The icon is a local file, and set before the pages are: Streamlit would fetch any other from elsewhere.
    st.set_page_config(page_title="Sightline", page_icon=str(MARK), layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    user = session()
    if user.model is None:
        restore_from_address(user, partial(_open_named_file, user, *sys.argv[1:]))
    shown = [page for page in PAGES if user.model is not None or not page.needs_model]
    first = "overview" if user.model is not None else "start"
    sections: dict[str, list[st.Page]] = {}
    for page in shown:
        made = st.Page(
            partial(draw_page, page, user),
            title=page.title,
            icon=page.icon,
            url_path=page.key,
            default=page.key == first,
        )
        user.pages[page.key] = made
        sections.setdefault(page.section, []).append(made)
    st.logo(str(LOGO), icon_image=str(MARK), size="large")
    chosen = st.navigation(sections if user.model is not None else _in_one_list(sections), expanded=True)
    if user.awaited in user.pages:
        awaited, user.awaited = user.pages[user.awaited], None
        st.switch_page(awaited)
    chosen.run()
    show_sidebar(user)  # after the page, which may have analyzed or edited the model
    show_in_address(user)


def _in_one_list(sections: dict[str, list[st.Page]]) -> list[st.Page]:
    """Give all pages of all sections in one list, for a short menu without headings."""
    return [page for pages in sections.values() for page in pages]


def _open_named_file(user: Session, path: str | None = None, *customers: str) -> None:
    """Open the file that the app was started with, if any; what is wrong with it stands on the start page."""
    try:
        if path is not None:
            open_file(user, path, customers)
    except SightlineError as error:
        user.trouble = error


def draw_page(page: AppPage, user: Session) -> None:
    """Draw one page; a mistake of ours says so and loses nothing."""
    try:
        if page.needs_model:
            _make_ready(user)
        page.render(user)
    except SightlineError as error:
        tell_problems(error)
    except Exception:  # noqa: BLE001 - whatever a page does wrong, the user's work stays
        _LOG.exception("The page %s failed", page.key)
        st.error(
            "This page could not be drawn. That is a mistake of Sightline, not of your data; nothing is lost. "
            "The terminal that runs the app says more.",
            icon=":material/error:",
        )


def _make_ready(user: Session) -> None:
    """Analyze the model before anything is drawn, telling the steps where that takes a while."""
    model = user.model
    if model is None or model.is_analyzed:
        return
    if len(model.organization.elements) < SHOWN_PROGRESS:
        model.analyze()
        return
    with st.status(f"Analyzing {plain(model.organization.name, 60)}", expanded=False) as status:
        model.analyze(
            lambda step: status.update(label=f"Analyzing {plain(model.organization.name, 60)}: {plain(step)}")
        )
        status.update(label="Analyzed", state="complete")
