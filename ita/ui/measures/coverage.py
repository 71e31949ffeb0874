"""Coverage of a plan: the weakest questions, the effect on scores, and the items to publish."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.coverage import match_measures, uncovered_items
from ita.measures.effect import compare_indicators
from ita.measures.publication import publication_checklist
from ita.ui.markdown import escape_markdown
from ita.ui.measures.scope import Scope
from ita.ui.measures.tables import (
    checklist_table,
    coverage_table,
    effect_table,
    format_numbers,
)
from ita.ui.messages import show_empty
from ita.ui.plan_editor.additions import offer_measures
from ita.ui.plans import plan_after, plan_file_name, result_after, result_before
from ita.ui.sidebar import result_label
from ita.ui.tables import show_downloads, show_table, show_text_table


def show_coverage(scope: Scope, chosen: Assessment | None, words: Words) -> None:
    """Show the weakest questions with the measures that answer them; the gaps are listed first."""
    plan = scope.plan
    result = result_before(plan.reading, chosen)
    if result is None:
        year = plan.reading.fiscal_year
        show_empty(words("coverage.no_scores", year=words.digits(year - 1 if year else "–")))
        return
    coverage = match_measures(plan.measures, result.lowest, result.fiscal_year)
    gaps = uncovered_items(coverage)
    st.markdown(
        words(
            "coverage.headline",
            whose=escape_markdown(result_label(result, words)),
            count=words.digits(len(coverage)),
            answered=words.digits(len(coverage) - len(gaps)),
            gaps=words.digits(len(gaps)),
        )
    )
    if len(gaps):
        st.markdown("\n".join(f"- {_explain_gap(gap, words)}" for _, gap in gaps.iterrows()))
    table, title = coverage_table(coverage, words), words("coverage.table")
    show_table(table, words, alt=title, row_height=72)
    show_downloads(table, words, key="coverage", name=plan_file_name(plan, "coverage"))
    if len(gaps):
        offer_measures(plan, gaps, words)
    _show_effect(scope, result, words)


def _explain_gap(gap: pd.Series, words: Words) -> str:
    return words(
        f"measures_report.{gap['why']}",
        code=f"**{escape_markdown(gap['code'])}**",
        score=words.number(gap["score"]),
        indicator=words.digits("–" if pd.isna(gap["indicator"]) else gap["indicator"]),
        measures=format_numbers(gap["of_indicator"], words),
    )


def _show_effect(scope: Scope, before: Assessment, words: Words) -> None:
    """Show the scores of the year before next to those of the plan's year, if there are any."""
    st.subheader(words("effect.title"), anchor=False)
    plan, after = scope.plan, result_after(scope.plan.reading)
    if after is None:
        year = plan.reading.fiscal_year
        st.caption(words("effect.none", year=words.digits(year or "–")))
        return
    effect = compare_indicators(scope.progress, before, after)
    table = effect_table(effect, words)
    show_text_table(table)
    show_downloads(table, words, key="effect", name=plan_file_name(plan, "before-and-after"))
    st.caption(words("effect.note"))


def show_publication(scope: Scope, words: Words) -> None:
    """Show how many items are published, then a table of the items.

    If a division is chosen, only the items of the measures in its scope.
    """
    checklist = publication_checklist(scope.progress, scope.plan.framework)
    if scope.division is not None:
        of_scope = set(scope.measures["no"])
        checklist = checklist[[bool(of_scope & set(each)) for each in checklist["measures"]]]
    if checklist.empty:
        show_empty(words("publication.empty"))
        return
    counts = {
        "count": len(checklist),
        "published": int(checklist["published"].sum()),
        "overdue": int((checklist["state"] == "overdue").sum()),
        "absent": int((checklist["state"] == "no_measure").sum()),
    }
    texts = {name: words.digits(count) for name, count in counts.items()}
    st.markdown(words("publication.headline", **texts))
    title = words("publication.title", count=texts["count"])
    st.subheader(title, anchor=False)
    table = checklist_table(checklist, words)
    show_table(table, words, alt=title, row_height=72)
    show_downloads(table, words, key="checklist", name=plan_file_name(scope.plan, "publication"))
    st.caption(words("publication.how"))


def show_measures_of_question(
    ranked: pd.DataFrame, code: str, assessment: Assessment, words: Words
) -> None:
    """Show on a question's card the measures that answer it; nothing without a plan.

    `ranked` is a table of ranked questions that contains `code`.
    """
    plan = plan_after(assessment)
    if plan is None:
        return
    question = ranked[ranked["code"] == code]
    match = match_measures(plan.measures, question, assessment.fiscal_year).iloc[0]
    year = words.digits(plan.reading.fiscal_year)
    if not match["by"]:
        st.markdown(f"**{words('question_measures.none', year=year)}**")
        count = len(match["of_indicator"])
        st.caption(words(f"question_measures.{match['why']}", count=count))
    else:
        answering = plan.measures[plan.measures["no"].isin(match["measures"])]
        title = words("question_measures.title", year=year)
        lines = [
            f"- {words.digits(row.no)}. {escape_markdown(row.issue or row.activity)}"
            for row in iterate_rows(answering)
        ]
        st.markdown("\n".join([f"**{title}**\n", *lines]))
    st.page_link(
        "pages/measures.py", label=words("question_measures.link"), icon=":material/checklist:"
    )
