"""Comparing two versions of a plan, and merging the work of two editors."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import pandas as pd

from ita.measures.drafting import WRITTEN, Row, table_rows

Side = Literal["mine", "theirs"]
CHANGES = ("added", "removed", "changed")
# Columns derived from a written column; they are taken over together with it.
_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "deadline_text": ("deadline", "recurring"),
    "responsible_text": ("divisions",),
}
# The column of a conflict about a whole measure that one editor changed and the other removed.
WHOLE = ""


class Conflict(NamedTuple):
    """A difference between two editors: a column of a measure, or the whole one (WHOLE).

    `mine` and `theirs` are texts; for a whole measure "" is the side that removed it.
    """

    key: str
    column: str
    issue: str
    mine: str
    theirs: str


def compare_plans(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the changes between two measure tables: a row for each changed column of a measure.

    Columns: key, no, issue, `change` (one of CHANGES), `column` ("" for an added or removed
    measure), and the texts before and after. Measures are matched by key.
    """
    olds, news = _by_key(before), _by_key(after)
    rows: list[tuple[Any, ...]] = []
    for key, row in {**olds, **news}.items():
        old, new = olds.get(key), news.get(key)
        head = (key, row["no"], title_of(row))
        if old is None or new is None:
            change = "added" if old is None else "removed"
            rows.append((*head, change, WHOLE, *map(summary_of, (old, new))))
            continue
        rows += [
            (*head, "changed", name, display_value(old[name]), display_value(new[name]))
            for name in WRITTEN
            if old[name] != new[name]
        ]
    columns = ["key", "no", "issue", "change", "column", "before", "after"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(
        "change", key=lambda names: names.map(CHANGES.index), kind="stable", ignore_index=True
    )


def merge_plans(
    base: pd.DataFrame,
    mine: pd.DataFrame,
    theirs: pd.DataFrame,
    choices: Mapping[tuple[str, str], Side] | None = None,
) -> tuple[list[Row], list[Conflict]]:
    """Merge the measures of two editors who both started from `base`; return rows and conflicts.

    A change by only one of them counts. Different changes to the same column are a conflict, which
    is decided by `choices` (by key and column), by default for `mine`. Added measures get numbers
    that no other has.
    """
    bases, ours, others = _by_key(base), _by_key(mine), _by_key(theirs)
    rows: list[Row] = []
    conflicts: list[Conflict] = []
    for key in {**others, **ours}:
        old, one, two = bases.get(key), ours.get(key), others.get(key)
        if one is not None and two is not None:
            met = _differing(key, old, one, two)
            sides = {each.column: _side(each, choices) for each in met}
            conflicts += met
            rows.append(_merge_row(old, one, two, sides))
            continue
        left = one if one is not None else two
        if left is None or (old is not None and _same(old, left)):
            continue
        if old is not None:
            met = [Conflict(key, WHOLE, title_of(left), summary_of(one), summary_of(two))]
            conflicts += met
            if (one is None) == (_side(met[0], choices) == "mine"):
                continue
        rows.append(left)
    return _renumbered(rows, others), conflicts


def _by_key(measures: pd.DataFrame) -> dict[str, Row]:
    return {row["key"]: row for row in table_rows(measures)}


def _same(old: Row, new: Row) -> bool:
    return all(old[name] == new[name] for name in WRITTEN)


def _side(conflict: Conflict, choices: Mapping[tuple[str, str], Side] | None) -> Side:
    return (choices or {}).get((conflict.key, conflict.column), "mine")


def _differing(key: str, old: Row | None, one: Row, two: Row) -> list[Conflict]:
    """Return a conflict for each column that both changed differently."""
    return [
        Conflict(key, name, title_of(two), display_value(one[name]), display_value(two[name]))
        for name in WRITTEN
        if one[name] != two[name] and (old is None or old[name] not in (one[name], two[name]))
    ]


def _merge_row(old: Row | None, one: Row, two: Row, sides: Mapping[str, Side]) -> Row:
    row = dict(two)
    for name in WRITTEN:
        is_mine = sides[name] == "mine" if name in sides else old and old[name] != one[name]
        if is_mine:
            row |= {each: one[each] for each in (name, *_FOLLOWS.get(name, ()))}
    return row


def _renumbered(rows: list[Row], others: Mapping[str, Row]) -> list[Row]:
    """Return the rows; a row that is not in `others` gets a new number where its own is taken."""
    taken = {row["no"] for row in rows if row["key"] in others}
    numbered = []
    for row in rows:
        number = row["no"]
        if row["key"] not in others and number in taken:
            number = max(taken) + 1
        taken.add(number)
        numbered.append({**row, "no": number})
    return numbered


def display_value(value: Any) -> str:
    """Return a value of a measure as text, for comparison and display."""
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def title_of(row: Row) -> str:
    """Return the title of a measure: its issue, else its activity."""
    return row["issue"] or row["activity"]


def summary_of(row: Row | None) -> str:
    """Return a measure in a few lines; "" for None."""
    if row is None:
        return ""
    names = ("issue", "activity", "output", "deadline_text", "responsible_text")
    return "\n".join(filter(None, (display_value(row[name]) for name in names)))
