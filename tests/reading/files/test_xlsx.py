"""Workbooks of XML: what Excel opens, opens; what is noted of cells beside their values."""

import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from ita.reading.files.workbook import Sheet, open_workbook
from tests.reading.files import indicators, saved, workbook
from tests.reading.formats import archive, parts_of, with_sheet_xml

Parts = dict[str, bytes]

SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SOUND = workbook({"ผล": indicators(), "ว่าง": [["x"]]})
PARTS = parts_of(SOUND)


def first_sheet(data: bytes) -> Sheet:
    """The first sheet of a workbook that has nothing to say."""
    sheets, problems = open_workbook(data, "a.xlsx")
    assert problems == []
    return sheets[0]


ROWS = first_sheet(SOUND).rows


def moved(name: str, to: str) -> bytes:
    """The sound workbook with a part in another place; what refers to it says so."""
    old, new = f"/{name}".encode(), f"/{to}".encode()
    parts = {other: content.replace(old, new) for other, content in PARTS.items()}
    parts["_rels/.rels"] = PARTS["_rels/.rels"].replace(name.encode(), to.encode())
    parts[to] = parts.pop(name)
    if name == BOOK:
        folder, _, file = to.rpartition("/")
        parts[f"{folder}/_rels/{file}.rels"] = parts.pop(RELATIONS)
    return archive(parts)


