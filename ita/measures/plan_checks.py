"""What a plan still lacks while it is being written."""

from collections import Counter

import pandas as pd

from ita.domain.tables import iterate_rows
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
    contents = [_content(row) for row in iterate_rows(measures)]
    codes = Counter(code for code in measures["item_code"] if code)
    repeated = Counter(content for content in contents if content)
    first, last = fiscal_year_days(fiscal_year) if fiscal_year else (None, None)
    rows = []
    for row, content in zip(iterate_rows(measures), contents, strict=True):
        has_day = not pd.isna(row.deadline)
        fails = {
            "no_text": not content,
            "no_division": not row.divisions,
            "no_deadline": not has_day and not row.recurring,
            "outside_year": has_day
            and first is not None
            and last is not None
            and not first <= row.deadline.date() <= last,
            "duplicate": repeated[content] > 1 or codes[row.item_code] > 1,
        }
        rows += [(check, row.no, row.key) for check in CHECKS if fails[check]]
    table = pd.DataFrame(rows, columns=["check", "no", "key"])
    return table.sort_values("check", key=lambda names: names.map(CHECKS.index), kind="stable")


def _content(row: object) -> str:
    """What a measure says, in the form in which two of them are compared; "" for nothing."""
    texts = (getattr(row, name) for name in ("issue", "activity", "item_code"))
    return normalize_text("|".join(texts)).replace(" ", "").casefold().strip("|")


def indicators_without_measure(measures: pd.DataFrame, numbers: list[int]) -> list[int]:
    """The indicators of a framework, by their numbers, that no measure of a plan is for."""
    used = set(measures["indicator"].dropna())
    return [number for number in numbers if number not in used]
