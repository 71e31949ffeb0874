"""Buttons for reminders: the calendar, a division's task list, the office's monthly summary."""

import streamlit as st

from ita.analysis.assessment import Assessment
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import responsible_parties
from ita.publishing.reminders import REMINDERS, list_reminders
from ita.publishing.sheets.browser import browser_found
from ita.publishing.sheets.images import shared_renderer
from ita.thai.dates import day_within_year, month_of
from ita.ui import url_state
from ita.ui.downloads import Download, show_buttons

_ICONS = {
    "ics": ":material/calendar_month:",
    "docx": ":material/checklist:",
    **dict.fromkeys(("pdf", "png"), ":material/download:"),
}


def show_reminder_popover(
    progress: PlanProgress, division: str | None, assessment: Assessment | None, words: Words
) -> None:
    """Show the reminders of the chosen division, or of the office, in a popover."""
    with st.popover(words("reminders.title"), icon=":material/notifications:"):
        show_reminders(progress, division, assessment, words)


def choose_reminders(progress: PlanProgress, assessment: Assessment, words: Words) -> None:
    """Show a popover with a choice of division, stored in the URL, and its reminders."""
    with st.popover(words("reminders.title"), icon=":material/notifications:"):
        parties = responsible_parties(progress.measures, progress.plan.divisions)
        division = url_state.select_optional(
            "remind",
            [name for name, _ in parties],
            words("reminders.whose"),
            words("reminders.office"),
            width=320,
        )
        show_reminders(progress, division, assessment, words)


def show_reminders(
    progress: PlanProgress, division: str | None, assessment: Assessment | None, words: Words
) -> None:
    """Show buttons for the calendar and a division's task list or the office's monthly summary.

    `division` is None for the office; `assessment` is the result that the plan answers, if known.
    """
    day = day_within_year(progress.on, progress.plan.fiscal_year)
    outputs = list_reminders(
        progress,
        words,
        REMINDERS,
        divisions=[division],
        assessment=assessment,
        month=month_of(day),
        renderer=shared_renderer() if browser_found() else None,
    )
    buttons = []
    for output in outputs:
        ending = output.name.rpartition(".")[2]
        kind = {"ics": "calendar", "docx": "summary" if division is None else "task-list"}
        label = words(f"reminders.{kind[ending]}") if ending in kind else ending.upper()
        buttons.append(
            Download(f"reminder-{ending}", label, output.name, output.single, _ICONS[ending])
        )
    show_buttons(buttons, words)
    st.caption(words("reminders.how"))
