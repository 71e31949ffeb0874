"""Layout of a PDF page: lines of text and tables from letters and ruled lines."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from ita.thai.text import arabic_digits

# In points (1/72 inch): the largest gap between lines that meet.
_NEAR = 3.0
# In font sizes: the gap of a space, the gap between columns, the distance of another text line.
_SPACE, _COLUMN, _LINE = 0.22, 1.5, 0.45
# A line that fills this share of its width may continue below; a shorter one ends there.
_FULL = 0.5
# A line that continues ends within this share of the text width from the right margin.
_SHORT = 0.1
_FIGURE = re.compile(r"\d{1,3}\.\d\d")
# The beginning of a list entry.
_LISTED = re.compile(r"\s*(?:[-–•●▪◦✚*]|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙]))")


class Letter(NamedTuple):
    """A letter of a page: its left and right bounds, its baseline (upwards) and its font size."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


class Rule(NamedTuple):
    """A horizontal or vertical line from `start` to `end`; `at` is its other coordinate."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class PageLine:
    """Text outside of tables, one line or several joined ones.

    `top` is the baseline of the first line, `bottom` that of the last.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass
class PageTable:
    """A table of a page: `edges` are the bounds of its columns, `bounds` those of its rows.

    `owner` has for each cell the row and column of the cell that it is merged into, or its own.
    """

    edges: list[float]
    bounds: list[float]
    owner: list[list[tuple[int, int]]]
    letters: dict[tuple[int, int], list[Letter]] = field(default_factory=lambda: defaultdict(list))

    @property
    def top(self) -> float:
        """The upper bound."""
        return self.bounds[0]

    def take(self, letter: Letter) -> bool:
        """Add a letter to the cell that contains it; return whether one does."""
        middle = (letter.left + letter.right) / 2
        height = letter.baseline + letter.size / 4
        column = bisect_right(self.edges, middle) - 1
        row = bisect_right([-bound for bound in self.bounds], -height) - 1
        if not (0 <= column < len(self.edges) - 1 and 0 <= row < len(self.bounds) - 1):
            return False
        self.letters[self.owner[row][column]].append(letter)
        return True

    def rows(self) -> list[list[str]]:
        """Return the texts of the cells; cells covered by a merged one are blank."""
        width = len(self.edges) - 1
        return [
            [
                cell_text(self.letters[row, column], self._right(row, column))
                if (row, column) in self.letters
                else ""
                for column in range(width)
            ]
            for row in range(len(self.bounds) - 1)
        ]

    def _right(self, row: int, column: int) -> float:
        """Return the right bound of the cell that begins in a row and column."""
        last = max(at for at, owner in enumerate(self.owner[row]) if owner == (row, column))
        return self.edges[last + 1]


