"""One opened file: what was read, what is missing or in doubt, the buttons, the sheet itself."""

import streamlit as st

from ita.domain.mapping import NO_ANSWERS
from ita.language import Words
from ita.publishing.names import safe_name
from ita.ui import url_state
from ita.ui.data.owner import is_owner_unknown, show_owner
from ita.ui.data.plan_of_document import show_plan_of_document
from ita.ui.data.report_check import show_report_check
from ita.ui.data.result_list import choose_result, describe_results, show_results
from ita.ui.files.corrections import show_sheets
from ita.ui.files.questions import show_questions
from ita.ui.files.workbooks import OpenedFile
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_problems
from ita.ui.results import SCORES, ScoreContents, find_key
from ita.ui.sidebar import DATA, View, announce
from ita.ui.store_access import ask_name, show_store_errors

ScoreFile = OpenedFile[ScoreContents]


def show_file(each: ScoreFile, view: View) -> None:
    """A file from what was read of it to the picture of its sheets."""
    words = view.words
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.subheader(escape_markdown(each.name), anchor=False)
            st.button(
                words("data.close"),
                key=f"close-{each.key}",
                icon=":material/close:",
                type="tertiary",
                on_click=SCORES.close,
                args=(each.digest,),
            )
        with st.spinner(words("data.reading"), show_time=False):
            contents = each.contents
        _show_what_was_read(each, words)
        show_report_check(each, words)
        show_plan_of_document(each, words)
        has_questions = _show_what_is_missing(each, words)
        if contents.assessments:
            _show_buttons(each, words)
        if len(contents.assessments) > 1:
            show_results(contents.assessments, each.key, words)
        expanded = has_questions or not contents.assessments
        show_sheets(each, words, view.look, expanded=expanded)


def _show_what_was_read(each: ScoreFile, words: Words) -> None:
    results = each.contents.assessments
    if not results:
        st.error(words("data.nothing_found"), icon=":material/error:")
        return
    st.markdown(describe_results(results, words))
    if each.answers.source:
        sentence = words("data.answers_applied", name=escape_markdown(each.answers.source))
        st.info(sentence, icon=":material/history:")


def _show_what_is_missing(each: ScoreFile, words: Words) -> bool:
    """Questions first, then whose it is, then everything else that a reader must know.

    Returns whether a question is still open.
    """
    results = each.contents.assessments
    has_questions = show_questions(each, words)
    if results:
        show_owner(each, words)
    others = tuple(problem for problem in each.contents.problems if not problem.options)
    show_problems(others, words, expanded=False if has_questions else None, key=each.key)
    if results and not (others or has_questions or is_owner_unknown(results)):
        st.success(words("data.no_problems"), icon=":material/check:")
    return has_questions


def _show_buttons(each: ScoreFile, words: Words) -> None:
    """Use it and save it; a file that is not complete does not offer to be used first."""
    results = each.contents.assessments
    has_errors = any(problem.severity == "error" for problem in each.contents.problems)
    ready = not has_errors and results[0].total is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        if each.in_use:
            at = choose_result(results, each.key, words)
            st.page_link(
                "pages/overview.py",
                label=words("data.show"),
                icon=":material/monitoring:",
                query_params={DATA: find_key(each.digest, at) or ""},
            )
        else:
            st.button(
                words("data.use" if ready else "data.use_anyway"),
                key=f"use-{each.key}",
                type="primary" if ready else "secondary",
                icon=":material/check:" if ready else None,
                on_click=_use,
                args=(each,),
            )
        _show_save_form(each, words)
        if each.answers.mapping != NO_ANSWERS:
            _show_answers(each, words)


def _show_answers(each: ScoreFile, words: Words) -> None:
    """All answers as a file for the command line, and the way back to the file as it stands."""
    st.download_button(
        words("data.download_answers"),
        each.answers.mapping.to_json(),
        f"{safe_name(each.name)}.json",
        "application/json",
        key=f"answers-{each.key}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
    st.button(
        words("data.without_answers"),
        key=f"forget-{each.key}",
        on_click=each.answers.forget,
        icon=":material/undo:",
        type="tertiary",
    )


def _use(each: ScoreFile) -> None:
    each.in_use = True
    url_state.set_choice(DATA, find_key(each.digest))


def _show_save_form(each: ScoreFile, words: Words) -> None:
    """Saves the file with its answers for everybody; afterwards it is chosen and shown."""
    results = each.contents.assessments
    # Blank where a file holds several.
    agencies = {result.agency for result in results}
    years = {result.fiscal_year for result in results}
    agency = agencies.pop() if len(agencies) == 1 else ""
    with st.popover(words("library.keep"), icon=":material/inventory_2:"):
        st.caption(words("library.shared"))
        who = ask_name(words("library.save"), f"save-{each.key}", agency, words)
    if not who:
        return
    with show_store_errors(words):
        each.save(who, agency, years.pop() if len(years) == 1 else None)
        announce(words("library.saved"))
        SCORES.close(each.digest)
        if key := find_key(each.digest):
            url_state.set_choice(DATA, key)
            st.switch_page("pages/overview.py")
        st.rerun()
