"""Additions to Streamlit's web server: cached compression, headers, health checks, warm-up."""

import asyncio
import gzip
import os
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import brotli
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ita.server.first_visit import early_chunks, extend_page

# In order of preference; browsers offer Brotli over https and on this machine itself.
ENCODERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=7),
    "gzip": partial(gzip.compress, mtime=0),
}

Lifespan = Callable[[object], AbstractAsyncContextManager[None]]

# Timeout of the store check; after it `/ready` answers that the server is not ready.
STORE_SECONDS = 5.0


def coding_for(header: str) -> str | None:
    """Return the best of our codings that an Accept-Encoding header allows (`br;q=0` forbids)."""
    weights = dict(re.findall(r"([\w*-]+)\s*(?:;\s*q=(\d(?:\.\d*)?))?", header.lower()))
    for coding in ENCODERS:
        if float(weights.get(coding, weights.get("*", "0")) or 1) > 0:
            return coding
    return None


# An installed Streamlit has some 320 such files, 7 MB compressed all together.
@lru_cache(maxsize=512)
def compressed(path: str, modified: int, coding: str) -> bytes:
    """Return a file compressed; `modified`, its time in nanoseconds, is part of the cache key."""
    content = Path(path).read_bytes()
    if path.endswith("index.html"):
        content = extend_page(content, Path(path).parent)
    return ENCODERS[coding](content)


def read_compressed(path: str, coding: str) -> bytes:
    """Return the current file compressed, cached by its modification time."""
    return compressed(path, os.stat(path).st_mtime_ns, coding)


def compress_first_visit(frontend: Path) -> None:
    """Compress what a first visit loads, so that the first visitor doesn't wait for it."""
    index = frontend / "index.html"
    named = re.findall(r'"\./(static/[^"]+\.(?:js|css))"', index.read_text(encoding="utf-8"))
    scripts = [f"static/js/{name}" for name in early_chunks(frontend)]
    for coding in ENCODERS:
        for name in dict.fromkeys(["index.html", *named, *scripts]):
            read_compressed(str(frontend / name), coding)


class KeptCompression:
    """Middleware that sends the frontend's scripts, styles and pages compressed.

    A first visit receives 2.5 MB with it and 7.8 MB without, which at 20 Mbit/s is two seconds less
    until the last chart (benchmarks/visits.py).

    Streamlit leaves them uncompressed, because Starlette's GZipMiddleware would compress them at
    every visit. Here it is done once a file. All else about an answer (caching, ranges, unknown
    paths) stays as Streamlit decides: it is asked to name the file instead of sending it, with the
    ASGI extension `http.response.pathsend`, and only a file so named is replaced.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Lifespan events pass through here too, and have neither method nor path.
        asks = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asks or not _is_frontend(scope["path"]):
            await self.app(scope, receive, send)
            return
        wanted = coding_for(Headers(scope=scope).get("accept-encoding", ""))
        head = scope["method"] == "HEAD"
        held: list[Message] = []

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if "accept-encoding" not in headers.get("vary", "").lower():
                    headers.add_vary_header("Accept-Encoding")
                if wanted and message["status"] == 304:
                    weaken(headers)
                held.append(message)
                return
            if wanted and message["type"] == "http.response.pathsend":
                headers = MutableHeaders(raw=held[0]["headers"])
                body = await run_in_threadpool(read_compressed, message["path"], wanted)
                headers.update({"Content-Encoding": wanted, "Content-Length": str(len(body))})
                weaken(headers)
                message = {"type": "http.response.body", "body": body}
            if held:
                await send(held.pop())
            await send({**message, "body": b""} if head else message)

        if wanted:
            # HEAD is asked as GET, since only then is the file named and its compressed size known.
            extensions = {**(scope.get("extensions") or {}), "http.response.pathsend": {}}
            scope = {**scope, "method": "GET", "extensions": extensions}
        await self.app(scope, receive, reply)


def weaken(headers: MutableHeaders) -> None:
    """Make the etag a weak one: the same content, but not the same bytes as uncompressed."""
    if headers.get("etag", "W/").startswith("W/"):
        return
    headers["etag"] = "W/" + headers["etag"]


def _is_frontend(path: str) -> bool:
    """Return whether a path is a script, a style or a page (no dot or a final slash)."""
    return path.endswith((".js", ".css")) or "." not in path.rpartition("/")[2]


class PageHeaders:
    """Middleware that adds headers to answers which do not carry them yet.

    `every` goes on each answer, `page` on HTML documents only.
    """

    def __init__(self, app: ASGIApp, every: Mapping[str, str], page: Mapping[str, str]) -> None:
        self.app = app
        self.every = every
        self.page = {**every, **page}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                is_page = headers.get("content-type", "").startswith("text/html")
                for name, value in (self.page if is_page else self.every).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, reply)


def health_routes(can_use_store: Callable[[], bool]) -> list[Route]:
    """Return `/health`, whether the process answers, and `/ready`, whether it can use its store.

    A process supervisor uses the first, a load balancer the second. The reason why a store can't be
    used is logged, and not part of the answer.
    """

    async def health(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})

    async def ready(_request: Request) -> PlainTextResponse:
        is_ready = False
        with suppress(TimeoutError):
            is_ready = await asyncio.wait_for(run_in_threadpool(can_use_store), STORE_SECONDS)
        text, status = ("ready", 200) if is_ready else ("not ready", 503)
        return PlainTextResponse(text, status, headers={"Cache-Control": "no-store"})

    return [Route("/health", health), Route("/ready", ready)]


@asynccontextmanager
async def no_waiting(_app: object) -> AsyncIterator[None]:
    """Lifespan in which a server started on a ready-made socket sends small messages at once.

    asyncio turns off Nagle's algorithm only for sockets that say they are TCP; the one Streamlit
    binds does not. Then the body of each answer waits until the browser has acknowledged its head,
    40 ms on Linux for every request after a connection's first. Connections inherit the option from
    the socket that listens.
    """
    loop: Any = asyncio.get_running_loop()
    create_server = loop.create_server

    async def create_undelayed(*args: Any, sock: socket.socket | None = None, **named: Any) -> Any:
        if sock is not None and sock.family in (socket.AF_INET, socket.AF_INET6):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return await create_server(*args, sock=sock, **named)

    loop.create_server = create_undelayed
    try:
        yield
    finally:
        loop.create_server = create_server


def prepare_meanwhile(prepare: Callable[[], None]) -> Lifespan:
    """Return a lifespan as `no_waiting` in which a thread prepares what visitors will need."""

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncIterator[None]:
        threading.Thread(target=prepare, name="warm-up", daemon=True).start()
        async with no_waiting(app):
            yield

    return lifespan
