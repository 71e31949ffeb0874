"""One opened file: what was read, what is missing or in doubt, the buttons, the sheet itself."""

from functools import partial

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.framework import VARIANTS, available_frameworks, load_framework
from ita.domain.mapping import NO_ANSWERS
from ita.language import Words
from ita.publishing.names import safe_name
from ita.ui import show
from ita.ui.data import result
from ita.ui.data.saving import save_form
from ita.ui.datasets import FileResult, keys_of, use, used
from ita.ui.files.corrections import SCORE_ROLES, sheet_pictures
from ita.ui.files.opened import (
    OpenedFile,
    changed,
    close,
    read,
    sheets_of,
    without_answers,
)
from ita.ui.files.questions import Asking, ask, evidence_of, open_questions
from ita.ui.markdown import literal
from ita.ui.sidebar import DATA, View, put_data_set


def one_file(each: OpenedFile, view: View) -> None:
    """A file from what was read of it to the picture of its sheets."""
    words = view.words
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute"):
            st.subheader(literal(each.name), anchor=False)
            st.button(
                words("data.close"),
                key=f"close-{each.key}",
                icon=":material/close:",
                type="tertiary",
                on_click=close,
                args=(each,),
            )
        found = _read(each, words)
        _what_was_read(found, each, words)
        _what_is_missing(found, each, words)
        _buttons(found, each, words)
        if len(found.assessments) > 1:
            result.table(found.assessments, each.key, words)
        _pictures(found, each, view)


def _read(each: OpenedFile, words: Words) -> FileResult:
    """What the file holds; a bar says how far the reading is."""
    place = st.empty()
    found = read(each, lambda step, done: place.progress(done, words(f"reading_steps.{step}")))
    place.empty()
    return found


def _what_was_read(found: FileResult, each: OpenedFile, words: Words) -> None:
    if not found.assessments:
        st.error(words("data.nothing_found"), icon=":material/error:")
        return
    st.markdown(result.sentence(found.assessments, words))
    if each.answers.source:
        sentence = words("data.answers_applied", name=literal(each.answers.source))
        st.info(sentence, icon=":material/history:")


def _what_is_missing(found: FileResult, each: OpenedFile, words: Words) -> None:
    """Questions first, then whose it is, then everything else that a reader must know."""
    problems = found.reading.problems
    questions = open_questions(problems)
    if questions or each.answers.given:
        if questions:
            st.markdown(words("doubts.title", count=words.digits(len(questions))))
        ask(problems, _asking(found, each, words), words)
    if found.assessments:
        _owner(found.assessments, each, words)
    others = tuple(problem for problem in problems if not problem.options)
    if others:
        show.problems(others, words, expanded=False if questions else None)
    elif found.assessments and not questions and not _unknown(found.assessments):
        st.success(words("data.no_problems"), icon=":material/check:")


def _asking(found: FileResult, each: OpenedFile, words: Words) -> Asking:
    evidence = evidence_of(sheets_of(each.file), found.reading.tables, words)
    return Asking(each.answers, evidence, partial(changed, each), each.key)


def _unknown(found: list[Assessment]) -> bool:
    """Whether the agency or the year of a result is not known."""
    return any(not each.agency or each.fiscal_year is None for each in found)


def _owner(found: list[Assessment], each: OpenedFile, words: Words) -> None:
    """Agency, year and kind of office: asked for where they are not known, else to be corrected."""
    if _unknown(found):
        st.warning(words("data.whose_is_it"), icon=":material/help:")
        _owner_fields(found, each, words)
    else:
        with st.popover(words("data.correct_owner"), icon=":material/edit:", type="tertiary"):
            _owner_fields(found, each, words)


def _owner_fields(found: list[Assessment], each: OpenedFile, words: Words) -> None:
    """What a visitor types or chooses counts from then on; what is left as it is stays the file's."""
    agencies = {one.agency for one in found} - {""}
    own_years = {one.fiscal_year for one in found if one.fiscal_year is not None}
    years = sorted({year for year, _ in available_frameworks()} | own_years, reverse=True)
    owner = each.answers.corrections
    keys = {name: f"{name}-{each.key}" for name in ("agency", "year", "variant")}

    def correct() -> None:
        values = {name: st.session_state[key] for name, key in keys.items()}
        each.answers.correct_owner(
            values["agency"].strip() or None, values["year"], values["variant"]
        )
        changed(each)

    # The widgets show what counts now, also after answers given elsewhere.
    st.session_state[keys["agency"]] = owner.agency or (
        agencies.copy().pop() if len(agencies) == 1 else ""
    )
    st.session_state[keys["year"]] = owner.fiscal_year or (
        own_years.copy().pop() if len(own_years) == 1 else None
    )
    st.session_state[keys["variant"]] = owner.variant or found[0].framework.variant
    several = len(agencies) > 1
    # What every row of several says of itself is corrected in the sheet, not for all of them.
    named = several and all(one.agency for one in found)
    dated = len(own_years) > 1 and all(one.fiscal_year for one in found)
    count = words.digits(len(agencies))
    with st.container(horizontal=True):
        st.text_input(
            words("data.agency"),
            placeholder=words("data.several", count=count) if several else None,
            max_chars=200,
            disabled=named,
            key=keys["agency"],
            on_change=correct,
        )
        st.selectbox(
            words("data.year"),
            years,
            placeholder=words("data.several_years" if own_years else "data.choose_year"),
            format_func=words.digits,
            disabled=dated,
            key=keys["year"],
            on_change=correct,
        )
        st.selectbox(
            words("data.variant"),
            VARIANTS,
            format_func=lambda variant: words.of(load_framework(2565, variant).variant_name),
            key=keys["variant"],
            on_change=correct,
        )


def _buttons(found: FileResult, each: OpenedFile, words: Words) -> None:
    """Use it and save it; what is in doubt is answered first, so nothing is offered before it."""
    if not found.assessments:
        return
    sure = not any(problem.severity == "error" for problem in found.reading.problems)
    ready = sure and found.assessments[0].total is not None
    with st.container(horizontal=True, vertical_alignment="center"):
        if each.digest in used():
            at = result.choose_one(found.assessments, each.key, words)
            st.page_link(
                "pages/overview.py",
                label=words("data.show"),
                icon=":material/monitoring:",
                query_params={DATA: keys_of(each.digest)[at]},
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
        save_form(each, found, words)
        answers = each.answers.mapping
        if answers != NO_ANSWERS:
            st.download_button(
                words("data.download_answers"),
                answers.to_json(),
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
                on_click=without_answers,
                args=(each,),
                icon=":material/undo:",
                type="tertiary",
            )


def _use(each: OpenedFile) -> None:
    keys = use(each.file)
    if keys:
        put_data_set(keys[0])


def _pictures(found: FileResult, each: OpenedFile, view: View) -> None:
    words, state = view.words, f"sheets-{each.key}"
    nothing = not found.assessments
    if nothing and not sheets_of(each.file):
        return
    # Open where there is something to see to at first; then it is the visitor who closes it.
    st.session_state.setdefault(state, nothing or bool(open_questions(found.reading.problems)))
    expander = st.expander(
        words("picture.title"),
        key=state,
        icon=":material/table:",
        on_change="rerun",
    )
    if not expander.open:
        return
    with expander:
        asking, sheets = _asking(found, each, words), sheets_of(each.file)
        sheet_pictures(sheets, found.reading.tables, asking, SCORE_ROLES, words, view.look)
