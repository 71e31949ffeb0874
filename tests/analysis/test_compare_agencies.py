"""Agencies of one year: ranks, spread, heat map, means, the best at one's weakest indicator."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from ita.analysis.compare_agencies import (
    best_practice,
    gather_scores,
    position_of_agency,
    rank_agencies,
    score_matrix,
    spread,
    with_levels,
)
from ita.rounding import round_column, rounded
from tests.analysis.comparing import of_indicators, one, real_results

FACULTIES = "02_up2563_faculties_wide.csv"
FLAT = [80.0] * 10


def results_of(**scores):
    """Results of 2565 by agency; a number stands for ten equal indicators."""
    return pd.concat(
        [
            of_indicators(name, 2565, each if isinstance(each, list) else [each] * 10)
            for name, each in scores.items()
        ],
        ignore_index=True,
    )


def group(**scores):
    """The same side by side."""
    return gather_scores(results_of(**scores))


def test_ranks_are_shared_and_what_is_incomplete_has_none():
    results = results_of(ก=80.0, ข=90.0, ค=80.0, ง=[None, *FLAT[1:]], จ=70.0)
    totals = results[results["key"] == "total"]
    table = with_levels(rank_agencies(gather_scores(results)), totals)
    assert table[["agency", "rank"]].to_numpy(na_value=0).tolist() == [
        ["ข", 1],
        ["ก", 2],
        ["ค", 2],
        ["จ", 4],
        ["ง", 0],
    ]
    assert table["of"].tolist() == [4] * 5
    # The mean of 90, 80, 80 and 70 is 80.
    assert table["to_mean"].tolist()[:4] == [10.0, 0.0, 0.0, -10.0]
    assert table["to_highest"].tolist()[:4] == [0.0, -10.0, -10.0, -20.0]
    assert one(table, agency="ง")["to_mean"] is pd.NA
    assert one(table, agency="ข")["grade"] == "A"


def test_an_incomplete_figure_is_shown_and_not_ranked():
    results = results_of(ก=80.0, ข=90.0)
    results.loc[(results["agency"] == "ข") & (results["key"] == "total"), "complete"] = False
    totals = results[results["key"] == "total"]
    table = with_levels(rank_agencies(gather_scores(results)), totals)
    assert table[["agency", "score", "complete"]].to_numpy().tolist() == [
        ["ก", 80.0, True],
        ["ข", 90.0, False],
    ]
    assert table["rank"].isna().tolist() == [False, True]


def test_of_two_results_of_an_agency_the_last_counts_whole():
    last = results_of(ก=[None, *[70.0] * 9])
    scores = gather_scores(pd.concat([results_of(ก=80.0), last], ignore_index=True))
    assert len(scores) == 1
    assert scores["1"].isna().all()
    assert scores["2"].tolist() == [70.0]


def test_the_39_units_of_a_university():
    """Totals as printed; 55.31 and 57.69 are the two lowest, 87.41 the highest of the column."""
    results = gather_scores(real_results(FACULTIES))
    totals = real_results(FACULTIES).query("key == 'total'")
    table = with_levels(rank_agencies(results), totals)
    assert len(table) == 39
    assert table["of"].unique().tolist() == [39]
    head = table.head(3)[["agency", "score", "rank", "grade"]].to_numpy().tolist()
    assert head == [
        ["วิทยาลัยการศึกษา", 87.41, 1, "A"],
        ["วิทยาเขตเชียงราย มหาวิทยาลัยพะเยา", 86.33, 2, "A"],
        ["กองกลาง", 86.29, 3, "A"],
    ]
    last = table.iloc[-1]
    assert (last["agency"], last["score"], last["rank"]) == ("คณะทันตแพทยศาสตร์", 55.31, 39)
    assert last["to_highest"] == -32.1
    spreads = spread(results)
    total = one(spreads, key="total")
    assert (total["lowest"], total["highest"], total["median"]) == (55.31, 87.41, 71.21)
    # The university's own figure of 2563 for indicators 1 and 10 is the mean of its units.
    assert one(spreads, key="1")["mean"] == 91.27
    assert one(spreads, key="10")["mean"] == 42.56
    matrix = score_matrix(results)
    assert matrix.shape == (39, 10)
    assert matrix.index[0] == "วิทยาลัยการศึกษา"
    assert matrix.loc["คณะทันตแพทยศาสตร์", "10"] == 5.0


def test_quartiles_of_a_known_group():
    results = group(ก=10.0, ข=20.0, ค=30.0, ง=40.0, จ=50.0)
    row = one(spread(results), key="total")
    names = ["lowest", "lower_quartile", "median", "upper_quartile", "highest", "mean", "agencies"]
    assert [row[name] for name in names] == [10, 20, 30, 40, 50, 30, 5]


def test_the_heat_map_keeps_its_gaps():
    results = group(ก=[None, *FLAT[1:]], ข=70.0)
    matrix = score_matrix(results)
    assert matrix.index.tolist() == ["ข", "ก"]
    assert matrix.columns.tolist() == [str(number) for number in range(1, 11)]
    assert matrix.loc["ก", "1"] is pd.NA


def test_where_one_stands_in_the_group():
    results = group(ก=80.0, ข=[90.0, *FLAT[1:]], ค=[60.0, *FLAT[1:]])
    row = one(position_of_agency(results, "ก"), key="1")
    assert (row["score"], row["rank"], row["of"]) == (80.0, 2, 3)
    # (80 + 90 + 60) / 3 = 76.666…, shown as 76.67
    assert (row["mean"], row["to_mean"], row["to_highest"]) == (76.67, 3.33, -10.0)
    assert position_of_agency(results, "ไม่มี").empty


def test_the_best_at_ones_weakest_indicator():
    own_scores = [90.0, 85.0, *[95.0] * 7, 85.0]
    results = group(
        ก=own_scores, ข=[99.0, 92.0, *FLAT[2:]], ค=[80.0, 92.0, *FLAT[2:9], 85.0], ง=[50.0] * 10
    )
    table = best_practice(results, "ก")
    # Indicators 2 and 10 tie as the weakest; two agencies share the best score of the first.
    assert table[["key", "best_agency", "best_score", "gap"]].to_numpy().tolist() == [
        ["2", "ข", 92.0, 7.0],
        ["2", "ค", 92.0, 7.0],
        ["10", "ก", 85.0, 0.0],
        ["10", "ค", 85.0, 0.0],
    ]
    assert table["rank"].tolist() == [3, 3, 1, 1]


def test_nothing_to_compare():
    results = group(ก=80.0).iloc[:0]
    assert rank_agencies(results).empty
    assert spread(results).empty
    assert score_matrix(results).empty
    assert best_practice(results, "ก").empty


def test_the_input_is_left_alone():
    results = gather_scores(real_results(FACULTIES))
    before = results.copy()
    for compare in (rank_agencies, spread, score_matrix):
        compare(results)
    best_practice(results, "กองกลาง")
    pd.testing.assert_frame_equal(results, before)


@given(st.lists(st.one_of(st.none(), st.decimals(0, 100, places=3).map(float)), max_size=9))
def test_a_column_is_rounded_as_each_of_its_figures(scores):
    column = pd.Series(pd.array(scores, "Float64"), name="score")
    figures = [None if pd.isna(each) else each for each in round_column(column)]
    assert figures == [rounded(score) for score in scores]
