"""Detection of tables that repeat the measures of a fuller table in fewer columns."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from ita.reading.scores.contents import SheetContents
from ita.reading.tables.table import Table
from ita.thai.text import comparison_key

_WHAT = ("issue", "activity", "work")
# The lowest similarity of two texts about the same measure, and the number of letters compared.
_ALIKE = 0.75
_LONGEST = 120
# A plan with more texts is not searched for repetitions.
_MOST_ROWS = 500


def without_abridged(tables: Sequence[Table], contents: SheetContents) -> list[Table]:
    """Return the measure tables without those that only summarize another one of the document.

    A summary has no column of responsible divisions, and most of its rows are repeated in a table
    that has one. Each table left out is noted as a problem.
    """
    fuller = [table for table in tables if table.where("responsible")]
    texts = {text for table in fuller for text in _texts(table)}
    remaining: list[Table] = []
    for table in tables:
        rows = list(_texts(table))
        if table in fuller or not rows or len(texts) > _MOST_ROWS or not _repeats(rows, texts):
            remaining.append(table)
            continue
        name, address = table.header_cell(next(iter(table.where(*_WHAT)), 0))
        count = str(len(rows))
        contents.problem("measure-table-abridged", address, name, "warning", count=count)
    return remaining


def _texts(table: Table) -> Iterable[str]:
    """Yield the subject of each row, normalized by comparison_key."""
    columns = table.where(*_WHAT)
    for index in table.body:
        cells = (table.grid.rows[index][at] for at in columns)
        text = next((cell for cell in cells if isinstance(cell, str) and cell), "")
        if text:
            yield comparison_key(text)[:_LONGEST]


def _repeats(rows: Sequence[str], texts: Collection[str]) -> bool:
    return sum(bool(get_close_matches(row, texts, 1, _ALIKE)) for row in rows) * 2 > len(rows)
