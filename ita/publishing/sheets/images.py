"""Pages as png, svg or pdf files with the Thai font inside; one browser for many of them."""

import asyncio
import atexit
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Self

from ita.publishing.sheets.drawing import Drawing, Format, PictureError
from ita.publishing.sheets.page import Page

# A browser takes two seconds to start and some 300 MB while it is open. Whoever exports again
# within a minute, looking at the first picture meanwhile, finds it open.
_IDLE_SECONDS = 60.0


@dataclass(frozen=True)
class _Job:
    page: Page
    format: Format
    done: "Future[list[bytes]]" = field(default_factory=Future)


class ImageRenderer:
    """Draws pages with one browser, which the first of them starts; `close` or `with` ends it.

    Any number of threads may ask at once: their pages are drawn one after the other, and each
    gets its own. After `idle_seconds` without a page the browser is closed until the next one;
    by default it stays.
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
        """The sheets of a page as files; raises PictureError if there are none to be had.

        There is a png, an svg or a drawn "html" for every sheet, and one pdf of them all. A png
        has the size's pixels, an svg its layout's; a pdf has the size's paper, or an inch for 96
        layout pixels, and text that can be copied.
        """
        job = _Job(page, format)
        with self._guard:
            if self._thread is None:
                # A daemon, so that a renderer nobody closed keeps no process from ending.
                self._thread = Thread(target=self._work, name="image-renderer", daemon=True)
                self._thread.start()
            self._jobs.put(job)
        return job.done.result()

    def close(self) -> None:
        """Ends the browser after the page at hand; those that wait get PictureError "closed".

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
        """Draws what comes until None does; the one thread that knows the browser."""
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
                    # Whatever it was, one waits for an answer here and others after him.
                    job.done.set_exception(error)
            runner.run(drawing.close())


_shared = ImageRenderer(_IDLE_SECONDS)
atexit.register(_shared.close)


def shared_renderer() -> ImageRenderer:
    """The renderer of this server; it closes its browser when idle and when the server ends."""
    return _shared
