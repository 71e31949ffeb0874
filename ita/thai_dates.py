"""Dates as Thai offices write them, found in a text and written out; fiscal years and their months."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ita.thai import arabic_digits, normal

BUDDHIST_OFFSET = 543
# The fiscal year begins on 1 October of the calendar year before it. (DOMAIN.md §4, FY2566 = 2023)
FIRST_MONTH = 10

_SHORT = {
    "th": [
        "ม.ค.",
        "ก.พ.",
        "มี.ค.",
        "เม.ย.",
        "พ.ค.",
        "มิ.ย.",
        "ก.ค.",
        "ส.ค.",
        "ก.ย.",
        "ต.ค.",
        "พ.ย.",
        "ธ.ค.",
    ],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
# Each month's names, the longest first, so that a short one never takes the head of a long one.
_NAMES = (
    ("มกราคม", "มกรา", "January", "Jan"),
    ("กุมภาพันธ์", "กุมภา", "February", "Feb"),
    ("มีนาคม", "มีนา", "March", "Mar"),
    ("เมษายน", "เมษา", "April", "Apr"),
    ("พฤษภาคม", "พฤษภา", "May"),
    ("มิถุนายน", "มิถุนา", "June", "Jun"),
    ("กรกฎาคม", "กรกฏาคม", "กรกฎา", "July", "Jul"),
    ("สิงหาคม", "สิงหา", "August", "Aug"),
    ("กันยายน", "กันยา", "September", "Sept", "Sep"),
    ("ตุลาคม", "ตุลา", "October", "Oct"),
    ("พฤศจิกายน", "พฤศจิกา", "November", "Nov"),
    ("ธันวาคม", "ธันวา", "December", "Dec"),
)


def _month_pattern(month: int) -> str:
    first, second, _ = _SHORT["th"][month].split(".")
    # "เม.ย.", "เม.ย", "เมย." and "เม. ย." are all met.
    dotted = rf"{first} ?\.? ?{second}\.?"
    return "|".join((*_NAMES[month], dotted))


_MONTHS = "|".join(f"(?P<m{at}>{_month_pattern(at)})" for at in range(12))
_ERA = r"(?P<era>พ ?\.? ?ศ ?\.?|ค ?\.? ?ศ ?\.?|B\.?E\.?|A\.?D\.?)?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})(?!\d|[.,:]\d)"
_NAMED = re.compile(
    rf"(?:(?<![\d.,])(?P<day>\d{{1,2}}) ?[-/]? ?)?(?:เดือน ?)?(?:{_MONTHS})\.?(?![ก-๎a-z])"
    rf"(?: ?[-/,]? ?(?:ปี ?)?{_ERA} ?{_YEAR})?",
    re.I,
)
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2})(?![\d/-])"
)
_ISO = re.compile(r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?![\d/-])")


class Written(NamedTuple):
    """A date met in a text.

    `day` is None for one that no calendar has; `whole_month` means that only the month was written,
    so that its last day is meant; `year_assumed` that the year came from the fiscal year.
    """

    text: str
    day: date | None
    whole_month: bool = False
    year_assumed: bool = False


def dates_in(text: str, fiscal_year: int | None = None) -> list[Written]:
    """The dates of a text in their order: "๑๕ เม.ย.๖๖", "20 เมษายน พ.ศ. 2566", "20/4/2566".

    Takes Thai and Arabic digits, month names and abbreviations of Thai and English with or without
    their dots, and years of the Buddhist and the Common Era. Two digits are a year of the Buddhist
    Era, unless the month is English or the text says ค.ศ. A date without a year lies in
    `fiscal_year` (Buddhist Era); without that it is no date. (DOMAIN.md §4)
    """
    plain = arabic_digits(normal(text))
    spans: list[tuple[int, Written]] = []
    for found in _NAMED.finditer(plain):
        written = _named(found, fiscal_year)
        if written is not None:
            spans.append((found.start(), written))
    for pattern in (_ISO, _NUMERIC):
        spans += [
            (found.start(), _numbered(found, pattern is _ISO)) for found in pattern.finditer(plain)
        ]
    return [written for _, written in sorted(spans, key=lambda span: span[0])]


def _named(found: re.Match[str], fiscal_year: int | None) -> Written | None:
    month = next(at for at in range(12) if found[f"m{at}"]) + 1
    day = int(found["day"]) if found["day"] else None
    if not found["year"]:
        # A month alone may be part of a word or of "ประจำเดือนเมษายน"; with a day it is a date.
        if day is None or fiscal_year is None:
            return None
        year = _begins(fiscal_year).year + (0 if month >= FIRST_MONTH else 1)
        return Written(found[0], _date(year, month, day), year_assumed=True)
    english = found[f"m{month - 1}"][0].isascii()
    era = (found["era"] or "").upper()
    year = _common_year(found["year"].lstrip("'"), christian=era[:1] in ("ค", "A") or english)
    if day is None and year is not None:
        return Written(found[0], _date(year, month, monthrange(year, month)[1]), whole_month=True)
    return Written(found[0], _date(year, month, day))


def _numbered(found: re.Match[str], iso: bool) -> Written:
    year = _common_year(found["year"], christian=iso)
    return Written(found[0], _date(year, int(found["month"]), int(found["day"])))


def _common_year(digits: str, *, christian: bool) -> int | None:
    """The year of the Common Era; None for a number that is no year of an office's plan."""
    year = int(digits)
    if len(digits) == 2:
        return 2000 + year if christian else 2500 + year - BUDDHIST_OFFSET
    if 2400 <= year <= 2700:
        return year - BUDDHIST_OFFSET
    return year if 1900 <= year <= 2150 else None


def _date(year: int | None, month: int, day: int | None) -> date | None:
    if year is None or day is None or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def short_date(day: date, language: str = "th") -> str:
    """A date as a reader of the report writes it: "20 เม.ย. 2566", in English "20 Apr 2023"."""
    year = day.year + BUDDHIST_OFFSET if language == "th" else day.year
    return f"{day.day} {_SHORT[language][day.month - 1]} {year}"


def month_name(month: str, language: str = "th") -> str:
    """A month "2023-04" as a reader writes it: "เม.ย. 2566", in English "Apr 2023"."""
    return short_date(first_day(month), language).split(" ", 1)[1]


def numeric_date(day: date) -> str:
    """A date in the Buddhist Era without words, for messages in any language: "20/4/2566"."""
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_OFFSET}"


def _begins(fiscal_year: int) -> date:
    return date(fiscal_year - BUDDHIST_OFFSET - 1, FIRST_MONTH, 1)


def fiscal_year_days(fiscal_year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (Buddhist Era): 2566 is 1 Oct 2022 to 30 Sep 2023."""
    begin = _begins(fiscal_year)
    return begin, date(begin.year + 1, 9, 30)


def fiscal_months(fiscal_year: int) -> list[str]:
    """The twelve months of a fiscal year (Buddhist Era) in order, "2022-10" to "2023-09"."""
    year = _begins(fiscal_year).year
    return [f"{year}-{month:02}" for month in (10, 11, 12)] + [
        f"{year + 1}-{month:02}" for month in range(1, 10)
    ]


def month_of(day: date) -> str:
    """The month of a day, "2023-04"."""
    return f"{day.year:04}-{day.month:02}"


def first_day(month: str) -> date:
    """The first day of a month "2023-04"; ValueError for anything else."""
    if not re.fullmatch(r"(19|20|21)\d\d-(0[1-9]|1[0-2])", month):
        raise ValueError(f"month must be YYYY-MM of the Common Era, not {month!r}")
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """The last day of a month "2023-04"."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])
