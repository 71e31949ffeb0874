"""Parsing of the indicator, sub-indicator, item and question codes of a measure."""

import re
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from ita.domain.framework import load_framework
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import indicator_of_name
from ita.reading.tables.item_codes import item_code, item_code_with_text, question_number
from ita.thai.text import arabic_digits, comparison_key

_FRAMEWORK = load_framework(None)
_NAME_OF = {each.number: each.name["th"] for each in _FRAMEWORK.indicators}
_SUB_OF_NAME = {comparison_key(each.name["th"]): each.number for each in _FRAMEWORK.sub_indicators}
_SUBS = {each.number for each in _FRAMEWORK.sub_indicators}

_SUB = re.compile(r"(?:ตัวชี้วัดย่อย(?:ที่)? ?)?\(?((?:9|10)\.\d)(?!\d)(?:\.\d{1,2})?[.) ]*(.*)")
_NUMBERED = re.compile(r"(?:ตัวชี้วัด(?:ที่)? ?)?\(?(\d{1,3})(?![\d.,]\d) ?[.):]?(?!\d) ?(.*)")
# An item code in front of a text, whose letter may have become a digit: "๐๑", "0๓", "020".
# (DOMAIN.md §4)
_DAMAGED = re.compile(r"[Oo0] ?([1-9]\d?)[.):]? +(?=\S)")
_RANGE = re.compile(r"([IE]) ?(\d{1,2}) ?[-–—] ?(?:\1)? ?(\d{1,2})", re.I)


class Indicator(NamedTuple):
    """The indicator that a cell names; `differs` if its number and its name disagree."""

    number: int | None
    sub_indicator: str = ""
    differs: bool = False


def indicator_in(cell: Any) -> Indicator:
    """Parse "๑) การปฏิบัติหน้าที่", "ตัวชี้วัดที่ 1 …", "9.1 ข้อมูลพื้นฐาน", 1 or 9.1.

    A known name takes precedence over the number; a number followed by an unrelated text is
    ignored. `number` is None if there is no indicator or the number is outside 1-10.
    """
    plain = arabic_digits(display_text(cell))
    sub = sub_indicator_in(plain)
    if sub:
        return Indicator(int(sub.split(".")[0]), sub)
    numbered = _NUMBERED.fullmatch(plain)
    number = int(numbered[1]) if numbered else 0
    name = numbered[2] if numbered else plain
    named = indicator_of_name(name)
    if named is not None:
        return Indicator(named, differs=number not in (0, named))
    # "1. จำนวนโครงการ" counts something else; a name of the indicator may be misspelt.
    close = SequenceMatcher(
        None, comparison_key(name), comparison_key(_NAME_OF.get(number, ""))
    ).ratio()
    sure = not name or plain.startswith("ตัวชี้วัด") or close > 0.6
    return Indicator(number if number in _NAME_OF and sure else None)


def sub_indicator_in(cell: Any) -> str:
    """Return the sub-indicator that a cell names by its number or its name; "" for none."""
    plain = arabic_digits(display_text(cell))
    if numbered := _SUB.fullmatch(plain):
        return numbered[1] if numbered[1] in _SUBS else ""
    return _SUB_OF_NAME.get(comparison_key(plain), "")


def item_code_in(text: str) -> tuple[str, str]:
    """Split "O1 โครงสร้าง", "O11" or "020" into a code and the text after it, or the whole text."""
    code, behind = item_code_with_text(text)
    if code := item_code(text) or code or damaged_code_before(text)[0]:
        return (code, behind) if code.startswith("O") else ("", "")
    number = question_number(text)
    return (f"O{number}", text) if number else ("", "")


def damaged_code_before(text: str) -> tuple[str, str]:
    """Return the item code at the start of a text and the rest of it; ("", text) for none."""
    match = _DAMAGED.match(arabic_digits(text))
    return (f"O{match[1]}", text[match.end() :]) if match else ("", text)


def question_codes_in(cell: Any) -> tuple[tuple[str, ...], str]:
    """Return the question codes of a cell ("I19, I20 และ I23", "I19-I23") and the unparsed rest."""

    def whole_range(match: re.Match[str]) -> str:
        numbers = range(int(match[2]), int(match[3]) + 1)
        return " ".join(f"{match[1]}{number}" for number in numbers) if numbers else "?" + match[0]

    text = _RANGE.sub(whole_range, arabic_digits(display_text(cell)))
    pieces = [piece for piece in re.split(r"(?:และ|ข้อ|[\s,;/])+", text) if piece]
    codes = dict.fromkeys(filter(None, map(item_code, pieces)))
    return tuple(codes), " ".join(piece for piece in pieces if not item_code(piece))
