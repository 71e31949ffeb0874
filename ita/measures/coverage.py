"""Measures that answer the weakest questions, and measures of other plans for an indicator."""

from typing import Any

import pandas as pd

from ita.analysis.assessment import Assessment
from ita.domain.tables import iterate_rows
from ita.thai.text import comparison_key


def match_measures(
    measures: pd.DataFrame, lowest: pd.DataFrame, scores_year: int | None = None
) -> pd.DataFrame:
    """Return the measures that answer each of an assessment's lowest items.

    `lowest` is `Assessment.lowest`, `scores_year` the assessment's fiscal year. Columns:
    instrument, rank, code, text, score, indicator, `by`, `measures` (numbers), `of_indicator`
    (numbers of every measure of the item's indicator), `why`.

    Measures answer the result of the year before, so question codes are compared only with that
    year, and OIT items, whose codes change their meaning every year, only with their own year.
    `by` is "question" where measures name the item, "indicator" where the plan names no questions
    at all and so can only answer by indicator, else "": a gap. `why` of a gap is "not_named" (the
    indicator has measures, but none names the item) or "no_measure". (DOMAIN.md §3, §4: E14)
    """
    years = set(measures["fiscal_year"].dropna())
    # OIT codes are compared in the same year, question codes only if the plan names any.
    same_items = scores_year in years
    same_questions = scores_year is None or not years or scores_year + 1 in years
    names_questions = same_questions and bool(measures["question_codes"].map(len).gt(0).any())

    of_indicators = _numbers_by(measures, "indicator")
    of_items = _numbers_by(measures, "item_code")
    of_questions = _numbers_by(measures, "question_codes")

    def answer(item: Any) -> tuple[str, tuple[int, ...], tuple[int, ...], str]:
        of_indicator = of_indicators.get(item.indicator, ())
        is_oit = item.instrument == "OIT"
        compared, numbers = (same_items, of_items) if is_oit else (names_questions, of_questions)
        if compared and (answering := numbers.get(item.code, ())):
            return "question", answering, of_indicator, ""
        if of_indicator and not compared:
            return "indicator", of_indicator, of_indicator, ""
        return "", (), of_indicator, "not_named" if of_indicator else "no_measure"

    items = lowest[["instrument", "rank", "code", "text", "score", "indicator"]]
    answers = pd.DataFrame(
        [answer(item) for item in iterate_rows(items)],
        index=items.index,
        columns=["by", "measures", "of_indicator", "why"],
        dtype="object",
    )
    return items.join(answers).reset_index(drop=True)


def _numbers_by(measures: pd.DataFrame, column: str) -> dict[Any, tuple[int, ...]]:
    """Return the numbers of the measures by each value of a column, which may hold tuples."""
    values = measures[["no", column]].explode(column).drop_duplicates().dropna()
    return {value: tuple(of_value["no"].tolist()) for value, of_value in values.groupby(column)}


def find_gaps(
    measures: pd.DataFrame, assessment: Assessment, items: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the items of a result that no measure answers, as rows of `match_measures`.

    `items` has the columns of `Assessment.lowest`, which is the default.
    """
    items = assessment.lowest if items is None else items
    return uncovered_items(match_measures(measures, items, assessment.fiscal_year))


def uncovered_items(table: pd.DataFrame) -> pd.DataFrame:
    """Return the gaps of a `match_measures` table."""
    return table[table["by"] == ""].reset_index(drop=True)


def suggest_measures(
    library: pd.DataFrame,
    indicator: int,
    agency: str = "",
    fiscal_year: int | None = None,
    item_text: str = "",
) -> pd.DataFrame:
    """Return measures for an indicator from other offices, or of the same one in other years.

    `library` is any number of concatenated measure tables; `agency` and `fiscal_year` are those of
    the plan being written, whose own measures are left out. `item_text` is the text of an OIT item:
    only measures with this issue then count, since its code means something else in each year
    (DOMAIN.md §3). Columns: issue, activity, output, awareness, `taken` (number of plans with the
    measure), agency, fiscal_year (of the newest of them). Sorted by `taken`, then by year, both
    descending.
    """
    plan = ["agency", "fiscal_year"]
    same_plan = (library["agency"].fillna("") == agency) & (
        library["fiscal_year"].isna()
        if fiscal_year is None
        else (library["fiscal_year"] == fiscal_year).fillna(False)
    )
    others = library[(library["indicator"] == indicator).fillna(False) & ~same_plan].copy()
    if item_text:
        others = others[others["issue"].map(comparison_key) == comparison_key(item_text)].copy()
    others["words"] = (
        others["issue"].map(comparison_key) + "|" + others["activity"].map(comparison_key)
    )
    plans_of_words = others.drop_duplicates(["words", *plan])["words"].value_counts()
    others["taken"] = others["words"].map(plans_of_words).astype("int64")
    newest = others.sort_values("fiscal_year", ascending=False, kind="stable", na_position="last")
    once = newest.drop_duplicates("words")
    once = once.sort_values(["taken", "fiscal_year"], ascending=False, kind="stable")
    return once[["issue", "activity", "output", "awareness", "taken", *plan]].reset_index(drop=True)
