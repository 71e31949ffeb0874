"""The work of each division: measures that name it, shared measures, and its progress."""

from collections.abc import Iterable

import pandas as pd

from ita.measures.plan_progress import PlanProgress
from ita.measures.responsibility import responsible_parties
from ita.measures.status import MEASURE_STATES, REPORT_STATES
from ita.measures.tasks import statuses_of_tasks
from ita.thai.dates import last_day


def by_division(progress: PlanProgress) -> pd.DataFrame:
    """Return the work of every responsible party on the day, by its own reports, one row each.

    Columns: division, kind (see `responsible_parties`), `named` (measures that name it), `shared`
    (measures of all divisions that don't), total, `due_soon` (see `judge_day`), `without_deadline`
    (open, so never overdue), and the number in each of MEASURE_STATES. (DOMAIN.md §4)
    """
    return _count_work(progress, progress.tasks)


def _count_work(progress: PlanProgress, tasks: pd.DataFrame) -> pd.DataFrame:
    """Return the table of `by_division` for the tasks of a day."""
    undated = tasks["open"] & tasks["days_left"].isna()
    columns = {
        "named": tasks["named"],
        "shared": ~tasks["named"],
        "total": pd.Series(True, index=tasks.index),
        "due_soon": tasks["due_soon"],
        "without_deadline": undated,
        **{state: tasks["state"] == state for state in MEASURE_STATES},
    }
    return _count_by_party(progress, tasks, columns)


def progress_by_division(progress: PlanProgress, months: Iterable[str]) -> pd.DataFrame:
    """Return the progress of each division at the end of each month ("2023-04").

    Columns: division, kind, month, done, cancelled, total, overdue, `share` (percent done of the
    measures not cancelled, NA where there are none).
    """
    columns = ["division", "kind", "month", "done", "cancelled", "total", "overdue", "share"]
    tables = []
    for month in months:
        tasks = statuses_of_tasks(progress.assigned_tasks, last_day(month), progress.entries)
        tables.append(_count_work(progress, tasks).assign(month=month))
    if not tables:
        return pd.DataFrame(columns=columns)
    table = pd.concat(tables, ignore_index=True)
    wanted = (table["total"] - table["cancelled"]).astype("Float64")
    table["share"] = (table["done"] * 100 / wanted.mask(wanted == 0)).astype("Float64")
    return table[columns]


def reports_by_division(progress: PlanProgress, month: str) -> pd.DataFrame:
    """Return how many measures of every responsible party are in each report state of a month.

    Columns: division and one for each of REPORT_STATES.
    """
    tasks = progress.month_tasks(month)
    states = {state: tasks["state"] == state for state in REPORT_STATES}
    return _count_by_party(progress, tasks, states).drop(columns="kind")


def _count_by_party(
    progress: PlanProgress, tasks: pd.DataFrame, columns: dict[str, pd.Series]
) -> pd.DataFrame:
    """Return the number of tasks of every responsible party for each mask, parties in order."""
    parties = responsible_parties(progress.measures, progress.plan.divisions)
    names = [name for name, _ in parties]
    counts = pd.DataFrame(columns, dtype="int64").groupby(tasks["division"]).sum()
    table = counts.reindex(names, fill_value=0).reset_index(drop=True)
    table.insert(0, "division", names)
    table.insert(1, "kind", [kind for _, kind in parties])
    return table