def find_page_tables(across: Sequence[Rule], down: Sequence[Rule]) -> list[PageTable]:
    """Return the tables formed by ruled lines that meet, from top to bottom."""
    across, down = _merged(across), _merged(down)
    groups = _groups(across, down)
    tables = [
        table
        for rows, columns in groups
        if (table := _table([across[at] for at in rows], [down[at] for at in columns]))
    ]
    return sorted(tables, key=lambda table: -table.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join overlapping or adjoining pieces of the same line."""
    merged: list[Rule] = []
    for rule in sorted(rules):
        near = next(
            (
                at
                for at in range(len(merged) - 1, max(len(merged) - 40, -1), -1)
                if rule.at - merged[at].at <= _NEAR / 2
                and rule.start <= merged[at].end + _NEAR
                and rule.end >= merged[at].start - _NEAR
            ),
            None,
        )
        if near is None:
            merged.append(rule)
        else:
            old = merged[near]
            merged[near] = Rule(old.at, min(old.start, rule.start), max(old.end, rule.end))
    return merged


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[set[int], set[int]]]:
    """Group the horizontal and vertical lines that meet, directly or through others."""
    groups: list[tuple[set[int], set[int]]] = []
    for row, line in enumerate(across):
        columns = {
            column
            for column, other in enumerate(down)
            if line.start - _NEAR <= other.at <= line.end + _NEAR
            and other.start - _NEAR <= line.at <= other.end + _NEAR
        }
        met = [group for group in groups if not columns.isdisjoint(group[1])]
        groups = [group for group in groups if columns.isdisjoint(group[1])]
        rows, met_columns = zip(({row}, columns), *met, strict=True)
        groups.append((set().union(*rows), set().union(*met_columns)))
    return groups


def _table(across: Sequence[Rule], down: Sequence[Rule]) -> PageTable | None:
    """Return the table of lines that meet; None if they form less than two cells."""
    bounds = sorted(_distinct(rule.at for rule in across), reverse=True)
    edges = _distinct(rule.at for rule in down)
    if len(bounds) < 2 or len(edges) < 2 or (len(bounds) - 1) * (len(edges) - 1) < 2:
        return None
    height, width = len(bounds) - 1, len(edges) - 1
    owner = [[(row, column) for column in range(width)] for row in range(height)]
    for row in range(height):
        for column in range(width):
            middle_x = (edges[column] + edges[column + 1]) / 2
            middle_y = (bounds[row] + bounds[row + 1]) / 2
            if column and not _is_ruled(down, edges[column], middle_y):
                owner[row][column] = owner[row][column - 1]
            elif row and not _is_ruled(across, bounds[row], middle_x):
                owner[row][column] = owner[row - 1][column]
    return PageTable(edges, bounds, owner)


def _is_ruled(rules: Sequence[Rule], at: float, middle: float) -> bool:
    return any(
        abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= middle <= rule.end + _NEAR
        for rule in rules
    )


def _distinct(positions: Iterable[float]) -> list[float]:
    """Return positions in ascending order, without near duplicates."""
    distinct: list[float] = []
    for position in sorted(positions):
        if not distinct or position - distinct[-1] > _NEAR:
            distinct.append(position)
    return distinct


def cell_text(letters: Sequence[Letter], right: float) -> str:
    """Return the text of a cell; a line that fills the cell's width continues in the next one.

    A single figure too wide for its cell may be broken anywhere ("100.0", "0") and is joined.
    """
    lines = text_lines(letters)
    if not lines:
        return ""
    whole = "".join(line.text for line in lines)
    if len(lines) > 1 and _FIGURE.fullmatch(arabic_digits(whole)):
        return whole
    left = min(line.left for line in lines)
    text = lines[0].text
    for above, line in pairwise(lines):
        text += _between(above, line, left, right) + line.text
    return text.replace("\t", " ")


def join_paragraphs(lines: Sequence[PageLine], left: float, right: float) -> list[PageLine]:
    """Join lines of text between the margins of a page that continue each other."""
    joined: list[PageLine] = []
    last: PageLine | None = None
    for line in lines:
        near = last is not None and 0 < last.top - line.top < last.size * 2.4
        goes_on = near and last is not None and "\t" not in last.text + line.text
        if goes_on and last is not None and last.right > right - (right - left) * _SHORT:
            between = _between(last, line, left, right).replace("\n", " ")
            text = joined[-1].text + between + line.text
            joined[-1] = replace(joined[-1], text=text, right=line.right, bottom=line.top)
        else:
            joined.append(line)
        last = line
    return joined


def _between(above: PageLine, line: PageLine, left: float, right: float) -> str:
    """Return the separator of two lines: "" within Thai text, else a space or line break."""
    is_long = above.right >= left + (right - left) * _FULL
    if not is_long or _LISTED.match(line.text):
        return "\n"
    is_thai = all("\u0e01" <= letter <= "\u0e4e" for letter in (above.text[-1], line.text[0]))
    return "" if is_thai else " "


def text_lines(letters: Sequence[Letter]) -> list[PageLine]:
    """Return letters as lines from top to bottom, the pieces of a line from left to right.

    Letters within a piece keep their drawing order, which marks above and below a letter need. A
    wide gap, as between the columns of a list, becomes a tab.
    """
    pieces: list[list[Letter]] = []
    for letter in letters:
        last = pieces[-1][-1] if pieces else None
        if (
            last is None
            or abs(letter.baseline - last.baseline) > _LINE * max(last.size, 1)
            or not -last.size * 1.5 < letter.left - last.right < last.size * _COLUMN
        ):
            pieces.append([letter])
        else:
            pieces[-1].append(letter)
    pieces.sort(key=lambda piece: -piece[0].baseline)
    rows: list[list[list[Letter]]] = []
    for piece in pieces:
        size = max(piece[0].size, 1)
        if rows and rows[-1][0][0].baseline - piece[0].baseline <= _LINE * size:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines = (_line(sorted(row, key=lambda piece: piece[0].left)) for row in rows)
    return [line for line in lines if line.text.strip()]


def _line(pieces: Sequence[Sequence[Letter]]) -> PageLine:
    text = ""
    last: Letter | None = None
    for letter in (letter for piece in pieces for letter in piece):
        if last is not None and text:
            gap = letter.left - last.right
            if gap > last.size * _COLUMN:
                text += "\t"
            elif gap > last.size * _SPACE and _may_begin_word(letter.text):
                text += " "
        text += letter.text
        last = letter
    first = pieces[0][0]
    right = max(letter.right for piece in pieces for letter in piece)
    return PageLine(text, first.left, right, first.baseline, first.baseline, first.size)


def _may_begin_word(sign: str) -> bool:
    """Return whether a gap before a letter may be a space: not before marks and final vowels."""
    is_thai_ending = "\u0e30" <= sign <= "\u0e3a" or "\u0e45" <= sign <= "\u0e4e"
    return not is_thai_ending and sign not in " .,:;)]%"
