"""How measures stand on a day: the newest report counts, the day alone makes them overdue."""

from datetime import date

import pytest

from ita.measures.status import month_reports, newest_entries, status_on
from tests.measures.tiny import ON, entries, measures

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


def test_due_soon_is_what_is_open_with_few_days_left():
    plan = measures(*({"deadline": date(2023, 4, day)} for day in (9, 10, 24, 25)), {})
    assert status_on(plan, ON)["due_soon"].tolist() == [False, True, True, False, False]
    done = entries((2, "2023-04", "done"))
    assert status_on(plan, ON, done)["due_soon"].tolist() == [False, False, True, False, False]


def test_a_month_is_reported_or_late_or_running_or_closed():
    reports = entries((1, "2023-03", "done"), (2, "2023-04", "in_progress", 30))
    months = [
        month_reports(PLAN, month, ON, reports) for month in ("2023-03", "2023-04", "2023-05")
    ]
    assert [table["state"].tolist()[:3] for table in months] == [
        ["reported", "late", "late"],
        ["closed", "reported", "not_reported"],
        ["closed", "ahead", "ahead"],
    ]
    assert months[1]["percent"].dropna().tolist() == [30]


def test_a_report_before_the_first_month_closes_it_too():
    reports = entries((1, "2023-01", "cancelled"))
    assert month_reports(PLAN, "2023-04", ON, reports)["state"].tolist()[0] == "closed"


def test_the_latest_month_before_the_first_tells_whether_a_measure_is_closed():
    reports = entries((1, "2023-02", "in_progress"), (1, "2023-01", "done"))
    assert month_reports(PLAN, "2023-04", ON, reports)["state"].tolist()[0] == "not_reported"


def test_the_newest_entry_of_a_measure_and_month_counts():
    reports = entries((1, "2023-04", "done"), (1, "2023-04", "in_progress"), (9, "2023-04", "done"))
    assert newest_entries(reports)["status"].tolist() == ["in_progress", "done"]


def test_an_empty_plan_has_empty_tables():
    empty = measures()
    assert status_on(empty, ON).empty
    assert month_reports(empty, "2023-04", ON).empty


def test_nothing_given_is_changed():
    plan, reports = PLAN.copy(deep=True), entries((1, "2023-04", "done"))
    before = reports.copy(deep=True)
    status_on(plan, ON, reports)
    month_reports(plan, "2023-04", ON, reports)
    assert plan.equals(PLAN)
    assert reports.equals(before)
