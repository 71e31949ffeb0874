"""Delimited text (csv and its kin) as rows of cells, whichever program wrote it."""

import csv
import io
import re
from collections import Counter
from itertools import combinations, groupby, pairwise

from ita.reading.files.sheet import Limits, RefusedError, check_size, column_letters
from ita.reading.problems import Problem

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"""\s*"?sep=(.)"?\s*""", re.I)
_JSON = re.compile(r'\s*(?:\[\s*[\[{]|\{\s*")')
# Excel reads ="01" as the text between the quotes; some programs write every cell so.
_TEXT_FORMULA = re.compile(r'="(.*)"', re.S)
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
# How many lines are looked at to tell the delimiter.
_SAMPLE = 200
# After so many broken quotes the rest of the file can't be trusted.
_BROKEN_QUOTES = 20
_MOST_PLACES = 12

Rows = list[list[str]]


def read_delimited(text: str, limits: Limits) -> tuple[Rows, list[Problem]]:
    """The rows of a delimited text, and what was wrong with it.

    The delimiter is a comma, semicolon, tab or bar: the one that a first line `sep=` names, else
    the one that cuts most lines in a row alike. RefusedError for JSON, for too many rows, and for
    commas that may be delimiters or decimal signs.
    """
    if _JSON.match(text):
        raise RefusedError("file-not-a-spreadsheet", "JSON")
    lines = io.StringIO(text, newline="").readlines()
    check_size(len(lines), 1, limits)
    named = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
    if named:
        del lines[0]
    delimiter = named[1] if named else _delimiter(lines)
    rows, problems = _rows(lines, delimiter)
    if _is_wrapped(rows):
        # A program took each row for one text and put it into quotes.
        lines = [row[0] + "\n" if row else "\n" for row in rows]
        delimiter = _delimiter(lines)
        rows, problems = _rows(lines, delimiter)
    if delimiter == ",":
        problems += _join_decimals(rows)
    return rows, problems


def _delimiter(lines: list[str]) -> str:
    sample = [line for line in lines[:_SAMPLE] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        # A comma between figures may be their decimal sign and says nothing of the delimiter.
        cut = [_DECIMAL_COMMA.sub("", line) for line in sample] if delimiter == "," else sample
        try:
            widths = [len(row) for row in csv.reader(cut, delimiter=delimiter)]
        except csv.Error:
            # A cell longer than any table has: no delimiter cuts this line.
            return 0, 0
        alike = ((len(list(same)), width) for width, same in groupby(widths) if width > 1)
        return max(alike, default=(0, 0))

    return max(_DELIMITERS, key=evenness)


def _rows(lines: list[str], delimiter: str) -> tuple[Rows, list[Problem]]:
    sign = re.escape(delimiter)
    text_formula, space_behind = re.compile(rf'(^|{sign})="'), re.compile(rf'" +(?={sign}|\s*$)')
    lines = [space_behind.sub('"', text_formula.sub(r'\1"', line)) for line in lines]
    rows: Rows = []
    problems: list[Problem] = []
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True, skipinitialspace=True)
        taken = 0
        try:
            for row in reader:
                rows.append([_TEXT_FORMULA.sub(r"\1", cell) for cell in row])
                taken = reader.line_num
            break
        except csv.Error:
            # The row that begins here has a quote without an end: it is read as it stands,
            # up to the end of its line, and the others are not lost in it.
            broken = lines[start + taken].strip("\r\n")
            rows.append([cell.strip('"') for cell in broken.split(delimiter)])
            cell = f"A{len(rows)}"
            problems.append(Problem("csv-broken-quote", "warning", cell=cell, value=broken.strip()))
            start += taken + 1
            if len(problems) >= _BROKEN_QUOTES:
                problems.append(Problem("csv-broken", cell=f"A{len(rows) + 1}"))
                break
    return rows, problems


def _is_wrapped(rows: Rows) -> bool:
    """Whether each row is a single text that holds a whole row."""
    filled = [row for row in rows if any(row)]
    whole = sum(any(sign in row[0] for sign in _DELIMITERS) for row in filled)
    return whole > len(filled) // 2 and not any(any(row[1:]) for row in filled)


def _join_decimals(rows: Rows) -> list[Problem]:
    """Joins figures that were cut at their decimal comma, in place, where that is certain.

    Certain is: every row of the table is wider than its header, in the same way, and the parts
    behind the commas are always two digits, or one of them begins with a zero.
    """
    table = [row for row in rows if sum(map(bool, row)) > 1]
    usual = Counter(map(len, table)).most_common(1)[0][0] if table else 0
    first = next((at for at, row in enumerate(table) if len(row) == usual), 0)
    extra = usual - len(table[first - 1]) if first else 0
    body = table[first:]
    regular = [row for row in body if len(row) == usual]
    places = [
        at for at in range(usual - 1) if all(_is_decimal(*row[at : at + 2]) for row in regular)
    ]
    if extra < 1 or len(places) < extra:
        return []
    ways = [
        way
        for way in combinations(places[:_MOST_PLACES], extra)
        if all(right - left > 1 for left, right in pairwise(way))
    ]
    if not ways:
        return []
    example = f"{regular[0][ways[0][0]]},{regular[0][ways[0][0] + 1]}"
    if len(ways) > 1 or len(regular) < len(body) or not _are_decimals(regular, ways[0]):
        raise RefusedError("csv-commas-unclear", example)
    for row in regular:
        for at in reversed(ways[0]):
            row[at : at + 2] = [f"{row[at]}.{row[at + 1]}"]
    cell = f"{column_letters(ways[0][0])}{rows.index(regular[0]) + 1}"
    return [Problem("csv-commas-joined", "warning", cell=cell, value=example)]


def _is_decimal(whole: str, decimals: str) -> bool:
    return whole.isdecimal() and decimals.isdecimal() and int(whole[:4]) <= 100


def _are_decimals(rows: Rows, places: tuple[int, ...]) -> bool:
    def certain(at: int) -> bool:
        decimals = [row[at + 1] for row in rows]
        # Nobody writes a number of its own with a zero before it.
        zero = any(len(each) > 1 and int(each[0]) == 0 for each in decimals)
        return zero or all(len(each) == 2 for each in decimals)

    return all(map(certain, places))
