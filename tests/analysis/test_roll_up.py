"""The roll-up from items, indicators, instruments, parts, weighted scores or a total."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.analysis.results import figures
from ita.domain.framework import load_framework
from ita.rounding import rounded
from tests import tiny

SCORES = st.decimals(0, 100, places=2).map(float)


def figure(results, level, key, column="score"):
    row = results[(results["level"] == level) & (results["key"] == key)].iloc[0]
    return None if pd.isna(row[column]) else row[column]


def test_question_to_indicator_to_instrument_to_total():
    results = tiny.results(tiny.whole(iit=[100, 100, 100, 100, 100, 70, 90]))
    assert figure(results, "indicator", "1") == 95
    assert figure(results, "instrument", "IIT") == 91
    assert figure(results, "instrument", "IIT", "weighted_score") == pytest.approx(27.3)
    assert figure(results, "total", "total") == pytest.approx(27.3 + 27 + 40)


@pytest.mark.parametrize(("zero", "indicator"), [("O42", 75.0), ("O43", 75.0), ("O34", 93.75)])
def test_oit_rolls_up_through_its_sub_indicators(zero, indicator):
    rows = tiny.items("OIT", [100.0])
    scores = tiny.score_table([{**r, "score": 0.0 if r["code"] == zero else 100.0} for r in rows])
    results = tiny.results(scores)
    assert rounded(figure(results, "indicator", "10")) == indicator
    assert figure(results, "indicator", "9") == 100
    assert figure(results, "instrument", "OIT") == (indicator + 100) / 2


def test_ten_printed_indicators_are_enough():
    results = tiny.results(reported=tiny.ten([90, 80, 90, 80, 90, 85, 85, 85, 100, 50]))
    assert figure(results, "instrument", "IIT") == 86
    assert figure(results, "instrument", "OIT") == 75
    assert figure(results, "total", "total") == pytest.approx(25.8 + 25.5 + 30)
    assert figure(results, "indicator", "2", "basis") == "indicator"


def test_a_blank_indicator_leaves_no_instrument_and_no_total():
    results = tiny.results(reported=tiny.ten([90, None, 90, 80, 90, 85, 85, 85, 100, 50]))
    assert figure(results, "indicator", "2") is None
    assert figure(results, "instrument", "IIT") is None
    assert figure(results, "instrument", "EIT") == 85
    assert figure(results, "total", "total") is None
    assert not figure(results, "total", "total", "complete")


def test_a_blank_question_is_left_out_and_marks_everything_above():
    results = tiny.results(tiny.whole(iit=[None, 90, 90, 90, 90, 80, 90]))
    assert figure(results, "indicator", "1") == 88
    assert figure(results, "indicator", "1", "scored") == 5
    assert figure(results, "indicator", "1", "items") == 6
    for level, key in (("indicator", "1"), ("instrument", "IIT"), ("total", "total")):
        assert not figure(results, level, key, "complete")
    assert figure(results, "indicator", "2", "complete")
    assert tiny.assessment(tiny.whole(iit=[None, 90])).level.level is None


def test_rows_that_the_framework_expects_but_the_file_lacks_count_as_missing():
    scores = tiny.whole()
    results = tiny.results(scores[scores["code"] != "I6"].reset_index(drop=True))
    assert figure(results, "indicator", "1", "items") == 6
    assert figure(results, "indicator", "1", "scored") == 5
    assert not figure(results, "total", "total", "complete")


def test_all_questions_of_an_indicator_missing():
    results = tiny.results(tiny.whole(iit=[None] * 6 + [90]))
    assert figure(results, "indicator", "1") is None
    assert figure(results, "instrument", "IIT") is None
    assert figure(results, "total", "total") is None


def test_instruments_alone_give_a_total():
    claims = tiny.claims([("instrument", "IIT", 82.44), ("part", "EIT 1", 79.40),
                          ("part", "EIT 2", 82.24), ("instrument", "OIT", 100)])  # fmt: skip
    results = tiny.results(reported=claims, framework=load_framework(2566))
    assert rounded(figure(results, "instrument", "EIT")) == 80.82
    assert rounded(figure(results, "total", "total")) == 88.98


def test_one_part_of_the_eit_is_not_the_eit():
    claims = tiny.claims([("part", "EIT 1", 79.40), ("part", "EIT 2", None)])
    assert figure(tiny.results(reported=claims), "instrument", "EIT") is None


def test_weighted_points_are_computed_back():
    claims = tiny.claims([("weighted", "IIT", 27.0), ("weighted", "EIT", 24.0),
                          ("weighted", "OIT", 38.0)])  # fmt: skip
    results = tiny.results(reported=claims)
    assert figure(results, "instrument", "OIT") == 95
    assert figure(results, "instrument", "OIT", "basis") == "weighted"
    assert figure(results, "total", "total") == 89


def test_a_total_alone_is_kept():
    results = tiny.results(reported=tiny.claims([("total", "total", 91.15)]))
    assert figure(results, "total", "total") == 91.15
    assert figure(results, "total", "total", "complete")
    assert figure(results, "instrument", "IIT") is None


def test_an_unfilled_form_beside_ten_indicators_counts_as_no_list():
    results = tiny.results(tiny.whole([None], [None], [None]), tiny.ten([90] * 10))
    assert figure(results, "total", "total") == 90
    assert figure(results, "total", "total", "complete")


def test_a_printed_total_counts_where_an_instrument_is_missing():
    claims = pd.concat([tiny.ten([90] * 8), tiny.claims([("total", "total", 91.15)])])
    results = tiny.results(reported=claims)
    assert figure(results, "total", "total") == 91.15
    assert figure(results, "total", "total", "basis") == "total"
    assert figure(results, "total", "total", "complete")
    assert figure(results, "instrument", "OIT") is None


def test_two_parts_of_the_eit_weigh_the_same():
    framework = load_framework(2566)
    rows = [
        {"instrument": "EIT", "part": part, "indicator": number, "sub_indicator": "",
         "code": f"E{number}{part}{i}", "score": score}
        for number in (6, 7, 8)
        for part, scores in ((1, [80, 80, 80]), (2, [90]))
        for i, score in enumerate(scores)
    ]  # fmt: skip
    results = tiny.results(tiny.score_table(rows), framework=framework)
    assert figure(results, "instrument", "EIT") == 85


@settings(max_examples=25)
@given(
    st.lists(SCORES, min_size=30, max_size=30),
    st.lists(SCORES, min_size=15, max_size=15),
    st.lists(st.sampled_from([0.0, 100.0]), min_size=43, max_size=43),
)
def test_what_was_earned_and_what_was_lost_make_the_whole(iit, eit, oit):
    scores = tiny.whole(iit, eit, oit)
    before = scores.copy(deep=True)
    results = tiny.results(scores)
    total = figure(results, "total", "total")
    for level in ("item", "indicator", "instrument"):
        rows = results[results["level"] == level]
        assert rows["weight"].sum() == pytest.approx(100)
        assert rows["weighted_score"].sum() == pytest.approx(total)
        assert rows["lost"].sum() == pytest.approx(100 - total)
    assert results["score"].between(0, 100).all()
    pd.testing.assert_frame_equal(scores, before)


@settings(max_examples=25)
@given(st.lists(SCORES, min_size=30, max_size=30), st.randoms())
def test_the_order_of_rows_does_not_matter(iit, random):
    scores = tiny.whole(iit)
    order = list(range(len(scores)))
    random.shuffle(order)
    shuffled = scores.iloc[order].reset_index(drop=True)
    for level in ("indicator", "instrument", "total"):
        assert figures(tiny.results(scores), level) == figures(tiny.results(shuffled), level)
