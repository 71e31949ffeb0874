"""What an OpenDocument spreadsheet (ods) notes of its cells beside their values."""

import re
from collections.abc import Mapping
from itertools import product

from ita.reading.files.package import Package
from ita.reading.files.sheet import Marks, RefusedError
from ita.reading.files.xml_events import parse_xml, whole_number

# How office programs display an error value; some store a 0 with it.
_ERROR = re.compile(r"#(?:[A-Z]+[/A-Z0-9_]*[!?]?)|Err:[0-9]+")
_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")


def opendocument_marks(package: Package) -> Mapping[int, Marks]:
    """What is noted of each sheet; RefusedError for a password, or a file that is no spreadsheet."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise RefusedError("file-has-password")
    content = package.read("content.xml")
    if b"spreadsheet>" not in content:
        raise RefusedError("file-not-a-spreadsheet", "OpenDocument")
    notes = _Notes()
    parse_xml(content, notes.start, notes.end, notes.data)
    return dict(enumerate(notes.sheets))


class _Notes:
    """Goes through the tables of a document; one row or cell element may repeat many times."""

    def __init__(self) -> None:
        self.sheets: list[Marks] = []
        self._rows = self._columns = range(0)
        self._cell: Mapping[str, str] = {}
        # The displayed text of the cell, None where it has not even an empty one.
        self._text: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begins a table, a column, a row, a cell or its text."""
        if name == "table":
            self.sheets.append(Marks())
            self._rows = self._columns = range(0)
        elif name == "table-column":
            self._columns = _following(self._columns, attributes, "columns")
            if attributes.get("table:visibility") in _HIDDEN:
                self.sheets[-1].hidden_columns.append(self._columns)
        elif name == "table-row":
            self._rows = _following(self._rows, attributes, "rows")
            self._columns = range(0)
            if attributes.get("table:visibility") in _HIDDEN:
                self.sheets[-1].hidden_rows.append(self._rows)
        elif name in _CELLS:
            self._columns = _following(self._columns, attributes, "columns")
            self._cell, self._text = attributes, None
        elif name == "p" and self._text is None:
            self._text = ""

    def data(self, text: str) -> None:
        """Text, which matters inside a cell."""
        if self._text is not None:
            self._text += text

    def end(self, name: str) -> None:
        """Ends a cell, whose displayed text is complete now."""
        formula, kind = self._cell.get("table:formula"), self._cell.get("office:value-type")
        if name not in _CELLS or (formula is None and kind != "percentage"):
            return
        result: float | str | None = self._text
        if kind in ("float", "percentage", "currency"):
            result = float(self._cell.get("office:value", "nan"))
        for cell in product(self._rows, self._columns):
            if kind == "percentage":
                self.sheets[-1].percent.add(cell)
            if formula is not None and _ERROR.fullmatch(self._text or ""):
                self.sheets[-1].add_error(cell, self._text or "")
            elif formula is not None:
                # "of:=[.A1]*2": the formula's grammar is named before the sign.
                self.sheets[-1].add_formula(cell, formula.partition("=")[2], result)


def _following(before: range, attributes: Mapping[str, str], what: str) -> range:
    return range(
        before.stop, before.stop + whole_number(attributes.get(f"table:number-{what}-repeated"), 1)
    )
