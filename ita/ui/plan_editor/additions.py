"""Start plans and measures: from last year's plan, from gaps, from other plans, or blank."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.plan import MeasurePlan
from ita.domain.tables import iterate_rows, measure_table
from ita.language import MISSING, Words
from ita.measures.coverage import find_gaps, suggest_measures
from ita.measures.drafting import begin_from_last_year, begin_plan, blank_measure, with_measures
from ita.report.naming import indicator_name
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.measures.scope import open_section
from ita.ui.plan_editor.drafts import PlanDraft, begin_draft, draft_of
from ita.ui.plans import Plan, available_plans, find_plans, with_rule_of_office
from ita.ui.results import find_result
from ita.ui.store_access import show_store_errors

_TEXTS = ("issue", "activity", "output", "awareness")


def plans_to_begin(plan: Plan | None, result: Assessment | None) -> dict[str, tuple[str, int]]:
    """Return agency and year, by URL parameter value, of plans that do not exist yet.

    These are the following year's plan of `plan`, and the plan that answers `result`.
    """
    held = {each.owner for each in available_plans()}
    owners = [each for each in (plan and plan.reading, result) if each is not None]
    return {
        f"{each.agency} {each.fiscal_year + 1}": (each.agency, each.fiscal_year + 1)
        for each in owners
        if each.agency and each.fiscal_year and (each.agency, each.fiscal_year + 1) not in held
    }


def show_start(agency: str, year: int, words: Words) -> None:
    """Show the ways to start the plan of an agency and year."""
    st.markdown(words("plan_editor.start", agency=agency, year=words.digits(year)))
    earlier = next(find_plans(lambda plan: plan.owner == (agency, year - 1)), None)
    result = find_result(agency, year - 1)

    def offer(label: str, name: str, make: Callable[[], MeasurePlan]) -> None:
        def begin() -> None:
            with show_store_errors(words):
                begin_draft(f"{agency} {year}", make())

        icon = ":material/edit_document:"
        st.button(label, key=f"plan-start-{name}", icon=icon, on_click=begin)

    with st.container(horizontal=True):
        if earlier is not None:
            plan = with_rule_of_office(earlier.reading)
            texts = {"year": words.digits(year - 1), "count": words.digits(len(plan.measures))}
            label = words("plan_editor.from_last_year", **texts)
            offer(label, "last-year", partial(begin_from_last_year, plan))
        if result is not None and len(result.lowest):
            label = words("plan_editor.from_gaps", count=words.digits(len(result.lowest)))
            offer(label, "gaps", partial(_begin_from_gaps, agency, year, result))
        offer(words("plan_editor.from_nothing"), "empty", partial(begin_plan, agency, year))
    st.caption(words("plan_editor.start_note"))


def _begin_from_gaps(agency: str, year: int, result: Assessment) -> MeasurePlan:
    """Return a plan with a blank measure for each of the weakest items of a result."""
    plan = begin_plan(agency, year)
    gaps = find_gaps(plan.measures, result)
    rows = [
        blank_measure(plan, no=number, **_fields_for_gap(gap))
        for number, (_, gap) in enumerate(gaps.iterrows(), 1)
    ]
    return with_measures(plan, rows)


def _choose_gap(gaps: pd.DataFrame, words: Words) -> pd.Series:
    """Choose one of the gaps, URL parameter `gap`."""
    texts = dict(zip(gaps["code"], gaps["text"].fillna(""), strict=True))
    code = url_state.select(
        "gap",
        list(texts),
        words("suggestions.gap"),
        format_func=lambda code: f"{code} · {texts[code]}",
    )
    return gaps[gaps["code"] == code].iloc[0]


def _choose_suggestion(gap: pd.Series, plan: MeasurePlan, words: Words) -> dict[str, str] | None:
    """Choose a measure of another plan for a gap's indicator; return its texts, None if none."""
    suggestions = pd.DataFrame()
    if not pd.isna(gap["indicator"]):
        plans = [each.measures for each in find_plans(lambda _: True)]
        suggestions = suggest_measures(
            pd.concat([measure_table(), *plans], ignore_index=True),
            int(gap["indicator"]),
            plan.agency or "",
            plan.fiscal_year,
            str(gap["text"]) if gap["instrument"] == "OIT" else "",
        )
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


def _fields_for_gap(gap: pd.Series) -> dict[str, Any]:
    """Return the initial fields of a measure for a gap.

    OIT item codes can change from year to year, so an OIT gap gives its text as the issue.
    (DOMAIN.md §3)
    """
    indicator = None if pd.isna(gap["indicator"]) else int(gap["indicator"])
    if gap["instrument"] == "OIT":
        return {"indicator": indicator, "issue": "" if pd.isna(gap["text"]) else gap["text"]}
    return {"indicator": indicator, "question_codes": (gap["code"],)}


def offer_measures(plan: Plan, gaps: pd.DataFrame, words: Words) -> None:
    """Offer, below the list of gaps, to add a measure for one; it opens in the editor."""

    def add(**fields: Any) -> None:
        with show_store_errors(words):
            draft_of(plan).add(**fields)
            open_section("plan")

    st.subheader(words("suggestions.title"), anchor=False)
    _offer_measure(plan.reading, gaps, add, words)


def show_additions(draft: PlanDraft, gaps: pd.DataFrame, words: Words) -> None:
    """Offer, in the editor, to add a blank measure or one for a gap."""
    st.button(
        words("plan_editor.add_blank"),
        icon=":material/add:",
        key="plan-add-blank",
        on_click=draft.add,
    )
    if len(gaps):
        _offer_measure(draft.plan, gaps, draft.add, words)


def _offer_measure(
    plan: MeasurePlan, gaps: pd.DataFrame, add: Callable[..., None], words: Words
) -> None:
    """Offer to add a measure for a chosen gap, copied from another plan or blank."""
    gap = _choose_gap(gaps, words)
    texts = _choose_suggestion(gap, plan, words)
    with st.container(horizontal=True):
        if texts is not None:
            st.button(
                words("suggestions.take"),
                icon=":material/add:",
                key="plan-add-suggestion",
                on_click=add,
                kwargs={**texts, **_fields_for_gap(gap)},
            )
        st.button(
            words("suggestions.begin", code=escape_markdown(gap["code"])),
            icon=":material/edit:",
            key="plan-add-gap",
            type="primary",
            on_click=add,
            kwargs=_fields_for_gap(gap),
        )
