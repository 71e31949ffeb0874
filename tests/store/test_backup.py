"""Backup and restore: one moment of a store in use, the same afterwards, and nothing in silence."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from ita.__main__ import main
from ita.domain.follow_up import FollowUp
from ita.store import Store, open_store
from ita.store import backup as backups
from ita.store.backup import BackupError, back_up, restore, table_checks
from ita.store.engine import snapshot, transaction
from tests.measures.tiny import key
from tests.store.rows import of_year

LIST = "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\n" + "".join(f"กรม {n},2565,{50 + n}\n" for n in range(30))


def fill(store: Store) -> None:
    store.save_file("scores", LIST.encode(), name="a.csv", who="นาง ก")
    store.save_file("measures", b"\x00\xff", name="b.xlsx", who="x", agency="เขต", fiscal_year=2566)
    store.add_follow_ups(
        [FollowUp(key(1), "2023-04", "in_progress", "นาง ก", percent=7, note="ก\n")]
    )


def checks_of(store: Store) -> dict[str, backups.TableCheck]:
    with snapshot(store.engine) as connection:
        return table_checks(connection)


def empty(store: Store) -> None:
    with transaction(store.engine, writing=True) as connection:
        for table in reversed(backups.metadata.sorted_tables):
            connection.execute(table.delete())


def write_until(stop: threading.Event, address: str, confirmed: list[str]) -> None:
    """Adds pairs of entries, each pair in one transaction."""
    store = open_store(address)
    while not stop.is_set():
        pair = [FollowUp(key(2), month, "done", "x") for month in ("2023-04", "2023-05")]
        store.add_follow_ups(pair)
        confirmed += [each.entry for each in pair]
    store.close()


def test_backup_drop_restore_gives_the_same_while_visitors_write(
    store: Store, address: str, tmp_path: Path
) -> None:
    fill(store)
    stop, confirmed = threading.Event(), list[str]()
    writers = [
        threading.Thread(target=write_until, args=(stop, address, confirmed)) for _ in range(2)
    ]
    for writer in writers:
        writer.start()
    try:
        while len(confirmed) < 4:
            stop.wait(0.01)
        before = set(confirmed)
        checks = back_up(store, tmp_path / "backup")
        after = set(store.follow_ups()["entry"])
        empty(store)
        assert restore(store, tmp_path / "backup", overwrite=True) == checks
    finally:
        stop.set()
        for writer in writers:
            writer.join(30)
    history = store.follow_ups()
    restored = history[~history["entry"].isin(set(confirmed) - after)]
    assert before <= set(restored["entry"])
    # A pair is there whole or not at all.
    counts = history[history["measure"] == key(2)]["month"].value_counts()
    assert counts["2023-04"] == counts["2023-05"]
    (scores,) = store.files("scores")
    assert store.file_bytes(scores.hash or "") == LIST.encode()
    assert len(of_year(store, 2565)) == 30


def test_what_is_added_after_a_restore_counts_on(store: Store, tmp_path: Path) -> None:
    fill(store)
    checks = back_up(store, tmp_path / "backup")
    assert checks == checks_of(store)
    restore(store, tmp_path / "backup", overwrite=True)
    assert checks_of(store) == checks
    store.save_file("scores", b"2", name="a.csv", who="x")
    store.save_file("scores", LIST.encode(), name="c.csv", who="x")
    assert [file.name for file in store.files("scores")] == ["a.csv", "c.csv"]


def test_a_backup_moves_to_the_other_kind_of_database(store: Store, tmp_path: Path) -> None:
    fill(store)
    checks = back_up(store, tmp_path / "first")
    other = open_store(tmp_path / "other.sqlite3")
    restore(other, tmp_path / "first")
    back_up(other, tmp_path / "second")
    other.close()
    assert restore(store, tmp_path / "second", overwrite=True) == checks


def test_nothing_is_overwritten_in_silence(store: Store, tmp_path: Path) -> None:
    fill(store)
    back_up(store, tmp_path / "backup")
    before = checks_of(store)
    with pytest.raises(BackupError, match="exists"):
        back_up(store, tmp_path / "backup")
    with pytest.raises(BackupError, match="occupied"):
        restore(store, tmp_path / "backup")
    assert checks_of(store) == before
    back_up(store, tmp_path / "backup", overwrite=True)
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == ["backup"]


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE follow_ups SET note = 'x'", "damaged"),
        ("DELETE FROM results WHERE position = 0", "damaged"),
        ("DROP TABLE backup_checksums", "format"),
    ],
)
def test_a_changed_backup_changes_nothing(sql: str, reason: str, tmp_path: Path) -> None:
    store = open_store(tmp_path / "ita.sqlite3")
    fill(store)
    back_up(store, tmp_path / "backup")
    with closing(sqlite3.connect(tmp_path / "backup")) as connection:
        connection.execute(sql)
        connection.commit()
    before = checks_of(store)
    with pytest.raises(BackupError, match=reason):
        restore(store, tmp_path / "backup", overwrite=True)
    assert checks_of(store) == before
    (tmp_path / "other").write_bytes(b"no database" * 1000)
    with pytest.raises(BackupError, match="format"):
        restore(store, tmp_path / "other", overwrite=True)
    store.close()


def test_a_copy_that_differs_is_undone(store: Store, tmp_path: Path, monkeypatch) -> None:
    fill(store)
    back_up(store, tmp_path / "backup")
    before = checks_of(store)
    monkeypatch.setattr(
        backups, "_insert", lambda connection, table, rows: None if table.name == "results" else 0
    )
    with pytest.raises(BackupError, match="damaged"):
        restore(store, tmp_path / "backup", overwrite=True)
    assert checks_of(store) == before


def test_the_commands_say_what_they_did(tmp_path: Path) -> None:
    address = str(tmp_path / "ita.sqlite3")
    store = open_store(address)
    fill(store)

    def run(*arguments: str):
        options = ["--store", address, "--language", "en"]
        return CliRunner().invoke(main, [*arguments, *options])

    file = str(tmp_path / "backup")
    assert "files: 2 rows" in run("backup", file).stdout
    again = run("backup", file)
    assert (again.exit_code, "--overwrite" in again.stderr) == (1, True)
    assert run("restore", file).exit_code == 1
    assert run("restore", file, "--overwrite").exit_code == 0
    assert run("backup", str(tmp_path / "no" / "folder")).exit_code == 1
    assert len(store.files("scores")) == 1
    store.close()
