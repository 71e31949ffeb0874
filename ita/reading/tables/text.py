"""Cells as a problem quotes them, and the marks of footnotes in their texts."""

from typing import Any

from ita.thai.text import RAISED, clean_text

# A mark of a footnote: raised, a sign, or one digit or letter in brackets.
FOOTNOTE = rf"\s*(?:[{RAISED}*†‡§✓✔★☆↑↓▲▼]+\)?|[(\[](?:\d|[ก-ฮ]|\*+)[)\]])"


def display_text(cell: Any) -> str:
    """A cell's value as a problem quotes it."""
    if isinstance(cell, str):
        return clean_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
