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

# What says that the figure is at fault: Plotly's refusal, or that it cannot be written as JSON.
_REFUSALS = (KaleidoError, JavascriptError, TypeError, ValueError)

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
            failure = _failure(drawn)
            if failure is None:
                return drawn.result()
            if isinstance(failure, _REFUSALS):
                raise PictureError("figure-refused") from failure
            slow = not drawn.done() and not self._crashed.done()
            await self.close()
            if slow:
                raise PictureError("too-slow")
        raise PictureError("browser-failed") from failure

    async def _open(self) -> Kaleido:
        if self._kaleido and self._kaleido.subprocess.poll() is not None:
            await self.close()
        if self._kaleido is None:
            # Kaleido would find out too, but leaves threads behind when it does.
            if not browser_found():
                raise PictureError("browser-missing")
            opened = await _within(_SECONDS_TO_START, self._start())
            if failure := _failure(opened):
                await self.close()
                raise PictureError("browser-failed") from failure
        return self._kaleido

    async def _start(self) -> None:
        self._kaleido = Kaleido(
            timeout=None, page_generator=DrawingPage(), browser_cls=OfflineBrowser
        )
        await self._kaleido.open()
        # A tab can die alone, for want of memory; Kaleido would wait for it without end.
        tab = self._kaleido.get_tab()
        await tab.send_command("Inspector.enable")
        self._crashed = tab.subscribe_once("Inspector.targetCrashed")

    async def close(self) -> None:
        """Ends the browser, by force if it does not answer; without one it does nothing."""
        kaleido, self._kaleido = self._kaleido, None
        if kaleido is None:
            return
        closed = await _within(_SECONDS_TO_CLOSE, kaleido.close())
        # Also after a quiet end: a tab that hangs outlives its browser.
        _kill(kaleido)
        # If it still waits for the browser's answer, it stops waiting and clears up.
        closed.cancel()
        # What was under way ends too, here and not as a complaint of asyncio's at the end.
        if rest := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(rest, timeout=_SECONDS_TO_CLOSE)
            for task in rest:
                _failure(task)


async def _within(
    seconds: float,
    work: Coroutine[Any, Any, Any],
    unless: "asyncio.Future[Any] | None" = None,
) -> "asyncio.Task[Any]":
    """The task of `work` after it is done, or the time is over, or `unless` came first.

    asyncio.wait_for would cancel it and wait for its end; Kaleido's end waits for a stuck browser.
    """
    task = asyncio.ensure_future(work)
    # asyncio complains of failures nobody looked at; some end when nobody waits any longer.
    task.add_done_callback(_failure)
    awaited = {task, unless} if unless else {task}
    await asyncio.wait(awaited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return task


def _failure(task: "asyncio.Task[Any]") -> BaseException | None:
    """What a task failed of; being cancelled, or not done yet, is a failure too."""
    try:
        return task.exception()
    except (asyncio.CancelledError, asyncio.InvalidStateError) as error:
        return error


def _kill(kaleido: Kaleido) -> None:
    # Without a process there is no attribute either, since then its start has failed.
    with suppress(ProcessLookupError, AttributeError):
        if hasattr(os, "killpg"):
            # The browser has a session of its own, so this ends all its processes and no other.
            os.killpg(kaleido.subprocess.pid, signal.SIGKILL)
        else:
            kaleido.subprocess.kill()
