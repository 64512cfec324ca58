"""Progress of what takes longer than a second: the step at work, on standard error, only where that is a terminal."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""Seconds before anything is shown."""

_STEPS = {"rub_off": "rub-off"}


class Progress:
    """A line that names the step at work; a context manager that is called with the name of each step."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._step = "reading"
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(PATIENCE, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        if self._shown:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._shown = False
            if self._status is not None:
                self._status.stop()
                self._status = None

    def __call__(self, step: str) -> None:
        """Tell which step begins."""
        with self._lock:
            self._step = _STEPS.get(step, step)
            if self._status is not None:
                self._status.update(self._text)

    @property
    def _text(self) -> str:
        return f"{self._step} …"

    def _show(self) -> None:
        from rich.console import Console

        with self._lock:
            if self._shown:
                self._status = Console(stderr=True, markup=False, highlight=False).status(self._text)
                self._status.start()
