"""Decoding of text files in the encodings that Thai office programs write."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import NamedTuple

from ita.domain.problems import Problem
from ita.reading.files.sheet import RefusedError, Sheet

_MARKS = {BOM_UTF8: "utf-8", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
# The replacement character for bytes that cannot be decoded.
DAMAGED = "\ufffd"
_FOREIGN = re.compile(f"[^\0-\x7f{DAMAGED}]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1f]")
# Thai text in UTF-8 or TIS-620 that was decoded as a European encoding and saved again.
_GARBLED = re.compile("à[¸¹].*|[À-û][¡-û]{3,}.*")
_THAI, _EUROPEAN = re.compile("[ก-๛]"), re.compile("[\xa0-ÿ]")
# Superscript digits mark footnotes and are no part of a number.
RAISED = str.maketrans("0123456789๐๑๒๓๔๕๖๗๘๙", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
# The most damaged rows that a message lists.
_NAMED = 10


class Text(NamedTuple):
    """A text and the encoding that it was decoded with: "utf-8", "utf-16" or "cp874"."""

    text: str
    encoding: str


def decode_text(data: bytes) -> Text:
    """Decode the text of a file; RefusedError if the bytes are no text, or the text is garbled.

    Reads UTF-8 and UTF-16 with and without a byte order mark, TIS-620 and cp874. UTF-8 with a few
    damaged bytes is still read as UTF-8: cp874 would turn all of its Thai into other Thai letters.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    if not encoding and data[:1000].count(0) > len(data[:1000]) // 50:
        # UTF-16 without its mark: each ASCII letter has one zero byte, always on the same side.
        little = data[1:1000:2].count(0) > data[:1000:2].count(0)
        encoding = "utf-16-le" if little else "utf-16-be"
    text = data.decode(encoding or "utf-8", "replace")
    if not encoding and (damaged := text.count(DAMAGED)) and damaged >= len(_FOREIGN.findall(text)):
        encoding = "cp874"
        text = data.decode(encoding, "replace")
    unreadable = len(_CONTROL.findall(text)) + (encoding == "cp874") * text.count(DAMAGED)
    if unreadable > len(text) // 100:
        raise RefusedError("file-not-a-spreadsheet", "?")
    # A single garbled-looking word in a Thai text is accepted as a foreign word.
    is_mostly_foreign = len(_EUROPEAN.findall(text)) > len(_THAI.findall(text))
    if is_mostly_foreign and (garbled := _GARBLED.search(text)):
        raise RefusedError("letters-garbled", garbled[0][:20])
    # Concatenated files have byte order marks in the middle.
    return Text(
        text.replace("\ufeff", ""), (encoding or "utf-8").removesuffix("-le").removesuffix("-be")
    )


def find_damaged_text(sheet: Sheet) -> list[Problem]:
    """Return one warning that lists the rows of a sheet with undecodable bytes, [] for none."""
    damaged = [at for at, row in enumerate(sheet.rows) if any(DAMAGED in cell for cell in row)]
    if not damaged:
        return []
    first = sheet.rows[damaged[0]]
    column = next(at for at, cell in enumerate(first) if DAMAGED in cell)
    named = ", ".join(str(at + 1) for at in damaged[:_NAMED]) + " …" * (len(damaged) > _NAMED)
    cell = sheet.address(damaged[0], column)
    detail = {"rows": named}
    return [Problem("letters-damaged", "warning", "", sheet.name, cell, first[column], detail)]
