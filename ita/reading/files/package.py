"""A zipped workbook (xlsx, xlsm, xlsb, ods): unpacked under limits, and packed anew for its reader."""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree

from ita.reading.files.archive import LONGEST_NAME, MOST_BYTES, MOST_PARTS, stored

# A part smaller than this may be packed as tightly as it likes: it harms nobody.
_SMALL_PART = 1024**2

# The parts that hold cells, and what tells how to read them; pictures, themes and macros stay out.
_OF_EXCEL = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|xl/(?:workbook\.(?:xml|bin)|_rels/workbook\.(?:xml|bin)\.rels)"
    r"|xl/(?:sharedStrings|styles)\.(?:xml|bin)"
    r"|xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.(?:xml|bin)",
    re.I,
)
_OF_ODS = re.compile(r"mimetype|content\.xml|META-INF/manifest\.xml")
_KINDS = {
    "word/document.xml": "Word",
    "ppt/presentation.xml": "PowerPoint",
}
_NOT_UTF8 = (b"\xff\xfe", b"\xfe\xff", b"\0", b"<\0")
# A document type stands before the first element, after nothing but comments and instructions.
_DOCUMENT_TYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*+<!(?!--)", re.S)
_LOCAL_HEADER = 30
_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d+)"([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>', re.S
)
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*(?:/>|>(.*?)</(?:\w+:)?f>)", re.S)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.S)
# Where a text is this rare, a pattern finds out twice as quickly as `in`.
_HIDDEN = re.compile(b"hidden=")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_EMPTY = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData/></worksheet>"
)
_SHEET = re.compile(r"xl/(?:worksheets|chartsheets|dialogsheets|macrosheets)/[^/]+\.xml", re.I)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class PackageError(Exception):
    """Why a package is refused: a problem's code, the value met and its details."""

    def __init__(self, code: str, value: str = "", **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.detail: Mapping[str, str] = detail


@dataclass(frozen=True)
class Package:
    """The parts of a workbook that its reader needs, unpacked, and the CRC-32 of each."""

    parts: Mapping[str, bytes]
    checksums: Mapping[str, int]

    def repacked(self, emptied: Collection[str] = ()) -> bytes:
        """The same parts in a new archive without compression, some sheets emptied.

        The reader then sees the very bytes that were counted, whatever the first archive's
        directory claimed about them.
        """
        parts = {**self.parts, **dict.fromkeys(emptied, _EMPTY)}
        return stored(parts, {name: self.checksums[name] for name in self.parts.keys() - emptied})

    @property
    def is_xlsx(self) -> bool:
        """Whether the sheets are XML of the kind that xlsx and xlsm files hold."""
        return "xl/workbook.xml" in self.parts

    @cached_property
    def sheets(self) -> Mapping[str, bytes]:
        """The sheet parts of an xlsx file."""
        return {name: part for name, part in self.parts.items() if _SHEET.fullmatch(name)}

    def unread(self, index: int) -> Mapping[str, str]:
        """Error values, and formulas without a result, of the sheet at a position (xlsx only).

        Address -> what stands there. Looked for only once somebody asks: most files have none.
        """
        return _Unread(lambda: self._part(index)) if self.is_xlsx else {}

    def hidden_rows(self, index: int) -> frozenset[int]:
        """The rows, as the spreadsheet counts them, that are hidden or filtered out (xlsx only)."""
        part = self._part(index) if self.is_xlsx and self._hides else b""
        return frozenset(int(row) for row in _HIDDEN_ROW.findall(part))

    def _part(self, index: int) -> bytes:
        target = self._listed[index][1] if index < len(self._listed) else ""
        return self.sheets.get(target, b"")

    @cached_property
    def _hides(self) -> bool:
        return any(_HIDDEN.search(part) for part in self.sheets.values())

    def sheet_name(self, part: str) -> str:
        """The name of the sheet that a part holds, "" where the workbook lists none."""
        return next((name for name, target in self._listed if target == part), "")

    @cached_property
    def _listed(self) -> list[tuple[str, str]]:
        """Name and part of each sheet, in the workbook's order."""
        try:
            book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
            relations = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        except (ElementTree.ParseError, KeyError, ValueError):
            return []
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        listed: list[tuple[str, str]] = []
        for sheet in book.iter():
            if sheet.tag.rsplit("}", 1)[-1] == "sheet":
                target = targets.get(sheet.get(_RELATION)) or ""
                part = target[1:] if target.startswith("/") else f"xl/{target}"
                listed.append((sheet.get("name", ""), part))
        return listed


class _Unread(Mapping[str, str]):
    """The cells of a sheet part that hold an error value, or a formula without its result."""

    def __init__(self, part: Callable[[], bytes]) -> None:
        self._part = part

    @cached_property
    def _cells(self) -> dict[str, str]:
        part = self._part()
        if b't="e"' not in part and b"<f" not in part:
            return {}
        cells: dict[str, str] = {}
        for found in _CELL.finditer(part):
            address, attributes, inner = found.groups()
            value, formula = _VALUE.search(inner), _FORMULA.search(inner)
            if b't="e"' in attributes:
                cells[address.decode()] = _text(value[1] if value else b"")
            elif formula and not (value and value[1]):
                cells[address.decode()] = "=" + _text(formula[1] or b"")
        return cells

    def __getitem__(self, address: str) -> str:
        return self._cells[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)


def _text(xml: bytes) -> str:
    return html.unescape(xml.decode("utf-8", "replace"))


def open_package(data: bytes, *, unpacked_bytes: int, ratio: int, parts: int) -> Package:
    """The parts of a zipped workbook; PackageError where the archive can't be trusted.

    The directory is judged before anything is unpacked: names, number of parts, declared sizes,
    ratio. Then each part that is needed is unpacked up to its declared size and not a byte more.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise PackageError("file-unreadable") from error
    entries = archive.infolist()
    # However wide the limits are set, what is unpacked must fit into the archive made of it.
    _judge(
        entries,
        unpacked_bytes=min(unpacked_bytes, MOST_BYTES),
        ratio=ratio,
        parts=min(parts, MOST_PARTS),
    )
    names = {entry.filename for entry in entries}
    wanted = _wanted(names)
    content = {
        entry.filename: _unpacked(data, entry)
        for entry in entries
        if wanted.fullmatch(entry.filename)
    }
    for name, part in content.items():
        if name.endswith(".bin"):
            continue
        if part.startswith(_NOT_UTF8):
            # Every office program writes UTF-8; other letters would hide what is looked for here.
            raise PackageError("file-unreadable")
        # No spreadsheet needs a document type; the only use of one is an attack.
        if _DOCUMENT_TYPE.match(part):
            raise PackageError("file-has-entities", name)
    if b"encryption-data" in content.get("META-INF/manifest.xml", b""):
        raise PackageError("file-has-password")
    return Package(content, {entry.filename: entry.CRC for entry in entries})


def _wanted(names: set[str]) -> re.Pattern[str]:
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return _OF_EXCEL
    if "content.xml" in names:
        return _OF_ODS
    kind = next((kind for part, kind in _KINDS.items() if part in names), "ZIP")
    raise PackageError("file-not-a-spreadsheet", kind)


def _judge(entries: list[zipfile.ZipInfo], *, unpacked_bytes: int, ratio: int, parts: int) -> None:
    if len(entries) > parts:
        raise PackageError("archive-too-many-parts", str(len(entries)), allowed=str(parts))
    seen: set[str] = set()
    total = 0
    for entry in entries:
        name = entry.filename
        unsafe = name.startswith("/") or "\\" in name or ".." in name.split("/")
        if unsafe or name in seen or len(name) > LONGEST_NAME:
            raise PackageError("archive-unsafe-name", name)
        if entry.flag_bits & 0x1:
            raise PackageError("file-has-password")
        seen.add(name)
        total += entry.file_size
        if total > unpacked_bytes:
            raise PackageError(
                "archive-too-large",
                f"{total / 1024**2:.0f}",
                allowed=f"{unpacked_bytes / 1024**2:.0f}",
            )
        if entry.file_size > _SMALL_PART and entry.file_size > ratio * entry.compress_size:
            raise PackageError(
                "archive-too-tight",
                f"{entry.file_size / max(entry.compress_size, 1):.0f}",
                allowed=str(ratio),
            )


def _unpacked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """A part's bytes: exactly as many as its directory entry declares, and those of its checksum."""
    names = entry.header_offset + _LOCAL_HEADER - 4
    lengths = int.from_bytes(data[names : names + 2], "little") + int.from_bytes(
        data[names + 2 : names + 4], "little"
    )
    start = entry.header_offset + _LOCAL_HEADER + lengths
    packed = data[start : start + entry.compress_size]
    content = packed
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            # One byte more than declared is enough to see that there is more.
            content = unpacker.decompress(packed, entry.file_size + 1)
        except zlib.error as error:
            raise PackageError("archive-damaged", entry.filename) from error
    elif entry.compress_type != zipfile.ZIP_STORED:
        raise PackageError("archive-damaged", entry.filename)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise PackageError("archive-damaged", entry.filename)
    return content
