"""Years of one agency: changes as they are shown, and what is not comparable."""

import pandas as pd
import pytest

from ita.analysis.compare_years import YEAR_TYPES, break_between, compare_years
from tests.analysis.comparing import of_indicators, of_items, one, real_results

PHAYAO = "04_up_university_2563_2565_indicators.csv"
PROVINCES = "06_nacc2564_group2_provinces_indicators.csv"
BOTH = [90.0, 91.0, 92.0, 93.0, 94.0, 80.0, 85.0, 90.0, 70.0, 60.0]


def question(code, text, score, instrument="IIT"):
    return {
        "instrument": instrument,
        "indicator": {"IIT": 1, "EIT": 6, "OIT": 9}[instrument],
        "sub_indicator": "9.1" if instrument == "OIT" else "",
        "code": code,
        "text": text,
        "score": score,
    }


def test_a_university_in_two_years():
    """Checked by hand: IIT 449.25/5 and 420.64/5, total 0.3 · 89.85 … of the printed indicators."""
    table = compare_years(real_results(PHAYAO))
    assert table["fiscal_year"].unique().tolist() == [2563, 2565]
    rows = {
        "1": (92.82, 91.27, 1.55, 1, 1),
        "2": (86.53, 80.64, 5.89, 7, 5),
        "5": (89.35, 78.98, 10.37, 5, 7),
        "10": (79.62, 42.56, 37.06, 10, 10),
    }
    for key, expected in rows.items():
        row = one(table, fiscal_year=2565, key=key)
        figures = ("score", "previous_score", "change", "rank", "previous_rank")
        assert tuple(row[name] for name in figures) == expected
        assert row["comparable"]
        assert row["reason"] == ""
        assert row["of"] == 10
    # 0.3 · 445.25/5 + 0.3 · 268.72/3 + 0.4 · 165.49/2 = 26.715 + 26.872 + 33.098
    total = one(table, fiscal_year=2565, key="total")
    assert (total["score"], total["previous_score"], total["change"]) == (86.69, 71.55, 15.14)
    assert (total["grade"], total["previous_grade"], total["same_level_rule"]) == ("A", "C", True)


def test_provinces_have_years_of_their_own():
    results = real_results(PROVINCES)
    trat = compare_years(results[results["agency"] == "ตราด"])
    total = one(trat, fiscal_year=2564, key="total")
    assert (total["score"], total["change"]) == (81.45, 5.83)
    assert one(trat, fiscal_year=2564, key="2")["previous_rank"] == 4
    assert one(trat, fiscal_year=2564, key="2")["rank"] == 8
    nayok = compare_years(results[results["agency"] == "นครนายก"])
    assert nayok["comparable"].isna().all()
    assert nayok["change"].isna().all()


def test_a_break_is_said_and_gives_no_change():
    table = compare_years(
        pd.concat([of_indicators("ก", year, BOTH) for year in (2565, 2566, 2567, 2568)])
    )
    reasons = {
        (row.fiscal_year, row.key): (row.comparable, row.reason, row.change)
        for row in table.itertuples()
        if row.fiscal_year > 2565 and row.key in ("total", "IIT", "6", "9", "1")
    }
    assert reasons[2566, "IIT"] == (True, "", 0.0)
    assert reasons[2566, "1"] == (True, "", 0.0)
    for key in ("6", "total"):
        assert reasons[2566, key][:2] == (False, "parts")
        assert pd.isna(reasons[2566, key][2])
    # Other lists of items below the OIT are a remark, not a break.
    assert reasons[2566, "9"] == (True, "items", 0.0)
    assert reasons[2567, "IIT"][:2] == (False, "answers")
    assert reasons[2567, "9"] == (True, "items", 0.0)
    assert reasons[2568, "IIT"] == (True, "", 0.0)
    assert reasons[2568, "total"] == (True, "items", 0.0)
    rules = table[table["key"] == "total"]["same_level_rule"].tolist()
    assert rules[1:] == [False, True, True]


def test_the_figures_of_before_2562_are_another_assessment():
    assert break_between(2561, 2562) == "indices"
    assert break_between(2561, 2562, "OIT") == "indices"
    assert break_between(2562, 2565) == ""
    assert break_between(2565, 2568, "OIT") == ""


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (question("I1", "ข้อ หนึ่ง", 80), question("I1", "ข้อหนึ่ง", 85.5), ""),
        (question("I1", "ข้อหนึ่ง", 80), question("I1", "ข้อสอง", 85.5), "question"),
        (question("I1", None, 80), question("I1", None, 85.5), "question"),
        (question("I1", "ข้อหนึ่ง", 80), question("I2", "ข้อหนึ่ง", 85.5), "missing"),
        (question("I1", "ข้อหนึ่ง", None), question("I1", "ข้อหนึ่ง", 85.5), "missing"),
        (question("O1", "ข้อ", 0, "OIT"), question("O1", "ข้อ", 100, "OIT"), "codes"),
    ],
)
def test_questions_are_compared_only_where_code_and_text_are_the_same(before, after, reason):
    other = question("E1", "อื่น", 90, "EIT")
    results = pd.concat([of_items(2564, [before, other]), of_items(2565, [after, other])])
    row = one(compare_years(results), fiscal_year=2565, key=after["code"])
    assert row["reason"] == reason
    assert row["comparable"] == (reason == "")
    assert pd.isna(row["change"]) == (reason != "")
    if not reason:
        assert row["change"] == 5.5


def test_an_incomplete_figure_is_not_compared():
    rows = [question("I1", "ข้อหนึ่ง", 80), question("I2", "ข้อสอง", None)]
    full = [question("I1", "ข้อหนึ่ง", 80), question("I2", "ข้อสอง", 80)]
    table = compare_years(pd.concat([of_items(2564, rows), of_items(2565, full)]))
    assert one(table, fiscal_year=2565, key="1")["reason"] == "incomplete"


def test_zero_is_a_score_and_its_change_is_known():
    results = pd.concat(
        [of_indicators("ก", 2564, [*BOTH[:-1], 0.0]), of_indicators("ก", 2565, BOTH)]
    )
    assert one(compare_years(results), fiscal_year=2565, key="10")["change"] == 60.0


def test_nothing_and_an_unknown_year():
    results = of_indicators("ก", 2565, BOTH)
    unknown = results.assign(fiscal_year=pd.array([None] * len(results), "Int64"))
    for table in (results.iloc[:0], unknown):
        empty = compare_years(table)
        assert empty.empty
        assert {name: str(kind) for name, kind in empty.dtypes.items()} == dict(YEAR_TYPES)


def test_the_input_is_left_alone():
    results = real_results(PHAYAO)
    before = results.copy()
    compare_years(results)
    pd.testing.assert_frame_equal(results, before)
