"""Security headers on every answer of the app's server, also on errors and on what Streamlit serves itself."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any, Final

import streamlit
from starlette.middleware import Middleware

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)


def hashes_of_scripts(page: str) -> tuple[str, ...]:
    """Give the CSP hashes of the scripts that stand inside a page: these and no others may run in place."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    return tuple(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def policy() -> str:
    """Give the content security policy: everything from this server alone, and the one script of Streamlit's page."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes_of_scripts(page))),
            "style-src 'self' 'unsafe-inline'",  # Streamlit styles its elements in place
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


HEADERS: Final[dict[str, str]] = {
    "content-security-policy": policy(),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
}
UNSTORED: Final = ("/media/", "/_stcore/")
"""What may hold a client's data: no cache keeps it."""


class SecurityHeaders:
    """An ASGI middleware that sets :data:`HEADERS`, in place of what an answer says itself."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        wanted = dict(HEADERS)
        if scope["path"].startswith(UNSTORED):
            wanted["cache-control"] = "no-store"
        names = {name.encode() for name in wanted}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in names]
                message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in wanted.items())]
            await send(message)

        await self.app(scope, receive, send_with_headers)


def middleware() -> list[Middleware]:
    """Give the middleware of the app; ``SIGHTLINE_HEADERS=off`` leaves it out, for tests of the second wall."""
    return [] if os.environ.get("SIGHTLINE_HEADERS") == "off" else [Middleware(SecurityHeaders)]
