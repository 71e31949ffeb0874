"""Text files: bytes in whatever letters an office's program wrote, as rows of cells."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from ita.reading.problems import Problem

_DELIMITERS = ",;\t|"
# How many lines are looked at to tell the delimiter.
_SAMPLE = 30
# After so many broken quotes the rest of the file can't be trusted.
_BROKEN_QUOTES = 20


def read_delimited(data: bytes, file: str, most_rows: int) -> tuple[list[list[str]], list[Problem]]:
    """The rows of a csv file and what was wrong with it.

    Letters: UTF-8 with and without its mark, UTF-16, TIS-620 and cp874. Delimiter: comma,
    semicolon, tab or bar, whichever cuts the first lines most evenly.
    """
    text = _decoded(data)
    if text is None:
        return [], [Problem("file-not-a-spreadsheet", file=file, value="?")]
    lines = io.StringIO(text, newline="").readlines()
    if len(lines) > most_rows:
        return [], [
            Problem(
                "too-many-rows",
                file=file,
                value=str(len(lines)),
                detail={"allowed": str(most_rows)},
            )
        ]
    return _rows(lines, _delimiter(lines), file)


def _decoded(data: bytes) -> str | None:
    """The text of a file, None where the bytes are no text."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(BOM_UTF8):
        encodings = ["utf-8-sig"]
    elif b"\0" in data[:1000]:
        # UTF-16 without its mark: the zero bytes of ASCII letters stand on one side.
        encodings = [
            "utf-16-le" if data[1:1000:2].count(0) > data[:1000:2].count(0) else "utf-16-be"
        ]
    else:
        encodings = ["utf-8", "cp874"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        control = sum(text.count(chr(code)) for code in (*range(9), *range(14, 32)))
        return None if control > len(text) // 100 else text
    return None


def _delimiter(lines: list[str]) -> str:
    sample = [line for line in lines[:_SAMPLE] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in csv.reader(sample, delimiter=delimiter)] or [0]
        except csv.Error:
            # A cell longer than any table has: no delimiter cuts this line.
            return 0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return (widths.count(usual) if usual > 1 else 0), usual

    return max(_DELIMITERS, key=evenness)


def _rows(lines: list[str], delimiter: str, file: str) -> tuple[list[list[str]], list[Problem]]:
    rows: list[list[str]] = []
    problems: list[Problem] = []
    start = 0
    while start < len(lines):
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        taken = 0
        try:
            for row in reader:
                rows.append(row)
                taken = reader.line_num
            break
        except csv.Error:
            # The row that begins here has a quote without an end: it is read as it stands,
            # up to the end of its line, and the others are not lost in it.
            broken = start + taken
            rows.append([cell.strip('"') for cell in lines[broken].strip("\r\n").split(delimiter)])
            problems.append(
                Problem(
                    "csv-broken-quote",
                    "warning",
                    file=file,
                    cell=f"A{len(rows)}",
                    value=lines[broken].strip(),
                )
            )
            start = broken + 1
            if len(problems) >= _BROKEN_QUOTES:
                problems.append(Problem("csv-broken", file=file, cell=f"A{len(rows) + 1}"))
                break
    return rows, problems
