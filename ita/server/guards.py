"""Middleware that refuses files of other visitors, foreign messages and floods of messages."""

import hashlib
import logging
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from http.cookies import CookieError, SimpleCookie

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)

# References to files in a page's message: an address, or the id of a file that a click creates.
# Both have a fixed length, since the following bytes may look like a continuation.
_LINK = re.compile(rb"/media/([0-9a-f]{56})|(?<![\w-])([0-9a-f]{32})")
# The program's own fonts are under /static/media.
_PATH = re.compile(r"(?<!/static)/media/([^/.]*)[^/]*$")
_USER_COOKIE = "_streamlit_user"
# Limit of remembered links; the oldest are dropped, and a page that runs again sends its links
# again.
_LINKS = 50_000
# A page sends one message for a click or a pause in typing.
MESSAGES_PER_SECOND, MESSAGES_AT_ONCE = 20.0, 100.0
_POLICY_VIOLATION = 1008


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request; {} where they can't be read."""
    try:
        parsed = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in parsed.items()}


def _visitor(scope: Scope) -> str:
    """Return the value that identifies a signed-in visitor, "" for all others."""
    cookies = cookies_of(scope)
    parts = [cookies[name] for name in sorted(cookies) if name.startswith(_USER_COOKIE)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest() if parts else ""


class DownloadGuard:
    """Middleware that gives a file only to the visitor whose page has offered it.

    Streamlit serves a file to every client that knows its address. Here the address is recorded
    together with the signed cookie of the visitor when a page sends it, and requests need that
    cookie. Without sign-in all visitors count as one. The same holds for the id of a file that a
    click creates and a page requests by message: `wanted_file` extracts it, "" for other messages.
    `note_refusal` is called with the cookies and the requested file.
    """

    def __init__(
        self,
        app: ASGIApp,
        wanted_file: Callable[[bytes], str],
        note_refusal: Callable[[Mapping[str, str], str], None],
    ) -> None:
        self.app, self.wanted_file, self.note_refusal = app, wanted_file, note_refusal
        self._visitors: OrderedDict[str, set[str]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            receiving = self._refusing(scope, receive)
            await self.app(scope, receiving, self._noting(scope, send))
            return
        path = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        if path and not self._is_offered(path[1], _visitor(scope)):
            await run_in_threadpool(self.note_refusal, cookies_of(scope), scope["path"])
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_offered(self, name: str, visitor: str) -> bool:
        return visitor in self._visitors.get(name, ())

    def _refusing(self, scope: Scope, receive: Receive) -> Receive:
        visitor = _visitor(scope)

        async def receive_offered() -> Message:
            while True:
                message = await receive()
                wanted = self.wanted_file(message.get("bytes") or b"")
                if not wanted or self._is_offered(wanted, visitor):
                    return message
                await run_in_threadpool(self.note_refusal, cookies_of(scope), wanted)

        return receive_offered

    def _noting(self, scope: Scope, send: Send) -> Send:
        visitor = _visitor(scope)

        async def send_noting(message: Message) -> None:
            if message["type"] == "websocket.send":
                for address, number in set(_LINK.findall(message.get("bytes") or b"")):
                    self._note((address or number).decode(), visitor)
            await send(message)

        return send_noting

    def _note(self, name: str, visitor: str) -> None:
        self._visitors.setdefault(name, set()).add(visitor)
        self._visitors.move_to_end(name)
        while len(self._visitors) > _LINKS:
            self._visitors.popitem(last=False)


class MessageGuard:
    """Middleware that passes only messages of pages through a websocket, with a rate limit.

    Messages for which `is_page_message` is false are dropped. A client that exceeds a burst of
    MESSAGES_AT_ONCE and then MESSAGES_PER_SECOND is disconnected.
    """

    def __init__(self, app: ASGIApp, is_page_message: Callable[[bytes], bool]) -> None:
        self.app, self.is_page_message = app, is_page_message

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        budget, last = MESSAGES_AT_ONCE, time.monotonic()

        async def receive_guarded() -> Message:
            nonlocal budget, last
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                now = time.monotonic()
                refilled = budget + (now - last) * MESSAGES_PER_SECOND
                budget, last = min(MESSAGES_AT_ONCE, refilled) - 1, now
                if budget < 0:
                    logger.warning("Cut off %s: too many messages", scope.get("client"))
                    await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                    return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}
                data = message.get("bytes")
                if data is None or self.is_page_message(data):
                    return message
                logger.warning("Dropped a message of %s that no page sends", scope.get("client"))

        await self.app(scope, receive_guarded, send)
