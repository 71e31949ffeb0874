"""A cell as a figure: what is read as a number, what counts as missing, and what is neither."""

import datetime
import math
import re
from functools import lru_cache
from typing import Any, NamedTuple

from ita.reading.tables.text import clean
from ita.thai import arabic_digits

LOWEST, HIGHEST = 0.0, 100.0

_MISSING = {
    *("", "-", "--", "–", "—", "−", ".", "...", "n/a", "na", "n.a.", "nan", "null", "none", "nil"),
    *("ไม่มี", "ไม่มีข้อมูล", "ไม่มีคะแนน", "ไม่ประเมิน", "ไม่ได้ประเมิน", "ไม่ระบุ", "ว่าง"),
}
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.I
)
_NUMBER = re.compile(
    r"(?:ร้อยละ|คะแนน|ได้)?\s*"
    r"([+-]?(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?|\d+[.,]\d*|\d+|[.,]\d+))"
    r"\s*(?:%|ร้อยละ|เปอร์เซ็นต์|คะแนน|points?)?\s*\.?",
    re.I,
)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")


# A text longer than this is no figure, whatever stands in it.
_LONGEST = 60


class Figure(NamedTuple):
    """A number (None where there is none) and what stood in its way.

    `trouble` is "" for a number, else one of: missing, text, error-value, boolean, date,
    not-finite.
    """

    value: float | None
    trouble: str = ""


_NO_FIGURE = {
    trouble: Figure(None, trouble)
    for trouble in ("missing", "text", "error-value", "boolean", "date", "not-finite")
}


def figure(cell: Any) -> Figure:
    """The figure in a cell, whatever its range.

    Reads "85,5", "85.5%", " 85.5 ", "85.5 คะแนน", Thai and full-width digits; takes "-", "–",
    "N/A", "ไม่มีข้อมูล" and a blank as missing; never reads a boolean or a date as a number.
    (DOMAIN.md §6)
    """
    kind = type(cell)
    if kind is float and math.isfinite(cell):
        return Figure(cell)
    if kind is float or kind is int:
        try:
            value = float(cell)
        except OverflowError:
            return _NO_FIGURE["not-finite"]
        return Figure(value) if math.isfinite(value) else _NO_FIGURE["not-finite"]
    if kind is str:
        return _from_text(cell) if len(cell) <= _LONGEST else _NO_FIGURE["text"]
    if cell is None:
        return _NO_FIGURE["missing"]
    if kind is bool:
        return _NO_FIGURE["boolean"]
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        return _NO_FIGURE["date"]
    return _NO_FIGURE["text"]


@lru_cache(maxsize=8192)
def _from_text(text: str) -> Figure:
    plain = arabic_digits(clean(text))
    if plain.casefold() in _MISSING:
        return _NO_FIGURE["missing"]
    if _ERROR.fullmatch(plain):
        return _NO_FIGURE["error-value"]
    found = _NUMBER.fullmatch(plain)
    if found is None:
        return _NO_FIGURE["text"]
    digits = found[1]
    # Three digits after a comma are thousands in Thailand; any other comma is a decimal one.
    digits = digits.replace(",", "" if _THOUSANDS.fullmatch(digits) else ".")
    value = float(digits)
    return Figure(value) if math.isfinite(value) else _NO_FIGURE["not-finite"]


# A figure with the level that it reaches: "98.14 AA - Excellence", "90.22 (ผ่านดี)".
_WITH_LEVEL = re.compile(
    r"([+-]?\d+(?:[.,]\d+)?)\s*(?:คะแนน|%)?\s*[-–:/,(]*\s*"
    r"((?:ระดับ\s*)?(?:[A-F]{1,2}\b|ผ่าน|ไม่ผ่าน|ต้องปรับปรุง|สูง|ดี|ปานกลาง|ต่ำ).*)"
)


def figure_and_words(cell: Any) -> tuple[Figure, str]:
    """The figure in a cell and the level behind it, if one stands there."""
    if isinstance(cell, str) and len(cell) <= _LONGEST:
        return _from_text_with_words(cell)
    return figure(cell), ""


@lru_cache(maxsize=8192)
def _from_text_with_words(text: str) -> tuple[Figure, str]:
    whole = figure(text)
    if whole.trouble != "text":
        return whole, ""
    found = _WITH_LEVEL.fullmatch(arabic_digits(clean(text)))
    if found is None:
        return whole, clean(text)
    return figure(found[1]), found[2].strip(" )")
