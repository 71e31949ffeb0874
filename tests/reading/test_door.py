"""The guarded door: what is no sound spreadsheet gives one clear problem and never raises."""

import io
import random
import zipfile

import pytest

from ita.reading.workbook import Limits, open_workbook
from tests.reading.files import workbook

SOUND = workbook([["รหัส", "คะแนน"], ["I1", 90]])


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with the given parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist()}


CASES = {
    "zero bytes": (b"", "file-empty"),
    "random bytes": (random.Random(7).randbytes(5000), "file-not-a-spreadsheet"),
    "truncated": (SOUND[: len(SOUND) // 2], "file-unreadable"),
    "html": (b"<html><table><tr><td>90</td></tr></table></html>", "file-not-a-spreadsheet"),
    "docx": (
        archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}),
        "file-not-a-spreadsheet",
    ),
    "zip of anything": (archive({"a.txt": b"a"}), "file-not-a-spreadsheet"),
    "pdf": (b"%PDF-1.7 ...", "file-not-a-spreadsheet"),
    "password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + "EncryptedPackage".encode("utf-16-le")
        + bytes(600),
        "file-has-password",
    ),
    "broken xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "file-unreadable"),
    "bomb by ratio": (
        archive({**parts(SOUND), "xl/media/a.bin": bytes(20 * 1024**2)}),
        "archive-too-tight",
    ),
    "10,000 parts": (
        archive({**parts(SOUND), **{f"xl/media/{i}": b"" for i in range(10_000)}}),
        "archive-too-many-parts",
    ),
    "path above": (archive({**parts(SOUND), "../evil.xml": b"x"}), "archive-unsafe-name"),
    "entities": (
        archive(
            {
                **parts(SOUND),
                "xl/worksheets/sheet1.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>',
            }
        ),
        "file-has-entities",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_gives_one_problem(case: str) -> None:
    data, code = CASES[case]
    sheets, problems = open_workbook(data, "คะแนน.xlsx")
    assert sheets == []
    assert [problem.code for problem in problems] == [code]


def test_a_sound_file_opens() -> None:
    sheets, problems = open_workbook(SOUND, "a.xlsx")
    assert problems == []
    assert [sheet.rows for sheet in sheets] == [[["รหัส", "คะแนน"], ["I1", 90.0]]]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(file_bytes=100), "file-too-large"),
        (Limits(unpacked_bytes=100), "archive-too-large"),
        (Limits(parts=2), "archive-too-many-parts"),
        (Limits(sheets=0), "too-many-sheets"),
        (Limits(rows=1), "too-many-rows"),
    ],
)
def test_limits_are_kept(limits: Limits, code: str) -> None:
    sheets, problems = open_workbook(SOUND, "a.xlsx", limits)
    assert sheets == []
    assert [problem.code for problem in problems] == [code]


def test_a_part_that_is_longer_than_it_declares_is_refused() -> None:
    data = bytearray(archive({**parts(SOUND), "xl/styles.xml": b"A" * 5000}))
    entry = zipfile.ZipFile(io.BytesIO(bytes(data))).getinfo("xl/styles.xml")
    # The directory at the end claims 10 bytes instead of 5,000.
    at = bytes(data).rindex(b"xl/styles.xml") - 46 + 24
    assert int.from_bytes(data[at : at + 4], "little") == entry.file_size == 5000
    data[at : at + 4] = (10).to_bytes(4, "little")
    sheets, problems = open_workbook(bytes(data), "a.xlsx")
    assert sheets == []
    assert [problem.code for problem in problems] == ["archive-damaged"]
