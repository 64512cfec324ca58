"""``sightline app``: start the app as a process of its own, open the browser, and stop it cleanly."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from sightline.cli.arguments import Customers
from sightline.cli.output import say
from sightline.errors import UsageError

HOST = "127.0.0.1"
FIRST_PORT, PORTS = 8501, 40
ENDINGS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
SECONDS_TO_START, SECONDS_TO_STOP = 60.0, 5.0


def app(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="The organization to open; without one, a gallery of samples."),
    ] = None,
    *,
    customers: Customers = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65_535, help="The port to serve on.", show_default=f"the first free from {FIRST_PORT}"),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the browser once the app is ready.")] = True,
    drafts: Annotated[
        bool, typer.Option(help="Keep unsaved work in your own state folder, so that a reload brings it back.")
    ] = True,
) -> None:
    """Explore an organization in the browser.

    The app listens on 127.0.0.1 alone and needs no network. Ctrl+C stops it.
    """
    if importlib.util.find_spec("streamlit") is None or importlib.util.find_spec("pyvis") is None:
        raise UsageError("the app needs an extra of the installation: pip install 'sightline[app]'")
    named = tuple(customers or ())
    if file == "-":
        raise UsageError("the app opens a file, not standard input")
    chosen = _find_port(port)
    arguments = [str(Path(file).resolve()), *named] if file is not None else []
    with _serving(chosen, arguments, drafts=drafts) as server:
        if file is not None:
            _check(file, named)  # while the server starts
        address = f"http://{HOST}:{chosen}"
        _wait_until_ready(server, chosen)
        say(f"Sightline is open at {address}. Press Ctrl+C to stop it.")
        sys.stdout.flush()
        if browser:
            _open_browser(address)
        server.wait()
        raise UsageError("the app ended by itself; what it said stands above")


def _check(file: str, customers: tuple[str, ...]) -> None:
    """Read the file once, so that its mistakes are told here and not in a browser."""
    from sightline.formats import ReadOptions, read_organization

    read_organization(file, options=ReadOptions(customers=customers))


def _find_port(wanted: int | None) -> int:
    for port in range(FIRST_PORT, FIRST_PORT + PORTS) if wanted is None else (wanted,):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return port
    if wanted is not None:
        raise UsageError(f"port {wanted} is taken; choose another, or leave --port out")
    raise UsageError(f"no port from {FIRST_PORT} to {FIRST_PORT + PORTS - 1} is free; name one with --port")


@contextlib.contextmanager
def _serving(port: int, arguments: list[str], *, drafts: bool) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server; whatever ends this, the server ends with it."""
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(_find_server())),
        *(f"--server.address={HOST}", f"--server.port={port}", "--server.headless=true"),
        *("--browser.gatherUsageStats=false", "--client.showErrorDetails=none", "--logger.level=warning"),
        *("--", *arguments),
    ]
    environment = dict(os.environ) if drafts else {**os.environ, "SIGHTLINE_DRAFTS": "off"}
    before = {number: signal.signal(number, _end) for number in ENDINGS}
    server = subprocess.Popen(  # noqa: S603 - our own command
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C is ours alone to hear
    )
    try:
        yield server
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        server.terminate()
        try:
            server.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _end(*_: object) -> None:
    raise KeyboardInterrupt


def _find_server() -> Path:
    """Find the script that Streamlit runs, without importing the app."""
    return Path(__file__).resolve().parents[1] / "app" / "server" / "asgi.py"


def _wait_until_ready(server: subprocess.Popen[bytes], port: int) -> None:
    import urllib.request

    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up:
        if server.poll() is not None:
            raise UsageError("the app could not start; what it said stands above")
        with (
            contextlib.suppress(OSError),
            urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health", timeout=2) as answer,
        ):
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise UsageError(f"the app did not answer within {SECONDS_TO_START:.0f} seconds")


def _open_browser(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        say("No browser could be opened; open the address yourself.")
