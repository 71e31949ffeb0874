"""The archive that a workbook's parts are packed into for their reader."""

import io
import zipfile

import pytest

from ita.reading.files.archive import LONGEST_NAME, stored
from ita.reading.files.package import PackageError, open_package


def test_the_archive_holds_the_very_parts() -> None:
    parts = {
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/ชีต.xml": "ก".encode() * 70_000,
        "a": b"",
    }
    with zipfile.ZipFile(io.BytesIO(stored(parts, {"a": 0}))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == parts
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


def test_a_name_without_end_is_refused() -> None:
    data = stored({"xl/workbook.xml": b"", f"xl/worksheets/{'a' * LONGEST_NAME}.xml": b""}, {})
    with pytest.raises(PackageError) as refusal:
        open_package(data, unpacked_bytes=1000, ratio=200, parts=10)
    assert refusal.value.code == "archive-unsafe-name"
