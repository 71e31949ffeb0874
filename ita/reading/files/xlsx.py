"""Reader for XML workbooks (xlsx, xlsm): sheets, found by relations, and notes on cells."""

import re
from collections.abc import Collection, Mapping
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from ita.domain.problems import Problem
from ita.reading.files.cells import read_grids
from ita.reading.files.encoding import RAISED
from ita.reading.files.package import Package, Relation, zip_parts
from ita.reading.files.sheet import (
    Limits,
    Marks,
    RefusedError,
    Sheet,
    check_size,
    column_number,
    is_percent,
)
from ita.reading.files.xml_events import elements, parse_elements, whole_number

_TRUE = ("1", "true")
# Styles without a match have no percent format; "&#" may encode the sign.
_PERCENT_STYLE = re.compile(rb"""%|&#|numFmtId\s*=\s*["'](?:9|10)["']""")
# A sheet without a match needs no notes: formulas, hidden rows, error values, prefixed cells.
_NOTABLE = [re.compile(token) for token in (rb"f>", rb"hidden", rb">#", rb":c")]
# Any cell except those written in the usual way, up to column Z and row 99,999.
_FAR_OR_ODD = re.compile(rb'<c[\s>](?!r="[A-Za-z]\d{1,5}")')
_NEAR_ROWS = 99_999
_ZERO = re.compile(r"-?0*\.?0*(?:[Ee][+-]?[0-9]+)?")
# Superscript digits in a cell's text, which would otherwise be read as ordinary digits.
_FOOTNOTE = re.compile(
    rb'(vertAlign val="superscript".{0,400}?<(?:\w+:)?t\b[^<>]{0,40}>)([^<]{1,9})(?=<)', re.S
)
_ADDRESS = re.compile(r"([A-Za-z]{1,9})([0-9]{1,12})")
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def read_xlsx(package: Package, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    """Read the worksheets of an xlsx or xlsm file; missing and unreadable ones become problems.

    The reader of the cells gets a new package of the checked parts, under the standard names.
    """
    book = package.main_part
    relations = package.relations(book)
    by_kind = {each.kind: each.part for each in relations.values()}
    parts = {"xl/workbook.xml": package.read(book)}
    for kind in ("sharedStrings", "styles"):
        if (part := by_kind.get(kind, f"xl/{kind}.xml")) in package:
            parts[f"xl/{kind}.xml"] = _with_footnotes(package.read(part))
    percent = _percent_styles(parts.get("xl/styles.xml", b""))
    described = elements(parts["xl/workbook.xml"], "sheet", "calcPr")
    targets: dict[str, Relation] = {}
    marks: dict[int, Marks] = {}
    left_out: dict[int, Problem] = {}
    for index, sheet in enumerate(each for each in described if each.tag == "sheet"):
        relation = sheet.get("id", "")
        kind, part = relations.get(relation, Relation("worksheet", ""))
        target = f"{'work' if kind == 'worksheet' else 'chart'}sheets/sheet{index}.xml"
        targets[relation] = Relation(kind, target)
        name = sheet.get("name", "")
        if kind != "worksheet":
            continue
        if part not in package:
            left_out[index] = Problem("sheet-part-missing", "warning", sheet=name)
            continue
        try:
            content = _with_footnotes(package.read(part))
            if noted := _marks(content, percent, limits):
                marks[index] = noted
            parts[f"xl/{target}"] = content
        except RefusedError as refusal:
            left_out[index] = refusal.problem(name)
    parts["xl/_rels/workbook.xml.rels"] = _relations(targets)
    parts["_rels/.rels"] = _relations({"book": Relation("officeDocument", "xl/workbook.xml")})
    calculated: bool | None = by_kind.get("calcChain", "") in package or None
    if any(each.get("fullCalcOnLoad") in _TRUE for each in described):
        # The program that wrote the formulas did not calculate them.
        calculated = False
    return read_grids(zip_parts(parts), limits, marks, left_out, calculated=calculated)


def _with_footnotes(content: bytes) -> bytes:
    """Return a part with superscript digits replaced by Unicode superscripts."""

    def raise_digits(match: re.Match[bytes]) -> bytes:
        text = match[2].decode("utf-8", "surrogateescape").translate(RAISED)
        return match[1] + text.encode("utf-8", "surrogateescape")

    return _FOOTNOTE.sub(raise_digits, content)


def _relations(targets: Mapping[str, Relation]) -> bytes:
    lines = (
        f"<Relationship Id={quoteattr(name)} Type={quoteattr(_TYPE + kind)} Target={quoteattr(part)}/>"
        for name, (kind, part) in targets.items()
    )
    return f"<Relationships>{''.join(lines)}</Relationships>".encode()


def _percent_styles(styles: bytes) -> Collection[str]:
    """Return the ids, as text, of the cell styles that display figures as percent."""
    if not _PERCENT_STYLE.search(styles):
        return ()
    formats: dict[str, bool] = {"9": True, "10": True}
    styles_percent: list[bool] = []
    for each in elements(styles, "numFmt", "cellXfs"):
        if each.tag == "numFmt":
            formats[each.get("numFmtId", "")] = is_percent(0, each.get("formatCode", ""))
        else:
            styles_percent = [formats.get(xf.get("numFmtId", ""), False) for xf in each.iter("xf")]
    return {str(number) for number, percent in enumerate(styles_percent) if percent}


def _marks(content: bytes, percent: Collection[str], limits: Limits) -> Marks | None:
    """Return the notes on a sheet's cells, None if none are needed; RefusedError if too large."""
    near = limits.rows >= _NEAR_ROWS and not _FAR_OR_ODD.search(content)
    if near and not percent and not any(token.search(content) for token in _NOTABLE):
        return None
    notes = _Notes(percent)
    parse_elements(content, ("row", "col"), notes.take)
    check_size(notes.height, notes.width, limits)
    return notes.marks


class _Notes:
    """Collector of notes on the cells of a sheet."""

    def __init__(self, percent: Collection[str]) -> None:
        self.marks = Marks()
        self.height = self.width = 0
        self._percent = percent
        self._row = self._column = -1

    def take(self, element: Element) -> None:
        """Note a column, or a row with its cells; cells without an address are consecutive."""
        is_hidden = element.get("hidden") in _TRUE
        if element.tag == "col":
            if is_hidden:
                first = whole_number(element.get("min"), 1)
                last = whole_number(element.get("max"), first)
                self.marks.hidden_columns.append(range(first - 1, last))
            return
        self._row, self._column = whole_number(element.get("r"), self._row + 2) - 1, -1
        if is_hidden:
            self.marks.hidden_rows.append(range(self._row, self._row + 1))
        for cell in element.iter("c"):
            self._column += 1
            if address := _ADDRESS.fullmatch(cell.get("r", "")):
                self._column, self._row = column_number(address[1]), int(address[2]) - 1
            if texts := {part.tag: "".join(part.itertext()) for part in cell}:
                self._note(cell, texts)

    def _note(self, element: Element, texts: Mapping[str, str]) -> None:
        cell = self._row, self._column
        self.height = max(self.height, self._row + 1)
        self.width = max(self.width, self._column + 1)
        kind, value = element.get("t", "n"), texts.get("v", "").strip()
        if kind == "e":
            self.marks.add_error(cell, value)
        elif "f" in texts:
            # A text result may be empty, a number may not.
            missing = not value if kind == "n" else "v" not in texts
            result = 0.0 if kind == "n" and _ZERO.fullmatch(value) else value
            self.marks.add_formula(cell, texts["f"], None if missing else result)
        if kind == "n" and value and element.get("s") in self._percent:
            self.marks.percent.add(cell)
