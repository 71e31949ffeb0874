"""What counts where a file says one thing twice: of columns the valid ones, of sheets the visible."""

from collections.abc import Callable, Sequence

from ita.domain.mapping import UNUSED
from ita.domain.problems import Problem
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.table import Table


def column_label(table: Table, at: int) -> str:
    """How an option names a column: its header and what the spreadsheet calls it."""
    return f"{display_text(table.header_cell(at)[0])} ({table.grid.column_name(at)})".strip()


def valid_columns(table: Table, columns: Sequence[int], contents: SheetContents) -> list[int]:
    """The columns that count: those that a person named, else those that the file shows as valid.

    A column that is hidden or whose header takes it back is set aside if another one counts.
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
    """Asks which of some columns counts; an answer leaves the others unused."""
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
    """The sheets to use: the visible ones, unless only hidden ones hold what is looked for."""
    visible = [each for each in contents if each.sheet.visible]
    is_used = not any(map(has_content, visible))
    code = "hidden-sheet-used" if is_used else "hidden-sheet-left-out"
    return list(contents) if is_used else visible, [
        Problem(code, "warning", sheet=each.name)
        for each in contents
        if has_content(each) and not each.sheet.visible
    ]
