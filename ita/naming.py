"""How indicators, days and months are named wherever they are shown."""

from datetime import date

import pandas as pd

from ita.framework import load
from ita.language import Words
from ita.thai_dates import month_name, short_date


def indicator_name(number: object, words: Words) -> str:
    """Number and name of an indicator; "" where there is none."""
    if pd.isna(number):
        return ""
    return f"{words.digits(number)}. {words.of(load(None).indicator(int(number)).name)}"


def day_text(day: object, words: Words) -> str:
    """A day as it is read; "" where there is none."""
    if pd.isna(day):
        return ""
    plain = day if isinstance(day, date) else pd.Timestamp(day).date()
    return words.digits(short_date(plain, words.language))


def month_text(month: object, words: Words) -> str:
    """A month as it is read; "" where there is none."""
    return "" if pd.isna(month) else words.digits(month_name(str(month), words.language))
