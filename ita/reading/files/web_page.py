"""Tables of HTML, which Excel and many report systems write into files named .xls."""

import html
import re

from ita.reading.files.letters import Text
from ita.reading.files.marks import Marks
from ita.reading.files.sheet import Limits, RefusedError, Sheet, check_size

# A part of every alternative matches up to the end of the text, so that no text is gone through
# twice, whatever is left open in it.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|title|xml)\b.*?(?:</\1\s*>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
    r"|<(/?)([a-z][a-z0-9]*+)"
    r"""((?:[^<>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+)(?:>|(?=<)|\Z)""",
    re.I | re.S,
)
_MOST_TAGS = 1_000_000
_MOST_COLUMNS = 16_384
_LINES = ("br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "caption")
_COLUMN_SPAN, _ROW_SPAN, _SPAN = (
    re.compile(rf"""\b{name}\s*=\s*["']?\s*([0-9]{{1,5}})""", re.I)
    for name in ("colspan", "rowspan", "span")
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
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
# Other documents of tags, by what stands in their first lines.
_OTHERS = {
    "urn:schemas-microsoft-com:office:spreadsheet": "XML Spreadsheet 2003",
    "urn:oasis:names:tc:opendocument": "OpenDocument XML",
    "<html": "HTML",
}


def is_markup(text: str) -> bool:
    """Whether a text is HTML or XML."""
    return text[:1000].lstrip().startswith("<")


def read_web_page(content: Text, limits: Limits) -> Sheet:
    """All tables of a page one below the other, as Excel shows them, with the texts around them.

    A cell over several columns or rows is followed by blank ones. RefusedError for other documents
    of tags, and for letters that are others than the page says.
    """
    text = content.text
    kind = next((kind for word, kind in _OTHERS.items() if word in text[:5000].lower()), "XML")
    if kind not in ("HTML", "XML") or not _TABLE.search(text):
        raise RefusedError("file-not-a-spreadsheet", kind)
    declared = _CHARSET.search(text[:5000])
    expected = (
        _ENCODINGS.get(declared[1].lower(), content.encoding) if declared else content.encoding
    )
    if declared and expected != content.encoding:
        raise RefusedError("letters-contradict", declared[1], found=content.encoding)
    if text.count("<") > _MOST_TAGS:
        raise RefusedError("file-too-demanding")
    page = _Page(limits)
    end = 0
    for tag in _TAG.finditer(text):
        page.data(text[end : tag.start()])
        end = tag.end()
        if tag[3]:
            page.tag(tag[3].lower(), tag[4], closing=bool(tag[2]))
    page.data(text[end:])
    page.end_row()
    return page.marks.sheet("", page.rows, 0, visible=True, calculated=True)


class _Page:
    """Collects the rows of a page; what is left open ends where the next of its kind begins."""

    def __init__(self, limits: Limits) -> None:
        self.rows: list[list[str]] = []
        self.marks = Marks()
        self._limits = limits
        self._width = self._columns = 0
        self._row: list[str] | None = None
        # How many columns and rows the open cell takes.
        self._cell: tuple[int, int] | None = None
        self._text: list[str] = []
        # The last row in which a cell from above covers a column.
        self._covered: dict[int, int] = {}

    def data(self, text: str) -> None:
        """A text between two tags; its own line breaks mean no more than a space."""
        self._text.append(html.unescape(text.replace("\n", " ")))

    def tag(self, name: str, attributes: str, *, closing: bool) -> None:
        """A tag of whatever kind."""
        if name in ("td", "th"):
            self._end_cell()
            if not closing:
                self._cell = _span(_COLUMN_SPAN, attributes), _span(_ROW_SPAN, attributes)
        elif name in ("tr", "table"):
            self.end_row()
            if name == "table":
                self._covered, self._columns = {}, 0
            elif not closing:
                self._row = []
                if _HIDDEN.search(attributes):
                    self.marks.hidden_rows.append(range(len(self.rows), len(self.rows) + 1))
        elif name == "col" and not closing:
            last = self._columns + _span(_SPAN, attributes)
            if _HIDDEN.search(attributes):
                self.marks.hidden_columns.append(range(self._columns, last))
            self._columns = last
        elif name in _LINES:
            self._text.append("\n")

    def end_row(self) -> None:
        """The open row ends, or the text outside of all."""
        self._end_cell()
        if self._row is not None:
            self.rows.append(self._row)
            self._width = max(self._width, len(self._row))
            self._row = None
        check_size(len(self.rows), self._width, self._limits)

    def _end_cell(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self._text).split("\n")]
        lines = [line for line in lines if line]
        self._text = []
        if self._cell is None:
            # What stands outside of a cell is a row of its own.
            self.rows += ([line] for line in lines)
            return
        (columns, rows), self._cell = self._cell, None
        row = self._row = self._row or []
        while self._covered.get(len(row), -1) >= len(self.rows):
            row.append("")
        covered = range(len(row), len(row) + columns)
        self._covered |= dict.fromkeys(covered, len(self.rows) + rows - 1)
        row += ["\n".join(lines)] + [""] * (columns - 1)
        if len(row) > _MOST_COLUMNS:
            raise RefusedError("file-too-demanding")


def _span(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return max(int(found[1]), 1) if found else 1
