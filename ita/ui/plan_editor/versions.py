"""Versions of a plan in the library: save a draft, merge it with newer ones, compare two."""

from functools import partial
from typing import cast

import pandas as pd
import streamlit as st

from ita.domain.plan import MeasurePlan
from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.drafting import with_measures
from ita.measures.plan_changes import Conflict, Side, compare_plans, merge_plans
from ita.publishing.excel.measures import make_measures_workbook
from ita.report.naming import day_text
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
from ita.ui.plans import MEASURES, with_rule_of_office
from ita.ui.sidebar import announce
from ita.ui.store_access import may_save, name_field, show_store_errors, store
from ita.ui.tables import show_downloads, show_table

_LONGEST_REASON = 500


def show_save_form(draft: PlanDraft, lacks_text: pd.DataFrame, words: Words) -> None:
    """Ask for name and reason and save the draft; show instead why it cannot be saved.

    `lacks_text` are the measures without any text, which cannot be saved in a workbook.
    """
    changes = draft.changes()
    if changes.empty:
        st.caption(words("plan_editor.unchanged"))
        return
    counts = changes.drop_duplicates("key")["change"].value_counts()
    parts = [words(f"plan_changes.{name}", count=words.digits(n)) for name, n in counts.items()]
    st.markdown(words("plan_editor.changed", list=", ".join(parts)))
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
            words("plan_editor.save"), type="primary", key="plan-save-it"
        )
    if pressed and not who:
        st.warning(words("library.who_missing"), icon=":material/person:")
    elif pressed and not reason.strip():
        st.warning(words("plan_editor.reason_missing"), icon=":material/edit_note:")
    elif pressed:
        _save(draft, who, reason, words)


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
            # After the rerun, `show_conflict` shows the changes of the newer version.
            st.rerun()
        close_saved(draft)
        if plan.agency and plan.fiscal_year:
            url_state.set_choice("plan", f"{plan.agency} {plan.fiscal_year}")
        announce(words("plan_editor.saved"))
        st.rerun()


def make_plan_workbook(plan: MeasurePlan) -> bytes:
    """Return the workbook of a plan, as saved and downloaded."""
    return make_measures_workbook(plan.measures, None, plan.variant, plan.done_by)


def show_conflict(draft: PlanDraft, words: Words) -> None:
    """If the library has a newer version, show its changes and the ways to resolve them."""
    newest = newest_version(draft.plan)
    if newest is None or newest.id == draft.based_on:
        return
    if newest.hash is None:
        sentence = words("plan_editor.deleted_meanwhile", who=escape_markdown(newest.who))
        st.warning(sentence, icon=":material/delete:")
        go_on = partial(setattr, draft, "based_on", newest.id)
        st.button(words("plan_editor.go_on"), key="plan-go-on", on_click=go_on)
        return
    theirs = _read(newest)
    with st.container(border=True):
        sentence = words("plan_editor.met", version=escape_markdown(_label(newest, words)))
        st.warning(sentence, icon=":material/group:")
        _show_changes(compare_plans(draft.start.measures, theirs.measures), words, key="meanwhile")
        _, conflicts = merge_plans(draft.start.measures, draft.plan.measures, theirs.measures)
        sides = {
            (each.key, each.column): _choose_side(each, newest.id, words) for each in conflicts
        }

        def merge() -> None:
            """Rebase the draft on the newest version, keeping its edits."""
            chosen = {field: cast(Side, st.session_state[key]) for field, key in sides.items()}
            rows, _ = merge_plans(
                draft.start.measures, draft.plan.measures, theirs.measures, chosen
            )
            draft.start, draft.based_on = theirs, newest.id
            draft.plan = with_measures(theirs, [])
            draft.replace(rows)

        with st.container(horizontal=True):
            st.button(
                words("plan_editor.merge"),
                type="primary",
                icon=":material/merge:",
                key="plan-merge",
                on_click=merge,
            )
            st.button(
                words("plan_editor.take_over"),
                icon=":material/download_done:",
                key="plan-take-over",
                on_click=discard_draft,
                args=(draft.key,),
            )


def _choose_side(conflict: Conflict, version: int, words: Words) -> str:
    """Show both texts and a choice between them, default "mine"; return the widget key."""
    column = words(f"plan_columns.{conflict.column or 'whole'}")
    st.markdown(f"**{escape_markdown(conflict.issue)}** · {column}")
    texts = {"mine": conflict.mine, "theirs": conflict.theirs}
    for side, text in texts.items():
        display = escape_markdown(text) if text else words("plan_editor.nothing")
        st.caption(f"{words(f'plan_sides.{side}')}: {display}")
    key = f"plan-side-{version}-{conflict.key}-{conflict.column}"
    st.segmented_control(
        words("plan_editor.which"),
        list(texts),
        default="mine",
        required=True,
        format_func=lambda side: words(f"plan_sides.{side}"),
        label_visibility="collapsed",
        key=key,
        persist_state="session",
    )
    return key


def show_versions(plan: MeasurePlan, words: Words) -> None:
    """List the versions of a plan and compare two, by default the two newest."""
    newest = newest_version(plan)
    versions = store().versions(newest) if newest else []
    if not versions:
        st.caption(words("plan_editor.no_versions"))
        return
    st.markdown("\n".join(f"- {escape_markdown(_label(each, words))}" for each in versions))
    held = {each.id: each for each in versions if each.hash}
    if len(held) < 2:
        return
    labels = {number: _label(each, words) for number, each in held.items()}
    with st.container(horizontal=True):
        before, after = (
            st.selectbox(
                words(title),
                list(held),
                index=at,
                format_func=labels.__getitem__,
                key=f"plan-version-{at}",
            )
            for title, at in (("plan_editor.version_before", 1), ("plan_editor.version_after", 0))
        )
    changes = compare_plans(_read(held[before]).measures, _read(held[after]).measures)
    table = _show_changes(changes, words, key="versions")
    if table is not None:
        show_downloads(table, words, key="plan-changes", name="ita-plan-changes")


def _label(version: SavedFile, words: Words) -> str:
    """Return time, author and reason of a version as a label."""
    at = version.at.astimezone()
    when = f"{day_text(at.date(), words)} {words.digits(f'{at:%H:%M}')}"
    return " · ".join((when, version.who, version.reason or version.name))


def _read(version: SavedFile) -> MeasurePlan:
    return MEASURES.read_saved(version.hash or "", version.name, version.mapping)


def _show_changes(changes: pd.DataFrame, words: Words, *, key: str) -> pd.DataFrame | None:
    """Show the changes between two versions, a row for each changed column of each measure.

    Return the shown table; None, after a note, if nothing changed.
    """
    if changes.empty:
        st.caption(words("plan_editor.no_changes"))
        return None
    columns = [words(f"plan_columns.{row.column or 'whole'}") for row in iterate_rows(changes)]
    table = pd.DataFrame(
        {
            words("columns.no"): [words.digits(number) for number in changes["no"]],
            words("plan_editor.change"): [
                words(f"plan_change_kinds.{change}") for change in changes["change"]
            ],
            words("columns.issue"): changes["issue"].tolist(),
            words("plan_editor.column"): columns,
            words("plan_editor.before"): changes["before"].tolist(),
            words("plan_editor.after"): changes["after"].tolist(),
        }
    )
    show_table(table, words, alt=words("plan_editor.changes"), row_height=72, key=f"changes-{key}")
    return table
