"""What all ways of reporting share: who reports, what is known of a month, saving and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

from ita.domain.follow_up import FollowUp, FollowUpError
from ita.domain.tables import iterate_rows, plain_rows
from ita.language import Words
from ita.measures.responsibility import lead_division
from ita.store import StoreError
from ita.ui.access.person import signed_in_person
from ita.ui.markdown import escape_markdown
from ita.ui.measures.scope import Scope
from ita.ui.store_access import name_field, store

Report = dict[str, Any]
# What is reported of a measure in a month, in the order in which it is typed, before it is.
BLANK: Report = {"status": None, "percent": None, "note": "", "link": ""}
_REPORTER = "reporter"
_ROUND = "_report-round"
_OUTCOME = "_report-outcome"


def ask_reporter(words: Words) -> None:
    """A field for the name of who reports, typed once in a visit."""
    name_field(words("follow_up.who"), _REPORTER, is_kept=True, width=260)


def _reporter() -> str:
    person = signed_in_person()
    return person.name if person else st.session_state[_REPORTER] or ""


def current_round() -> int:
    """Counts what this visit has saved; widgets whose keys hold it begin again after saving."""
    return st.session_state.get(_ROUND, 0)


@dataclass(frozen=True)
class MonthReports:
    """What is reported of measures in a month.

    `divisions` has the division whose work is reported of each measure, by its key; "" where the
    report speaks of the measure as a whole.
    """

    scope: Scope
    month: str
    divisions: Mapping[str, str]

    def known(self) -> dict[str, Report]:
        """The fields of the newest entry that counts for each measure, by its key."""
        known = dict.fromkeys(self.divisions, BLANK)
        entries = self.scope.entries
        entries = entries[entries["month"] == self.month]
        for key, division, *values in plain_rows(entries, ("measure", "division", *BLANK)):
            if key in known and division in ("", self.divisions[key]):
                known[key] = dict(zip(BLANK, values, strict=True))
        return known

    def save(self, reports: Mapping[str, Report], words: Words) -> bool:
        """Adds what was typed of measures, by key, to the history: all of it (True) or nothing.

        `show_outcome` then says which, and why.
        """
        entries, refusals = self._make_entries(reports, words)
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
        self, reports: Mapping[str, Report], words: Words
    ) -> tuple[list[FollowUp], list[str]]:
        """The entries to write, and a line of Markdown for each that may not be written."""
        measures = self.scope.measures
        entries, refusals = [], []
        for measure in iterate_rows(measures[measures["key"].isin(list(reports))]):
            report = reports[measure.key]
            try:
                entries.append(
                    FollowUp(
                        measure.key,
                        self.month,
                        report["status"] or "",
                        _reporter(),
                        percent=report["percent"],
                        note=report["note"],
                        link=report["link"],
                        agency=self.scope.agency,
                        fiscal_year=self.scope.plan.reading.fiscal_year,
                        title=measure.issue,
                        division=self.divisions[measure.key],
                    )
                )
            except FollowUpError as error:
                problem = escape_markdown(error.problem.message(words))
                refusals.append(f"- {words.digits(measure.no)}. {problem}")
        return entries, refusals


def reports_of_month(scope: Scope, month: str) -> MonthReports:
    """The reports of a month on every measure of the scope."""
    pairs = zip(scope.measures["key"], scope.measures["divisions"], strict=True)
    return MonthReports(
        scope, month, {key: reporting_division(scope, names) for key, names in pairs}
    )


def reporting_division(scope: Scope, divisions: tuple[str, ...]) -> str:
    """Whose work is reported of a measure of some divisions: the chosen one's, else that which leads.

    "" where all share it and none leads: such a report speaks of the measure as a whole.
    """
    return scope.named_division or lead_division(divisions)


def show_outcome() -> None:
    """Whether the last report was saved, or why not; said once."""
    is_saved, message = st.session_state.pop(_OUTCOME, (None, ""))
    if is_saved:
        st.success(message, icon=":material/check:")
    elif message:
        st.error(message, icon=":material/error:")
