"""A process that is killed while it writes: what was confirmed is there, and nothing half."""

import hashlib
import itertools
import multiprocessing
import os
import random
import signal
import sqlite3
import time

from ita.domain.follow_up import FollowUp
from ita.store import open_store
from ita.store import store as store_module
from ita.store.engine import transaction
from tests.measures.tiny import key
from tests.store.rows import of_year

TIMES = 20
FORK = multiprocessing.get_context("fork")
TOTALS = (50, 60, 70)
OLD = b"the old content" * 1000


def killed_in_the_middle(work, address, luck: random.Random, within: float = 0.05) -> list[str]:
    """What a process confirmed before it was killed at a moment of chance after its first word."""
    here, there = os.pipe()
    worker = FORK.Process(target=work, args=(address, there))
    worker.start()
    os.close(there)
    with os.fdopen(here, encoding="ascii") as confirmed:
        first = confirmed.readline()
        time.sleep(luck.uniform(0, within))
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(60)
        rest = confirmed.read()
    assert worker.exitcode == -signal.SIGKILL
    # A line that was cut off was never confirmed.
    return [line for line in (first + rest).split("\n")[:-1] if line]


def _add_entries(address, out):
    store = open_store(address)
    while True:
        entry = FollowUp(key(1), "2023-04", "in_progress", "นาง ก", percent=7, note="ก" * 500)
        store.add_follow_ups([entry])
        os.write(out, f"{entry.entry}\n".encode())


def test_every_confirmed_entry_is_there(address):
    luck = random.Random(2566)
    confirmed: set[str] = set()
    for _ in range(TIMES):
        confirmed |= set(killed_in_the_middle(_add_entries, address, luck))
        store = open_store(address)
        history = store.follow_ups()
        store.close()
        assert confirmed <= set(history["entry"])
        assert set(history["note"]) == {"ก" * 500}
        # One more may have been written than could be confirmed.
        assert len(history) <= len(confirmed) + TIMES
    assert len(confirmed) >= TIMES


def _save_files(address, out):
    store = open_store(address)
    os.write(out, b"ready\n")
    while True:
        data = os.urandom(3 * 1024**2)
        saved = store.save_file(
            "scores", data, name="a.xlsx", who="x", agency="เขต", fiscal_year=2565
        )
        os.write(out, f"{saved.hash}\n".encode())


def test_a_library_holds_the_old_or_the_new_file_never_half(address):
    luck = random.Random(2565)
    store = open_store(address)
    store.save_file("scores", OLD, name="a.xlsx", who="x", agency="เขต", fiscal_year=2565)
    store.close()
    confirmed: set[str] = set()
    for _ in range(TIMES):
        confirmed |= set(killed_in_the_middle(_save_files, address, luck)) - {"ready"}
        store = open_store(address)
        (newest,) = store.files("scores")
        assert hashlib.sha256(store.file_bytes(newest.hash)).hexdigest() == newest.hash
        versions = store.versions(newest)
        assert confirmed <= {version.hash for version in versions}
        assert store.file_bytes(versions[-1].hash) == OLD
        store.close()


def _file_of_offices(total: int) -> bytes:
    """A hundred offices, so that writing takes a while; all have the same total."""
    rows = "".join(f"กรม {number},2565,{total}\n" for number in range(100))
    return f"หน่วยงาน,ปีงบประมาณ,คะแนนรวม\n{rows}".encode()


def _save_results(address, out):
    store = open_store(address)
    for at in itertools.count(1):
        store.save_file("scores", _file_of_offices(TOTALS[at % len(TOTALS)]), name="a.csv", who="x")
        os.write(out, f"{at}\n".encode())


def test_a_file_and_its_results_are_both_new_or_both_old(address, monkeypatch):
    # What is read of the files is there before the first process starts: kills meet it writing.
    read = {
        data: store_module.analyse_file(data, "a.csv", "") for data in map(_file_of_offices, TOTALS)
    }
    monkeypatch.setattr(store_module, "analyse_file", lambda data, name, mapping: read[data])
    luck = random.Random(2564)
    for _ in range(TIMES):
        killed_in_the_middle(_save_results, address, luck, within=0.3)
        store = open_store(address)
        scores = of_year(store, 2565)["score"].tolist()
        saved = store.files("scores")
        data = store.file_bytes(saved[0].hash).decode() if saved else ""
        store.close()
        assert scores == [float(line.rsplit(",", 1)[1]) for line in data.splitlines()[1:]]
    assert len(scores) == 100


def test_a_killed_sqlite_file_is_sound(tmp_path):
    path = tmp_path / "ita.sqlite3"
    killed_in_the_middle(_save_files, str(path), random.Random(1))
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_store_opens_after_its_writer_died_inside_a_transaction(address):
    """The dead writer's lock does not keep the next one waiting."""
    store = open_store(address)
    store.close()

    def die():
        opened = open_store(address)
        with transaction(opened.engine, writing=True) as connection:
            connection.exec_driver_sql("DELETE FROM follow_ups")
            os.kill(os.getpid(), signal.SIGKILL)

    worker = FORK.Process(target=die)
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL
    store = open_store(address)
    store.add_follow_ups([FollowUp(key(1), "2023-04", "done", "x")])
    assert len(store.follow_ups()) == 1
