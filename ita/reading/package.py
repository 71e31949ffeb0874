"""A zipped workbook (xlsx, xlsm, xlsb, ods): unpacked under limits, and packed anew for its reader."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.etree import ElementTree

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
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_CELL = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d+)"([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>', re.S
)
_ERROR_CELL = re.compile(rb'\bt="e"')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^>]*(?:/>|>(.*?)</(?:\w+:)?f>)", re.S)
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.S)
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class PackageError(Exception):
    """Why a package is refused: a problem's code, the value met and its details."""

    def __init__(self, code: str, value: str = "", **detail: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.detail: Mapping[str, str] = detail


@dataclass(frozen=True)
class Facts:
    """What a sheet's part says beyond its values; see Sheet."""

    unread: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Package:
    """The parts of a workbook that its reader needs, unpacked."""

    parts: Mapping[str, bytes]

    def repacked(self) -> bytes:
        """The same parts in a new archive without compression.

        The reader then sees the very bytes that were counted, whatever the first archive's
        directory claimed about them.
        """
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return buffer.getvalue()

    def facts(self, index: int) -> Facts:
        """What the sheet at a position of the workbook says beyond its values (xlsx only)."""
        if not self._telling:
            return Facts()
        part = self._sheet_parts[index] if index < len(self._sheet_parts) else None
        content = self._telling.get(part or "")
        return _facts_of(content) if content else Facts()

    @cached_property
    def _telling(self) -> Mapping[str, bytes]:
        """Sheet parts with an error value, a formula or a hidden row: most files have none."""
        return {
            name: content
            for name, content in self.parts.items()
            if name.startswith("xl/worksheets/")
            and name.endswith(".xml")
            and (
                b't="e"' in content
                or b"<f" in content
                or b":f>" in content
                or b"hidden=" in content
            )
        }

    @cached_property
    def _sheet_parts(self) -> list[str | None]:
        book = ElementTree.fromstring(self.parts["xl/workbook.xml"])
        relations = ElementTree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        found: list[str | None] = []
        for sheet in book.iter():
            if sheet.tag.rsplit("}", 1)[-1] == "sheet":
                target = targets.get(sheet.get(_RELATION))
                if target is not None:
                    target = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                found.append(target)
        return found


def _facts_of(content: bytes) -> Facts:
    unread: dict[str, str] = {}
    for found in _CELL.finditer(content):
        address, inner = found[1], found[3]
        value = _VALUE.search(inner)
        if _ERROR_CELL.search(found[0][: found[0].index(b">")]):
            unread[address.decode()] = (value[1] if value else b"").decode("utf-8", "replace")
            continue
        formula = _FORMULA.search(inner)
        if formula and not (value and value[1]):
            unread[address.decode()] = "=" + (formula[1] or b"").decode("utf-8", "replace")
    hidden = frozenset(int(row) for row in _HIDDEN_ROW.findall(content))
    return Facts(unread, hidden)


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
    _judge(entries, unpacked_bytes=unpacked_bytes, ratio=ratio, parts=parts)
    names = {entry.filename for entry in entries}
    wanted = _wanted(names)
    content = {
        entry.filename: _unpacked(archive, entry)
        for entry in entries
        if wanted.fullmatch(entry.filename)
    }
    for name, part in content.items():
        # No spreadsheet needs a document type; the only use of one is an attack.
        if _DECLARATION.search(part) and not name.endswith(".bin"):
            raise PackageError("file-has-entities", name)
    if b"encryption-data" in content.get("META-INF/manifest.xml", b""):
        raise PackageError("file-has-password")
    return Package(content)


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
        if name in seen or name.startswith("/") or "\\" in name or ".." in name.split("/"):
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


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part's bytes: what its directory entry declares, exactly."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PackageError("archive-damaged", entry.filename)
    try:
        with archive.open(entry) as part:
            # A bounded read: without a number, zipfile unpacks all there is before it counts.
            content = part.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise PackageError("archive-damaged", entry.filename) from error
    if len(content) != entry.file_size:
        raise PackageError("archive-damaged", entry.filename)
    return content
