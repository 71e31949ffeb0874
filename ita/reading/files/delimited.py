"""Reader for delimited text (CSV and similar)."""

import csv
import io
import re
from itertools import combinations, groupby, islice, pairwise

from ita.domain.problems import Problem
from ita.reading.files.sheet import Limits, RefusedError, check_size, column_letters

# In order of preference; a comma comes last since it may be a decimal sign.
_DELIMITERS = ";\t|,"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*?(?:\r\n?|\n|\Z)', re.I)
_JSON = re.compile(r'\s*(?:\[\s*[\[{]|\{\s*")')
# Excel reads ="01" as the text 01; some programs write every cell like this.
_TEXT_FORMULA = re.compile(r'\A="(.*)"\Z', re.S)
# Characters that start a formula in spreadsheets, including full-width forms. Some programs put an
# apostrophe before them, which is not part of the text.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
# A number that is not a year.
_FIGURE = re.compile(r"\W*(?!2[0-6]\d\d\W*$)\d+(?:[.,]\d+)?\W*")
# The number of lines examined to find the delimiter.
_SAMPLE = 200
# Reading stops after this many broken quotes.
_BROKEN_QUOTES = 20
_MOST_CUTS = 12

Rows = list[list[str]]


def read_delimited(text: str, limits: Limits) -> tuple[Rows, list[Problem]]:
    """Return the rows of a delimited text, and its problems.

    The delimiter is that of a first line `sep=`, else the comma, semicolon, tab or bar that splits
    the most consecutive lines with figures into the same number of cells. Raises RefusedError for
    JSON, too many rows, and commas that may be delimiters or decimal signs.
    """
    if _JSON.match(text):
        raise RefusedError("file-not-a-spreadsheet", "JSON")
    named = _SEPARATOR_LINE.match(text)
    if named:
        text = text[named.end() :]
    delimiter = named[1] if named else _delimiter(text)
    rows, problems = _rows(text, delimiter, limits)
    if _is_wrapped(rows):
        # Each row was quoted as a single cell.
        text = "\n".join(row[0] if row else "" for row in rows)
        delimiter = _delimiter(text)
        rows, problems = _rows(text, delimiter, limits)
    if delimiter == ",":
        problems += _join_decimals(rows)
    return rows, problems


def _delimiter(text: str) -> str:
    """Return the delimiter of the table; lines above it may contain other delimiters."""
    lines = islice(io.StringIO(text, newline=""), _SAMPLE)
    sample = [line for line in lines if not line.isspace()]

    def evenness(delimiter: str) -> tuple[int, int, int]:
        best = (0, 0, 0)
        try:
            for width, same in groupby(csv.reader(sample, delimiter=delimiter), len):
                if width > 1:
                    rows = list(same)
                    figures = sum(any(map(_FIGURE.fullmatch, reversed(row))) for row in rows)
                    best = max(best, (figures, len(rows), width))
        except csv.Error:
            # A cell exceeds the size limit of csv: this is not the delimiter.
            pass
        return best

    return max(filter(text.__contains__, _DELIMITERS), key=evenness, default=",")


def _rows(text: str, delimiter: str, limits: Limits) -> tuple[Rows, list[Problem]]:
    if formulas := '="' in text:
        text = re.sub(rf'(\A|[\r\n]|{re.escape(delimiter)})="', r'\1"', text)
    if '" ' in text:
        text = re.sub(rf'" +(?={re.escape(delimiter)}|[\r\n]|\Z)', '"', text)
    lines = io.StringIO(text, newline="").readlines()
    check_size(len(lines), 1, limits)
    escape = "\\" if '\\"' in text and not _has_closed_quotes(lines, delimiter) else None
    rows: Rows = []
    problems: list[Problem] = []
    start = 0
    while start < len(lines):
        reader = csv.reader(
            lines[start:],
            delimiter=delimiter,
            escapechar=escape,
            strict=True,
            skipinitialspace=True,
        )
        taken = 0
        try:
            for row in reader:
                rows.append(row)
                taken = reader.line_num
            break
        except csv.Error:
            # A quote in this row is never closed: only its first line is read, so that the rows
            # below are not swallowed by the quote.
            broken = lines[start + taken].strip("\r\n")
            rows.append([cell.strip('"') for cell in broken.split(delimiter)])
            cell = f"A{len(rows)}"
            problems.append(Problem("csv-broken-quote", "warning", cell=cell, value=broken.strip()))
            start += taken + 1
            if len(problems) >= _BROKEN_QUOTES:
                problems.append(Problem("csv-broken", cell=f"A{len(rows) + 1}"))
                break
    if formulas:
        rows = [[_TEXT_FORMULA.sub(r"\1", cell) for cell in row] for row in rows]
    if "'" in text:
        rows = [[_plain(cell) for cell in row] for row in rows]
    return rows, problems


