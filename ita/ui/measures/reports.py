"""What all ways of reporting share: who reports, what is known of a month, saving and its answer."""

from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.follow_up import FollowUp, FollowUpError
from ita.language import Words
from ita.measures.status import newest_entries
from ita.store import StoreError
from ita.ui.markdown import literal
from ita.ui.measures.work import Scope
from ita.ui.store_access import store

# What is reported of a measure in a month, in the order in which it is typed.
FIELDS = ("status", "percent", "note", "link")
_REPORTER = "reporter"
_WHO = "_who-reports"
_ROUND = "_follow-up-round"
_ANSWER = "_follow-up-answer"


def choose_who(words: Words) -> str:
    """Who reports, asked once in a visit."""
    who = st.text_input(
        words("follow_up.who"),
        value=st.session_state.get(_WHO, ""),
        max_chars=100,
        key=_REPORTER,
        width=260,
    )
    st.session_state[_WHO] = who
    return who or ""


def reporter() -> str:
    """The name that stands in the field of `choose_who`."""
    return st.session_state[_REPORTER] or ""


def known(entries: pd.DataFrame, month: str) -> pd.DataFrame:
    """What counts of a month: FIELDS of the newest entry of each measure, by its key."""
    own = newest_entries(entries)
    return own[own["month"] == month].set_index("measure")[list(FIELDS)]


def current_round() -> int:
    """Counts what this visit has saved; widgets whose keys hold it begin again after saving."""
    return st.session_state.get(_ROUND, 0)


def plain(value: Any) -> Any:
    """What was typed into a field as a plain value; None for a blank one."""
    if value is None or (not isinstance(value, str) and pd.isna(value)) or value == "":
        return None
    return value if isinstance(value, str) else int(value)


def save(scope: Scope, month: str, who: str, rows: dict[str, dict[str, Any]], words: Words) -> bool:
    """Add what was typed of measures, by key, to the history: all of it (True) or nothing.

    `answer` then says which, and why.
    """
    entries, wrong = _entries(scope, month, who, rows, words)
    if wrong:
        said = "\n".join([words("follow_up.nothing_saved"), *dict.fromkeys(wrong)])
        st.session_state[_ANSWER] = (False, said)
        return False
    try:
        count = store().add_follow_ups(entries)
    except StoreError as error:
        st.session_state[_ANSWER] = (False, words(f"store.{error.reason}"))
        return False
    # The time tells this answer from that to the report before.
    at = words.digits(f"{datetime.now():%H:%M:%S}")
    said = words("follow_up.saved", count=words.digits(count), at=at)
    st.session_state[_ANSWER] = (True, said)
    st.session_state[_ROUND] = current_round() + 1
    return True


def _entries(
    scope: Scope, month: str, who: str, rows: dict[str, dict[str, Any]], words: Words
) -> tuple[list[FollowUp], list[str]]:
    """The entries to write, and a line of Markdown for each that may not be written."""
    measures = scope.measures.set_index("key")
    entries, wrong = [], []
    for key, row in rows.items():
        measure = measures.loc[key]
        try:
            entries.append(
                FollowUp(
                    key,
                    month,
                    row["status"] or "",
                    who,
                    percent=row["percent"],
                    note=row["note"] or "",
                    link=row["link"] or "",
                    agency=scope.work.plan.reading.agency or "",
                    fiscal_year=scope.work.plan.reading.fiscal_year,
                    title=measure["issue"],
                )
            )
        except FollowUpError as error:
            problem = error.problem.message(words)
            wrong.append(f"- {words.digits(measure['no'])}. {literal(problem)}")
    return entries, wrong


def answer() -> None:
    """Whether the last report was saved, or why not; said once."""
    saved, said = st.session_state.pop(_ANSWER, (None, ""))
    if saved:
        st.success(said, icon=":material/check:")
    elif said:
        st.error(said, icon=":material/error:")
