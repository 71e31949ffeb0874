"""What a plan still lacks while it is being written."""

from datetime import date

import pandas as pd

from ita.domain.tables import plain_rows
from ita.thai.dates import fiscal_year_days
from ita.thai.text import normalize_text

# What a measure can lack, the worst first.
CHECKS = ("no_text", "no_division", "no_deadline", "outside_year", "duplicate")


def check_measures(measures: pd.DataFrame, fiscal_year: int | None) -> pd.DataFrame:
    """What the measures of a plan lack: a row for each of CHECKS that one of them fails.

    Columns: check, no, key. "no_text" has neither issue nor activity, so that no file could hold
    it; "no_deadline" has no day and does not come back either; "outside_year" has one that is not
    in the fiscal year (Buddhist Era); "duplicate" says the same as another measure or has its item
    code.
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
    """The form in which contents of two measures are compared; "" for nothing."""
    return normalize_text(text).replace(" ", "").casefold().strip("|")


def indicators_without_measure(measures: pd.DataFrame, numbers: list[int]) -> list[int]:
    """The indicators of a framework, by their numbers, that no measure of a plan is for."""
    used = set(measures["indicator"].dropna())
    return [number for number in numbers if number not in used]
