"""The status of each measure on a day: reported or not, done or open, in time or overdue."""

from datetime import date

import pandas as pd

from ita.domain.follow_up import CLOSED
from ita.domain.tables import follow_up_table
from ita.thai.dates import month_of

# What a measure can be on a day, worst first. Every measure is exactly one of these.
MEASURE_STATES = ("overdue", "not_reported", "not_started", "in_progress", "done", "cancelled")

# What a measure can be in the reports of a month, worst first.
REPORT_STATES = ("late", "not_reported", "ahead", "reported", "closed")

# A deadline at most so many days ahead is due soon.
DUE_SOON_DAYS = 14

_OF_ENTRY = ["status", "percent", "month", "note", "link", "who", "at"]


def newest_entries(entries: pd.DataFrame) -> pd.DataFrame:
    """The entry that counts of each measure and month: the last one written."""
    return entries.drop_duplicates(["measure", "month"], keep="last").reset_index(drop=True)


def _latest(entries: pd.DataFrame) -> pd.DataFrame:
    """The entry that counts of each measure: the newest about its latest month."""
    known = newest_entries(entries).sort_values("month", kind="stable")
    return known.drop_duplicates("measure", keep="last").set_index("measure")


def status_on(
    measures: pd.DataFrame, on: date, entries: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The status of each measure at the end of the day `on`, in the order of `measures`.

    Columns: no, key; `status` of the newest entry about the latest month up to `on`, or
    "not_reported"; percent, month, note, link, who, at of that entry; `open` (neither done nor
    cancelled); `overdue` (open after its deadline: the day decides that, not a report);
    `days_left` to the deadline, negative after it, NA without one; `due_soon` (open with at most
    DUE_SOON_DAYS left); `state`, one of MEASURE_STATES.
    """
    entries = follow_up_table() if entries is None else entries
    last = _latest(entries[entries["month"] <= month_of(on)])[_OF_ENTRY]
    table = measures[["no", "key", "deadline"]].join(last, on="key")
    table["status"] = table["status"].fillna("not_reported")
    table["open"] = ~table["status"].isin(CLOSED)
    days = (table["deadline"] - pd.Timestamp(on)).dt.days
    table["days_left"] = days.astype("Int64")
    table["overdue"] = table["open"] & (table["days_left"] < 0).fillna(False).astype(bool)
    near = table["days_left"].between(0, DUE_SOON_DAYS).fillna(False).astype(bool)
    table["due_soon"] = table["open"] & near
    table["state"] = table["status"].mask(table["overdue"], "overdue")
    return table.drop(columns="deadline").reset_index(drop=True)


def month_reports(
    measures: pd.DataFrame, month: str, on: date, entries: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Whether each measure was reported in a month ("2023-04"), in the order of `measures`.

    Columns: no, key, state, status, percent. `state` is one of REPORT_STATES: "reported"; "closed"
    where an earlier month reported it done or cancelled; else "late" when the month is over,
    "not_reported" when it is running and "ahead" when it has not begun. The director follows up
    every month. (DOMAIN.md §4)
    """
    entries = follow_up_table() if entries is None else entries
    reported = _latest(entries[entries["month"] == month])[["status", "percent"]]
    earlier = _latest(entries[entries["month"] < month])
    closed = earlier.index[earlier["status"].isin(CLOSED)]
    table = measures[["no", "key"]].join(reported, on="key").reset_index(drop=True)
    today = month_of(on)
    table["state"] = "not_reported" if month == today else "late" if month < today else "ahead"
    table.loc[table["key"].isin(closed), "state"] = "closed"
    table.loc[table["status"].notna(), "state"] = "reported"
    return table
