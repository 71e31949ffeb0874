"""Writes tiny workbooks in the formats that openpyxl doesn't: xls, xlsb and ods, and bare xlsx parts."""

import io
import random
import struct
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape

from tests.reading.files import Rows

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def archive(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def damage_bytes(data: bytes, seed: int, changes: int) -> bytes:
    """Bytes of which some are replaced, left out or put in."""
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(changes):
        at = dice.randrange(len(changed))
        changed[at : at + dice.choice([0, 1, 9])] = bytes([dice.randrange(256)])
    return bytes(changed)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


def with_sheet_xml(data: bytes, body: str, *, before: str = "", after: str = "") -> bytes:
    """An xlsx file whose first sheet is replaced by the given rows, written by hand."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org'
        f'/spreadsheetml/2006/main">{before}<sheetData>{body}</sheetData>{after}</worksheet>'
    )
    return archive({**parts_of(data), "xl/worksheets/sheet1.xml": xml.encode()})


def cell_xml(address: str, value: Any) -> str:
    """A cell of sheet XML: text in line, a number as it is."""
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def rows_xml(rows: Rows) -> str:
    """The rows of sheet XML, from A1 on."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            cell_xml(f"{chr(65 + at)}{number}", value)
            for at, value in enumerate(row)
            if value not in ("", None)
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def ods(rows: Rows) -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    lines = []
    for row in rows:
        cells = []
        for value in row:
            if value in ("", None):
                cells.append("<table:table-cell/>")
            elif isinstance(value, str):
                cells.append(
                    '<table:table-cell office:value-type="string">'
                    f"<text:p>{escape(value)}</text:p></table:table-cell>"
                )
            else:
                cells.append(
                    f'<table:table-cell office:value-type="float" office:value="{value}">'
                    f"<text:p>{value}</text:p></table:table-cell>"
                )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return ods_of("".join(lines))


def ods_of(rows: str) -> bytes:
    """An OpenDocument spreadsheet with the given table rows."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="ผล">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"/>'
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def xls(rows: Rows) -> bytes:
    """An Excel 97 workbook with one sheet named ผล.

    A cell may be a record itself: its kind, and what follows place and style.
    """

    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def text(value: str) -> bytes:
        return b"\x01" + value.encode("utf-16-le")

    records = [record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))]
    for at_row, row in enumerate(rows):
        for at, value in enumerate(row):
            position = struct.pack("<HHH", at_row, at, 0)
            if isinstance(value, str) and value:
                words = position + struct.pack("<H", len(value)) + text(value)
                records.append(record(0x0204, words))
            elif isinstance(value, int | float):
                records.append(record(0x0203, position + struct.pack("<d", value)))
            elif isinstance(value, tuple):
                records.append(record(value[0], position + value[1]))
    sheet = b"".join([*records, record(0x000A, b"")])
    name = "ผล"
    first = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    bound = struct.pack("<BB", 0, 0) + struct.pack("<B", len(name)) + text(name)
    start = len(first) + 4 + 4 + len(bound) + 4
    book = first + record(0x0085, struct.pack("<I", start) + bound) + record(0x000A, b"")
    return compound({"Workbook": book + sheet})


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with the given streams, each padded to a length of its own sectors."""
    fat: list[int] = [_FAT, _END]
    directory = _entry("Root Entry", 5, _END, 0, child=1)
    body = b""
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\0")
        count = -(-len(content) // _SECTOR)
        start = len(fat)
        fat += [*range(start + 1, start + count), _END]
        following = number + 1 if number < len(streams) else _FREE
        directory += _entry(name, 2, start, len(content), right=following)
        body += content.ljust(count * _SECTOR, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    return header + table + directory.ljust(_SECTOR, b"\0") + body


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    letters = (name + "\0").encode("utf-16-le")
    return (
        letters.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(letters), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def xlsb(rows: Rows) -> bytes:
    """A binary Excel workbook with one sheet named ผล; a cell may be a record, as in `xls`."""

    def record(kind: int, content: bytes = b"") -> bytes:
        number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, length = len(content), b""
        while size > 127:
            length += bytes([size & 0x7F | 0x80])
            size >>= 7
        return number + length + bytes([size]) + content

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    width = max(len(row) for row in rows)
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, width - 1)
    records = [record(129), record(148, size), record(145)]
    for at_row, row in enumerate(rows):
        records.append(record(0, struct.pack("<I", at_row) + bytes(21)))
        for at, value in enumerate(row):
            position = struct.pack("<II", at, 0)
            if isinstance(value, str) and value:
                records.append(record(6, position + text(value)))
            elif isinstance(value, int | float):
                records.append(record(5, position + struct.pack("<d", value)))
            elif isinstance(value, tuple):
                records.append(record(value[0], position + value[1]))
    sheet = b"".join([*records, record(146), record(130)])
    book = record(131) + record(143)
    book += record(156, struct.pack("<II", 0, 1) + text("rId1") + text("ผล"))
    book += record(144) + record(132)
    office = "http://schemas.openxmlformats.org"
    rels = f'<Relationships xmlns="{office}/package/2006/relationships">%s</Relationships>'
    types = f"{office}/officeDocument/2006/relationships"
    one = f'<Relationship Id="rId1" Type="{types}/%s" Target="%s"/>'
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types"/>'.encode(),
            "_rels/.rels": (rels % (one % ("officeDocument", "xl/workbook.bin"))).encode(),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": (
                rels % (one % ("worksheet", "worksheets/sheet1.bin"))
            ).encode(),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
