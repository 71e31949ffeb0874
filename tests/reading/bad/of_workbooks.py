"""Bad workbooks: sheets hidden, doubled or empty, cells too far, dates and formulas."""

import datetime
import io
import struct

import openpyxl

from tests.reading.bad.building import (
    FIRST_SHEET,
    SOUND,
    Case,
    edited,
    extra_row,
    scaled,
    sheet,
)
from tests.reading.files import indicators, questions, saved, workbook
from tests.reading.formats import (
    archive,
    ods_of,
    parts_of,
    xls,
    xlsb,
)


def hidden(state: str) -> bytes:
    """A workbook with old figures on a hidden sheet before the visible one."""
    book = openpyxl.Workbook()
    old = book.active
    old.title = "เก่า"
    for row in indicators(i1=50.0):
        old.append(row)
    old.sheet_state = state
    new = book.create_sheet("ใหม่")
    for row in indicators():
        new.append(row)
    return saved(book)


def chart_first() -> bytes:
    """A workbook that opens with a chart sheet."""
    book = openpyxl.load_workbook(io.BytesIO(SOUND))
    book.create_chartsheet("กราฟ", 0)
    return saved(book)


def merged() -> bytes:
    """A workbook with 40,000 merged ranges below its table."""
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(100, 40_100))
    return sheet(indicators(), after=f"<mergeCells>{ranges}</mergeCells>")


def _dates_of_1904() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    for row in indicators(i3=datetime.date(2022, 9, 30)):
        book.active.append(row)
    return saved(book)


def _far_xls() -> bytes:
    return xls([["ก"], *[[] for _ in range(65_534)], [*[""] * 255, 1.0]])


def _far_xlsb() -> bytes:
    data = xlsb([["ก", 1.0], ["ข", 1.0]])
    part = "xl/worksheets/sheet1.bin"
    rows = parts_of(data)[part]
    # The second row's number and its last cell's column, as far as the format goes.
    row = rows.rindex(struct.pack("<I", 1) + bytes(21))
    far = rows[:row] + struct.pack("<I", 1_048_575) + rows[row + 4 :]
    cell = far.rindex(struct.pack("<IId", 1, 0, 1.0))
    far = far[:cell] + struct.pack("<I", 16_383) + far[cell + 4 :]
    return archive({**parts_of(data), part: far})


def _never_calculated() -> bytes:
    rows = indicators()
    book = openpyxl.load_workbook(io.BytesIO(SOUND))
    for row in range(2, len(rows) + 1):
        book.active[f"D{row}"] = f"=E{row}"
    parts = parts_of(saved(book))
    return archive(
        {
            **parts,
            FIRST_SHEET: parts[FIRST_SHEET]
            .replace(b"<v></v>", b"<v>0</v>")
            .replace(b"<v />", b"<v>0</v>"),
        }
    )


