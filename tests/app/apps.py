"""Opens the app, or one page of it, in Streamlit's own test bench: no browser, no server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from sightline.app.model import Origin
from sightline.app.server import SCRIPT
from sightline.app.state import Session
from sightline.document import Organization

ONE_PAGE = Path(__file__).with_name("one_page.py")
SECONDS = 90
FAILED = "This page could not be drawn"


def opened(
    *, sample: str | None = None, organization: Organization | None = None, element: str | None = None
) -> Session:
    """Give the session of a user who has opened a sample or an organization, with an element selected."""
    user = Session()
    if sample is not None:
        assert user.open_sample(sample) is not None
    if organization is not None:
        user.open(organization, Origin("file", "drawn.yaml"))
    user.select(element)
    return user


def open_app(
    page: str,
    *,
    sample: str | None = None,
    organization: Organization | None = None,
    element: str | None = None,
    user: Session | None = None,
) -> AppTest:
    """Draw one page for a user who has opened a sample or an organization."""
    app = AppTest.from_file(str(ONE_PAGE), default_timeout=SECONDS)
    app.session_state["sightline"] = user or opened(sample=sample, organization=organization, element=element)
    app.session_state["tested-page"] = page
    return app.run()


def open_frame(user: Session | None = None) -> AppTest:
    """Run the whole app, on the page that it begins with."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=SECONDS)
    if user is not None:
        app.session_state["sightline"] = user
    return app.run()


def user_of(app: AppTest) -> Session:
    """Give the session that an app works on."""
    found: Session = app.session_state["sightline"]
    return found


def texts(app: AppTest) -> Iterator[str]:
    """Give every text that the app shows, as Streamlit was given it: Markdown where it reads Markdown."""
    for kind in ("header", "subheader", "markdown", "caption", "error", "warning", "info", "success", "metric"):
        for shown in app.get(kind):
            yield str(getattr(shown, "value", "") or "")
            yield str(getattr(shown, "label", "") or "")


def all_text(app: AppTest) -> str:
    """Give all that the app shows as one text, with the escapes of Markdown taken out."""
    return "\n".join(texts(app)).replace("\\", "")


def assert_drawn(app: AppTest) -> None:
    """Fail unless the page was drawn and shows something."""
    assert not app.exception, [entry.message for entry in app.exception]
    assert not [entry.value for entry in app.error if FAILED in entry.value]
    assert [shown.value for shown in app.header], "a page answers in a sentence first"
    deferred = [shown.proto.label for shown in app.get("download_button") if shown.proto.deferred_file_id]
    assert not deferred, "what a callable gives may be forgotten before the browser has fetched it"
