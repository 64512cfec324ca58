"""Draws one page without the frame around it: what the tests of a page run."""

import streamlit as st

from sightline.app.navigation import draw_page
from sightline.app.pages import find_page
from sightline.app.state import session

draw_page(find_page(st.session_state["tested-page"]), session())
