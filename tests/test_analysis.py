"""Roll-up, ranking, counts, levels and reconciliation on tables with known answers."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita import analysis
from ita.framework import load
from ita.rounding import shown
from tests import tiny

SCORES = st.decimals(0, 100, places=2).map(float)


def figure(results, level, key, column="score"):
    row = results[(results["level"] == level) & (results["key"] == key)].iloc[0]
    return None if pd.isna(row[column]) else row[column]


def test_question_to_indicator_to_instrument_to_total():
    results = tiny.results(tiny.whole(iit=[100, 100, 100, 100, 100, 70, 90]))
    assert figure(results, "indicator", "1") == 95
    assert figure(results, "instrument", "IIT") == 91
    assert figure(results, "instrument", "IIT", "points") == pytest.approx(27.3)
    assert figure(results, "total", "total") == pytest.approx(27.3 + 27 + 40)


@pytest.mark.parametrize(("zero", "indicator"), [("O42", 75.0), ("O43", 75.0), ("O34", 93.75)])
def test_oit_rolls_up_through_its_sub_indicators(zero, indicator):
    rows = tiny.items("OIT", [100.0])
    scores = tiny.score_table([{**r, "score": 0.0 if r["code"] == zero else 100.0} for r in rows])
    results = tiny.results(scores)
    assert shown(figure(results, "indicator", "10")) == indicator
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
    results = tiny.results(reported=claims, framework=load(2566))
    assert shown(figure(results, "instrument", "EIT")) == 80.82
    assert shown(figure(results, "total", "total")) == 88.98


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


def test_a_missing_instrument_leaves_no_total_even_if_one_is_printed():
    claims = pd.concat([tiny.ten([90] * 8), tiny.claims([("total", "total", 91.15)])])
    assert figure(tiny.results(reported=claims), "total", "total") is None


def test_two_parts_of_the_eit_weigh_the_same():
    framework = load(2566)
    rows = [
        {"instrument": "EIT", "part": part, "indicator": number, "sub_indicator": "",
         "code": f"E{number}{part}{i}", "score": score}
        for number in (6, 7, 8)
        for part, scores in ((1, [80, 80, 80]), (2, [90]))
        for i, score in enumerate(scores)
    ]  # fmt: skip
    results = tiny.results(tiny.score_table(rows), framework=framework)
    assert figure(results, "instrument", "EIT") == 85


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
        own = results[results["level"] == level]
        assert own["weight"].sum() == pytest.approx(100)
        assert own["points"].sum() == pytest.approx(total)
        assert own["lost"].sum() == pytest.approx(100 - total)
    assert results["score"].between(0, 100).all()
    pd.testing.assert_frame_equal(scores, before)


@given(st.lists(SCORES, min_size=30, max_size=30), st.randoms())
def test_the_order_of_rows_does_not_matter(iit, random):
    scores = tiny.whole(iit)
    order = list(range(len(scores)))
    random.shuffle(order)
    shuffled = scores.iloc[order].reset_index(drop=True)
    for level in ("indicator", "instrument", "total"):
        assert analysis.figures(tiny.results(scores), level) == analysis.figures(
            tiny.results(shuffled), level
        )


def ranked(scores):
    return tiny.assessment(scores).ranked


def test_lowest_five_with_ranks():
    lowest = analysis.lowest(ranked(tiny.whole(iit=[95, 81.2, 93.99, 89.12, 96, 95.11, 97])))
    own = lowest[lowest["instrument"] == "IIT"]
    assert list(own["code"]) == ["I2", "I4", "I3", "I1", "I6"]
    assert list(own["rank"]) == [1, 2, 3, 4, 5]


def test_a_tie_at_the_fifth_place_shows_all_and_says_so():
    table = ranked(tiny.whole(iit=[81, 82, 83, 84, 85, 85, 85, 90]))
    own = analysis.lowest(table)
    assert list(own[own["instrument"] == "IIT"]["rank"]) == [1, 2, 3, 4, 5, 5, 5]
    standing = analysis.standing(table, tiny.BANGKOK).set_index("instrument")
    assert standing.loc["IIT", "state"] == "tie"
    assert standing.loc["IIT", "named"] == 7


def test_all_equal_names_none():
    table = ranked(tiny.whole())
    assert analysis.lowest(table).empty
    assert set(analysis.standing(table, tiny.BANGKOK)["state"]) == {"all_equal"}


def test_fewer_than_five_and_none_at_all():
    rows = [r for r in tiny.items("IIT", [80, 90, 70]) if r["code"] in ("I1", "I2", "I3")]
    table = ranked(tiny.score_table(rows))
    standing = analysis.standing(table, tiny.BANGKOK).set_index("instrument")
    assert list(analysis.lowest(table)["code"]) == ["I3", "I1", "I2"]
    assert standing.loc["IIT", "state"] == "fewer"
    assert standing.loc["EIT", "state"] == "no_items"


def test_equal_as_shown_is_equal_in_rank():
    table = ranked(tiny.whole(iit=[84.994, 84.99, 90]))
    assert list(table[table["shown"] == 84.99]["rank"]) == [1, 1]


def test_blank_scores_have_no_rank():
    assert "I1" not in set(ranked(tiny.whole(iit=[None, 90]))["code"])


def test_weights_of_questions():
    table = ranked(tiny.whole(iit=[80, 90])).set_index("code")
    assert table.loc["I1", "weight"] == pytest.approx(1.0)
    assert table.loc["E1", "weight"] == pytest.approx(2.0)
    assert table.loc["O42", "weight"] == pytest.approx(5.0)
    assert table.loc["I1", "lost"] == pytest.approx(0.2)


def test_above_is_strict_and_on_shown_figures():
    table = ranked(tiny.whole(iit=[85, 85.004, 85.005, 84.99, 90]))
    counts = analysis.above(table, tiny.BANGKOK).set_index("instrument")
    assert counts.loc["IIT", "above"] == 27
    assert counts.loc["IIT", "of"] == 30


def test_distance_to_the_next_level():
    standing = tiny.assessment(tiny.whole(iit=[90], eit=[90], oit=[100])).level
    assert standing.level.code == "A"
    assert standing.next_level.code == "AA"
    assert standing.missing == 1.0
    assert tiny.assessment(tiny.whole([100], [100])).level.next_level is None


def test_what_holds_the_next_level_back():
    claims = tiny.claims(
        [("instrument", "IIT", 94), ("instrument", "EIT", 97), ("instrument", "OIT", 100)]
    )
    standing = tiny.assessment(reported=claims, framework=load(2566)).level
    assert standing.level.code == "ผ่านดี"
    assert standing.missing == 0
    assert standing.held_back_by == ("IIT",)


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
