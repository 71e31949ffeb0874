"""How indicators, days and months are named wherever they are shown."""

from datetime import date

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.framework import load_framework
from ita.language import Words
from ita.thai.dates import month_name, short_date
from ita.thai.text import comparison_key


def indicator_name(number: object, words: Words) -> str:
    """Number and name of an indicator; "" where there is none."""
    if pd.isna(number):
        return ""
    return f"{words.digits(number)}. {words.of(load_framework(None).indicator(int(number)).name)}"


def sub_indicator_names(assessment: Assessment, words: Words) -> dict[str, str]:
    """The names of sub-indicators by number: the file's own, else those of the framework.

    Schools and colleges have lists of their own. (DOMAIN.md §3)
    """
    names = {each.number: each.name for each in assessment.framework.sub_indicators}
    shown = {number: words.of(name) for number, name in names.items()}
    scores = assessment.scores
    pairs = zip(
        scores["sub_indicator"].tolist(), scores["sub_indicator_name"].tolist(), strict=True
    )
    for number, own in dict.fromkeys(pairs):
        if (
            number
            and not pd.isna(own)
            and own
            and comparison_key(own) != comparison_key(names.get(number, {}).get("th", ""))
        ):
            shown[number] = own
    return shown


def day_text(day: object, words: Words) -> str:
    """A day as it is read; "" where there is none."""
    if pd.isna(day):
        return ""
    plain = day if isinstance(day, date) else pd.Timestamp(day).date()
    return words.digits(short_date(plain, words.language))


def month_text(month: object, words: Words) -> str:
    """A month as it is read; "" where there is none."""
    return "" if pd.isna(month) else words.digits(month_name(str(month), words.language))
