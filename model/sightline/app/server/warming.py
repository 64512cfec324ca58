"""Load what the first page needs while the server starts and the browser opens, so that nobody waits for it twice."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Final

FIRST_NEEDED: Final = ("sightline.app.navigation", "sightline.app.pages.overview", "sightline.app.pages.start")


def warm() -> threading.Thread:
    """Import in the background the modules that the first page draws with."""
    thread = threading.Thread(target=_load, name="warming", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for module in FIRST_NEEDED:
        import_module(module)
