"""A browser that draws pages one at a time; started when needed, and restarted after a crash."""

import asyncio
import os
import signal
from base64 import b64decode
from collections.abc import Coroutine
from contextlib import suppress
from functools import cache
from math import floor
from pathlib import Path
from typing import Any, Literal

from choreographer import Browser
from choreographer.utils import TmpDirectory

from ita.publishing.sheets.browser import OfflineBrowser, browser_found
from ita.publishing.sheets.page import Page
from ita.publishing.sheets.sizes import Size

# Timeouts. A start takes about two seconds and a large page one, ten times that on two busy cores;
# beyond the timeout the browser is assumed to hang.
_SECONDS_TO_START = 60.0
_SECONDS_TO_DRAW = 40.0
_SECONDS_TO_CLOSE = 10.0
# A CSS inch has 96 CSS pixels.
_PIXELS_PER_INCH, _MM_PER_INCH = 96, 25.4
_SVG_SCRIPT = Path(__file__).parent / "templates" / "svg.js"

Format = Literal["png", "svg", "pdf", "html"]
Reason = Literal[
    "browser-missing",  # no Chrome, Edge or Chromium on this machine
    "browser-failed",  # it does not start, or crashed twice on one page
    "figure-refused",  # Plotly cannot draw this figure, or it is too large for the browser
    "too-slow",
    "closed",  # the renderer was closed while the page waited for its turn
]


