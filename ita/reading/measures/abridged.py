"""Tables of a document that repeat the measures of a fuller one in fewer columns."""

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

from ita.reading.scores.contents import SheetContents
from ita.reading.tables.table import Table
from ita.thai.text import comparison_key

_WHAT = ("issue", "activity", "work")
# How alike two texts are that name one measure, and how much of a text is compared.
_ALIKE = 0.75
_LONGEST = 120
# A plan with more rows is not searched for repetitions.
_MOST_ROWS = 500


def without_abridged(tables: Sequence[Table], contents: SheetContents) -> list[Table]:
    """The tables of measures, without those that only sum up another one of the document.

    Such a table names nobody responsible, and most of its rows stand in a table that does. What is
    left out is noted.
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
    """What each row is about, in the form of comparison_key."""
    columns = table.where(*_WHAT)
    for index in table.body:
        cells = (table.grid.rows[index][at] for at in columns)
        text = next((cell for cell in cells if isinstance(cell, str) and cell), "")
        if text:
            yield comparison_key(text)[:_LONGEST]


def _repeats(rows: Sequence[str], texts: Collection[str]) -> bool:
    return sum(bool(get_close_matches(row, texts, 1, _ALIKE)) for row in rows) * 2 > len(rows)
