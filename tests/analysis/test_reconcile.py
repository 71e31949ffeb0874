"""Printed figures against computed ones."""

import pytest

from tests import tiny


def states(reported, scores=None, framework=tiny.BANGKOK):
    table = tiny.assessment(scores, reported, framework).comparison
    return {(row.level, row.key): row.state for row in table.itertuples()}


@pytest.mark.parametrize(
    ("level", "key", "printed", "state"),
    [
        ("instrument", "IIT", 90.0, "equal"),
        ("instrument", "IIT", 90.02, "within"),
        ("instrument", "IIT", 90.03, "different"),
        ("indicator", "1", 89.97, "different"),
        ("total", "total", 94.05, "within"),
        ("total", "total", 94.06, "different"),
        ("weighted", "EIT", 27.0, "equal"),
        ("weight", "OIT", 40.0, "equal"),
        ("weight", "OIT", 45.0, "different"),
    ],
)
def test_printed_against_computed(level, key, printed, state):
    found = states(tiny.claims([(level, key, printed)]), tiny.whole())
    assert found == {(level, key): state}


def test_counts_and_grades_are_compared():
    rows = [
        {"level": "count", "key": "IIT", "value": 24},
        {"level": "count_of", "key": "IIT", "value": 25},
        {"level": "grade", "key": "total", "text": "AA - Excellence"},
        {"level": "grade", "key": "1", "text": "A Very Good"},
    ]
    found = states(tiny.reported_table(rows), tiny.whole())
    assert found == {
        ("count", "IIT"): "different",
        ("grade", "total"): "different",
        ("grade", "1"): "equal",
    }


def test_a_blank_figure_is_nothing_to_compare_with():
    assert states(tiny.claims([("weighted", "EIT", None)]), tiny.whole()) == {}


def test_a_figure_is_not_compared_with_itself():
    reported = tiny.ten([90] * 10)
    assert states(reported) == {}
