"""The words in headers of score tables, and their meaning for a column. (DOMAIN.md §6)"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ita.domain.agencies import find_agency, is_agency_name
from ita.domain.framework import load_framework
from ita.reading.tables.item_codes import label_code
from ita.reading.tables.numbers import figure
from ita.reading.tables.table import NOTHING, Column, Vocabulary, load_words
from ita.thai.text import LONGEST_LABEL, arabic_digits, clean_text, comparison_key
from ita.thai.years import without_year, year_in

# The maximum length of a header without spaces; longer texts, such as questions, are no headers.
_LONGEST = 60

_FRAMEWORK = load_framework(None)
INSTRUMENT_OF: dict[int, str] = {each.number: each.instrument for each in _FRAMEWORK.indicators}
INDICATORS_OF: dict[str, list[int]] = {
    each.code: [indicator.number for indicator in _FRAMEWORK.indicators_of(each.code)]
    for each in _FRAMEWORK.instruments
}
WEIGHT_OF: dict[str, float] = {each.code: float(each.weight) for each in _FRAMEWORK.instruments}


def points_of(indicator: str) -> float:
    """Return the points of the total that an indicator's full score is worth. (DOMAIN.md §1)"""
    instrument = INSTRUMENT_OF[int(indicator)]
    return WEIGHT_OF[instrument] / len(INDICATORS_OF[instrument])


_NUMBER_OF_NAME: dict[str, int] = {
    comparison_key(name): each.number
    for each in _FRAMEWORK.indicators
    for name in (each.name["th"], each.name["en"], *each.also)
}

_ROLES = load_words("scores")
# Roles of columns that name the subject or owner of a row.
IDENTITY = frozenset(
    {
        *("agency", "agency detail", "year", "instrument", "part", "indicator number"),
        *("indicator name", "sub-indicator", "code", "order", "text"),
    }
)
# Roles of columns with the figures of a row's subject.
FIGURES = frozenset(
    {
        *("score", "score of year", "score of agency", "indicator score", "total", "weight"),
        *("weighted", "grade", "result", "count", "count of"),
    }
)
_UNREAD = {"", "statistic", "other"}
# Roles of columns with the figures of one item, indicator, part or instrument each.
WIDE = frozenset({"item", "of sub-indicator", "of indicator", "of part", "of instrument"})
# Roles of columns that name the rows of a table with a row per question, indicator or instrument;
# the other columns of the table may be agencies or years.
_ROW_NAMES = {"text", "code", "indicator name", "indicator number", "instrument"}

_INSTRUMENT = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])", re.I)
_INSTRUMENT_NAMES = load_words("instruments")
_PART = re.compile(r"(?:ส่วน|ตอน|part)\s*(?:ที่)?\s*([12])(?!\d)", re.I)
_INDICATOR = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?![\d.])")
_SUB_INDICATOR = re.compile(r"((?:9|10)\.\d)(?:[\s.].*)?")
_LEADING_NUMBER = re.compile(r"^\(?\d{1,2}\s*[.):]?\s*")
# "(คะแนนเต็ม 100)", "เต็ม 5 คะแนน", "จาก 10".
_FULL_MARKS = re.compile(
    r"[(\[]?\s*(?:จาก\s*)?(?:คะแนน)?\s*(?:เต็ม|จาก|out of|max)\s*(?:คะแนน)?\s*=?\s*"
    r"(\d+(?:\.\d+)?)\s*(?:คะแนน|%)?\s*[)\]]?",
    re.I,
)
# A bare number after a name may be full marks or a weight: "IIT (30)".
_IN_BRACKETS = re.compile(
    r"[(\[]\s*(?:ร้อยละ|น้ำหนัก|weight)?\s*(?:[01]\s*[-–]\s*)?(\d{1,3})\s*(?:%|คะแนน)?\s*[)\]]"
    r"|(?<=IT)\s*(?:ร้อยละ|น้ำหนัก|weight)?\s*(\d{2})\s*(?:%|คะแนน)?$|(?<=\D)\s(\d{1,3})\s*คะแนน$",
    re.I,
)
# Two digits are a year only after a word for year.
_SHORT_YEAR = re.compile(
    r"(?<![A-Za-z])(?:ปี(?:งบประมาณ|งบ)?|FY|งปม\.?)\s*['’]?([5-7]\d)(?!\d)", re.I
)
# "คะแนน (หมายเหตุ: …)" is a column of scores, "หมายเหตุ" a column of remarks.
_REMARK = re.compile(r"(?<=\S)\s*[(\[]\s*(?:หมายเหตุ|ที่มา)[^()\[\]]*[)\]]")
_POINTS = re.compile(r"(\d{1,3})\s*คะแนน")
# Full marks and weights in use; another number in brackets is a footnote or a column number.
_KNOWN_MARKS = {4, 5, 10, 20, 30, 40, 100}
_REMARKS = dict(load_words("remarks"))


