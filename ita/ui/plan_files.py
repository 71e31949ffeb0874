"""Measure workbooks in and out: open one, save it in the library, bring follow-ups in, download."""

from functools import partial

import pandas as pd
import streamlit as st

from ita.follow_ups import follow_up_of
from ita.language import Words
from ita.publishing.measures import measures_workbook
from ita.reading.files.workbook import DEFAULT_LIMITS
from ita.reading.measures import MeasureReading
from ita.reading.measures.follow_ups import read_follow_ups
from ita.store import StoreError
from ita.ui import drafts, show
from ita.ui.datasets import ENDINGS, File
from ita.ui.plans import Plan, bundled_problems, file_name, opened, read_opened, use
from ita.ui.stored import store, told
from ita.ui.text import literal

MEGABYTE = 1024**2
_UPLOAD = "plan-file"


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
            type=list(ENDINGS),
            max_upload_size=DEFAULT_LIMITS.file_bytes // MEGABYTE,
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
    use(None if found is None else File(found.name, found.getvalue()))


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
    who = st.text_input(words("library.who"), max_chars=100, key="plan-who")
    if st.button(words("library.keep"), key="plan-save", disabled=not who.strip()):
        with told(words):
            store().save_file(
                "measures",
                file.data,
                name=file.name,
                who=who,
                agency=reading.agency or "",
                fiscal_year=reading.fiscal_year,
                mapping=file.mapping.to_json(),
            )
            st.success(words("plans.saved"), icon=":material/check:")
    count = words.digits(len(entries))
    if len(entries) and st.button(words("plans.take_entries", count=count), key="plan-entries"):
        with told(words):
            new = store().add_follow_ups(follow_up_of(row) for row in entries.itertuples())
            st.success(words("plans.entries_taken", count=words.digits(new)))


def opened_problems(words: Words) -> None:
    """What is wrong with the workbook that the visitor has opened."""
    mine = opened()
    if mine is None:
        return
    reading = read_opened(mine)
    problems = reading.problems
    if len(reading.measures):
        problems += tuple(
            each
            for each in read_follow_ups(mine.data, mine.name)[1]
            if each not in reading.problems
        )
    else:
        st.error(words("plans.nothing_found", name=literal(mine.name)), icon=":material/error:")
    show.problems(problems, words)


def nothing_to_show(words: Words) -> None:
    """There are no measures: say why, and what to do."""
    show.nothing(words("plans.none"))
    broken = bundled_problems()
    if broken is not None:
        show.problems(broken.problems, words)
