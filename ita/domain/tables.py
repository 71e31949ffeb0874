"""Columns and types of the tables that the packages exchange.

Every function of the package that takes or returns a "score table", a "reported table", a "measure
table" or a "follow-up table" means exactly these columns, in this order, with these types. Missing
is NA, never zero.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

INSTRUMENTS = ("IIT", "EIT", "OIT")

SCORE_TYPES: Mapping[str, str] = {
    "agency": "string",
    "fiscal_year": "Int64",  # Buddhist Era
    "instrument": "string",  # IIT, EIT or OIT
    "part": "Int64",  # part of the EIT from FY2566 on, else NA
    "indicator": "Int64",  # part of the EIT from FY2566 on, else NA
    "sub_indicator": "string",  # "9.1", or "" where the instrument has none
    "sub_indicator_name": "string",  # as in the file, NA where the file gives only its number
    "code": "string",  # "I11", by position under the indicator
    "text": "string",
    "score": "Float64",  # 0-100, NA where the file has none
    "sheet": "string",  # place of the score in the file
    "cell": "string",
}

REPORTED_TYPES: Mapping[str, str] = {
    "agency": "string",
    "fiscal_year": "Int64",
    "level": "string",  # one of REPORTED_LEVELS
    "key": "string",
    "value": "Float64",  # the figure; NA for a grade, and where the file leaves the cell blank
    "text": "string",  # the text of the cell
    "sheet": "string",
    "cell": "string",
}

# Levels of the figures that a file reports about itself, and the meaning of `key` for each.
REPORTED_LEVELS: Mapping[str, str] = {
    "sub_indicator": 'sub-indicator, "9.1"',
    "indicator": 'number of the indicator, "1" to "10"',
    "part": 'instrument and part, "EIT 1"',
    "instrument": "IIT, EIT or OIT",
    "weight": "instrument; percent of the total",
    "weighted": "instrument; its points of the total",
    "total": "total",
    "grade": 'what the level belongs to: "total", an instrument or the number of an indicator',
    "count": "instrument; items above the threshold, as the report counts them",
    "count_of": "instrument; items in all, as the report counts them",
}

MEASURE_TYPES: Mapping[str, str] = {
    "no": "Int64",  # 1 for the first measure of the file
    "fiscal_year": "Int64",  # Buddhist Era
    "indicator": "Int64",  # 1-10, NA where the file names none of them
    "sub_indicator": "string",  # "9.1", or ""
    "item_code": "string",  # "O11" of the measure's own fiscal year, or ""
    "issue": "string",
    "activity": "string",
    "output": "string",
    "awareness": "string",
    "kpi": "string",  # how its success is measured, "ร้อยละ 80 ของโครงการ"
    "budget": "string",  # as the plan writes it, "10,000" or "ไม่ใช้งบประมาณ"
    "deadline_text": "string",  # as the office writes it
    "deadline": "datetime64[s]",  # the last day in time
    "recurring": "boolean",  # has no last day because it recurs, "ทุกเดือน"
    "responsible_text": "string",
    "divisions": "object",  # tuple of names in the file's order; divisions.EVERYONE for all
    "follow_up_text": "string",
    "question_codes": "object",  # tuple of IIT and EIT codes of the year before, ("I11",)
    "link": "string",
    "agency": "string",
    "key": "string",  # identifies the measure in follow-ups; stays when rows are added or moved
    "sheet": "string",  # place of the row in the file, and its first cell
    "cell": "string",
}

FOLLOW_UP_TYPES: Mapping[str, str] = {
    "entry": "string",  # unique id of the entry
    "measure": "string",  # key of the measure
    "month": "string",  # the month reported on, "2023-04" (Common Era, so that texts sort)
    "status": "string",  # one of follow_up.STATUSES
    "percent": "Int64",  # of the work done, 0-100, NA where not reported
    "note": "string",
    "link": "string",
    "who": "string",
    "at": "datetime64[us, UTC]",  # when it was written
    "agency": "string",
    "fiscal_year": "Int64",
    "title": "string",  # the measure's issue at that time
    "division": "string",  # the party that reports its work; "" for the measure as a whole
}

AGENCY_RESULT_TYPES: Mapping[str, str] = {
    "agency": "string",
    "fiscal_year": "Int64",  # Buddhist Era
    "variant": "string",  # of the framework, "national" or "bangkok"
    "level": "string",  # item, sub_indicator, indicator, instrument or total
    "key": "string",  # code, "9.1", "1"-"10", IIT/EIT/OIT, "total"
    "instrument": "string",  # NA for the total
    "indicator": "Int64",  # 1-10, NA above the indicators
    "text": "string",  # of an item, NA where the file has none
    "score": "Float64",  # 0-100, the figure of record
    "weight": "Float64",  # of the total, in percent
    "weighted_score": "Float64",  # in points of the total
    "complete": "boolean",  # whether all parts are known, or the file prints it
    "basis": "string",  # what it is computed from: items, or the level that the file prints
    "source": "string",  # "printed" or "computed", NA where there is no score
    "grade": "string",  # code of the level of record, NA where there is none
}

# The figures by which agencies of a year are compared, in the order of a roll-up.
COMPARED_KEYS = (
    *("IIT", "1", "2", "3", "4", "5", "EIT", "6", "7", "8", "OIT", "9", "10"),
    "total",
)

# One row per agency of one year. A missing or incomplete score is NaN: it is not compared.
# Plain floats, which rank and filter a year of the whole country many times faster.
YEAR_SCORE_TYPES: Mapping[str, str] = {
    "agency_id": "Int64",  # in the store, NA for a result outside the store
    "agency": "string",  # with the province where names are ambiguous
    "name_key": "string",  # `agency_key` of the agency
    "province": "string",  # "" where it is not known
    "agency_type": "string",  # "" where it is not known
    **dict.fromkeys(COMPARED_KEYS, "float64"),
}


def table_of_rows(rows: Sequence[tuple[Any, ...]], types: Mapping[str, str]) -> pd.DataFrame:
    """Return a table from rows that hold a value for each column, in order."""
    return table_of_columns(list(zip(*rows, strict=True)) or [()] * len(types), types)


def table_of_columns(columns: Sequence[Sequence[Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """Return a table from the values of each column, in order; None means missing."""
    arrays = [_array(values, kind) for kind, values in zip(types.values(), columns, strict=True)]
    table = pd.DataFrame(dict(enumerate(arrays)), copy=False)
    table.columns = _names(tuple(types))
    return table


@cache
def _names(columns: tuple[str, ...]) -> "pd.Index[str]":
    """Return the column index; cached, since creating one takes longer than most columns."""
    return pd.Index(list(columns))


def _array(values: Sequence[Any], kind: str) -> Any:
    # pd.array takes ten times as long for a column of texts and four times for one of numbers.
    if kind == "string":
        texts = pa.array(values, type=pa.large_string())
        return pd.arrays.ArrowStringArray(texts)  # type: ignore[arg-type]  # stubs lack large ones
    # None becomes NaN; rows never hold NaN itself.
    numbers = np.array(values, "float64")
    if kind == "float64":
        return numbers
    missing = np.isnan(numbers)
    numbers[missing] = 0
    if kind == "Int64":
        return pd.arrays.IntegerArray(numbers.astype("int64"), missing)
    if kind == "boolean":
        return pd.arrays.BooleanArray(numbers.astype("bool"), missing)
    return pd.arrays.FloatingArray(numbers, missing)


# Column headers in the dashboard's own workbooks, which can be read back.
FOLLOW_UP_HEADERS: Mapping[str, str] = {
    "measure": "รหัสมาตรการ",
    "title": "มาตรการ",
    "division": "ฝ่ายที่รายงาน",
    "month": "เดือน",
    "status": "สถานะ",
    "percent": "ร้อยละ",
    "note": "หมายเหตุ",
    "link": "ลิงก์",
    "who": "ผู้รายงาน",
    "at": "เวลาที่บันทึก (UTC)",
    "agency": "หน่วยงาน",
    "fiscal_year": "ปีงบประมาณ",
    "entry": "รหัสรายการ",
}


def _table(rows: Iterable[Mapping[str, Any]], types: Mapping[str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=list(types))
    return frame.astype(dict(types))


def score_table(rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Return a score table from rows that may leave out columns; one row per scored item."""
    return _table(rows, SCORE_TYPES)


def reported_table(rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Return a reported table from rows that may leave out columns; one row per claim."""
    return _table(rows, REPORTED_TYPES)


def measure_table(rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Return a measure table from rows that may leave out columns; one row per measure."""
    return _table(rows, MEASURE_TYPES)


def follow_up_table(rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Return a follow-up table from rows that may leave out columns; one row per entry."""
    return _table(rows, FOLLOW_UP_TYPES)


def plain_rows(table: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Return an iterator over the values of some columns, row by row; None means missing."""
    values = (
        [None if pd.isna(value) else value for value in table[name].tolist()] for name in columns
    )
    return zip(*values, strict=True)


def iterate_rows(table: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a table as named tuples, typed Any since their columns vary."""
    yield from table.itertuples()
