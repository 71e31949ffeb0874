"""Find the fiscal year in cells, titles and names, and exclude unrelated years."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ita.thai.dates import (
    BUDDHIST_OFFSET,
    ERA,
    FIRST_MONTH,
    common_year,
    find_times,
    fiscal_year_days,
    fiscal_year_of,
)
from ita.thai.text import arabic_digits, clean_text, comparison_key

# A year of either era that is not part of another number.
_LONG = r"(?<!\d)(?:2[45]\d\d|20[0-5]\d)(?!\d|[.,]\d|-\d\d?(?!\d))"
_LONG_YEAR = re.compile(_LONG)
_WORDS = r"(?:ประจำ\s*)?(?:งบประมาณ\s*)?(?:ปี\s*)?(?:งบ(?:ประมาณ|ฯ)?\s*|การศึกษา\s*)?"
_ERA = rf"(?:{ERA})?\s*:?\s*"
_YEAR_WITH_WORDS = re.compile(
    rf"\(?\s*(?:ประจำ)?(?:ปี)?\s*(?:งบประมาณ)?\s*(?:{ERA})?\s*{_LONG}\s*\)?"
)
# Two digits are a year only after one of these words.
_BEHIND = ("ปี", "ปีงบประมาณ", "ปีงบ", "งปม.", "พ.ศ.", "FY", "ITA")
_TWO_DIGITS = r"['’]?(?:1[5-9]|[2-7]\d)"
_SHORT = "(?:" + "|".join(rf"(?<={word})|(?<={word}\s)" for word in _BEHIND) + ")"
_YEAR = re.compile(
    rf"(?P<words>(?:{_WORDS}|งปม\.?\s*|(?<![A-Za-z])(?:FY|fiscal\s*year|year)\s*){_ERA}['’]?)"
    rf"(?P<year>{_LONG}|{_SHORT}{_TWO_DIGITS}(?!\d|[.,/]\d|\s*(?:คะแนน|%|ข้อ)))",
    re.I,
)
_ALONE = re.compile(rf"(?:{_WORDS}|งปม\.?\s*|FY\s*){_ERA}({_TWO_DIGITS})\s*[*†]?", re.I)

# The subject of a year, by the words before it in the form of `comparison_key`.
_RESULT = re.compile(
    "ผล(?!ิต)|คะแนน|(?<![a-z])ita(?![a-z])|[ieo]it(?![a-z])|ประเมิน|คุณธรรม|โปร่งใส|ตัวชี้วัด"
    "|integrity|assessment|score|result"
)
_PLAN = re.compile(
    "แผน|มาตรการ|แนวทาง|โครงการ|ยกระดับ|ขับเคลื่อน|ปฏิทิน|เตรียมความพร้อม|plan(?![a-z])|measures"
)
_OTHER = re.compile(
    "ข้อมูลณ|ณวันที่|ณเดือน|วันที่|เมื่อ|สืบค้น|พิมพ์|หน้า(?!ที่)|เผยแพร่|พรบ|พระราช|คาสั่ง|เทียบ|เป้าหมาย|ที่มา"
    "|หมายเหตุ|อ้างอิง|เพื่อใช้|สาหรับใช้|ปีก่อน|ผ่านมา|ที่แล้ว|ถัดไป|ตั้งแต่|หนังสือ|ประชุม"
    "|updated|printed|source|note|page|version|copyright|©"
)
# The year after these words is that of an announcement, except after a result and "ปีงบประมาณ".
_ANNOUNCED = re.compile("ประกาศ|เกณฑ์|คู่มือ|ฉบับ|ระเบียบ|กฎ|มติ|ยุทธศาสตร์")
_COMPARED = re.compile(r"\s*\(\s*(?:ค่า)?(?:เป้าหมาย|เปรียบเทียบ|แผน|ปีก่อน|ที่มา)")
_JOINT = re.compile("(?:และ|ถึง|กับ|to|and)?")
_NEUTRAL = re.compile(
    "ประจา|งบประมาณ|ปีการศึกษา|ปี|พศ|คศ|ของ|หน่วยงาน|ภาครัฐ|ตาราง(?:ที่)?|แสดง|สรุป|รายงาน|ข้อมูล|ระดับ|ราย"
    "|fiscalyear|year|fy|งปม|[0-9]"
)
_PLACE = re.compile(r"(?:จังหวัด|อำเภอ|ตำบล|(?<![ก-๎])[จอต]\.)\s*[ก-๎]+")


class StatedYear(NamedTuple):
    """A fiscal year (Buddhist Era, None for none); `christian` if written in the Common Era.

    `about` is the subject of the year by the words before it: "result", "plan", "other" (a date, a
    note, a target or a law), "" for none, or "unknown" for words that are not recognized.
    """

    year: int | None
    christian: bool = False
    about: str = ""


NO_YEAR = StatedYear(None)


# A column repeats few years. The cache is small because a cell may hold a long text.
@lru_cache(maxsize=64, typed=True)
def stated_year(cell: Any) -> StatedYear:
    """Return the year in a cell that a label or column header marks as the fiscal year.

    Accepts 2565, 2022, 65, "FY65", "พ.ศ. ๒๕๖๕", "2565 (2022)", "ปีงบประมาณ 65", a date that is the
    first day of a year or the first or last of a fiscal year, and "1 ต.ค. 2564 – 30 ก.ย. 2565".
    Returns NO_YEAR if there is none, or several.
    """
    if isinstance(cell, datetime.date):
        bound = (cell.month, cell.day) in ((1, 1), (10, 1), (9, 30))
        return _year(str(cell.year + (cell.month >= FIRST_MONTH))) if bound else NO_YEAR
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return NO_YEAR
    text = arabic_digits(clean_text(cell)) if isinstance(cell, str) else f"{cell:g}"
    alone = _ALONE.fullmatch(text)
    return _year(alone[1]) if alone else _only(years_in_title(text))


def years_in_title(text: str) -> list[StatedYear]:
    """Return the years in a title in order, each with its subject by the words before it.

    Dates are ignored, but "1 ต.ค. 2564 – 30 ก.ย. 2565" is the fiscal year 2565.
    """
    plain = re.sub(r"\s*:\s*", " ", arabic_digits(clean_text(text)))
    plain, years = _without_dates(plain)
    begin, about = 0, ""
    for match in _YEAR.finditer(plain):
        clause = comparison_key(_PLACE.sub(" ", plain[begin : match.start("year")]))
        if not (years and _JOINT.fullmatch(clause)):
            about = _about(clause)
        if _COMPARED.match(plain, match.end()):
            about = "other"
        years.append(_year(match["year"])._replace(about=about))
        begin = match.end()
    return [each for each in years if each.year]


def year_of_title(text: str, *about: str) -> StatedYear:
    """Return the year of the first of the subjects `about` that has any; NO_YEAR for several."""
    years = years_in_title(text) if any(map(str.isdigit, text)) else []
    for subject in about:
        if matching := [each for each in years if each.about == subject]:
            return _only(matching)
    return NO_YEAR


def year_of_name(name: str) -> int | None:
    """Return the year in the name of a sheet or file, unless it is that of a plan or a note."""
    return year_of_title(name.replace("_", " "), "result", "", "unknown").year


def _without_dates(plain: str) -> tuple[str, list[StatedYear]]:
    """Return a text with its dates blanked, and the fiscal years given by first and last day."""
    dates = [each for each in find_times(plain) if each.unit != "year" and not each.year_assumed]
    years = [
        StatedYear(fiscal_year_of(last.day))
        for first, last in pairwise(dates)
        if last.day and (first.first, last.day) == fiscal_year_days(fiscal_year_of(last.day))
    ]
    for each in dates:
        plain = plain[: each.start] + " " * (each.end - each.start) + plain[each.end :]
    return plain, years


def _about(clause: str) -> str:
    """Return the subject of a year by the words between it and the previous year."""
    results, plans = list(_RESULT.finditer(clause)), list(_PLAN.finditer(clause))
    announced = _ANNOUNCED.search(clause) and not (results and "ปีงบประมาณ" in clause)
    if _OTHER.search(clause) or announced:
        return "other"
    if results and plans:
        # "แผนจากผลการประเมิน ปี …": year of the result; "แผนยกระดับผลการประเมิน ปี …": of the plan.
        between = clause[plans[-1].end() : results[-1].start()]
        return "result" if re.search("จาก|ตาม", between) else "plan"
    if results or plans:
        return "result" if results else "plan"
    return "" if not _NEUTRAL.sub("", clause) else "unknown"


def _year(digits: str) -> StatedYear:
    """Return the fiscal year given by four or two digits."""
    year = common_year(digits)
    if year is None:
        return NO_YEAR
    return StatedYear(year + BUDDHIST_OFFSET, str(year).endswith(digits.lstrip("'’")))


def _only(years: Iterable[StatedYear]) -> StatedYear:
    """Return the year if all mentions agree, except "other" ones; else NO_YEAR."""
    years = [each for each in years if each.about != "other"]
    if len({each.year for each in years}) != 1:
        return NO_YEAR
    return next((each for each in years if not each.christian), years[0])


def year_in(cell: Any) -> tuple[int | None, bool]:
    """Return the four-digit year in a cell as fiscal year, and whether it is of the Common Era.

    Accepts 2565, "ปี ๒๕๖๕", "พ.ศ. 2565" and 2022; (None, False) if there is none, or several.
    """
    if isinstance(cell, int | float) and 2000 <= cell < 2600:
        cell = f"{cell:g}"
    years = set(_LONG_YEAR.findall(arabic_digits(cell))) if isinstance(cell, str) else set()
    return _year(years.pop())[:2] if len(years) == 1 else (None, False)


def without_year(text: str) -> str:
    """Return a header's text without years and the words that belong to them."""
    return _YEAR_WITH_WORDS.sub(" ", arabic_digits(text)).strip()
