"""Tables that leave the dashboard: right letters, no formulas, same content."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest

from ita.publishing.excel.tables import to_csv, to_xlsx

HOSTILE = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1", "|x", "%x"]


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_carries_no_formula(text):
    table = pd.DataFrame({text: [text]})
    content = to_csv(table).decode("utf-8-sig")
    fields = [field for row in csv.reader(StringIO(content, newline="")) for field in row]
    assert fields == ["'" + text, "'" + text]


@pytest.mark.parametrize("text", HOSTILE)
def test_xlsx_stores_text_as_text(text):
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx({"data": pd.DataFrame({text: [text]})}))).active
    assert sheet["A1"].data_type == "s"
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.strip() == text.strip()


def test_csv_opens_with_thai_letters_and_real_negative_numbers():
    content = to_csv(pd.DataFrame({"คะแนน": [-1.5], "ข้อ": ["การใช้งบประมาณ"]}))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "คะแนน,ข้อ\r\n-1.5,การใช้งบประมาณ\r\n"


def test_xlsx_reads_back_equal():
    table = pd.DataFrame({"รหัส": ["I11", "E14"], "คะแนน": [81.2, 95.91], "ว่าง": [None, "x"]})
    content = BytesIO(to_xlsx({"คะแนน": table}))
    back = pd.read_excel(content, sheet_name="คะแนน", engine="openpyxl")
    pd.testing.assert_frame_equal(back, table, check_dtype=False)


def test_letters_that_xml_forbids_are_left_out():
    sheet = openpyxl.load_workbook(BytesIO(to_xlsx({"d": pd.DataFrame({"a": ["x\x08y"]})}))).active
    assert sheet["A2"].value == "xy"


def test_the_table_is_not_changed():
    table = pd.DataFrame({"a": ["=1"]})
    to_csv(table)
    to_xlsx({"d": table})
    assert table["a"].tolist() == ["=1"]
