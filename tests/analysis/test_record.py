"""The figure of record: what a report prints, what its parts give, and which of them counts."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.analysis.record import exact, written
from ita.analysis.results import bases, figures
from ita.domain.framework import load_framework
from ita.rounding import rounded, rounded_decimal
from tests import tiny

TEN = [91.25, 88.4, 79.15, 84.6, 93.05, 90.1, 86.75, 82.3, 95.5, 87.5]  # 88.702


def record(reported, scores=None, framework=tiny.BANGKOK, level="total", key="total"):
    results = tiny.results(scores, reported, framework)
    return rounded(figures(results, level)[key]), bases(results, level)[key]


def claims(*rows):
    return tiny.claims(rows)


@pytest.mark.parametrize(
    ("printed", "record_of_total"),
    [
        (88.70, (88.70, "computed")),
        (88.71, (88.71, "printed")),
        (88.69, (88.70, "computed")),
        (88.72, (88.70, "computed")),
        (89.43, (88.70, "computed")),
    ],
)
def test_a_printed_total_counts_as_long_as_the_rounding_of_its_parts_explains_it(
    printed, record_of_total
):
    reported = pd.concat([tiny.ten(TEN), claims(("total", "total", printed))])
    assert record(reported) == record_of_total


@pytest.mark.parametrize(
    ("printed", "record_of_total"),
    [(91.50, (91.50, "computed")), (91.51, (91.51, "printed")), (91.52, (91.50, "computed")),
     (91.56, (91.50, "computed"))],
)  # fmt: skip
def test_instruments_alone_and_a_printed_total(printed, record_of_total):
    parts = [("instrument", "IIT", 90.0), ("instrument", "EIT", 88.0), ("instrument", "OIT", 95.25)]
    assert record(claims(*parts, ("total", "total", printed))) == record_of_total


def test_printed_figures_fill_what_cannot_be_recomputed_and_what_lies_above_is_computed():
    blank = [None if number == 2 else score for number, score in enumerate(TEN, 1)]
    reported = pd.concat([tiny.ten(blank), claims(("instrument", "IIT", 87.29))])
    assert record(reported, level="indicator", key="2") == (None, None)
    assert record(reported, level="instrument", key="IIT") == (87.29, "printed")
    assert record(reported) == (88.70, "computed")


def test_an_indicator_with_a_blank_question_is_what_the_report_prints_of_it():
    scores = tiny.whole(iit=[None, 90.0])
    printed = claims(("indicator", "1", 88.5))
    assert record(printed, scores, level="indicator", key="1") == (88.5, "printed")
    assert tiny.assessment(scores, printed).level.level.code == "A"
    impossible = claims(("indicator", "1", 95.0))
    assert record(impossible, scores, level="indicator", key="1") == (90.0, "computed")
    assert list(tiny.assessment(scores, impossible).differences["computed"]) == ["75.00–91.67"]


def test_without_a_printed_figure_a_blank_question_leaves_no_final_level():
    made = tiny.assessment(tiny.whole(iit=[None, 90.0]))
    assert made.level.level is None
    assert made.level.at_least is None


def test_a_total_that_its_known_parts_rule_out_is_no_result():
    parts = [("instrument", "IIT", 90.0), ("instrument", "OIT", 95.0)]
    assert record(claims(*parts, ("total", "total", 99.0))) == (None, None)


def test_points_alone_give_an_instrument_only_where_its_indicators_do_not():
    blank = [None if number == 2 else score for number, score in enumerate(TEN, 1)]
    weighted = claims(("weighted", "IIT", 26.19))
    assert record(pd.concat([tiny.ten(blank), weighted]), level="instrument", key="IIT") == (
        87.3,
        "computed",
    )
    whole = pd.concat([tiny.ten(TEN), weighted])
    assert record(whole, level="instrument", key="IIT") == (87.29, "computed")


@pytest.mark.parametrize(
    ("year", "total", "words", "level", "at_least", "printed"),
    [
        (2565, 94.99, "A", "A", None, False),
        (2565, 94.99, "AA", "A", None, False),
        (2565, None, "A", "A", None, True),
        (2565, None, "ผ่าน", None, None, False),
        (2566, 89.43, None, None, "ผ่าน", False),
        (2566, 89.43, "ผ่าน", "ผ่าน", None, True),
        (2566, 89.43, "ผ่านดีเยี่ยม", None, "ผ่าน", False),
        (2566, 97.0, None, None, "ผ่านดี", False),
        (2566, 97.0, "ผ่านดี", "ผ่านดี", None, True),
        (2566, 98.51, None, "ผ่านดีเยี่ยม", None, False),
        (2566, None, "ผ่านดี", "ผ่านดี", None, True),
        (2561, 83.1, "สูงมาก", "สูงมาก", None, True),
        (None, 91.0, "A", "A", None, True),
    ],
)
def test_levels_of_record(year, total, words, level, at_least, printed):
    reported = tiny.total_and_level(total, words)
    status = tiny.assessment(reported=reported, framework=load_framework(year)).level
    code = status.level.code if status.level else None
    lowest = status.at_least.code if status.at_least else None
    assert (code, lowest, status.printed) == (level, at_least, printed)


def test_a_printed_level_that_rounding_explains_counts():
    reported = pd.concat([tiny.ten([94.99] * 9 + [95.0]), tiny.total_and_level(None, "AA")])
    status = tiny.assessment(reported=reported).level
    assert (status.level.code, status.computed.code) == ("AA", "A")
    exact_one = pd.concat([tiny.ten([94.99] * 10), tiny.total_and_level(None, "AA")])
    assert tiny.assessment(reported=exact_one).level.contradicted


def test_a_printed_level_of_an_indicator_stands_in_for_its_score():
    rows = [{"level": "grade", "key": "3", "text": "B"}]
    reported = pd.concat([tiny.ten([90, 90, None] + [90] * 7), tiny.reported_table(rows)])
    made = tiny.assessment(reported=reported)
    assert made.level_of("3").level.code == "B"
    assert made.level_of("2").level.code == "A"
    assert made.differences.empty


def test_the_sum_of_rounded_points_may_miss_the_printed_total_by_a_hundredth():
    weighted = {"IIT": 25.04, "EIT": 26.41, "OIT": 22.85}
    rows = [("weighted", code, value) for code, value in weighted.items()]
    assert record(claims(*rows, ("total", "total", 74.31))) == (74.31, "printed")
    # Reading computes such scores back and keeps the weighted scores beside them.
    weights = {each.code: each.weight for each in tiny.BANGKOK.instruments}
    rows += [("instrument", code, value * 100 / weights[code]) for code, value in weighted.items()]
    assert record(claims(*rows, ("total", "total", 74.31))) == (74.31, "printed")
    assert record(claims(*rows, ("total", "total", 74.33))) == (74.30, "computed")


EXACT = st.integers(0, 10**6).map(lambda value: Fraction(value, 10**4))


@given(EXACT, st.integers(2, 4))
def test_what_is_written_stands_for_the_exact_figure(value, places):
    figure = written(exact(float(rounded_decimal(value, places))))
    assert figure.low <= value <= figure.high


@settings(max_examples=50)
@given(st.lists(EXACT, min_size=10, max_size=10), st.sets(st.integers(0, 9)), st.booleans())
def test_an_honest_print_is_never_contradicted(indicators, blank, with_instruments):
    """Whatever is rounded once and wherever parts are left out, the published total stands."""
    shares = {"IIT": indicators[:5], "EIT": indicators[5:8], "OIT": indicators[8:]}
    instruments = {code: sum(parts, Fraction()) / len(parts) for code, parts in shares.items()}
    total = sum(instruments[each.code] * each.weight / 100 for each in tiny.BANGKOK.instruments)
    rows = [
        ("indicator", str(number), None if number - 1 in blank else float(rounded_decimal(value)))
        for number, value in enumerate(indicators, 1)
    ]
    if with_instruments:
        rows += [("instrument", code, float(rounded_decimal(v))) for code, v in instruments.items()]
    rows.append(("total", "total", float(rounded_decimal(total))))
    made = tiny.assessment(reported=claims(*rows))
    assert rounded(made.total) == float(rounded_decimal(total))
    assert made.differences.empty
    top = made.results.iloc[-1]
    assert (
        exact(top["low"]) - Fraction(1, 10**9) <= total <= exact(top["high"]) + Fraction(1, 10**9)
    )


@settings(max_examples=50)
@given(st.lists(EXACT, min_size=10, max_size=10), st.integers(2, 500), st.booleans())
def test_a_print_beyond_rounding_is_never_the_result(indicators, hundredths, above):
    rows = [float(rounded_decimal(value)) for value in indicators]
    computed = tiny.assessment(reported=tiny.ten(rows)).total
    printed = round(rounded(computed) + (hundredths if above else -hundredths) / 100, 2)
    if not 0 <= printed <= 100:
        return
    reported = pd.concat([tiny.ten(rows), claims(("total", "total", printed))])
    made = tiny.assessment(reported=reported)
    assert made.total == computed
    assert list(made.differences["printed"]) == [str(rounded_decimal(printed))]
