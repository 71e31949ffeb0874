"""Drafts of plans in this session, each started from a library version or from nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.divisions import EVERYONE
from ita.domain.plan import MeasurePlan
from ita.measures.drafting import Row, blank_measure, table_rows, with_measures
from ita.measures.plan_changes import compare_plans
from ita.publishing.names import safe_name
from ita.store import SavedFile
from ita.ui import url_state
from ita.ui.plans import MEASURES, Plan
from ita.ui.store_access import store

_DRAFTS = "_plan-drafts"
VIEWS = ("table", "form")


@dataclass(eq=False)
class PlanDraft:
    """A plan with the edits so far.

    `start` is the plan before editing and `based_on` the id of its version in the library, None if
    there was none; `digest` is that of its workbook, "" for a plan started in the editor.
    Widgets hold the edits; a change from outside them increments `round`, which changes their keys
    and so resets them. `first` is the initial data of the table.
    """

    key: str
    plan: MeasurePlan
    start: MeasurePlan
    based_on: int | None
    digest: str = ""
    round: int = 0
    first: pd.DataFrame | None = None

    @property
    def widgets(self) -> str:
        """The suffix of its widget keys."""
        return f"{self.key}-{self.round}"

    @property
    def names(self) -> list[str]:
        """The choices for responsible: all divisions, those of the office, those of the plan."""
        named = (name for names in self.plan.measures["divisions"] for name in names)
        return list(dict.fromkeys((EVERYONE, *self.plan.divisions.names, *named)))

    def changes(self) -> pd.DataFrame:
        """Return the changes since editing began."""
        return compare_plans(self.start.measures, self.plan.measures)

    def write(self, rows: Sequence[Row]) -> None:
        """Set the rows from the widgets, which keep their state."""
        self.plan = with_measures(self.plan, rows)

    def replace(self, rows: Sequence[Row]) -> None:
        """Set rows from elsewhere and reset the widgets."""
        self.write(rows)
        self.round += 1
        self.first = None

    def add(self, **fields: Any) -> None:
        """Add a measure and open its form."""
        row = blank_measure(self.plan, **fields)
        self.replace([*table_rows(self.plan.measures), row])
        open_form(row["key"])


def open_form(measure: str) -> None:
    """Open the form of a measure."""
    url_state.set_choice("edit-as", "form")
    url_state.set_choice("edit-measure", measure)


def file_name(plan: MeasurePlan) -> str:
    """Return the file name of a plan in the library."""
    if plan.agency and plan.fiscal_year:
        return f"{safe_name(f'แผนมาตรการ-{plan.agency}-{plan.fiscal_year}')}.xlsx"
    return plan.file


def newest_version(plan: MeasurePlan) -> SavedFile | None:
    """Return the newest version of a plan, which may be its deletion. Raises StoreError."""
    return store().newest_plan(file_name(plan), plan.agency or "", plan.fiscal_year)


def draft_of(plan: Plan) -> PlanDraft:
    """Return an existing plan's draft, reloaded if unchanged and outdated. Raises StoreError."""
    newest = newest_version(plan.reading)
    version = newest.id if newest else None
    drafts = _drafts()
    draft = drafts.get(plan.key)
    is_same = draft is not None and (draft.based_on, draft.digest) == (version, plan.digest)
    if draft is None or not (is_same or len(draft.changes())):
        number = draft.round + 1 if draft else 0
        draft = PlanDraft(plan.key, plan.reading, plan.reading, version, plan.digest, number)
        drafts[plan.key] = draft
    return draft


def begun_draft(key: str) -> PlanDraft | None:
    """Return the draft with this key in this session; None if there is none."""
    return _drafts().get(key)


def has_unsaved_draft() -> bool:
    """Return whether this session has unsaved edits."""
    return any(len(draft.changes()) for draft in _drafts().values())


def begin_draft(key: str, plan: MeasurePlan, rows: Sequence[Row] = ()) -> None:
    """Start the draft of a plan that is not in the library; `rows` are added to its measures."""
    empty = replace(plan, measures=plan.measures.iloc[:0])
    newest = newest_version(plan)
    draft = PlanDraft(key, plan, empty, newest.id if newest else None)
    draft.write([*table_rows(plan.measures), *rows])
    _drafts()[key] = draft


def discard_draft(key: str) -> None:
    """Discard a draft."""
    _drafts().pop(key, None)


def close_saved(draft: PlanDraft) -> None:
    """Discard a saved draft, and close the opened workbooks that the saved version replaces."""
    owner = draft.plan.agency, draft.plan.fiscal_year
    for digest, each in list(MEASURES.opened.items()):
        if (each.contents.agency, each.contents.fiscal_year) == owner:
            MEASURES.close(digest)
    discard_draft(draft.key)


def _drafts() -> dict[str, PlanDraft]:
    return st.session_state.setdefault(_DRAFTS, {})