# The traits of one header cell, by name; absent traits are left out.
_Traits = Mapping[str, Any]


def indicator_of_name(text: str) -> int | None:
    """Return the number of the indicator that a whole text names; a number before it is ignored."""
    number = _NUMBER_OF_NAME.get(comparison_key(text))
    if number is None:
        plain = arabic_digits(clean_text(text[:LONGEST_LABEL]))
        plain = _INDICATOR.sub("", plain, count=1)
        number = _NUMBER_OF_NAME.get(comparison_key(_LEADING_NUMBER.sub("", plain)))
    return number


def instrument_in(text: str) -> str:
    """Return the only instrument that a text names, "" if none or several."""
    named = {name.upper() for name in _INSTRUMENT.findall(text)}
    if not named:
        squeezed = comparison_key(text)
        named = {code for code, words in _INSTRUMENT_NAMES if words.search(squeezed)}
    return named.pop() if len(named) == 1 else ""


def part_in(text: str) -> str:
    """Return the part of an instrument that a text names: "1", "2" or ""."""
    match = _PART.search(arabic_digits(text))
    return match[1] if match else ""


@lru_cache(maxsize=8192)
def _traits_of(text: str) -> _Traits:
    text = _SHORT_YEAR.sub(r" ปี 25\1", _REMARK.sub("", arabic_digits(text)))
    year, christian = year_in(text)
    plain = clean_text(without_year(text) if year else text)
    if len(plain) > LONGEST_LABEL or len(comparison_key(plain)) > _LONGEST:
        return {}
    traits: dict[str, Any] = {"year": year, "christian": christian}
    traits["full_marks"], plain = _split_number(_FULL_MARKS, plain)
    bracketed, bare = _split_number(_IN_BRACKETS, plain)
    if bracketed in _KNOWN_MARKS:
        traits["in_brackets"], plain = bracketed, bare
    squeezed, number = _REMARKS["unweighted"].sub("", comparison_key(plain)), figure(plain).value
    if points := _POINTS.fullmatch(plain):
        traits |= {"role": "score", "full_marks": float(points[1])}
    elif squeezed and number is not None:
        traits["ordinal"] = int(number) if number == int(number) else None
    elif squeezed:
        traits |= _traits_of_words(plain, squeezed)
        others = {name for name, value in traits.items() if value} - {"superseded"}
        # Names of places may contain words of headers: "เทศบาลตำบลบ้านเก่า", "อบต.โพนพิสัย".
        whole = traits["role"] in _UNREAD and find_agency(plain) == plain
        if whole or (not others and is_agency_name(plain)):
            traits |= {"agency": clean_text(text), "role": "", "superseded": False}
    return {name: value for name, value in traits.items() if value}


def _traits_of_words(plain: str, squeezed: str) -> _Traits:
    sub, heading = _SUB_INDICATOR.fullmatch(plain), _INDICATOR.match(plain)
    number = int(heading[1]) if heading else 0
    return {
        "role": next((role for role, words in _ROLES if words.search(squeezed)), ""),
        "instrument": instrument_in(plain),
        "part": part_in(plain),
        "indicator": indicator_of_name(plain) or (number if number in INSTRUMENT_OF else None),
        "sub_indicator": sub[1] if sub else "",
        "item": label_code(plain)[0],
        "superseded": _REMARKS["superseded"].search(squeezed) is not None,
    }


def _split_number(pattern: re.Pattern[str], text: str) -> tuple[float | None, str]:
    """Return the number that matches a pattern in a header, and the header without the match."""
    match = pattern.search(text)
    if match is None:
        return None, text
    number = next(group for group in match.groups() if group)
    return float(number), text[: match.start()] + text[match.end() :]


