"""The script that Streamlit runs for each user at each step; all it does is route to the app."""

from sightline.app.navigation import run

run()
