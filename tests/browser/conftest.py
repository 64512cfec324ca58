"""A browser and a running app for the tests of this folder; without a browser they skip aloud, or fail in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import sightline
from sightline import Analysis
from sightline.app.samples import read_sample
from sightline.formats import write_organization
from tests.app.hostile import hostile_organization
from tests.browser.serving import serving
from tests.browser.visiting import Visit, chromium, launched, visiting

MISSING = "There is no chromium on this machine, so the app was not looked at in a browser (apt-get install chromium)."


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give the browser of this run."""
    if chromium() is None:
        if os.environ.get("SIGHTLINE_BROWSER") == "required":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with launched() as found:
        yield found


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """Give the address of an app that was started without a file."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session", params=["headers on", "headers off"])
def hostile_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an app with the hostile organization, with the security headers and without."""
    file = tmp_path_factory.mktemp("hostile") / "hostile.json"
    write_organization(hostile_organization(), Path(file))
    with serving(file, {"SIGHTLINE_HEADERS": "off"} if request.param == "headers off" else None) as address:
        yield address


@pytest.fixture(scope="session")
def harbor() -> Analysis:
    """Give the engine's own analysis of the sample that most tests open, to hold the app against."""
    return sightline.analyze(read_sample("harbor"))


@pytest.fixture
def visit(browser: Browser, app: str) -> Iterator[Visit]:
    """Give one user's window; whatever a test does in it, nothing leaves the machine and nothing is complained of."""
    with visiting(browser, app) as window:
        yield window
        assert window.requests, "the window asked for nothing at all"
        assert window.foreign == []
        assert window.complaints == []
