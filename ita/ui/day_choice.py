"""Date fields for day, month and year, in the language, numerals and era of the page."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

import streamlit as st

from ita.domain.plan import MeasurePlan
from ita.language import MISSING, Words
from ita.thai.dates import BUDDHIST_OFFSET, day_within_year, month_name
from ita.ui import url_state

_PARTS = ("day", "month", "year")
# Number of years before and after the default that can be chosen.
_REACH = 10


def opening_day(plan: MeasurePlan) -> date:
    """Return the default day of pages about a plan: today, or the nearest of its fiscal year."""
    return day_within_year(date.today(), plan.fiscal_year)


def select_day(
    name: str, label: str, words: Words, *, default: date, resets: tuple[str, ...] = ()
) -> date:
    """Show three fields for the day that the URL stores as `name`, in ISO form; return that day.

    `resets` are the names of choices that go back to their defaults when the day changes.
    """
    chosen = url_state.read_day(name, default)
    years = {chosen.year, *range(default.year - _REACH, default.year + _REACH + 1)}
    options = {
        "day": list(range(1, monthrange(chosen.year, chosen.month)[1] + 1)),
        "month": list(range(1, 13)),
        "year": sorted(years),
    }
    texts = _texts_of_parts(words)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", width="content"):
        for part, width in zip(_PARTS, (86, 116, 104), strict=True):
            st.session_state[_key(name, part)] = getattr(chosen, part)
            st.selectbox(
                label if part == "day" else words(f"day_choice.{part}"),
                options[part],
                format_func=texts[part],
                key=_key(name, part),
                on_change=_save_day,
                args=(name, *resets),
                width=width,
            )
    return chosen


def pick_day(key: str, label: str, words: Words, day: date | None, years: range) -> date | None:
    """Show three fields for a day in a form and return it, or None until all three are chosen.

    `years` are years of the Common Era. If the month is shorter than the day, its last day counts.
    """
    texts = _texts_of_parts(words)
    options = {"day": range(1, 32), "month": range(1, 13), "year": years}
    chosen: dict[str, int | None] = {}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", width="content"):
        for part, width in zip(_PARTS, (98, 122, 116), strict=True):
            if f"{key}-{part}" not in st.session_state:
                st.session_state[f"{key}-{part}"] = getattr(day, part, None)
            chosen[part] = st.selectbox(
                label if part == "day" else words(f"day_choice.{part}"),
                list(options[part]),
                index=None,
                placeholder=MISSING,
                format_func=texts[part],
                key=f"{key}-{part}",
                width=width,
            )
    number, month, year = (chosen[part] for part in _PARTS)
    if number is None or month is None or year is None:
        return None
    return date(year, month, min(number, monthrange(year, month)[1]))


def _save_day(name: str, *resets: str) -> None:
    """Write the chosen day to the URL; if the month is shorter than the day, its last day."""
    day, month, year = (int(st.session_state[_key(name, part)]) for part in _PARTS)
    chosen = date(year, month, min(day, monthrange(year, month)[1]))
    url_state.set_choice(name, chosen.isoformat())
    for each in resets:
        url_state.set_choice(each, None)


def _texts_of_parts(words: Words) -> dict[str, Callable[[int], str]]:
    return {
        "day": words.digits,
        "month": lambda month: _name_of_month(month, words),
        "year": lambda year: words.digits(_shown_year(year, words)),
    }


def _name_of_month(month: int, words: Words) -> str:
    """Return the month's short name, "ก.ย." or "Sep"."""
    return month_name(f"2000-{month:02d}", words.language).split()[0]


def _shown_year(year: int, words: Words) -> int:
    return year + BUDDHIST_OFFSET if words.language == "th" else year


def _key(name: str, part: str) -> str:
    return f"{url_state.widget_key(name)}-{part}"
