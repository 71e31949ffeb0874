"""Frameworks as data: every year loads, levels at every edge, both regimes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.domain.framework import available_frameworks, load_framework
from ita.rounding import bounds, rounded

ALL_HIGH = {"IIT": 100.0, "EIT": 100.0, "OIT": 100.0}
EDGES = (50, 55, 65, 70, 75, 85, 95, 100)


def level_of(framework, total, instruments):
    """The one level that figures can have, None where there are several."""
    known = {code: bounds(score) for code, score in instruments.items()}
    possible = framework.possible_levels(bounds(total), known)
    return possible[0] if len(possible) == 1 else None


def test_every_year_of_the_domain_is_there():
    national = [year for year, variant in available_frameworks() if variant == "national"]
    assert national == list(range(2562, 2570))
    assert {year for year, variant in available_frameworks() if variant == "bangkok"} == {
        2565,
        2566,
    }


@pytest.mark.parametrize(("year", "variant"), available_frameworks())
def test_each_framework_is_whole(year, variant):
    framework = load_framework(year, variant)
    assert sum(each.weight for each in framework.instruments) == 100
    assert [each.number for each in framework.indicators] == list(range(1, 11))
    assert set(framework.status.values()) <= {"verified", "stated", "unofficial"}
    assert set(framework.status) == {"weights", "indicators", "items", "roll_up", "levels"}
    for each in (*framework.instruments, *framework.indicators, *framework.sub_indicators):
        assert each.name["th"]
        assert each.name["en"]


def test_items_of_fy2565_are_88_with_codes_by_position():
    framework = load_framework(2565, "bangkok")
    codes = [code for each in framework.instruments for code in framework.expected_codes(each.code)]
    assert len(codes) == 88
    assert codes[10] == ("I11", 2, "")
    assert codes[43] == ("E14", 8, "")
    assert codes[-2:] == [("O42", 10, "10.2"), ("O43", 10, "10.2")]
    assert framework.indicator(9).items == 33
    assert framework.indicator(10).items == 10


def test_unknown_counts_give_no_codes():
    assert load_framework(2566).expected_codes("IIT") == []
    assert load_framework(2567).expected_codes("OIT") == []
    assert load_framework(2567).instrument("OIT").items == 35
    assert load_framework(2566).instrument("EIT").parts == 2


def test_the_limits_of_the_oit_of_fy2566():
    """DOMAIN.md §3: sub-indicators begin at O19, O23, O27, O31, O39."""
    codes = load_framework(2566).expected_codes("OIT")
    begins = {sub: code for code, _, sub in reversed(codes)}
    assert len(codes) == 43
    assert begins == {
        "9.1": "O1", "9.2": "O11", "9.3": "O19", "9.4": "O23", "9.5": "O27",
        "10.1": "O31", "10.2": "O39",
    }  # fmt: skip


def test_three_questions_an_indicator_in_fy2567():
    framework = load_framework(2567)
    assert [framework.instrument(code).items for code in ("IIT", "EIT")] == [15, 9]
    assert framework.expected_codes("IIT")[3] == ("I4", 2, "")
    assert framework.expected_codes("EIT")[-1] == ("E9", 8, "")


def test_the_national_mean_holds_for_every_variant_of_a_year():
    means = {year: load_framework(year).national_mean for year in range(2562, 2570)}
    assert {year: mean.score for year, mean in means.items() if mean} == {
        2563: 67.9, 2564: 81.25, 2565: 87.57, 2566: 90.19, 2567: 93.05, 2568: 93.82,
    }  # fmt: skip
    assert load_framework(2565, "bangkok").national_mean == means[2565]
    assert means[2567].passed is None


def test_unknown_year_has_weights_but_no_levels():
    framework = load_framework(None)
    assert level_of(framework, 99.0, ALL_HIGH) is None
    assert framework.score_level(99.0, "indicator") is None
    assert load_framework(2550).fiscal_year == 2550
    assert load_framework(2550).levels == ()


def test_a_variant_that_is_not_known_falls_back_to_the_national_one():
    assert load_framework(2567, "bangkok").variant == "national"


@pytest.mark.parametrize(
    ("score", "letter"),
    [
        (100, "AA"), (95, "AA"), (94.995, "AA"), (94.994, "A"), (94.99, "A"),
        (85, "A"), (84.999, "A"), (84.995, "A"), (84.994, "B"), (84.99, "B"),
        (75, "B"), (74.99, "C"), (70, "C"), (65, "C"), (64.99, "D"), (55, "D"), (54.99, "E"),
        (50, "E"), (49.99, "F"), (0, "F"),
    ],
)  # fmt: skip
def test_letters_until_fy2565(score, letter):
    framework = load_framework(2565)
    assert level_of(framework, score, {}).code == letter
    assert framework.score_level(score, "indicator").code == letter


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (100, "ผ่านดีเยี่ยม"), (95, "ผ่านดีเยี่ยม"), (94.999, "ผ่านดีเยี่ยม"), (94.99, "ผ่านดี"),
        (85, "ผ่านดี"), (84.999, "ผ่านดี"), (84.995, "ผ่านดี"),
        (84.994, "ต้องปรับปรุง"), (84.99, "ต้องปรับปรุง"), (75, "ต้องปรับปรุง"),
        (70, "ต้องปรับปรุง"), (69.99, "ต้องปรับปรุงโดยด่วน"), (65, "ต้องปรับปรุงโดยด่วน"),
        (55, "ต้องปรับปรุงโดยด่วน"), (50, "ต้องปรับปรุงโดยด่วน"), (0, "ต้องปรับปรุงโดยด่วน"),
    ],
)  # fmt: skip
def test_names_from_fy2566(score, name):
    assert level_of(load_framework(2566), score, ALL_HIGH).code == name


@pytest.mark.parametrize(
    ("total", "instruments", "name"),
    [
        (97.29, {"IIT": 94.0, "EIT": 97.0, "OIT": 100.0}, "ผ่านดี"),
        (95.81, {"IIT": 95.0, "EIT": 94.99, "OIT": 97.0}, "ผ่านดี"),
        (88.98, {"IIT": 82.44, "EIT": 80.82, "OIT": 100.0}, "ผ่าน"),
        (94.64, {"IIT": 99.0, "EIT": 84.0, "OIT": 99.0}, "ผ่าน"),
        (91.15, {"IIT": 90.0, "EIT": 84.99, "OIT": 97.0}, "ผ่าน"),
        (86.78, {"IIT": 84.0, "EIT": 86.0, "OIT": 89.0}, "ผ่าน"),
        (95.0, {"IIT": 95.0, "EIT": 95.0, "OIT": 95.0}, "ผ่านดีเยี่ยม"),
        (85.0, {"IIT": 85.0, "EIT": 85.0, "OIT": 85.0}, "ผ่านดี"),
        (84.99, {"IIT": 100.0, "EIT": 50.0, "OIT": 100.0}, "ต้องปรับปรุง"),
    ],
)
def test_an_instrument_holds_a_level_back(total, instruments, name):
    assert level_of(load_framework(2566), total, instruments).code == name


@pytest.mark.parametrize(
    ("total", "instruments", "names"),
    [
        # The total alone (DOMAIN.md §2): nothing below follows from a list of cases in the code.
        (69.99, {}, ["ต้องปรับปรุงโดยด่วน"]),
        (84.99, {}, ["ต้องปรับปรุง"]),
        (85, {}, ["ผ่านดี", "ผ่าน"]),
        (94.99, {}, ["ผ่านดี", "ผ่าน"]),
        (95, {}, ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"]),
        (95.50, {}, ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"]),
        (95.51, {}, ["ผ่านดีเยี่ยม", "ผ่านดี"]),
        (98.50, {}, ["ผ่านดีเยี่ยม", "ผ่านดี"]),
        (98.51, {}, ["ผ่านดีเยี่ยม"]),
        (100, {}, ["ผ่านดีเยี่ยม"]),
        # Some instruments known: the others are what they leave.
        (97, {"IIT": 97, "OIT": 97}, ["ผ่านดีเยี่ยม"]),
        (97, {"IIT": 94.99}, ["ผ่านดี"]),
        (91.20, {"IIT": 90, "OIT": 95}, ["ผ่านดี"]),
        (91.20, {"IIT": 99, "OIT": 95}, ["ผ่าน"]),
        (95, {"IIT": 100}, ["ผ่านดี", "ผ่าน"]),
        (91.20, {"EIT": 84.99}, ["ผ่าน"]),
    ],
)
def test_what_a_total_tells_of_a_named_level_without_every_instrument(total, instruments, names):
    framework = load_framework(2567)
    known = {code: bounds(score) for code, score in instruments.items()}
    assert [level.code for level in framework.possible_levels(bounds(total), known)] == names
    assert level_of(framework, total, instruments) == (
        framework.levels_named(names[0])[0] if len(names) == 1 else None
    )


def test_letters_need_no_instrument():
    assert level_of(load_framework(2565), 97.0, {}).code == "AA"


HUNDREDTHS = st.integers(0, 10000).map(lambda value: value / 100)


@given(HUNDREDTHS, HUNDREDTHS, HUNDREDTHS)
def test_the_level_of_whole_results_is_among_those_that_parts_of_them_leave(iit, eit, oit):
    framework = load_framework(2566)
    scores = {"IIT": iit, "EIT": eit, "OIT": oit}
    total = rounded(sum(Fraction(repr(score)) * weight for score, weight in
                      zip(scores.values(), (30, 30, 40), strict=True)) / 100)  # fmt: skip
    level = level_of(framework, total, scores)
    assert level is not None
    for left_out in ({"IIT"}, {"EIT"}, {"OIT"}, {"IIT", "EIT"}, {"IIT", "EIT", "OIT"}):
        known = {code: bounds(s) for code, s in scores.items() if code not in left_out}
        assert level in framework.possible_levels(bounds(total), known)


@given(HUNDREDTHS, HUNDREDTHS, st.sampled_from([2565, 2566]))
def test_a_higher_total_never_has_a_lower_level(one, other, year):
    framework = load_framework(year)
    low, high = (framework.possible_levels(bounds(t), {}) for t in sorted((one, other)))
    rank = framework.levels.index
    assert rank(high[0]) <= rank(low[0])
    assert rank(high[-1]) <= rank(low[-1])


@pytest.mark.parametrize(
    ("year", "words", "codes"),
    [
        (2565, "AA - Excellence", ["AA"]),
        (2565, "A Very Good", ["A"]),
        (2565, "ระดับ A", ["A"]),
        (2565, "a", ["A"]),
        (2565, "A+", []),
        (2565, "Average", []),
        (2565, "ดีมาก", []),
        (2565, "ผ่าน", ["AA", "A"]),
        (2565, "ไม่ผ่านเกณฑ์", ["B", "C", "D", "E", "F"]),
        (2566, "ผ่าน", ["ผ่าน"]),
        (2566, "ผ่านดีเยี่ยม", ["ผ่านดีเยี่ยม"]),
        (2566, "ระดับผ่านดี", ["ผ่านดี"]),
        (2566, "ผ่านเกณฑ์การประเมิน", ["ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน"]),
        (2566, "ต้องปรับปรุงโดยด่วน", ["ต้องปรับปรุงโดยด่วน"]),
        (2566, "AA", []),
    ],
)
def test_levels_that_printed_words_mean(year, words, codes):
    assert [level.code for level in load_framework(year).levels_named(words)] == codes


def test_no_level_for_a_single_indicator_from_fy2566():
    assert load_framework(2566).score_level(99.0, "indicator") is None


def test_bangkok_prints_a_word_with_two_letters_only():
    framework = load_framework(2565, "bangkok")
    assert level_of(framework, 98.14, {}).printed == "AA Excellence"
    assert level_of(framework, 90, {}).printed == "A Very Good"
    assert level_of(framework, 80, {}).printed == "B"
    assert level_of(load_framework(2565), 98.14, {}).printed == "AA"


@pytest.mark.parametrize("year", [2565, 2566])
def test_no_score_falls_between_two_levels(year):
    framework = load_framework(year)
    for edge in EDGES:
        for step in (-0.006, -0.005, -0.004, 0, 0.004):
            assert level_of(framework, min(edge + step, 100), ALL_HIGH) is not None
