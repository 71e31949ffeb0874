"""One browser for many: who asks at once, what dies, what is left behind."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from threading import Barrier

import plotly.graph_objects as go
import pytest
from PIL import Image

from ita.language import Words
from ita.publishing.content.model import Head
from ita.publishing.sheets import drawing
from ita.publishing.sheets.browser import browser_found
from ita.publishing.sheets.drawing import PictureError
from ita.publishing.sheets.images import ImageRenderer, shared_renderer
from ita.publishing.sheets.page import Page, Style, chart_page
from ita.publishing.sheets.sizes import SIZES, Size
from tests.publishing.processes import below, browser_processes, left_of, soon

PROJECT = Path(__file__).parents[3]
# A shell that runs the tests in the background hands on that SIGINT is ignored.
SERVER = """
import signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from ita.publishing.sheets.images import shared_renderer
from tests.publishing.sheets.test_renderer import coloured
shared_renderer().render(coloured(0), "png")
print("drawn", flush=True)
time.sleep(60)
"""
TINY = Size("tiny", 80, 60, 10)


@pytest.fixture(scope="module")
def renderer():
    with ImageRenderer() as image_renderer:
        yield image_renderer


def coloured(number):
    """A page of one sheet, all in a colour."""
    script = "function showSheet() {} const ready = Promise.resolve(1)"
    style = f"html {{ background: rgb({number},20,30) }}"
    return Page(f"<!doctype html><style>{style}</style><script>{script}</script>", TINY)


def drawn(renderer, number):
    (content,) = renderer.render(coloured(number), "png")
    return number_in(content)


def number_in(content):
    return Image.open(BytesIO(content)).convert("RGB").getpixel((0, 0))[0]


def signalled(kind, number):
    """Sends a signal to the browser's processes of a kind; "" is the one that started the others."""
    processes = [
        each
        for each in browser_processes()
        if (f"--type={kind}" in each.command if kind else "--type=" not in each.command)
    ]
    assert processes
    for each in processes:
        os.kill(each.pid, number)


def test_ten_at_once_get_each_their_own_from_one_browser_that_leaves_nothing():
    before = below(os.getpid())
    with ImageRenderer() as renderer, ThreadPoolExecutor(10) as visitors:
        together = Barrier(10)

        def export(number):
            together.wait()
            return drawn(renderer, number)

        assert list(visitors.map(export, range(10))) == list(range(10))
        started = set(below(os.getpid())) - set(before)
        # The one that starts a browser is a script of Python's; its browser starts all others.
        assert len([each for each in started if each.parent == os.getpid()]) == 1
    assert soon(lambda: not left_of(started))


def a_map():
    """A chart whose map would come from the web."""
    layout = {"height": 300, "margin": {"t": 50, "b": 72}}
    figure = go.Figure(go.Scattergeo(lon=[100], lat=[13]), layout)
    return chart_page(figure, Head("", "", "", ""), Style(SIZES["square"], Words("th")))


def a_fault():
    """A page whose script fails."""
    return Page("<script>const ready = Promise.reject(new Error('fault'))</script>", TINY)


@pytest.mark.parametrize("page", [a_map(), a_fault()], ids=["map", "fault"])
def test_a_page_that_fails_takes_no_other_with_it(renderer, page):
    with ThreadPoolExecutor(3) as visitors:
        before, failed, after = (
            visitors.submit(renderer.render, each, "png")
            for each in (coloured(1), page, coloured(2))
        )
        with pytest.raises(PictureError) as refused:
            failed.result()
        assert refused.value.reason == "figure-refused"
        assert [number_in(*each.result()) for each in (before, after)] == [1, 2]


def test_a_picture_larger_than_a_browser_paints_is_refused(renderer):
    huge = replace(coloured(1), size=Size("huge", 40_000, 40_000, 30))
    with pytest.raises(PictureError) as refused:
        renderer.render(huge, "png")
    assert refused.value.reason == "figure-refused"


@pytest.mark.parametrize("kind", ["", "renderer"], ids=["browser", "tab"])
def test_after_a_death_the_next_picture_comes_from_a_new_browser(renderer, kind):
    drawn(renderer, 1)
    signalled(kind, signal.SIGKILL)
    assert drawn(renderer, 2) == 2


@pytest.mark.parametrize("kind", ["", "renderer"], ids=["browser", "tab"])
def test_a_stuck_browser_is_given_up_and_ended(renderer, kind, monkeypatch):
    drawn(renderer, 1)
    with monkeypatch.context() as hasty:
        hasty.setattr(drawing, "_SECONDS_TO_DRAW", 1)
        hasty.setattr(drawing, "_SECONDS_TO_CLOSE", 1)
        stuck = browser_processes()
        signalled(kind, signal.SIGSTOP)
        with pytest.raises(PictureError) as late:
            drawn(renderer, 2)
    assert late.value.reason == "too-slow"
    assert soon(lambda: not left_of(stuck))
    assert drawn(renderer, 3) == 3


def test_an_idle_browser_is_closed_until_the_next_picture():
    with ImageRenderer(idle_seconds=0.5) as renderer:
        others = {each.pid for each in browser_processes()}
        assert drawn(renderer, 1) == 1
        assert soon(lambda: {each.pid for each in browser_processes()} <= others)
        assert drawn(renderer, 2) == 2


def test_whoever_waits_when_the_renderer_closes_gets_an_answer():
    renderer = ImageRenderer()
    drawn(renderer, 0)
    with ThreadPoolExecutor(8) as visitors:
        waiting = [visitors.submit(renderer.render, coloured(i), "png") for i in range(8)]
        renderer.close()
        errors = [each.exception(60) for each in waiting]
    renderer.close()
    assert {each.reason for each in errors if each} <= {"closed"}
    done = [i for i in range(8) if not errors[i]]
    assert [number_in(*waiting[i].result()) for i in done] == done


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_a_server_that_ends_leaves_no_browser(number):
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as server:
        assert server.stdout.readline() == b"drawn\n"
        started = below(server.pid)
        assert browser_processes(server.pid)
        server.send_signal(number)
        server.wait(20)
    assert soon(lambda: not left_of(started))


def test_a_machine_without_a_browser_says_so(monkeypatch):
    assert browser_found()
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chrome")
    assert not browser_found()
    with ImageRenderer() as renderer, pytest.raises(PictureError) as missing:
        drawn(renderer, 1)
    assert missing.value.reason == "browser-missing"


def test_a_browser_that_does_not_start_says_so(monkeypatch, tmp_path):
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with ImageRenderer() as renderer:
        with monkeypatch.context() as broken:
            broken.setenv("BROWSER_PATH", str(program))
            with pytest.raises(PictureError) as failed:
                drawn(renderer, 1)
        assert failed.value.reason == "browser-failed"
        assert drawn(renderer, 2) == 2


def test_the_server_has_one_renderer():
    assert shared_renderer() is shared_renderer()
