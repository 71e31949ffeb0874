"""Safe opening of files: their sheets of cells, or the reason for refusing them."""

import re
from collections.abc import Mapping
from dataclasses import replace

from ita.domain.problems import Problem
from ita.reading.files.delimited import read_delimited
from ita.reading.files.document import document_sheet, pasted_blocks
from ita.reading.files.encoding import DAMAGED, Text, decode_text, find_damaged_text
from ita.reading.files.markup import is_markup, read_markup
from ita.reading.files.package import Package
from ita.reading.files.sheet import (
    DEFAULT_LIMITS,
    Limits,
    RefusedError,
    Sheet,
    column_letters,
    limits_of,
)
from ita.reading.files.subprocess_reader import read_in_subprocess
from ita.reading.files.word import read_word
from ita.reading.files.xlsx import read_xlsx
from ita.thai.text import clean_text

__all__ = ["DEFAULT_LIMITS", "Limits", "Sheet", "column_letters", "limits_of", "open_workbook"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# The signature within the first 1,024 bytes of a PDF.
_PDF = b"%PDF-"
_MEMORY_FOR_PDF = 320 * 1024**2
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Signatures of other files, with names familiar to users.
_OTHERS: Mapping[bytes, str] = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "GZIP",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
    b"\x09\x00\x04\x00": "Excel 2",
    b"\x09\x02\x06\x00": "Excel 3",
    b"\x09\x04\x06\x00": "Excel 4",
    b"\x09\x08\x08\x00": "Excel 5",
    b"\x09\x08\x10\x00": "Excel 5",
}
# A web page saved by Excel as a single file.
_MHTML = re.compile(rb"^MIME-Version:", re.I | re.M)


def display_name(name: str) -> str:
    """Return a file's name for display: no folders or invisible characters, at most 255 letters."""
    return clean_text(name.replace("\\", "/").rsplit("/", 1)[-1])[:255]


def open_workbook(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS
) -> tuple[list[Sheet], list[Problem]]:
    """Return the sheets of a spreadsheet or document, and all problems found.

    Supports xlsx, xlsm, xlsb, xls, ods, docx, docm, PDF, HTML tables, XML Spreadsheet 2003 and
    delimited text. The format is determined by the bytes, never by the name. No code in the file is
    run, no entity is expanded, and no part is unpacked beyond `limits`. Never raises for malformed
    files. (BAD_INPUT.md, order at the door)
    """
    file = display_name(name)
    try:
        sheets, problems = _read(data, limits)
        if not sheets and not any(each.severity == "error" for each in problems):
            raise RefusedError("file-unreadable")
    except RefusedError as refusal:
        sheets, problems = [], [refusal.problem()]
    return sheets, [replace(each, file=file) for each in problems]


def _read(data: bytes, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    if not data:
        raise RefusedError("file-empty")
    if len(data) > limits.file_bytes:
        size, allowed = (f"{each / 1024**2:.1f}" for each in (len(data), limits.file_bytes))
        raise RefusedError("file-too-large", size, allowed=allowed)
    for signature, kind in _OTHERS.items():
        if data.startswith(signature):
            raise RefusedError("file-not-a-spreadsheet", kind)
    if _MHTML.search(data, 0, 1000):
        raise RefusedError("file-not-a-spreadsheet", "MHTML")
    if _PDF in data[:1024]:
        return read_in_subprocess("pdf:read_pdf", data, limits, _MEMORY_FOR_PDF)
    if data.startswith(_OLE):
        return read_in_subprocess("binary:read_xls", data, limits)
    if data.startswith(_ZIP):
        package = Package(data, limits)
        if package.word_part:
            return read_word(package, limits)
        if "content.xml" in package:
            return read_in_subprocess("opendocument:read_ods", data, limits)
        if package.main_part.endswith(".bin"):
            return read_in_subprocess("binary:read_xlsb", data, limits)
        return read_xlsx(package, limits)
    return _read_text(decode_text(data), limits)


def _read_text(content: Text, limits: Limits) -> tuple[list[Sheet], list[Problem]]:
    if is_markup(content.text):
        sheets, problems = read_markup(content, limits), list[Problem]()
    elif blocks := pasted_blocks(content.text):
        sheet, problems = document_sheet(blocks, limits)
        sheets = [sheet]
    else:
        rows, problems = read_delimited(content.text, limits)
        sheets = [Sheet("", rows)]
    if DAMAGED in content.text:
        problems += (each for sheet in sheets for each in find_damaged_text(sheet))
    return sheets, problems
