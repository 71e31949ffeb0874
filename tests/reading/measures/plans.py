"""A small plan of measures as a workbook, for the tests to spoil."""

from typing import Any

from ita.reading.measures import MeasureReading, read_measures
from tests.reading.files import ROOT, workbook

OWN_MEASURES = ROOT / "data" / "measures" / "yannawa_2566.xlsx"
HEADER = ["ตัวชี้วัด", "ประเด็น", "กิจกรรม", "ระยะเวลาแล้วเสร็จ", "ผู้รับผิดชอบ"]
INFORMATION = [["หน่วยงาน", "สำนักงานเขตตัวอย่าง"], ["ปีงบประมาณ", 2566], ["รูปแบบ", "กรุงเทพมหานคร"]]
GOOD = ["๑) การปฏิบัติหน้าที่", "จุดบริการ", "จัดอบรม", "๒๐ เม.ย. ๖๖", "ฝ่ายปกครอง"]


def row(**changed: Any) -> list[Any]:
    """The good row with some of its cells changed."""
    names = ("indicator", "issue", "activity", "deadline", "responsible")
    return [changed.get(name, usual) for name, usual in zip(names, GOOD, strict=True)]


def read(*rows: list[Any], header: list[str] = HEADER, **options: Any) -> MeasureReading:
    """The reading of a plan with these rows, beside a sheet that tells whose it is."""
    sheets = {"มาตรการ": [header, *rows], "ข้อมูล": INFORMATION}
    return read_measures(workbook(sheets), "แผน.xlsx", **options)
