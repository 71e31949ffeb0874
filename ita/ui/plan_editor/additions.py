"""New measures for a plan: for a question that nothing answers, from what others did, or blank."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.tables import iterate_rows, measure_table
from ita.language import MISSING, Words
from ita.measures.coverage import suggest_measures
from ita.reading.measures import MeasureReading
from ita.report.naming import indicator_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.measures.scope import open_section
from ita.ui.plan_editor.drafts import PlanDraft, draft_of
from ita.ui.plans import Plan, find_plans
from ita.ui.store_access import show_store_errors

_TEXTS = ("issue", "activity", "output", "awareness")


def choose_gap(gaps: pd.DataFrame, words: Words) -> pd.Series:
    """The gap of a table of some, in the address as `gap`."""
    texts = dict(zip(gaps["code"], gaps["text"].fillna(""), strict=True))
    code = url_state.select(
        "gap",
        list(texts),
        words("suggestions.gap"),
        format_func=lambda code: f"{code} · {texts[code]}",
    )
    return gaps[gaps["code"] == code].iloc[0]


def choose_suggestion(gap: pd.Series, plan: MeasureReading, words: Words) -> dict[str, str] | None:
    """What another plan does for the indicator of a gap, with its texts; None where none does."""
    suggestions = _find_suggestions(gap, plan)
    if suggestions.empty:
        name = escape_markdown(indicator_name(gap["indicator"], words))
        st.caption(words("suggestions.none", indicator=name))
        return None
    titles = [
        f"{row.issue} – {row.agency or ''} {words.digits(row.fiscal_year)}".strip()
        for row in iterate_rows(suggestions)
    ]
    at = st.selectbox(
        words("suggestions.found", count=words.digits(len(suggestions))),
        range(len(suggestions)),
        format_func=titles.__getitem__,
        key=f"suggestion-{gap['code']}",
    )
    texts = {name: str(suggestions[name].iloc[at]) for name in _TEXTS}
    with st.container(border=True):
        for name, text in texts.items():
            st.caption(words(f"plan_columns.{name}"))
            st.text(text or MISSING)
    return texts


def _find_suggestions(gap: pd.Series, plan: MeasureReading) -> pd.DataFrame:
    """What all plans that can be chosen do for a gap; empty where its indicator is not known."""
    if pd.isna(gap["indicator"]):
        return pd.DataFrame()
    tables = [each.measures for each in find_plans(lambda _: True)]
    library = pd.concat([measure_table(), *tables], ignore_index=True)
    item_text = str(gap["text"]) if gap["instrument"] == "OIT" else ""
    return suggest_measures(
        library, int(gap["indicator"]), plan.agency or "", plan.fiscal_year, item_text
    )


def fields_for_gap(gap: pd.Series) -> dict[str, Any]:
    """What a measure for a gap says before anything is written: what it answers.

    An OIT item has no code that would still mean it in the plan's year, so its text is the issue.
    (DOMAIN.md §3)
    """
    indicator = None if pd.isna(gap["indicator"]) else int(gap["indicator"])
    if gap["instrument"] == "OIT":
        return {"indicator": indicator, "issue": "" if pd.isna(gap["text"]) else gap["text"]}
    return {"indicator": indicator, "question_codes": (gap["code"],)}


def offer_measures(plan: Plan, gaps: pd.DataFrame, words: Words) -> None:
    """On the list of gaps: a measure for one of them, which opens in the editor."""

    def add(**fields: Any) -> None:
        with show_store_errors(words):
            draft_of(plan).add(**fields)
            open_section("plan")

    st.subheader(words("suggestions.title"), anchor=False)
    _offer_measure(plan.reading, gaps, add, words)


def show_additions(draft: PlanDraft, gaps: pd.DataFrame, words: Words) -> None:
    """In the editor: a blank measure, or one for a gap."""
    st.button(
        words("plan_editor.add_blank"),
        icon=":material/add:",
        key="plan-add-blank",
        on_click=draft.add,
    )
    if len(gaps):
        _offer_measure(draft.plan, gaps, draft.add, words)


def _offer_measure(
    plan: MeasureReading, gaps: pd.DataFrame, add: Callable[..., None], words: Words
) -> None:
    """A measure for a gap to choose, as another plan has it or still to be written."""
    gap = choose_gap(gaps, words)
    texts = choose_suggestion(gap, plan, words)
    with st.container(horizontal=True):
        if texts is not None:
            st.button(
                words("suggestions.take"),
                icon=":material/add:",
                key="plan-add-suggestion",
                on_click=add,
                kwargs={**texts, **fields_for_gap(gap)},
            )
        st.button(
            words("suggestions.begin", code=escape_markdown(gap["code"])),
            icon=":material/edit:",
            key="plan-add-gap",
            type="primary",
            on_click=add,
            kwargs=fields_for_gap(gap),
        )
