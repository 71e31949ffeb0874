"""Any Plotly figure as a png, svg or pdf with the Thai font inside; one browser for many figures."""

import asyncio
import atexit
import struct
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Literal, Self

import plotly.graph_objects as go

from ita.publishing.drawing import Drawing, PictureError

Format = Literal["png", "svg", "pdf"]

# A browser takes two seconds to start and some 300 MB while it is open. Whoever exports again
# within a minute, looking at the first picture meanwhile, finds it open.
_IDLE_SECONDS = 60.0

# A browser's own pixels: what CSS calls an inch has 96 of them.
_PIXELS_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class _Job:
    figure: dict[str, Any]
    options: dict[str, Any]
    done: "Future[bytes]" = field(default_factory=Future)


class Press:
    """Draws figures with one browser, which the first of them starts; `close` or `with` ends it.

    Any number of threads may ask at once: their figures are drawn one after the other, and each
    gets its own. After `idle_seconds` without a figure the browser is closed until the next one;
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

    def picture(
        self,
        figure: go.Figure,
        format: Format,
        width: float,
        height: float,
        scale: float = 1.0,
        *,
        paper_width: float | None = None,
    ) -> bytes:
        """A figure as a file; raises PictureError if there is none to be had.

        `width` and `height` are the pixels in which the figure is laid out, whatever sizes it
        names itself. A png has `scale` times as many, rounded; an svg says that size. On a pdf's
        page a pixel is `scale`/96 inch, or the whole `width` is `paper_width` millimetres; its
        text can be copied.
        """
        if min(width, height, scale) <= 0:
            raise ValueError("a picture has a size")
        if format == "pdf" and paper_width is not None:
            scale = paper_width * _PIXELS_PER_MM / width
        pixels = round(width * scale), round(height * scale)
        options = {"format": format, "width": width, "height": height, "scale": scale}
        if format == "png":
            options["width"], options["height"] = (layout_size(each, scale) for each in pixels)
        content = self._drawn(_Job(figure.to_dict(), options))
        # A picture larger than a browser can paint comes back as nothing, without an error.
        if format == "png" and _png_size(content) != pixels:
            raise PictureError("figure-refused")
        if format == "pdf":
            # What mends its text takes a third of a second to load.
            from ita.publishing.pdf_text import with_readable_text

            return with_readable_text(content)
        return content

    def close(self) -> None:
        """Ends the browser after the figure at hand; those that wait get PictureError "closed".

        A closed press starts again with the next figure.
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

    def _drawn(self, job: _Job) -> bytes:
        with self._guard:
            if self._thread is None:
                # A daemon, so that a press nobody closed keeps no process from ending.
                self._thread = Thread(target=self._work, name="press", daemon=True)
                self._thread.start()
            self._jobs.put(job)
        return job.done.result()

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
                    job.done.set_result(runner.run(drawing.picture(job.figure, job.options)))
                except BaseException as error:
                    # Whatever it was, one waits for an answer here and others after him.
                    job.done.set_exception(error)
            runner.run(drawing.close())


def layout_size(pixels: int, scale: float) -> float:
    """The layout's size that gives so many pixels; the browser cuts off what is no whole one."""
    size = pixels / scale
    return size if size * scale == pixels else (pixels + 0.001) / scale


def _png_size(content: bytes) -> tuple[int, ...]:
    """Width and height, which stand first in every png file."""
    return struct.unpack(">II", content[16:24]) if len(content) >= 24 else ()


_shared = Press(_IDLE_SECONDS)
atexit.register(_shared.close)


def shared_press() -> Press:
    """The press of this server; it closes its browser when idle and when the server ends."""
    return _shared
