"""Tables as CSV and XLSX files, with Thai letters readable in Excel and without formulas."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet
from pandas.api.typing import NAType

from ita.reading.files.delimited import is_formula
from ita.reading.generated_sheets import BY_DASHBOARD


def _guarded(value: object) -> object:
    """Return a value with an apostrophe before it if it is a text that looks like a formula."""
    return "'" + value if isinstance(value, str) and is_formula(value) else value


def mark_computed_column(title: str) -> str:
    """Return the header of a computed column, which the reader ignores."""
    return f"{title} {BY_DASHBOARD}"


def mark_computed(table: pd.DataFrame) -> pd.DataFrame:
    """Return `table` with its first header marked as computed, so that the reader ignores it."""
    first, *others = table.columns
    return table.set_axis([mark_computed_column(first), *others], axis="columns")


def to_csv(table: pd.DataFrame) -> bytes:
    """Return `table` as CSV in UTF-8 with a byte order mark, so that Excel shows Thai letters."""
    guarded = table.map(_guarded).rename(columns=_guarded)
    return guarded.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def to_xlsx(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a workbook with a sheet per table; texts are stored as text, never as a formula.

    Empty texts are stored as blank cells, since spreadsheets count them as filled otherwise.
    """
    book = Workbook(write_only=True)
    for name, table in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        header = [_make_cell(sheet, str(column)) for column in table.columns]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        for row in table.itertuples(index=False, name=None):
            sheet.append([_make_cell(sheet, value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _make_cell(
    sheet: WriteOnlyWorksheet | Worksheet, value: str | float | datetime | NAType | None
) -> Cell:
    if value is None or isinstance(value, NAType) or value == "" or pd.isna(value):
        return WriteOnlyCell(sheet, None)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet)
    # openpyxl treats a text with a leading "=" as a formula unless the type is set.
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    return cell
