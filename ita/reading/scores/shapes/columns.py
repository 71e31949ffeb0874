"""Which columns of a table with one row a question or indicator hold figures, and of what."""

from typing import NamedTuple

from ita.reading.tables.finder import Table
from ita.reading.tables.headers import WIDE

# Roles of which a table has one row each, with a column an agency or a year beside it.
_ROW_NAMES = {"text", "code", "indicator name", "indicator number", "instrument"}


class ScoreColumn(NamedTuple):
    """A column of the rows' own scores; year and agency where its header names them."""

    at: int
    year: int | None
    agency: str | None


class FigureColumns(NamedTuple):
    """The columns of the rows' own scores, and the others: column -> what their figures claim.

    `doubled` are columns that say the same as an earlier one of `scores`; they are not read.

    A claim is one of: weight, weighted, grade, count, count_of; indicator, instrument and total
    where the cell, merged over several rows, speaks of what the row belongs to.
    """

    scores: list[ScoreColumn]
    others: list[tuple[int, str]]
    doubled: list[tuple[int, int]]


def figure_columns(table: Table) -> FigureColumns:
    """Sorts a table's columns by what their headers say, and where that leaves doubt, by content."""
    columns = table.columns
    results: dict[str, list[int]] = {"score": [], "grade": []}
    for at in table.where("result"):
        results["score" if table.holds_figures(at) else "grade"].append(at)
    others = [(at, kind) for kind in ("weight", "weighted") for at in table.where(kind)]
    others += [(at, "grade") for at in sorted(table.where("grade") + results["grade"])]
    others += [(at, "count") for at in table.where("count")]
    others += [(at, "count_of") for at in table.where("count of")]
    scores = table.where("score", "score of year", "score of agency")
    scores = sorted([*scores, *results["score"], *unnamed_scores(table)])
    of_indicators, totals = table.where("indicator score"), table.where("total")
    if not scores:
        scores, of_indicators = of_indicators, []
    if not scores:
        scores, totals = totals, []
    if of_indicators and not table.where("text", "code"):
        # "คะแนนเฉลี่ยตัวชี้วัด" beside "คะแนนที่ได้": the second is the instrument's.
        others += [(at, "instrument") for at in scores]
        scores, of_indicators = of_indicators, []
    others += [(at, "indicator") for at in of_indicators] + [(at, "total") for at in totals]
    first: dict[tuple[int | None, str], int] = {}
    doubled = [
        (at, first[own])
        for at in scores
        if first.setdefault(own := (columns[at].year, columns[at].key), at) != at
    ]
    return FigureColumns(
        [ScoreColumn(at, year, agency or None) for (year, agency), at in first.items()],
        others,
        doubled,
    )


def unnamed_scores(table: Table) -> tuple[int, ...]:
    """The one column of figures without any header, where no other can be the rows' scores."""
    if table.where("score", "score of year", "score of agency", "result", "indicator score"):
        return ()
    if is_wide(table) or not table.header or table.where("total", "weighted"):
        return ()
    blank = [at for at in table.where("") if table.holds_figures(at) and _filled(table, at)]
    return tuple(blank) if len(blank) == 1 else ()


def _filled(table: Table, column: int) -> bool:
    return any(table.grid.rows[row][column] != "" for row in table.body)


def is_wide(table: Table) -> bool:
    """Whether a row holds several indicators or instruments of an agency or year."""
    roles = table.places.keys()
    if roles & WIDE:
        return not roles & {"text", "indicator name", "indicator number"}
    return bool(table.header) and not roles & (_ROW_NAMES | {"part"})
