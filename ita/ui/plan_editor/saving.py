"""A draft saved as a version of the library; who saved meanwhile, and both works put together."""

from functools import partial

import pandas as pd
import streamlit as st

from ita.language import Words
from ita.measures.drafting import with_measures
from ita.measures.plan_changes import Conflict, compare_plans, merge_plans
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import MeasureReading
from ita.store import PlanConflictError, PlanVersion, SavedFile
from ita.ui import url_state
from ita.ui.markdown import escape_markdown
from ita.ui.plan_editor.drafts import (
    PlanDraft,
    close_saved,
    discard_draft,
    file_name,
    newest_version,
)
from ita.ui.plan_editor.versions import show_changes, version_label
from ita.ui.plans import MEASURES, with_rule_of_office
from ita.ui.sidebar import announce
from ita.ui.store_access import may_save, name_field, show_store_errors, store

_LONGEST_REASON = 500


def show_save_form(draft: PlanDraft, lacks_text: pd.DataFrame, words: Words) -> None:
    """Asks who saves the draft and why, and saves it; says first why it cannot be saved.

    `lacks_text` are the measures that say nothing, which no file could hold.
    """
    changes = draft.changes()
    if changes.empty:
        st.caption(words("plan_editor.unchanged"))
        return
    counts = changes.drop_duplicates("key")["change"].value_counts()
    st.markdown(words("plan_editor.changed", list=count_changes(counts, words)))
    if len(lacks_text):
        numbers = ", ".join(words.digits(number) for number in lacks_text["no"])
        st.warning(words("plan_editor.no_text", list=numbers), icon=":material/edit:")
    else:
        _ask_and_save(draft, words)
    st.button(
        words("plan_editor.discard"),
        icon=":material/undo:",
        type="tertiary",
        key="plan-discard",
        on_click=discard_draft,
        args=(draft.key,),
    )


def _ask_and_save(draft: PlanDraft, words: Words) -> None:
    if not may_save(draft.plan.agency or "", words):
        return
    st.caption(words("library.shared"))
    with st.form("plan-version", border=False):
        who = name_field(words("library.who"), "plan-who")
        reason = st.text_input(
            words("plan_editor.reason"), max_chars=_LONGEST_REASON, key="plan-reason"
        )
        pressed = st.form_submit_button(
            words("plan_editor.save"),
            type="primary",
            key="plan-save-it",
        )
    if pressed and not who:
        st.warning(words("library.who_missing"), icon=":material/person:")
    elif pressed and not reason.strip():
        st.warning(words("plan_editor.reason_missing"), icon=":material/edit_note:")
    elif pressed:
        _save(draft, who, reason, words)


def count_changes(counts: "pd.Series[int]", words: Words) -> str:
    """How many measures were added, removed and changed, in words."""
    return ", ".join(
        words(f"plan_changes.{name}", count=words.digits(counts[name])) for name in counts.index
    )


def _save(draft: PlanDraft, who: str, reason: str, words: Words) -> None:
    plan = draft.plan
    version = PlanVersion(
        agency=plan.agency or "",
        fiscal_year=plan.fiscal_year,
        name=file_name(plan),
        who=who,
        reason=reason,
        based_on=draft.based_on,
    )
    with show_store_errors(words):
        try:
            store().save_plan(make_plan_workbook(with_rule_of_office(plan)), version)
        except PlanConflictError:
            # What was changed meanwhile is shown above the table.
            st.rerun()
        close_saved(draft)
        if plan.agency and plan.fiscal_year:
            url_state.set_choice("plan", f"{plan.agency} {plan.fiscal_year}")
        announce(words("plan_editor.saved"))
        st.rerun()


def make_plan_workbook(plan: MeasureReading) -> bytes:
    """The workbook of a plan, as it is saved and downloaded."""
    return make_measures_workbook(plan.measures, None, plan.variant, plan.done_by)


def show_conflict(draft: PlanDraft, words: Words) -> None:
    """Where somebody saved meanwhile: what they changed, and the ways to go on from there."""
    newest = newest_version(draft.plan)
    if (newest.id if newest else None) == draft.based_on or newest is None:
        return
    if newest.hash is None:
        sentence = words("plan_editor.deleted_meanwhile", who=escape_markdown(newest.who))
        st.warning(sentence, icon=":material/delete:")
        st.button(
            words("plan_editor.go_on"), key="plan-go-on", on_click=_go_on, args=(draft, newest)
        )
        return
    theirs = MEASURES.read_saved(newest.hash, newest.name, newest.mapping)
    with st.container(border=True):
        sentence = words("plan_editor.met", version=escape_markdown(version_label(newest, words)))
        st.warning(sentence, icon=":material/group:")
        show_changes(compare_plans(draft.start.measures, theirs.measures), words, key="meanwhile")
        _, conflicts = merge_plans(draft.start.measures, draft.plan.measures, theirs.measures)
        for conflict in conflicts:
            _choose_side(draft, conflict, words)
        with st.container(horizontal=True):
            st.button(
                words("plan_editor.merge"),
                type="primary",
                icon=":material/merge:",
                key="plan-merge",
                on_click=partial(_merge, draft, newest, theirs),
            )
            st.button(
                words("plan_editor.take_over"),
                icon=":material/download_done:",
                key="plan-take-over",
                on_click=discard_draft,
                args=(draft.key,),
            )


def _choose_side(draft: PlanDraft, conflict: Conflict, words: Words) -> None:
    """Which of two texts counts, mine at first; both are shown."""
    column = words(f"plan_columns.{conflict.column or 'whole'}")
    texts = {"mine": conflict.mine, "theirs": conflict.theirs}
    place = conflict.key, conflict.column
    st.markdown(f"**{escape_markdown(conflict.issue)}** · {column}")
    for side, text in texts.items():
        display = escape_markdown(text) if text else words("plan_editor.nothing")
        st.caption(f"{words(f'plan_sides.{side}')}: {display}")
    chosen = st.segmented_control(
        words("plan_editor.which"),
        list(texts),
        default=draft.choices.get(place, "mine"),
        required=True,
        format_func=lambda side: words(f"plan_sides.{side}"),
        label_visibility="collapsed",
        key=f"plan-side-{conflict.key}-{conflict.column}",
    )
    draft.choices[place] = "theirs" if chosen == "theirs" else "mine"


def _merge(draft: PlanDraft, newest: SavedFile, theirs: MeasureReading) -> None:
    """Goes on from the newest version, with what was typed put into it."""
    rows, _ = merge_plans(draft.start.measures, draft.plan.measures, theirs.measures, draft.choices)
    draft.start, draft.based_on = theirs, newest.id
    draft.plan = with_measures(theirs, [])
    draft.choices.clear()
    draft.replace(rows)


def _go_on(draft: PlanDraft, newest: SavedFile) -> None:
    draft.based_on = newest.id
