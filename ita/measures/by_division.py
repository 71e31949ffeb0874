"""The work of each division: what it is named for, what it shares with all, and how it stands."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

from ita.divisions import EVERYONE, Divisions
from ita.measures.standing import REPORTS, SOON, STATES, month_view, standing
from ita.thai_dates import last_day


def all_divisions(measures: pd.DataFrame) -> int:
    """How many measures every division shares, alone or beside a named one."""
    return int(_shared(measures).sum())


def responsible(measures: pd.DataFrame, divisions: Divisions) -> list[tuple[str, str]]:
    """Everybody who can be responsible, with the kind, in the order of the list.

    First the divisions of the list ("division"), named or not; then names of the measures that the
    list doesn't hold ("unknown"); last those that are no division of the office ("other").
    """
    named = list(dict.fromkeys(name for names in measures["divisions"] for name in names))
    strangers = [name for name in named if name not in (*divisions.names, EVERYONE)]
    kinds = [(name, "division") for name in divisions.names]
    kinds += [(name, "unknown") for name in strangers if name not in divisions.others]
    return kinds + [(name, "other") for name in strangers if name in divisions.others]


def of_division(measures: pd.DataFrame, division: str) -> pd.DataFrame:
    """The measures that name a division or that every division shares."""
    return measures[_named(measures, division) | _shared(measures)].reset_index(drop=True)


def by_division(
    measures: pd.DataFrame,
    divisions: Divisions,
    on: date,
    entries: pd.DataFrame | None = None,
    soon: int = SOON,
) -> pd.DataFrame:
    """The work of everybody who is responsible, one row each, on a day.

    Columns: division, kind (see `responsible`), `named` (measures that name it), `shared` (those of
    all divisions that don't), total, `due_soon` (open, with at most `soon` days left),
    `without_deadline` (open, so never overdue), and how many are in each of standing.STATES. Who
    is no division shares nothing. (DOMAIN.md §4)
    """
    stands = standing(measures, on, entries)
    near = stands["open"] & stands["days_left"].between(0, soon).fillna(False).astype(bool)
    timeless = stands["open"] & stands["days_left"].isna()
    shared_by_all = _shared(measures)
    rows = []
    for division, kind in responsible(measures, divisions):
        named = _named(measures, division)
        shared = shared_by_all & ~named if kind != "other" else named & ~named
        own = (named | shared).to_numpy()
        states = stands["state"][own].value_counts()
        rows.append(
            {
                "division": division,
                "kind": kind,
                "named": int(named.sum()),
                "shared": int(shared.sum()),
                "total": int(own.sum()),
                "due_soon": int(near[own].sum()),
                "without_deadline": int(timeless[own].sum()),
                **{state: int(states.get(state, 0)) for state in STATES},
            }
        )
    columns = ["division", "kind", "named", "shared", "total", "due_soon"]
    return pd.DataFrame(rows, columns=[*columns, "without_deadline", *STATES])


def load(table: pd.DataFrame) -> pd.DataFrame:
    """A `by_division` table as one row per division and state, for a chart.

    Columns: division, kind, state (one of standing.STATES, in that order), measures.
    """
    long = table.melt(["division", "kind"], list(STATES), var_name="state", value_name="measures")
    order = {name: place for place, name in enumerate(table["division"])}
    return long.sort_values(
        "division", key=lambda names: names.map(order), kind="stable"
    ).reset_index(drop=True)


def progress(
    measures: pd.DataFrame,
    divisions: Divisions,
    months: Iterable[str],
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How far each division had come at the end of each month ("2023-04").

    Columns: division, kind, month, done, cancelled, total, `share` (percent of the measures not
    cancelled that are done, NA where there are none) and `overdue`.
    """
    parts = []
    for month in months:
        table = by_division(measures, divisions, last_day(month), entries)
        table = table[["division", "kind", "done", "cancelled", "total", "overdue"]]
        table.insert(2, "month", month)
        wanted = (table["total"] - table["cancelled"]).astype("Float64")
        table["share"] = (table["done"] * 100 / wanted.mask(wanted == 0)).astype("Float64")
        parts.append(table)
    columns = ["division", "kind", "month", "done", "cancelled", "total", "overdue", "share"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def reports_by_division(
    measures: pd.DataFrame,
    divisions: Divisions,
    month: str,
    on: date,
    entries: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How many measures of everybody who is responsible are in each state of a month's report.

    Columns: division and one for each of standing.REPORTS. Who is no division has only what names
    it.
    """
    view = month_view(measures, [month], on, entries).set_index("key")["state"]
    rows = []
    for name, kind in responsible(measures, divisions):
        named = _named(measures, name)
        mine = measures["key"][named if kind == "other" else named | _shared(measures)]
        counts = view[mine.tolist()].value_counts()
        rows.append({"division": name} | {state: int(counts.get(state, 0)) for state in REPORTS})
    return pd.DataFrame(rows, columns=["division", *REPORTS])


def _named(measures: pd.DataFrame, division: str) -> pd.Series:
    return measures["divisions"].map(lambda names: division in names).astype(bool)


def _shared(measures: pd.DataFrame) -> pd.Series:
    return _named(measures, EVERYONE)
