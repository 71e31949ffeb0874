"""Reader for OpenDocument spreadsheets (ods): cells, and notes on formulas and formats."""

import re
from itertools import product
from xml.etree.ElementTree import Element

from ita.domain.problems import Problem
from ita.reading.files.cells import read_grids
from ita.reading.files.package import Package
from ita.reading.files.sheet import Limits, Marks, RefusedError, Sheet
from ita.reading.files.xml_events import parse_elements, whole_number

# An error value as office programs display it; some store 0 as its value.
_ERROR = re.compile(r"#(?:[A-Z]+[/A-Z0-9_]*[!?]?)|Err:[0-9]+")


def read_ods(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """Read the worksheets; RefusedError for a password, or a file that is no spreadsheet."""
    package = Package(data, limits)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise RefusedError("file-has-password")
    content = package.read("content.xml")
    if b"spreadsheet>" not in content:
        raise RefusedError("file-not-a-spreadsheet", "OpenDocument")
    notes = _Notes()
    parse_elements(content, ("table-column", "table-row"), notes.take, notes.begin)
    return read_grids(data, limits, dict(enumerate(notes.sheets)))


class _Notes:
    """Collector of notes on the tables of a document, with repeated rows, columns and cells."""

    def __init__(self) -> None:
        self.sheets: list[Marks] = []
        self._rows = self._columns = range(0)

    def begin(self, name: str) -> None:
        """Begin a sheet if the element is a table."""
        if name == "table":
            self.sheets.append(Marks())
            self._rows = self._columns = range(0)

    def take(self, element: Element) -> None:
        """Note a column or a row."""
        is_hidden = element.get("visibility") in ("collapse", "filter")
        if element.tag == "table-column":
            self._columns = _following(self._columns, element, "columns")
            self.sheets[-1].hidden_columns += [self._columns] if is_hidden else []
            return
        self._rows = _following(self._rows, element, "rows")
        self.sheets[-1].hidden_rows += [self._rows] if is_hidden else []
        columns = range(0)
        for cell in element:
            if cell.tag in ("table-cell", "covered-table-cell"):
                columns = _following(columns, cell, "columns")
                self._note(cell, columns)

    def _note(self, cell: Element, columns: range) -> None:
        formula, kind = cell.get("formula"), cell.get("value-type")
        if formula is None and kind != "percentage":
            return
        # The displayed text, None if there is no text element.
        text = "".join(t for p in cell.iter("p") for t in p.itertext())
        result: float | str | None = text if cell.find(".//p") is not None else None
        if kind in ("float", "percentage", "currency"):
            result = float(cell.get("value", "nan"))
        for at in product(self._rows, columns):
            if kind == "percentage":
                self.sheets[-1].percent.add(at)
            if formula is not None and _ERROR.fullmatch(text):
                self.sheets[-1].add_error(at, text)
            elif formula is not None:
                # "of:=[.A1]*2": the formula's grammar is named before the sign.
                self.sheets[-1].add_formula(at, formula.partition("=")[2], result)


def _following(before: range, element: Element, what: str) -> range:
    count = whole_number(element.get(f"number-{what}-repeated"), 1)
    return range(before.stop, before.stop + count)
