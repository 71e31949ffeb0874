"""Tables as CSV and XLSX that open in Excel with the right letters and carry no formula."""

from collections.abc import Mapping
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from ita.reading.files.delimited import is_formula
from ita.reading.generated_sheets import BY_DASHBOARD


def _guarded(value: object) -> object:
    """A text that a spreadsheet would compute gets an apostrophe before it; numbers stay."""
    return "'" + value if isinstance(value, str) and is_formula(value) else value


def with_blanks(table: pd.DataFrame) -> pd.DataFrame:
    """A blank cell is blank; an empty text in it would look filled to a spreadsheet."""
    return table.replace("", pd.NA)


def computed_column(title: str) -> str:
    """The header of a column that the dashboard computed: read back, it is passed over."""
    return f"{title} {BY_DASHBOARD}"


def computed(table: pd.DataFrame) -> pd.DataFrame:
    """`table` as one that the dashboard computed: read back, no figure of it is a score."""
    first, *others = table.columns
    return table.set_axis([computed_column(first), *others], axis="columns")


def to_csv(table: pd.DataFrame) -> bytes:
    """`table` as CSV in UTF-8 with a byte order mark, so that Excel shows Thai letters."""
    guarded = table.map(_guarded).rename(columns=_guarded)
    return guarded.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def to_xlsx(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A workbook with a sheet per table; every text is stored as text, never as a formula."""
    book = Workbook(write_only=True)
    for name, table in sheets.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"
        header = [_cell(sheet, str(column)) for column in table.columns]
        for cell in header:
            cell.font = Font(bold=True)
        sheet.append(header)
        for row in table.itertuples(index=False, name=None):
            sheet.append([_cell(sheet, value) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: object, value: object) -> WriteOnlyCell:
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return WriteOnlyCell(sheet, None)
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet)
    # openpyxl takes a text with a leading "=" for a formula unless the type is set by hand.
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    return cell
