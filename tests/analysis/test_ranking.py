"""The weakest items: ranks, ties, none to name; counts above a mark."""

import pytest

from ita.analysis.ranking import above, lowest, lowest_overall, lowest_status, priorities
from tests import tiny
from tests.analysis.own_result import own_result


def ranked(scores):
    return tiny.assessment(scores).ranked


def test_lowest_five_with_ranks():
    table = lowest(ranked(tiny.whole(iit=[95, 81.2, 93.99, 89.12, 96, 95.11, 97])))
    iit_questions = table[table["instrument"] == "IIT"]
    assert list(iit_questions["code"]) == ["I2", "I4", "I3", "I1", "I6"]
    assert list(iit_questions["rank"]) == [1, 2, 3, 4, 5]


def test_a_tie_at_the_fifth_place_shows_all_and_says_so():
    table = ranked(tiny.whole(iit=[81, 82, 83, 84, 85, 85, 85, 90]))
    lowest_questions = lowest(table)
    assert list(lowest_questions[lowest_questions["instrument"] == "IIT"]["rank"]) == [
        1,
        2,
        3,
        4,
        5,
        5,
        5,
    ]
    status = lowest_status(table, tiny.BANGKOK).set_index("instrument")
    assert status.loc["IIT", "state"] == "tie"
    assert status.loc["IIT", "named"] == 7


def test_all_equal_names_none():
    table = ranked(tiny.whole())
    assert lowest(table).empty
    assert set(lowest_status(table, tiny.BANGKOK)["state"]) == {"all_equal"}


def test_fewer_than_five_and_none_at_all():
    rows = [r for r in tiny.items("IIT", [80, 90, 70]) if r["code"] in ("I1", "I2", "I3")]
    table = ranked(tiny.score_table(rows))
    status = lowest_status(table, tiny.BANGKOK).set_index("instrument")
    assert list(lowest(table)["code"]) == ["I3", "I1", "I2"]
    assert status.loc["IIT", "state"] == "fewer"
    assert status.loc["EIT", "state"] == "no_items"


def test_equal_as_shown_is_equal_in_rank():
    table = ranked(tiny.whole(iit=[84.994, 84.99, 90]))
    assert list(table[table["rounded_score"] == 84.99]["rank"]) == [1, 1]


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
    counts = above(table, tiny.BANGKOK).set_index("instrument")
    assert counts.loc["IIT", "above"] == 27
    assert counts.loc["IIT", "of"] == 30


def test_the_lowest_of_all_instruments_together():
    table = lowest_overall(ranked(tiny.whole(iit=[95, 81.2, 99], eit=[90, 97], oit=[0, 100])), 3)
    assert list(table["code"]) == ["O1", "I2", "E1"]
    assert list(table["ties"]) == [0, 0, 0]


def test_of_equal_figures_the_one_that_weighs_more_is_lower():
    items = ranked(tiny.whole(iit=[50, 90], eit=[50, 90]))
    weights = items.set_index("code")["weight"]
    first, second = lowest_overall(items, 2)["code"]
    assert {first, second} == {"I1", "E1"}
    assert weights[first] >= weights[second]


def test_the_rest_of_a_tie_is_counted():
    table = lowest_overall(ranked(tiny.whole(oit=[0, 0, 0, 0, 100])), 3)
    assert list(table["code"]) == ["O1", "O2", "O3"]
    assert list(table["ties"]) == [1, 1, 1]


def test_nothing_is_lowest_where_all_are_equal():
    assert lowest_overall(ranked(tiny.whole())).empty


def test_priorities_weigh_the_gap():
    """A missing item of 10.2 costs 0.4 / 2 / 2 / 2 of the total, a question of the EIT 0.3 / 3 / 5."""
    oit = [100.0] * 42 + [0.0]
    table = priorities(ranked(tiny.whole(iit=[100.0], eit=[50.0, 60.0, 100.0], oit=oit)))
    assert table["code"].tolist() == ["O43", "E1", "E2"]
    assert table["gap"].tolist() == [100.0, 50.0, 40.0]
    assert [round(each, 6) for each in table["potential"]] == [5.0, 1.0, 0.8]
    assert table["priority"].tolist() == [1, 2, 3]
    weakest = priorities(own_result().ranked).iloc[0]
    assert (weakest["code"], round(weakest["potential"], 6)) == ("I11", 0.188)
