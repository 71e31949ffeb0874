"""Whatever stands in a file: no exception, and never a number that isn't in it."""

import datetime
import random
import re
from typing import Any

import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita.domain.mapping import FileMapping
from ita.domain.tables import REPORTED_LEVELS, REPORTED_TYPES, SCORE_TYPES
from ita.reading.files.workbook import Sheet, open_workbook
from ita.reading.scores import Reading, read_scores, read_sheets
from ita.reading.tables.headers import column
from ita.reading.tables.numbers import figure
from ita.thai.text import arabic_digits, clean_text, comparison_key, thai_digits
from ita.thai.years import year_in
from tests.reading.bad.building import SOUND
from tests.reading.files import FIGURES, NAMES, codes, reported, workbook
from tests.reading.formats import xls, xlsb

WORDS = [
    *NAMES[:4],
    *("ตัวชี้วัด", "ตัวชี้วัดที่", "ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ ๑๐", "ตัวชี้วัดที่ 13", "ตัวชี้วัดย่อย"),
    *("คะแนน", "คะแนนที่ได้", "คะแนนรวม", "คะแนนถ่วงน้ำหนัก", "คะแนน ITA (ปี 2563)", "น้ำหนัก (ร้อยละ)"),
    *("คะแนนเฉลี่ยตัวชี้วัด", "ผลการประเมิน", "ระดับ", "เฉลี่ย", "รวม", "คะแนนเฉลี่ย (ถ่วงน้ำหนัก)"),
    *("รหัส", "ข้อ", "ข้อคำถาม", "ลำดับ", "ประเด็นการประเมิน", "หน่วยงาน", "ปีงบประมาณ", "ปี 2564"),
    *("เครื่องมือ", "IIT", "EIT", "OIT", "IIT (30)", "EIT ส่วนที่ 1", "ส่วนที่ 2", "แบบวัด (IIT)"),
    *("I1", "I2", "i11", "E๑", "O43", "๑๑.", "1๒๕. คำถาม", "๐๑๐. แผน", "๑๑. บุคลากร ๙๗.๗๖", "O5 ข้อ"),
    *(
        "9.1",
        "๙.๑. ข้อมูล",
        "10.2.1 มาตรการ",
        "• เงิน",
        "AA Excellence",
        "98.14 AA",
        "จำนวนข้อที่สูงกว่า 85",
    ),
    *(
        "จากทั้งหมด (ข้อ)",
        "สำนักงานเขตตัวอย่าง",
        "ปีงบประมาณ พ.ศ. 2565",
        "ตัวชี้วัดที่ ๒ การใช้งบประมาณ ๙๓.๖๙ คะแนน",
    ),
    *(
        "-",
        "N/A",
        "#DIV/0!",
        "85,5",
        "85.5%",
        "๘๕.๕ คะแนน",
        "ร้อยละ 90",
        "1,234.5",
        "=SUM(A1)",
        "a\tb\t95.5",
    ),
]
CELLS = st.one_of(
    st.just(""),
    st.sampled_from(WORDS),
    st.floats(-20, 120, width=32),
    st.sampled_from([0.0, 1.0, 2.0, 3.5, 30.0, 40.0, 85.0, 100.0, 2564.0, 2565.0, float("inf")]),
    st.booleans(),
    st.just(datetime.date(2022, 9, 30)),
    st.text(max_size=8),
)
GRIDS = st.integers(1, 7).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=12)
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")


def numbers_in(cell: Any) -> set[float]:
    """Every number that a cell can be said to hold."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return set()
    whole = figure(cell).value
    numbers = set() if whole is None else {whole}
    if isinstance(cell, str):
        for text in _NUMBER.findall(arabic_digits(clean_text(cell))):
            value = figure(text.lstrip("+-")).value
            numbers |= set() if value is None else {value}
    return numbers


def at(rows: list[list[Any]], address: str) -> Any:
    """The cell of an address with one letter."""
    column, row = ord(address[0]) - 65, int(address[1:]) - 1
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def holds_only_what_the_file_holds(reading: Reading, rows: list[list[Any]]) -> None:
    """Fails for a figure that doesn't stand in its cell, and for a table out of its agreed form."""
    computed = "score-from-points" in codes(reading)
    for row in reading.scores.itertuples():
        if not pd.isna(row.score):
            assert 0 <= row.score <= 100
            assert row.score in numbers_in(at(rows, row.cell))
    for row in reading.reported.itertuples():
        assert row.level in REPORTED_LEVELS
        if not pd.isna(row.value) and not (computed and row.level == "instrument"):
            assert row.value in numbers_in(at(rows, row.cell))
    assert {name: str(kind) for name, kind in reading.scores.dtypes.items()} == dict(SCORE_TYPES)
    assert {n: str(kind) for n, kind in reading.reported.dtypes.items()} == dict(REPORTED_TYPES)
    coded = reading.scores[reading.scores["code"] != ""]
    assert not coded.duplicated(["agency", "fiscal_year", "instrument", "part", "code"]).any()
    assert not reading.reported.duplicated(["agency", "fiscal_year", "level", "key"]).any()