def _has_closed_quotes(lines: list[str], delimiter: str) -> bool:
    """Return whether every quote is closed if quotes inside a text are doubled.

    Some programs put a backslash before them instead; elsewhere a backslash is a letter like any
    other, also at the end of a text.
    """
    try:
        for _ in csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True):
            pass
    except csv.Error:
        return False
    return True


def is_formula(text: str) -> bool:
    """Return whether a text, without leading spaces and apostrophes, starts a formula."""
    return text.lstrip(" '").startswith(FORMULA_START)


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that marks a formula as text."""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell


def _is_wrapped(rows: Rows) -> bool:
    """Return whether each row is a single cell that contains a whole row."""
    filled = [row for row in rows if any(row)]
    whole = sum(any(sign in row[0] for sign in _DELIMITERS) for row in filled)
    return whole > len(filled) // 2 and not any(any(row[1:]) for row in filled)


def _join_decimals(rows: Rows) -> list[Problem]:
    """Join figures that were split at their decimal comma, in place, where this is certain.

    Raises RefusedError where it is only possible: rows of figures are wider than the header above
    them, and the surplus cells may be decimals.
    """
    problems: list[Problem] = []
    if len({len(row) for row in rows if len(row) > 1}) < 2:
        return problems
    below: list[list[str]] = []
    blocks: dict[int, list[list[str]]] = {}
    for at, row in enumerate(rows):
        if any(map(_FIGURE.fullmatch, row)):
            below.append(row)
        elif _width(row) > 1:
            below = blocks[at] = []
    for header, body in blocks.items():
        wide = [row for row in body if _width(row) > _width(rows[header])]
        ways = _ways(wide, _width(rows[header])) if wide else []
        if not ways:
            continue
        example = ",".join(wide[0][ways[0][0] : ways[0][0] + 2])
        alike = len(wide) == len(body) and len(set(map(_width, wide))) == 1
        if not alike or len(ways) > 1 or not _are_decimals(wide, ways[0]):
            raise RefusedError("csv-commas-unclear", example)
        cell = f"{column_letters(ways[0][0])}{header + 2}"
        problems.append(Problem("csv-commas-joined", "warning", cell=cell, value=example))
        for row in wide:
            for at in reversed(ways[0]):
                row[at : at + 2] = [f"{row[at]}.{row[at + 1]}"]
    return problems


def _width(row: list[str]) -> int:
    """Return the number of cells up to the last filled one."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0)


def _ways(rows: Rows, width: int) -> list[tuple[int, ...]]:
    """Return the sets of cells whose joining with the next cell makes the rows fit a width."""
    narrowest = min(map(_width, rows))
    columns = [
        at
        for at in range(narrowest - 1)
        if all(
            row[at].isdecimal() and row[at + 1].isdecimal() and int(row[at][:4]) <= 100
            for row in rows
        )
    ]
    return [
        way
        for way in combinations(columns[:_MOST_CUTS], narrowest - width)
        if all(right - left > 1 for left, right in pairwise(way))
    ]


def _are_decimals(rows: Rows, columns: tuple[int, ...]) -> bool:
    """Return whether cells after `columns` are surely decimals: two digits, or a leading zero."""

    def certain(decimals: list[str]) -> bool:
        # A separate number would not start with a zero.
        zero = any(len(each) > 1 and int(each[0]) == 0 for each in decimals)
        return zero or all(len(each) == 2 for each in decimals)

    return all(certain([row[at + 1] for row in rows]) for at in columns)
