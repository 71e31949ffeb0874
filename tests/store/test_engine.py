"""Opening a store: settings, old schemas with data, newer ones, addresses that lead nowhere."""

import multiprocessing
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, event, text

from ita.measures.by_division import by_division
from ita.store import StoreError, default_address, open_store
from ita.store import engine as engines
from ita.store.choices import find_completion_rule
from ita.store.schema import metadata
from tests.measures.tiny import ON, key, measures, progress
from tests.store.test_follow_ups import entry

FORK = multiprocessing.get_context("fork")
OLD_ROW = {
    "entry": "0" * 32,
    "measure": key(1),
    "month": "2023-03",
    "status": "done",
    "percent": 100,
    "note": "บันทึกเก่า",
    "link": "",
    "who": "นาง ก",
    "at": "2023-03-31 10:00:00.000000",
}


def bare(address):
    """An engine as `connect` makes it, without the upgrade."""
    made = create_engine(engines.database_url(address))
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", engines._prepare)
        event.listen(made, "begin", engines._begin)
    return made


def test_an_old_schema_is_upgraded_and_keeps_its_data(address):
    old = bare(address)
    engines.upgrade(old, "0001")
    with old.begin() as connection:
        names = ", ".join(OLD_ROW)
        values = ", ".join(f":{name}" for name in OLD_ROW)
        connection.execute(text(f"INSERT INTO follow_ups ({names}) VALUES ({values})"), OLD_ROW)
    old.dispose()
    store = open_store(address)
    store.add_follow_ups([entry(percent=5, agency="เขต")])
    history = store.follow_ups()
    assert history["note"].tolist() == ["บันทึกเก่า", ""]
    assert history["agency"].tolist() == ["", "เขต"]
    assert str(history["at"].iloc[0]) == "2023-03-31 10:00:00+00:00"
    store.save_file("scores", b"1", name="a.xlsx", who="x")
    store.close()
    assert len(open_store(address).files("scores")) == 1


def test_the_library_of_an_older_program_is_read_as_before(address):
    old = bare(address)
    engines.upgrade(old, "0004")
    rows = [
        ("ก.xlsx", "เขต ก", 2565, "bangkok", '{"agency": "เขต ก", "fiscal_year": 2565, "variant": "bangkok"}'),
        ("ข.xlsx", "", None, "", ""),
    ]  # fmt: skip
    with old.begin() as connection:
        connection.execute(text("INSERT INTO contents (hash, data) VALUES ('h', '1')"))
        for name, agency, year, variant, _ in rows:
            connection.execute(
                text(
                    "INSERT INTO files (kind, series, name, agency, fiscal_year, hash, size, who, at,"
                    " variant) VALUES ('scores', :name, :name, :agency, :year, 'h', 1, 'นาง ก',"
                    " '2023-03-31 10:00:00', :variant)"
                ),
                {"name": name, "agency": agency, "year": year, "variant": variant},
            )
    old.dispose()
    store = open_store(address)
    held = store.files("scores")
    assert sorted((f.name, f.agency, f.fiscal_year, f.mapping) for f in held) == [
        (name, agency, year, mapping) for name, agency, year, _, mapping in rows
    ]
    assert {(f.hash, f.size, f.who, str(f.at)) for f in held} == {
        ("h", 1, "นาง ก", "2023-03-31 10:00:00+00:00")
    }
    # What is saved from now on gets a number of its own.
    assert store.save_file("scores", b"1", name="ค.xlsx", who="x").id > max(f.id for f in held)


def test_the_migrations_build_what_the_code_works_on(address):
    store = open_store(address)
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_of_a_newer_program_is_left_alone(address):
    store = open_store(address)
    store.add_follow_ups([entry()])
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError) as refused:
        open_store(address)
    assert refused.value.reason == "newer"
    assert len(store.follow_ups()) == 1


def _open(address, barrier):
    barrier.wait(60)
    store = open_store(address)
    store.add_follow_ups([entry()])
    store.close()


def test_many_may_open_a_new_store_at_once(address):
    barrier = FORK.Barrier(4)
    openers = [FORK.Process(target=_open, args=(address, barrier)) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join(120)
    assert [opener.exitcode for opener in openers] == [0] * 4
    assert len(open_store(address).follow_ups()) == 4


def test_a_new_file_that_another_process_holds_is_waited_for(tmp_path):
    path = tmp_path / "ita.sqlite3"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE t (x)")
    other.execute("BEGIN EXCLUSIVE")
    release = threading.Timer(0.5, other.execute, ("COMMIT",))
    release.start()
    assert open_store(path).files("scores") == []
    release.join()
    other.close()


def test_settings_of_sqlite(tmp_path):
    store = open_store(tmp_path / "new folder" / "ita.sqlite3")
    with store.engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    # synchronous 2 is FULL
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
    }


def test_a_writer_waits_for_another_one_and_a_reader_does_not(tmp_path):
    path = tmp_path / "ita.sqlite3"
    store = open_store(path)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    assert store.follow_ups().empty
    began = time.monotonic()
    released = threading.Timer(0.5, other.execute, ["COMMIT"])
    released.start()
    store.add_follow_ups([entry()])
    assert time.monotonic() - began >= 0.4
    released.join()
    other.close()
    assert len(store.follow_ups()) == 1


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("mysql://a:secret@b/c", "address"),
        ("://", "address"),
        ("postgresql://nobody:secret@127.0.0.1:1/none?connect_timeout=2", "database"),
        ("/proc/none/ita.sqlite3", "database"),
        (Path(__file__), "database"),
    ],
)
def test_an_address_that_leads_nowhere_says_why_and_no_password(address, reason):
    with pytest.raises(StoreError) as refused:
        open_store(address)
    assert refused.value.reason == reason
    assert "secret" not in str(refused.value)


def test_where_the_store_is():
    assert default_address({"ITA_STORE": "postgresql://x"}) == "postgresql://x"
    assert Path(default_address({})).parts[-3:] == ("data", "store", "ita.sqlite3")


def test_reports_from_before_divisions_reported_apart_speak_of_the_whole_measure(address):
    old = bare(address)
    engines.upgrade(old, "0007")
    row = OLD_ROW | {"agency": "เขต ก", "fiscal_year": 2566, "title": "ประเด็น 1"}
    with old.begin() as connection:
        names, values = ", ".join(row), ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO follow_ups ({names}) VALUES ({values})"), row)
    old.dispose()
    store = open_store(address)
    (saved_entry,) = store.follow_ups().to_dict("records")
    assert {name: saved_entry[name] for name in row if name != "at"} == {
        name: value for name, value in row.items() if name != "at"
    }
    assert (saved_entry["division"], str(saved_entry["at"])) == ("", "2023-03-31 10:00:00+00:00")
    plan = measures({"divisions": ("ฝ่ายปกครอง", "ทุกฝ่าย")})
    after = progress(plan, store.follow_ups())
    assert after.statuses["status"].tolist() == ["done"]
    assert by_division(after)["done"].tolist() == [1, 1]
    # What is reported from now on keeps its division.
    store.add_follow_ups([entry(division="ฝ่ายโยธา", status="in_progress")])
    assert by_division(progress(plan, store.follow_ups(), ON))["done"].tolist() == [1, 0]
    assert find_completion_rule(store, "a.xlsx", "เขต ก", 2566) is None
    store.close()
