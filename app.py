"""Sightline's app: ``streamlit run app.py [-- FILE]``, the same that ``sightline app [FILE]`` starts."""

import streamlit as st

from sightline.app.server import SCRIPT
from sightline.app.server.headers import middleware
from sightline.app.server.warming import warm

app = st.App(SCRIPT, middleware=middleware())
warm()
