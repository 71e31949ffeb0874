"""Reader for markup that report systems save as .xls: HTML and XML Spreadsheet 2003."""

import html
import re

from ita.reading.files.encoding import RAISED, Text
from ita.reading.files.sheet import Limits, Marks, RefusedError, Sheet, check_size

# An unclosed alternative matches to the end of the text, so that no text is scanned twice.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|title|xml|comment)\b.*?(?:</\1\s*>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
    r"|<(/?)(?:[a-z]+:)?([a-z][a-z0-9]*+)"
    r"""((?:[^<>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|(?=<)|\Z)""",
    re.I | re.S,
)
_MOST_TAGS = 600_000
_MOST_COLUMNS = 16_384
# Tags that end a line of text, and tags of deleted text, which is separated by a space.
_LINES = ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption")
_STRUCK = ("s", "del", "strike")
_NUMBERS = re.compile(
    r"""\b(index|span|colspan|rowspan|mergeacross)\s*=\s*["']?\s*([0-9]{1,6})""", re.I
)
_HIDDEN = re.compile(r"""display\s*:\s*none|\bhidden\s*=\s*["']1""", re.I)
_TABLE = re.compile(r"<table[\s>]", re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "utf-16": "utf-16",
    "unicode": "utf-16",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "cp874": "cp874",
    "iso-8859-11": "cp874",
}
_SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_WORKSHEET = re.compile(r"<(?:\w+:)?Worksheet\b")
_TABLE_2003 = re.compile(r"<(?:\w+:)?Table\b.*?(?:</(?:\w+:)?Table>|\Z)", re.S)
_NAME_2003 = re.compile(r'\bName="([^"]*)"')
_MIDNIGHT = "T00:00:00.000"


def is_markup(text: str) -> bool:
    """Return whether a text is HTML or XML."""
    return text[:1000].lstrip().startswith("<")


def read_markup(content: Text, limits: Limits) -> list[Sheet]:
    """Return the sheets of an XML spreadsheet, or the tables of a web page as one sheet.

    As in Excel, the tables of a page follow each other with the texts around them, and a cell that
    spans columns or rows is followed by blank cells. Raises RefusedError for other documents, and
    if the encoding differs from the one that the page declares.
    """
    text, head = content.text, content.text[:5000]
    if text.count("<") > _MOST_TAGS:
        raise RefusedError("file-too-demanding")
    if _SPREADSHEET_2003 in head:
        return _worksheets(text, limits)
    if not _TABLE.search(text):
        kinds = {"<html": "HTML", "urn:oasis:names:tc:opendocument": "OpenDocument XML"}
        kind = next((kinds[word] for word in kinds if word in head.lower()), "XML")
        raise RefusedError("file-not-a-spreadsheet", kind)
    declared = _CHARSET.search(head)
    if declared and _ENCODINGS.get(declared[1].lower(), content.encoding) != content.encoding:
        raise RefusedError("letters-contradict", declared[1], found=content.encoding)
    return [_sheet("", text, limits)]


def _worksheets(text: str, limits: Limits) -> list[Sheet]:
    pieces = _WORKSHEET.split(text)[1:]
    if len(pieces) > limits.sheets:
        raise RefusedError("too-many-sheets", str(len(pieces)), allowed=str(limits.sheets))
    sheets: list[Sheet] = []
    for piece in pieces:
        name, table = _NAME_2003.search(piece), _TABLE_2003.search(piece)
        title = html.unescape(name[1]) if name else ""
        visible = "Visible>Sheet" not in piece
        cells = table[0].replace(_MIDNIGHT, "") if table else ""
        sheets.append(_sheet(title, cells, limits, visible=visible))
    return sheets


