"""The paragraphs and tables of a document, in their order, as one sheet of cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from ita.domain.problems import Place, Problem
from ita.reading.files.sheet import Limits, Sheet, check_size
from ita.thai.text import arabic_digits, clean_text
from ita.thai.years import years_in_title

Row = list[str]

# A line of a title, and how many of them a title on a cover has.
_LONGEST_LINE = 100
_MOST_LINES = 5
# What a heading of a group of rows begins with, where only the first cell of a row is filled.
_NUMBERED = re.compile(r"\W*(?:\d|[IEO]\d|ตัวชี้วัด|เครื่องมือ|แบบ)")
# A figure is never the rest of a cell.
_FIGURE = re.compile(r"\d{1,3}(?:[.,]\d+)?(?!\d)(?!\s*[เมพ]?\.?[ยคม]\.)")
# Of a hundred rows so many fill a column whose cells are not blank by themselves.
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
    """A table as it stands on one page, or in a document without pages.

    `number` counts the tables of the document, or of the page; `edges` are where its columns begin
    and end, () where that is not known.
    """

    rows: list[Row]
    number: int
    page: int | None = None
    edges: tuple[float, ...] = ()


@dataclass
class _Rows:
    """The rows of a table that may go on over pages, with the place of each.

    `page` and `edges` are those of the part that was added last.
    """

    rows: list[Row] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    # The rows that are the first after their table's repeated head, or on their page.
    first: set[int] = field(default_factory=set)
    page: int | None = None
    edges: tuple[float, ...] = ()

    def add(self, table: DocumentTable) -> None:
        """Adds the rows of a table, without the head that is repeated."""
        self.first.add(len(self.rows))
        for at in range(self._repeated_head(table), len(table.rows)):
            self.rows.append(table.rows[at])
            self.places.append(Place(table.page, table.number, at + 1))
        self.page, self.edges = table.page, table.edges

    def goes_on_in(self, table: DocumentTable) -> bool:
        """Whether a table repeats the head, or stands on the next page in the same columns."""
        if self._repeated_head(table):
            return True
        if self.page is None or table.page != self.page + 1 or not table.edges:
            return False
        pairs = zip(self.edges, table.edges, strict=False)
        return len(self.edges) == len(table.edges) and all(abs(a - b) < 3 for a, b in pairs)

    def _repeated_head(self, table: DocumentTable) -> int:
        """How many rows at the top of a table repeat those of this one: none without words."""
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
    """A document as one sheet, and what was joined in it.

    Each table is followed by a blank row, where Sheet.breaks has an entry. A table that goes on
    after its head is repeated, or in columns of the same width at the top of the next page, is one
    table; a row that was cut by the end of a page is one row again. Short lines of which the last
    names a year are one title.
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
    """The paragraphs and tables of a document that was pasted as text; [] for any other text.

    The cells of a row are apart by tabs. A text is a document if sentences part its tables, of
    which at least two have three columns; quoted cells are those of a program that writes
    tables. Tags of paragraphs and lists are what extracting the text has left.
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
    """Paragraphs up to the next table together, and tables with those that continue them."""
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
            # Blank paragraphs may stand between the pages of a table.
            parts.append([block])
    return parts


def _join_cut_rows(table: _Rows) -> list[tuple[int, Place]]:
    """Joins rows that a page's end cut, in place; the rows that were added to, and where from."""
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
    """The column that rows fill with the shortest texts, which no end of a page cuts."""
    width = max(map(len, rows))
    lengths = [[len(row[at]) for row in rows if at < len(row) and row[at]] for at in range(width)]
    always = [at for at in range(width) if len(lengths[at]) * 100 >= _FILLED * len(rows)]
    return min(always, key=lambda at: max(lengths[at]), default=None)


def _is_rest(row: Row, above: Row, short: int) -> bool:
    """Whether a row is the rest of the one above it, before the end of the page.

    Its shortest cell ended there, so that here it is blank.
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
    """The texts of paragraphs; short lines in a row that end with a year are one line."""
    texts: list[tuple[str, Paragraph]] = []
    title: list[tuple[str, Paragraph]] = []
    for each in paragraphs:
        is_short = 0 < len(each.text) <= _LONGEST_LINE and "\t" not in each.text
        # A title is broken where it looks well.
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
