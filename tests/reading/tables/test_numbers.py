"""A figure is the whole cell or nothing. (DOMAIN.md §6)"""

import datetime
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.reading.tables.numbers import figure, figure_and_words
from ita.thai.text import arabic_digits, thai_digits


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (85, 85.0),
        (85.5, 85.5),
        ("85,5", 85.5),
        ("0,855", 0.855),
        ("1,234.5", 1234.5),
        ("๙๗.๖๘ คะแนน", 97.68),
        ("ร้อยละ ๙๐", 90.0),
        ("85.5 %", 85.5),
        ("-5", -5.0),
        (".5", 0.5),
        ("100.", 100.0),
        ("7.915E+01", 79.15),
        ("7,915E+01", 79.15),
        ("79.1¹", 79.1),
        ("79.1 ①", 79.1),
        ("79.15**", 79.15),
        ("79.15 †", 79.15),
        ("79.15 (1)", 79.15),
        ("79.15 (ก)", 79.15),
        ("79.15 %*", 79.15),
        ("79.15/100", 79.15),
        ("๗๙.๑๕ จาก ๑๐๐ คะแนน", 79.15),
        ("79.15 คะแนน (เต็ม 100)", 79.15),
        ("79.15 (คะแนนเต็ม 100 คะแนน)", 79.15),
        ("'79.15", 79.15),
        ("’79.15", 79.15),
        ('="79.15"', 79.15),
        ("٧٩٫١٥", 79.15),
        ("\u200979.15\u00a0", 79.15),
        ("−5", -5.0),
    ],
)
def test_figures(cell: Any, value: float) -> None:
    assert figure(cell) == (value, "", None, None)


@pytest.mark.parametrize(
    ("cell", "points", "full_marks"),
    [
        ("5.48/6", 5.48, 6.0),
        ("4.5 เต็ม 5", 4.5, 5.0),
        ("๔.๕ จาก ๕", 4.5, 5.0),
        ("29/30", 29.0, 30.0),
    ],
)
def test_a_figure_of_other_full_marks_is_no_score(
    cell: str, points: float, full_marks: float
) -> None:
    assert figure(cell) == (None, "other-scale", points, full_marks)


@pytest.mark.parametrize(
    ("cell", "trouble"),
    [
        (None, "missing"),
        ("", "missing"),
        ("\u00a0–\u200b", "missing"),
        ("n/a", "missing"),
        ("ไม่มีข้อมูล", "missing"),
        ("#DIV/0!", "error-value"),
        ("#N/A", "error-value"),
        (True, "boolean"),
        (datetime.datetime(2022, 1, 2), "date"),
        (datetime.time(1, 2), "date"),
        (datetime.timedelta(1), "date"),
        (float("nan"), "not-finite"),
        (float("inf"), "not-finite"),
        (10**400, "not-finite"),
        ("9" * 60, ""),
        ("8 5", "text"),
        ("85.5.5", "text"),
        ("=1+1", "text"),
        ("79. 15", "text"),
        ("79.1 1", "text"),
        ("79.15.20", "text"),
        ("79-80", "text"),
        ("≈79", "text"),
        (">85", "text"),
        ("ประมาณ 79", "text"),
        ("79½", "text"),
        ("79.15 (80)", "text"),
        ("15/4/2566", "text"),
        ("1" * 61, "text"),
    ],
)
def test_what_is_no_figure(cell: Any, trouble: str) -> None:
    assert figure(cell).trouble == trouble


def test_a_level_behind_a_figure() -> None:
    value, words = figure_and_words("๙๘.๑๔ AA - Excellence")
    assert (value.value, words) == (98.14, "AA - Excellence")
    assert figure_and_words("๖ คุณภาพการดำเนินงาน")[0].value is None
    assert figure_and_words("85.00 ผ่าน (ปี 2564 ได้ 80.00)")[0].value is None


_BEFORE = ["", " ", "'", '="', "ร้อยละ ", "ได้ ", "\u200b\u00a0"]
_AFTER = [
    "",
    " ",
    "%",
    " คะแนน",
    "¹",
    "*",
    " †",
    " (1)",
    "/100",
    " คะแนน (เต็ม 100)",
    " จาก 100",
    '"',
]


@given(
    st.decimals(0, 100, places=2),
    st.sampled_from(["{}", "{:E}", "{:.4f}"]),
    st.sampled_from(_BEFORE),
    st.sampled_from(_AFTER),
    st.sampled_from([str, thai_digits]),
    st.booleans(),
)
def test_any_dress_of_a_number_gives_that_number(
    value: Any, form: str, before: str, after: str, digits: Any, comma: bool
) -> None:
    text = form.format(value)
    if comma and "4f" not in form:
        # Three or more digits behind a comma could be thousands.
        text = text.replace(".", ",")
    assert figure(before + digits(text) + after).value == float(value)


@given(st.text("0123456789๕٥.,/*()¹² %-E+คะแนนเต็ม", max_size=12))
def test_no_figure_is_a_part_of_the_digits(text: str) -> None:
    # Whatever is read is one unbroken number of the text, and the only one beside full marks.
    value = figure(text).value
    if value is None:
        return
    runs = re.findall(r"[+-]?[\d.,]*\d[\d.,]*(?:E[+-]?\d+)?", arabic_digits(text))
    assert any(figure(run.rstrip(".,")).value == value for run in runs)
    assert len(runs) == 1 or set(runs[1:]) <= {"100", *"0123456789", *(f"{n}." for n in range(10))}