class PictureError(Exception):
    """Raised if a page cannot be drawn; `reason` is a code."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Drawing:
    """A browser with one tab; its methods must be called from one event loop, one at a time."""

    def __init__(self) -> None:
        self._browser: Browser | None = None
        self._folder: TmpDirectory | None = None
        self._crashed: asyncio.Future[Any] | None = None

    @property
    def running(self) -> bool:
        """Whether a browser is open and must be closed."""
        return self._browser is not None

    async def render(self, page: Page, format: Format) -> list[bytes]:
        """Return the files of a page, see `ImageRenderer.render`; raises PictureError.

        If the browser crashes, the page is drawn once more: another cause may have crashed it.
        """
        for _ in range(2):
            browser = await self._open()
            drawn = await _within(
                _SECONDS_TO_DRAW, self._draw(browser, page, format), unless=self._crashed
            )
            failure = _failure(drawn)
            if failure is None:
                return drawn.result()
            if isinstance(failure, PictureError):
                raise failure
            slow = not drawn.done() and not (self._crashed and self._crashed.done())
            await self.close()
            if slow:
                raise PictureError("too-slow")
        raise PictureError("browser-failed") from failure

    async def _draw(self, browser: Browser, page: Page, format: Format) -> list[bytes]:
        tab, folder, size = browser.get_tab(), self._folder, page.size
        if tab is None or folder is None:
            raise RuntimeError("the browser has no tab")
        screen = {"width": size.width, "height": size.height, "deviceScaleFactor": size.scale}
        await _send(tab, "Emulation.setDeviceMetricsOverride", mobile=False, **screen)
        file = Path(folder.path) / "page.html"
        file.write_text(page.drawing_html, encoding="utf-8")
        count = await _load(tab, file)
        if format == "pdf":
            return [await _print(tab, size)]
        if format == "png":
            return [await _photograph(tab, at) for at in range(count)]
        await _evaluate(tab, _svg_script())
        script = {"svg": "svgOf(showSheet({}))", "html": "drawnPage({})"}[format]
        return [(await _evaluate(tab, script.format(at))).encode() for at in range(count)]

    async def _open(self) -> Browser:
        if self._browser and self._browser.subprocess.poll() is not None:
            await self.close()
        if self._browser is not None:
            return self._browser
        # Choreographer checks this too, but leaks threads when it finds none.
        if not browser_found():
            raise PictureError("browser-missing")
        browser = self._browser = Browser(browser_cls=OfflineBrowser)
        opened = await _within(_SECONDS_TO_START, self._start(browser))
        if failure := _failure(opened):
            await self.close()
            raise PictureError("browser-failed") from failure
        return browser

    async def _start(self, browser: Browser) -> None:
        # A sandboxed browser (such as a snap) reads only some folders, of which this is one.
        self._folder = TmpDirectory(sneak=browser.is_isolated())
        await browser.open()
        tab = browser.get_tab()
        if tab is None:
            raise RuntimeError("the browser has no tab")
        await _send(tab, "Page.enable")
        # A tab can crash alone for want of memory; without this event we would wait forever.
        await _send(tab, "Inspector.enable")
        self._crashed = tab.subscribe_once("Inspector.targetCrashed")
        # A scroll bar would make the sheets narrower.
        await _send(tab, "Emulation.setScrollbarsHidden", hidden=True)

    async def close(self) -> None:
        """Close the browser, by force if it does not answer; does nothing without one."""
        browser, self._browser = self._browser, None
        if browser is None:
            return
        closed = await _within(_SECONDS_TO_CLOSE, browser.close())
        # Also after a regular end, since a hanging tab outlives its browser.
        _kill(browser)
        # If it still waits for the browser's answer, it is cancelled and cleans up.
        closed.cancel()
        # Wait for the remaining tasks here, so that asyncio does not warn of them at exit.
        if rest := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(rest, timeout=_SECONDS_TO_CLOSE)
            for task in rest:
                _failure(task)
        if self._folder:
            self._folder.clean()


async def _load(tab: Any, file: Path) -> int:
    """Open a page and return the number of its sheets once they are laid out."""
    loaded = tab.subscribe_once("Page.loadEventFired")
    await _send(tab, "Page.navigate", url=file.as_uri())
    await loaded
    return int(await _evaluate(tab, "ready"))


async def _send(tab: Any, command: str, **parameters: Any) -> dict[str, Any]:
    answer = await tab.send_command(command, params=parameters)
    if "error" in answer:
        raise PictureError("figure-refused")
    return answer["result"]


async def _evaluate(tab: Any, expression: str) -> Any:
    """Return the value of an expression in the page; raises PictureError if it throws."""
    answer = await _send(
        tab, "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
    )
    if "exceptionDetails" in answer:
        raise PictureError("figure-refused")
    return answer["result"].get("value")


async def _photograph(tab: Any, at: int) -> bytes:
    await _evaluate(tab, f"void showSheet({at})")
    answer = await _send(tab, "Page.captureScreenshot", format="png")
    return b64decode(answer["data"])


async def _print(tab: Any, size: Size) -> bytes:
    """Return all sheets as a pdf, on the paper of their size or at 96 pixels an inch."""
    width, height = size.width / _PIXELS_PER_INCH, size.height / _PIXELS_PER_INCH
    if size.paper:
        # The browser rounds up to whole pixels; hundredths of an inch, rounded down, come nearest.
        width, height = (floor(each / _MM_PER_INCH * 100) / 100 for each in size.paper)
    margins = {f"margin{side}": 0 for side in ("Top", "Bottom", "Left", "Right")}
    answer = await _send(
        tab,
        "Page.printToPDF",
        printBackground=True,
        paperWidth=width,
        paperHeight=height,
        **margins,
    )
    return b64decode(answer["data"])


@cache
def _svg_script() -> str:
    return _SVG_SCRIPT.read_text(encoding="utf-8")


async def _within(
    seconds: float,
    work: Coroutine[Any, Any, Any],
    unless: "asyncio.Future[Any] | None" = None,
) -> "asyncio.Task[Any]":
    """Run `work` until it or `unless` is done, or the time is over, and return its task.

    asyncio.wait_for is not used: it would cancel the task and wait for it, maybe for a stuck
    browser.
    """
    task = asyncio.ensure_future(work)
    # Retrieve the exception even if the task ends later, so that asyncio does not warn of it.
    task.add_done_callback(_failure)
    awaited = {task, unless} if unless else {task}
    await asyncio.wait(awaited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    return task


def _failure(task: "asyncio.Future[Any]") -> BaseException | None:
    """Return the exception of a task; a cancelled or unfinished task counts as failed."""
    try:
        return task.exception()
    except (asyncio.CancelledError, asyncio.InvalidStateError) as error:
        return error


def _kill(browser: Browser) -> None:
    # The attribute is missing if the start of the process failed.
    with suppress(ProcessLookupError, AttributeError):
        if hasattr(os, "killpg"):
            # The browser has its own process group, so this ends all its processes and no other.
            os.killpg(browser.subprocess.pid, signal.SIGKILL)
        else:
            browser.subprocess.kill()
