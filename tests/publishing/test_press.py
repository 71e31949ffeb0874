"""One browser for many: who asks at once, what dies, what is left behind."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from threading import Barrier

import plotly.graph_objects as go
import pytest
from PIL import Image

from ita.publishing import drawing
from ita.publishing.browser import browser_found
from ita.publishing.images import PictureError, Press, shared_press
from tests.publishing.processes import below, browser_processes, left_of, soon

PROJECT = Path(__file__).parents[2]
SERVER = """
import time
import plotly.graph_objects as go
from ita.publishing.images import shared_press
shared_press().picture(go.Figure(), "png", 60, 60)
print("drawn", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def press():
    with Press() as found:
        yield found


def coloured(number):
    return go.Figure(layout={"paper_bgcolor": f"rgb({number},20,30)"})


def number_in(content):
    return Image.open(BytesIO(content)).convert("RGB").getpixel((0, 0))[0]


def signalled(kind, number):
    """Sends a signal to the browser's processes of a kind; "" is the one that started the others."""
    found = [
        each
        for each in browser_processes()
        if (f"--type={kind}" in each.command if kind else "--type=" not in each.command)
    ]
    assert found
    for each in found:
        os.kill(each.pid, number)


def test_ten_at_once_get_each_their_own_from_one_browser_that_leaves_nothing():
    before = below(os.getpid())
    with Press() as press, ThreadPoolExecutor(10) as visitors:
        together = Barrier(10)

        def export(number):
            together.wait()
            return number_in(press.picture(coloured(number), "png", 80, 60))

        assert list(visitors.map(export, range(10))) == list(range(10))
        started = set(below(os.getpid())) - set(before)
        # The one that starts a browser is a script of Python's; its browser starts all others.
        assert len([each for each in started if each.parent == os.getpid()]) == 1
    assert soon(lambda: not left_of(started))


@pytest.mark.parametrize(
    "figure",
    [
        go.Figure(go.Scattergeo(lon=[100], lat=[13])),  # its map would come from the web
        go.Figure(layout={"meta": {"not": object()}}),  # it is not JSON
    ],
    ids=["map", "object"],
)
def test_a_figure_that_fails_takes_no_other_with_it(press, figure):
    with ThreadPoolExecutor(3) as visitors:
        before, failed, after = (
            visitors.submit(press.picture, each, "png", 80, 60)
            for each in (coloured(1), figure, coloured(2))
        )
        with pytest.raises(PictureError) as refused:
            failed.result()
        assert refused.value.reason == "figure-refused"
        assert (number_in(before.result()), number_in(after.result())) == (1, 2)


def test_a_picture_larger_than_a_browser_paints_is_refused(press):
    with pytest.raises(PictureError) as refused:
        press.picture(coloured(1), "png", 40_000, 40_000)
    assert refused.value.reason == "figure-refused"


@pytest.mark.parametrize("kind", ["", "renderer"], ids=["browser", "tab"])
def test_after_a_death_the_next_picture_comes_from_a_new_browser(press, kind):
    press.picture(coloured(1), "png", 80, 60)
    signalled(kind, signal.SIGKILL)
    assert number_in(press.picture(coloured(2), "png", 80, 60)) == 2


@pytest.mark.parametrize("kind", ["", "renderer"], ids=["browser", "tab"])
def test_a_stuck_browser_is_given_up_and_ended(press, kind, monkeypatch):
    press.picture(coloured(1), "png", 80, 60)
    with monkeypatch.context() as hasty:
        hasty.setattr(drawing, "_SECONDS_TO_DRAW", 1)
        hasty.setattr(drawing, "_SECONDS_TO_CLOSE", 1)
        stuck = browser_processes()
        signalled(kind, signal.SIGSTOP)
        with pytest.raises(PictureError) as late:
            press.picture(coloured(2), "png", 80, 60)
    assert late.value.reason == "too-slow"
    assert soon(lambda: not left_of(stuck))
    assert number_in(press.picture(coloured(3), "png", 80, 60)) == 3


def test_an_idle_browser_is_closed_until_the_next_picture():
    with Press(idle_seconds=0.5) as press:
        others = {each.pid for each in browser_processes()}
        assert number_in(press.picture(coloured(1), "png", 80, 60)) == 1
        assert soon(lambda: {each.pid for each in browser_processes()} <= others)
        assert number_in(press.picture(coloured(2), "png", 80, 60)) == 2


def test_whoever_waits_when_the_press_closes_gets_an_answer():
    press = Press()
    press.picture(coloured(0), "png", 80, 60)
    with ThreadPoolExecutor(8) as visitors:
        asked = [visitors.submit(press.picture, coloured(i), "png", 80, 60) for i in range(8)]
        press.close()
        errors = [each.exception(60) for each in asked]
    press.close()
    assert {each.reason for each in errors if each} <= {"closed"}
    drawn = [i for i in range(8) if not errors[i]]
    assert [number_in(asked[i].result()) for i in drawn] == drawn


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
    with Press() as press, pytest.raises(PictureError) as missing:
        press.picture(coloured(1), "png", 80, 60)
    assert missing.value.reason == "browser-missing"


def test_a_browser_that_does_not_start_says_so(monkeypatch, tmp_path):
    program = tmp_path / "chrome"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    with Press() as press:
        with monkeypatch.context() as broken:
            broken.setenv("BROWSER_PATH", str(program))
            with pytest.raises(PictureError) as failed:
                press.picture(coloured(1), "png", 80, 60)
        assert failed.value.reason == "browser-failed"
        assert number_in(press.picture(coloured(2), "png", 80, 60)) == 2


def test_the_server_has_one_press():
    assert shared_press() is shared_press()
