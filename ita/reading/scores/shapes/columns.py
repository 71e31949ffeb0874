"""Which columns of a table with one row a question or indicator hold figures, and of what."""

from typing import Any, NamedTuple

from ita.reading.tables.finder import Grid, Table
from ita.reading.tables.numbers import figure

# How many rows tell whether a column holds figures or words.
_SAMPLE = 50


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


def figure_columns(grid: Grid, table: Table) -> FigureColumns:
    """Sorts a table's columns by what their headers say, and where that leaves doubt, by content."""
    columns = table.columns
    results: dict[str, list[int]] = {"score": [], "grade": []}
    for at in table.where("result"):
        results["score" if holds_figures(grid, table, at) else "grade"].append(at)
    others = [(at, kind) for kind in ("weight", "weighted") for at in table.where(kind)]
    others += [(at, "grade") for at in sorted(table.where("grade") + results["grade"])]
    others += [(at, "count") for at in table.where("count")]
    others += [(at, "count_of") for at in table.where("count of")]
    scores = table.where("score", "score of year", "score of agency", "unnamed score")
    scores = sorted(scores + results["score"])
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


def holds_figures(grid: Grid, table: Table, at: int) -> bool:
    """Whether most of a column's first cells are figures."""
    body = range(table.body.start, min(table.body.stop, table.body.start + _SAMPLE))
    cells: list[Any] = [grid.rows[index][at] for index in body]
    filled = [cell for cell in cells if cell != ""]
    return sum(figure(cell).value is not None for cell in filled) * 2 > len(filled)
