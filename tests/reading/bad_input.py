"""Every bad file that reading must bear: what is wrong with it, its bytes, and what is said.

One list, so that the table in BAD_INPUT.md and the tests can't tell different stories.
"""

import datetime
import io
import random
import struct
from collections.abc import Callable
from dataclasses import dataclass

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.reading.files import NAMES, Rows, indicators, questions, saved, workbook
from tests.reading.formats import (
    archive,
    cell_xml,
    compound,
    ods,
    ods_of,
    parts_of,
    rows_xml,
    with_sheet_xml,
    xls,
    xlsb,
)

SOUND = workbook({"ผล": indicators()})
FIRST_SHEET = "xl/worksheets/sheet1.xml"


@dataclass(frozen=True)
class Case:
    """A bad file and what must come of it.

    `codes` are all problems, in any order. `items` and `indicators` count what is read all the
    same; a number of indicators is taken of those that have a figure.
    """

    section: str
    name: str
    build: Callable[[], bytes]
    codes: tuple[str, ...] = ()
    items: int = 0
    indicators: int = 0
    file: str = "ita.xlsx"

    @property
    def outcome(self) -> str:
        """What comes of it, in a few words."""
        read = f"{self.items} questions" if self.items else f"{self.indicators} indicators"
        said = ", ".join(f"`{code}`" for code in self.codes)
        if not self.items and not self.indicators:
            return f"refused: {said}"
        return f"{read} read" + (f"; {said}" if said else ", nothing to say")


def edited(edit: Callable[[Worksheet], None], rows: Rows | None = None) -> bytes:
    """A sound workbook after an edit of its sheet."""
    book = openpyxl.Workbook()
    for row in rows or indicators():
        book.active.append(list(row))
    edit(book.active)
    return saved(book)


def sheet(rows: Rows, **around: str) -> bytes:
    """A workbook whose sheet is written by hand."""
    return with_sheet_xml(SOUND, rows_xml(rows), **around)


def extra_row(xml: str) -> bytes:
    """A sound sheet with one more row of XML at its end."""
    return with_sheet_xml(SOUND, rows_xml(indicators()) + xml)


def declared(data: bytes, part: str, size: int) -> bytes:
    """An archive whose directory claims another size of a part than it has."""
    changed = bytearray(data)
    at = data.rindex(part.encode()) - 46 + 24
    changed[at : at + 4] = size.to_bytes(4, "little")
    return bytes(changed)


def entities(sheet_xml: str) -> bytes:
    """A workbook whose sheet declares entities."""
    return archive({**parts_of(SOUND), FIRST_SHEET: sheet_xml.encode()})


