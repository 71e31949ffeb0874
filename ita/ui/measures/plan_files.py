"""Measure workbooks in and out: open one, save it in the library, bring follow-ups in, download."""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from ita.domain.follow_up import follow_up_of
from ita.domain.mapping import NO_ANSWERS
from ita.language import Words
from ita.publishing.measures import measures_workbook
from ita.reading.files.workbook import display_name
from ita.reading.measures import MeasureReading
from ita.reading.measures.follow_ups import read_follow_ups
from ita.store import StoreError
from ita.ui import show
from ita.ui.datasets import File, saved_answers
from ita.ui.files.answers import FileAnswers, with_layouts
from ita.ui.files.corrections import MEASURE_ROLES, sheet_pictures
from ita.ui.files.opened import LARGEST_UPLOAD, sheets_of
from ita.ui.files.questions import Asking, ask, evidence_of, open_questions
from ita.ui.markdown import literal
from ita.ui.measures import drafts
from ita.ui.plans import Plan, bundled_problems, file_name, opened, read_opened, saved, use
from ita.ui.sidebar import View
from ita.ui.store_access import signed, store, told

_UPLOAD = "plan-file"
_ANSWERS = "_plan-answers"


def plan_files(plan: Plan | None, words: Words) -> None:
    """A popover that opens a workbook, saves it, and gives the chosen one out."""
    with st.popover(words("plans.files"), icon=":material/folder_open:"):
        if plan is not None:
            st.download_button(
                words("plans.download"),
                partial(_workbook, plan),
                f"{file_name(plan, 'measures')}.xlsx",
                show.XLSX,
                key="plan-download",
                on_click="ignore",
                icon=":material/download:",
            )
        st.file_uploader(
            words("plans.upload"),
            max_upload_size=LARGEST_UPLOAD,
            key=_UPLOAD,
            on_change=_take,
        )
        st.caption(words("plans.private"))
        mine = opened()
        if mine is not None:
            st.button(
                words("plans.close", name=literal(mine.name)),
                icon=":material/close:",
                on_click=_close,
            )
            reading = read_opened(mine)
            if len(reading.measures):
                _save(mine, reading, words)


def _take() -> None:
    found = st.session_state[_UPLOAD]
    st.session_state.pop(_ANSWERS, None)
    use(None if found is None else File(display_name(found.name), found.getvalue()))


def _close() -> None:
    use(None)


def _workbook(plan: Plan) -> bytes:
    """The measures, the drafts of this visit and what has been reported, made when asked for."""
    measures = pd.concat([plan.measures, drafts.as_measures(plan)], ignore_index=True)
    try:
        entries = store().follow_ups(plan.measures["key"].tolist())
    except StoreError:
        entries = None
    return measures_workbook(measures, entries, plan.reading.variant)


def _save(file: File, reading: MeasureReading, words: Words) -> None:
    """Save the opened workbook in the library, with the follow-ups that it brings."""
    entries, _ = read_follow_ups(file.data, file.name)
    st.caption(words("library.shared"))
    who = signed(words("library.keep"), "plan-save", words)
    if who:
        mapping = with_layouts(file.mapping, reading.tables)
        with told(words):
            store().save_file(
                "measures",
                file.data,
                name=file.name,
                who=who,
                agency=reading.agency or "",
                fiscal_year=reading.fiscal_year,
                mapping="" if mapping == NO_ANSWERS else mapping.to_json(),
            )
            st.success(words("plans.saved"), icon=":material/check:")
    count = words.digits(len(entries))
    if len(entries) and st.button(words("plans.take_entries", count=count), key="plan-entries"):
        with told(words):
            new = store().add_follow_ups(follow_up_of(row) for row in entries.itertuples())
            st.success(words("plans.entries_taken", count=words.digits(new)))


def opened_problems(view: View) -> None:
    """What is in doubt about the workbook that the visitor has opened, and what is wrong with it."""
    mine, words = opened(), view.words
    if mine is None:
        return
    answers = _answers(mine)
    mine = replace(mine, mapping=answers.mapping)
    reading = read_opened(mine)
    if not len(reading.measures):
        st.error(words("plans.nothing_found", name=literal(mine.name)), icon=":material/error:")
    elif answers.source:
        sentence = words("data.answers_applied", name=literal(answers.source))
        st.info(sentence, icon=":material/history:")
    evidence = evidence_of(sheets_of(mine), reading.tables, words)
    asking = Asking(answers, evidence, partial(_answered, mine, answers), "plan")
    questions = open_questions(reading.problems)
    if questions:
        st.markdown(words("doubts.title", count=words.digits(len(questions))))
    ask(reading.problems, asking, words)
    others = [each for each in reading.problems if not each.options]
    if len(reading.measures):
        reports = read_follow_ups(mine.data, mine.name)[1]
        others += [each for each in reports if each not in reading.problems]
    show.problems(tuple(others), words, expanded=False if questions else None)
    sheets = sheets_of(mine)
    if not sheets:
        return
    expander = st.expander(
        words("picture.title"), key="plan-sheets", icon=":material/table:", on_change="rerun"
    )
    if expander.open:
        with expander:
            sheet_pictures(sheets, reading.tables, asking, MEASURE_ROLES, words, view.look)


def _answers(mine: File) -> FileAnswers:
    """The answers about the opened workbook; at first those of a saved one of the same layout."""
    answers: FileAnswers | None = st.session_state.get(_ANSWERS)
    if answers is None:
        answers = FileAnswers()
        found = saved_answers(saved(), read_opened(mine))
        if found is not None and answers.take_earlier(*found):
            _answered(mine, answers)
        st.session_state[_ANSWERS] = answers
    return answers


def _answered(mine: File, answers: FileAnswers) -> None:
    """Reads the opened workbook with the answers, which count at once."""
    use(replace(mine, mapping=answers.mapping))


def nothing_to_show(words: Words) -> None:
    """There are no measures: say why, and what to do."""
    show.nothing(words("plans.none"))
    broken = bundled_problems()
    if broken is not None:
        show.problems(broken.problems, words)
