"""The letters of a text file, in whatever encoding an office's program wrote them."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from ita.domain.problems import Problem
from ita.reading.files.sheet import RefusedError, Sheet

_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
# What a decoder puts where it can't read a letter.
DAMAGED = "\ufffd"
_FOREIGN = re.compile(f"[^\0-\x7f{DAMAGED}]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
# Thai letters that a program took for European ones and saved so: of UTF-8, and of TIS-620.
_GARBLED = re.compile("à[¸¹].*|[À-û][¡-û]{3,}.*")
# Raised digits, which mark footnotes and are no part of a number.
RAISED = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
# How many damaged rows a message names.
_NAMED = 10


class Text(NamedTuple):
    """A text and the encoding that it was read in: "utf-8", "utf-16" or "cp874"."""

    text: str
    encoding: str


def decode_text(data: bytes) -> Text:
    """The text of a file; RefusedError where the bytes are no text, or no letters can be told.

    UTF-8 and UTF-16 with and without their mark, TIS-620 and cp874. UTF-8 with a few damaged bytes
    stays UTF-8: read as cp874 all of its Thai would turn into other Thai letters.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not encoding and data[:1000].count(0) > len(data[:1000]) // 50:
        # UTF-16 without its mark: the zero bytes of ASCII letters stand on one side.
        little = data[1:1000:2].count(0) > data[:1000:2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
    text = data.decode(encoding or "utf-8", "replace")
    if not encoding and (damaged := text.count(DAMAGED)) and damaged >= len(_FOREIGN.findall(text)):
        encoding = "cp874"
        text = data.decode(encoding, "replace")
    unreadable = len(_CONTROL.findall(text)) + (encoding == "cp874") * text.count(DAMAGED)
    if unreadable > len(text) // 100:
        raise RefusedError("file-not-a-spreadsheet", "?")
    if garbled := _GARBLED.search(text):
        raise RefusedError("letters-garbled", garbled[0][:20])
    # Files that were joined have a mark in their middle.
    return Text(
        text.replace("\ufeff", ""), (encoding or "utf-8").removesuffix("-le").removesuffix("-be")
    )


def damaged_letters(sheet: Sheet) -> list[Problem]:
    """One warning for the cells of a sheet with letters that couldn't be read, naming the rows."""
    damaged = [at for at, row in enumerate(sheet.rows) if any(DAMAGED in cell for cell in row)]
    if not damaged:
        return []
    first = sheet.rows[damaged[0]]
    column = next(at for at, cell in enumerate(first) if DAMAGED in cell)
    named = ", ".join(str(at + 1) for at in damaged[:_NAMED]) + " …" * (len(damaged) > _NAMED)
    cell = sheet.address(damaged[0], column)
    detail = {"rows": named}
    return [Problem("letters-damaged", "warning", "", sheet.name, cell, first[column], detail)]
