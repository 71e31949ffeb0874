"""Figures on another scale than 0 to 100: converted where the file says so, else asked."""

from typing import Any

import pytest

from tests.reading.files import NAMES
from tests.reading.scores.results import (
    FULL_POINTS,
    POINTS,
    SCORES,
    TOTAL,
    Table,
    answered,
    codes_of,
    figures_of,
    indicators,
    read,
    sheet,
)

OF_5 = [round(score / 20, 4) for score in SCORES]
OF_1 = [round(score / 100, 4) for score in SCORES]
HEADER = ["ตัวชี้วัด", "คะแนน"]
WIDE = ["หน่วยงาน", *NAMES]


@pytest.mark.parametrize(
    "rows",
    [
        [["ตัวชี้วัด", "คะแนน (เต็ม 5)"], *indicators(OF_5)],
        [["ตัวชี้วัด", "คะแนนเฉลี่ย (5 คะแนน)"], *indicators(OF_5)],
        [["ตัวชี้วัด", "5 คะแนน"], *indicators(OF_5)],
        [["ตัวชี้วัด", "คะแนนที่ได้"], ["", "(คะแนนเต็ม 5)"], *indicators(OF_5)],
        [["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"], *indicators(FULL_POINTS, POINTS)],
        [["ตัวชี้วัด", "คะแนนที่ได้", "คะแนนเต็ม"], *indicators(OF_5, [5.0] * 10)],
        [
            HEADER,
            *indicators(
                f"{points}/{full:g}" for points, full in zip(POINTS, FULL_POINTS, strict=True)
            ),
        ],
        [
            ["เครื่องมือ", "คะแนนเต็ม", "คะแนนที่ได้"],
            ["IIT", 30, 26.187],
            ["EIT", 30, 25.915],
            ["OIT", 40, 36.6],
        ],
    ],
)
def test_full_marks_that_the_file_states_are_converted_and_said(rows: Table) -> None:
    reading = read(rows)
    assert figures_of(reading) == [TOTAL]
    assert set(codes_of(reading)) == {"score-converted"}


@pytest.mark.parametrize(
    "rows",
    [
        [["ตัวชี้วัด", "คะแนนที่ได้ (คะแนนเต็ม 100)"], *indicators()],
        [["ตัวชี้วัด", "คะแนน\n(คะแนนเต็ม 100 คะแนน)"], *indicators()],
        [["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้"], *indicators([100.0] * 10, SCORES)],
        [["ตัวชี้วัด", "คะแนนเต็ม", "คะแนนที่ได้", "ร้อยละ"], *indicators(FULL_POINTS, POINTS, SCORES)],
        [["ตัวชี้วัด", "คะแนน (ก่อนถ่วงน้ำหนัก)", "คะแนน (หลังถ่วงน้ำหนัก)"], *indicators(SCORES, POINTS)],
        [["ตัวชี้วัด", "น้ำหนัก", "คะแนน", "คะแนนถ่วงน้ำหนัก"], *indicators(FULL_POINTS, SCORES, POINTS)],
    ],
)
def test_scores_beside_full_marks_and_points_stay_as_they_are(rows: Table) -> None:
    reading = read(rows)
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == []


def test_cells_shown_as_percent_are_read_as_shown() -> None:
    cells = frozenset(f"B{row}" for row in range(2, 12))
    reading = read([sheet([HEADER, *indicators(OF_1)], percent_cells=cells)])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == []


@pytest.mark.parametrize(
    ("rows", "scale"),
    [
        ([HEADER, *indicators(OF_1)], "0–1"),
        ([HEADER, *indicators(round(score / 25, 4) for score in SCORES)], "0–4"),
        ([HEADER, *indicators(OF_5)], "0–5"),
        ([HEADER, *indicators(score / 10 for score in SCORES)], "0–10"),
        ([WIDE, ["อบต.ก", *OF_5]], "0–5"),
        ([["ปี", "IIT", "EIT", "OIT"], [2565, 4.36450, 4.319165, 4.575]], "0–5"),
        ([["หน่วยงาน", "คะแนนรวม"], ["อบต.ก", 4.435]], "0–5"),
    ],
)
def test_a_scale_that_the_file_does_not_state_is_a_question(rows: Table, scale: str) -> None:
    assert figures_of(read(rows)) == [None]
    results = answered(rows)
    assert results[scale] == [TOTAL]
    (as_they_are,) = results["0–100"]
    assert as_they_are is not None
    assert as_they_are < 10


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER, *indicators(POINTS)],
        [WIDE, ["อบต.ก", *POINTS]],
        [["เครื่องมือ", "คะแนน"], ["IIT", 26.187], ["EIT", 25.915], ["OIT", 36.6]],
        [["หน่วยงาน", "IIT", "EIT", "OIT"], ["อบต.ก", 26.187, 25.915, 36.6]],
    ],
)
def test_points_of_the_total_without_a_word_are_a_question(rows: Table) -> None:
    assert figures_of(read(rows)) == [None]
    assert answered(rows)["30 · 30 · 40"] == [TOTAL]


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER, *indicators(POINTS), ["คะแนนรวม", TOTAL]],
        [[*WIDE, "รวม"], ["อบต.ก", *POINTS, TOTAL]],
        [["หน่วยงาน", "IIT", "EIT", "OIT", "คะแนนรวม"], ["อบต.ก", 26.187, 25.915, 36.6, TOTAL]],
        [["หน่วยงาน", "IIT (30)", "EIT (30)", "OIT (40)"], ["อบต.ก", 26.187, 25.915, 36.6]],
        [["ตัวชี้วัด", "คะแนนถ่วงน้ำหนัก"], *indicators(POINTS)],
    ],
)
def test_points_that_header_or_total_prove_are_computed_back(rows: Table) -> None:
    reading = read(rows)
    assert figures_of(reading) == [TOTAL]
    assert set(codes_of(reading)) <= {"score-from-points", "score-converted"}
    assert codes_of(reading)


@pytest.mark.parametrize("total", [188.7, 100.5, -1.0])
def test_no_total_is_above_100_or_below_0(total: float) -> None:
    reading = read([["หน่วยงาน", "คะแนนรวม"], ["อบต.ก", total]])
    assert figures_of(reading) == [None]
    assert codes_of(reading) == ["score-out-of-range"]


def test_points_above_their_weight_are_no_points() -> None:
    reading = read([["เครื่องมือ", "คะแนนถ่วงน้ำหนัก"], ["IIT", 91], ["EIT", 25], ["OIT", 36]])
    assert "score-out-of-range" in codes_of(reading)
    assert figures_of(reading) == [None]


@pytest.mark.parametrize(
    "values", [[*SCORES[:8], 5.0, 0.0], [*SCORES[:8], 0.0, 0.0], [35.0, *SCORES[1:]]]
)
def test_low_scores_among_others_are_scores(values: list[float]) -> None:
    reading = read([WIDE, ["อบต.ก", *values]])
    assert list(reading.reported["value"]) == values
    assert codes_of(reading) == []


def test_weights_in_each_row_are_those_of_the_instrument() -> None:
    instruments = ["IIT"] * 5 + ["EIT"] * 3 + ["OIT"] * 2
    weights: list[Any] = [30] * 8 + [40] * 2
    header = ["ตัวชี้วัด", "เครื่องมือ", "น้ำหนัก", "คะแนน"]
    reading = read([header, *indicators(instruments, weights, SCORES)])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == []


@pytest.mark.parametrize(
    ("lowest", "others", "is_noted"),
    [(8.81, 88.0, True), (4.0, 88.0, True), (12.5, 88.0, False), (8.81, 40.5, False)],
)
def test_a_lone_low_score_may_have_lost_a_digit(
    lowest: float, others: float, is_noted: bool
) -> None:
    scores = [lowest, *(others + number for number in range(9))]
    reading = read([HEADER, *indicators(scores)])
    assert ("score-very-low" in codes_of(reading)) == is_noted
    assert list(reading.reported["value"]) == scores