def _traits(cell: Any) -> _Traits:
    if isinstance(cell, str):
        return _traits_of(cell) if len(cell) <= LONGEST_LABEL * 2 else {}
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != cell:
        return {}
    year, christian = year_in(cell)
    if year:
        return {"year": year, "christian": christian}
    return {"ordinal": int(cell)} if abs(cell) < 100 and cell == int(cell) else {}


@lru_cache(maxsize=8192, typed=True)
def column(*cells: Any) -> Column:
    """Return the column described by header cells, the upper one first.

    A lower cell refines an upper one, which may be merged over several columns: "IIT" over
    "ตัวชี้วัดที่ 1", "คะแนน" over "2564", "EIT" over "ส่วนที่ 2".
    """
    traits: dict[str, Any] = {}
    for cell in cells:
        traits |= _traits(cell)
    name = _name(traits)
    others = ("year", "christian", "full_marks", "in_brackets", "superseded")
    return Column(*name, **{trait: traits[trait] for trait in others if trait in traits})


def _name(traits: _Traits) -> tuple[str, str]:
    """Return the role and key of a column."""
    role = traits.get("role", "")
    instrument, part = traits.get("instrument", ""), traits.get("part", "")
    if part and role != "part":
        instrument = instrument or "EIT"
    indicator = traits.get("indicator") or _indicator_by_ordinal(traits)
    if "item" in traits:
        return "item", traits["item"]
    if role in ("grade", "weighted", "weight", "count", "count of") and (indicator or instrument):
        return role, str(indicator or instrument)
    if role in ("other", "statistic", "full marks"):
        return role, ""
    if "sub_indicator" in traits:
        return "of sub-indicator", traits["sub_indicator"]
    if indicator:
        return "of indicator", str(indicator)
    if instrument:
        return ("of part", f"{instrument} {part}") if part else ("of instrument", instrument)
    if "agency" in traits and role in ("", "score", "result"):
        return "score of agency", traits["agency"]
    if "year" in traits and role in ("", "year"):
        return "score of year", ""
    return role or ("full marks" if "full_marks" in traits else ""), ""


def _indicator_by_ordinal(traits: _Traits) -> int | None:
    """Return the indicator meant by a bare number under "IIT" or "คะแนนรายตัวชี้วัด"."""
    number, role = traits.get("ordinal", 0), traits.get("role", "")
    if indicators := INDICATORS_OF.get(traits.get("instrument", "")):
        if number in indicators:
            return int(number)
        return indicators[number - 1] if 1 <= number <= len(indicators) else None
    of_indicators = role in ("indicator score", "indicator name", "indicator number", "score")
    return int(number) if of_indicators and number in INSTRUMENT_OF else None


def _is_header(columns: Sequence[Column], figures_below: Callable[[int], bool]) -> bool:
    known = [each for each in columns if each.role not in ("", "unknown", "other", "statistic")]
    roles = {each.role for each in known}
    filled = len(columns) - columns.count(NOTHING)
    if roles == {"year", "score of year"}:
        # "ปีงบประมาณ | 2565" states a year; it is not the header of a column.
        return False
    if len(known) == 1 and filled == 1 and roles <= {"total", "grade"}:
        return figures_below(columns.index(known[0])) or roles == {"grade"}
    if roles & IDENTITY and roles & (FIGURES - {"score of agency"}):
        return len(known) >= 2
    wide = [each.role for each in known if each.role in WIDE]
    if len(wide) > len(set(wide)):
        return True
    of_one = wide and roles & {"agency", "agency by row", "agency detail", "year", "total", "grade"}
    if len(known) == filled and (of_one or len(roles & FIGURES) >= 2):
        return True
    if not roles & _ROW_NAMES or wide:
        return False
    return any(
        each.role in ("", "unknown", "score of agency") and figures_below(at)
        for at, each in enumerate(columns)
    )


SCORE_VOCABULARY = Vocabulary(
    column,
    _is_header,
    names=IDENTITY | {"agency by row"},
    figures=FIGURES,
    of_one=WIDE,
    others=frozenset({"full marks", "statistic", "other"}),
    values={
        "agency": ("score of agency",),
        "year": ("score of year",),
        "instrument": ("of instrument", "of part", "total"),
        "indicator name": ("of indicator", "of sub-indicator", "of instrument", "total", "grade"),
        "indicator number": ("of indicator",),
        "code": ("item",),
    },
)
