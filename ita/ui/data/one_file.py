"""One opened file: its contents, questions and problems, the buttons, and its sheets."""

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import VARIANTS, available_frameworks, load_framework
from ita.domain.mapping import NO_ANSWERS
from ita.language import Words
from ita.publishing.names import safe_name
from ita.reading.measures import MeasureReading
from ita.report.report_check import check_report, findings_table, findings_text
from ita.ui import url_state
from ita.ui.data.result_list import choose_result, describe_results, show_results
from ita.ui.files.corrections import show_sheets
from ita.ui.files.questions import show_questions
from ita.ui.files.workbooks import OpenedFile
from ita.ui.markdown import escape_markdown
from ita.ui.messages import show_problems
from ita.ui.plans import MEASURES
from ita.ui.results import SCORES, ScoreContents, find_key
from ita.ui.sidebar import DATA, View, announce
from ita.ui.store_access import ask_name, show_store_errors
from ita.ui.tables import show_downloads, show_text_table

_PLANS = "_plans-of-documents"
# Files with more results are not checked here; each result is checked on its overview.
_MOST_RESULTS = 3
ScoreFile = OpenedFile[ScoreContents]


def show_file(each: ScoreFile, view: View) -> None:
    """Show an opened file: its contents, checks, questions, buttons and sheets."""
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
        _show_report_check(each, words)
        _show_plan_of_document(each, words)
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


def _show_report_check(each: ScoreFile, words: Words) -> None:
    """Compare the printed figures of a file with its own scores, for each of its results."""
    results = each.contents.assessments
    if len(results) > _MOST_RESULTS:
        return
    for number, result in enumerate(results):
        _check_result(result, each, f"report-{each.key}-{number}", words)


def _check_result(result: Assessment, each: ScoreFile, key: str, words: Words) -> None:
    findings = check_report(result, words)
    compared = words.digits(len(result.comparison))
    if not findings:
        if len(result.comparison):
            sentence = words("report_check.none", count=compared)
            st.success(sentence, icon=":material/fact_check:")
        return
    count = words.digits(len(findings))
    st.warning(words("report_check.found", count=count), icon=":material/fact_check:")
    table = findings_table(findings, words)
    show_text_table(table)
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover(words("report_check.copy"), icon=":material/content_copy:"):
            st.code(
                findings_text(findings, result, each.name, words), language=None, wrap_lines=True
            )
        name = f"{words('report_check.file')}-{safe_name(each.name)}"
        show_downloads(table, words, key=key, name=name)


def _show_plan_of_document(each: ScoreFile, words: Words) -> None:
    """Show a button that opens the measures of a document as a plan, with their number.

    Workbooks are not searched, since their measures are usually in a separate file.
    """
    if not any(sheet.places for sheet in each.sheets.values()):
        return
    plan = _read_plan(each)
    count = len(plan.contents.measures)
    if not count:
        return
    if st.button(
        words("data.measures_in_document", count=words.digits(count)),
        key=f"plan-of-{each.key}",
        icon=":material/checklist:",
    ):
        MEASURES.opened.clear()
        MEASURES.opened[plan.digest] = plan
        plan.in_use = True
        st.switch_page("pages/measures.py")


def _read_plan(each: ScoreFile) -> OpenedFile[MeasureReading]:
    """Return the document as a file of measures, kept for the session."""
    plans: dict[str, OpenedFile[MeasureReading]] = st.session_state.setdefault(_PLANS, {})
    return plans.setdefault(each.digest, OpenedFile(MEASURES, each.name, each.data))


def _show_what_is_missing(each: ScoreFile, words: Words) -> bool:
    """Show the questions, the agency and year, then the problems without options.

    Returns whether a question is still open.
    """
    results = each.contents.assessments
    has_questions = show_questions(each, words)
    if results:
        _show_owner(each, words)
    others = tuple(problem for problem in each.contents.problems if not problem.options)
    show_problems(others, words, expanded=False if has_questions else None, key=each.key)
    if results and not (others or has_questions or _is_owner_unknown(results)):
        st.success(words("data.no_problems"), icon=":material/check:")
    return has_questions


def _is_owner_unknown(results: list[Assessment]) -> bool:
    """Return whether the agency or the year of any result is unknown."""
    return any(not each.agency or each.fiscal_year is None for each in results)


def _show_owner(each: ScoreFile, words: Words) -> None:
    """Show the fields for agency and year, in a popover if both are known."""
    if _is_owner_unknown(each.contents.assessments):
        st.warning(words("data.whose_is_it"), icon=":material/help:")
        _show_fields(each, words)
    else:
        with st.popover(words("data.correct_owner"), icon=":material/edit:", type="tertiary"):
            _show_fields(each, words)


def _show_fields(each: ScoreFile, words: Words) -> None:
    """Show fields for the agency, year and variant; changed values replace those of the file.

    A field is disabled if the results have several values and none is missing; these are corrected
    in the sheet.
    """
    results, corrected = each.contents.assessments, each.answers.corrections
    agencies = sorted({result.agency for result in results} - {""})
    years = {result.fiscal_year for result in results if result.fiscal_year is not None}
    agency, year, variant = (f"{name}-{each.key}" for name in ("agency", "year", "variant"))
    state = st.session_state

    def correct() -> None:
        each.answers.correct_owner(state[agency].strip() or None, state[year], state[variant])

    # The widgets show the current values, also after answers given elsewhere.
    state[agency] = corrected.agency or (agencies[0] if len(agencies) == 1 else "")
    state[year] = corrected.fiscal_year or (next(iter(years)) if len(years) == 1 else None)
    state[variant] = corrected.variant or results[0].framework.variant
    several = words("data.several", count=words.digits(len(agencies)))
    with st.container(horizontal=True):
        st.text_input(
            words("data.agency"),
            placeholder=several if len(agencies) > 1 else None,
            max_chars=200,
            disabled=len(agencies) > 1 and all(result.agency for result in results),
            key=agency,
            on_change=correct,
        )
        st.selectbox(
            words("data.year"),
            sorted({year for year, _ in available_frameworks()} | years, reverse=True),
            placeholder=words("data.several_years" if years else "data.choose_year"),
            format_func=words.digits,
            disabled=len(years) > 1 and all(result.fiscal_year for result in results),
            key=year,
            on_change=correct,
        )
        st.selectbox(
            words("data.variant"),
            VARIANTS,
            format_func=lambda name: words.of(load_framework(2565, name).variant_name),
            key=variant,
            on_change=correct,
        )


def _show_buttons(each: ScoreFile, words: Words) -> None:
    """Show the buttons to use and save a file; "use" is primary only for a complete file."""
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
    """Show buttons to download all answers for the command line and to discard them."""
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
    """Show a form that saves the file and its answers in the library, then open the overview."""
    results = each.contents.assessments
    # The agency and year are blank where a file holds several.
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
