"""One browser that draws figures one after the other; started when needed, and anew when it died."""

import asyncio
import os
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, Literal

from kaleido import Kaleido
from kaleido.errors import JavascriptError, KaleidoError

from ita.publishing.browser import OfflineBrowser, browser_found
from ita.publishing.drawing_page import DrawingPage

# A start takes some two seconds and a large figure one, on two busy cores ten times that. Whoever
# waits longer waits for a browser that is stuck.
_SECONDS_TO_START = 60.0
_SECONDS_TO_DRAW = 40.0
_SECONDS_TO_CLOSE = 10.0

Reason = Literal[
    "browser-missing",  # no Chrome, Edge or Chromium on this machine
    "browser-failed",  # it is there, but does not start, or died twice over one figure
    "figure-refused",  # Plotly cannot draw this figure, or not so large
    "too-slow",
    "closed",  # the press was closed while the figure waited for its turn
]


class PictureError(Exception):
    """There is no picture of a figure; `reason` says why, as a code."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Drawing:
    """A browser, its page and its tab; all methods belong to one event loop, one at a time."""

    def __init__(self) -> None:
        self._kaleido: Kaleido | None = None
        self._crashed: asyncio.Future[Any] | None = None

    @property
    def running(self) -> bool:
        """Whether a browser is open, so that there is something to close."""
        return self._kaleido is not None

    async def picture(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """The bytes that Kaleido makes of a figure with its own `options`; raises PictureError.

        A browser that dies over it is replaced once: it may have died of something else.
        """
        for _ in range(2):
            kaleido = await self._open()
            drawn = await _within(
                _SECONDS_TO_DRAW, kaleido.calc_fig(figure, options), unless=self._crashed
            )
            if not drawn.done():
                slow = not self._crashed.done()
                await self.close()
                if slow:
                    raise PictureError("too-slow")
                continue
            try:
                return drawn.result()
            except (KaleidoError, JavascriptError, TypeError, ValueError) as error:
                raise PictureError("figure-refused") from error
            except (Exception, asyncio.CancelledError):
                await self.close()
        raise PictureError("browser-failed")

    async def _open(self) -> Kaleido:
        if self._kaleido and self._kaleido.subprocess.poll() is not None:
            await self.close()
        if self._kaleido is None:
            # Kaleido would find out too, but leaves threads behind when it does.
            if not browser_found():
                raise PictureError("browser-missing")
            self._kaleido = Kaleido(
                timeout=None, page_generator=DrawingPage(), browser_cls=OfflineBrowser
            )
            opened = await _within(_SECONDS_TO_START, self._start(self._kaleido))
            if not opened.done() or opened.cancelled() or opened.exception():
                await self.close()
                raise PictureError("browser-failed")
        return self._kaleido

    async def _start(self, kaleido: Kaleido) -> None:
        await kaleido.open()
        # A tab can die alone, for want of memory; Kaleido would wait for it without end.
        tab = kaleido.get_tab()
        await tab.send_command("Inspector.enable")
        self._crashed = tab.subscribe_once("Inspector.targetCrashed")

    async def close(self) -> None:
        """Ends the browser, by force if it does not answer; without one it does nothing."""
        kaleido, self._kaleido = self._kaleido, None
        if kaleido is None:
            return
        closed = await _within(_SECONDS_TO_CLOSE, kaleido.close())
        if not closed.done():
            _kill(kaleido)


async def _within(
    seconds: float,
    work: Coroutine[Any, Any, Any],
    unless: "asyncio.Future[Any] | None" = None,
) -> "asyncio.Task[Any]":
    """The task of `work` after it is done, or the time is over, or `unless` came first.

    asyncio.wait_for would cancel it and wait for its end; Kaleido's end waits for a stuck browser.
    """
    task = asyncio.ensure_future(work)
    # What becomes of a task that nobody waits for any longer is of no interest.
    task.add_done_callback(lambda done: done.cancelled() or done.exception())
    awaited = {task, unless} if unless else {task}
    await asyncio.wait(awaited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return task


def _kill(kaleido: Kaleido) -> None:
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            # The browser has a session of its own, so this ends all its processes and no other.
            os.killpg(kaleido.subprocess.pid, signal.SIGKILL)
        else:
            kaleido.subprocess.kill()