WORKBOOK = [
    Case(
        "Workbook",
        "expected sheet absent",
        lambda: workbook({"บันทึก": [["สวัสดี"]]}),
        ("no-scores-found",),
    ),
    Case(
        "Workbook",
        "sheet renamed, with spaces and in another normal form",
        lambda: workbook({" คะแนน\u0e4d\u0e32 ": indicators()}),
        (),
        indicators=10,
    ),
    Case(
        "Workbook",
        "hidden sheet with old data",
        lambda: hidden("hidden"),
        ("hidden-sheet-left-out",),
        indicators=10,
    ),
    Case(
        "Workbook",
        "very hidden sheet with old data",
        lambda: hidden("veryHidden"),
        ("hidden-sheet-left-out",),
        indicators=10,
    ),
    Case("Workbook", "chart sheet first", chart_first, (), indicators=10),
    Case(
        "Workbook",
        "two sheets that both look right, same figures",
        lambda: workbook({"ก": questions(), "ข": questions()}),
        ("sheet-repeats",),
        items=88,
    ),
    Case(
        "Workbook",
        "two sheets that both look right, other figures",
        lambda: workbook({"ก": questions(), "ข": scaled(questions(), 0.5)}),
        ("sheets-differ",),
        items=88,
    ),
    Case(
        "Workbook",
        "two sheets of indicators with other figures",
        lambda: workbook({"ก": indicators(), "ข": indicators(i3=50.0)}),
        ("sheets-differ",),
        indicators=9,
    ),
    Case("Workbook", "empty sheet", lambda: workbook({"ผล": []}), ("no-scores-found",)),
    Case(
        "Workbook",
        "empty sheet before the sound one",
        lambda: workbook({"ว่าง": [], "ผล": indicators()}),
        (),
        indicators=10,
    ),
    Case(
        "Workbook", "header only", lambda: workbook({"ผล": indicators()[:1]}), ("no-scores-found",)
    ),
    Case("Workbook", "<dimension> missing", lambda: sheet(indicators()), (), indicators=10),
    Case(
        "Workbook",
        "<dimension> too small",
        lambda: sheet(indicators(), before='<dimension ref="A1:B2"/>'),
        (),
        indicators=10,
    ),
    Case(
        "Workbook",
        "<dimension> too large",
        lambda: sheet(indicators(), before='<dimension ref="A1:XFD1048576"/>'),
        (),
        indicators=10,
    ),
    Case(
        "Workbook",
        "styled empty cell in row 1,048,576",
        lambda: extra_row('<row r="1048576"><c r="XFD1048576" s="1"/></row>'),
        (),
        indicators=10,
    ),
    Case(
        "Workbook",
        "value in row 1,048,576",
        lambda: extra_row('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        ("too-many-rows",),
    ),
    Case(
        "Workbook",
        "values in opposite corners",
        lambda: extra_row('<row r="199999"><c r="XFD199999"><v>1</v></c></row>'),
        ("sheet-too-large",),
    ),
    Case(
        "Workbook",
        "address beyond any sheet",
        lambda: extra_row('<row r="9"><c r="ZZZZZZ4000000000"><v>1</v></c></row>'),
        ("too-many-rows",),
    ),
    Case(
        "Workbook",
        "far cell with its address in other quotes",
        lambda: extra_row("<row r='199999'><c r='XFD199999'><v>1</v></c></row>"),
        ("sheet-too-large",),
    ),
    Case(
        "Workbook",
        "far cell without address",
        lambda: extra_row('<row r="1048576"><c><v>1</v></c></row>'),
        ("too-many-rows",),
    ),
    Case(
        "Workbook",
        "far cell in a sheet with prefixes",
        lambda: extra_row(
            '<x:row xmlns:x="y" r="199999"><x:c r="XFD199999"><x:v>1</x:v></x:c></x:row>'
        ),
        ("sheet-too-large",),
    ),
    Case(
        "Workbook",
        "16,384 columns",
        lambda: edited(lambda ws: ws.cell(1, 16_384, "ท้าย")),
        (),
        indicators=10,
    ),
    Case("Workbook", "40,000 merged ranges", merged, (), indicators=10),
    Case(
        "Workbook",
        "51 sheets",
        lambda: workbook({f"{n}": [["a"]] for n in range(51)}),
        ("too-many-sheets",),
    ),
    Case(
        "Workbook", "1904 dates in a score", lambda: _dates_of_1904(), ("score-date",), indicators=9
    ),
    Case(
        "Workbook",
        "formula without cached value",
        lambda: edited(lambda ws: ws.__setitem__("D4", "=95+1.78")),
        ("score-formula-without-result",),
        indicators=9,
    ),
    Case(
        "Workbook",
        "formulas of a program that stores 0 for each",
        lambda: _never_calculated(),
        ("score-formula-without-result",) * 10,
    ),
    Case(
        "Workbook",
        "a sheet that is listed and missing",
        lambda: archive(
            {
                name: part
                for name, part in parts_of(workbook({"ก": [["x"]], "ผล": indicators()})).items()
                if name != FIRST_SHEET
            }
        ),
        ("sheet-part-missing",),
        indicators=10,
    ),
    Case(
        "Workbook",
        "filtered-out or hidden rows: read, and said",
        lambda: edited(lambda ws: setattr(ws.row_dimensions[4], "hidden", True)),
        ("rows-hidden",),
        indicators=10,
    ),
    Case(
        "Workbook",
        "ods that repeats a row a million times",
        lambda: ods_of(
            '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell></table:table-row>'
        ),
        ("file-unreadable",),
        file="ita.ods",
    ),
    Case(
        "Workbook",
        "xls with cells in opposite corners",
        lambda: _far_xls(),
        ("file-too-demanding",),
        file="ita.xls",
    ),
    Case(
        "Workbook",
        "xlsb with cells in opposite corners",
        lambda: _far_xlsb(),
        ("file-too-demanding",),
        file="ita.xlsb",
    ),
]
