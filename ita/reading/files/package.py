"""Access to the parts of zipped workbooks (xlsx, xlsm, xlsb, ods) and documents, with limits."""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from ita.reading.files.sheet import Limits, RefusedError
from ita.reading.files.xml_events import check_xml, elements

# Parts up to this size are not checked for their compression ratio.
_SMALL_PART = 1024**2
_LONGEST_NAME = 1000
# Names of parts that identify other kinds of zip files.
_KINDS = {
    "word/": "Word",
    "ppt/": "PowerPoint",
    "visio/": "Visio",
    "index/document.iwa": "Apple Numbers",
    "index.zip": "Apple Numbers",
    "content.xml": "OpenDocument",
}


class Relation(NamedTuple):
    """A reference to another part: its kind, such as "worksheet", and the part's name."""

    kind: str
    part: str


class Package:
    """A zip archive whose directory is checked before anything in it is unpacked.

    As in spreadsheet programs, part names ignore case and the direction of slashes. Raises
    RefusedError for an archive, or a part of it, that cannot be trusted.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        try:
            entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise RefusedError("file-unreadable") from error
        self._data = data
        self._entries = _check_entries(entries, limits)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def read(self, name: str) -> bytes:
        """Return a part's bytes, b"" if it is missing; never more than its declared size."""
        entry = self._entries.get(name.lower())
        if entry is None:
            return b""
        try:
            # The part's local header repeats its name, and may spell it differently.
            lengths = struct.unpack_from("<2H", self._data, entry.header_offset + 26)
            start = entry.header_offset + 30 + sum(lengths)
            content = self._data[start : start + entry.compress_size]
            if entry.compress_type == zipfile.ZIP_DEFLATED:
                # One byte more than declared is enough to detect a wrong size.
                inflate = zlib.decompressobj(-zlib.MAX_WBITS)
                content = inflate.decompress(content, entry.file_size + 1)
        except (zlib.error, struct.error) as error:
            raise RefusedError("archive-damaged", entry.filename) from error
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise RefusedError("archive-damaged", entry.filename)
        if not name.endswith(".bin"):
            check_xml(content, entry.filename)
        return content

    @cached_property
    def main_part(self) -> str:
        """The part that lists the sheets, wherever it is; RefusedError if this is no workbook."""
        for name in (*self._named_parts, "xl/workbook.xml", "xl/workbook.bin"):
            if name in self and not name.startswith(("word/", "ppt/", "visio/")):
                return name
        kinds = (
            _KINDS[start] for start in _KINDS if any(e.startswith(start) for e in self._entries)
        )
        raise RefusedError("file-not-a-spreadsheet", next(kinds, "ZIP"))

    @property
    def word_part(self) -> str:
        """The part with the text of a Word document, "" for other files."""
        parts = (part for part in (*self._named_parts, "word/document.xml") if part in self)
        return next((part for part in parts if part.startswith("word/")), "")

    @cached_property
    def _named_parts(self) -> list[str]:
        return [each.part for each in self.relations("").values() if each.kind == "officeDocument"]

    def relations(self, part: str) -> Mapping[str, Relation]:
        """Return the relations of a part by their ids; "" is the package itself."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self:
            # Some programs rename the part but not its relations.
            alike = re.compile(re.escape(posixpath.join(folder, "_rels/").lower()) + r"[^/]+\.rels")
            listing = next(filter(alike.fullmatch, self._entries), listing)
        relations: dict[str, Relation] = {}
        for each in elements(self.read(listing), "Relationship"):
            target = unquote(each.get("Target", "")).replace("\\", "/")
            whole = posixpath.normpath(posixpath.join("/", folder, target))
            kind = each.get("Type", "").rpartition("/")[2]
            relations[each.get("Id", "")] = Relation(kind, whole.lstrip("/"))
        return relations


def _check_entries(entries: list[zipfile.ZipInfo], limits: Limits) -> Mapping[str, zipfile.ZipInfo]:
    """Return the entries by name; RefusedError for hostile, encrypted or too large archives."""
    if len(entries) > limits.parts:
        raise RefusedError("archive-too-many-parts", str(len(entries)), allowed=str(limits.parts))
    parts: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for entry in entries:
        name = entry.filename.replace("\\", "/").lower().removeprefix("./")
        unsafe = name.startswith("/") or ".." in name.split("/")
        # The properties of a workbook are not read; any other part must be unique.
        twice = name in parts and not name.startswith("docprops/")
        if unsafe or twice or len(name) > _LONGEST_NAME:
            raise RefusedError("archive-unsafe-name", entry.filename)
        if entry.flag_bits & 0x1:
            raise RefusedError("file-has-password")
        parts[name] = entry
        total += entry.file_size
        if total > limits.unpacked_bytes:
            allowed = f"{limits.unpacked_bytes / 1024**2:.0f}"
            raise RefusedError("archive-too-large", f"{total / 1024**2:.0f}", allowed=allowed)
        if entry.file_size > _SMALL_PART and entry.file_size > limits.ratio * entry.compress_size:
            ratio = entry.file_size / max(entry.compress_size, 1)
            raise RefusedError("archive-too-tight", f"{ratio:.0f}", allowed=str(limits.ratio))
    return parts


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return an uncompressed archive of parts, so that only checked bytes are read from it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()
