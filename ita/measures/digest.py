"""The month at a glance for whoever reports, follows up or decides: what is new, owed and near."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from ita.measures.plan_progress import PlanProgress

_OWED = ("outstanding", "not_reported")


@dataclass(frozen=True)
class MonthDigest:
    """What waits in a month ("2023-04") for a division or, where that is None, for all.

    `owed` has the columns division and reports: how many reports on the month each division owes,
    the most first; `unreported` are the measures that they are about, `due_soon` and `overdue` are measures
    too, rows of `PlanProgress.status_table`, the earliest deadline first. `reported` of `tasks` reports have been made, those of every division counted.
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
    """The digest of a month for some rows of `PlanProgress.status_table(division)`.

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
    """What has been written of some measures since an aware time, the newest first."""
    new = entries["measure"].isin(measures["key"]) & (entries["at"] >= pd.Timestamp(since))
    return entries[new].iloc[::-1].reset_index(drop=True)


def count_decisions(measures: pd.DataFrame, gaps: int) -> dict[str, int]:
    """How many matters of each kind wait: gaps, overdue, nobody (responsible), undated.

    `measures` is a `PlanProgress.status_table`; `gaps` are weak questions without a measure. A
    measure that comes back ("every month") needs no date.
    """
    counts = {
        "gaps": gaps,
        "overdue": int(measures["overdue"].sum()),
        "nobody": int((measures["divisions"].map(len) == 0).sum()),
        "undated": int((measures["deadline"].isna() & ~measures["recurring"]).sum()),
    }
    return {name: count for name, count in counts.items() if count}
