"""The plan editor: a line on what is missing, the plan, saving, downloads and versions."""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import load_framework
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.coverage import find_gaps
from ita.measures.plan_checks import CHECKS, check_measures, indicators_without_measure
from ita.publishing.names import safe_name
from ita.publishing.word.plan import make_plan_document
from ita.report.naming import day_text
from ita.ui import url_state
from ita.ui.downloads import Download, show_buttons
from ita.ui.markdown import escape_markdown
from ita.ui.measures.tables import format_numbers
from ita.ui.messages import show_empty
from ita.ui.plan_editor.additions import plans_to_begin, show_additions, show_start
from ita.ui.plan_editor.drafts import (
    VIEWS,
    PlanDraft,
    begun_draft,
    draft_of,
    has_unsaved_draft,
)
from ita.ui.plan_editor.form import edit_form
from ita.ui.plan_editor.leaving import ask_before_leaving
from ita.ui.plan_editor.table import edit_table
from ita.ui.plan_editor.versions import (
    make_plan_workbook,
    show_conflict,
    show_save_form,
    show_versions,
)
from ita.ui.plans import Plan, result_before, with_rule_of_office
from ita.ui.sidebar import View
from ita.ui.store_access import show_store_errors

# Maximum number of changed deadlines listed; moving a plan by a year changes all of them.
_MOST_DEADLINES = 5


def show_plan_editor(plan: Plan | None, view: View) -> None:
    """Show the editor of the chosen plan or of a new one."""
    words = view.words
    result = view.chosen.assessment if view.chosen else None
    to_begin = plans_to_begin(plan, result)
    keys = [*([plan.key] if plan else []), *to_begin]
    if not keys:
        show_empty(words("plan_editor.nothing_to_begin"))
        return
    key = keys[0]
    if len(keys) > 1:
        key = url_state.select(
            "edit",
            keys,
            words("plan_editor.plan"),
            format_func=lambda each: (
                words("plan_editor.new_plan", name=words.digits(each))
                if each in to_begin
                else words.digits(each)
            ),
            width=320,
        )
    with show_store_errors(words):
        draft = draft_of(plan) if plan and key == plan.key else begun_draft(key)
        if draft is None:
            show_start(*to_begin[key], words)
        else:
            _edit(draft, result, words)
        ask_before_leaving(is_unsaved=has_unsaved_draft())


def _edit(draft: PlanDraft, chosen: Assessment | None, words: Words) -> None:
    missing = st.container()
    show_conflict(draft, words)
    bar = st.container(horizontal=True, vertical_alignment="center")
    with bar:
        part = url_state.segments(
            "edit-as",
            VIEWS,
            words("plan_editor.view"),
            format_func=lambda name: words(f"plan_views.{name}"),
            label_visibility="collapsed",
        )
    result = result_before(draft.plan, chosen)
    questions = _questions(draft, result)
    if part == "form" and len(draft.plan.measures):
        edit_form(draft, questions, words)
    else:
        edit_table(draft, list(questions), words)
    gaps = pd.DataFrame() if result is None else find_gaps(draft.plan.measures, result)
    checks = check_measures(draft.plan.measures, draft.plan.fiscal_year)
    with missing:
        _show_missing(draft, None if result is None else gaps, checks, words)
        _show_deadlines(draft, words)
    with bar:
        with st.popover(words("plan_editor.add"), icon=":material/add:"):
            show_additions(draft, gaps, words)
        with st.popover(words("plan_editor.save"), icon=":material/save:", type="primary"):
            show_save_form(draft, checks[checks["check"] == "no_text"], words)
        _show_downloads(draft, words)
    st.subheader(words("plan_editor.versions"), anchor=False)
    show_versions(draft.plan, words)


def _questions(draft: PlanDraft, result: Assessment | None) -> dict[str, str]:
    """Return the questions that a measure can answer as {code: text}, the weakest first.

    Without a result they are in the order of the framework and have no texts.
    """
    if result is not None:
        ranked = result.ranked[result.ranked["instrument"] != "OIT"].sort_values("score")
        return dict(zip(ranked["code"], ranked["text"].fillna(""), strict=True))
    year = draft.plan.fiscal_year
    framework = load_framework(year - 1 if year else None, draft.plan.variant or "national")
    codes = [framework.expected_codes(instrument) for instrument in ("IIT", "EIT")]
    return {code: "" for each in codes for code, _, _ in each}


def _show_missing(
    draft: PlanDraft, gaps: pd.DataFrame | None, checks: pd.DataFrame, words: Words
) -> None:
    """Show in one line what the plan still lacks: first gaps, then the incomplete measures."""
    parts = []
    if gaps is not None and len(gaps):
        codes = words.digits(", ".join(gaps["code"]))
        parts.append(words("plan_editor.gaps", count=words.digits(len(gaps)), codes=codes))
    numbers = [each.number for each in load_framework(draft.plan.fiscal_year).indicators]
    if unused := indicators_without_measure(draft.plan.measures, numbers):
        parts.append(
            words(
                "plan_editor.no_indicator",
                count=words.digits(len(unused)),
                list=format_numbers(unused, words),
            )
        )
    for check in CHECKS:
        failing = checks[checks["check"] == check]["no"].tolist()
        if failing:
            parts.append(
                words(
                    f"plan_checks.{check}",
                    count=words.digits(len(failing)),
                    list=format_numbers(failing, words),
                )
            )
    st.markdown(" · ".join(parts) or words("plan_editor.nothing_missing"))
    if gaps is None:
        st.caption(words("plan_editor.no_result"))


def _show_deadlines(draft: PlanDraft, words: Words) -> None:
    """Show how each deadline changed in this draft was read, the last measure first."""
    before = dict(
        zip(draft.start.measures["key"], draft.start.measures["deadline_text"], strict=True)
    )
    changed = [
        row
        for row in iterate_rows(draft.plan.measures)
        if row.deadline_text and before.get(row.key, "") != row.deadline_text
    ]
    if changed:
        meanings = [
            words("typed_deadlines.item", no=words.digits(row.no), meaning=_meaning(row, words))
            for row in changed[: -_MOST_DEADLINES - 1 : -1]
        ]
        more = len(changed) - len(meanings)
        if more:
            meanings.append(words("digest.more", count=words.digits(more)))
        st.caption(words("typed_deadlines.title", list=" · ".join(meanings)))


def _meaning(row: Any, words: Words) -> str:
    if not pd.isna(row.deadline):
        return day_text(row.deadline, words)
    if row.recurring:
        return words("typed_deadlines.monthly")
    return words("typed_deadlines.unknown", text=escape_markdown(row.deadline_text))


def _show_downloads(draft: PlanDraft, words: Words) -> None:
    """Show download buttons for the draft as an Excel workbook and a Word document."""
    plan, name = with_rule_of_office(draft.plan), f"ita-{safe_name(draft.key)}"
    workbook, document = partial(make_plan_workbook, plan), partial(make_plan_document, plan)
    buttons = [
        Download("plan-excel", words("plan_editor.excel"), f"{name}.xlsx", workbook),
        Download("plan-word", words("plan_editor.word"), f"{name}.docx", document),
    ]
    show_buttons(buttons, words)
