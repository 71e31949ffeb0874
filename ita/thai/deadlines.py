"""Parse deadlines of Thai offices: a day, recurring work, or the reason why there is no day."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from ita.thai.dates import (
    BUDDHIST_OFFSET,
    FIRST_MONTH,
    USUAL_YEAR,
    TimeMention,
    find_times,
    fiscal_year_of,
    month_name,
    numeric_date,
    short_date,
)
from ita.thai.text import arabic_digits, normalize_text

# Work without a last day, because it recurs or continues all year. (DOMAIN.md §4, "ทุกเดือน")
_RECURRING = re.compile(
    r"(?:ทุก ?(?:ๆ ?)?|ราย ?|แต่ละ)(?:\d{1,2} ?)?(?:สิ้น|วัน|เดือน|สัปดาห์|ไตรมาส|ปี|ภาคเรียน|ครั้ง|รอบ)"
    r"|(?:วัน|เดือน|สัปดาห์|ไตรมาส|ปี) ?ละ|ของเดือน|ตลอด(?:ทั้ง)?ปี|ต่อเนื่อง|เป็นประจำ|สม่ำเสมอ"
    r"|every ?(?:day|week|month|quarter|year)|daily|weekly|monthly|quarterly|annually|ongoing",
    re.I,
)
# A time without a certain last day, e.g. a school year, a year, a duration.
_NO_SINGLE_DAY = re.compile(
    r"ภาค(?:เรียน|การศึกษา)|ปีการศึกษา|เทอม|semester|academic|\d ?(?:วัน|สัปดาห์|เดือน|ปี|days?|months?)"
    r"|(?:ปี|พ\.? ?ศ\.?) ?\d{2,4}|^(?:2[45]|20)\d\d$|(?:ต้น|กลาง|ปลาย|สิ้น|ภายใน)(?:เดือน|ปี)"
    r"|ตาม(?:ปฏิทิน|กำหนด|ระยะเวลา|ที่.*กำหนด)",
    re.I,
)
# Maximum length of a deadline; a longer cell holds something else.
_LONGEST = 400
_NOTHING = re.compile(r"[\s\-–—.]*|0+(?:\.0+)?|ไม่มี|n/?a", re.I)

# The role of a time by the words before it; the nearest match counts.
_MOVED = r"(?:เลื่อน|ขยาย|เปลี่ยน|ปรับ|แก้ไข|ร่น)(?:(?!ได้)[^\d()]){0,20}?"
_ROLE = re.compile(
    rf"(?P<moved>{_MOVED}จาก)|(?P<old>เดิม|ยกเลิก|แทนที่)|(?P<new>{_MOVED}(?:เป็น|ถึง|ไป)|เป็น\D{{0,8}}$|ใหม่|[→>])"
    r"|(?P<start>(?:เริ่ม|ตั้งแต่|นับแต่|นับจาก|หลังจาก|ณ วันที่|ลงวันที่|since)"
    r"(?:(?!ภายใน|ไม่เกิน|ก่อน|เสร็จ|ถึง)\D){0,25}$)"
    r"|(?P<finish>แล้วเสร็จ|เสร็จสิ้น|สิ้นสุด|ครบกำหนด)",
    re.I,
)
_ROLE_BEHIND = re.compile(
    r" ?(?:\((?:(?P<old>เดิม|ยกเลิก)|(?P<new>ใหม่))\)|(?P<start>เป็นต้นไป|(?:จน)?ถึงปัจจุบัน))"
)
_BEFORE_TIME = r"(?:ภายใน|สิ้นสุด|สิ้น|ปลาย|วันที่|เดือน|วัน\S{2,8}ที่|ใน| )*+"
_SPAN = re.compile(rf" ?(?:[-–—~]+|(?:จน)?ถึง|to|until|till) ?{_BEFORE_TIME}", re.I)
_NTH = r"(?:ครั้ง|รอบ|งวด|ระยะ)(?:ที่)? ?\d+ ?:?"
_LIST = re.compile(rf"[ ,;]*(?:(?:และ|กับ|&|and) ?(?:{_NTH})?|{_NTH}) ?{_BEFORE_TIME}", re.I)


class Trouble(NamedTuple):
    """The code of a deadline's problem, and the day that was chosen if any."""

    code: str
    read_as: str = ""


_CONTRADICTORY = Trouble("deadline-contradictory")


class Deadline(NamedTuple):
    """A deadline: its text, the day, whether the work is recurring, and its problems."""

    text: str
    day: date | None
    recurring: bool = False
    troubles: tuple[Trouble, ...] = ()


class _Span(NamedTuple):
    """Joined times: from the first day of the first one to the last day of the last one."""

    first: date | None
    last: TimeMention
    role: str
    several: bool


