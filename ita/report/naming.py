"""Display names of offices, indicators, days and months."""

from datetime import date

import pandas as pd
from pandas.api.typing import NaTType, NAType

from ita.analysis.assessment import Assessment
from ita.domain.framework import load_framework
from ita.domain.plan import MeasurePlan
from ita.language import Words
from ita.thai.dates import month_name, short_date
from ita.thai.text import comparison_key


def agency_and_year(owner: Assessment | MeasurePlan, words: Words) -> str:
    """Return agency and fiscal year, as far as known, for captions of pictures."""
    year = owner.fiscal_year
    year_text = words("figures.fiscal_year", year=words.digits(year)) if year else ""
    return " · ".join(part for part in (owner.agency, year_text) if part)


def indicator_name(number: float | NAType | None, words: Words) -> str:
    """Number and name of an indicator; "" where there is none."""
    if number is None or pd.isna(number):
        return ""
    return f"{words.digits(number)}. {words.of(load_framework(None).indicator(int(number)).name)}"


def sub_indicator_names(assessment: Assessment, words: Words) -> dict[str, str]:
    """The names of sub-indicators by number: the file's own, else those of the framework.

    Schools and colleges have lists of their own. (DOMAIN.md §3)
    """
    official = {each.number: each.name for each in assessment.framework.sub_indicators}
    names = {number: words.of(name) for number, name in official.items()}
    columns = assessment.scores[["sub_indicator", "sub_indicator_name"]].fillna("")
    for number, name in columns.drop_duplicates().itertuples(index=False):
        official_name = official.get(number, {}).get("th", "")
        if number and name and comparison_key(name) != comparison_key(official_name):
            names[number] = name
    return names


def day_text(day: date | NaTType | None, words: Words) -> str:
    """A day as it is read; "" where there is none."""
    if day is None or isinstance(day, NaTType):
        return ""
    return words.digits(short_date(day, words.language))


def month_text(month: str | NAType | None, words: Words) -> str:
    """A month ("2023-04") as it is read; "" where there is none."""
    return words.digits(month_name(month, words.language)) if isinstance(month, str) else ""
