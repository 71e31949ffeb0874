"""Tables of HTML in files named .xls: as Excel shows them, and bounded whatever they hold."""

import time

import pytest

from ita.reading.files.workbook import Sheet, open_workbook

ROWS = [["ตัวชี้วัด", "คะแนน"], ["การปฏิบัติหน้าที่", "91.25"]]


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def table(*rows: str) -> str:
    return f"<table border=1>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def cells(*texts: str) -> str:
    return "".join(
        f"<td class=xl65 style='mso-number-format:\"\\@\"'>{text}</td>" for text in texts
    )


PLAIN = table(*(cells(*row) for row in ROWS))


def read(content: str | bytes) -> Sheet:
    data = content.encode() if isinstance(content, str) else content
    (sheet,), problems = open_workbook(data, "ผล.xls")
    assert problems == []
    return sheet


def refused(content: str | bytes) -> tuple[str, str]:
    data = content.encode() if isinstance(content, str) else content
    sheets, (problem,) = open_workbook(data, "ผล.xls")
    assert sheets == []
    return problem.code, problem.value


def test_rows_and_cells() -> None:
    assert read(page(PLAIN)).rows == ROWS


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", ""),
        ("utf-16", "unicode"),
        ("utf-16-le", ""),
        ("cp874", "windows-874"),
        ("cp874", "tis-620"),
        ("cp874", "iso-8859-1"),
        ("cp874", ""),
    ],
)
def test_letters(encoding: str, charset: str) -> None:
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        if charset
        else ""
    )
    assert read(page(PLAIN, head).encode(encoding)).rows == ROWS


@pytest.mark.parametrize(
    ("encoding", "charset"), [("utf-16", "utf-8"), ("cp874", "utf-8"), ("utf-8", "tis-620")]
)
def test_letters_that_are_not_what_the_page_says(encoding: str, charset: str) -> None:
    content = page(PLAIN, f"<meta charset='{charset}'>").encode(encoding)
    assert refused(content) == ("letters-contradict", charset)


def test_merged_cells_are_followed_by_blank_ones() -> None:
    rows = ("<th rowspan=2>ก<th colspan='2'>ข", "<td>1<td>2", "<td>ค<td>3<td>4")
    assert read(table(*rows)).rows == [["ก", "ข", ""], ["", "1", "2"], ["ค", "3", "4"]]


def test_tags_that_are_left_open() -> None:
    assert read("<TABLE><TR><TD>ก<TD>1<TR><TD>ข<TD>2").rows == [["ก", "1"], ["ข", "2"]]


def test_texts_around_tables_and_several_tables() -> None:
    content = page(f"<h3>ผลการประเมิน</h3><p>ปี 2565{PLAIN}<br>{table(cells('ค', '3'))}หมายเหตุ")
    assert read(content).rows == [["ผลการประเมิน"], ["ปี 2565"], *ROWS, ["ค", "3"], ["หมายเหตุ"]]


def test_a_table_inside_a_table_loses_nothing() -> None:
    rows = read(table(cells("นอก", PLAIN, "หลัง"))).rows
    assert [row for row in rows if len(row) == 2 and row[0] == ROWS[1][0]] == [ROWS[1]]
    assert {cell for row in rows for cell in row} >= {"นอก", "หลัง", "91.25"}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("ก&nbsp;ข&#33;&amp;lt;", "ก ข!&lt;"),
        ("<font color=red><b>91</b>.25</font>", "91.25"),
        ("ก<br>ข", "ก\nข"),
        ("  ก\r\n   ข  ", "ก ข"),
        ("ก<!-- <td>x</td> -->ข", "กข"),
        ("<script>document.write('<td>9')</script>ก", "ก"),
        ("<style>td{}</style>ก<![if x]>ข<![endif]>", "กข"),
        ("<a href=\"a>b\" title='<td>'>ก</a>", "ก"),
        ("1 < 2", "1 < 2"),
        ("#DIV/0!", "#DIV/0!"),
        ("91.25<sup>1๒</sup>", "91.25¹²"),
        ("88.4<s>0</s>91", "88.4 0 91"),
        ("91<comment>9</comment><o:p></o:p>", "91"),
        ("&#x41;&unknown;", "A&unknown;"),
    ],
)
def test_what_a_cell_shows(html: str, text: str) -> None:
    assert read(table(cells(html, "x"))).rows == [[text, "x"]]


