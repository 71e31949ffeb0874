"""Plans that are being written in this visit, each begun from a version of the library or anew."""

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
    """A plan as it was last typed.

    `start` is the plan as the editing began, `based_on` the id of the version of the library that
    it was then, None where there was none; `digest` is that of its workbook, "" of one begun here.
    Widgets hold what is typed; after a change that does not come from them they begin again, under
    keys of another `round`. `first` is what the table began with.
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
        """What the keys of its widgets end in."""
        return f"{self.key}-{self.round}"

    @property
    def names(self) -> list[str]:
        """Who can be made responsible: everybody, the divisions of the office, those of the plan."""
        named = (name for names in self.plan.measures["divisions"] for name in names)
        return list(dict.fromkeys((EVERYONE, *self.plan.divisions.names, *named)))

    def changes(self) -> pd.DataFrame:
        """What was changed since the editing began."""
        return compare_plans(self.start.measures, self.plan.measures)

    def write(self, rows: Sequence[Row]) -> None:
        """Takes what widgets say; they go on as they are."""
        self.plan = with_measures(self.plan, rows)

    def replace(self, rows: Sequence[Row]) -> None:
        """Takes rows that no widget knows of yet."""
        self.write(rows)
        self.round += 1
        self.first = None

    def add(self, **fields: Any) -> None:
        """Adds a measure and opens its form."""
        row = blank_measure(self.plan, **fields)
        self.replace([*table_rows(self.plan.measures), row])
        open_form(row["key"])


def open_form(measure: str) -> None:
    """Shows the form of a measure."""
    url_state.set_choice("edit-as", "form")
    url_state.set_choice("edit-measure", measure)


def file_name(plan: MeasurePlan) -> str:
    """What a plan is called in the library."""
    if plan.agency and plan.fiscal_year:
        return f"{safe_name(f'แผนมาตรการ-{plan.agency}-{plan.fiscal_year}')}.xlsx"
    return plan.file


def newest_version(plan: MeasurePlan) -> SavedFile | None:
    """The newest version of a plan in the library, perhaps its deletion. Raises StoreError."""
    return store().newest_plan(file_name(plan), plan.agency or "", plan.fiscal_year)


def draft_of(plan: Plan) -> PlanDraft:
    """The draft of a plan that there is; an unchanged one follows the library. Raises StoreError."""
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
    """The draft of a plan that was begun anew in this visit; None where there is none."""
    return _drafts().get(key)


def has_unsaved_draft() -> bool:
    """Whether anything that was typed in this visit is not saved."""
    return any(len(draft.changes()) for draft in _drafts().values())


def begin_draft(key: str, plan: MeasurePlan, rows: Sequence[Row] = ()) -> None:
    """Begins a plan that the library does not hold, with these measures besides its own."""
    empty = replace(plan, measures=plan.measures.iloc[:0])
    newest = newest_version(plan)
    draft = PlanDraft(key, plan, empty, newest.id if newest else None)
    draft.write([*table_rows(plan.measures), *rows])
    _drafts()[key] = draft


def discard_draft(key: str) -> None:
    """Forgets what was typed."""
    _drafts().pop(key, None)


def close_saved(draft: PlanDraft) -> None:
    """Forgets a draft that is saved, and the opened workbook whose place the version takes."""
    owner = draft.plan.agency, draft.plan.fiscal_year
    for digest, each in list(MEASURES.opened.items()):
        if (each.contents.agency, each.contents.fiscal_year) == owner:
            MEASURES.close(digest)
    discard_draft(draft.key)


def _drafts() -> dict[str, PlanDraft]:
    return st.session_state.setdefault(_DRAFTS, {})
