"""Plans as other offices lay them out, and what is read of them."""

from datetime import date

import openpyxl
import pandas as pd

from ita.reading.measures import read_measures
from tests.reading.files import saved

TITLE = ["แผนของเทศบาลเมืองตัวอย่าง ปีงบประมาณ พ.ศ. 2566"]
MONTHS = [
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
]
QUARTERS = ["ไตรมาส 1", "ไตรมาส 2", "ไตรมาส 3", "ไตรมาส 4"]
MARCH, JUNE, SEPTEMBER = date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30)


def read(*rows, hidden=(), title=TITLE, **options):
    book = openpyxl.Workbook()
    book.active.title = "แผน"
    for row in (title, *rows):
        book.active.append(row)
    for letter in hidden:
        book.active.column_dimensions[letter].hidden = True
    return read_measures(saved(book), "a.xlsx", **options)


def days(reading):
    return [None if pd.isna(day) else day.date() for day in reading.measures["deadline"]]


def errors(reading):
    return [each.code for each in reading.problems if each.severity == "error"]
