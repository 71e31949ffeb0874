"""Texts as they are compared, and the year that one names."""

from typing import Any

import pytest

from ita.reading.tables.text import clean, key, year_in


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2565, (2565, False)),
        (2565.0, (2565, False)),
        ("ปี ๒๕๖๕", (2565, False)),
        ("พ.ศ. 2565", (2565, False)),
        (2022, (2565, True)),
        ("FY2022", (2565, True)),
        ("2563–2565", (None, False)),
        ("2565.5", (None, False)),
        (25650, (None, False)),
        (True, (None, False)),
        (None, (None, False)),
    ],
)
def test_years(cell: Any, year: tuple[int | None, bool]) -> None:
    assert year_in(cell) == year


def test_texts_that_look_alike_are_equal() -> None:
    spellings = ["น้ำหนัก", "น้\u0e4d\u0e32หนัก", "น้าหนัก", "น้ํ าหนัก", "น้ำ\u200bหนัก", " น้ำ หนัก "]
    assert {key(text) for text in spellings} == {"น้าหนัก"}
    assert clean("ก_x000D_\nข\u0008\u202eค") == "ก ขค"
