"""xls, xlsb and ods: what is noted of cells beside their values, and what isn't a spreadsheet."""

import datetime
import struct

import pytest

from ita.reading.files.workbook import Sheet, open_workbook
from tests.reading.files import ROOT
from tests.reading.formats import archive, compound, ods_of, xls, xlsb

# Written by LibreOffice 7.4 from one workbook with errors, percents, and hidden cells.
OFFICE = ROOT / "tests" / "data" / "office"


def first_sheet(data: bytes) -> Sheet:
    sheets, problems = open_workbook(data, "a.xls")
    assert problems == []
    return sheets[0]


@pytest.mark.parametrize("name", ["marked.xls", "marked.ods"])
def test_what_an_office_program_notes(name: str) -> None:
    sheets, problems = open_workbook((OFFICE / name).read_bytes(), name)
    assert problems == []
    assert [(sheet.name, sheet.visible) for sheet in sheets] == [("ผล", True), ("ซ่อน", False)]
    sheet = sheets[0]
    assert sheet.unread == {"G3": "#DIV/0!", "G6": "#N/A", "D7": "#REF!", "G7": "#REF!"}
    assert sheet.hidden_rows == {4}
    assert sheet.hidden_columns == {"B"}
    assert sheet.percent_cells == {f"E{row}" for row in range(2, 12)}
    assert sheet.rows[2][3:7] == [80.75, 0.8075, datetime.date(2022, 9, 3), ""]
    assert sheet.rows[3][6] == 0
    assert sheet.rows[4][6] == ""
    assert sheet.rows[8][7] == datetime.time(8, 30)


def result(value: float) -> bytes:
    return struct.pack("<d", value)


def of_kind(kind: int, value: int = 0) -> bytes:
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


XLS = {
    "error": ((0x0205, bytes([0x2A, 1])), "#N/A"),
    "truth": ((0x0205, bytes([1, 0])), None),
    "formula of an error": ((0x0006, of_kind(2, 0x17) + bytes(8)), "#REF!"),
    "formula of an empty text": ((0x0006, of_kind(3) + bytes(8)), "=…"),
    "formula of zero": ((0x0006, result(0) + bytes(8)), "=…"),
    "formula of a number": ((0x0006, result(2) + bytes(8)), None),
}
XLSB = {
    "error": ((3, bytes([0x07])), "#DIV/0!"),
    "formula of an error": ((11, bytes([0x1D]) + bytes(10)), "#NAME?"),
    "formula of zero": ((9, result(0) + bytes(10)), "=…"),
    "formula of a number": ((9, result(2) + bytes(10)), None),
    "formula of a truth": ((10, bytes([1]) + bytes(10)), None),
}


@pytest.mark.parametrize("name", XLS)
def test_cells_of_xls_that_are_unread(name: str) -> None:
    cell, problem = XLS[name]
    sheet = first_sheet(xls([["ก", 1.5], ["ค", cell]]))
    assert sheet.unread == ({"B2": problem} if problem else {})
    assert not problem or sheet.rows[1] == ["ค", ""]


@pytest.mark.parametrize("name", XLSB)
def test_cells_of_xlsb_that_are_unread(name: str) -> None:
    cell, problem = XLSB[name]
    sheet = first_sheet(xlsb([["ก", 1.5], ["ค", cell]]))
    assert sheet.unread == ({"B2": problem} if problem else {})
    assert not problem or sheet.rows[1] == ["ค", ""]


def cell(attributes: str, text: str = "") -> str:
    return f"<table:table-row><table:table-cell {attributes}>{text}</table:table-cell></table:table-row>"


ODS = {
    "error": ('table:formula="of:=1/0" office:value-type="string"', "<text:p>#DIV/0!</text:p>"),
    "error stored as zero": (
        'table:formula="=A9" office:value-type="float" office:value="0"',
        "<text:p>Err:502</text:p>",
    ),
    "no result": ('table:formula="of:=[.A9]*2"', ""),
    "zero": (
        'table:formula="of:=[.A9]" office:value-type="float" office:value="0"',
        "<text:p>0</text:p>",
    ),
    "empty text": ('table:formula="of:=&quot;&quot;"', "<text:p/>"),
    "number": ('office:value-type="float" office:value="0"', "<text:p>0</text:p>"),
}
UNREAD = {
    "error": "#DIV/0!",
    "error stored as zero": "Err:502",
    "no result": "=[.A9]*2",
    "zero": "=[.A9]",
}


@pytest.mark.parametrize("name", ODS)
def test_cells_of_ods_that_are_unread(name: str) -> None:
    words = '<table:table-row table:number-rows-repeated="3"><table:table-cell><text:p>ก</text:p></table:table-cell></table:table-row>'
    sheet = first_sheet(ods_of(words + cell(*ODS[name])))
    assert sheet.unread == ({"A4": UNREAD[name]} if name in UNREAD else {})


def test_rows_of_ods_that_stand_for_many() -> None:
    rows = [
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        '<table:table-cell office:value-type="percentage" office:value="0.9" table:number-columns-repeated="2"/>'
        "</table:table-row>",
        cell('office:value-type="float" office:value="7"'),
        '<table:table-row table:visibility="collapse" table:number-rows-repeated="1048570">'
        "<table:table-cell/></table:table-row>",
    ]
    sheet = first_sheet(ods_of("".join(rows)))
    assert sheet.rows == [[0.9, 0.9], [0.9, 0.9], [7.0, ""]]
    assert sheet.hidden_rows == {1, 2}
    assert sheet.percent_cells == {"A1", "B1", "A2", "B2"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (compound({"WordDocument": b"x" * 5000}), "Word"),
        (compound({"PowerPoint Document": b"x" * 5000}), "PowerPoint"),
        (
            archive(
                {
                    "content.xml": b"<office:document-content><office:text/></office:document-content>"
                }
            ),
            "OpenDocument",
        ),
        (archive({"Index/Document.iwa": b"x"}), "Apple Numbers"),
        (archive({"ผล.xlsx": b"x"}), "ZIP"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "Excel 5"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_refused_by_name(data: bytes, kind: str) -> None:
    sheets, (problem,) = open_workbook(data, "a.xls")
    assert sheets == []
    assert (problem.code, problem.value) == ("file-not-a-spreadsheet", kind)
