"""Tasks: the part of each responsible party in a measure, and its reports."""

from datetime import date

import pandas as pd

from ita.domain.divisions import EVERYONE, Divisions
from ita.domain.follow_up import CLOSED, DoneBy
from ita.measures.responsibility import lead_division, responsible_parties
from ita.measures.status import REPORT_STATES, judge_day, month_state
from ita.thai.dates import month_of

_OF_ENTRY = ["status", "percent", "month", "note", "report_link", "who", "at"]


def assign_tasks(measures: pd.DataFrame, divisions: Divisions, done_by: DoneBy) -> pd.DataFrame:
    """Return a row for each measure and party that is responsible for it, measures in their order.

    Columns: `row` (of the measure in `measures`, from 0), no, key, deadline, division, kind (see
    `responsible_parties`), `named` (whether the measure names the division; else it shares the
    measure with all) and `decides` (whether its reports decide the status of the whole measure).
    A measure without a responsible party has one row, with "" as division and kind.

    With the rule "lead" the division that the measure names first decides; where it names none but
    all share it, and with the rule "all", every responsible party does.
    """
    parties = responsible_parties(measures, divisions)
    rows = []
    for row, names in enumerate(measures["divisions"]):
        lead = lead_division(names)
        is_shared = EVERYONE in names
        # Parties outside the office don't share measures of "all divisions".
        responsible = [
            (name, kind)
            for name, kind in parties
            if name in names or (is_shared and kind != "other")
        ]
        for name, kind in responsible or [("", "")]:
            decides = done_by == "all" or lead in ("", name)
            rows.append((row, name, kind, name in names, decides))
    tasks = pd.DataFrame(rows, columns=["row", "division", "kind", "named", "decides"])
    tasks = tasks.astype({"row": "int64", "division": "string", "named": "bool", "decides": "bool"})
    return tasks.join(measures[["no", "key", "deadline"]].reset_index(drop=True), on="row")


def statuses_of_tasks(tasks: pd.DataFrame, on: date, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the status of each task at the end of the day `on`.

    `tasks` is the result of `assign_tasks`. Columns: those of `tasks`; `status` of the newest entry
    about the latest month up to `on`, or "not_reported"; percent, month, note, `report_link`, who,
    at of that entry; those of `judge_day`.
    """
    last = _latest(_entries_of_tasks(tasks, entries[entries["month"] <= month_of(on)]))
    table = tasks.join(last.rename(columns={"link": "report_link"})[_OF_ENTRY], how="left")
    table["status"] = table["status"].fillna("not_reported")
    return judge_day(table, on)


def statuses_of_measures(measures: pd.DataFrame, tasks: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the status of each measure as a whole on a day, in the order of `measures`.

    `tasks` is the result of `statuses_of_tasks`. Columns: no, key, deadline, those of an entry (see
    `statuses_of_tasks`) and those of `judge_day`. Where one task decides, its status is that of the
    measure. Where several do, the measure is closed when all of them are, and done when one of
    these is; it is in progress when any has begun; its percent is the mean where each has one;
    the rest is that of the newest entry.
    """
    deciding = tasks[tasks["decides"]]
    newest = deciding.sort_values(["month", "at"], kind="stable", na_position="first")
    newest = newest.drop_duplicates("row", keep="last").set_index("row")
    table = measures[["no", "key", "deadline"]].reset_index(drop=True)
    table = table.join(newest[[name for name in _OF_ENTRY if name not in ("status", "percent")]])
    table.insert(3, "status", _combine_statuses(deciding).reindex(table.index).astype("string"))
    percent = deciding["percent"].astype("Float64").groupby(deciding["row"])
    mean = (percent.sum() / percent.size()).where(percent.count() == percent.size())
    table.insert(4, "percent", (mean + 0.5).reindex(table.index).map(int, na_action="ignore"))
    table["percent"] = table["percent"].astype("Int64")
    return judge_day(table, on)


def _combine_statuses(deciding: pd.DataFrame) -> pd.Series:
    """Return the combined status of the deciding tasks of each measure, by the measure's row."""
    status, row = deciding["status"], deciding["row"]
    closed = status.isin(CLOSED).groupby(row).all()
    done = (status == "done").groupby(row).any()
    begun = status.isin(("in_progress", "done")).groupby(row).any()
    waiting = (status == "not_started").groupby(row).any()
    whole = pd.Series("not_reported", index=closed.index, dtype="string")
    whole = whole.mask(waiting, "not_started").mask(begun, "in_progress")
    return whole.mask(closed, "cancelled").mask(closed & done, "done")


def month_reports(tasks: pd.DataFrame, month: str, on: date, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the report state of each task in a month ("2023-04").

    Columns: those of `tasks`, then status, percent, and `state`, one of REPORT_STATES: "reported";
    "closed" where an earlier month reported it done or cancelled; else "outstanding" if the month
    is over, "not_reported" if it is the current one and "ahead" if it has not begun. The director
    follows up every month. (DOMAIN.md §4)
    """
    known = _entries_of_tasks(tasks, entries[entries["month"] <= month])
    reported = _latest(known[known["month"] == month])
    earlier = _latest(known[known["month"] < month])
    table = tasks.join(reported[["status", "percent"]], how="left")
    table["state"] = month_state(month, on)
    closed = earlier.index[earlier["status"].isin(CLOSED)]
    table.loc[table.index.isin(closed), "state"] = "closed"
    table.loc[table["status"].notna(), "state"] = "reported"
    return table


def month_states_of_measures(reports: pd.DataFrame) -> pd.Series:
    """Return the state of each measure in a month, one of REPORT_STATES, by its row.

    `reports` is the result of `month_reports`. The state is the worst of the deciding tasks.
    """
    deciding = reports[reports["decides"]]
    worst = deciding["state"].map(REPORT_STATES.index).groupby(deciding["row"]).min()
    return worst.map(dict(enumerate(REPORT_STATES))).astype("string")


def _entries_of_tasks(tasks: pd.DataFrame, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entries that count for each task, oldest first, with its position as `task`.

    An entry of a division counts only for the task of that division; one without a division is
    about the measure as a whole, and so counts for each of its tasks.
    """
    places = pd.DataFrame(
        {"task": range(len(tasks)), "measure": tasks["key"], "party": tasks["division"]}
    )
    pairs = entries.merge(places, on="measure", how="inner")
    return pairs[(pairs["division"] == pairs["party"]) | (pairs["division"] == "")]


def _latest(entries: pd.DataFrame) -> pd.DataFrame:
    """Return the entry that counts for each task: the newest about its latest month."""
    ordered = entries.sort_values("month", kind="stable")
    return ordered.drop_duplicates("task", keep="last").set_index("task")
