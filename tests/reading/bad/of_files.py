"""Bad files as files: empty, broken, disguised, locked, or made to harm."""

import random

from tests.reading.bad.building import FIRST_SHEET, SOUND, Case, csv, html, sheet
from tests.reading.files import indicators
from tests.reading.formats import (
    archive,
    compound,
    ods,
    parts_of,
    xls,
    xlsb,
)


def declared(data: bytes, part: str, size: int) -> bytes:
    """An archive whose directory claims another size of a part than it has."""
    changed = bytearray(data)
    at = data.rindex(part.encode()) - 46 + 24
    changed[at : at + 4] = size.to_bytes(4, "little")
    return bytes(changed)


def entities(sheet_xml: str) -> bytes:
    """A workbook whose sheet declares entities."""
    return archive({**parts_of(SOUND), FIRST_SHEET: sheet_xml.encode()})


def laughs() -> bytes:
    """The billion laughs, in a sheet."""
    lines = ["<!DOCTYPE x [", '<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return entities("".join(lines) + "]><worksheet><sheetData>&a9;</sheetData></worksheet>")


def outside() -> bytes:
    """A workbook whose sheet asks for a file of the machine."""
    return entities(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        "<worksheet><sheetData>&e;</sheetData></worksheet>"
    )


def without(part: str) -> bytes:
    """A sound workbook without one of its parts, written with texts in their cells."""
    files = {
        name: content for name, content in parts_of(sheet(indicators())).items() if name != part
    }
    return archive(files)


def _encrypted_parts() -> bytes:
    data = bytearray(SOUND)
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _bomb_by_total() -> bytes:
    # Noise between zeros packs some 60 times, below the ratio: only the total tells.
    part = (random.Random(1).randbytes(16 * 1024) + bytes(1024**2)) * 20
    return archive({**parts_of(SOUND), **{f"xl/media/{n}": part for n in range(6)}})


def _bomb_in_sheet() -> bytes:
    return archive({**parts_of(SOUND), FIRST_SHEET: bytes(200 * 1024**2)})


FILE = [
    Case("File", "zero bytes", lambda: b"", ("file-empty",)),
    Case(
        "File",
        "random bytes named .xlsx",
        lambda: random.Random(7).randbytes(5000),
        ("file-not-a-spreadsheet",),
    ),
    Case("File", "truncated .xlsx", lambda: SOUND[: len(SOUND) // 2], ("file-unreadable",)),
    Case("File", ".xls", lambda: xls(indicators()), (), indicators=10, file="ita.xls"),
    Case("File", ".xls renamed .xlsx", lambda: xls(indicators()), (), indicators=10),
    Case("File", ".xlsb", lambda: xlsb(indicators()), (), indicators=10, file="ita.xlsb"),
    Case("File", ".ods renamed .xlsx", lambda: ods(indicators()), (), indicators=10),
    Case("File", ".csv renamed .xlsx", lambda: csv(indicators()), (), indicators=10),
    Case(
        "File", ".html renamed .xls", lambda: html(indicators()), (), indicators=10, file="ita.xls"
    ),
    Case(
        "File",
        ".html in UTF-16 that says so",
        lambda: html(indicators(), "utf-16", "unicode"),
        (),
        indicators=10,
        file="ita.xls",
    ),
    Case(
        "File",
        ".html in UTF-16 that says UTF-8",
        lambda: html(indicators(), "utf-16", "utf-8"),
        ("letters-contradict",),
        file="ita.xls",
    ),
    Case(
        "File",
        ".html with script, comments and entities",
        lambda: html(indicators()).replace(
            b"<tr>", b"<tr><!-- <td>1 --><script>'<td>2'</script>&nbsp;", 3
        ),
        (),
        indicators=10,
        file="ita.xls",
    ),
    Case("File", ".html without a table", lambda: b"<html>90", ("file-not-a-spreadsheet",)),
    Case(
        "File",
        ".html of 10 MB of nested tables",
        lambda: b"<table><td>".ljust(49) * 210_000,
        ("too-many-rows",),
        file="ita.xls",
    ),
    Case(
        "File",
        ".html of 2 million tags",
        lambda: b"<table>" + b"<td>" * 2_000_000,
        ("file-too-demanding",),
        file="ita.xls",
    ),
    Case(
        "File",
        ".html of cells that span everything",
        lambda: b"<table>" + b"<tr><td colspan=16384 rowspan=65536>" * 199_000,
        ("file-too-demanding",),
        file="ita.xls",
    ),
    Case("File", ".mht", lambda: b"MIME-Version: 1.0\n", ("file-not-a-spreadsheet",), file="a.mht"),
    Case(
        "File",
        ".doc renamed .xls",
        lambda: compound({"WordDocument": b"x" * 5000}),
        ("file-not-a-spreadsheet",),
        file="ita.xls",
    ),
    Case(
        "File",
        "password-protected",
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5000}),
        ("file-has-password",),
    ),
    Case("File", "parts under a password", lambda: _encrypted_parts(), ("file-has-password",)),
    Case(
        "File",
        "truncated .xls",
        lambda: xls(indicators())[:2000],
        ("file-unreadable",),
        file="ita.xls",
    ),
    Case(
        "File",
        ".xlsm with macros: read as data",
        lambda: archive({**parts_of(SOUND), "xl/vbaProject.bin": b"Sub Auto_Open()"}),
        (),
        indicators=10,
        file="ita.xlsm",
    ),
    Case(
        "File",
        "zip bomb by ratio",
        lambda: archive({**parts_of(SOUND), "xl/media/a.bin": bytes(30 * 1024**2)}),
        ("archive-too-tight",),
    ),
    Case("File", "zip bomb by total", lambda: _bomb_by_total(), ("archive-too-large",)),
    Case(
        "File",
        "zip bomb by 10,000 parts",
        lambda: archive({**parts_of(SOUND), **{f"xl/media/{n}": b"" for n in range(10_000)}}),
        ("archive-too-many-parts",),
    ),
    Case(
        "File",
        "declared size below real size",
        lambda: declared(SOUND, FIRST_SHEET, 10),
        ("archive-damaged",),
    ),
    Case(
        "File",
        "declared size above real size",
        lambda: declared(SOUND, FIRST_SHEET, 90_000),
        ("archive-damaged",),
    ),
    Case(
        "File",
        "bomb that declares 10 bytes",
        lambda: declared(_bomb_in_sheet(), FIRST_SHEET, 10),
        ("archive-damaged",),
    ),
    Case("File", "billion laughs", laughs, ("file-has-entities",)),
    Case("File", "external entity in sheet XML", outside, ("file-has-entities",)),
    Case(
        "File",
        "sheet XML in UTF-16",
        lambda: archive({**parts_of(SOUND), FIRST_SHEET: "<worksheet/>".encode("utf-16")}),
        ("file-unreadable",),
    ),
    Case(
        "File",
        "zip entry with ../",
        lambda: archive({**parts_of(SOUND), "../../evil.xml": b"x"}),
        ("archive-unsafe-name",),
    ),
    Case(
        "File",
        "zip entry with a rooted name",
        lambda: archive({**parts_of(SOUND), "/etc/evil.xml": b"x"}),
        ("archive-unsafe-name",),
    ),
    Case("File", "over the size limit", lambda: bytes(11 * 1024**2), ("file-too-large",)),
    Case(
        "File",
        "names with backslashes, in capitals",
        lambda: archive({n.replace("/", "\\").upper(): c for n, c in parts_of(SOUND).items()}),
        (),
        indicators=10,
    ),
    Case("File", "no styles part", lambda: without("xl/styles.xml"), (), indicators=10),
    Case(
        "File", "no sharedStrings part", lambda: without("xl/sharedStrings.xml"), (), indicators=10
    ),
    Case(
        "File",
        "workbook.xml is no XML",
        lambda: archive({**parts_of(SOUND), "xl/workbook.xml": b"<workbook"}),
        ("file-unreadable",),
    ),
    Case(
        "File",
        "file name in Thai with spaces",
        lambda: SOUND,
        (),
        indicators=10,
        file="ผล ITA ของ เขต.xlsx",
    ),
    Case(
        "File",
        "file name of 255 characters",
        lambda: SOUND,
        (),
        indicators=10,
        file="ก" * 250 + ".xlsx",
    ),
    Case("File", "file name with ../", lambda: SOUND, (), indicators=10, file="../../etc/ita.xlsx"),
    Case(
        "File", "file name with markup", lambda: SOUND, (), indicators=10, file="<img src=x>.xlsx"
    ),
]
