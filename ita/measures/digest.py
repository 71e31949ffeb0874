"""A summary of a month: new entries, missing reports, due and overdue measures."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ita.measures.plan_progress import PlanProgress

_OWED = ("outstanding", "not_reported")


@dataclass(frozen=True)
class MonthDigest:
    """Open matters of a month ("2023-04") for one division, or for all where that is None.

    `owed` has the columns division and reports: how many reports on the month each division owes,
    the most first. `unreported` are the measures that these are about. It, `due_soon` and `overdue`
    are rows of `PlanProgress.status_table`, the earliest deadline first. `reported` of `tasks`
    reports have been made, counting one per division and measure.
    """

    division: str | None
    month: str
    owed: pd.DataFrame
    unreported: pd.DataFrame
    due_soon: pd.DataFrame
    overdue: pd.DataFrame
    reported: int
    tasks: int


def gather_digest(
    progress: PlanProgress, measures: pd.DataFrame, division: str | None, month: str
) -> MonthDigest:
    """Return the digest of a month for some rows of `PlanProgress.status_table(division)`.

    Every responsible division owes a report on its own work in a month that has begun, unless it
    has reported that work closed before.
    """
    tasks = progress.month_tasks(month)
    tasks = tasks[tasks["key"].isin(measures["key"])]
    if division is not None:
        tasks = tasks[tasks["division"] == division]
    owing = tasks[tasks["state"].isin(_OWED) & (tasks["division"] != "")]
    counts = owing.groupby("division", sort=False).size().rename("reports").reset_index()
    dated = measures.sort_values(["deadline", "no"], kind="stable", na_position="last")
    return MonthDigest(
        division=division,
        month=month,
        owed=counts.sort_values("reports", ascending=False, kind="stable", ignore_index=True),
        unreported=dated[dated["key"].isin(owing["key"])],
        due_soon=dated[dated["due_soon"]],
        overdue=dated[dated["overdue"]],
        reported=int((tasks["state"] == "reported").sum()),
        tasks=len(tasks),
    )


def entries_since(entries: pd.DataFrame, measures: pd.DataFrame, since: datetime) -> pd.DataFrame:
    """Return the entries on some measures since an aware datetime, the newest first."""
    new = entries["measure"].isin(measures["key"]) & (entries["at"] >= pd.Timestamp(since))
    return entries[new].iloc[::-1].reset_index(drop=True)


def count_decisions(measures: pd.DataFrame, gaps: int) -> dict[str, int]:
    """Return the number of open matters by kind: gaps, overdue, nobody (responsible), undated.

    `measures` is a `PlanProgress.status_table`; `gaps` is the number of weak questions without a
    measure. Recurring measures ("every month") need no date. Kinds without matters are left out.
    """
    counts = {
        "gaps": gaps,
        "overdue": int(measures["overdue"].sum()),
        "nobody": int((measures["divisions"].map(len) == 0).sum()),
        "undated": int((measures["deadline"].isna() & ~measures["recurring"]).sum()),
    }
    return {name: count for name, count in counts.items() if count}
