"""Texts of cells: as they are kept, as they are compared, and the year that one names."""

import re
from functools import lru_cache
from typing import Any

from ita.thai import RAISED, arabic_digits, marks_in_order, normal
from ita.thai_dates import BUDDHIST_OFFSET

# Excel writes a control character as _x000D_; a control character itself shows as a box.
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Signs, and the raised figures of footnotes: neither makes another word of one.
_PUNCTUATION = {ord(sign): None for sign in " .,:;()[]{}\"'“”‘’/\\-–—_*•✚|+&?!<>=†‡⁰¹²³⁴⁵⁶⁷⁸⁹"}
# A mark of a footnote: raised, a sign, or one digit or letter in brackets.
FOOTNOTE = rf"\s*(?:[{RAISED}*†‡§]+\)?|[(\[](?:\d|[ก-ฮ]|\*+)[)\]])"
_BUDDHIST = r"2[45]\d\d"
_CHRISTIAN = r"20[0-5]\d"
_YEAR = re.compile(rf"(?<!\d)({_BUDDHIST}|{_CHRISTIAN})(?!\d|[.,]\d)")
_YEAR_WITH_WORDS = re.compile(
    r"\(?\s*(?:ประจำ)?(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\s?\.?\s?ศ\s?\.?|ค\s?\.?\s?ศ\s?\.?)?\s*"
    rf"(?<!\d)(?:{_BUDDHIST}|{_CHRISTIAN})(?!\d|[.,]\d)\s*\)?"
)
# A text longer than this is no header and no label; it isn't remembered either.
LONGEST_LABEL = 200


def clean(text: str) -> str:
    """A text of the file as it is kept: one line, composed letters, nothing that can't be shown."""
    return _clean(text) if len(text) <= LONGEST_LABEL else _clean.__wrapped__(text)


@lru_cache(maxsize=8192)
def _clean(text: str) -> str:
    return normal(_CONTROL.sub("", _ESCAPED.sub(" ", text)))


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    folded = arabic_digits(clean(text)).casefold().translate(_PUNCTUATION).replace("ๅ", "า")
    # What is copied from a PDF has spaces within words and a sara am that lost its circle
    # ("ด าเนินงาน"): it must equal the whole one. (DOMAIN.md §6)
    return marks_in_order(folded).replace("ำ", "า").replace("\u0e4d", "")


def key(text: str) -> str:
    """The form in which headers and labels are compared: no spaces, signs or capitals."""
    return _key(text[:LONGEST_LABEL])


def shown(cell: Any) -> str:
    """A cell's value as a problem quotes it."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def year_in(cell: Any) -> tuple[int | None, bool]:
    """The fiscal year (Buddhist Era) a cell names, and whether it was written in the Common Era.

    Takes 2565, "ปี ๒๕๖๕", "พ.ศ. 2565" and 2022; (None, False) where there is none, or several.
    """
    if isinstance(cell, str):
        years = set(_YEAR.findall(arabic_digits(cell)))
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and 2000 <= cell < 2600:
        years = set(_YEAR.findall(str(int(cell)))) if cell == int(cell) else set()
    else:
        return None, False
    if len(years) != 1:
        return None, False
    year = int(years.pop())
    return (year, False) if year >= 2400 else (year + BUDDHIST_OFFSET, True)


def without_year(text: str) -> str:
    """A header's text without the year it names and the words around it."""
    return _YEAR_WITH_WORDS.sub(" ", arabic_digits(text)).strip()
