"""Find and format dates in Thai and English; fiscal years and their months."""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ita.thai.text import arabic_digits, normalize_text

BUDDHIST_OFFSET = 543
# The fiscal year begins on 1 October of the calendar year before it. (DOMAIN.md §4, FY2566 = 2023)
FIRST_MONTH = 10

# The Thai and English abbreviation of each month, then its names; no name is a prefix of a later
# one in the same line.
_MONTHS = tuple(
    tuple(line.split())
    for line in """\
        ม.ค. Jan มกราคม มกรา January
        ก.พ. Feb กุมภาพันธ์ กุมภา February
        มี.ค. Mar มีนาคม มีนา March
        เม.ย. Apr เมษายน เมษา April
        พ.ค. May พฤษภาคม พฤษภา
        มิ.ย. Jun มิถุนายน มิถุนา June
        ก.ค. Jul กรกฎาคม กรกฏาคม กรกฎา July
        ส.ค. Aug สิงหาคม สิงหา August
        ก.ย. Sep กันยายน กันยา September Sept
        ต.ค. Oct ตุลาคม ตุลา October
        พ.ย. Nov พฤศจิกายน พฤศจิกา November
        ธ.ค. Dec ธันวาคม ธันวา December""".splitlines()
)


def _month_pattern(month: int) -> str:
    thai, english, *names = _MONTHS[month]
    # Matches "เม.ย.", "เม.ย", "เมย." and "เม. ย.".
    first, second, _ = thai.split(".")
    return "|".join((*names, english, rf"{first} ?\.? ?{second}\.?"))


_MONTH_GROUPS = "|".join(f"(?P<m{at}>{_month_pattern(at)})" for at in range(12))
_ANY_MONTH = "(?:" + "|".join(map(_month_pattern, range(12))) + ")"
ERA = r"(?:พุทธศักราช|คริสต์ศักราช|พ ?\.? ?ศ ?\.?|ค ?\.? ?ศ ?\.?|B\.?E\.?|A\.?D\.?|C\.?E\.?)"
_ERA = rf"(?P<era>{ERA})?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})(?!\d|[.,:]\d)"
_NAMED = re.compile(
    rf"(?:(?<![\d.,])(?P<day>\d{{1,2}})(?:st|nd|rd|th)? ?[-/]? ?(?:of |ของ ?)?)?"
    rf"(?P<name>(?:เดือน ?)?(?:{_MONTH_GROUPS})\.?)(?![ก-๎a-z])"
    # "Sep 30, 2023": the day may also follow the month, before a year.
    r"(?:(?(day)(?!)) ?(?P<after>[0-3]?\d)(?:st|nd|rd|th)?"
    r"(?:, ?(?=\d\d(?:\d\d)?(?!\d))| (?=\d{4}(?!\d))))?"
    # In "1 มี.ค. - 20 เม.ย. 66" the 20 is not a year.
    rf"(?: ?(?:(?P<dash>-)|[/,])? ?(?:ปี ?)?{_ERA} ?{_YEAR}"
    rf"(?! ?(?:เดือน ?)?{_ANY_MONTH})(?(dash)(?! ?- ?{_ANY_MONTH})))?",
    re.I,
)
# A number after these words is not a day of the following month.
_COUNTER = re.compile(r"(?:ครั้ง|รอบ|งวด|ระยะ|ไตรมาส|ภาคเรียน|เทอม|ข้อ|สัปดาห์|ทุก|ราย) ?(?:ที่)? ?$")
# These words mean only a part of the following month or period, which has no certain last day.
_IN_PART = re.compile(r"(?:ต้น|กลาง|สัปดาห์(?: ?ที่ ?\d| ?แรก)? ?(?:ของ|ใน)?) ?$")
_NUMERIC = [
    re.compile(
        rf"(?<!\d)(?<!\d{sign})(?P<day>\d{{1,2}}){room}{sign}{room}(?P<month>\d{{1,2}})"
        rf"{room}{sign}{room}(?P<year>\d{{4}}|\d{{2}})(?!\d|{sign}\d)"
    )
    for sign, room in (("/", " ?"), (r"\.", ""), ("-", ""))
]
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?!\d|-\d)"
)