def test_hidden_rows_and_columns_are_noted() -> None:
    rows = f"<tr style='height:0;display:none'>{cells('ก', '1')}</tr><tr>{cells('ข', '2')}</tr>"
    columns = "<col width=9><col style='display:none'>"
    sheet = read(f"<table>{columns}{rows}</table>")
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {"B"}
    assert sheet.rows == [["ก", "1"], ["ข", "2"]]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (page("<frameset><frame src='x_files/sheet001.htm'></frameset>"), "HTML"),
        ('<?xml version="1.0"?><a><b/></a>', "XML"),
        ("MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "MHTML"),
        ("From: <Saved by Windows>\r\nMIME-Version: 1.0\r\n", "MHTML"),
    ],
)
def test_what_is_no_table_is_refused_by_name(content: str, kind: str) -> None:
    assert refused(content) == ("file-not-a-spreadsheet", kind)


SPREADSHEET = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><DocumentProperties><Author>ก</Author>
 </DocumentProperties><Worksheet ss:Name="ผล &amp; ปี"><Table ss:ExpandedRowCount="9">
 <Column ss:Width="9"/><Column ss:Hidden="1" ss:Span="1"/><Column ss:Index="6" ss:Hidden="1"/>
 <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">ชื่อ</Data></Cell><Cell><Data
 ss:Type="Number">91.25</Data><Comment><ss:Data>99<B>x</B></ss:Data></Comment></Cell></Row>
 <Row ss:Index="3" ss:Hidden="1"><Cell ss:Index="3" ss:Formula="=1/0"><Data
 ss:Type="Error">#DIV/0!</Data></Cell><Cell><Data ss:Type="DateTime">2022-09-30T00:00:00.000</Data>
 </Cell></Row></Table><WorksheetOptions><Selected/><ActiveRow>3</ActiveRow></WorksheetOptions>
 </Worksheet><ss:Worksheet ss:Name="เก่า"><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type="String">x
</ss:Data></ss:Cell></ss:Row></ss:Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible>
</x:WorksheetOptions></ss:Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp874"])
def test_an_xml_spreadsheet(encoding: str) -> None:
    sheets, problems = open_workbook(SPREADSHEET.encode(encoding), "ผล.xls")
    assert problems == []
    first, old = sheets
    assert first.rows == [["ชื่อ", "", "91.25"], [], ["", "", "#DIV/0!", "2022-09-30"]]
    assert (first.name, first.visible, first.hidden_rows) == ("ผล & ปี", True, {3})
    assert first.hidden_columns == {"B", "C"}
    assert (old.name, old.visible, old.rows) == ("เก่า", False, [["x"]])


MOST_BYTES, MOST_TAGS = 10 * 1024**2 - 20, 600_000
HOSTILE = {
    "more tags than any page": ("<", "file-too-demanding"),
    "nested tables": ("<table><td>", "too-many-rows"),
    "cells in one row": ("<td>", "file-too-demanding"),
    "cells over many columns": ("<td colspan=9999>", "file-too-demanding"),
    "cells over many rows": ("<tr><td rowspan=9999 colspan=16384>", "file-too-demanding"),
    "rows": ("<tr>", "too-many-rows"),
    "open quotes": ('<td "', "file-too-demanding"),
    "open comments": ("<!--<td>", None),
    "open scripts": ("<script>x", None),
    "open tags": ("<td ", "file-too-demanding"),
    "letters in bold": ("<b>x", None),
    "entities": ("&amp;", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_megabytes_of_anything(name: str) -> None:
    piece, code = HOSTILE[name]
    most = MOST_TAGS // piece.count("<") - 9 if "<" in piece[:-1] else MOST_BYTES
    data = "<table><tr>" + piece * min(most, MOST_BYTES // len(piece))
    start = time.process_time()
    _, problems = open_workbook(data.encode(), "a.xls")
    assert time.process_time() - start < 4
    assert [problem.code for problem in problems] == ([code] if code else [])
