"""The fingerprint of a sheet's headers, by which answers about one file hold for another."""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from ita.reading.tables.finder import Table
from ita.reading.tables.grid import Grid
from ita.thai.text import LONGEST_LABEL, comparison_key
from ita.thai.years import without_year

_DIGITS = re.compile(r"\d+")
# How many rows are looked at for the layout of a sheet whose header is not known.
_ROWS_OF_LAYOUT = 40


def layout_of(grid: Grid, tables: Sequence[Table]) -> str:
    """The fingerprint of a sheet's headers, without their years and figures.

    Where no header is known, that of the rows that could be one.
    """
    headers = [table.grid.rows[row] for table in tables for row in table.header]
    if not headers:
        headers = [
            row
            for row in grid.rows[:_ROWS_OF_LAYOUT]
            if sum(isinstance(cell, str) and cell != "" for cell in row) > 1
        ]
    if not headers:
        return ""
    words = [_word(cell) if type(cell) is str else "" for header in headers for cell in header]
    return blake2b("\n".join(words).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def _word(cell: str) -> str:
    return _DIGITS.sub("", comparison_key(without_year(cell[:LONGEST_LABEL])))
