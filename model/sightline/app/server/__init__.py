"""The server of the app: the script that it runs, its headers and its settings. Only a command starts it."""

from pathlib import Path
from typing import Final

SCRIPT: Final = Path(__file__).with_name("script.py")
"""The script that Streamlit runs."""
ASGI: Final = Path(__file__).with_name("asgi.py")
"""What ``streamlit run`` is given; the settings lie beside it."""
SETTINGS: Final = Path(__file__).parent / ".streamlit" / "config.toml"
"""The settings and the theme of the app."""
