"""Which measures answer the weakest questions, and what others did for the same indicator."""

import pandas as pd

from ita.thai.text import comparison_key


def match_measures(
    measures: pd.DataFrame, lowest: pd.DataFrame, scores_year: int | None = None
) -> pd.DataFrame:
    """For each of an assessment's lowest items, the measures that answer it.

    `lowest` is `Assessment.lowest`, `scores_year` the assessment's fiscal year. Columns:
    instrument, rank, code, text, score, indicator, `by`, `measures` (numbers), `of_indicator`
    (numbers of every measure of the item's indicator), `why`.

    Measures answer the result of the year before, so question codes are compared with that year
    alone, and OIT items, whose codes change their meaning every year, with their own year alone.
    `by` is "question" where measures name the item, "indicator" where these measures name no
    questions at all and so can only answer by their indicator, else "": a gap. `why` of a gap is
    "not_named" (the indicator has measures, but none names the item) or "no_measure".
    (DOMAIN.md §3, §4: E14)
    """
    years = {int(year) for year in measures["fiscal_year"].dropna()}
    codes_hold = scores_year is None or not years or scores_year + 1 in years
    items_hold = scores_year in years
    names_questions = codes_hold and bool(measures["question_codes"].map(len).gt(0).any())
    rows = []
    for item in lowest.itertuples():
        of_indicator = _numbers(measures[(measures["indicator"] == item.indicator).fillna(False)])
        naming: tuple[int, ...] = ()
        if item.instrument == "OIT" and items_hold:
            naming = _numbers(measures[measures["item_code"] == item.code])
        elif item.instrument != "OIT" and codes_hold:
            naming = _numbers(measures[_naming(measures, item.code)])
        told = items_hold if item.instrument == "OIT" else names_questions
        by, answering, why = "question", naming, ""
        if not naming:
            by, answering = ("", ()) if told or not of_indicator else ("indicator", of_indicator)
            why = "" if by else ("not_named" if of_indicator else "no_measure")
        rows.append(
            {
                "instrument": item.instrument,
                "rank": item.rank,
                "code": item.code,
                "text": item.text,
                "score": item.score,
                "indicator": item.indicator,
                "by": by,
                "measures": answering,
                "of_indicator": of_indicator,
                "why": why,
            }
        )
    columns = ["instrument", "rank", "code", "text", "score", "indicator"]
    return pd.DataFrame(rows, columns=[*columns, "by", "measures", "of_indicator", "why"])


def uncovered_items(table: pd.DataFrame) -> pd.DataFrame:
    """The gaps of a `coverage` table."""
    return table[table["by"] == ""].reset_index(drop=True)


def suggest_measures(
    library: pd.DataFrame, indicator: int, agency: str = "", fiscal_year: int | None = None
) -> pd.DataFrame:
    """What other offices, or the same one in other years, did for an indicator.

    `library` is any number of measure tables put together; `agency` and `fiscal_year` are those of
    the plan that is being written, whose own measures are left out. Columns: issue, activity,
    output, `taken` (plans in which it stands), agency, fiscal_year (of the newest of them). What
    more plans hold comes first, then the newest.
    """
    others = library[(library["indicator"] == indicator).fillna(False)]
    own = (others["agency"].fillna("") == agency) & (
        (others["fiscal_year"] == fiscal_year).fillna(fiscal_year is None).astype(bool)
    )
    others = others[~own].copy()
    columns = ["issue", "activity", "output", "taken", "agency", "fiscal_year"]
    if others.empty:
        return pd.DataFrame(columns=columns)
    others["same"] = [
        f"{comparison_key(issue)}|{comparison_key(activity)}"
        for issue, activity in zip(others["issue"], others["activity"], strict=True)
    ]
    plans = others.drop_duplicates(["same", "agency", "fiscal_year"])
    others["taken"] = others["same"].map(plans["same"].value_counts())
    newest = others.sort_values("fiscal_year", ascending=False, kind="stable", na_position="last")
    once = newest.drop_duplicates("same")
    once = once.sort_values(["taken", "fiscal_year"], ascending=False, kind="stable")
    return once[columns].reset_index(drop=True)


def _numbers(measures: pd.DataFrame) -> tuple[int, ...]:
    return tuple(int(number) for number in measures["no"])


def _naming(measures: pd.DataFrame, code: str) -> pd.Series:
    return measures["question_codes"].map(lambda codes: code in codes).astype(bool)
