"""The questions of a result as a table, which is read back to the same score table."""

from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.publishing.excel.tables import mark_computed_column


def make_score_sheet(assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return all questions with instrument, indicator, text and score, headers in `words`.

    Scores are not rounded. Questions without an indicator come first of their instrument, so that
    they don't seem to belong to the indicator above. The column part is left out if blank.
    """
    framework, scores = assessment.framework, assessment.scores
    if scores["indicator"].isna().any():
        order = [list(scores["instrument"].unique()).index(each) for each in scores["instrument"]]
        keys = scores.assign(order=order, placed=scores["indicator"].notna())
        scores = scores.loc[keys.sort_values(["order", "placed"], kind="stable").index]
    names = {each.number: words.of(each.name) for each in framework.indicators}
    subs = zip(scores["sub_indicator"], scores["sub_indicator_name"].fillna(""), strict=True)
    columns: dict[str, Any] = {"code": scores["code"], "instrument": scores["instrument"]}
    if scores["part"].notna().any():
        columns["part"] = scores["part"]
    columns |= {
        "indicator_number": scores["indicator"],
        "indicator": scores["indicator"].map(names),
        "sub_indicator": [f"{number} {name}".strip() for number, name in subs],
        "text": scores["text"],
        "score": scores["score"],
    }
    titled = {words(f"columns.{name}"): values for name, values in columns.items()}
    return pd.DataFrame(titled, dtype="object")


def make_ranked_score_sheet(assessment: Assessment, words: Words) -> pd.DataFrame:
    """Return the score sheet with agency, year, and the computed rank and loss of each question.

    It is for files of a single table. The reader ignores the computed columns by their headers.
    """
    sheet = make_score_sheet(assessment, words)
    ranked = assessment.ranked.set_index("row")
    owner = {"year": assessment.fiscal_year, "agency": assessment.agency or None}
    for name, value in owner.items():
        if value is not None:
            sheet.insert(0, words(f"columns.{name}"), value)
    for name in ("rank", "lost"):
        sheet[mark_computed_column(words(f"columns.{name}"))] = (
            ranked[name].reindex(sheet.index).astype("object")
        )
    return sheet
