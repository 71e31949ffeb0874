"""Files whose parts are sound as parts and hostile inside: never an exception, never a hang."""

import time

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.reading.files.workbook import open_workbook
from tests.reading.bad.building import html
from tests.reading.files import ROOT, indicators, saved, workbook
from tests.reading.formats import archive, damage_bytes, ods_of, parts_of, with_sheet_xml

SHEET = "xl/worksheets/sheet1.xml"
OFFICE = ROOT / "tests" / "data" / "office"


def marked() -> bytes:
    """A workbook with something to note in many ways."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in indicators():
        sheet.append(row)
    sheet["E3"], sheet["E4"], sheet["E5"] = "=1/0", "#N/A", 0.5
    sheet["E4"].data_type, sheet["E5"].number_format = "e", "0%"
    sheet.row_dimensions[4].hidden = sheet.column_dimensions["B"].hidden = True
    return saved(book)


PARTS = parts_of(marked())


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]),
    st.integers(0, 2**32),
    st.integers(1, 6),
)
def test_a_part_with_any_bytes_changed(part: str, seed: int, changes: int) -> None:
    data = archive({**PARTS, part: damage_bytes(PARTS[part], seed, changes)})
    sheets, problems = open_workbook(data, "a.xlsx")
    assert sheets or problems


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["utf-8", "utf-16", "cp874"]), st.integers(0, 2**32), st.integers(1, 30))
def test_a_page_with_any_bytes_changed(encoding: str, seed: int, changes: int) -> None:
    data = damage_bytes(html(indicators(), encoding, ""), seed, changes)
    sheets, problems = open_workbook(data, "a.xls")
    assert sheets or problems


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(["marked.xls", "marked.ods"]), st.integers(0, 2**32))
def test_a_file_of_an_office_program_with_any_bytes_changed(name: str, seed: int) -> None:
    data = (OFFICE / name).read_bytes()
    if name.endswith(".ods"):
        parts = parts_of(data)
        data = archive({**parts, "content.xml": damage_bytes(parts["content.xml"], seed, 4)})
    else:
        data = damage_bytes(data, seed, 20)
    sheets, problems = open_workbook(data, name)
    assert sheets or problems


@pytest.mark.parametrize(
    "columns",
    [
        '<col min="1" max="999999999999" hidden="1"/>',
        '<col min="1" max="16384" hidden="1"/>' * 20_000,
        '<col min="99999999999999999999999" max="-1" hidden="true"/>',
    ],
)
def test_columns_that_are_hidden_without_end(columns: str) -> None:
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'
    data = with_sheet_xml(workbook([["x"]]), body, before=f"<cols>{columns}</cols>")
    start = time.process_time()
    (sheet,), problems = open_workbook(data, "a.xlsx")
    assert time.process_time() - start < 3
    assert problems == []
    assert len(sheet.rows[0]) == 16_384


@pytest.mark.parametrize(
    ("column", "row"), [("9" * 12, "1"), ("1", "9" * 12), ("9" * 30, "x"), ("-1", "")]
)
def test_columns_and_rows_of_ods_without_end(column: str, row: str) -> None:
    data = ods_of(
        f'<table:table-column table:visibility="collapse" table:number-columns-repeated="{column}"/>'
        f'<table:table-row table:number-rows-repeated="{row}" table:visibility="filter">'
        '<table:table-cell office:value-type="percentage" office:value="x"/></table:table-row>'
    )
    start = time.monotonic()
    sheets, problems = open_workbook(data, "a.ods")
    assert time.monotonic() - start < 20
    assert sheets or problems


@pytest.mark.parametrize(
    "inside",
    [
        "<f>A1</f><v>zero</v>",
        "<f>A1</f><v>1e999</v>",
        "<f>" + "x" * 100_000 + "</f><v>0</v>",
        '<is><r><rPr><vertAlign val="superscript"/></rPr><t>\udce0\udcff1</t></r></is>',
    ],
)
def test_cells_that_hold_nonsense(inside: str) -> None:
    data = parts_of(with_sheet_xml(workbook([["x"]]), ""))
    row = f'<sheetData><row r="1"><c r="A1">{inside}</c></row>'.encode("utf-8", "surrogateescape")
    data[SHEET] = data[SHEET].replace(b"<sheetData>", row)
    sheets, problems = open_workbook(archive(data), "a.xlsx")
    assert sheets or problems
