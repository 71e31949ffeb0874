"""The revision of a store: another one after every change, whoever made it, and only then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ita.domain.follow_up import FollowUp
from ita.store import PlanVersion, Store, open_store, revisions
from ita.store.backup import back_up, restore
from ita.store.choices import save_completion_rule
from tests.measures.tiny import key

LIST = "หน่วยงาน,ปีงบประมาณ,คะแนนรวม\nกรม ก,2565,50\n"


def report(store: Store) -> None:
    store.add_follow_ups([FollowUp(key(1), "2023-04", "done", "นาง ก")])


def save(store: Store) -> None:
    store.save_file("scores", LIST.encode(), name="a.csv", who="x")


CHANGES: dict[str, Callable[[Store], object]] = {
    "report": report,
    "save": save,
    "delete": lambda store: store.delete_file(store.files("scores")[0], "x"),
    "restore": lambda store: store.restore_file(store.deleted_files("scores")[0], "x"),
    "plan": lambda store: store.save_plan(b"1", PlanVersion("เขต", 2566, "p", "x", "", None)),
    "rule": lambda store: save_completion_rule(store, "p", "เขต", 2566, "all", "x"),
    "grant": lambda store: store.grants.change("a@b.th", "viewer", who="x"),
}


def test_every_change_is_noticed_at_once_and_nothing_else_is(store: Store) -> None:
    known = {store.revisions.of_everything()}
    for name, change in CHANGES.items():
        change(store)
        revision = store.revisions.of_everything()
        assert revision not in known, name
        store.files("scores")
        assert store.revisions.of_everything() == revision, name
        known.add(revision)


def test_a_change_of_another_process_is_noticed_a_moment_later(
    store: Store, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.revisions.of_everything()
    other = open_store(address)
    report(other)
    other.close()
    # Another process does not tell this one that it has written.
    monkeypatch.setattr(revisions, "last_write", lambda: 0.0)
    now = revisions.time.monotonic()
    monkeypatch.setattr(revisions.time, "monotonic", lambda: now + 0.1)
    assert store.revisions.of_everything() != before


def test_no_two_stores_have_the_same_revision(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other.sqlite3")
    assert other.revisions.of_everything() != store.revisions.of_everything()
    other.close()


def test_what_is_restored_has_the_revision_that_it_had(store: Store, tmp_path: Path) -> None:
    save(store)
    before = store.revisions.of_everything()
    back_up(store, tmp_path / "backup")
    assert store.revisions.of_everything() == before
    report(store)
    restore(store, tmp_path / "backup", overwrite=True)
    assert store.revisions.of_everything() == before
