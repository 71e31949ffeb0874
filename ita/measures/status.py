"""How each measure stands on a day: reported or not, done or open, in time or overdue."""

from datetime import date

import pandas as pd

from ita.domain.follow_up import CLOSED
from ita.domain.tables import follow_up_table
from ita.thai.dates import month_of

# What a measure can be on a day, worst first. Every measure is exactly one of these.
MEASURE_STATES = ("overdue", "not_reported", "not_started", "in_progress", "done", "cancelled")

# How a measure can stand in the report of a month, worst first.
REPORT_STATES = ("late", "not_reported", "ahead", "reported", "closed")

# A deadline so many days ahead is near.
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
    """How each measure stands at the end of the day `on`, in the order of `measures`.

    Columns: no, key; `status` of the newest entry about the latest month up to `on`, or
    "not_reported"; percent, month, note, link, who, at of that entry; `open` (neither done nor
    cancelled); `overdue` (open after its deadline: nobody reports that, the day tells it);
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


def due_measures(
    measures: pd.DataFrame,
    on: date,
    entries: pd.DataFrame | None = None,
    within: int = DUE_SOON_DAYS,
) -> pd.DataFrame:
    """The open measures that are overdue or whose deadline is at most `within` days away.

    The measure table's columns and those of `standing`, the most urgent first.
    """
    stands = status_on(measures, on, entries).drop(columns=["no", "key", "link"])
    table = pd.concat([measures.reset_index(drop=True), stands], axis=1)
    near = table["open"] & (table["days_left"] <= within).fillna(False).astype(bool)
    return table[near].sort_values(["deadline", "no"], kind="stable").reset_index(drop=True)


def monthly_reports(
    measures: pd.DataFrame, months: list[str], on: date, entries: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Whether each measure was reported in each of some months ("2023-04").

    Columns: no, key, month, state, status, percent. `state` is "reported"; "closed" where an
    earlier month reported it done or cancelled; else "late" when the month is over, "not_reported"
    when it is running and "ahead" when it has not begun. The director follows up every month.
    (DOMAIN.md §4)
    """
    entries = follow_up_table() if entries is None else entries
    told = {
        (row.measure, row.month): (row.status, row.percent)
        for row in newest_entries(entries).itertuples()
    }
    earlier = _latest(entries[entries["month"] < months[0]])["status"].to_dict() if months else {}
    rows = []
    for no, key in zip(measures["no"], measures["key"], strict=True):
        before = earlier.get(key)
        for month in months:
            status, percent = told.get((key, month), (pd.NA, pd.NA))
            if (key, month) in told:
                state, before = "reported", status
            elif before in CLOSED:
                state = "closed"
            elif month == month_of(on):
                state = "not_reported"
            else:
                state = "late" if month < month_of(on) else "ahead"
            rows.append((no, key, month, state, status, percent))
    columns = ["no", "key", "month", "state", "status", "percent"]
    return pd.DataFrame(rows, columns=columns).astype({"no": "Int64", "percent": "Int64"})


def entries_without_measure(measures: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """The entries whose measure is not in the table any more; they are kept and shown."""
    return entries[~entries["measure"].isin(measures["key"])].reset_index(drop=True)
