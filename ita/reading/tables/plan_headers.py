"""The words in headers of plans, and their meaning for a column. (DOMAIN.md §4)"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ita.reading.tables.finder import find_tables
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import NOTHING, Column, Table, Vocabulary, load_words
from ita.thai.deadlines import period_named
from ita.thai.text import LONGEST_LABEL, arabic_digits, comparison_key
from ita.thai.years import without_year, year_in

# The maximum length of a header without spaces; longer texts, such as measures, are no headers.
_LONGEST = 60

_ROLES = load_words("plans")
_SUPERSEDED = dict(load_words("remarks"))["superseded plan"]
# Roles of columns that name the subject or owner of a row; titles never begin with their words.
_NAMES = frozenset(
    {"number", "item number", "item code", "question codes", "indicator", "sub-indicator", "key"}
    | {"year", "agency"}
)
_WHAT = frozenset({"issue", "activity", "work", "item number", "item code"})
_FIGURES = _WHAT - _NAMES | {
    "responsible",
    "start",
    "deadline",
    "deadline month first",
    "period",
    "budget",
}
_OTHERS = frozenset({"output", "awareness", "kpi", "follow-up", "link"})


def _column(*cells: Any) -> Column:
    """Return the column of a plan described by header cells, the upper one first.

    A month or quarter is a "period", with a key that can be parsed as a deadline; a year is the
    "budget" of that year.
    """
    texts = [arabic_digits(display_text(cell)) for cell in cells]
    if not texts or any(len(text) > LONGEST_LABEL for text in texts):
        return NOTHING
    return _column_of(*texts)


@lru_cache(maxsize=4096)
def _column_of(*texts: str) -> Column:
    low, whole = texts[-1], " ".join(texts)
    years = [year for text in reversed(texts) if (year := year_in(text)[0])]
    if period := _period(texts):
        return Column("period", period)
    role = _role_of(low) or _role_of(whole)
    if not role and years and year_in(low)[0] and not comparison_key(without_year(low)):
        role = "budget"
    superseded = bool(role) and _SUPERSEDED.search(comparison_key(whole)) is not None
    # "เริ่ม | สิ้นสุด" may occur under "แผน" and again under "ผล".
    superseded |= role in ("start", "deadline") and comparison_key(whole).startswith("ผล")
    year = years[0] if years and role == "budget" else None
    return Column(role, year=year, superseded=superseded) if role else NOTHING


def _role_of(text: str) -> str:
    squeezed = comparison_key(without_year(text))
    # A text with a number other than a year is a deadline or an output, not a header.
    if not squeezed or len(squeezed) > _LONGEST or re.search(r"\d", squeezed):
        return ""
    return next((role for role, words in _ROLES if words.search(squeezed)), "")


def _period(texts: Sequence[str]) -> str:
    """Return the month or quarter of a header, with the year above; also for "1" under "ไตรมาส"."""
    *above, low = texts
    if low in ("1", "2", "3", "4") and any("ไตรมาส" in each for each in above):
        return f"ไตรมาส {low}"
    year = next((year for each in reversed(above) if (year := year_in(each)[0])), None)
    fiscal = any("งบ" in each for each in above)
    alone = period_named(low, year, fiscal)
    # The cell above may complete the period, as a quarter above its months does.
    both = period_named(f"{above[-1]} {low}", year, fiscal) if alone and above else ""
    return both or alone


def _is_header(columns: Sequence[Column], figures_below: Callable[[int], bool]) -> bool:
    """Whether columns state what is to be done, and by whom or when.

    A row of the body may contain words of headers, too, so at least three columns must be known, or
    all filled ones.
    """
    known = {each[:3] for each in columns if each.role not in ("", "unknown")}
    filled = sum(each.role != "" for each in columns)
    roles = {role for role, _, _ in known}
    units = sum(role == "period" or (role == "budget" and bool(year)) for role, _, year in known)
    when = bool(roles & {"responsible", "deadline", "start"}) or units > 1
    return bool(roles & _WHAT) and when and (len(known) >= 3 or len(known) == filled)


PLAN_VOCABULARY = Vocabulary(
    _column,
    _is_header,
    names=_NAMES,
    figures=_FIGURES,
    others=_OTHERS,
    # A transposed plan has one of these roles in its corner.
    values=dict.fromkeys(("number", *_WHAT), ()),
)


def without_plans(tables: Sequence[Table]) -> list[Table]:
    """Return the tables of a document without the rows of its plans, which have no scores."""
    plans = {
        row
        for table in find_tables(tables[0].grid, PLAN_VOCABULARY)
        if table.header
        for row in (*table.header, *table.body)
    }
    return [
        replace(table, body=[row for row in table.body if row not in plans])
        for table in tables
        if not (table.header and plans.issuperset(table.header))
    ]