@settings(max_examples=200, deadline=None)
@given(GRIDS)
def test_any_grid(rows: list[list[Any]]) -> None:
    before = [list(row) for row in rows]
    reading = read_sheets([Sheet("ผล", rows)], "ita 2565.xlsx")
    holds_only_what_the_file_holds(reading, rows)
    # The cells are compared by their texts: NaN equals nothing.
    assert repr(rows) == repr(before)


HEADERS = [word for word in WORDS if column(word).role]
TABLES = st.lists(st.sampled_from(HEADERS), min_size=2, max_size=7).flatmap(
    lambda header: st.tuples(
        st.just(header),
        st.lists(
            st.tuples(*[st.one_of(CELLS, st.floats(0, 100), st.just(header[0]))] * len(header)),
            max_size=10,
        ),
    )
)


@settings(max_examples=200, deadline=None)
@given(TABLES, st.integers(0, 2))
def test_any_table(table: tuple[list[str], list[tuple[Any, ...]]], above: int) -> None:
    header, body = table
    rows = [[""] * len(header)] * above + [header, *map(list, body)]
    holds_only_what_the_file_holds(read_sheets([Sheet("ผล", rows)], "ita 2565.xlsx"), rows)


@settings(max_examples=75, deadline=None)
@given(GRIDS, GRIDS)
def test_any_two_sheets(first: list[list[Any]], second: list[list[Any]]) -> None:
    sheets = [Sheet("ก", first), Sheet("ข", second, visible=False)]
    reading = read_sheets(sheets, "ita.xlsx", mapping=FileMapping("เขต", 2565))
    codes(reading)
    for row in reading.scores.itertuples():
        if not pd.isna(row.score):
            assert row.score in numbers_in(at(first if row.sheet == "ก" else second, row.cell))


@settings(max_examples=100, deadline=None)
@given(
    st.permutations(range(4)),
    st.integers(0, 4),
    st.integers(0, 3),
    st.sampled_from(["คะแนน", "คะแนนที่ได้", "ผลคะแนน", "คะแนน\nเฉลี่ย", "คะ\u200bแนน", "Score"]),
    st.sampled_from(["ตัวชี้วัด", "ชื่อตัวชี้วัด", "ตัวชี้วัด (10 ตัว)", "Indicator"]),
    st.booleans(),
)
def test_any_order_and_place_of_a_sound_table(
    order: list[int], above: int, left: int, score: str, name: str, thai: bool
) -> None:
    rows: list[list[Any]] = [["ปีงบประมาณ", "หน่วยงาน", name, score]]
    for indicator, value in zip(NAMES, FIGURES, strict=True):
        rows.append([2565.0, "เขต", indicator, thai_digits(str(value)) if thai else value])
    placed = [[""] * left + [row[at] for at in order] for row in rows]
    reading = read_sheets([Sheet("ผล", [["หัวเรื่อง"]] * above + placed)], "x.xlsx")
    assert list(reported(reading, "indicator").values()) == FIGURES
    assert codes(reading) == []


@given(st.decimals(0, 100, places=2), st.sampled_from([str, thai_digits]), st.booleans())
def test_any_figure_in_any_digits(value: Any, digits: Any, comma: bool) -> None:
    text = digits(str(value)).replace(".", "," if comma else ".")
    for dressed in (text, f" {text} ", f"{text}%", f"{text} คะแนน", f"\u00a0{text}"):
        assert figure(dressed).value == float(value)


@given(st.text(max_size=40))
def test_any_text_is_cleaned_once_and_for_all(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert comparison_key(cleaned) == comparison_key(text)
    year_in(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    codes(read_scores(data, "ita.xlsx"))


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 12))
def test_a_sound_file_with_any_bytes_changed(seed: int, changes: int) -> None:
    dice = random.Random(seed)
    data = bytearray(SOUND)
    for _ in range(changes):
        data[dice.randrange(len(data))] = dice.randrange(256)
    sheets, problems = open_workbook(bytes(data), "ita.xlsx")
    assert sheets or problems


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([xls, xlsb]))
def test_an_old_file_with_any_bytes_changed(seed: int, build: Any) -> None:
    dice = random.Random(seed)
    data = bytearray(build([["ตัวชี้วัด", "คะแนน"], [NAMES[0], 90.0]]))
    for _ in range(6):
        data[dice.randrange(len(data))] = dice.randrange(256)
    sheets, problems = open_workbook(bytes(data), "ita.xls")
    assert sheets or problems


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), max_size=8),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp874"]),
)
@example([["การปฏิบัติหน้าที่"], ["I1", "การปฏิบัติหน้าที่"]], ",", "utf-8")
def test_any_text_file(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    data = "\n".join(delimiter.join(row) for row in rows).encode(encoding, "ignore")
    codes(read_scores(data, "ita.csv"))


def test_reading_twice_gives_the_same() -> None:
    data = workbook([["ตัวชี้วัด", "คะแนน"], *zip(NAMES, FIGURES, strict=True)])
    first, second = read_scores(data, "2565.xlsx"), read_scores(data, "2565.xlsx")
    pd.testing.assert_frame_equal(first.reported, second.reported)
    assert first.problems == second.problems
