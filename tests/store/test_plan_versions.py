"""Plans edited here: saved on top of the version that the editing began from, and nowhere else."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from ita.store import PlanConflictError, PlanVersion

VERSION = PlanVersion("เขตยานนาวา", 2566, "แผน.xlsx", "นาง ก", "ตอบข้อ E14", None)


def newest(store):
    return store.newest_plan(VERSION.name, VERSION.agency, VERSION.fiscal_year)


def test_a_version_says_who_and_why_and_is_the_plan_of_the_library(store):
    assert newest(store) is None
    saved = store.save_plan(b"1", VERSION)
    assert newest(store) == saved
    assert store.files("measures") == [saved]
    assert (saved.who, saved.reason, saved.name) == ("นาง ก", "ตอบข้อ E14", "แผน.xlsx")
    assert store.file_bytes(saved.hash) == b"1"


def test_each_version_begins_from_the_newest(store):
    brought = store.save_file(
        "measures", b"0", name="เดิม.xlsx", who="ค", agency=VERSION.agency, fiscal_year=2566
    )
    saved = store.save_plan(b"1", replace(VERSION, based_on=brought.id))
    again = store.save_plan(b"2", replace(VERSION, based_on=saved.id, reason=""))
    assert store.versions(again) == [again, saved, brought]
    assert [each.reason for each in store.versions(again)] == ["", "ตอบข้อ E14", ""]


def test_an_older_beginning_is_refused_with_the_newest_and_writes_nothing(store):
    first = store.save_plan(b"1", VERSION)
    second = store.save_plan(b"2", replace(VERSION, based_on=first.id))
    for older in (None, first.id):
        with pytest.raises(PlanConflictError) as error:
            store.save_plan(b"3", replace(VERSION, based_on=older))
        assert error.value.newest == second
    assert store.versions(second) == [second, first]


def test_a_deletion_meanwhile_is_met_too(store):
    first = store.save_plan(b"1", VERSION)
    store.delete_file(first, "นาย ข")
    with pytest.raises(PlanConflictError) as error:
        store.save_plan(b"2", replace(VERSION, based_on=first.id))
    assert error.value.newest.deleted
    store.save_plan(b"2", replace(VERSION, based_on=error.value.newest.id))
    assert len(store.files("measures")) == 1


def test_nobody_saves_without_a_name(store):
    with pytest.raises(ValueError, match="who"):
        store.save_plan(b"1", replace(VERSION, who=" "))


def test_of_many_who_save_at_once_one_wins_and_the_others_are_told(store):
    def save(number):
        try:
            return store.save_plan(b"%d" % number, VERSION)
        except PlanConflictError as error:
            return error.newest

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(save, range(8)))
    assert len({each.id for each in outcomes}) == 1
    assert store.versions(outcomes[0]) == [outcomes[0]]
