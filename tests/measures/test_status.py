"""How measures stand on a day: the newest report counts, the day alone makes them overdue."""

from datetime import date

import pytest

from ita.measures.status import (
    due_measures,
    entries_without_measure,
    monthly_reports,
    newest_entries,
    status_on,
)
from tests.measures.tiny import ON, entries, key, measures

PLAN = measures(
    {"deadline": date(2023, 4, 9)},
    {"deadline": date(2023, 4, 10)},
    {"deadline": date(2023, 5, 30)},
    {"recurring": True},
)


def states(table, reports=None, on=ON):
    return status_on(table, on, reports)["state"].tolist()


def test_nothing_reported_is_told_apart_from_not_started():
    assert states(PLAN) == ["overdue", "not_reported", "not_reported", "not_reported"]
    assert states(PLAN, entries((2, "2023-04", "not_started")))[1] == "not_started"


def test_a_measure_is_in_time_on_its_last_day():
    stands = status_on(PLAN, ON)
    assert stands["days_left"].tolist()[:3] == [-1, 0, 50]
    assert stands["days_left"].isna().tolist() == [False, False, False, True]
    assert stands["overdue"].tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("done", "done"),
        ("cancelled", "cancelled"),
        ("in_progress", "overdue"),
        ("not_started", "overdue"),
    ],
)
def test_only_done_and_cancelled_end_a_delay(status, state):
    assert states(PLAN, entries((1, "2023-04", status)))[0] == state


def test_the_last_entry_of_the_latest_month_counts():
    reports = entries(
        (1, "2023-04", "in_progress", 50),
        (1, "2023-04", "done", 100),
        (1, "2023-03", "not_started", 0),
    )
    stands = status_on(PLAN, ON, reports).iloc[0]
    assert (stands["status"], stands["percent"], stands["month"]) == ("done", 100, "2023-04")


def test_reports_on_later_months_are_not_known_yet():
    reports = entries((1, "2023-05", "done"))
    assert states(PLAN, reports)[0] == "overdue"
    assert states(PLAN, reports, date(2023, 5, 1))[0] == "done"


def test_due_holds_what_is_open_and_near_the_most_urgent_first():
    table = due_measures(PLAN, ON, within=14)
    assert table["no"].tolist() == [1, 2]
    assert table["state"].tolist() == ["overdue", "not_reported"]
    assert due_measures(PLAN, ON, entries((1, "2023-04", "done")))["no"].tolist() == [2]
    assert due_measures(PLAN, ON, within=60)["no"].tolist() == [1, 2, 3]


def test_a_month_is_reported_or_late_or_running_or_closed():
    reports = entries((1, "2023-03", "done"), (2, "2023-04", "in_progress", 30))
    view = monthly_reports(PLAN, ["2023-03", "2023-04", "2023-05"], ON, reports)
    found = {
        number: own["state"].tolist() for number, own in view.groupby("no") if number in (1, 2, 3)
    }
    assert found == {
        1: ["reported", "closed", "closed"],
        2: ["late", "reported", "ahead"],
        3: ["late", "not_reported", "ahead"],
    }
    assert view["percent"].dropna().tolist() == [30]


def test_a_report_before_the_first_month_closes_it_too():
    view = monthly_reports(PLAN, ["2023-04"], ON, entries((1, "2023-01", "cancelled")))
    assert view["state"].tolist()[0] == "closed"


def test_the_latest_month_before_the_first_tells_whether_a_measure_is_closed():
    reports = entries((1, "2023-02", "in_progress"), (1, "2023-01", "done"))
    assert monthly_reports(PLAN, ["2023-04"], ON, reports)["state"].tolist()[0] == "not_reported"


def test_newest_and_orphans():
    reports = entries((1, "2023-04", "done"), (1, "2023-04", "in_progress"), (9, "2023-04", "done"))
    assert newest_entries(reports)["status"].tolist() == ["in_progress", "done"]
    assert entries_without_measure(PLAN, reports)["measure"].tolist() == [key(9)]


def test_an_empty_plan_has_empty_tables():
    empty = measures()
    assert len(status_on(empty, ON)) == len(due_measures(empty, ON)) == 0
    assert len(monthly_reports(empty, ["2023-04"], ON)) == 0


def test_nothing_given_is_changed():
    plan, reports = PLAN.copy(deep=True), entries((1, "2023-04", "done"))
    before = reports.copy(deep=True)
    status_on(plan, ON, reports)
    due_measures(plan, ON, reports)
    monthly_reports(plan, ["2023-04"], ON, reports)
    assert plan.equals(PLAN)
    assert reports.equals(before)