_FISCAL_YEAR = r"(?:ปีงบประมาณ|งบประมาณ ?ปี|ปีงบฯ?|(?<![a-z])FY|fiscal year)"
_TO = r"(?:[-–—~,&/]|ถึง|และ|to)"
# The year of a quarter: "/2566", "ของปีงบประมาณ 66", " 2566".
_OF_YEAR = (
    rf"(?:(?: ?/ ?| ?[(,]? ?(?:ของ|ประจำ|ใน)? ?(?:{_FISCAL_YEAR}|ปี) ?){_ERA} ?"
    r"(?P<year>\d{4}|'?\d\d)(?!\d)| ?(?:พ\.?ศ\.? ?)?(?P<bare>\d{4})(?!\d))?"
)
_FISCAL = re.compile(rf"{_FISCAL_YEAR} ?{_ERA} ?(?:\d{{4}} ?{_TO} ?)*(?:{_YEAR})?", re.I)
_NTH = {"หนึ่ง": 1, "แรก": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}
_QUARTER_WORD = r"(?:ไตรมาส ?(?:ที่)?|(?<![a-z])Quarter|(?<![a-z])Q) ?"
_QUARTER = re.compile(
    rf"(?<!ทุก)(?<!ทุก )(?<!ราย){_QUARTER_WORD}"
    rf"(?:(?P<from>[1-4]) ?{_TO} ?(?:{_QUARTER_WORD})?(?:[1-4] ?{_TO} ?(?:{_QUARTER_WORD})?)*)?"
    rf"(?P<number>[1-4]|{'|'.join(_NTH)})(?!\d| ?ครั้ง){_OF_YEAR}",
    re.I,
)
# "รอบ 6 เดือน" ends with the sixth month of the fiscal year, "6 เดือนหลัง" with the twelfth.
_HALF = re.compile(
    r"(?<!ทุก)(?<!ทุก )(?:ครึ่งปี(?:งบประมาณ)?(?P<half>แรก|หลัง)"
    rf"|(?P<round>รอบ ?(?:\d{{1,2}} ?(?:เดือน ?)?{_TO} ?(?:รอบ ?)?)*)?"
    rf"(?<!ทุก)(?<!ทุก )(?<!ราย)(?<!ราย )(?P<months>6|9|12) ?เดือน(?P<part>แรก|หลัง)?){_OF_YEAR}"
)

# Maximum distance of a two-digit year from the plan's year; without one, from USUAL_YEAR.
_NEAR = 15
USUAL_YEAR = 2563


class TimeMention(NamedTuple):
    """A time found in a text: a day or a longer unit.

    `first` and `day` are its first and last day; both are None if the date does not exist or the
    year is uncertain. `unit` is "day", "month", "quarter", "half" or "year"; `year_assumed` is True
    if the year is that of the plan. `doubt` is "month first" for "09/30/66", which is valid only
    in that order, "either" for "04/05/66", which is valid in both, and "part" for the beginning or
    middle of a unit, which has no certain last day. `start` and `end` are its position in the text.
    """

    text: str
    day: date | None
    first: date | None = None
    unit: str = "day"
    year_assumed: bool = False
    doubt: str = ""
    start: int = 0
    end: int = 0


class _Years(NamedTuple):
    """Defaults for a short or missing year; `fiscal` is in the Buddhist Era."""

    fiscal: int | None
    assumed: bool
    near: int


def common_year(digits: str, era: str | None = None, near: int = USUAL_YEAR) -> int | None:
    """Return a year of four or two digits in the Common Era; None if it is out of range.

    Two digits without an era mean the year of either era within 15 years of the fiscal year `near`
    (Buddhist Era). It is unique, since the eras of two-digit years differ by 43.
    """
    year = int(digits.lstrip("'’"))
    buddhist = (era or "").upper()[:1] in ("พ", "B")
    if year >= 100:
        if buddhist or (not era and year >= 2400):
            year -= BUDDHIST_OFFSET
        return year if 1857 <= year <= 2157 else None
    both = (2500 + year - BUDDHIST_OFFSET, 2000 + year)
    if era:
        return both[0] if buddhist else both[1]
    return next((each for each in both if abs(each + BUDDHIST_OFFSET - near) <= _NEAR), None)


