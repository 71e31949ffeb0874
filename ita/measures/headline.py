"""What must be done, by when, and what is late: the sentence above the measures."""

from datetime import date

import pandas as pd

from ita.domain.divisions import EVERYONE
from ita.language import Words
from ita.measures.status import DUE_SOON_DAYS, status_on
from ita.thai.dates import short_date


def measures_headline(
    measures: pd.DataFrame,
    division: str | None,
    on: date,
    entries: pd.DataFrame,
    words: Words,
    *,
    name: str = "",
) -> str:
    """How a plan, or the part of a division in it, stands on a day, in a Markdown sentence.

    `measures` are those of the division, or all where it is None; `name` is how its name is
    written in Markdown.
    """
    stands = status_on(measures, on, entries)
    counts = {
        "on": words.digits(short_date(on, words.language)),
        "overdue": words.number(int(stands["overdue"].sum()), 0),
        "soon": words.number(int(stands["due_soon"].sum()), 0),
        "days": words.number(DUE_SOON_DAYS, 0),
    }
    if division is None:
        told = words("measures.headline", count=words.number(len(measures), 0), **counts)
    else:
        named = int(names_division(measures, division).sum())
        told = words(
            "measures.headline_division",
            division=name or division,
            named=words.number(named, 0),
            shared=words.number(len(measures) - named, 0),
            **counts,
        )
    return f"{told} {_next(measures, stands, on, words)}".strip()


def _next(measures: pd.DataFrame, stands: pd.DataFrame, on: date, words: Words) -> str:
    """The next deadline of what is still open; "" where there is none."""
    days = measures["deadline"].reset_index(drop=True)[stands["open"]]
    ahead = days[days >= pd.Timestamp(on)]
    if ahead.empty:
        return ""
    day = ahead.min()
    return words(
        "measures.next_deadline",
        day=words.digits(short_date(day.date(), words.language)),
        count=words.number(int((ahead == day).sum()), 0),
    )


def names_division(measures: pd.DataFrame, division: str) -> pd.Series:
    """Which measures name a division itself."""
    return measures["divisions"].map(lambda names: division in names).astype(bool)


def division_relation(divisions: tuple[str, ...], division: str | None) -> str:
    """How a measure belongs to a division, or to any: "named", "shared" (with all) or "nobody"."""
    named = [name for name in divisions if name != EVERYONE]
    if division in named or (division is None and named):
        return "named"
    return "shared" if EVERYONE in divisions else "nobody"
