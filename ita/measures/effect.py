"""What became of it: the scores before the measures beside those of the next year."""

from datetime import date
from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.analysis.results import figures
from ita.measures.status import status_on
from ita.rounding import round_half_up, rounded
from ita.thai.text import comparison_key

_COLUMNS = ["indicator", "key", "text", "before", "after", "change", "measures", "done"]


def compare_indicators(
    measures: pd.DataFrame,
    before: Assessment,
    after: Assessment,
    on: date,
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Each indicator's score in the year before the measures and in the next, as shown.

    Columns: indicator, key ("1" to "10"), text (its Thai name), before, after, change (NA where
    one is missing), `measures` of the indicator and how many of them are `done` on a day. That a
    score rose beside a measure does not say that it rose because of it.
    """
    old, new = figures(before.results, "indicator"), figures(after.results, "indicator")
    counts = _counts(measures, on, entries)
    rows = [
        _row(each.number, str(each.number), each.name["th"], old, new, str(each.number), counts)
        for each in before.framework.indicators
    ]
    return _table(rows)


def compare_questions(
    measures: pd.DataFrame,
    before: Assessment,
    after: Assessment,
    on: date,
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The questions that both years ask in the same words; columns as `compare_indicators`.

    `key` is the code of the year before, `measures` those that name it. Codes are never compared
    across years, since one code means different things in different years. (DOMAIN.md §3)
    """
    asked = {
        (row.instrument, comparison_key(row.text)): row.score
        for row in after.scores.itertuples()
        if not pd.isna(row.text) and comparison_key(row.text)
    }
    stands = status_on(measures, on, entries)
    rows = []
    for row in before.scores.itertuples():
        same = (row.instrument, "" if pd.isna(row.text) else comparison_key(row.text))
        if same not in asked:
            continue
        naming = (
            measures["question_codes"].map(lambda codes, code=row.code: code in codes).astype(bool)
        )
        done = int((stands["status"][naming.to_numpy()] == "done").sum())
        counts = {row.code: (int(naming.sum()), done)}
        old, new = {row.code: row.score}, {row.code: asked[same]}
        rows.append(_row(row.indicator, row.code, row.text, old, new, row.code, counts))
    return _table(rows)


def _counts(
    measures: pd.DataFrame, on: date, entries: pd.DataFrame | None
) -> dict[str, tuple[int, int]]:
    done = status_on(measures, on, entries)["status"] == "done"
    grouped = done.groupby(measures["indicator"].to_numpy())
    return {str(number): (len(own), int(own.sum())) for number, own in grouped}


def _row(
    indicator: Any,
    name: str,
    text: str,
    old: dict[str, Any],
    new: dict[str, Any],
    at: str,
    counts: dict[str, tuple[int, int]],
) -> dict[str, Any]:
    first, second = round_half_up(old.get(at)), round_half_up(new.get(at))
    measures, done = counts.get(at, (0, 0))
    return {
        "indicator": indicator,
        "key": name,
        "text": text,
        "before": rounded(old.get(at)),
        "after": rounded(new.get(at)),
        "change": None if first is None or second is None else float(second - first),
        "measures": measures,
        "done": done,
    }


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    kinds = {"indicator": "Int64", "before": "Float64", "after": "Float64", "change": "Float64"}
    return pd.DataFrame(rows, columns=_COLUMNS).astype(kinds)