def find_times(text: str, fiscal_year: int | None = None) -> list[TimeMention]:
    """Return the times in a text: "๑๕ เม.ย.๖๖", "Sep 30, 2023", "30/9/66", "ไตรมาส 2/2566".

    They are in the order of the text. Accepts Thai and Arabic digits, month names and abbreviations
    of Thai and English with or without dots, years of both eras, quarters and halves of the fiscal
    year (quarter 1 begins in October), "รอบ 6 เดือน" and fiscal years. Two digits mean the year near
    `fiscal_year` (Buddhist Era). A time without a year belongs to the fiscal year that the text
    names, else to `fiscal_year`; without either it is ignored. Positions refer to the normalized
    text. (DOMAIN.md §4)
    """
    plain = arabic_digits(normalize_text(text))
    near = fiscal_year or USUAL_YEAR
    stated = {
        year + BUDDHIST_OFFSET
        for match in _FISCAL.finditer(plain)
        if match["year"] and (year := common_year(match["year"], match["era"], near))
    }
    alone = stated.pop() if len(stated) == 1 else None
    years = _Years(alone or fiscal_year, alone is None, near)
    times: list[TimeMention] = []
    for pattern, read in (
        *((each, _numeric) for each in (_ISO, *_NUMERIC)),
        (_QUARTER, _period),
        (_HALF, _period),
        (_FISCAL, _period),
        (_NAMED, _named),
    ):
        for match in pattern.finditer(plain):
            time = read(match, years)
            if time and not any(time.start < each.end and each.start < time.end for each in times):
                times.append(time)
    return sorted(times, key=lambda time: time.start)


def _named(match: re.Match[str], years: _Years) -> TimeMention | None:
    """Read a date with a month name.

    Without a year, returns None if the fiscal year is unknown or for a bare month in running text.
    """
    month = next(at for at in range(12) if match[f"m{at}"]) + 1
    text, start = match.string, match.start()
    if match["day"] and _COUNTER.search(text[:start]):
        start = match.start("name")
    written = (match["day"] if start == match.start() else None) or match["after"]
    day = int(written) if written else None
    english = match[f"m{month - 1}"].isascii()
    year, assumed = None, not match["year"]
    if assumed:
        whole = match[f"m{month - 1}"] in _MONTHS[month - 1] or "." in match["name"]
        alone = match["name"].startswith("เดือน") or not re.search(r"[ก-๎a-z]$", text[:start])
        if years.fiscal is None or (day is None and (english or not whole or not alone)):
            return None
        if not re.match(r" ?\d", text[match.end() :]):
            year = years.fiscal - BUDDHIST_OFFSET - (month >= FIRST_MONTH)
    else:
        year = common_year(match["year"], match["era"], years.near)
        short = len(match["year"]) < 4 and not match["era"]
        # "Sep 30" may be a day, and Thai months do not precede short years of the Common Era.
        if day is None and short and year is not None and year % 100 == int(match["year"][-2:]):
            year = None
    doubt = "part" if _IN_PART.search(text[:start]) and day is None else ""
    unit = "month" if day is None else "day"
    last = _date(year, month, monthrange(year, month)[1] if year and day is None else day)
    return TimeMention(
        text[start : match.end()],
        last,
        last.replace(day=1) if last and unit == "month" else last,
        unit,
        assumed and years.assumed,
        doubt,
        start,
        match.end(),
    )


def _numeric(match: re.Match[str], years: _Years) -> TimeMention:
    day, month = int(match["day"]), int(match["month"])
    doubt = ""
    if match.re is not _ISO and day <= 12 and day != month:
        doubt = "either"
        if month > 12:
            day, month, doubt = month, day, "month first"
    last = _date(common_year(match["year"], near=years.near), month, day)
    return TimeMention(match[0], last, last, doubt=doubt, start=match.start(), end=match.end())


