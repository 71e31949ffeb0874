"""Numbers that Word draws by itself are read as they stand on the page."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ita.reading.files.package import Package
from ita.reading.files.word import read_word
from ita.reading.files.workbook import DEFAULT_LIMITS
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores

HEADER = ("ลำดับ", "ประเด็น", "กิจกรรม", "ผู้รับผิดชอบ", "ระยะเวลาแล้วเสร็จ")


class Paper:
    """A document to which lists and numbered paragraphs are added."""

    def __init__(self):
        self.document = docx.Document()
        self.numbering = self.document.part.numbering_part.element

    def add_list(self, number, *levels, start=None):
        """A list of levels (format, text); with `start` it goes on with the rules of the list before."""
        space = nsdecls("w")
        if start is None:
            inner = "".join(
                f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>'
                for at, (kind, text) in enumerate(levels)
            )
            rules = f'<w:abstractNum {space} w:abstractNumId="{number}">{inner}</w:abstractNum>'
            self.numbering.insert(0, parse_xml(rules))
        of = number if start is None else number - 1
        other = (
            ""
            if start is None
            else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        )
        use = f'<w:num {space} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{other}</w:num>'
        self.numbering.append(parse_xml(use))

    def number(self, paragraph, use, level=0):
        """Lets Word number a paragraph."""
        text = (
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>'
        )
        paragraph._p.get_or_add_pPr().append(parse_xml(text))
        return paragraph

    def lines(self):
        """What is read of its paragraphs."""
        (sheet,), problems = read_word(Package(self.bytes(), DEFAULT_LIMITS), DEFAULT_LIMITS)
        return [row[0] for row in sheet.rows if row], [each.code for each in problems]

    def bytes(self):
        """The file."""
        content = BytesIO()
        self.document.save(content)
        return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "text", "labels"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimal", "I%1", ["I1", "I2", "I3"]),
        ("thaiNumbers", "ข้อ %1", ["ข้อ ๑", "ข้อ ๒", "ข้อ ๓"]),
        ("thaiLetters", "%1)", ["ก)", "ข)", "ค)"]),
        ("decimalZero", "O%1", ["O01", "O02", "O03"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("bullet", "•", ["", "", ""]),
        ("none", "", ["", "", ""]),
    ],
)
def test_each_way_of_counting(kind, text, labels):
    paper = Paper()
    paper.add_list(900, (kind, text))
    for name in "กขค":
        paper.number(paper.document.add_paragraph(f"ข้อความ {name}"), 900)
    read, problems = paper.lines()
    assert read == [
        f"{label} ข้อความ {name}".strip() for label, name in zip(labels, "กขค", strict=True)
    ]
    assert problems == []


def test_levels_begin_again_and_lists_go_on_or_start_elsewhere():
    paper = Paper()
    paper.add_list(900, ("decimal", "%1."), ("decimal", "%1.%2"))
    paper.add_list(901, start=7)
    for use, level in ((900, 0), (900, 1), (900, 1), (900, 0), (900, 1), (901, 0), (901, 0)):
        paper.number(paper.document.add_paragraph("x"), use, level)
    paper.number(paper.document.add_paragraph("x"), 0)
    labels = ["1.", "1.1", "1.2", "2.", "2.1", "7.", "8."]
    assert paper.lines()[0] == [*(f"{label} x" for label in labels), "x"]


def test_a_style_numbers_its_paragraphs_and_those_based_on_it():
    paper = Paper()
    paper.add_list(900, ("decimal", "ตัวชี้วัดที่ %1"))
    styles = paper.document.styles
    base = styles.add_style("Numbered", 1)
    properties = base.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="900"/></w:numPr>'))
    styles.add_style("Child", 1).base_style = base
    for name in ("Numbered", "Child"):
        paper.document.add_paragraph("การปฏิบัติหน้าที่", name)
    assert paper.lines()[0] == ["ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", "ตัวชี้วัดที่ 2 การปฏิบัติหน้าที่"]


def test_a_way_of_counting_that_is_not_known_is_a_problem():
    paper = Paper()
    paper.add_list(900, ("chineseCounting", "%1."))
    paper.number(paper.document.add_paragraph("ข้อความ"), 900)
    assert paper.lines() == (["ข้อความ"], ["document-numbers-unread"])


def test_what_a_change_of_format_replaced_numbers_nothing():
    paper = Paper()
    paper.add_list(900, ("decimal", "%1."))
    paragraph = paper.document.add_paragraph("ข้อความ")
    old = (
        f'<w:pPrChange {nsdecls("w")} w:id="1" w:author="a"><w:pPr><w:numPr><w:ilvl w:val="0"/>'
        '<w:numId w:val="900"/></w:numPr></w:pPr></w:pPrChange>'
    )
    paragraph._p.get_or_add_pPr().append(parse_xml(old))
    assert paragraph._p.find(qn("w:pPr")) is not None
    assert paper.lines()[0] == ["ข้อความ"]


def plan(*numbered):
    """A plan whose rows have automatic numbers in the columns `numbered`."""
    paper = Paper()
    paper.add_list(900, ("thaiNumbers", "%1."))
    paper.document.add_paragraph("แผนของสำนักงานเขตยานนาวา ปีงบประมาณ พ.ศ. 2566")
    table = paper.document.add_table(1, len(HEADER))
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for at in range(3):
        row = ["", f"ประเด็น {at}", f"กิจกรรม {at}", "ฝ่ายปกครอง", "15 มี.ค. 2566"]
        for column, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = text
            if column in numbered:
                paper.number(cell.paragraphs[0], 900)
    return read_measures(paper.bytes(), "แผน.docx")


def test_a_column_of_nothing_but_automatic_numbers_numbers_the_measures():
    reading = plan(0)
    assert reading.measures["no"].tolist() == [1, 2, 3]
    assert reading.measures["issue"].tolist() == ["ประเด็น 0", "ประเด็น 1", "ประเด็น 2"]
    assert [each.severity for each in reading.problems if each.severity == "error"] == []


def test_numbered_issues_are_read_as_if_the_numbers_were_typed():
    assert plan(1).measures["issue"].tolist() == ["ประเด็น 0", "ประเด็น 1", "ประเด็น 2"]


def test_questions_with_automatic_codes_have_them():
    paper = Paper()
    paper.add_list(900, ("decimal", "I%1"))
    table = paper.document.add_table(1, 3)
    for cell, text in zip(table.rows[0].cells, ("รหัส", "ข้อคำถาม", "คะแนน"), strict=True):
        cell.text = text
    for at in range(1, 31):
        row = table.add_row().cells
        paper.number(row[0].paragraphs[0], 900)
        row[1].text, row[2].text = f"คำถามที่ {at}", f"{60 + at}.00"
    reading = read_scores(paper.bytes(), "ผล.docx")
    assert reading.scores["code"].tolist() == [f"I{at}" for at in range(1, 31)]
    assert reading.scores["score"].tolist() == [60.0 + at for at in range(1, 31)]
