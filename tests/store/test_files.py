"""Saved workbooks: versions, deletion and the way back, bytes by content."""

import hashlib
import multiprocessing

import pytest
from sqlalchemy import update

from ita.store import StoreError, open_store
from ita.store.schema import contents

YANNAWA = {"name": "ยานนาวา.xlsx", "agency": "เขตยานนาวา", "fiscal_year": 2565, "who": "นาง ก"}

FORK = multiprocessing.get_context("fork")
ROUNDS = 30


def held(store, kind="scores"):
    return [(file.name, file.fiscal_year) for file in store.files(kind)]


def test_a_file_comes_back_byte_by_byte(store):
    data = bytes(range(256)) * 10
    saved = store.save_file("scores", data, **YANNAWA)
    assert saved.hash == hashlib.sha256(data).hexdigest()
    assert store.file_bytes(saved.hash) == data
    assert store.files("scores") == [saved]
    assert (saved.name, saved.agency, saved.fiscal_year, saved.who, saved.size) == (
        *("ยานนาวา.xlsx", "เขตยานนาวา", 2565, "นาง ก"),
        2560,
    )


def test_replacing_a_year_keeps_the_earlier_version(store):
    first = store.save_file("scores", b"1", **YANNAWA)
    second = store.save_file("scores", b"2", **YANNAWA | {"name": "ใหม่.xlsx", "who": "นาย ข"})
    store.save_file("scores", b"3", **YANNAWA | {"fiscal_year": 2566})
    assert held(store) == [("ใหม่.xlsx", 2565), ("ยานนาวา.xlsx", 2566)]
    assert store.versions(second) == [second, first]
    assert store.file_bytes(first.hash) == b"1"


def test_saving_the_same_again_changes_nothing(store):
    first = store.save_file("scores", b"1", **YANNAWA)
    assert store.save_file("scores", b"1", **YANNAWA | {"who": "นาย ข"}) == first
    store.save_file("scores", b"2", **YANNAWA)
    third = store.save_file("scores", b"1", **YANNAWA)
    assert len(store.versions(third)) == 3


def test_kinds_are_apart_and_content_is_kept_once(store):
    scores = store.save_file("scores", b"1", **YANNAWA)
    measures = store.save_file("measures", b"1", **YANNAWA)
    assert store.files("scores") == [scores]
    assert store.files("measures") == [measures]
    assert scores.hash == measures.hash


def test_without_agency_or_year_the_name_tells_what_is_replaced(store):
    for name, data in (("ก.xlsx", b"1"), ("ข.xlsx", b"2"), ("ก.xlsx", b"3")):
        store.save_file("scores", data, name=name, who="x", agency="เขต")
    assert [store.file_bytes(file.hash) for file in store.files("scores")] == [b"3", b"2"]


def test_a_deleted_file_is_gone_from_the_list_and_can_come_back(store):
    first = store.save_file("scores", b"1", **YANNAWA)
    second = store.save_file("scores", b"2", **YANNAWA)
    assert store.deleted_files("scores") == []
    store.delete_file(second, "นาย ข")
    assert store.files("scores") == []
    assert [file.deleted for file in store.versions(first)] == [True, False, False]
    assert store.versions(first)[0].who == "นาย ข"
    assert store.deleted_files("scores") == [second]
    store.delete_file(second, "นาย ข")
    assert len(store.versions(first)) == 3
    back = store.restore_file(first, "นาง ก")
    assert store.files("scores") == [back]
    assert store.file_bytes(back.hash) == b"1"
    assert store.deleted_files("scores") == []
    with pytest.raises(ValueError, match="deletion"):
        store.restore_file(store.versions(first)[1], "นาง ก")


def test_names_lose_their_folders_and_odd_letters(store):
    saved = store.save_file(
        "measures", b"1", **YANNAWA | {"name": "../../a\x00\u202eb.xlsx", "agency": "เขต\ud800"}
    )
    assert (saved.name, saved.agency) == ("ab.xlsx", "เขต")


@pytest.mark.parametrize("changed", [{"who": " "}, {"kind": "other"}])
def test_wrong_use_is_refused(store, changed):
    values = YANNAWA | {"kind": "scores"} | changed
    with pytest.raises(ValueError, match=next(iter(changed))):
        store.save_file(values.pop("kind"), b"1", **values)
    assert store.files("scores") == []


def test_bytes_that_are_missing_or_damaged(store):
    with pytest.raises(KeyError):
        store.file_bytes("0" * 64)
    saved = store.save_file("scores", b"1", **YANNAWA)
    with store.engine.begin() as connection:
        connection.execute(update(contents).values(data=b"other"))
    with pytest.raises(StoreError) as damaged:
        store.file_bytes(saved.hash)
    assert damaged.value.reason == "damaged"


def _save(address, who, barrier):
    store = open_store(address)
    for number in range(ROUNDS):
        barrier.wait(60)
        store.save_file("scores", f"{who} {number}".encode(), **YANNAWA | {"who": who})
    store.close()


def test_two_sessions_that_replace_one_file_lose_no_version(address):
    barrier = FORK.Barrier(2)
    savers = [FORK.Process(target=_save, args=(address, who, barrier)) for who in ("ก", "ข")]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join(120)
    assert [saver.exitcode for saver in savers] == [0, 0]
    store = open_store(address)
    (newest,) = store.files("scores")
    held_bytes = [store.file_bytes(version.hash).decode() for version in store.versions(newest)]
    store.close()
    assert sorted(held_bytes) == sorted(f"{who} {at}" for who in "กข" for at in range(ROUNDS))


def test_the_answers_on_how_to_read_a_file_stay_with_its_version(store):
    answers = '{"variant": "bangkok"}'
    first = store.save_file("scores", b"1", **YANNAWA)
    second = store.save_file("scores", b"1", **YANNAWA, mapping=answers)
    assert first.mapping == ""
    assert [each.mapping for each in store.files("scores")] == [answers]
    assert [each.mapping for each in store.versions(second)] == [answers, ""]
    store.delete_file(second, "x")
    assert store.restore_file(second, "x").mapping == answers


def test_an_earlier_mapping_of_the_same_bytes_can_be_restored(store):
    first = store.save_file("scores", b"1", **YANNAWA)
    store.save_file("scores", b"1", **YANNAWA, mapping='{"variant": "bangkok"}')
    assert store.restore_file(first, "x").mapping == ""
    assert [each.mapping for each in store.files("scores")] == [""]
    assert store.restore_file(first, "x").id == store.files("scores")[0].id
