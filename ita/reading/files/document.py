"""Conversion of a document's paragraphs and tables, in order, to one sheet of cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ita.domain.problems import Place, Problem
from ita.reading.files.sheet import Limits, Sheet, check_size
from ita.thai.text import arabic_digits, clean_text
from ita.thai.years import years_in_title

Row = list[str]

# The longest line of a title, in letters, and the most lines of a title on a cover.
_LONGEST_LINE = 100
_MOST_LINES = 5
# The beginning of a group heading: a row in which only the first cell is filled.
_NUMBERED = re.compile(r"\W*(?:\d|[IEO]\d|ตัวชี้วัด|เครื่องมือ|แบบ)")
# A cell with a figure is never the continuation of a cell on the previous page.
_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d+)?(?!\d)(?!\s*[เมพ]?\.?[ยคม]\.)")
# The percentage of rows that fill a column before a blank cell in it means a continued row.
_FILLED = 80
_FEWEST_ROWS = 3
_QUOTED = re.compile(r'(?:^|\t)"', re.M)
_TAGS = re.compile(r"</?(?:p|ul|ol|li|br)\b[^<>\n]*>")


@dataclass(frozen=True)
class Paragraph:
    """Lines of text outside of tables; `number` counts paragraphs or the lines of a page."""

    text: str
    number: int
    page: int | None = None


@dataclass
class DocumentTable:
    """A table on one page, or in a document without pages.

    `number` counts the tables of the document, or of the page; `edges` are the positions of its
    column bounds, () if unknown.
    """

    rows: list[Row]
    number: int
    page: int | None = None
    edges: tuple[float, ...] = ()


@dataclass
class _Rows:
    """The rows of a table that may continue over several pages, with the place of each row.

    `page` and `edges` belong to the part that was added last.
    """

    rows: list[Row] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    # The first row of each part, after a repeated header.
    first: set[int] = field(default_factory=set)
    page: int | None = None
    edges: tuple[float, ...] = ()

    def add(self, table: DocumentTable) -> None:
        """Add the rows of a table, without a repeated header."""
        self.first.add(len(self.rows))
        for at in range(self._repeated_head(table), len(table.rows)):
            self.rows.append(table.rows[at])
            self.places.append(Place(table.page, table.number, at + 1))
        self.page, self.edges = table.page, table.edges

    def goes_on_in(self, table: DocumentTable) -> bool:
        """Return whether a table repeats the header, or has the same columns on the next page."""
        if self._repeated_head(table):
            return True
        if self.page is None or table.page != self.page + 1 or not table.edges:
            return False
        pairs = zip(self.edges, table.edges, strict=False)
        return len(self.edges) == len(table.edges) and all(abs(a - b) < 3 for a, b in pairs)

    def _repeated_head(self, table: DocumentTable) -> int:
        """Return the number of header rows, without figures, that a table repeats at its top."""
        count = 0
        for old, new in zip(self.rows[:2], table.rows, strict=False):
            words = [clean_text(cell) for cell in new if cell]
            same = [clean_text(cell) for cell in old if cell] == words
            if not same or len(words) < 2 or any(_FIGURE.search(arabic_digits(w)) for w in words):
                break
            count += 1
        return count


Block = Paragraph | DocumentTable


def document_sheet(blocks: Iterable[Block], limits: Limits) -> tuple[Sheet, list[Problem]]:
    """Return a document as one sheet, with problems that report joined rows.

    Each table is followed by a blank row, whose index is in Sheet.breaks. A table that continues
    with a repeated header, or on the next page in columns of the same width, is joined; so is a
    row cut by the end of a page. Consecutive short lines that end with a year become one title.
    """
    rows: list[Row] = []
    places: list[Place] = []
    breaks: list[int] = []
    problems: list[Problem] = []
    for part in _joined(blocks):
        if isinstance(part, _Rows):
            joined = _join_cut_rows(part)
            problems += _note_joined(joined, len(rows))
            rows += part.rows
            places += part.places
            breaks.append(len(rows))
            rows.append([])
            places.append(Place())
        else:
            for text, first in _titles(part):
                rows += ([line] for line in text.split("\n"))
                places += [Place(first.page, None, first.number)] * (text.count("\n") + 1)
    check_size(len(rows), max(map(len, rows), default=0), limits)
    return Sheet("", rows, breaks=tuple(breaks), places=tuple(places)), problems


def pasted_blocks(text: str) -> list[Block]:
    """Return the paragraphs and tables of a document pasted as text; [] for any other text.

    Cells are separated by tabs. A text is a document if it has at least two paragraphs and two
    tables with three or more columns; quoted cells indicate delimited text instead. Paragraph and
    list tags left over from text extraction are removed.
    """
    if "\t" not in text or _QUOTED.search(text):
        return []
    text = _TAGS.sub(" ", text)
    blocks: list[Block] = []
    paragraphs = tables = wide = 0
    for is_table, lines in groupby(text.splitlines(), key=lambda line: "\t" in line):
        if is_table:
            rows = [[cell.strip() for cell in line.split("\t")] for line in lines]
            tables += 1
            blocks.append(DocumentTable(rows, tables))
            wide += max(map(len, rows)) > 2
            continue
        for line in map(str.strip, lines):
            # Blank paragraphs are not counted.
            paragraphs += line != ""
            blocks.append(Paragraph(line, paragraphs))
    return blocks if wide > 1 and paragraphs > 1 else []


def _joined(blocks: Iterable[Block]) -> list["list[Paragraph] | _Rows"]:
    """Group consecutive paragraphs, and join tables with the tables that continue them."""
    parts: list[list[Paragraph] | _Rows] = []
    for block in blocks:
        last = parts[-1] if parts else None
        if isinstance(block, DocumentTable):
            if not (isinstance(last, _Rows) and last.goes_on_in(block)):
                parts.append(last := _Rows())
            last.add(block)
        elif isinstance(last, list):
            last.append(block)
        elif block.text:
            # Blank paragraphs are skipped, since they may separate the pages of a table.
            parts.append([block])
    return parts


def _join_cut_rows(table: _Rows) -> list[tuple[int, Place]]:
    """Join rows cut by a page's end, in place; return their indexes and the added rows' places."""
    whole = [
        row
        for at, row in enumerate(table.rows)
        if at not in table.first and sum(map(bool, row)) > 1
    ]
    if len(whole) < _FEWEST_ROWS:
        return []
    short = _shortest_column(whole)
    if short is None:
        return []
    joined: list[tuple[int, Place]] = []
    rows: list[Row] = []
    places: list[Place] = []
    for at, row in enumerate(table.rows):
        if rows and at in table.first and _is_rest(row, rows[-1], short):
            above = rows[-1]
            above += [""] * (len(row) - len(above))
            rows[-1] = [
                f"{old}\n{new}" if old and new else old or new
                for old, new in zip(above, row + [""] * (len(above) - len(row)), strict=True)
            ]
            joined.append((len(rows) - 1, table.places[at]))
        else:
            rows.append(row)
            places.append(table.places[at])
    table.rows, table.places = rows, places
    return joined


def _shortest_column(rows: Sequence[Row]) -> int | None:
    """Return the regularly filled column with the shortest texts, which pages rarely cut."""
    width = max(map(len, rows))
    lengths = [[len(row[at]) for row in rows if at < len(row) and row[at]] for at in range(width)]
    always = [at for at in range(width) if len(lengths[at]) * 100 >= _FILLED * len(rows)]
    return min(always, key=lambda at: max(lengths[at]), default=None)


def _is_rest(row: Row, above: Row, short: int) -> bool:
    """Return whether the first row of a page continues the last row of the page before.

    Its cell in the column `short` is then blank, since that text ended on the page before.
    """
    filled = [at for at, cell in enumerate(row) if cell]
    if not filled or sum(map(bool, above)) < 2 or short in filled:
        return False
    plain = [arabic_digits(clean_text(row[at])) for at in filled]
    if filled == [0] and _NUMBERED.match(plain[0]):
        return False
    return not any(_FIGURE.fullmatch(text) or text.endswith("คะแนน") for text in plain)


def _note_joined(joined: Sequence[tuple[int, Place]], first: int) -> list[Problem]:
    if not joined:
        return []
    cell = f"A{first + joined[0][0] + 1}"
    detail = {"count": str(len(joined)), "last": f"A{first + joined[-1][0] + 1}"}
    return [Problem("rows-joined-over-pages", "warning", cell=cell, detail=detail)]


def _titles(paragraphs: Sequence[Paragraph]) -> list[tuple[str, Paragraph]]:
    """Return the texts of paragraphs; consecutive short lines ending with a year become one."""
    texts: list[tuple[str, Paragraph]] = []
    title: list[tuple[str, Paragraph]] = []
    for each in paragraphs:
        is_short = 0 < len(each.text) <= _LONGEST_LINE and "\t" not in each.text
        # Line breaks in a title have no meaning.
        text = each.text.replace("\n", " ") if is_short else each.text
        if not is_short:
            texts += title
            title = []
            texts += [(text, each)] if text else []
            continue
        title = [*title, (text, each)]
        if len(title) > _MOST_LINES:
            texts.append(title.pop(0))
        if years_in_title(text):
            texts.append((" ".join(line for line, _ in title), title[0][1]))
            title = []
    return texts + title
