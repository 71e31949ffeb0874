"""Work by division on tables with known answers."""

from datetime import date

import pandas as pd

from ita.domain.divisions import EVERYONE
from ita.measures.by_division import by_division, progress_by_division
from ita.measures.responsibility import count_shared
from ita.measures.status import MEASURE_STATES
from tests.measures.tiny import entries, measures, progress

PLAN = measures(
    {"divisions": ("ฝ่ายปกครอง",), "deadline": date(2023, 4, 1)},
    {"divisions": ("ฝ่ายปกครอง", EVERYONE), "deadline": date(2023, 4, 20)},
    {"divisions": (EVERYONE,), "recurring": True},
    {"divisions": ("โรงเรียน", "ฝ่ายอวกาศ"), "deadline": date(2023, 6, 1)},
    {"divisions": ()},
)


def counts(table, division):
    return table.set_index("division").loc[division]


def test_named_and_shared_make_the_total():
    table = by_division(progress(PLAN))
    assert table[["division", "kind", "named", "shared", "total"]].values.tolist() == [
        ["ฝ่ายปกครอง", "division", 2, 1, 3],
        ["ฝ่ายโยธา", "division", 0, 2, 2],
        ["ฝ่ายอวกาศ", "unknown", 1, 2, 3],
        ["โรงเรียน", "other", 1, 0, 1],
    ]
    assert count_shared(PLAN) == 2


def test_overdue_near_and_timeless_work():
    work = counts(by_division(progress(PLAN)), "ฝ่ายปกครอง")
    assert (work["overdue"], work["due_soon"], work["without_deadline"]) == (1, 1, 1)
    reports = entries((1, "2023-04", "done"), (2, "2023-04", "cancelled"))
    work = counts(by_division(progress(PLAN, reports)), "ฝ่ายปกครอง")
    assert (work["overdue"], work["due_soon"], work["done"], work["cancelled"]) == (0, 0, 1, 1)


def test_the_states_add_up_to_the_total():
    table = by_division(progress(PLAN, entries((1, "2023-04", "in_progress"))))
    assert (table[list(MEASURE_STATES)].sum(axis=1) == table["total"]).all()


def test_a_division_sees_its_own_and_the_shared_work():
    plan = progress(PLAN)
    assert plan.status_table("ฝ่ายโยธา")["no"].tolist() == [2, 3]
    assert plan.status_table("ฝ่ายปกครอง")["no"].tolist() == [1, 2, 3]
    # Who is no division of the office shares nothing.
    assert plan.status_table("โรงเรียน")["no"].tolist() == [4]


def test_whose_work_each_measure_is():
    tasks = progress(PLAN).assigned_tasks
    tasks = tasks[tasks["division"] != ""]
    assert tasks.groupby("division")["no"].agg(list).to_dict() == {
        "ฝ่ายปกครอง": [1, 2, 3],
        "ฝ่ายโยธา": [2, 3],
        "ฝ่ายอวกาศ": [2, 3, 4],
        "โรงเรียน": [4],
    }
    assert progress(measures()).assigned_tasks.empty


def test_progress_over_months():
    reports = entries(
        (1, "2023-03", "in_progress"),
        (1, "2023-04", "done"),
        (2, "2023-04", "cancelled"),
        (3, "2023-05", "cancelled"),
    )
    table = progress_by_division(progress(PLAN, reports), ["2023-03", "2023-04", "2023-05"])
    rows = table[table["division"] == "ฝ่ายปกครอง"]
    assert rows["done"].tolist() == [0, 1, 1]
    assert rows["overdue"].tolist() == [0, 0, 0]
    assert rows["share"].tolist() == [0.0, 50.0, 100.0]
    works = table[table["division"] == "ฝ่ายโยธา"]["share"]
    assert works.tolist()[:2] == [0.0, 0.0]
    assert pd.isna(works.iloc[2])


def test_an_empty_plan_still_names_the_divisions():
    table = by_division(progress(measures()))
    assert table["total"].tolist() == [0, 0]
    assert progress_by_division(progress(measures()), []).empty
