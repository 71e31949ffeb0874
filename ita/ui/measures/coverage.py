"""Which measures answer the weakest questions, what to do about the gaps, and what came of it."""

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.coverage import match_measures, suggest_measures, uncovered_items
from ita.measures.effect import compare_indicators
from ita.report.naming import indicator_name
from ita.ui import show, url_state
from ita.ui.markdown import literal
from ita.ui.measures import drafts
from ita.ui.measures.detail import title_of
from ita.ui.measures.tables import coverage_frame, effect_frame, numbers
from ita.ui.measures.work import Scope
from ita.ui.plans import Plan, answered, file_name, following, plan_after, plans
from ita.ui.sidebar import label

_TEXTS = ("issue", "activity", "output")


def answers(scope: Scope, chosen: Assessment | None, words: Words) -> None:
    """The weakest questions with what answers them; the gaps first, in words."""
    plan = scope.work.plan
    assessment = answered(plan, chosen)
    if assessment is None:
        year = plan.reading.fiscal_year
        told = words("coverage.no_scores", year=words.digits(year - 1 if year else "–"))
        show.nothing(told)
        return
    table = match_measures(plan.measures, assessment.lowest, assessment.fiscal_year)
    gaps = uncovered_items(table)
    st.markdown(
        words(
            "coverage.headline",
            whose=literal(label(assessment, words)),
            count=words.digits(len(table)),
            answered=words.digits(len(table) - len(gaps)),
            gaps=words.digits(len(gaps)),
        )
    )
    if len(gaps):
        st.markdown("\n".join(f"- {_why(row, words)}" for row in gaps.itertuples()))
    frame = coverage_frame(table, words)
    title = words("coverage.table")
    show.table(frame, words, alt=title, row_height=72)
    show.downloads(frame, words, key="coverage", name=file_name(plan, "coverage"))
    if len(gaps):
        _suggest(plan, gaps, words)
    st.subheader(words("drafts.title"), anchor=False)
    drafts.edit(plan, words)
    _effect(scope, assessment, words)


def _why(row: object, words: Words) -> str:
    return words(
        f"measures_report.{row.why}",
        code=f"**{literal(row.code)}**",
        score=words.number(row.score),
        indicator=words.digits("–" if pd.isna(row.indicator) else row.indicator),
        measures=numbers(row.of_indicator, words),
    )


def _suggest(plan: Plan, gaps: pd.DataFrame, words: Words) -> None:
    """For a gap, what other plans do for its indicator; one can become a draft."""
    st.subheader(words("suggestions.title"), anchor=False)
    codes = gaps["code"].tolist()
    texts = dict(zip(codes, gaps["text"].fillna(""), strict=True))
    url_state.asked("gap", codes, codes[0])
    code = st.selectbox(
        words("suggestions.gap"),
        codes,
        format_func=lambda code: f"{code} · {texts[code]}",
        key=url_state.key("gap"),
        on_change=url_state.keep,
        args=("gap",),
    )
    number = gaps.set_index("code").loc[code, "indicator"]
    indicator = None if pd.isna(number) else int(number)
    reading = plan.reading
    library = pd.concat([each.measures for each in plans()], ignore_index=True)
    found = (
        suggest_measures(library, indicator, reading.agency or "", reading.fiscal_year)
        if indicator
        else pd.DataFrame()
    )
    if found.empty:
        st.caption(words("suggestions.none", indicator=literal(indicator_name(number, words))))
    else:
        titles = [
            f"{row.issue} – {row.agency or ''} {words.digits(row.fiscal_year)}".strip()
            for row in found.itertuples()
        ]
        at = st.selectbox(
            words("suggestions.found", count=words.digits(len(found))),
            range(len(found)),
            format_func=titles.__getitem__,
            key=f"suggestion-{code}",
        )
        row = found.iloc[at]
        with st.container(border=True):
            for name in _TEXTS:
                st.caption(words(f"columns.{name}"))
                st.text(row[name] or "–")
        st.button(
            words("suggestions.take"),
            icon=":material/add:",
            on_click=drafts.take,
            args=(plan, indicator, code),
            kwargs={name: str(row[name]) for name in _TEXTS},
        )
    st.button(
        words("suggestions.begin", code=literal(code)),
        icon=":material/edit:",
        on_click=drafts.take,
        args=(plan, indicator, code),
    )


def _effect(scope: Scope, before: Assessment, words: Words) -> None:
    """The scores of the year before beside those of the plan's own year, where there are any."""
    st.subheader(words("effect.title"), anchor=False)
    plan, after = scope.work.plan, following(scope.work.plan)
    if after is None:
        year = plan.reading.fiscal_year
        st.caption(words("effect.none", year=words.digits(year or "–")))
        return
    table = compare_indicators(plan.measures, before, after, scope.work.on, scope.work.entries)
    frame = effect_frame(table, words)
    show.text_table(frame)
    show.downloads(frame, words, key="effect", name=file_name(plan, "before-and-after"))
    st.caption(words("effect.note"))


def measures_of_question(
    table: pd.DataFrame, code: str, assessment: Assessment, words: Words
) -> None:
    """The measures that answer a question, on the card of the question; nothing without a plan.

    `table` is a `ranked` table that holds the question.
    """
    plan = plan_after(assessment)
    if plan is None:
        return
    row = match_measures(plan.measures, table[table["code"] == code], assessment.fiscal_year).iloc[
        0
    ]
    year = words.digits(plan.reading.fiscal_year)
    if not row["by"]:
        st.markdown(f"**{words('question_measures.none', year=year)}**")
        st.caption(words(f"question_measures.{row['why']}", count=len(row["of_indicator"])))
    else:
        own = plan.measures[plan.measures["no"].isin(row["measures"])]
        title = words("question_measures.title", year=year)
        listed = "\n".join(f"- {literal(title)}" for title in title_of(own, words, None))
        st.markdown(f"**{title}**\n\n{listed}")
    st.page_link(
        "pages/measures.py", label=words("question_measures.link"), icon=":material/checklist:"
    )
