"""The work of each division: what it is named for, what it shares with all, and how far it is."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ita.domain.divisions import EVERYONE, Divisions
from ita.measures.status import MEASURE_STATES, REPORT_STATES, month_reports, status_on
from ita.thai.dates import last_day


def names_division(measures: pd.DataFrame, division: str) -> pd.Series:
    """Which measures name a division itself."""
    return measures["divisions"].map(lambda names: division in names).astype(bool)


def division_relation(divisions: tuple[str, ...], division: str | None) -> str:
    """How a measure belongs to a division, or to any: "named", "shared" (with all) or "nobody"."""
    named = [name for name in divisions if name != EVERYONE]
    if division in named or (division is None and named):
        return "named"
    return "shared" if EVERYONE in divisions else "nobody"


def count_shared(measures: pd.DataFrame) -> int:
    """How many measures every division shares, alone or beside a named one."""
    return int(names_division(measures, EVERYONE).sum())


def measures_of_division(measures: pd.DataFrame, division: str) -> pd.DataFrame:
    """The measures that name a division or that every division shares."""
    named = names_division(measures, division) | names_division(measures, EVERYONE)
    return measures[named].reset_index(drop=True)


def responsible_parties(measures: pd.DataFrame, divisions: Divisions) -> list[tuple[str, str]]:
    """Everybody who can be responsible, with the kind, in the order of the list.

    First the divisions of the list ("division"), named or not; then names of the measures that the
    list doesn't hold ("unknown"); last those that are no division of the office ("other").
    """
    named = dict.fromkeys(name for names in measures["divisions"] for name in names)
    strangers = [name for name in named if name not in (*divisions.names, EVERYONE)]
    return [
        *((name, "division") for name in divisions.names),
        *((name, "unknown") for name in strangers if name not in divisions.others),
        *((name, "other") for name in strangers if name in divisions.others),
    ]


def responsibility_matrix(measures: pd.DataFrame, divisions: Divisions) -> pd.DataFrame:
    """Whose work each measure is: a row a measure, a column of bools a responsible party.

    A measure is the work of those it names and, where every division shares it, of every division;
    who is no division shares nothing.
    """
    shared = names_division(measures, EVERYONE).to_numpy()
    return pd.DataFrame(
        {
            name: names_division(measures, name).to_numpy() | (shared & (kind != "other"))
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
    """The work of every responsible party on a day, one row each.

    Columns: division, kind (see `responsible_parties`), `named` (measures that name it), `shared`
    (those of all divisions that don't), total, `due_soon` (see `status_on`), `without_deadline`
    (open, so never overdue), and how many are in each of MEASURE_STATES. (DOMAIN.md §4)
    """
    parties = responsible_parties(measures, divisions)
    matrix = responsibility_matrix(measures, divisions)
    statuses = status_on(measures, on, entries)
    total = matrix.sum().to_numpy(int)
    named = [int(names_division(measures, name).sum()) for name, _ in parties]
    return pd.DataFrame(
        {
            "division": [name for name, _ in parties],
            "kind": [kind for _, kind in parties],
            "named": named,
            "shared": total - named,
            "total": total,
            "due_soon": _count(matrix, statuses["due_soon"]),
            "without_deadline": _count(matrix, statuses["open"] & statuses["days_left"].isna()),
            **{name: _count(matrix, statuses["state"] == name) for name in MEASURE_STATES},
        }
    )


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
    columns = ["division", "kind", "month", "done", "cancelled", "total", "overdue", "share"]
    tables = [
        by_division(measures, divisions, last_day(month), entries).assign(month=month)
        for month in months
    ]
    if not tables:
        return pd.DataFrame(columns=columns)
    table = pd.concat(tables, ignore_index=True)
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
    """How many measures of every responsible party are in each state of a month's report.

    Columns: division and one for each of REPORT_STATES.
    """
    matrix = responsibility_matrix(measures, divisions)
    states = month_reports(measures, month, on, entries)["state"]
    counts = {name: _count(matrix, states == name) for name in REPORT_STATES}
    return pd.DataFrame({"division": list(matrix), **counts})


def _count(matrix: pd.DataFrame, rows: pd.Series) -> list[int]:
    """How many of some measures each party has, in the order of the matrix's columns."""
    return [int(count) for count in matrix[rows].sum()]
