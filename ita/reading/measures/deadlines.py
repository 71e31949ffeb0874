"""The deadline in a cell of a measure: a day, "every month", or a word on why there is none."""

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from ita.reading.tables.text import clean, shown
from ita.thai import arabic_digits
from ita.thai_dates import BUDDHIST_OFFSET, dates_in, fiscal_year_days, numeric_date

# Work without a last day, because it comes back or goes on all year. (DOMAIN.md §4, "ทุกเดือน")
_RECURRING = re.compile(
    r"(?:ทุก ?(?:ๆ ?)?|ราย)(?:\d{1,2} ?)?(?:เดือน|วัน|สัปดาห์|ไตรมาส|ปี)|ตลอด(?:ทั้ง)?ปี|ต่อเนื่อง"
    r"|every (?:day|week|month|quarter)|monthly|weekly",
    re.I,
)
# No deadline is longer; such a cell holds something else.
_LONGEST = 1000
_NOTHING = re.compile(r"[\s\-–—.]*|ไม่มี|n/?a", re.I)


class Trouble(NamedTuple):
    """What is to be said of a deadline: a problem's code, and the day that was taken if any."""

    code: str
    read_as: str = ""


class Deadline(NamedTuple):
    """A deadline cell: its own words, the day, whether it comes back, and what is to be said."""

    text: str
    day: date | None
    recurring: bool
    troubles: tuple[Trouble, ...]


def deadline_of(cell: Any, fiscal_year: int | None) -> Deadline:
    """The deadline in a cell: a text in any of an office's ways, or a date of the spreadsheet.

    Of several dates the last counts, of a month its last day; both are said. So is a day outside
    `fiscal_year` (Buddhist Era), which runs from 1 October to 30 September.
    """
    if isinstance(cell, date):
        return _of_date_cell(cell, fiscal_year)
    text = clean(cell) if isinstance(cell, str) else shown(cell)
    if len(text) > _LONGEST:
        return Deadline(text, None, False, (Trouble("deadline-unreadable"),))
    if _NOTHING.fullmatch(text):
        return Deadline(text, None, False, (Trouble("deadline-missing"),))
    found = dates_in(text, fiscal_year)
    days = [each.day for each in found]
    if not days or None in days:
        recurring = not days and bool(_RECURRING.search(arabic_digits(text)))
        return Deadline(
            text, None, recurring, () if recurring else (Trouble("deadline-unreadable"),)
        )
    last = max(found, key=lambda each: each.day)
    said = [
        Trouble(code, numeric_date(last.day))
        for code, applies in (
            ("deadline-of-several", len(set(days)) > 1),
            ("deadline-by-month", last.whole_month),
            ("deadline-year-assumed", last.year_assumed),
        )
        if applies
    ]
    return Deadline(text, last.day, False, (*said, *_outside(last.day, fiscal_year)))


def _of_date_cell(cell: date, fiscal_year: int | None) -> Deadline:
    """A date cell; a year such as 2566 was typed in the Buddhist Era into the other calendar."""
    day = cell.date() if isinstance(cell, datetime) else cell
    said: list[Trouble] = []
    if day.year >= 2400:
        try:
            day = day.replace(year=day.year - BUDDHIST_OFFSET)
        except ValueError:  # 29 February of a year that has none
            return Deadline(shown(day), None, False, (Trouble("deadline-unreadable"),))
        said.append(Trouble("deadline-buddhist-date", numeric_date(day)))
    return Deadline(numeric_date(day), day, False, (*said, *_outside(day, fiscal_year)))


def _outside(day: date, fiscal_year: int | None) -> tuple[Trouble, ...]:
    if fiscal_year is None:
        return ()
    begin, end = fiscal_year_days(fiscal_year)
    if day < begin:
        return (Trouble("deadline-before-year", numeric_date(day)),)
    return (Trouble("deadline-after-year", numeric_date(day)),) if day > end else ()
