"""The work of each division: what it is named for, what it shares with all, and how it stands."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ita.domain.divisions import EVERYONE, Divisions
from ita.measures.status import (
    MEASURE_STATES,
    REPORT_STATES,
    monthly_reports,
    status_on,
)
from ita.thai.dates import last_day


def count_shared(measures: pd.DataFrame) -> int:
    """How many measures every division shares, alone or beside a named one."""
    return int(_shared(measures).sum())


def responsible_parties(measures: pd.DataFrame, divisions: Divisions) -> list[tuple[str, str]]:
    """Everybody who can be responsible, with the kind, in the order of the list.

    First the divisions of the list ("division"), named or not; then names of the measures that the
    list doesn't hold ("unknown"); last those that are no division of the office ("other").
    """
    named = list(dict.fromkeys(name for names in measures["divisions"] for name in names))
    strangers = [name for name in named if name not in (*divisions.names, EVERYONE)]
    kinds = [(name, "division") for name in divisions.names]
    kinds += [(name, "unknown") for name in strangers if name not in divisions.others]
    return kinds + [(name, "other") for name in strangers if name in divisions.others]


def measures_of_division(measures: pd.DataFrame, division: str) -> pd.DataFrame:
    """The measures that name a division or that every division shares."""
    return measures[_named(measures, division) | _shared(measures)].reset_index(drop=True)


def responsibility_matrix(measures: pd.DataFrame, divisions: Divisions) -> pd.DataFrame:
    """Whose work each measure is: a row a measure, a column of bools for everybody `responsible_parties`.

    A measure is the work of who is named and, where every division shares it, of every division;
    who is no division shares nothing.
    """
    shared = _shared(measures).to_numpy()
    return pd.DataFrame(
        {
            name: _named(measures, name).to_numpy() | (shared & (kind != "other"))
            for name, kind in responsible_parties(measures, divisions)
        },
        index=range(len(measures)),
        dtype=bool,
    )


def by_division(
    measures: pd.DataFrame,
    divisions: Divisions,
    on: date,
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The work of everybody who is responsible, one row each, on a day.

    Columns: division, kind (see `responsible_parties`), `named` (measures that name it), `shared` (those of
    all divisions that don't), total, `due_soon` (see `status_on`),
    `without_deadline` (open, so never overdue), and how many are in each of status.MEASURE_STATES. Who
    is no division shares nothing. (DOMAIN.md §4)
    """
    whose = responsibility_matrix(measures, divisions)
    named = [int(_named(measures, name).sum()) for name in whose]
    table = _counts(whose, status_on(measures, on, entries))
    table.insert(0, "division", list(whose))
    table.insert(1, "kind", [kind for _, kind in responsible_parties(measures, divisions)])
    table.insert(2, "named", named)
    table.insert(3, "shared", table["total"] - table["named"])
    return table


def _counts(whose: pd.DataFrame, stands: pd.DataFrame) -> pd.DataFrame:
    """How much of everybody's work is in each state, a row for each column of `whose`."""
    kinds = {
        "total": pd.Series(True, index=stands.index),
        "due_soon": stands["due_soon"],
        "without_deadline": stands["open"] & stands["days_left"].isna(),
        **{state: stands["state"] == state for state in MEASURE_STATES},
    }
    # One product of two tables of zeros and ones counts everything at once.
    counted = whose.to_numpy(int).T @ pd.DataFrame(kinds).to_numpy(int)
    return pd.DataFrame(counted, columns=list(kinds))


def states_by_division(table: pd.DataFrame) -> pd.DataFrame:
    """A `by_division` table as one row per division and state, for a chart.

    Columns: division, kind, state (one of status.MEASURE_STATES, in that order), measures.
    """
    long = table.melt(
        ["division", "kind"], list(MEASURE_STATES), var_name="state", value_name="measures"
    )
    order = {name: place for place, name in enumerate(table["division"])}
    return long.sort_values(
        "division", key=lambda names: names.map(order), kind="stable"
    ).reset_index(drop=True)


def progress_by_division(
    measures: pd.DataFrame,
    divisions: Divisions,
    months: Iterable[str],
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How far each division had come at the end of each month ("2023-04").

    Columns: division, kind, month, done, cancelled, total, `share` (percent of the measures not
    cancelled that are done, NA where there are none) and `overdue`.
    """
    whose = responsibility_matrix(measures, divisions)
    people = responsible_parties(measures, divisions)
    parts = []
    for month in months:
        table = _counts(whose, status_on(measures, last_day(month), entries))
        table.insert(0, "division", [name for name, _ in people])
        table.insert(1, "kind", [kind for _, kind in people])
        table.insert(2, "month", month)
        parts.append(table)
    columns = ["division", "kind", "month", "done", "cancelled", "total", "overdue", "share"]
    if not parts:
        return pd.DataFrame(columns=columns)
    table = pd.concat(parts, ignore_index=True)
    wanted = (table["total"] - table["cancelled"]).astype("Float64")
    table["share"] = (table["done"] * 100 / wanted.mask(wanted == 0)).astype("Float64")
    return table[columns]


def reports_by_division(
    measures: pd.DataFrame,
    divisions: Divisions,
    month: str,
    on: date,
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How many measures of everybody who is responsible are in each state of a month's report.

    Columns: division and one for each of status.REPORT_STATES. Who is no division has only what names
    it.
    """
    view = monthly_reports(measures, [month], on, entries)
    whose = responsibility_matrix(measures, divisions)
    counts = {state: whose[view["state"] == state].sum() for state in REPORT_STATES}
    return pd.DataFrame({"division": list(whose), **counts}).reset_index(drop=True)


def _named(measures: pd.DataFrame, division: str) -> pd.Series:
    return measures["divisions"].map(lambda names: division in names).astype(bool)


def _shared(measures: pd.DataFrame) -> pd.Series:
    return _named(measures, EVERYONE)