# Cached because a plan repeats the same few deadlines.
@lru_cache(maxsize=1024)
def parse_deadline(
    cell: str | date, fiscal_year: int | None, month_first: bool | None = False
) -> Deadline:
    """Parse the deadline in a text or a date cell.

    The last day of a span, list, month or quarter counts, and the new day of a postponed deadline;
    two days without any word to distinguish them are contradictory. `troubles` lists the
    assumptions made, and a day outside `fiscal_year` (Buddhist Era; 1 October to 30 September).
    "04/05/66" is 4 May, with `month_first` 5 April, with None ambiguous.
    """
    if isinstance(cell, date):
        return _of_date_cell(cell, fiscal_year)
    text = cell
    if len(text) > _LONGEST:
        return Deadline(text, None, troubles=(Trouble("deadline-unreadable"),))
    plain = arabic_digits(normalize_text(text))
    if is_blank(plain):
        return Deadline(text, None, troubles=(Trouble("deadline-missing"),))
    times = [_in_order(each, month_first) for each in find_times(plain, fiscal_year)]
    spans = _counting(_spans(plain, times))
    if not spans:
        timeless = fiscal_year is None and not times and bool(find_times(plain, USUAL_YEAR))
        if timeless and not _RECURRING.search(plain):
            return Deadline(text, None, troubles=(Trouble("deadline-without-year"),))
        return _without_day(text, plain, begins=bool(times))
    last = max(spans, key=lambda span: span.last.day or date.min).last
    trouble = _in_doubt(spans)
    if trouble or last.day is None:
        return Deadline(text, None, troubles=(Trouble(trouble or "deadline-unreadable"),))
    read_as = numeric_date(last.day)
    if any(span.several for span in spans):
        choice = [Trouble("deadline-of-several", read_as)]
    elif last.unit != "day":
        choice = [Trouble("deadline-by-period", read_as)]
    else:
        choice = [Trouble("deadline-year-assumed", read_as)] if last.year_assumed else []
    return Deadline(text, last.day, False, (*choice, *_outside(last.day, fiscal_year)))


def deadline_of_span(
    start: str | date, end: str | date, fiscal_year: int | None, month_first: bool | None = False
) -> Deadline:
    """Return the deadline of work whose start and end are in two cells; its text has both."""
    first, last = (parse_deadline(each, fiscal_year, month_first) for each in (start, end))
    if not first.text or not last.text:
        return last
    text = f"{first.text} - {last.text}"
    both = parse_deadline(text, fiscal_year, month_first)
    is_shared = both.day == last.day or both.troubles == (_CONTRADICTORY,)
    return both if is_shared else last._replace(text=text)


def deadline_of_periods(
    names: Sequence[str], in_a_row: bool, written: Deadline, fiscal_year: int | None
) -> Deadline:
    """Return the end of the last of the months, quarters or years in which there is work.

    The text has the first and last name of consecutive periods (`in_a_row`), else all names. If
    `written` has a day, it is returned; a day outside the last period is contradictory.
    """
    if not names:
        return written
    if written.day:
        last = parse_deadline(f"{names[-1]} ({short_date(written.day)})", fiscal_year)
        agree = last.day == written.day
        return written if agree else Deadline(written.text, None, troubles=(_CONTRADICTORY,))
    text = " - ".join(dict.fromkeys((names[0], names[-1]))) if in_a_row else " และ ".join(names)
    return parse_deadline(
        text if is_blank(written.text) else f"{written.text} ({text})", fiscal_year
    )


def period_named(text: str, year: int | None = None, fiscal: bool = False) -> str:
    """Return the months or quarter in a text, in a form for `parse_deadline`; "" for none.

    Also returns "" if the text has other content. `year` (Buddhist Era), calendar or `fiscal`, is
    the default year. In "ไตรมาส 1 (ม.ค. - มี.ค. 66)" the months determine which quarter is meant.
    """
    plain = arabic_digits(normalize_text(text))
    times = [each for each in find_times(plain, USUAL_YEAR) if each.unit not in ("day", "year")]
    rest = plain
    for time in times:
        rest = rest.replace(time.text, "", 1)
    if not times or re.search(
        r"[ก-๎A-Za-z]|[1-9]", re.sub(r"ปีงบประมาณ|พ\.?ศ\.?|ปี|2[45]\d\d", "", rest)
    ):
        return ""
    months = [time for time in times if time.unit == "month"]
    longer = [time for time in times if time.unit != "month"]
    ends = {time.day.month for time in (*months[-1:], *longer) if time.day}
    if longer and len(ends) == 1:
        return f"{longer[0].text}/{year}" if year and longer[0].year_assumed else longer[0].text
    return " - ".join(_month_in(time, year, fiscal) for time in months)


def _month_in(time: TimeMention, year: int | None, fiscal: bool) -> str:
    """Return a month with its year; `year` is a default, calendar or `fiscal`."""
    if not time.year_assumed or not time.first or not year:
        return time.text
    month = time.first.month
    common = year - BUDDHIST_OFFSET - (fiscal and month >= FIRST_MONTH)
    return month_name(f"{common}-{month:02}")


def is_blank(text: str) -> bool:
    """Return whether a text has no content: blank, a dash, "ไม่มี"."""
    return _NOTHING.fullmatch(arabic_digits(normalize_text(text))) is not None


