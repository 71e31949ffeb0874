"""Reads delimited text (CSV and similar) of any program as rows of cells."""

import csv
import io
import re
from itertools import combinations, groupby, islice, pairwise

from ita.domain.problems import Problem
from ita.reading.files.sheet import Limits, RefusedError, check_size, column_letters

# In order of preference: unlike the others, a comma may be the decimal sign of figures.
_DELIMITERS = ";\t|,"
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\s*?(?:\r\n?|\n|\Z)', re.I)
_JSON = re.compile(r'\s*(?:\[\s*[\[{]|\{\s*")')
# Excel reads ="01" as the text between the quotes; some programs write every cell so.
_TEXT_FORMULA = re.compile(r'\A="(.*)"\Z', re.S)
# What a spreadsheet takes for the beginning of a formula, full-width forms included. Programs that
# guard against this put an apostrophe before it, which is no part of the text.
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
# A number that is no year.
_FIGURE = re.compile(r"\W*(?!2[0-6]\d\d\W*$)\d+(?:[.,]\d+)?\W*")
# How many lines are examined to find the delimiter.
_SAMPLE = 200
# After this many broken quotes the rest of the file cannot be trusted.
_BROKEN_QUOTES = 20
_MOST_CUTS = 12

Rows = list[list[str]]


def read_delimited(text: str, limits: Limits) -> tuple[Rows, list[Problem]]:
    """The rows of a delimited text, and what was wrong with it.

    The delimiter is a comma, semicolon, tab or bar: the one in a first line `sep=`, else the one
    that cuts most consecutive lines into the same number of cells. RefusedError for JSON, for too
    many rows, and for commas that may be delimiters or decimal signs.
    """
    if _JSON.match(text):
        raise RefusedError("file-not-a-spreadsheet", "JSON")
    named = _SEPARATOR_LINE.match(text)
    if named:
        text = text[named.end() :]
    delimiter = named[1] if named else _delimiter(text)
    rows, problems = _rows(text, delimiter, limits)
    if _is_wrapped(rows):
        # Some program quoted each row as a single text.
        text = "\n".join(row[0] if row else "" for row in rows)
        delimiter = _delimiter(text)
        rows, problems = _rows(text, delimiter, limits)
    if delimiter == ",":
        problems += _join_decimals(rows)
    return rows, problems


def _delimiter(text: str) -> str:
    """The delimiter of the table; lines above the table may be cut evenly by another one."""
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
            # A cell longer than any table has: no delimiter cuts this line.
            pass
        return best

    return max(filter(text.__contains__, _DELIMITERS), key=evenness, default=",")


def _rows(text: str, delimiter: str, limits: Limits) -> tuple[Rows, list[Problem]]:
    if formulas := '="' in text:
        text = re.sub(rf'(\A|[\r\n]|{re.escape(delimiter)})="', r'\1"', text)
    if '" ' in text:
        text = re.sub(rf'" +(?={re.escape(delimiter)}|[\r\n]|\Z)', '"', text)
    # Some programs put a backslash before a quote inside a text instead of doubling it.
    escape = "\\" if '\\"' in text else None
    lines = io.StringIO(text, newline="").readlines()
    check_size(len(lines), 1, limits)
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
            # A quote in the row that begins here is never closed: the row is read up to the end of
            # its line, so that the rows below are not lost in it.
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


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute a text, or its rest after an apostrophe."""
    return text.lstrip(" '").startswith(FORMULA_START)


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from computing it."""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell


def _is_wrapped(rows: Rows) -> bool:
    """Whether each row is a single cell with a whole row in it."""
    filled = [row for row in rows if any(row)]
    whole = sum(any(sign in row[0] for sign in _DELIMITERS) for row in filled)
    return whole > len(filled) // 2 and not any(any(row[1:]) for row in filled)


def _join_decimals(rows: Rows) -> list[Problem]:
    """Joins figures that were cut at their decimal comma, in place, where that is certain.

    RefusedError where it is only possible: rows of figures are wider than the header above them,
    and the surplus cells may be decimals.
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
    """The number of cells up to the last filled one."""
    return max((at for at, cell in enumerate(row, 1) if cell), default=0)


def _ways(rows: Rows, width: int) -> list[tuple[int, ...]]:
    """The cells whose decimals may have been cut off in all rows, so that the rows fit a width."""
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
    """Whether cells are decimals for certain: all have two digits, or some begin with a zero."""

    def certain(decimals: list[str]) -> bool:
        # A separate number would not begin with a zero.
        zero = any(len(each) > 1 and int(each[0]) == 0 for each in decimals)
        return zero or all(len(each) == 2 for each in decimals)

    return all(certain([row[at + 1] for row in rows]) for at in columns)
