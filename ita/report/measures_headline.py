"""The sentence above the measures: late measures and the next deadline."""

from datetime import date

import pandas as pd

from ita.language import Words
from ita.measures.responsibility import names_division
from ita.measures.status import DUE_SOON_DAYS
from ita.thai.dates import short_date


def measures_headline(
    measures: pd.DataFrame, division: str | None, on: date, words: Words, *, name: str = ""
) -> str:
    """Describe late and next measures of a plan or a division on a day, in Markdown.

    `measures` is a `PlanProgress.status_table`, of the division or of all where it is None; `name`
    is the division's name as it is written in Markdown.
    """
    counts = {
        "on": words.digits(short_date(on, words.language)),
        "overdue": words.number(int(measures["overdue"].sum()), 0),
        "soon": words.number(int(measures["due_soon"].sum()), 0),
        "days": words.number(DUE_SOON_DAYS, 0),
    }
    if division is None:
        sentence = words("measures.headline", count=words.number(len(measures), 0), **counts)
    else:
        named = int(names_division(measures, division).sum())
        sentence = words(
            "measures.headline_division",
            division=name or division,
            named=words.number(named, 0),
            shared=words.number(len(measures) - named, 0),
            **counts,
        )
    return f"{sentence} {_next(measures, on, words)}".strip()


def _next(measures: pd.DataFrame, on: date, words: Words) -> str:
    """The next deadline of what is still open; "" where there is none."""
    days = measures["deadline"][measures["open"]]
    ahead = days[days >= pd.Timestamp(on)]
    if ahead.empty:
        return ""
    day = ahead.min()
    return words(
        "measures.next_deadline",
        day=words.digits(short_date(day.date(), words.language)),
        count=words.number(int((ahead == day).sum()), 0),
    )
