"""What every request and response goes through: who may ask, how much, and what a browser may do with a page."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY: Final = 1_000_000  # bytes of a request
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Middleware that refuses other sites' names for this server and large requests, and sets the security headers.

    A page on the web can have its own name resolve to 127.0.0.1 and so have a browser ask this server; such a request
    has that name in its Host header. Addresses and the names of this machine are let through.
    """

    def __init__(self, app: ASGIApp, *, host: str) -> None:
        self._app = app
        self._hosts = {host.lower(), "localhost", socket.gethostname().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY.format(nonce=nonce)
                headers.update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if not self._ours(headers.get("host", "")):
            refusal = PlainTextResponse("this server doesn't go by that name (Host header)\n", 421)
            await refusal(scope, receive, guarded)
        elif (body := await _read(headers, receive)) is None:
            await PlainTextResponse(f"a request may have {BODY:,} bytes\n", 413)(scope, receive, guarded)
        else:
            await self._app(scope, _replay(body, receive), guarded)

    def _ours(self, host: str) -> bool:
        name = host.lower()
        name = name[1:].partition("]")[0] if name.startswith("[") else name.partition(":")[0]
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in self._hosts
        return True


async def _read(headers: Headers, receive: Receive) -> bytes | None:
    """The body of a request; None if it is larger than it may be, whatever length it claims to have."""
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > BODY:
        return None
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > BODY:
            return None
        more = message.get("more_body", False)
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed
