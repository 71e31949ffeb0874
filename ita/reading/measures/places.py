"""Which indicator, sub-indicator and item a measure belongs to, from the cells that say so."""

import re
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from ita.framework import load
from ita.reading.tables.headers import indicator_of_name
from ita.reading.tables.text import clean, key, shown
from ita.thai import arabic_digits

_FRAMEWORK = load(None)
_NAME_OF = {each.number: each.name["th"] for each in _FRAMEWORK.indicators}
_SUB_OF_NAME = {key(each.name["th"]): each.number for each in _FRAMEWORK.sub_indicators}
_SUBS = {each.number for each in _FRAMEWORK.sub_indicators}

_SUB = re.compile(r"(?:ตัวชี้วัดย่อย(?:ที่)? ?)?\(?((?:9|10)\.\d)(?!\d)(?:\.\d{1,2})?[.) ]*(.*)")
_NUMBERED = re.compile(r"(?:ตัวชี้วัด(?:ที่)? ?)?\(?(\d{1,3})(?![\d.,]\d) ?[.):]?(?!\d) ?(.*)")
# A printed item code whose letter may have become a digit: "๐๑", "0๓", "O๑๐", "020". (DOMAIN.md §4)
_ITEM = re.compile(r"[Oo0] ?([1-9]\d?)[.):]?")
_ITEM_BEFORE_TEXT = re.compile(r"[Oo0] ?([1-9]\d?)[.):]? +(?=\S)")
_QUESTION = re.compile(r"([IEie]) ?0?([1-9]\d?)")
_QUESTION_RANGE = re.compile(r"([IEie]) ?([1-9]\d?) ?[-–—] ?([IEie])? ?([1-9]\d?)")


class Indicator(NamedTuple):
    """What an indicator cell names; `differs` where its number is not that of its name."""

    number: int | None
    sub_indicator: str = ""
    differs: bool = False


def indicator_in(cell: Any) -> Indicator:
    """The indicator of "๑) การปฏิบัติหน้าที่", "ตัวชี้วัดที่ 1 …", "9.1 ข้อมูลพื้นฐาน", 1 or 9.1.

    The name tells it where it is known, else the number, unless another text stands behind it; None
    for a number that is none of 1-10.
    """
    plain = arabic_digits(clean(cell) if isinstance(cell, str) else shown(cell))
    sub = sub_indicator_in(plain)
    if sub:
        return Indicator(int(sub.split(".")[0]), sub)
    numbered = _NUMBERED.fullmatch(plain)
    number = int(numbered[1]) if numbered else None
    name = numbered[2] if numbered else plain
    named = indicator_of_name(name)
    if named is not None:
        return Indicator(named, differs=number is not None and number != named)
    # "1. จำนวนโครงการ" counts something else; a name of the indicator may be misspelt.
    close = SequenceMatcher(None, key(name), key(_NAME_OF.get(number or 0, ""))).ratio()
    sure = not name or plain.startswith("ตัวชี้วัด") or close > 0.6
    return Indicator(number if number in _NAME_OF and sure else None)


def sub_indicator_in(cell: Any) -> str:
    """The sub-indicator that a cell names by its number or its name; "" for none."""
    plain = arabic_digits(clean(cell) if isinstance(cell, str) else shown(cell))
    numbered = _SUB.fullmatch(plain)
    if numbered:
        return numbered[1] if numbered[1] in _SUBS else ""
    return _SUB_OF_NAME.get(key(plain), "")


def item_code_in(cell: Any) -> tuple[str, bool]:
    """The item code of a cell, "O11", and whether it was printed just so; ("", False) for none."""
    text = clean(cell) if isinstance(cell, str) else shown(cell)
    plain = arabic_digits(text)
    found = _ITEM.fullmatch(plain if not plain.isdigit() or plain.startswith("0") else "0" + plain)
    if not found:
        return "", False
    code = f"O{found[1]}"
    return code, text == code


def item_code_before(issue: str) -> tuple[str, str]:
    """The item code that an issue begins with, and the issue without it; ("", issue) for none."""
    found = _ITEM_BEFORE_TEXT.match(arabic_digits(issue))
    return (f"O{found[1]}", issue[found.end() :]) if found else ("", issue)


def question_codes_in(cell: Any) -> tuple[tuple[str, ...], str]:
    """The question codes of a cell, "I19, I20 และ I23" or "I19-I23", and what was none of them."""
    text = arabic_digits(clean(cell)) if isinstance(cell, str) else shown(cell)
    codes: list[str] = []

    def whole_range(found: re.Match[str]) -> str:
        letter, other = found[1].upper(), (found[3] or found[1]).upper()
        first, last = int(found[2]), int(found[4])
        if letter != other or first > last:
            return found[0].replace("-", "?")
        codes.extend(f"{letter}{number}" for number in range(first, last + 1))
        return " "

    rest = _QUESTION_RANGE.sub(whole_range, text)
    rest = _QUESTION.sub(lambda found: codes.append(f"{found[1].upper()}{found[2]}") or " ", rest)
    rest = re.sub(r"และ|ข้อ|[\s,;/.–—-]+", " ", rest).strip()
    return tuple(dict.fromkeys(codes)), rest
