"""The picture of a sheet: its cells, the roles of its columns and the kinds of its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler

from ita.charts.palette import Look
from ita.domain.mapping import UNUSED, SheetMapping
from ita.language import Words
from ita.reading.files.workbook import Sheet, column_letters
from ita.reading.scores import TableSummary
from ita.reading.tables.grid import display_text

# Maximum number of rows shown from the beginning and from the end of a sheet, and of columns.
FIRST_ROWS, LAST_ROWS = 200, 30
MOST_COLUMNS = 60
HEADER = "header"


@dataclass(frozen=True)
class SheetPicture:
    """A part of a sheet with the role of each column and the kind of each row.

    `cells` holds the texts, indexed by row numbers and column letters; `left_out` counts the rows
    in the middle and the columns at the end that are not shown.
    """

    cells: pd.DataFrame
    roles: Mapping[str, str]
    kinds: Mapping[int, str]
    left_out: tuple[int, int]


def picture_of(sheet: Sheet, tables: Iterable[TableSummary], answers: SheetMapping) -> SheetPicture:
    """Return the picture of a sheet from its tables as read and a person's answers."""
    roles: dict[str, str] = {}
    kinds: dict[int, str] = {}
    for table in tables:
        # If several tables give a column a role, the first one counts.
        roles = {**table.columns, **roles}
        kinds = {**table.row_kinds, **kinds}
        kinds |= dict.fromkeys(table.header_rows, HEADER)
    roles |= {name: role for name, role in answers.columns.items() if name.isalpha()}
    # In a transposed table rows have roles instead of columns.
    kinds |= {int(name): role for name, role in roles.items() if name.isdigit()}
    kinds |= dict.fromkeys(answers.unused_rows, UNUSED)
    filled = [at for row in sheet.rows for at, cell in enumerate(row) if cell != ""]
    width = max(filled, default=-1) + 1
    height = len(sheet.rows)
    shown_rows = (
        range(height)
        if height <= FIRST_ROWS + LAST_ROWS
        else [*range(FIRST_ROWS), *range(height - LAST_ROWS, height)]
    )
    columns = range(min(width, MOST_COLUMNS))
    cells = pd.DataFrame(
        [[_cell(sheet, index, at) for at in columns] for index in shown_rows],
        index=[sheet.first_row + index + 1 for index in shown_rows],
        columns=[column_letters(at) for at in columns],
        dtype=object,
    )
    return SheetPicture(cells, roles, kinds, (height - len(shown_rows), width - len(columns)))


def _cell(sheet: Sheet, index: int, at: int) -> str:
    """Return a cell as a spreadsheet shows it, also error values and formulas without result."""
    row = sheet.rows[index]
    value: Any = row[at] if at < len(row) else ""
    address = sheet.address(index, at)
    if address in sheet.percent_cells and isinstance(value, float):
        return f"{value * 100:g}%"
    return display_text(value) if value != "" else sheet.unread.get(address, "")


def role_words(role: str, words: Words) -> str:
    """Return a role in the language of the interface, e.g. "of indicator 3 (2565)"."""
    known = [name for name in words.names("roles") if f"{role} ".startswith(f"{name} ")]
    if not known:
        return role
    name = max(known, key=len)
    return f"{words(f'roles.{name}')}{words.digits(role[len(name) :])}"


def kind_words(kind: str, words: Words) -> str:
    """Return a row's kind in the language of the interface; its role in a transposed table."""
    if kind in words.names("row_kinds"):
        return words(f"row_kinds.{kind}")
    return role_words(kind, words)


def styled(picture: SheetPicture, words: Words, look: Look) -> Styler:
    """Return the picture as a styled table, with column roles and letters as headers.

    Header rows are bold on a coloured background, unused rows and columns grey; a first column
    names the kind of each row.
    """
    kinds = [picture.kinds.get(row, "") for row in picture.cells.index]
    letters = picture.cells.columns.tolist()
    roles = [picture.roles.get(letter, "") for letter in letters]
    frame = picture.cells.rename_axis(index=words("picture.row"))
    frame.insert(
        0, words("picture.row_is"), [kind_words(kind, words) if kind else "" for kind in kinds]
    )
    titles = ["", *(role_words(role, words) if role else "–" for role in roles)]
    frame.columns = pd.MultiIndex.from_arrays([titles, frame.columns])
    unused = [at for at, role in enumerate(roles, 1) if role == UNUSED]

    def style(table: pd.DataFrame) -> pd.DataFrame:
        styles = pd.DataFrame("", index=table.index, columns=table.columns)
        styles.iloc[:, unused] = f"color: {look.quiet}"
        for at, kind in enumerate(kinds):
            if kind == HEADER:
                styles.iloc[at] = f"font-weight: 700; background-color: {look.track}"
            elif kind == UNUSED:
                styles.iloc[at] = f"color: {look.quiet}; background-color: {look.panel}"
        return styles

    return frame.style.apply(style, axis=None)