def _sheet(name: str, text: str, limits: Limits, *, visible: bool = True) -> Sheet:
    table = _Table(limits)
    end = 0
    for tag in _TAG.finditer(text):
        if end < tag.start():
            table.data(text[end : tag.start()])
        end = tag.end()
        if tag[3]:
            table.tag(tag[3].lower(), tag[4], closing=bool(tag[2]))
    table.data(text[end:])
    table.end_row()
    return table.marks.sheet(name, table.rows, 0, visible=visible, calculated=True)


class _Table:
    """Collector of rows of cells; an unclosed element ends where the next one begins."""

    def __init__(self, limits: Limits) -> None:
        self.rows: list[list[str]] = []
        self.marks = Marks()
        self._limits = limits
        self._width = self._columns = 0
        self._row: list[str] | None = None
        # The numbers of columns and rows that the open cell spans.
        self._cell: tuple[int, int] | None = None
        self._text: list[str] = []
        self._raised = False
        # By column, the last row that is covered by a cell above.
        self._covered: dict[int, int] = {}

    def data(self, text: str) -> None:
        """Add a text between two tags; its line breaks become spaces."""
        plain = html.unescape(text.replace("\n", " "))
        self._text.append(plain.translate(RAISED) if self._raised else plain)

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """Process an opening or closing tag."""
        if name in ("td", "th", "cell"):
            self._end_cell()
            if not closing:
                self._begin_cell(attributes)
        elif name in ("tr", "row", "table"):
            self.end_row()
            if name == "table":
                self._covered, self._columns = {}, 0
            elif not closing:
                self._begin_row(attributes)
        elif name in ("col", "column") and not closing:
            # In HTML, "span" counts all columns; in an XML spreadsheet, those after the first.
            numbers = _numbers(attributes)
            first = max(numbers.get("index", 0) - 1, self._columns)
            self._columns = first + numbers.get("span", name == "col") + (name == "column")
            if _HIDDEN.search(attributes):
                self.marks.hidden_columns.append(range(first, self._columns))
        elif name == "sup":
            self._raised = not closing
        elif name in _LINES:
            self._text.append("\n")
        elif name in _STRUCK:
            self._text.append(" ")

    def end_row(self) -> None:
        """End the open row, or the text outside of any row."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._width = max(self._width, len(self._row))
            self._row = None
        check_size(len(self.rows), self._width, self._limits)

    def _begin_row(self, attributes: str) -> None:
        row = max(_numbers(attributes).get("index", 0) - 1, len(self.rows))
        check_size(row, 1, self._limits)
        self.rows += ([] for _ in range(row - len(self.rows)))
        self._row = []
        if _HIDDEN.search(attributes):
            self.marks.hidden_rows.append(range(row, row + 1))

    def _begin_cell(self, attributes: str) -> None:
        row = self._row = [] if self._row is None else self._row
        while self._covered.get(len(row), -1) >= len(self.rows):
            row.append("")
        numbers = _numbers(attributes)
        row += [""] * (min(numbers.get("index", 0), _MOST_COLUMNS) - 1 - len(row))
        columns = max(numbers.get("colspan", 1), 1) + numbers.get("mergeacross", 0)
        self._cell = columns, numbers.get("rowspan", 1)
        if len(row) + columns > _MOST_COLUMNS:
            raise RefusedError("file-too-demanding")

    def _end_cell(self) -> None:
        lines = "".join(self._text).split("\n") if self._text else []
        lines = [" ".join(line.split()) for line in lines if line and not line.isspace()]
        self._text, self._raised = [], False
        if self._cell is None or self._row is None:
            # Text outside of any cell becomes a separate row.
            self.rows += ([line] for line in lines)
            return
        (columns, rows), self._cell = self._cell, None
        covered = range(len(self._row), len(self._row) + columns)
        self._covered |= dict.fromkeys(covered, len(self.rows) + rows - 1)
        self._row += ["\n".join(lines)] + [""] * (columns - 1)


def _numbers(attributes: str) -> dict[str, int]:
    """Return the attributes that count cells or rows."""
    return {name.lower(): int(number) for name, number in _NUMBERS.findall(attributes)}