@lru_cache(maxsize=1024)
def is_month_first(text: str) -> bool:
    """Return whether a text has a date like "09/30/2566", valid only with the month first."""
    return any(each.doubt == "month first" for each in find_times(text))


def _in_order(time: TimeMention, month_first: bool | None) -> TimeMention:
    if time.doubt == "either" and month_first and time.day:
        turned = time.day.replace(day=time.day.month, month=time.day.day)
        return time._replace(day=turned, first=turned, doubt="")
    open_still = time.doubt == "part" or (time.doubt == "either" and month_first is None)
    return time if open_still else time._replace(doubt="")


def _spans(plain: str, times: list[TimeMention]) -> list[_Span]:
    """Return the times of a text as spans; times joined by "-", "ถึง" or "และ" are one span."""
    spans: list[_Span] = []
    before = 0
    for time in times:
        between = plain[before : time.start]
        after = _ROLE_BEHIND.match(plain[time.end :])
        named = [each.lastgroup or "" for each in _ROLE.finditer(between)]
        role = (after and after.lastgroup) or (named[-1] if named else "")
        before = time.end + (after.end() if after else 0)
        earlier = spans[-1] if spans else None
        if earlier and earlier.role == "moved" and "ถึง" in between:
            # "ขยายเวลาจาก 31 มี.ค. ถึง 30 มิ.ย." is not a span, but the old and the new day.
            spans.append(_Span(time.first, time, "new", False))
        elif earlier and (_SPAN.fullmatch(between) or _LIST.fullmatch(between)):
            # This is the end of a span that began with "ตั้งแต่"; other roles apply to all days.
            role = role if earlier.role == "start" else earlier.role or role
            spans[-1] = _Span(earlier.first, time, role, True)
        else:
            spans.append(_Span(time.first, time, role, False))
    return spans


def _counting(spans: list[_Span]) -> list[_Span]:
    """Return the spans that can be the deadline, by their roles."""
    spans = [span for span in spans if span.role not in ("old", "moved", "start")]
    for role in ("new", "finish"):
        spans = [span for span in spans if span.role == role] or spans
    # "ไตรมาสที่ 2 (15 มี.ค. 66)": a time within another one is more exact.
    return [
        span
        for span in spans
        if not any(
            other.last.unit != span.last.unit and _inside(other, span)
            for other in spans
            if other is not span
        )
    ]


def _inside(inner: _Span, outer: _Span) -> bool:
    """Return whether a span is within a longer one and not equal to it."""
    begin, end, first, last = outer.first, outer.last.day, inner.first, inner.last.day
    if not (begin and end and first and last) or outer.last.unit == "day":
        return False
    return begin <= first and last <= end and (begin, end) != (first, last)


def _in_doubt(spans: Iterable[_Span]) -> str:
    """Return the code of the ambiguity between spans; "" where they give a single day."""
    if any(span.last.doubt == "part" for span in spans):
        return "deadline-no-single-day"
    if any(span.last.day is None for span in spans):
        return "deadline-unreadable"
    if any(span.last.doubt for span in spans):
        return "deadline-day-or-month"
    ends = {(span.first or day, day) for span in spans if (day := span.last.day)}
    if any(end < begin for begin, end in ends) or len({end for _, end in ends}) > 1:
        return "deadline-contradictory"
    return ""


def _without_day(text: str, plain: str, *, begins: bool) -> Deadline:
    """Return a deadline without a day; `begins` if the text has only the start of the work."""
    if _RECURRING.search(plain):
        return Deadline(text, None, recurring=True)
    code = "no-single-day" if begins or _NO_SINGLE_DAY.search(plain) else "unreadable"
    return Deadline(text, None, troubles=(Trouble(f"deadline-{code}"),))


def _of_date_cell(cell: date, fiscal_year: int | None) -> Deadline:
    """Read a date cell; its year may be in the Buddhist Era, or 1966 for a typed "66"."""
    day = cell.date() if isinstance(cell, datetime) else cell
    code, year = "", day.year
    if year >= 2400:
        code, year = "deadline-buddhist-date", year - BUDDHIST_OFFSET
    elif fiscal_year and abs(year + 600 - fiscal_year) <= 1:
        code, year = "deadline-short-year", year + 600 - BUDDHIST_OFFSET
    try:
        day = day.replace(year=year)
    except ValueError:  # 29 February of a year without one
        return Deadline(str(day), None, troubles=(Trouble("deadline-unreadable"),))
    troubles = (Trouble(code, numeric_date(day)),) if code else ()
    return Deadline(numeric_date(day), day, False, (*troubles, *_outside(day, fiscal_year)))


def _outside(day: date, fiscal_year: int | None) -> tuple[Trouble, ...]:
    if fiscal_year is None or fiscal_year_of(day) == fiscal_year:
        return ()
    code = "deadline-before-year" if fiscal_year_of(day) < fiscal_year else "deadline-after-year"
    return (Trouble(code, numeric_date(day)),)
