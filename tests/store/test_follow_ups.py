"""The history of follow-ups: kept whole, in order, whoever writes at the same time."""

import multiprocessing
from datetime import UTC, datetime

import pandas as pd
import pytest

from ita.domain.follow_up import FollowUp, FollowUpError, follow_up_of
from ita.domain.tables import FOLLOW_UP_TYPES, follow_up_table
from ita.store import open_store
from tests.measures.tiny import key, measures, progress

ROUNDS = 100
FORK = multiprocessing.get_context("fork")


def entry(number=1, **changed):
    values = {"measure": key(number), "month": "2023-04", "status": "in_progress", "who": "นาง ก"}
    return FollowUp(**values | changed)


def test_an_entry_comes_back_as_it_was_written(store):
    written = entry(
        percent=40,
        note="บรรทัดแรก\nบรรทัดสอง",
        link="https://a.go.th/x",
        agency="เขต",
        fiscal_year=2566,
        title="ประเด็น",
    )
    store.add_follow_ups([written])
    pd.testing.assert_frame_equal(store.follow_ups(), follow_up_table([written.row()]))
    (row,) = store.follow_ups().itertuples()
    assert follow_up_of(row) == written


def test_the_history_stays_and_the_newest_counts(store):
    for percent in (10, 50, 30):
        store.add_follow_ups([entry(percent=percent)])
    history = store.follow_ups()
    assert history["percent"].tolist() == [10, 50, 30]
    assert progress(measures({}), history).statuses["percent"].tolist() == [30]


def test_the_history_of_some_measures(store):
    store.add_follow_ups(entry(number, percent=number) for number in (1, 2, 3, 2))
    assert store.follow_ups([key(2), key(3)])["percent"].tolist() == [2, 3, 2]
    assert store.follow_ups([]).empty
    assert len(store.follow_ups([key(number) for number in range(1200)])) == 4


def test_what_is_there_already_adds_nothing(store):
    entries = [entry(percent=1), entry(percent=2)]
    assert store.add_follow_ups(entries) == 2
    assert store.add_follow_ups([*entries, entry(percent=3), entries[0]]) == 1
    assert store.follow_ups()["percent"].tolist() == [1, 2, 3]
    assert store.add_follow_ups([]) == 0


def test_an_empty_history_has_its_columns(store):
    assert {name: str(kind) for name, kind in store.follow_ups().dtypes.items()} == dict(
        FOLLOW_UP_TYPES
    )


def test_times_are_kept_in_utc(store):
    at = datetime.fromisoformat("2023-04-20T06:30:00.000001+07:00")
    store.add_follow_ups([entry(at=at)])
    assert store.follow_ups()["at"].tolist() == [datetime(2023, 4, 19, 23, 30, 0, 1, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"measure": "x"}, "follow-up-measure"),
        ({"month": "2566-04"}, "follow-up-month"),
        ({"status": "overdue"}, "follow-up-status"),
        ({"percent": 101}, "follow-up-percent"),
        ({"percent": -1}, "follow-up-percent"),
        ({"percent": True}, "follow-up-percent"),
        ({"who": " \x00"}, "follow-up-who"),
        ({"link": "ftp://x"}, "follow-up-link"),
        ({"link": 'https://x" onclick="y'}, "follow-up-link"),
        ({"note": "x" * 5000}, "follow-up-too-long"),
        ({"entry": "1"}, "follow-up-entry"),
    ],
)
def test_what_may_not_be_written_is_refused(changed, code):
    with pytest.raises(FollowUpError) as refused:
        entry(**changed)
    assert refused.value.problem.code == code


@pytest.mark.parametrize("text", ["'; DROP TABLE follow_ups; --", "a\x00b", "\ud800", "=1+1", "😀"])
def test_any_text_is_only_text(store, text):
    written = entry(note=text, title=text)
    store.add_follow_ups([written])
    assert store.follow_ups()["note"].tolist() == [written.note]


def _write(address, who, barrier):
    opened = open_store(address)
    for number in range(ROUNDS):
        barrier.wait(60)
        opened.add_follow_ups([entry(who=who, percent=number, note=f"{who} {number}")])
    opened.close()


def test_two_sessions_on_one_measure_lose_nothing(address):
    """Two processes write to the same measure at the same moment, a hundred times over."""
    barrier = FORK.Barrier(2)
    people = ("นาง ก", "นาย ข")
    writers = [FORK.Process(target=_write, args=(address, who, barrier)) for who in people]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0]
    opened = open_store(address)
    history = opened.follow_ups()
    opened.close()
    assert len(history) == 2 * ROUNDS
    assert history["entry"].is_unique
    for who in people:
        rows = history[history["who"] == who]
        assert rows["percent"].tolist() == list(range(ROUNDS))
        assert rows["note"].tolist() == [f"{who} {number}" for number in range(ROUNDS)]
