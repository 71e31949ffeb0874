"""When a row says that its work is done: a cell, begin and end, marks under months, money of years."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from ita.reading.tables.finder import Column
from ita.reading.tables.text import clean, shown
from ita.thai import arabic_digits
from ita.thai_dates import short_date
from ita.thai_deadlines import Deadline, Trouble, deadline_in

_NO_MARK = re.compile(r"[\s\-–—.]*|0+(?:\.0+)?|ไม่มี|n/?a", re.I)


def is_marked(cell: Any) -> bool:
    """Whether a cell under a month, quarter or year says that there is work in it."""
    if isinstance(cell, bool):
        return cell
    return not _NO_MARK.fullmatch(arabic_digits(shown(cell)))


def deadline_of_cells(
    start: Any, end: Any, fiscal_year: int | None, month_first: bool | None
) -> Deadline:
    """The deadline of a cell; where the begin has a column of its own, the text names both."""
    last, first = (
        deadline_in(cell if isinstance(cell, date) else shown(cell), fiscal_year, month_first)
        for cell in (end, start)
    )
    if not first.text or not last.text:
        return last
    text = f"{first.text} - {last.text}"
    both = deadline_in(text, fiscal_year, month_first)
    if both.day == last.day or both.troubles == (Trouble("deadline-contradictory"),):
        return both
    return last._replace(text=text)


def deadline_of_marks(
    columns: Sequence[Column], cells: Sequence[Any], fiscal_year: int | None, written: Deadline
) -> Deadline:
    """The end of the last month or quarter under which a row is marked, with all that it names.

    Under years the plan's own counts. What is `written` beside the marks must lie in the last of
    them, and says it more exactly. (DOMAIN.md §4)
    """
    marked = [at for at, cell in enumerate(cells) if is_marked(cell)]
    names = [columns[at].key for at in marked]
    years = [columns[at].year for at in marked]
    if any(years):
        names = [f"ปีงบประมาณ {fiscal_year}"] if fiscal_year in years else []
    if not names:
        return written
    if written.day:
        last = deadline_in(f"{names[-1]} ({short_date(written.day)})", fiscal_year)
        contradictory = (Trouble("deadline-contradictory"),)
        return (
            written
            if last.day == written.day
            else Deadline(written.text, None, False, contradictory)
        )
    in_one_go = marked == list(range(marked[0], marked[-1] + 1))
    text = " - ".join(dict.fromkeys((names[0], names[-1]))) if in_one_go else " และ ".join(names)
    if is_marked(written.text):
        text = f"{written.text} ({text})"
    return deadline_in(text, fiscal_year)


def budget_of(columns: Sequence[Column], cells: Sequence[Any], fiscal_year: int | None) -> str:
    """The budget of a row as text: that of the plan's year first, other years behind it."""
    own: list[str] = []
    others: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        text = f"{cell:,.2f}".removesuffix(".00") if isinstance(cell, float) else shown(cell)
        if text in ("", "-", "–") and (column.year or len(cells) > 1):
            continue
        if column.year in (None, fiscal_year) or len(cells) == 1:
            own.append(clean(text))
        else:
            others.append(f"{column.year}: {clean(text)}")
    return " ".join(filter(None, (" / ".join(own), f"({'; '.join(others)})" if others else "")))
