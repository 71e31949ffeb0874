"""The saved versions of a plan: who saved them and why, and what changed between two of them."""

import pandas as pd
import streamlit as st

from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.measures.plan_changes import compare_plans
from ita.reading.measures import MeasureReading
from ita.report.naming import day_text
from ita.store import SavedFile
from ita.ui.markdown import escape_markdown
from ita.ui.plan_editor.drafts import newest_version
from ita.ui.plans import MEASURES
from ita.ui.store_access import store
from ita.ui.tables import show_downloads, show_table


def version_label(version: SavedFile, words: Words) -> str:
    """When a version was saved, by whom and why."""
    at = version.at.astimezone()
    when = f"{day_text(at.date(), words)} {words.digits(f'{at:%H:%M}')}"
    return " · ".join((when, version.who, version.reason or version.name))


def show_versions(plan: MeasureReading, words: Words) -> None:
    """Every version of a plan, and two of them compared, at first the newest with the one before."""
    newest = newest_version(plan)
    versions = store().versions(newest) if newest else []
    if not versions:
        st.caption(words("plan_editor.no_versions"))
        return
    st.markdown("\n".join(f"- {escape_markdown(version_label(each, words))}" for each in versions))
    held = {each.id: each for each in versions if each.hash}
    if len(held) < 2:
        return
    labels = {number: version_label(each, words) for number, each in held.items()}
    with st.container(horizontal=True):
        chosen = [
            st.selectbox(
                label,
                list(held),
                index=at,
                format_func=labels.__getitem__,
                key=f"plan-version-{at}",
            )
            for label, at in (
                (words("plan_editor.version_before"), 1),
                (words("plan_editor.version_after"), 0),
            )
        ]
    before, after = (_read(held[number]) for number in chosen)
    changes = compare_plans(before, after)
    table = show_changes(changes, words, key="versions")
    if table is not None:
        show_downloads(table, words, key="plan-changes", name="ita-plan-changes")


def _read(version: SavedFile) -> pd.DataFrame:
    return MEASURES.read_saved(version.hash or "", version.name, version.mapping).measures


def show_changes(changes: pd.DataFrame, words: Words, *, key: str) -> pd.DataFrame | None:
    """What changed between two versions, a row for each column of each measure.

    Returns the table that is shown, None where nothing changed, which is said.
    """
    if changes.empty:
        st.caption(words("plan_editor.no_changes"))
        return None
    table = pd.DataFrame(
        {
            words("columns.no"): [words.digits(row.no) for row in iterate_rows(changes)],
            words("plan_editor.change"): [
                words(f"plan_change_kinds.{row.change}") for row in iterate_rows(changes)
            ],
            words("columns.issue"): changes["issue"].tolist(),
            words("plan_editor.column"): [
                words(f"plan_columns.{row.column or 'whole'}") for row in iterate_rows(changes)
            ],
            words("plan_editor.before"): changes["before"].tolist(),
            words("plan_editor.after"): changes["after"].tolist(),
        }
    )
    show_table(table, words, alt=words("plan_editor.changes"), row_height=72, key=f"changes-{key}")
    return table