def laughs() -> bytes:
    """The billion laughs, in a sheet."""
    lines = ["<!DOCTYPE x [", '<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return entities("".join(lines) + "]><worksheet><sheetData>&a9;</sheetData></worksheet>")


def outside() -> bytes:
    """A workbook whose sheet asks for a file of the machine."""
    return entities(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
        "<worksheet><sheetData>&e;</sheetData></worksheet>"
    )


def without(part: str) -> bytes:
    """A sound workbook without one of its parts, written with texts in their cells."""
    kept = {
        name: content for name, content in parts_of(sheet(indicators())).items() if name != part
    }
    return archive(kept)


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


def csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8", quote: str = "") -> bytes:
    """A text file with the given rows."""
    return "\r\n".join(
        delimiter.join(f"{quote}{cell}{quote}" for cell in row) for row in rows
    ).encode(encoding)


def with_header(**names: str) -> Rows:
    """A sound table with some of its headers replaced: year, number, name, score."""
    rows = indicators()
    keys = ["year", "number", "name", "score"]
    rows[0] = [names.get(key, header) for key, header in zip(keys, rows[0], strict=True)]
    return rows


def with_cell(number: int, value: object) -> Callable[[], bytes]:
    """A sound table in which the score of an indicator is replaced."""
    return lambda: workbook({"ผล": indicators(**{f"i{number}": value})})


def scaled(rows: Rows, factor: float) -> Rows:
    """A table whose scores are multiplied."""
    return [rows[0], *[[*row[:-1], round(row[-1] * factor, 4)] for row in rows[1:]]]


def weights(*stated: object) -> bytes:
    """The three instruments with the given weights."""
    rows = [["ปีงบประมาณ", "เครื่องมือ", "น้ำหนัก (ร้อยละ)", "คะแนน"]]
    codes = ("IIT", "EIT", "OIT")
    rows += [[2565, code, weight, 90] for code, weight in zip(codes, stated, strict=True)]
    return workbook({"ตัวชี้วัด": indicators(), "น้ำหนัก": rows})


def changed(change: Callable[[list[list[object]]], object]) -> Callable[[], bytes]:
    """The table of all questions after a change of its rows."""

    def build() -> bytes:
        rows = questions()
        change(rows)
        return workbook({"ผล": rows})

    return build


def _duplicate(rows: list[list[object]]) -> None:
    rows[9][1] = "I8"


def _without_place(rows: list[list[object]]) -> None:
    for row in rows[1:]:
        row[2] = ""
        row[0] = 2566


FILE = [
    Case("File", "zero bytes", lambda: b"", ("file-empty",)),
    Case(
        "File",
        "random bytes named .xlsx",
        lambda: random.Random(7).randbytes(5000),
        ("file-not-a-spreadsheet",),
    ),
    Case("File", "truncated .xlsx", lambda: SOUND[: len(SOUND) // 2], ("file-unreadable",)),
    Case("File", ".xls", lambda: xls(indicators()), (), indicators=10, file="ita.xls"),
    Case("File", ".xls renamed .xlsx", lambda: xls(indicators()), (), indicators=10),
    Case("File", ".xlsb", lambda: xlsb(indicators()), (), indicators=10, file="ita.xlsb"),
    Case("File", ".ods renamed .xlsx", lambda: ods(indicators()), (), indicators=10),
    Case("File", ".csv renamed .xlsx", lambda: csv(indicators()), (), indicators=10),
    Case(
        "File",
        ".html renamed .xlsx",
        lambda: b"<html><table><tr><td>90</td></tr></table>",
        ("file-not-a-spreadsheet",),
    ),
    Case(
        "File",
        ".docx renamed .xlsx",
        lambda: archive({"word/document.xml": b"<w/>"}),
        ("file-not-a-spreadsheet",),
    ),
    Case("File", ".pdf renamed .xlsx", lambda: b"%PDF-1.7\n%...", ("file-not-a-spreadsheet",)),
    Case(
        "File",
        "password-protected",
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x" * 5000}),
        ("file-has-password",),
    ),
    Case("File", "parts under a password", lambda: _encrypted_parts(), ("file-has-password",)),
    Case(
        "File",
        "truncated .xls",
        lambda: xls(indicators())[:2000],
        ("file-unreadable",),
        file="ita.xls",
    ),
    Case(
        "File",
        ".xlsm with macros: read as data",
        lambda: archive({**parts_of(SOUND), "xl/vbaProject.bin": b"Sub Auto_Open()"}),
        (),
        indicators=10,
        file="ita.xlsm",
    ),
    Case(
        "File",
        "zip bomb by ratio",
        lambda: archive({**parts_of(SOUND), "xl/media/a.bin": bytes(30 * 1024**2)}),
        ("archive-too-tight",),
    ),
    Case("File", "zip bomb by total", lambda: _bomb_by_total(), ("archive-too-large",)),
    Case(
        "File",
        "zip bomb by 10,000 parts",
        lambda: archive({**parts_of(SOUND), **{f"xl/media/{n}": b"" for n in range(10_000)}}),
        ("archive-too-many-parts",),
    ),
    Case(
        "File",
        "declared size below real size",
        lambda: declared(SOUND, FIRST_SHEET, 10),
        ("archive-damaged",),
    ),
    Case(
        "File",
        "declared size above real size",
        lambda: declared(SOUND, FIRST_SHEET, 90_000),
        ("archive-damaged",),
    ),
    Case(
        "File",
        "bomb that declares 10 bytes",
        lambda: declared(_bomb_in_sheet(), FIRST_SHEET, 10),
        ("archive-damaged",),
    ),
    Case("File", "billion laughs", laughs, ("file-has-entities",)),
    Case("File", "external entity in sheet XML", outside, ("file-has-entities",)),
    Case(
        "File",
        "sheet XML in UTF-16",
        lambda: archive({**parts_of(SOUND), FIRST_SHEET: "<worksheet/>".encode("utf-16")}),
        ("file-unreadable",),
    ),
    Case(
        "File",
        "zip entry with ../",
        lambda: archive({**parts_of(SOUND), "../../evil.xml": b"x"}),
        ("archive-unsafe-name",),
    ),
    Case(
        "File",
        "zip entry with a rooted name",
        lambda: archive({**parts_of(SOUND), "/etc/evil.xml": b"x"}),
        ("archive-unsafe-name",),
    ),
    Case("File", "over the size limit", lambda: bytes(11 * 1024**2), ("file-too-large",)),
    Case("File", "no styles part", lambda: without("xl/styles.xml"), (), indicators=10),
    Case(
        "File", "no sharedStrings part", lambda: without("xl/sharedStrings.xml"), (), indicators=10
    ),
    Case(
        "File",
        "workbook.xml is no XML",
        lambda: archive({**parts_of(SOUND), "xl/workbook.xml": b"<workbook"}),
        ("file-unreadable",),
    ),
    Case(
        "File",
        "file name in Thai with spaces",
        lambda: SOUND,
        (),
        indicators=10,
        file="ผล ITA ของ เขต.xlsx",
    ),
    Case(
        "File",
        "file name of 255 characters",
        lambda: SOUND,
        (),
        indicators=10,
        file="ก" * 250 + ".xlsx",
    ),
    Case("File", "file name with ../", lambda: SOUND, (), indicators=10, file="../../etc/ita.xlsx"),
    Case(
        "File", "file name with markup", lambda: SOUND, (), indicators=10, file="<img src=x>.xlsx"
    ),
]


def _encrypted_parts() -> bytes:
    data = bytearray(SOUND)
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _bomb_by_total() -> bytes:
    # Noise between zeros packs some 60 times, below the ratio: only the total tells.
    part = (random.Random(1).randbytes(16 * 1024) + bytes(1024**2)) * 20
    return archive({**parts_of(SOUND), **{f"xl/media/{n}": part for n in range(6)}})


def _bomb_in_sheet() -> bytes:
    return archive({**parts_of(SOUND), FIRST_SHEET: bytes(200 * 1024**2)})


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
        ("claim-twice",),
        indicators=10,
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


HEADERS = [
    Case(
        "Headers",
        "title rows above",
        lambda: workbook([["ผลการประเมิน ITA"], [], ["ของหน่วยงาน"], *indicators()]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "two-row merged header",
        lambda: workbook(
            [
                ["ปีงบประมาณ", "หน่วยงาน", "IIT", "", "", "", "", "EIT", "", "", "OIT", ""],
                ["", "", *range(1, 11)],
                [2565, "เขต ก", *[row[3] for row in indicators()[1:]]],
            ]
        ),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "blank header over the scores",
        lambda: workbook(with_header(score="")),
        ("header-missing",),
        indicators=10,
    ),
    Case(
        "Headers",
        "duplicate header",
        lambda: workbook(
            [[*row, row[-1] if at == 0 else 1.5] for at, row in enumerate(indicators())]
        ),
        ("column-twice",),
        indicators=10,
    ),
    Case("Headers", "missing header row", lambda: workbook(indicators()[1:]), ("no-scores-found",)),
    Case(
        "Headers",
        "extra column",
        lambda: workbook([[*row, "ค่าอื่น" if at == 0 else 7] for at, row in enumerate(indicators())]),
        ("column-unused",),
        indicators=10,
    ),
    Case(
        "Headers",
        "reordered headers",
        lambda: workbook([row[::-1] for row in indicators()]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "line break inside",
        lambda: workbook(with_header(name="ตัว\nชี้วัด", score="คะแนน\nที่ได้")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "NBSP inside",
        lambda: workbook(with_header(score="คะแนน\xa0ที่ได้")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "zero-width space inside",
        lambda: workbook(with_header(score="คะ\u200bแนน")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "double space inside",
        lambda: workbook(with_header(score="คะแนน  ที่ได้ ")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "header repeated inside the data",
        lambda: workbook([*indicators()[:6], *indicators()[:1], *indicators()[6:]]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "sara am decomposed",
        lambda: workbook(
            [[*row[:2], row[2].replace("ำ", "\u0e4d\u0e32"), row[3]] for row in indicators()]
        ),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "sara am without its circle",
        lambda: workbook([[*row[:2], row[2].replace("ำ", "า"), row[3]] for row in indicators()]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "sara am apart with a space between",
        lambda: workbook(
            [[row[0], "", row[2].replace("ำ", "\u0e4d \u0e32"), row[3]] for row in indicators()]
        ),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "a question text that holds header words",
        lambda: workbook(
            [*questions()[:1], *[[*row[:4], "คะแนน ระดับ ตัวชี้วัด", row[5]] for row in questions()[1:]]]
        ),
        (),
        items=88,
    ),
]

ROWS = [
    Case(
        "Rows",
        "sum, mean, total and level rows among the data",
        lambda: workbook(
            [
                *indicators(),
                ["", "", "เฉลี่ย", 91.2],
                ["", "", "คะแนนรวม", 93.5],
                ["", "", "ระดับ", "A"],
            ]
        ),
        ("summary-row-unused",),
        indicators=10,
    ),
    Case(
        "Rows",
        "blank rows in the middle",
        lambda: workbook([*indicators()[:5], [], [None, " "], *indicators()[5:]]),
        (),
        indicators=10,
    ),
    Case(
        "Rows",
        "trailing rows with notes",
        lambda: workbook([*indicators(), [], ["หมายเหตุ: เทียบกับปี 2564"]]),
        (),
        indicators=10,
    ),
    Case(
        "Rows",
        "the same code twice",
        changed(_duplicate),
        ("code-twice", "items-missing"),
        items=87,
    ),
    Case(
        "Rows",
        "same code with other text",
        changed(lambda rows: rows.append([*rows[1][:4], "ข้อความอื่น", 50.0])),
        ("code-twice",),
        items=88,
    ),
    Case(
        "Rows",
        "question without indicator",
        changed(_without_place),
        ("indicator-missing",) * 2,
        items=88,
    ),
    Case(
        "Rows",
        "indicator without question",
        changed(lambda rows: [rows.remove(row) for row in rows[1:] if row[2] == 3]),
        ("items-missing",),
        items=82,
    ),
    Case(
        "Rows",
        "unknown indicator, by its number",
        lambda: workbook([*indicators()[:3], [2565, 3, "การใช้อะไรไม่รู้", 90.0], *indicators()[4:]]),
        ("indicator-name-unknown",),
        indicators=10,
    ),
    Case(
        "Rows",
        "unknown indicator without a number",
        lambda: workbook([*indicators(), [2565, "", "ความพึงพอใจ", 90.0]]),
        ("row-not-understood",),
        indicators=10,
    ),
    Case(
        "Rows",
        "more than one year and agency",
        lambda: workbook(
            [
                ["หน่วยงาน", "ปี", *[row[2] for row in indicators()[1:]]],
                *[
                    [name, year, *[row[3] for row in indicators()[1:]]]
                    for name in ("ก", "ข")
                    for year in (2564, 2565)
                ],
            ]
        ),
        (),
        indicators=40,
    ),
    Case(
        "Rows",
        "B.E. and C.E. years mixed",
        lambda: workbook([*indicators(), *[[2021, *row[1:]] for row in indicators()[1:]]]),
        ("year-christian",),
        indicators=20,
    ),
    Case(
        "Rows",
        "no year anywhere",
        lambda: workbook([row[1:] for row in indicators()]),
        ("year-missing",),
        indicators=10,
    ),
    Case(
        "Rows",
        "year in the file name only",
        lambda: workbook([row[1:] for row in indicators()]),
        ("year-from-file-name",),
        indicators=10,
        file="ITA ปี 2565.xlsx",
    ),
    Case(
        "Rows",
        "indicator numbers that don't fit the names",
        lambda: workbook(
            [*indicators()[:6], *[[row[0], row[1] + 3, *row[2:]] for row in indicators()[6:]]]
        ),
        ("indicator-number-differs",),
        indicators=10,
    ),
]

SCORES = [
    *[
        Case(
            "Scores and weights",
            f"{name}: read as a number",
            with_cell(3, value),
            (),
            indicators=10,
        )
        for name, value in {
            '"85.5%"': "85.5%",
            '"85,5"': "85,5",
            '" 85.5 "': " 85.5 ",
            '"85.5 คะแนน"': "85.5 คะแนน",
            "Thai digits": "๘๕.๕๐",
            "full-width digits": "\uff18\uff15\uff0e\uff15",
            "84.99999999999999": 84.99999999999999,
            "0": 0,
            "100": 100,
        }.items()
    ],
    *[
        Case(
            "Scores and weights",
            f"{name}: missing, not 0",
            with_cell(3, value),
            ("score-missing",),
            indicators=9,
        )
        for name, value in {
            "-": "-",
            "–": "–",
            "N/A": "N/A",
            "ไม่มีข้อมูล": "ไม่มีข้อมูล",
            "blank": None,
        }.items()
    ],
    *[
        Case(
            "Scores and weights",
            f"{error} as an error value",
            lambda error=error: _error_value(error),
            ("score-error-value",),
            indicators=9,
        )
        for error in ("#DIV/0!", "#N/A", "#REF!")
    ],
    Case(
        "Scores and weights",
        "#DIV/0! as text, in csv",
        lambda: csv(indicators(i3="#DIV/0!")),
        ("score-error-value",),
        indicators=9,
        file="ita.csv",
    ),
    Case(
        "Scores and weights", "below 0", with_cell(3, -0.01), ("score-out-of-range",), indicators=9
    ),
    Case(
        "Scores and weights",
        "above 100",
        with_cell(3, 100.01),
        ("score-out-of-range",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "1e309",
        lambda: with_sheet_xml(
            SOUND,
            rows_xml(indicators()).replace(
                cell_xml("D4", 96.78),
                cell_xml("D4", "@").replace(' t="inlineStr"><is><t>@</t></is>', "><v>1e309</v>"),
            ),
        ),
        ("score-out-of-range",),
        indicators=9,
    ),
    Case(
        "Scores and weights", "NaN as text", with_cell(3, "NaN"), ("score-missing",), indicators=9
    ),
    Case(
        "Scores and weights",
        "inf as text",
        with_cell(3, "inf"),
        ("score-not-a-number",),
        indicators=9,
    ),
    Case(
        "Scores and weights", "a word", with_cell(3, "ดีมาก"), ("score-not-a-number",), indicators=9
    ),
    Case(
        "Scores and weights",
        "a 0–1 scale",
        lambda: workbook(scaled(indicators(), 0.01)),
        ("scale-not-100",),
        indicators=0,
    ),
    Case(
        "Scores and weights",
        "a 0–4 scale",
        lambda: workbook(scaled(indicators(), 0.04)),
        ("scale-not-100",),
        indicators=0,
    ),
    Case(
        "Scores and weights",
        "a 0–1 score among 0–100",
        with_cell(3, 0.9678),
        ("score-on-other-scale",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "a 0–4 score among 0–100: kept, and asked",
        with_cell(3, 3.87),
        ("score-very-low",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "0.855 formatted as percent",
        lambda: edited(_percent),
        ("score-on-other-scale",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "boolean in the score column",
        with_cell(3, True),
        ("score-boolean",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "date in the score column",
        with_cell(3, datetime.datetime(2022, 9, 30)),
        ("score-date",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "weights that don't sum to 100",
        lambda: weights(30, 30, 30),
        ("weights-sum",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "negative weight",
        lambda: weights(30, -30, 100),
        ("score-out-of-range", "weights-sum"),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "zero weight",
        lambda: weights(50, 0, 50),
        ("weight-not-positive",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "missing weight",
        lambda: weights(30, None, 40),
        ("weights-sum",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "all questions of an indicator missing a score",
        changed(lambda rows: [row.__setitem__(5, None) for row in rows[1:] if row[2] == 3]),
        ("score-missing",) * 6,
        items=88,
    ),
    Case(
        "Scores and weights",
        "a whole instrument missing",
        changed(lambda rows: [rows.remove(row) for row in rows[1:] if row[1].startswith("E")]),
        ("instruments-missing",),
        items=73,
    ),
]


def _error_value(error: str) -> bytes:
    def edit(ws: Worksheet) -> None:
        ws["D4"].value = error
        ws["D4"].data_type = "e"

    return edited(edit)


def _percent(ws: Worksheet) -> None:
    ws["D4"].value = 0.855
    ws["D4"].number_format = "0.0%"


CSV = [
    Case("CSV", "UTF-8", lambda: csv(indicators()), (), indicators=10, file="ita.csv"),
    Case(
        "CSV",
        "UTF-8 with BOM",
        lambda: csv(indicators(), encoding="utf-8-sig"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "TIS-620",
        lambda: csv(indicators(), encoding="tis-620"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "cp874",
        lambda: csv(indicators(i3="–"), encoding="cp874"),
        ("score-missing",),
        indicators=9,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "UTF-16",
        lambda: csv(indicators(), encoding="utf-16"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "UTF-16 without its mark",
        lambda: csv(indicators(), encoding="utf-16-le"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "semicolon, decimal comma",
        lambda: csv([[str(cell).replace(".", ",") for cell in row] for row in indicators()], ";"),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case("CSV", "tab", lambda: csv(indicators(), "\t"), (), indicators=10, file="ita.txt"),
    Case(
        "CSV",
        "every cell in quotes",
        lambda: csv(indicators(), quote='"'),
        (),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "unclosed quote",
        lambda: csv(indicators()).replace(NAMES[2].encode(), b'"' + NAMES[2].encode()),
        ("csv-broken-quote",),
        indicators=10,
        file="ita.csv",
    ),
    Case(
        "CSV",
        "a hundred unclosed quotes",
        lambda: csv(indicators()) + b'\r\n"x,"y' * 101,
        (*("csv-broken-quote",) * 20, "csv-broken"),
        indicators=10,
        file="ita.csv",
    ),
    Case("CSV", "200,001 rows", lambda: b"1,2\n" * 200_001, ("too-many-rows",), file="ita.csv"),
    Case(
        "CSV",
        "text that is no table",
        lambda: "สวัสดีครับ".encode(),
        ("no-scores-found",),
        file="ita.csv",
    ),
]

TEXT = [
    *[
        Case(
            "Text",
            f"{text[:20]!r} as a question's text",
            changed(lambda rows, text=text: rows[1].__setitem__(4, text)),
            (),
            items=88,
        )
        for text in (
            '=HYPERLINK("http://x","y")'.replace("=", "\uff1d"),
            "+1",
            "@SUM(A1)",
            "|x",
            "%x",
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script>",
            "[ลิงก์](http://x) $x$ :red[x]",
            "<b>หนา</b><br>",
            "_x000D_ก_x0008_ข",
            "ก\u202eข",
            "😀 ยิ้ม",
            "ก" * 600,
        )
    ],
    Case(
        "Text",
        "formulas as text in csv: never run",
        lambda: csv([*questions()[:1], *[[*row[:4], "=1+1", row[5]] for row in questions()[1:]]]),
        (),
        items=88,
        file="ita.csv",
    ),
    Case(
        "Text",
        "a formula as a score in csv",
        lambda: csv(indicators(i3="=1+1")),
        ("score-not-a-number",),
        indicators=9,
        file="ita.csv",
    ),
    Case(
        "Text",
        "a real negative number in csv",
        lambda: csv(indicators(i3="-1")),
        ("score-out-of-range",),
        indicators=9,
        file="ita.csv",
    ),
]

CASES = [*FILE, *WORKBOOK, *HEADERS, *ROWS, *SCORES, *CSV, *TEXT]


def table() -> str:
    """The list as the table of BAD_INPUT.md; `python -m tests.reading.bad_input` prints it."""
    lines = [
        "# What reading bears",
        "",
        "Every case is built by `tests/reading/bad_input.py` and read by `test_bad_input.py`;",
        "`python -m tests.reading.bad_input` writes this table, and a test compares the two.",
        "",
        "| case | file | outcome |",
        "|---|---|---|",
    ]
    for section in dict.fromkeys(case.section for case in CASES):
        lines.append(f"| **{section}** | | |")
        lines += [
            f"| {_cell(case.name)} | {_cell(case.file)} | {case.outcome} |"
            for case in CASES
            if case.section == section
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    short = text if len(text) <= 60 else text[:20] + "…"
    return "".join(letter if letter.isprintable() else "·" for letter in short).translate(
        {ord("|"): "\\|", ord("<"): "&lt;"}
    )


if __name__ == "__main__":
    print(table(), end="")
