"""The headers of the app's server: on every answer, in place of what an answer says itself."""

from __future__ import annotations

import asyncio
from typing import Any

from sightline.app.server.headers import HEADERS, Message, Receive, Scope, SecurityHeaders, Send, hashes_of_scripts


def answered(path: str, *, own: list[tuple[bytes, bytes]], kind: str = "http") -> dict[str, str]:
    """Ask a small application for a path, through the middleware, and give the headers of its answer."""

    async def application(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": f"{kind}.response.start", "status": 200, "headers": own})

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {}

    scope: dict[str, Any] = {"type": kind, "path": path}
    asyncio.run(SecurityHeaders(application)(scope, receive, send))
    pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    assert len({name for name, _ in pairs}) == len(pairs), "no header stands twice"
    return dict(pairs)


def test_every_answer_has_all_headers() -> None:
    found = answered("/", own=[(b"content-type", b"text/html")])
    assert found == {"content-type": "text/html", **HEADERS}
    assert len(HEADERS) >= 6


def test_a_header_of_the_answer_itself_gives_way() -> None:
    found = answered("/", own=[(b"X-Frame-Options", b"ALLOWALL")])
    assert found["x-frame-options"] == "DENY"
    assert "X-Frame-Options" not in found


def test_what_may_hold_client_data_is_stored_nowhere() -> None:
    assert answered("/media/abc.csv", own=[])["cache-control"] == "no-store"
    assert "cache-control" not in answered("/static/index.js", own=[])


def test_a_websocket_is_left_alone() -> None:
    assert answered("/_stcore/stream", own=[(b"a", b"b")], kind="websocket") == {"a": "b"}


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = HEADERS["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "http" not in policy
    assert rules["frame-ancestors"] == rules["object-src"] == "'none'"


def test_only_scripts_that_stand_in_the_page_are_hashed() -> None:
    page = "<script>a()</script><script type='module' src='./b.js'></script><script >\n c()\n</script>"
    assert len(hashes_of_scripts(page)) == 2
    assert hashes_of_scripts("<script>alert(1)</script>") == ("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='",)
