"""What was understood of the deadlines that are typed, in either view of the editor."""

from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.tables import iterate_rows
from ita.language import Words
from ita.report.naming import day_text
from ita.ui.markdown import escape_markdown
from ita.ui.plan_editor.drafts import PlanDraft

# A whole plan that was moved by a year changes them all; these are enough to see what is meant.
_MOST = 5


def show_deadlines(draft: PlanDraft, words: Words) -> None:
    """The day of each deadline whose words were changed since the editing began, the last first."""
    before = dict(
        zip(draft.start.measures["key"], draft.start.measures["deadline_text"], strict=True)
    )
    changed = [
        row
        for row in iterate_rows(draft.plan.measures)
        if row.deadline_text and before.get(row.key, "") != row.deadline_text
    ]
    if changed:
        meanings = [
            words("typed_deadlines.item", no=words.digits(row.no), meaning=_meaning(row, words))
            for row in changed[: -_MOST - 1 : -1]
        ]
        more = len(changed) - len(meanings)
        if more:
            meanings.append(words("digest.more", count=words.digits(more)))
        st.caption(words("typed_deadlines.title", list=" · ".join(meanings)))


def _meaning(row: Any, words: Words) -> str:
    if not pd.isna(row.deadline):
        return day_text(row.deadline, words)
    if row.recurring:
        return words("typed_deadlines.monthly")
    return words("typed_deadlines.unknown", text=escape_markdown(row.deadline_text))
