"""Follow-up entries in Chromium: two visitors at once with both databases, and a killed server."""

import os
import re
import signal
import time
from datetime import timedelta

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ita.reading.measures import read_measures
from ita.store import open_store
from ita.ui.plans import MEASURES
from tests.browser.conftest import free_port, served, started
from tests.browser.visit import wait_until_whole

# tests/store writes and kills far more often; here it is about what the page says of it.
ROUNDS = 4
KILLS = 4
PEOPLE = ("นาง ก", "นาย ข")
STATUS = "กำลังดำเนินการ"
SAVED = "บันทึกในฐานข้อมูลแล้ว 1 รายการ"
# Its end tells a whole note from half of one.
LONG = "ก" * 1000 + " จบ"
REAL = MEASURES.folder / "yannawa_2566.xlsx"


@pytest.fixture(scope="module")
def measure() -> str:
    """The key of a measure of the bundled plan."""
    return read_measures(REAL.read_bytes(), REAL.name).measures["key"].iloc[0]


def form_of(context: BrowserContext, address: str, measure: str, who: str) -> Page:
    """Open the form of a measure and fill in all but the note."""
    page = context.new_page()
    page.goto(f"{address}/measures?on=2023-04-10&measure={measure}")
    page.get_by_label("ชื่อผู้รายงาน").wait_for(timeout=60_000)
    wait_until_whole(page)
    page.get_by_label("ชื่อผู้รายงาน").fill(who)
    page.get_by_role("radio", name=STATUS).click()
    return page


def press_save(page: Page) -> None:
    page.get_by_role("button", name="บันทึกรายงาน").click()


def wait_for_history(page: Page, fewest: int, most: int) -> None:
    """Wait until the page shows between `fewest` and `most` entries."""
    counts = "|".join(str(count) for count in range(fewest, most + 1))
    page.get_by_text(re.compile(rf"ประวัติการรายงาน \(({counts})\)")).wait_for()
    wait_until_whole(page)


def test_two_visitors_report_on_one_measure_at_once(windows, database, measure):
    """Both save within a second in each of ROUNDS rounds; slower rounds are repeated."""
    store = open_store(database)
    with served(database) as address, windows.lend() as one, windows.lend() as other:
        pages = [
            form_of(context, address, measure, who)
            for context, who in zip((one, other), PEOPLE, strict=True)
        ]
        rounds = close = 0
        while close < ROUNDS:
            rounds += 1
            assert rounds <= 2 * ROUNDS, f"only {close} rounds were within a second"
            for page, who in zip(pages, PEOPLE, strict=True):
                page.get_by_label("หมายเหตุ").fill(f"{who} {rounds} {LONG}")
            for page in pages:
                press_save(page)
            for page in pages:
                # The other's report of this round may or may not have come first.
                wait_for_history(page, 2 * rounds - 1, 2 * rounds)
                expect(page.get_by_text(SAVED)).to_be_visible()
            times = store.follow_ups([measure])["at"].tail(2)
            close += times.max() - times.min() < timedelta(seconds=1)
        for page in pages:
            page.reload()
            wait_for_history(page, 2 * rounds, 2 * rounds)
    history = store.follow_ups()
    store.close()
    assert history["entry"].is_unique
    assert set(history["measure"]) == {measure}
    assert set(history["month"]) == {"2023-04"}
    assert set(history["status"]) == {"in_progress"}
    assert len(history) == 2 * rounds
    for who in PEOPLE:
        notes = history.loc[history["who"] == who, "note"].tolist()
        assert notes == [f"{who} {number} {LONG}" for number in range(1, rounds + 1)]


def test_what_the_page_confirmed_outlives_a_killed_server(context, tmp_path, measure):
    """The server is killed after its answer, right after the click, then ever closer to the answer.

    Only with SQLite, which runs in the killed process; tests/store kills writers of both databases.
    """
    database = str(tmp_path / "ita.sqlite3")
    port = free_port()
    typed: list[str] = []
    confirmed: set[str] = set()
    # Seconds from the click: too early for an answer, and late enough.
    early = late = 0.0
    for kill in range(KILLS + 1):
        server = started(database, port)
        try:
            page = form_of(context, f"http://localhost:{port}", measure, PEOPLE[0])
            note = f"{kill} {LONG}"
            typed.append(note)
            page.get_by_label("หมายเหตุ").fill(note)
            start = time.monotonic()
            press_save(page)
            if not kill:
                page.get_by_text(SAVED).wait_for()
            elif kill > 1:
                time.sleep((early + late) / 2)
            seconds = time.monotonic() - start
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(20)
        if page.get_by_text(SAVED).is_visible():
            confirmed.add(note)
            late = seconds
        else:
            early = seconds
        page.close()
        store = open_store(database)
        history = store.follow_ups()
        store.close()
        assert confirmed <= set(history["note"])
        assert history["note"].tolist() == [each for each in typed if each in set(history["note"])]
        assert set(history["status"]) == {"in_progress"}
        assert set(history["who"]) == {PEOPLE[0]}
    # Kills came on both sides of the answer.
    assert 0 < len(confirmed) < len(typed)