def streamed() -> bytes:
    """The sound workbook as a stream: sizes behind each part, in the large form of the format."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    target = Stream()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in PARTS.items():
            with file.open(name, "w", force_zip64=True) as part:
                part.write(content)
    return target.getvalue()


PACKAGES: dict[str, Callable[[], bytes]] = {
    "backslashes": lambda: archive({n.replace("/", "\\"): c for n, c in PARTS.items()}),
    "small letters": lambda: archive({name.lower(): content for name, content in PARTS.items()}),
    "capitals": lambda: archive({name.upper(): content for name, content in PARTS.items()}),
    "workbook of another name": lambda: moved(BOOK, "xl/book1.xml"),
    "workbook in another folder": lambda: moved(BOOK, "office/data/book.xml"),
    "sheet in another folder": lambda: moved(SHEET, "xl/sheet1.xml"),
    "sheet with a name that needs quoting": lambda: archive(
        {
            **{n: c for n, c in PARTS.items() if n != SHEET},
            RELATIONS: PARTS[RELATIONS].replace(b"sheet1.xml", b"a%20&amp;%E0%B8%81.xml"),
            "xl/worksheets/a &ก.xml": PARTS[SHEET],
        }
    ),
    "relations with backslashes": lambda: archive(
        {
            **PARTS,
            RELATIONS: PARTS[RELATIONS].replace(b"/xl/worksheets/", b"worksheets\\"),
        }
    ),
    "relations of the old name": lambda: archive(
        {
            **{n: c for n, c in PARTS.items() if n != BOOK},
            "_rels/.rels": PARTS["_rels/.rels"].replace(b"workbook.xml", b"book1.xml"),
            "xl/book1.xml": PARTS[BOOK],
        }
    ),
    "no relations of the package": lambda: archive(
        {name: content for name, content in PARTS.items() if name != "_rels/.rels"}
    ),
    "junk": lambda: archive(
        {"__MACOSX/._x": b"x", ".DS_Store": b"y", "xl/": b"", **PARTS, "xl/x.bin": b"z"}
    ),
    "names from the folder itself": lambda: archive({f"./{n}": c for n, c in PARTS.items()}),
    "properties twice": lambda: archive({**PARTS, "DOCPROPS/app.xml": b"<x/>"}),
    "streamed": streamed,
    "stored": lambda: archive(PARTS, zipfile.ZIP_STORED),
    "strict": lambda: archive(
        {
            name: content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006",
                b"http://purl.oclc.org/ooxml/officeDocument",
            ).replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            for name, content in PARTS.items()
        }
    ),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_what_excel_opens_opens(name: str) -> None:
    sheets, problems = open_workbook(PACKAGES[name](), "a.xlsx")
    assert problems == []
    assert [sheet.name for sheet in sheets] == ["ผล", "ว่าง"]
    assert sheets[0].rows == ROWS


def test_a_listed_sheet_that_is_missing_is_said() -> None:
    data = archive({name: content for name, content in PARTS.items() if name != SHEET})
    sheets, (problem,) = open_workbook(data, "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["ว่าง"]
    assert (problem.code, problem.severity) == ("sheet-part-missing", "warning")
    assert (problem.file, problem.sheet) == ("a.xlsx", "ผล")


def test_no_sheet_at_all_is_an_error() -> None:
    data = archive({name: part for name, part in PARTS.items() if "/sheet" not in name})
    sheets, problems = open_workbook(data, "a.xlsx")
    assert sheets == []
    assert [p.code for p in problems if p.severity == "error"] == ["file-unreadable"]


@pytest.mark.parametrize("content", [b"<worksheet", b"\xff\xfe<\0", b"<!DOCTYPE x []><worksheet/>"])
def test_a_damaged_sheet_leaves_the_others_readable(content: bytes) -> None:
    sheets, (problem,) = open_workbook(archive({**PARTS, SHEET: content}), "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["ว่าง"]
    assert (problem.severity, problem.sheet) == ("error", "ผล")


def edited(edit: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    for row in indicators():
        book.active.append(row)
    edit(book.active)
    return saved(book)


def test_hidden_rows_and_columns() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[11].hidden = True
        sheet.column_dimensions.group("B", "C", hidden=True)

    sheet = first_sheet(edited(hide))
    assert sheet.hidden_rows == {3, 11}
    assert sheet.hidden_columns == {"B", "C"}
    assert sheet.rows == ROWS


def test_columns_hidden_to_the_end_are_those_of_the_table() -> None:
    columns = '<cols><col min="4" max="16384" hidden="1"/></cols>'
    body = '<row r="1"><c r="A1"><v>1</v></c><c r="E1"><v>2</v></c></row>'
    assert first_sheet(with_sheet_xml(SOUND, body, before=columns)).hidden_columns == {"D", "E"}


@pytest.mark.parametrize(
    ("number_format", "percent"),
    [
        ("0%", True),
        ("0.00%", True),
        ("0.0%;[Red]-0.0%", True),
        ("0.00", False),
        ('0.00"%"', False),
        ("0.00\\%", False),
        ("General", False),
    ],
)
def test_percent_cells(number_format: str, percent: bool) -> None:
    sheet = first_sheet(edited(lambda ws: setattr(ws["D3"], "number_format", number_format)))
    assert sheet.percent_cells == ({"D3"} if percent else set())


def test_a_text_in_a_percent_cell_is_none() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D3"] = "91%"
        sheet["D3"].number_format = sheet["Z9"].number_format = "0%"

    assert first_sheet(edited(edit)).percent_cells == set()


ERRORS = {
    "plain": '<row r="3"><c r="D3" t="e"><v>#REF!</v></c></row>',
    "other quotes": "<row r='3'><c  t='e'  r='D3'><v>#REF!</v></c></row>",
    "prefixed": '<x:row xmlns:x="y" r="3"><x:c r="D3" t="e"><x:v>#REF!</x:v></x:c></x:row>',
    "without address": "<row/><row/><row><c/><c/><c/><c t='e'><v>#REF!</v></c></row>",
    "of a formula": '<row r="3"><c r="D3" t="e"><f>1/0</f><v>#REF!</v></c></row>',
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_values(name: str) -> None:
    assert first_sheet(with_sheet_xml(SOUND, ERRORS[name])).unread == {"D3": "#REF!"}


def formulas(*cells: str) -> str:
    return "".join(
        f'<row r="{row}"><c r="A{row}"{cell}</c></row>' for row, cell in enumerate(cells, 1)
    )


ZERO, OTHER = "><f>B1</f><v>0</v>", "><f>B2*2</f><v>7</v>"
RECALCULATES = b'fullCalcOnLoad="1"'


def with_formulas(*cells: str, recalculates: bool = False, chain: bool = False) -> Sheet:
    parts = parts_of(with_sheet_xml(SOUND, formulas(*cells)))
    if not recalculates:
        parts[BOOK] = parts[BOOK].replace(RECALCULATES, b"")
    if chain:
        kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
        relation = b'<Relationship Id="c" Target="calcChain.xml" Type="%s"/></Rel' % kind
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Rel", relation)
        parts["xl/calcChain.xml"] = b"<calcChain/>"
    return first_sheet(archive(parts))


def test_zeros_of_a_program_that_calculates_nothing_are_no_results() -> None:
    sheet = with_formulas(ZERO, "><f>A1+1</f><v>0.0</v>")
    assert sheet.unread == {"A1": "=B1", "A2": "=A1+1"}
    assert sheet.rows == [[""], [""]]


def test_zeros_of_a_file_that_asks_to_be_calculated_are_no_results() -> None:
    sheet = with_formulas(ZERO, OTHER, recalculates=True)
    assert sheet.unread == {"A1": "=B1"}
    assert sheet.rows == [[""], [7.0]]


def test_zeros_that_were_calculated_stay() -> None:
    assert with_formulas(ZERO, OTHER).rows == [[0.0], [7.0]]
    assert with_formulas(ZERO, ZERO, chain=True).rows == [[0.0], [0.0]]
    assert with_formulas(ZERO, ZERO, chain=True).unread == {}
    assert with_formulas(ZERO, ' t="e"><f>1/0</f><v>#DIV/0!</v>').rows == [[0.0], [""]]
    assert with_formulas("><v>0</v>", recalculates=True).rows == [[0.0]]


def test_a_formula_without_a_result_and_one_whose_result_is_an_empty_text() -> None:
    cells = ("><f>B1</f>", "><f>B2</f><v></v>", ' t="str"><f>IF(B3,"","x")</f><v></v>')
    assert with_formulas(*cells, chain=True).unread == {"A1": "=B1", "A2": "=B2"}


def test_a_program_that_stores_zero_for_every_formula() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("ผล")
        sheet.write_row("A1", [91.25, 88.4])
        sheet.write_formula("A2", "=A1")
        sheet.write_formula("B2", "=B1", value=88.4)
    assert first_sheet(target.getvalue()).unread == {"A2": "=A1"}


def test_a_raised_digit_is_no_digit_of_the_number() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        raised = book.add_format({"font_script": 1})
        book.add_worksheet("ผล").write_rich_string("A1", "91.25", raised, "1", " ", raised, "๒)")
    assert first_sheet(target.getvalue()).rows == [["91.25¹ ²)"]]


def test_a_text_formula_without_any_result() -> None:
    assert with_formulas(' t="str"><f>B1</f>', chain=True).unread == {"A1": "=B1"}
