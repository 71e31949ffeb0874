"""Checks of a plan that is being written."""

from datetime import date

import pandas as pd

from ita.domain.tables import plain_rows
from ita.thai.dates import fiscal_year_days
from ita.thai.text import normalize_text

# Checks that a measure can fail, the worst first.
CHECKS = ("no_text", "no_division", "no_deadline", "outside_year", "duplicate")


def check_measures(measures: pd.DataFrame, fiscal_year: int | None) -> pd.DataFrame:
    """Return the failed checks of a plan's measures, one row for each of CHECKS and measure.

    Columns: check, no, key. "no_text" has neither issue, activity nor item code, so that no file
    could hold it; "no_deadline" has no day and is not recurring; "outside_year" has a day outside
    the fiscal year (Buddhist Era); "duplicate" has the content or the item code of another measure.
    """
    texts = measures["issue"] + "|" + measures["activity"] + "|" + measures["item_code"]
    contents, codes = texts.map(_content_key), measures["item_code"]
    deadline = measures["deadline"]
    days = fiscal_year_days(fiscal_year) if fiscal_year else (date.min, date.max)
    first, last = map(pd.Timestamp, days)
    fails = {
        "no_text": contents == "",
        "no_division": measures["divisions"].map(len) == 0,
        "no_deadline": deadline.isna() & ~measures["recurring"],
        "outside_year": deadline.notna() & ~deadline.between(first, last),
        "duplicate": (contents.duplicated(keep=False) & (contents != ""))
        | (codes.duplicated(keep=False) & (codes != "")),
    }
    rows = [
        (check, no, key)
        for check in CHECKS
        for no, key in plain_rows(measures[fails[check].astype(bool)], ("no", "key"))
    ]
    return pd.DataFrame(rows, columns=["check", "no", "key"])


def _content_key(text: str) -> str:
    """Return a text in the form in which measures are compared; "" without content."""
    return normalize_text(text).replace(" ", "").casefold().strip("|")


def indicators_without_measure(measures: pd.DataFrame, numbers: list[int]) -> list[int]:
    """Return the numbers of the indicators that no measure of a plan is for."""
    used = set(measures["indicator"].dropna())
    return [number for number in numbers if number not in used]
