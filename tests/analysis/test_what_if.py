"""New scores: what they give, linear and monotone, and the same as a new roll-up."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.analysis.what_if import MOST_ITEMS, WhatIfError, apply_changes, levers, scenario_rows
from ita.domain.framework import load_framework
from tests import tiny
from tests.analysis.comparing import one
from tests.analysis.own_result import own_result

TENS = st.lists(st.decimals(0, 100, places=2).map(float), min_size=10, max_size=10)
NUMBERS = [str(number) for number in range(1, 11)]


def test_the_weights_of_all_questions_sum_to_one():
    table = levers(own_result())
    lowest = table[table["lowest_level"]]
    assert len(lowest) == 88
    assert lowest["weight"].sum() == pytest.approx(1, abs=1e-12)
    for level in ("indicator", "instrument"):
        assert table.loc[table["level"] == level, "weight"].sum() == pytest.approx(1)
    # A question of the staff survey is a sixth of a fifth of 30 percent.
    assert one(table, key="I11")["weight"] == pytest.approx(0.01)
    assert one(table, key="I11")["potential"] == pytest.approx(0.188)


def test_raising_the_weakest_question_of_the_office():
    scenario = apply_changes(own_result(), {"I11": 100})
    assert one(scenario.figures, level="total")["new_score"] == 98.33
    assert one(scenario.figures, level="total")["change"] == 0.19
    assert one(scenario.figures, key="2")["new_score"] == 96.82
    assert scenario.instruments == {"IIT": 97.05, "EIT": 97.37, "OIT": 100.0}
    assert scenario.level.code == "AA"
    assert scenario.changes[["key", "score", "new_score"]].to_numpy().tolist() == [
        ["I11", 81.2, 100.0]
    ]


def test_nothing_changed_is_what_is_shown_today():
    assessment = own_result()
    for changes in ({}, {"I11": 81.2}):
        scenario = apply_changes(assessment, changes)
        assert scenario.total == assessment.total
        assert scenario.level == assessment.level.level
        assert scenario.changes.empty
        assert set(scenario.figures["change"]) == {0.0}


def test_a_lower_score_lowers_the_level():
    scenario = apply_changes(own_result(), {"OIT": 80.0})
    # 98.14 less 0.4 · 20
    assert one(scenario.figures, level="total")["new_score"] == 90.14
    assert scenario.level.code == "A"


def test_the_figure_above_counts_instead_of_its_parts():
    scenario = apply_changes(tiny.assessment(reported=tiny.ten([80.0] * 10)), {"IIT": 90, "1": 0})
    assert scenario.changes["key"].tolist() == ["IIT"]
    assert scenario.total == pytest.approx(83)


def test_the_rule_of_2566_asks_each_instrument():
    framework = load_framework(2566)
    result = tiny.assessment(
        reported=tiny.ten([*[96.0] * 5, *[94.0] * 3, 98, 98]), framework=framework
    )
    assert result.level.level.code == "ผ่านดี"
    changed = apply_changes(result, {"EIT": 95})
    assert changed.level.code == "ผ่านดีเยี่ยม"
    assert apply_changes(result, {"IIT": 84}).level.code == "ผ่าน"


def test_an_incomplete_total_has_no_level_that_would_look_final():
    assessment = tiny.assessment(tiny.whole(iit=[90, None, 90]))
    assert assessment.total is not None
    scenario = apply_changes(assessment, {"I1": 100})
    assert (scenario.level, scenario.possible) == (None, ())


@pytest.mark.parametrize(
    ("key", "score"), [("I99", 50), ("I1", 101), ("I1", -1), ("I1", float("nan"))]
)
def test_what_cannot_be_changed_is_refused(key, score):
    with pytest.raises(WhatIfError) as refused:
        apply_changes(tiny.assessment(tiny.whole()), {key: score})
    assert refused.value.key == key


def test_what_has_no_score_is_no_lever():
    blank = tiny.assessment(tiny.whole(iit=[None, 90.0]))
    assert "I1" not in set(levers(blank)["key"])
    nothing = tiny.assessment()
    assert levers(nothing).empty
    scenario = apply_changes(nothing, {})
    assert (scenario.total, scenario.level) == (None, None)


def test_of_a_file_with_instruments_only_they_are_the_lowest():
    claims = tiny.claims([("instrument", code, 90.0) for code in ("IIT", "EIT", "OIT")])
    table = levers(tiny.assessment(reported=claims))
    assert table["lowest_level"].tolist() == [True] * 3
    assert table["weight"].tolist() == [0.3, 0.3, 0.4]


def test_a_printed_total_moves_by_what_changes():
    """It stays as it is printed until then, although its parts give 80.00."""
    claims = pd.concat([tiny.ten([80.004] * 10), tiny.claims([("total", "total", 80.01)])])
    result = tiny.assessment(reported=claims)
    start = result.total
    assert apply_changes(result, {"1": 85.004}).total == pytest.approx(start + 0.3)


@settings(max_examples=20)
@given(TENS, st.dictionaries(st.sampled_from(NUMBERS), st.decimals(0, 100, places=2).map(float)))
def test_changes_give_what_a_new_roll_up_gives(scores, changes):
    result = tiny.assessment(reported=tiny.ten(scores))
    new = [changes.get(key, score) for key, score in zip(NUMBERS, scores, strict=True)]
    again = tiny.assessment(reported=tiny.ten(new))
    scenario = apply_changes(result, changes)
    assert scenario.total == pytest.approx(again.total, abs=1e-8)
    assert scenario.instruments == pytest.approx(
        {
            row.key: row.score
            for row in again.results[again.results["level"] == "instrument"].itertuples()
        },
        abs=0.0051,
    )


@settings(max_examples=20)
@given(TENS, st.sampled_from(NUMBERS), st.integers(0, 100), st.integers(0, 100))
def test_a_total_is_linear_and_never_falls_when_a_score_rises(scores, key, first, second):
    result = tiny.assessment(reported=tiny.ten(scores))
    low, high = sorted((first, second))
    totals = [apply_changes(result, {key: each}).total for each in (low, high, (low + high) / 2)]
    assert totals[0] <= totals[1] + 1e-8
    assert totals[2] == pytest.approx((totals[0] + totals[1]) / 2, abs=1e-8)


def test_the_input_is_left_alone():
    assessment = own_result()
    before = assessment.results.copy(), assessment.scores.copy()
    apply_changes(assessment, {"I11": 100, "EIT": 20})
    pd.testing.assert_frame_equal(assessment.results, before[0])
    pd.testing.assert_frame_equal(assessment.scores, before[1])


def keys(new_scores):
    assessment = tiny.assessment(tiny.whole())
    return [row.key for row in scenario_rows(assessment, apply_changes(assessment, new_scores))]


def test_rows_go_down_from_the_total_to_what_is_changed():
    assert keys({}) == ["total", "IIT", "EIT", "OIT"]
    assert keys({"I7": 100}) == ["total", "IIT", "2", "I7", "EIT", "OIT"]
    assert keys({"8": 95}) == ["total", "IIT", "EIT", "8", "OIT"]
    assert keys({"EIT": 95}) == ["total", "IIT", "EIT", "OIT"]


def test_of_many_changes_the_indicators_stand_for_the_items():
    assert keys({f"I{n}": 100 for n in range(1, MOST_ITEMS + 2)}) == [
        "total", "IIT", "1", "2", "EIT", "OIT",
    ]  # fmt: skip


def test_a_row_without_a_score_has_none_after_either():
    assessment = tiny.assessment(tiny.whole(eit=[None]))
    rows = {
        row.key: row for row in scenario_rows(assessment, apply_changes(assessment, {"I7": 100}))
    }
    assert rows["EIT"].score is rows["EIT"].new_score is None
    assert (rows["I7"].score, rows["I7"].new_score) == (90.0, 100.0)
