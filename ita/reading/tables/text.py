"""Cells as a problem quotes them; the texts of labels, and the marks of footnotes in them."""

from typing import Any

from ita.thai import LONGEST_LABEL, RAISED, clean, key
from ita.thai_years import without_year, year_in

__all__ = ["FOOTNOTE", "LONGEST_LABEL", "clean", "key", "shown", "without_year", "year_in"]

# A mark of a footnote: raised, a sign, or one digit or letter in brackets.
FOOTNOTE = rf"\s*(?:[{RAISED}*†‡§✓✔★☆↑↓▲▼]+\)?|[(\[](?:\d|[ก-ฮ]|\*+)[)\]])"


def shown(cell: Any) -> str:
    """A cell's value as a problem quotes it."""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
