"""Read cells as figures: numbers, missing values and other contents."""

import datetime
import math
import re
from functools import lru_cache
from typing import Any, NamedTuple

from ita.thai.text import RAISED, arabic_digits, clean_text, comparison_key

LOWEST, HIGHEST = 0.0, 100.0
# A footnote mark: raised characters, a sign, or one digit or letter in brackets.
FOOTNOTE = rf"\s*(?:[{RAISED}*†‡§✓✔★☆↑↓▲▼]+\)?|[(\[](?:\d|[ก-ฮ]|\*+)[)\]])"

# Words for a missing value, as returned by `comparison_key` ("" for "-", "–", "..." and blanks).
_MISSING = {
    *("", "na", "nan", "null", "none", "nil", "tbd", "ว่าง", "ไม่มี", "ไม่มีข้อมูล", "ไม่มีคะแนน", "ไม่มีผล"),
    *("ไม่ระบุ", "ไม่ปรากฏ", "ไม่ประเมิน", "ไม่ได้ประเมิน", "ไม่ได้รับการประเมิน", "ไม่เข้ารับการประเมิน", "รอผล"),
}
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.I
)
_PLAIN = r"\d+[.,]\d*|\d+|[.,]\d+"
_GROUPED = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?"
_UNIT = r"(?:%|ร้อยละ|เปอร์เซ็?นต์|percent|คะแนน|แต้ม|points?|pts)"
_OF_FULL_MARKS = (
    r"\s*[(\[]?\s*(?:/|(?:จาก|เต็ม|out\s+of|of)\s*(?:คะแนน)?\s*(?:เต็ม)?|คะแนนเต็ม)"
    rf"\s*(?P<full>\d+(?:\.\d+)?)\s*{_UNIT}?\s*[)\]]?"
)
_NUMBER = re.compile(
    r"(?:['’‘]|=)?[\"“”]?\s*(?:ได้)?\s*(?:คะแนน(?:ที่ได้)?|ร้อยละ|score)?\s*:?\s*"
    rf"(?P<number>[+-]?(?:{_GROUPED}|(?:{_PLAIN})(?P<power>E[+-]?\d{{1,3}})?))(?:{FOOTNOTE})?"
    rf"\s*{_UNIT}?(?:{_OF_FULL_MARKS})?(?:{FOOTNOTE})?\s*\.?[\"“”]?",
    re.I,
)
# Minus signs and separators of other alphabets and programs.
_SIGNS = str.maketrans("−﹣٫٬", "--.,")
# The maximum length of a text that can be a figure.
_LONGEST = 60


class Figure(NamedTuple):
    """A number, or None and the reason.

    `trouble` is "" for a number, else one of: missing, text, error-value, boolean, date,
    not-finite, other-scale. A figure with full marks other than 100 ("5.48/6") is not a score yet:
    its trouble is other-scale, with what was written in `points` and `full_marks`.
    """

    value: float | None
    trouble: str = ""
    points: float | None = None
    full_marks: float | None = None


_NO_FIGURE = {
    trouble: Figure(None, trouble)
    for trouble in ("missing", "text", "error-value", "boolean", "date", "not-finite")
}


def figure(cell: Any) -> Figure:
    """Parse a whole cell as a figure, in any range; a part of a cell is never a figure.

    Accepts "85,5", "85.5%", " 85.5 ", "85.5 คะแนน", "85.5/100", "7.915E+01", "'85.5", "85.5*",
    Thai and full-width digits. "-", "–", "N/A", "ไม่มีข้อมูล" and a blank are missing. A boolean, a
    date, "79-80" and "≈79" are not numbers, and a footnote mark is not a digit. (DOMAIN.md §6)
    """
    kind = type(cell)
    if kind is float and math.isfinite(cell):
        return Figure(cell)
    if kind is float or kind is int:
        try:
            return _finite(float(cell))
        except OverflowError:
            return _NO_FIGURE["not-finite"]
    if kind is str:
        return _from_text(cell) if len(cell) <= _LONGEST else _NO_FIGURE["text"]
    if cell is None:
        return _NO_FIGURE["missing"]
    if kind is bool:
        return _NO_FIGURE["boolean"]
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        return _NO_FIGURE["date"]
    return _NO_FIGURE["text"]


def _finite(value: float) -> Figure:
    return Figure(value) if math.isfinite(value) else _NO_FIGURE["not-finite"]


@lru_cache(maxsize=8192)
def _from_text(text: str) -> Figure:
    plain = arabic_digits(clean_text(text)).translate(_SIGNS)
    if _ERROR.fullmatch(plain):
        return _NO_FIGURE["error-value"]
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return _NO_FIGURE["missing" if comparison_key(plain) in _MISSING else "text"]
    digits = match["number"]
    # A comma before three digits separates thousands in Thailand; any other comma is a decimal
    # separator. No program writes thousands separators before an exponent.
    thousands = re.fullmatch(rf"[+-]?{_GROUPED}", digits)
    value = _finite(float(digits.replace(",", "" if thousands else ".")))
    full_marks = float(match["full"] or HIGHEST)
    if full_marks != HIGHEST:
        return Figure(None, "other-scale", value.value, full_marks or None)
    return value


# A figure with the level that it reaches: "98.14 AA - Excellence", "90.22 (ผ่านดี)".
_WITH_LEVEL = re.compile(
    r"([+-]?\d+(?:[.,]\d+)?)\s*(?:คะแนน|%)?\s*[-–:/,(]*\s*"
    r"((?:ระดับ\s*)?(?:[A-F]{1,2}\b|ผ่าน|ไม่ผ่าน|ต้องปรับปรุง|สูง|ดี|ปานกลาง|ต่ำ)\D*)"
)


def figure_and_words(cell: Any) -> tuple[Figure, str]:
    """Return the figure in a cell and the text of the level after it, "" if there is none."""
    if isinstance(cell, str) and len(cell) <= _LONGEST:
        return _from_text_with_words(cell)
    return figure(cell), ""


@lru_cache(maxsize=8192)
def _from_text_with_words(text: str) -> tuple[Figure, str]:
    whole = figure(text)
    if whole.trouble != "text":
        return whole, ""
    match = _WITH_LEVEL.fullmatch(arabic_digits(clean_text(text)))
    if match is None:
        return whole, clean_text(text)
    return figure(match[1]), match[2].strip(" )")
