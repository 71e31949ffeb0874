"""Zips of pictures: Thai names, no two alike."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from ita.publishing.outputs import Output, zip_outputs


def output(name, *contents):
    return Output(name, lambda: contents)


def opened(content):
    archive = ZipFile(BytesIO(content))
    assert archive.testzip() is None
    return archive


def test_files_keep_their_thai_names_and_their_order():
    archive = opened(zip_outputs([output("ผลรวม.png", b"one"), output("รายข้อ.svg", b"two")]))
    assert archive.namelist() == ["ผลรวม.png", "รายข้อ.svg"]
    assert [archive.read(name) for name in archive.namelist()] == [b"one", b"two"]
    # Bit 11 says that a name is UTF-8; without it unpackers guess.
    assert all(entry.flag_bits & 0x800 for entry in archive.infolist())


def test_names_alike_are_numbered():
    names = ["ก.png", "ก.png", "A.png", "a.png", "ก (2).png"]
    assert opened(zip_outputs(output(name, b"") for name in names)).namelist() == [
        "ก.png",
        "ก (2).png",
        "A.png",
        "a (2).png",
        "ก (2) (2).png",
    ]


def test_progress_is_told_after_each_file():
    steps, made = [], []
    outputs = [Output(name, lambda: made.append(1) or [b""]) for name in ("1", "2", "3")]
    zip_outputs(outputs, lambda done, total: steps.append((done, total, len(made))))
    assert steps == [(1, 3, 1), (2, 3, 2), (3, 3, 3)]


def test_what_a_maker_raises_goes_through():
    def fails():
        raise KeyError("no figure")

    with pytest.raises(KeyError):
        zip_outputs([output("ก.png", b""), Output("ข.png", fails)])


def test_every_file_of_an_output_is_inside():
    assert opened(zip_outputs([output("ก.png", b"1", b"2")])).namelist() == ["ก-1.png", "ก-2.png"]
