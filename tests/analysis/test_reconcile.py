"""Printed figures against computed ones."""

import pytest

from ita.domain.framework import load_framework
from tests import tiny


def states(reported, scores=None, framework=tiny.BANGKOK):
    table = tiny.assessment(scores, reported, framework).comparison
    return {(row.level, row.key): row.state for row in table.itertuples()}


@pytest.mark.parametrize(
    ("level", "key", "printed", "state"),
    [
        ("instrument", "IIT", 90.0, "equal"),
        ("instrument", "IIT", 90.01, "rounding"),
        ("instrument", "IIT", 90.02, "within"),
        ("instrument", "IIT", 90.03, "different"),
        ("indicator", "1", 89.97, "different"),
        ("total", "total", 94.01, "within"),
        ("total", "total", 94.05, "within"),
        ("total", "total", 94.06, "different"),
        ("weighted", "EIT", 27.0, "equal"),
        ("weight", "OIT", 40.0, "equal"),
        ("weight", "OIT", 45.0, "different"),
    ],
)
def test_printed_against_computed(level, key, printed, state):
    made = states(tiny.claims([(level, key, printed)]), tiny.whole())
    assert made == {(level, key): state}


def test_counts_and_grades_are_compared():
    rows = [
        {"level": "count", "key": "IIT", "value": 24},
        {"level": "count_of", "key": "IIT", "value": 25},
        {"level": "grade", "key": "total", "text": "AA - Excellence"},
        {"level": "grade", "key": "1", "text": "A Very Good"},
    ]
    made = states(tiny.reported_table(rows), tiny.whole())
    assert made == {
        ("count", "IIT"): "different",
        ("grade", "total"): "different",
        ("grade", "1"): "equal",
    }


def test_a_blank_figure_is_nothing_to_compare_with():
    assert states(tiny.claims([("weighted", "EIT", None)]), tiny.whole()) == {}


def test_a_figure_is_not_compared_with_itself():
    reported = tiny.ten([90] * 10)
    assert states(reported) == {}


def test_a_printed_figure_whose_parts_are_missing_is_compared_with_what_they_can_be():
    parts = [("instrument", "IIT", 90.0), ("instrument", "OIT", 95.0)]
    assert states(tiny.claims([*parts, ("total", "total", 91.20)])) == {}
    impossible = tiny.assessment(reported=tiny.claims([*parts, ("total", "total", 99.0)]))
    (row,) = impossible.differences.itertuples()
    assert (row.printed, row.computed, row.state) == ("99.00", "65.00–95.00", "different")


@pytest.mark.parametrize(
    ("year", "total", "words", "computed"),
    [
        (2565, 94.99, "AA", "A"),
        (2565, 94.99, "ดีมาก", "A"),
        (2566, 89.43, "ผ่านดีเยี่ยม", "ผ่านดี / ผ่าน"),
        (2566, 84.99, "ผ่าน", "ต้องปรับปรุง"),
        (2566, 97.0, "AA", "ผ่านดีเยี่ยม / ผ่านดี"),
        (2566, 98.51, "ผ่านดี", "ผ่านดีเยี่ยม"),
    ],
)
def test_a_printed_level_that_its_total_makes_impossible_is_a_difference(
    year, total, words, computed
):
    made = tiny.assessment(
        reported=tiny.total_and_level(total, words), framework=load_framework(year)
    )
    (row,) = made.differences.itertuples()
    assert (row.level, row.printed, row.computed) == ("grade", words, computed)


def test_a_printed_level_of_another_year_s_rule_is_not_compared_without_a_rule():
    made = tiny.assessment(
        reported=tiny.total_and_level(83.1, "สูงมาก"), framework=load_framework(2561)
    )
    assert made.comparison.empty
