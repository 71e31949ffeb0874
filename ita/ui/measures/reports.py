"""What all ways of reporting share: who reports, what is known of a month, saving and its answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from ita.domain.follow_up import FollowUp, FollowUpError
from ita.language import Words
from ita.measures.responsibility import lead_division
from ita.store import StoreError
from ita.ui.access.person import signed_in_person
from ita.ui.markdown import escape_markdown
from ita.ui.measures.scope import NOBODY, Scope
from ita.ui.store_access import name_field, store

# What is reported of a measure in a month, in the order in which it is typed.
FIELDS = ("status", "percent", "note", "link")
Report = dict[str, Any]
_REPORTER = "reporter"
_ROUND = "_report-round"
_OUTCOME = "_report-outcome"


def ask_reporter(words: Words) -> None:
    """A field for the name of who reports, typed once in a visit."""
    name_field(words("follow_up.who"), _REPORTER, is_kept=True, width=260)


def _reporter() -> str:
    person = signed_in_person()
    return person.name if person else st.session_state[_REPORTER] or ""


def reporting_division(scope: Scope, divisions: tuple[str, ...]) -> str:
    """Whose work is reported of a measure of some divisions: the chosen one's, else that which leads.

    "" where all share it and none leads: such a report speaks of the measure as a whole.
    """
    if scope.division is None or scope.division == NOBODY:
        return lead_division(divisions)
    return scope.division


def reporting_divisions(scope: Scope) -> dict[str, str]:
    """The `reporting_division` of each measure of the scope, by its key."""
    measures = scope.measures
    return {
        key: reporting_division(scope, divisions)
        for key, divisions in zip(measures["key"], measures["divisions"], strict=True)
    }


def known_reports(entries: pd.DataFrame, month: str, reporting: Mapping[str, str]) -> pd.DataFrame:
    """What counts of a month: FIELDS of the newest entry of each measure, by its key.

    `reporting` has the division whose work is reported of each measure, by its key.
    """
    entries = entries[entries["month"] == month]
    counts = (entries["division"] == "") | (
        entries["division"] == entries["measure"].map(reporting)
    )
    newest = entries[counts.fillna(False)].drop_duplicates("measure", keep="last")
    return newest.set_index("measure")[list(FIELDS)]


def current_round() -> int:
    """Counts what this visit has saved; widgets whose keys hold it begin again after saving."""
    return st.session_state.get(_ROUND, 0)


def plain_value(value: Any) -> Any:
    """What was typed into a field as a plain value; None for a blank one."""
    if value is None or (not isinstance(value, str) and pd.isna(value)) or value == "":
        return None
    return value if isinstance(value, str) else int(value)


def save_reports(
    scope: Scope,
    month: str,
    reports: Mapping[str, Report],
    reporting: Mapping[str, str],
    words: Words,
) -> bool:
    """Adds what was typed of measures, by key, to the history: all of it (True) or nothing.

    `reporting` has the division whose work is reported of each measure. `show_outcome` then says which, and why.
    """
    entries, refusals = _make_entries(scope, month, reports, reporting, words)
    if refusals:
        message = "\n".join([words("follow_up.nothing_saved"), *dict.fromkeys(refusals)])
        st.session_state[_OUTCOME] = (False, message)
        return False
    try:
        count = store().add_follow_ups(entries)
    except StoreError as error:
        st.session_state[_OUTCOME] = (False, words(f"store.{error.reason}"))
        return False
    # The time tells this outcome from that of the report before.
    at = words.digits(f"{datetime.now():%H:%M:%S}")
    message = words("follow_up.saved", count=words.digits(count), at=at)
    st.session_state[_OUTCOME] = (True, message)
    st.session_state[_ROUND] = current_round() + 1
    return True


def _make_entries(
    scope: Scope,
    month: str,
    reports: Mapping[str, Report],
    reporting: Mapping[str, str],
    words: Words,
) -> tuple[list[FollowUp], list[str]]:
    """The entries to write, and a line of Markdown for each that may not be written."""
    reading = scope.plan.reading
    numbers, issues = (scope.measures.set_index("key")[name].to_dict() for name in ("no", "issue"))
    entries, refusals = [], []
    for key, report in reports.items():
        try:
            entries.append(
                FollowUp(
                    key,
                    month,
                    report["status"] or "",
                    _reporter(),
                    percent=report["percent"],
                    note=report["note"] or "",
                    link=report["link"] or "",
                    agency=reading.agency or "",
                    fiscal_year=reading.fiscal_year,
                    title=issues[key],
                    division=reporting[key],
                )
            )
        except FollowUpError as error:
            problem = escape_markdown(error.problem.message(words))
            refusals.append(f"- {words.digits(numbers[key])}. {problem}")
    return entries, refusals


def show_outcome() -> None:
    """Whether the last report was saved, or why not; said once."""
    is_saved, message = st.session_state.pop(_OUTCOME, (None, ""))
    if is_saved:
        st.success(message, icon=":material/check:")
    elif message:
        st.error(message, icon=":material/error:")
