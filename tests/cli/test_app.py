"""``sightline app``: serves on this machine alone, ends when it is told to, and tells mistakes before it starts."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.browser.serving import free_port, serving
from tests.cli.running import CONCORD, sightline


def answers(address: str) -> int:
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as answer:  # noqa: S310 - ours
        return int(answer.status)


def test_it_serves_a_file_and_ends_with_the_command() -> None:
    with serving(Path(CONCORD)) as address:
        assert answers(address) == 200
        with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310 - ours
            assert page.headers["x-frame-options"] == "DENY"
    with pytest.raises(OSError, match=r"refused|reset"):
        answers(address)


def test_it_listens_on_this_machine_alone() -> None:
    with serving() as address:
        port = int(address.rsplit(":", 1)[1])
        with socket.socket(socket.AF_INET6) as probe:
            assert probe.connect_ex(("::1", port)) != 0
        assert address.startswith("http://127.0.0.1:")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal.")
def test_told_to_end_it_ends_its_server_and_says_so() -> None:
    port = free_port()
    command = [sys.executable, "-m", "sightline", "app", "--no-browser", "--no-drafts", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env={**os.environ})
    assert process.stdout is not None
    assert "is open at" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate(timeout=30)
    assert rest.strip() == "Stopped."
    assert process.returncode == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_broken_file_is_told_and_nothing_is_opened(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("sightline: 1\nteams:\n  a: {serves: nobody}\n", encoding="utf-8")
    ran = sightline("app", str(broken), "--no-browser")
    assert ran.code == 2
    assert "broken.yaml:3" in ran.err
    assert "open at" not in ran.out


def test_a_port_that_is_taken_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = sightline("app", "--no-browser", "--port", str(port))
    assert ran.code == 2
    assert f"port {port} is taken" in ran.err


def test_standard_input_is_no_file_to_open() -> None:
    ran = sightline("app", "-")
    assert ran.code == 2
    assert "not standard input" in ran.err
