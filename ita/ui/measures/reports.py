"""Shared by all report forms: the reporter, the known reports of a month, saving, its outcome."""

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
# The report of a measure and month before anything is entered, in the order of the fields.
BLANK: Report = {"status": None, "percent": None, "note": "", "link": ""}
_REPORTER = "reporter"
_ROUND = "_report-round"
_OUTCOME = "_report-outcome"


def ask_reporter(words: Words) -> None:
    """Show a field for the reporter's name, which is kept for the session."""
    name_field(words("follow_up.who"), _REPORTER, is_kept=True, width=260)


def _reporter() -> str:
    person = signed_in_person()
    return person.name if person else st.session_state[_REPORTER] or ""


def current_round() -> int:
    """Return the number of saves in this session; as part of a widget key it resets the widget."""
    return st.session_state.get(_ROUND, 0)


@dataclass(frozen=True)
class MonthReports:
    """The reports on measures in a month.

    `divisions` maps the key of each measure to the division that the report is for; "" if the
    report is on the measure as a whole.
    """

    scope: Scope
    month: str
    divisions: Mapping[str, str]

    def known(self) -> dict[str, Report]:
        """Return the fields of the newest applicable entry of each measure, by measure key."""
        known = dict.fromkeys(self.divisions, BLANK)
        entries = self.scope.entries
        entries = entries[entries["month"] == self.month]
        for key, division, *values in plain_rows(entries, ("measure", "division", *BLANK)):
            if key in known and division in ("", self.divisions[key]):
                known[key] = dict(zip(BLANK, values, strict=True))
        return known

    def save(self, reports: Mapping[str, Report], words: Words) -> bool:
        """Save reports, by measure key, to the history: all of them (True) or none (False).

        `show_outcome` then shows the result with the reasons.
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
        # The time distinguishes this message from that of the previous save.
        at = words.digits(f"{datetime.now():%H:%M:%S}")
        message = words("follow_up.saved", count=words.digits(count), at=at)
        st.session_state[_OUTCOME] = (True, message)
        st.session_state[_ROUND] = current_round() + 1
        return True

    def _make_entries(
        self, reports: Mapping[str, Report], words: Words
    ) -> tuple[list[FollowUp], list[str]]:
        """Return the entries to write, and a line of Markdown for each invalid report."""
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
    """Return the reports of a month on every measure of the scope."""
    pairs = zip(scope.measures["key"], scope.measures["divisions"], strict=True)
    return MonthReports(
        scope, month, {key: reporting_division(scope, names) for key, names in pairs}
    )


def reporting_division(scope: Scope, divisions: tuple[str, ...]) -> str:
    """Return the division that a report on a measure is for: the chosen one, else the lead one.

    "" if no division leads; the report is then on the measure as a whole.
    """
    return scope.named_division or lead_division(divisions)


def show_outcome() -> None:
    """Show once whether the last reports were saved, or why not."""
    is_saved, message = st.session_state.pop(_OUTCOME, (None, ""))
    if is_saved:
        st.success(message, icon=":material/check:")
    elif message:
        st.error(message, icon=":material/error:")
