"""Two users of one app: what one opens, edits and uploads never reaches the other, on the page or on the wire."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, WebSocket, expect

from sightline.document import Tree, build_organization
from sightline.document.raw_form import to_raw
from tests.browser.visiting import Visit, visiting

CANARY = "Zugspitze Kanarienvogel"
EDITED = "Quokka night desk"


def _listen(visit: Visit) -> list[bytes]:
    """Keep every frame that the app sends to a window."""
    frames: list[bytes] = []

    def keep(frame: str | bytes) -> None:
        frames.append(frame if isinstance(frame, bytes) else frame.encode())

    def open_ears(socket: WebSocket) -> None:
        socket.on("framereceived", keep)

    visit.page.on("websocket", open_ears)
    return frames


def _file() -> bytes:
    raw = {
        "sightline": 1,
        "name": CANARY,
        "customers": {"buyer": {}},
        "teams": {"shop": {"name": f"{CANARY} shop", "serves": ["buyer"]}},
    }
    return json.dumps(to_raw(build_organization(Tree(raw)))).encode()


def test_neither_user_sees_what_the_other_opens_edits_or_uploads(browser: Browser, app: str) -> None:
    with visiting(browser, app) as one, visiting(browser, app) as other:
        heard_by_one, heard_by_other = _listen(one), _listen(other)
        one.go("data", sample="harbor")
        other.go("data", sample="concord")
        one.page.get_by_role("tab", name="Paste rows").click()
        area = one.page.get_by_role("tabpanel", name="Paste rows").get_by_role("textbox")
        area.fill(f"id\tkind\tname\nnight-desk\tteam\t{EDITED}")
        area.press("Control+Enter")
        one.page.get_by_role("button", name="Add 1 row to Elements").click()
        expect(one.page.get_by_test_id("stSidebar")).to_contain_text("Unsaved changes")
        one.settle()
        other.page.get_by_role("tab", name="Upload").click()
        other.page.get_by_role("tabpanel", name="Upload").locator("input[type=file]").set_input_files(
            {"name": "mine.json", "mimeType": "application/json", "buffer": _file()}
        )
        other.page.get_by_role("button", name="Replace the model").click()
        expect(other.page.get_by_test_id("stHeading").first).to_contain_text(CANARY)
        other.settle()
        for title in ("Map", "Line of sight", "Overview"):
            one.open(title)
            other.open(title)
            assert "Harbor Mutual" in one.text
            assert CANARY in other.text
            assert CANARY not in one.text
            assert not any(word in other.text for word in ("Harbor Mutual", EDITED))
        to_one, to_other = b"".join(heard_by_one), b"".join(heard_by_other)
        assert EDITED.encode() in to_one, "the guard: what is one's own is heard"
        assert CANARY.encode() in to_other
        assert CANARY.encode() not in to_one
        assert EDITED.encode() not in to_other
        assert b"Harbor Mutual" not in to_other.replace(b"Open Harbor Mutual", b"")
        for visit in (one, other):
            assert visit.complaints == []
            assert visit.foreign == []
