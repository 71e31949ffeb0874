"""How measures stand on a day: the newest report counts, the day alone makes them overdue."""

from datetime import date

import pytest

from tests.measures.tiny import ON, entries, measures, progress

PLAN = measures(
    {"deadline": date(2023, 4, 9)},
    {"deadline": date(2023, 4, 10)},
    {"deadline": date(2023, 5, 30)},
    {"recurring": True},
)


def states(table, reports=None, on=ON):
    return progress(table, reports, on).statuses["state"].tolist()


def test_nothing_reported_is_told_apart_from_not_started():
    assert states(PLAN) == ["overdue", "not_reported", "not_reported", "not_reported"]
    assert states(PLAN, entries((2, "2023-04", "not_started")))[1] == "not_started"


def test_a_measure_is_in_time_on_its_last_day():
    statuses = progress(PLAN).statuses
    assert statuses["days_left"].tolist()[:3] == [-1, 0, 50]
    assert statuses["days_left"].isna().tolist() == [False, False, False, True]
    assert statuses["overdue"].tolist() == [True, False, False, False]


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
    status = progress(PLAN, reports).statuses.iloc[0]
    assert (status["status"], status["percent"], status["month"]) == ("done", 100, "2023-04")


def test_reports_on_later_months_are_not_known_yet():
    reports = entries((1, "2023-05", "done"))
    assert states(PLAN, reports)[0] == "overdue"
    assert states(PLAN, reports, date(2023, 5, 1))[0] == "done"


def test_due_soon_is_what_is_open_with_few_days_left():
    plan = measures(*({"deadline": date(2023, 4, day)} for day in (9, 10, 24, 25)), {})
    near = progress(plan).statuses["due_soon"]
    assert near.tolist() == [False, True, True, False, False]
    near = progress(plan, entries((2, "2023-04", "done"))).statuses["due_soon"]
    assert near.tolist() == [False, False, True, False, False]


def test_a_month_is_reported_or_outstanding_or_running_or_closed():
    reports = entries((1, "2023-03", "done"), (2, "2023-04", "in_progress", 30))
    plan = progress(PLAN, reports)
    months = ("2023-03", "2023-04", "2023-05")
    assert [plan.month_states(month).tolist()[:3] for month in months] == [
        ["reported", "outstanding", "outstanding"],
        ["closed", "reported", "not_reported"],
        ["closed", "ahead", "ahead"],
    ]
    assert plan.month_tasks("2023-04")["percent"].dropna().tolist() == [30]


def test_a_report_before_the_first_month_closes_it_too():
    reports = entries((1, "2023-01", "cancelled"))
    assert progress(PLAN, reports).month_states("2023-04").tolist()[0] == "closed"


def test_the_latest_month_before_the_first_tells_whether_a_measure_is_closed():
    reports = entries((1, "2023-02", "in_progress"), (1, "2023-01", "done"))
    assert progress(PLAN, reports).month_states("2023-04").tolist()[0] == "not_reported"


def test_an_empty_plan_has_empty_tables():
    plan = progress(measures(), entries((1, "2023-04", "done")))
    assert plan.statuses.empty
    assert plan.tasks.empty
    assert plan.month_states("2023-04").empty
    assert plan.status_table().empty


def test_nothing_given_is_changed():
    plan, reports = PLAN.copy(deep=True), entries((1, "2023-04", "done"))
    before = reports.copy(deep=True)
    view = progress(plan, reports)
    view.status_table()
    view.month_states("2023-04")
    assert plan.equals(PLAN)
    assert reports.equals(before)
