"""States of work on a day and in a month's report, from its deadline and reports."""

from datetime import date

import pandas as pd

from ita.domain.follow_up import CLOSED
from ita.thai.dates import month_of

# States of a measure on a day, worst first. Every measure is in exactly one of these.
MEASURE_STATES = ("overdue", "not_reported", "not_started", "in_progress", "done", "cancelled")

# States of a measure in the reports of a month, worst first.
REPORT_STATES = ("outstanding", "not_reported", "ahead", "reported", "closed")

# A deadline at most this many days ahead is due soon.
DUE_SOON_DAYS = 14


def judge_day(table: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return a table that has the columns status and deadline with its state on a day.

    Adds `open` (neither done nor cancelled); `days_left` to the deadline, negative after it, NA
    without one; `overdue` (open after its deadline, whatever was reported); `due_soon` (open with
    at most DUE_SOON_DAYS left); `state`, one of MEASURE_STATES.
    """
    is_open = ~table["status"].isin(CLOSED)
    days_left = (table["deadline"] - pd.Timestamp(on)).dt.days.astype("Int64")
    overdue = is_open & (days_left < 0).fillna(False).astype(bool)
    near = days_left.between(0, DUE_SOON_DAYS).fillna(False).astype(bool)
    return table.assign(
        open=is_open,
        days_left=days_left,
        overdue=overdue,
        due_soon=is_open & near,
        state=table["status"].mask(overdue, "overdue"),
    )


def month_state(month: str, on: date) -> str:
    """Return the report state of unreported work in a month ("2023-04"), seen from a day."""
    today = month_of(on)
    return "not_reported" if month == today else "outstanding" if month < today else "ahead"
