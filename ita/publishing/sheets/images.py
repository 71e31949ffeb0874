"""Rendering of pages as png, svg, pdf or html files with one shared browser."""

import asyncio
import atexit
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Self

from ita.publishing.sheets.drawing import Drawing, Format, PictureError
from ita.publishing.sheets.page import Page

# A browser takes two seconds to start and about 300 MB while it is open. It stays open for a minute
# so that further exports need not start it again.
_IDLE_SECONDS = 60.0


@dataclass(frozen=True)
class _Job:
    page: Page
    format: Format
    done: "Future[list[bytes]]" = field(default_factory=Future)


class ImageRenderer:
    """Draws pages with one browser, started by the first page and ended by `close` or `with`.

    It is thread-safe: pages are drawn one at a time. After `idle_seconds` without a page the
    browser is closed until the next one; by default it stays open.
    """

    def __init__(self, idle_seconds: float | None = None) -> None:
        self._idle_seconds = idle_seconds
        self._guard = Lock()
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def render(self, page: Page, format: Format) -> list[bytes]:
        """Return the sheets of a page as files; raises PictureError if it cannot be drawn.

        There is a png, an svg or a drawn "html" for every sheet, and one pdf of all sheets. A png
        has the pixels of the size, an svg those of its layout; a pdf has the paper of the size, or
        an inch for 96 layout pixels, and selectable text.
        """
        job = _Job(page, format)
        with self._guard:
            if self._thread is None:
                # A daemon, so that an unclosed renderer does not keep the process alive.
                self._thread = Thread(target=self._work, name="image-renderer", daemon=True)
                self._thread.start()
            self._jobs.put(job)
        return job.done.result()

    def close(self) -> None:
        """End the browser after the current page; waiting pages raise PictureError "closed".

        A closed renderer starts again with the next page.
        """
        with self._guard:
            if self._thread is None:
                return
            while not self._jobs.empty():
                if job := self._jobs.get():
                    job.done.set_exception(PictureError("closed"))
            self._jobs.put(None)
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        """Draw queued pages until None arrives; only this thread uses the browser."""
        drawing = Drawing()
        with asyncio.Runner() as runner:
            while True:
                try:
                    job = self._jobs.get(timeout=self._idle_seconds if drawing.running else None)
                except Empty:
                    runner.run(drawing.close())
                    continue
                if job is None:
                    break
                try:
                    job.done.set_result(runner.run(drawing.render(job.page, job.format)))
                except BaseException as error:
                    # Any error must reach the waiting caller, and the thread must go on.
                    job.done.set_exception(error)
            runner.run(drawing.close())


_shared = ImageRenderer(_IDLE_SECONDS)
atexit.register(_shared.close)


def shared_renderer() -> ImageRenderer:
    """Return the renderer shared by this process; it closes when idle and at exit."""
    return _shared
