"""What ``sightline app`` serves. Streamlit looks for the name ``app`` and reads the settings beside this file."""

import streamlit as st

from sightline.app.server import SCRIPT
from sightline.app.server.headers import middleware
from sightline.app.server.warming import warm

app = st.App(SCRIPT, middleware=middleware())
warm()