def _period(match: re.Match[str], years: _Years) -> TimeMention | None:
    """Read a fiscal year, quarter or half; None if its year is unknown."""
    parts = match.groupdict()
    unit, begin, end = "year", 1, 12
    if parts.get("number"):
        number = _NTH.get(parts["number"]) or int(parts["number"])
        unit, begin, end = "quarter", int(parts["from"] or number) * 3 - 2, number * 3
    elif match.re is _HALF:
        part = parts["half"] or parts["part"]
        if not (parts["round"] or part):
            return None
        unit, end = "half", int(parts["months"] or 6)
        begin, end = (7, 12) if part == "หลัง" else (1, end)
    digits = parts["year"] or parts.get("bare") or ""
    common = common_year(digits, parts["era"], years.near) if digits else None
    fiscal = common + BUDDHIST_OFFSET if common else years.fiscal
    if fiscal is None:
        return None
    # A quarter of the calendar year is a different one, so the time is uncertain.
    christian = len(digits) == 4 and int(digits) < 2400 and not _FISCAL.search(match[0])
    unsure = bool(digits and not common) or "ปฏิทิน" in match.string or christian
    months = fiscal_months(fiscal)
    return TimeMention(
        match[0],
        None if unsure else last_day(months[end - 1]),
        None if unsure else first_day(months[begin - 1]),
        unit,
        not digits and years.assumed,
        "part" if _IN_PART.search(match.string[: match.start()]) else "",
        match.start(),
        match.end(),
    )


def _date(year: int | None, month: int, day: int | None) -> date | None:
    if year is None or day is None or not 1 <= month <= 12:
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def short_date(day: date, language: str = "th") -> str:
    """Return a date with its month abbreviated: "20 เม.ย. 2566", in English "20 Apr 2023"."""
    year = day.year + BUDDHIST_OFFSET if language == "th" else day.year
    return f"{day.day} {_MONTHS[day.month - 1][0 if language == 'th' else 1]} {year}"


def month_name(month: str, language: str = "th") -> str:
    """Return the month "2023-04" as "เม.ย. 2566", in English "Apr 2023"."""
    return short_date(first_day(month), language).split(" ", 1)[1]


def numeric_date(day: date) -> str:
    """Return a date in the Buddhist Era in digits, for messages in any language: "20/4/2566"."""
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_OFFSET}"


def fiscal_year_of(day: date) -> int:
    """Return the fiscal year (Buddhist Era) of a day: 1 October 2022 begins 2566."""
    return day.year + BUDDHIST_OFFSET + (day.month >= FIRST_MONTH)


def fiscal_months(fiscal_year: int) -> list[str]:
    """Return the twelve months of a fiscal year (Buddhist Era), "2022-10" to "2023-09"."""
    year = fiscal_year - BUDDHIST_OFFSET
    return [f"{year - (month >= FIRST_MONTH)}-{month:02}" for month in (10, 11, 12, *range(1, 10))]


def fiscal_year_days(fiscal_year: int) -> tuple[date, date]:
    """Return the first and last day of a fiscal year (Buddhist Era).

    2566 is 1 October 2022 to 30 September 2023.
    """
    months = fiscal_months(fiscal_year)
    return first_day(months[0]), last_day(months[-1])


def day_within_year(day: date, fiscal_year: int | None) -> date:
    """Return the day, moved to the nearest day of the fiscal year if it is outside."""
    if fiscal_year is None:
        return day
    first, last = fiscal_year_days(fiscal_year)
    return min(max(day, first), last)


def month_of(day: date) -> str:
    """Return the month of a day as "2023-04"."""
    return f"{day.year:04}-{day.month:02}"


def first_day(month: str) -> date:
    """Return the first day of a month "2023-04"; raises ValueError for any other format."""
    if not re.fullmatch(r"(19|20|21)\d\d-(0[1-9]|1[0-2])", month):
        raise ValueError(f"month must be YYYY-MM of the Common Era, not {month!r}")
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """Return the last day of a month "2023-04"; raises ValueError for any other format."""
    first = first_day(month)
    return first.replace(day=monthrange(first.year, first.month)[1])
