"""A blank workbook to fill in, with the codes of a year and validated score cells."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ita.domain.framework import Framework
from ita.language import Words

# Rows with validation for questions, if the year's codes are unknown.
FREE_ROWS = 120
_HEAD = PatternFill("solid", fgColor="0B5CAD")


def make_blank_workbook(framework: Framework, words: Words) -> bytes:
    """Return a workbook for a fiscal year and variant as bytes of an XLSX file.

    Sheets: agency and year; questions with code, instrument, indicator and sub-indicator if the
    framework knows them; indicators with their scores, for offices that have no scores of
    questions. Score cells accept numbers from 0 to 100. `ita.reading.scores.reader.read_scores`
    reads the filled-in workbook.
    """
    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    _write_agency(book.create_sheet("ข้อมูลหน่วยงาน"), framework, words)
    _write_questions(book.create_sheet("คะแนนรายข้อ"), framework, words)
    _write_printed(book.create_sheet("ตัวชี้วัด"), framework, words)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_header(sheet: Worksheet, titles: list[str], widths: list[int]) -> None:
    sheet.append(titles)
    for column, size in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = size
        cell = sheet.cell(1, column)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "A2"


def _write_agency(sheet: Worksheet, framework: Framework, words: Words) -> None:
    _write_header(sheet, ["รายการ", "ข้อมูล"], [18, 60])
    sheet.append(["หน่วยงาน", None])
    sheet.append(["ปีงบประมาณ", framework.fiscal_year])
    sheet.append(["รูปแบบ", framework.variant_name["th"]])
    sheet["B2"].comment = Comment(words("template.agency"), "ITA")
    years = DataValidation(
        type="whole", operator="between", formula1="2558", formula2="2599", allow_blank=True
    )
    years.error = words("template.year")
    sheet.add_data_validation(years)
    years.add("B3")


def _check_scores(sheet: Worksheet, words: Words, cells: str) -> None:
    check = DataValidation(
        type="decimal", operator="between", formula1="0", formula2="100", allow_blank=True
    )
    check.error = words("template.score")
    check.errorTitle = words("columns.score")
    check.prompt = words("template.score")
    sheet.add_data_validation(check)
    check.add(cells)


def _check_choices(sheet: Worksheet, choices: list[str], cells: str) -> None:
    check = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    sheet.add_data_validation(check)
    check.add(cells)


def _write_questions(sheet: Worksheet, framework: Framework, words: Words) -> None:
    titles = ["รหัส", "เครื่องมือ", "ตัวชี้วัดที่", "ตัวชี้วัด", "ตัวชี้วัดย่อย", "ข้อคำถาม", "คะแนน"]
    _write_header(sheet, titles, [8, 11, 11, 28, 34, 80, 10])
    subs = {each.number: each.name["th"] for each in framework.sub_indicators}
    for instrument in framework.instruments:
        for code, number, sub in framework.expected_codes(instrument.code):
            name = framework.indicator(number).name["th"]
            part = f"{sub} {subs[sub]}" if sub else None
            sheet.append([code, instrument.code, number, name, part, None, None])
    last = max(sheet.max_row, FREE_ROWS)
    sheet["G1"].comment = Comment(words("template.example"), "ITA")
    _check_choices(sheet, [each.code for each in framework.instruments], f"B2:B{last}")
    _check_choices(sheet, [str(each.number) for each in framework.indicators], f"C2:C{last}")
    _check_scores(sheet, words, f"G2:G{last}")


def _write_printed(sheet: Worksheet, framework: Framework, words: Words) -> None:
    _write_header(sheet, ["ตัวชี้วัดที่", "ตัวชี้วัด", "เครื่องมือ", "คะแนน"], [11, 30, 11, 12])
    for each in framework.indicators:
        sheet.append([each.number, each.name["th"], each.instrument, None])
    sheet["D1"].comment = Comment(words("template.printed"), "ITA")
    _check_scores(sheet, words, "D2:D11")
