"""A zip archive without compression, made of parts that are in memory already."""

import struct
import zlib
from collections.abc import Mapping

# What the plain form of the format has room for; a larger archive would need its 64-bit form.
MOST_BYTES = 2**31
MOST_PARTS = 2**16 - 1
LONGEST_NAME = 1000

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _UTF8, _STORED = 20, 0x800, 0
_TIME, _DATE = 0, 1 << 5 | 1  # midnight of 1 January 1980


def stored(parts: Mapping[str, bytes], checksums: Mapping[str, int]) -> bytes:
    """The parts as an archive; at once, since zipfile takes longer than reading a small workbook.

    `checksums` holds the CRC-32 of those parts whose one is known already.
    """
    pieces: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, content in parts.items():
        path, size = name.encode(), len(content)
        checksum = checksums[name] if name in checksums else zlib.crc32(content)
        about = (_UTF8, _STORED, _TIME, _DATE, checksum, size, size, len(path), 0)
        pieces += (_LOCAL.pack(b"PK\x03\x04", _VERSION, *about), path, content)
        directory += (
            _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *about, 0, 0, 0, 0, at),
            path,
        )
        at += _LOCAL.size + len(path) + size
    length = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(parts), len(parts), length, at, 0)
    return b"".join((*pieces, *directory, end))
