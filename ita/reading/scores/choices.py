"""Choose between repeated columns and between sheets: valid ones and visible ones are used."""

from collections.abc import Callable, Sequence

from ita.domain.mapping import UNUSED
from ita.domain.problems import Problem
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table


def column_label(table: Table, at: int) -> str:
    """Return a column's label in options: its header, and its name in the spreadsheet."""
    return f"{display_text(table.header_cell(at)[0])} ({table.grid.column_name(at)})".strip()


def valid_columns(table: Table, columns: Sequence[int], contents: SheetContents) -> list[int]:
    """Return the columns to use: those named in the answers, else those that are valid.

    Hidden columns and those marked as superseded in the header are excluded and reported, unless
    there are no others.
    """
    if answered := [at for at in columns if at in table.answered]:
        return answered
    sheet = contents.sheet
    hidden = set(map(str, sheet.hidden_rows)) if table.grid.transposed else sheet.hidden_columns
    valid = [
        at
        for at in columns
        if not table.columns[at].superseded and table.grid.column_name(at) not in hidden
    ]
    if not valid:
        return list(columns)
    first, where = table.header_cell(valid[0])
    for at in [at for at in columns if at not in valid and not table.answered]:
        cell, address = table.header_cell(at)
        kept = display_text(first)
        contents.problem("column-set-aside", address, cell, "warning", first=where, kept=kept)
    return valid


def ask_which_column(table: Table, columns: Sequence[int], contents: SheetContents) -> None:
    """Ask which of some columns is used; each answer marks the others as unused."""
    names = {at: contents.column_name(table, at) for at in columns}
    options = [
        contents.option(
            column_label(table, at),
            columns={other: UNUSED for other in names.values() if other != name},
        )
        for at, name in names.items()
    ]
    (_, first), (cell, address) = map(table.header_cell, columns[:2])
    contents.problem("column-twice", address, cell, options=options, first=first)


def visible_sheets(
    contents: Sequence[SheetContents], has_content: Callable[[SheetContents], bool]
) -> tuple[list[SheetContents], list[Problem]]:
    """Return the visible sheets, or all sheets if no visible one satisfies `has_content`.

    Hidden sheets with content are reported as used or left out.
    """
    visible = [each for each in contents if each.sheet.visible]
    is_used = not any(map(has_content, visible))
    code = "hidden-sheet-used" if is_used else "hidden-sheet-left-out"
    return list(contents) if is_used else visible, [
        Problem(code, "warning", sheet=each.name)
        for each in contents
        if has_content(each) and not each.sheet.visible
    ]
