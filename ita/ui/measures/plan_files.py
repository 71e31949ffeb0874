"""Measure workbooks: open, save in the library, take over follow-ups, download."""

from contextlib import suppress
from functools import partial

import pandas as pd
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.follow_up import follow_up_of
from ita.domain.plan import MeasurePlan
from ita.domain.problems import Problem
from ita.language import Words
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.files.workbook import display_name
from ita.reading.measures import MeasureReading
from ita.reading.measures.follow_ups import read_follow_ups
from ita.store import StoreError
from ita.ui.files.corrections import show_sheets
from ita.ui.files.questions import show_questions
from ita.ui.files.workbooks import LARGEST_UPLOAD, OpenedFile
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_empty, show_problems
from ita.ui.plans import MEASURES, Plan, available_plans, plan_file_name, with_rule_of_office
from ita.ui.sidebar import View, announce, result_label
from ita.ui.store_access import ask_name, may_save, show_store_errors, store
from ita.ui.tables import XLSX

_UPLOADER = "plan-file"
MeasureFile = OpenedFile[MeasureReading]


def show_plan_files(plan: Plan | None, words: Words) -> None:
    """Show a popover to open a workbook, save it, and download the chosen one."""
    with st.popover(words("plans.files"), icon=":material/folder_open:"):
        if plan is not None:
            st.download_button(
                words("plans.download"),
                partial(_make_workbook, plan),
                f"{plan_file_name(plan, 'measures')}.xlsx",
                XLSX,
                key="plan-download",
                on_click="ignore",
                icon=":material/download:",
            )
        st.file_uploader(
            words("plans.upload"),
            max_upload_size=LARGEST_UPLOAD,
            key=_UPLOADER,
            on_change=_open_upload,
        )
        st.caption(words("plans.private"))
        for each in MEASURES.opened.values():
            st.button(
                words("plans.close", name=escape_markdown(each.name)),
                icon=":material/close:",
                on_click=MEASURES.opened.clear,
            )
            if len(each.contents.measures):
                _show_save_form(each, words)


def _open_upload() -> None:
    """Open the uploaded plan in place of the one opened before, and use it at once."""
    MEASURES.opened.clear()
    upload = st.session_state[_UPLOADER]
    if upload is not None:
        MEASURES.open(display_name(upload.name), upload.getvalue()).in_use = True


def _make_workbook(plan: Plan) -> bytes:
    """Return the workbook of the measures with their follow-up entries."""
    with_rule: MeasurePlan = plan.reading
    entries = None
    with suppress(StoreError):
        entries = store().follow_ups(plan.measures["key"].tolist())
        with_rule = with_rule_of_office(with_rule)
    return make_measures_workbook(plan.measures, entries, with_rule.variant, with_rule.done_by)


# A document takes a second to open, and a page runs again after each click.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _follow_ups(digest: str, _each: MeasureFile) -> tuple[pd.DataFrame, tuple[Problem, ...]]:
    return read_follow_ups(_each.data, _each.name)


def _show_save_form(each: MeasureFile, words: Words) -> None:
    """Show a form that saves the opened workbook in the library with its follow-up entries."""
    entries, _ = _follow_ups(each.digest, each)
    agency = each.contents.agency or ""
    st.caption(words("library.shared"))
    if not may_save(agency, words):
        return
    who = ask_name(words("library.keep"), "plan-save", agency, words)
    if who:
        with show_store_errors(words):
            each.save(who, agency, each.contents.fiscal_year)
            st.success(words("plans.saved"), icon=":material/check:")
    if len(entries):
        st.button(
            words("plans.take_entries", count=words.digits(len(entries))),
            key="plan-entries",
            on_click=_take_entries,
            args=(entries, words),
        )


def _take_entries(entries: pd.DataFrame, words: Words) -> None:
    with show_store_errors(words):
        new = store().add_follow_ups(follow_up_of(row) for row in entries.itertuples())
        announce(words("plans.entries_taken", count=words.digits(new)))


def show_opened_plan(view: View) -> None:
    """Show the questions about the opened workbook, and its problems."""
    words = view.words
    for each in MEASURES.opened.values():
        reading = each.contents
        if reading.measures.empty:
            message = words("plans.nothing_found", name=escape_markdown(each.name))
            st.error(message, icon=":material/error:")
        elif each.answers.source:
            sentence = words("data.answers_applied", name=escape_markdown(each.answers.source))
            st.info(sentence, icon=":material/history:")
        has_questions = show_questions(each, words)
        problems = [problem for problem in reading.problems if not problem.options]
        if len(reading.measures):
            _, of_entries = _follow_ups(each.digest, each)
            problems += [problem for problem in of_entries if problem not in reading.problems]
        show_problems(
            tuple(problems), words, expanded=False if has_questions else None, key=each.key
        )
        show_sheets(each, words, view.look)


def show_no_plan(result: Assessment | None, words: Words) -> None:
    """Show that there are no measures, or none for the chosen result, and what to do."""
    if result is not None and available_plans():
        name = escape_markdown(result_label(result, words))
        st.info(words("plans.none_of_result", result=name), icon=":material/info:")
        return
    show_empty(words("plans.none"))
    show_problems(MEASURES.bundled_problems(), words, key="bundled-plans")
