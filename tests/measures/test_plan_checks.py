"""What a plan lacks while it is being written."""

from datetime import datetime

import pytest

from ita.measures.plan_checks import check_measures, indicators_without_measure
from tests.measures.tiny import measures

WHOLE = {"deadline": datetime(2023, 3, 15), "divisions": ("ฝ่ายปกครอง",)}


def failing(*rows, year=2566):
    table = check_measures(measures(*({**WHOLE, **row} for row in rows)), year)
    return list(zip(table["check"], table["no"], strict=True))


def test_an_empty_plan_fails_no_check():
    assert failing() == []


def test_a_whole_measure_lacks_nothing():
    assert failing({}) == []


@pytest.mark.parametrize(
    ("row", "check"),
    [
        ({"issue": "", "activity": ""}, "no_text"),
        ({"divisions": ()}, "no_division"),
        ({"deadline": None}, "no_deadline"),
        ({"deadline": datetime(2022, 9, 30)}, "outside_year"),
        ({"deadline": datetime(2023, 10, 1)}, "outside_year"),
    ],
)
def test_each_check(row, check):
    assert failing({}, row) == [(check, 2)]


@pytest.mark.parametrize(
    "row",
    [
        {"issue": "", "activity": "", "item_code": "O1"},
        {"deadline": None, "recurring": True},
        {"deadline": datetime(2022, 10, 1)},
        {"deadline": datetime(2023, 9, 30)},
    ],
)
def test_what_is_enough(row):
    assert failing(row) == []


def test_without_a_year_no_day_lies_outside_it():
    assert failing({"deadline": datetime(1999, 1, 1)}, year=None) == []


def test_measures_that_say_the_same_or_have_one_item_code():
    same = {"issue": "รับฟัง ประชาชน", "activity": "ตั้งกล่อง"}
    spaced = {"issue": "รับฟังประชาชน", "activity": "ตั้ง กล่อง"}
    assert failing(same, {}, spaced) == [("duplicate", 1), ("duplicate", 3)]
    assert failing({"item_code": "O1"}, {"item_code": "O1"}, {"item_code": "O2"}) == [
        ("duplicate", 1),
        ("duplicate", 2),
    ]


def test_the_worst_stands_first():
    assert failing({"deadline": None}, {"divisions": ()}) == [
        ("no_division", 2),
        ("no_deadline", 1),
    ]


def test_indicators_that_no_measure_is_for():
    plan = measures({"indicator": 1}, {"indicator": None}, {"indicator": 3})
    assert indicators_without_measure(plan, [1, 2, 3, 4]) == [2, 4]
