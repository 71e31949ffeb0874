"""Codes are read as written, mended where nothing else is possible, and never guessed."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.domain.framework import load_framework
from ita.reading.files.workbook import Sheet
from ita.reading.scores import Reading, read_sheets
from ita.reading.tables.item_codes import item_code, label_code, possible_codes
from ita.thai.text import thai_digits
from tests.reading.files import codes, scores

INSTRUMENTS = ("IIT", "EIT", "OIT")
EXPECTED = [
    (code, instrument, indicator, sub)
    for instrument in INSTRUMENTS
    for code, indicator, sub in load_framework(2565).expected_codes(instrument)
]
# A score of its own for each question, in no order.
SCORE_OF = {code: 20 + (37 * at % 89) * 0.75 for at, (code, *_) in enumerate(EXPECTED)}

SPELLINGS: list[Callable[[str], str]] = [
    str,
    str.lower,
    thai_digits,
    lambda code: f"{code[0]}-{code[1:]}",
    lambda code: f"{code[0]} {code[1:]}",
    lambda code: f"{code[0]}.{code[1:]}.",
    lambda code: f"{code[0]}{int(code[1:]):02}",
    lambda code: f"{code[0]}IT{code[1:]}",
    lambda code: f"{code[0]}IT-{code[1:]}",
    lambda code: f"{code[0]}IT ข้อ {code[1:]}",
    lambda code: f"แบบวัด {code[0]}IT ข้อที่ {code[1:]}",
    lambda code: f"ข้อ {code}",
    lambda code: f"ข้อที่ {code}",
    lambda code: f"({code})",
    lambda code: f"{code}:",
    lambda code: f"{code}¹",
    lambda code: f"{code} *",
    lambda code: f"{code} (1)",
    lambda code: "".join(chr(ord(sign) + 0xFEE0) for sign in code),
    lambda code: code.translate(str.maketrans("IEO", "ІЕО")),
    lambda code: f" \u200b{code}\u00a0",
]


def read(rows: Sequence[Sequence[Any]], header: Sequence[str], year: str = "2565") -> Reading:
    """A sheet of questions whose file's name tells the year."""
    return read_sheets([Sheet("ผล", [list(header), *map(list, rows)])], f"ita {year}.xlsx")


def codes_of_interest(reading: Reading) -> set[str]:
    """The problems apart from the year's origin and OIT items that are neither 0 nor 100."""
    return set(codes(reading)) - {"year-from-file-name", "oit-item-between"}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SPELLINGS), st.randoms(use_true_random=False), st.booleans())
def test_any_spelling_in_any_order(
    spelled: Callable[[str], str], dice: random.Random, with_place: bool
) -> None:
    rows = [[spelled(code), f"ข้อความ {code}", SCORE_OF[code]] for code, *_ in EXPECTED]
    header = ["รหัส", "ข้อคำถาม", "คะแนน"]
    if with_place:
        places = [[instrument, number] for _, instrument, number, _ in EXPECTED]
        rows = [heading + row for heading, row in zip(places, rows, strict=True)]
        header = ["เครื่องมือ", "ตัวชี้วัดที่", *header]
    dice.shuffle(rows)
    reading = read(rows, header)
    assert scores(reading) == SCORE_OF
    assert codes_of_interest(reading) == set()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SPELLINGS), min_size=88, max_size=88), st.data())
def test_spellings_mixed_with_the_text_in_one_cell(
    spelled: list[Callable[[str], str]], data: st.DataObject
) -> None:
    joint = data.draw(st.sampled_from([" ข้อความ", ". ข้อความ", " - ข้อความ", ") ข้อความ"]))
    rows = [
        [(spell(code) if "IT ข้อ" not in spell("I1") else code).strip() + joint, SCORE_OF[code]]
        for spell, (code, *_) in zip(spelled, EXPECTED, strict=True)
    ]
    data.draw(st.randoms(use_true_random=False)).shuffle(rows)
    reading = read(rows, ["ข้อคำถาม", "คะแนน"])
    assert scores(reading) == SCORE_OF
    assert codes_of_interest(reading) == set()


def _damaged(code: str, dice: random.Random) -> str:
    """A code as text extraction leaves it."""
    letter, number = code[0], code[1:]
    lost = {"I": ["1", "l", "|", "๑", ""], "E": [""], "O": ["0", "๐", ""]}[letter]
    return dice.choice([thai_digits, str])(dice.choice(lost) + number)


@settings(max_examples=150, deadline=None)
@given(
    st.randoms(use_true_random=False),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["2565", "2599"]),
)
def test_damaged_codes_are_right_or_said(
    dice: random.Random, with_place: bool, shuffled: bool, year: str
) -> None:
    rows = []
    for code, instrument, number, sub in EXPECTED:
        written = _damaged(code, dice) if dice.random() < 0.7 else code
        heading = [number, sub] if with_place else ["", ""]
        rows.append([instrument, *heading, written, f"ข้อความ {code}", SCORE_OF[code]])
    if shuffled:
        dice.shuffle(rows)
    header = ["เครื่องมือ", "ตัวชี้วัดที่", "ตัวชี้วัดย่อย", "รหัส", "ข้อคำถาม", "คะแนน"]
    reading = read(rows, header, year)
    read_codes = {code: score for code, score in scores(reading).items() if item_code(code)}
    assert read_codes.items() <= SCORE_OF.items()
    assert len(read_codes) == 88 or {"code-unreadable", "code-twice"} & codes_of_interest(reading)
    if with_place and year == "2565":
        assert len(read_codes) == 88


def test_numbers_that_begin_anew_under_each_heading() -> None:
    rows, count = [], {}
    for code, instrument, number, sub in EXPECTED:
        count[number, sub] = count.get((number, sub), 0) + 1
        rows.append([instrument, number, sub, f"ข้อ {count[number, sub]}", code, SCORE_OF[code]])
    random.Random(1).shuffle(rows)
    header = ["เครื่องมือ", "ตัวชี้วัดที่", "ตัวชี้วัดย่อย", "ข้อ", "ข้อคำถาม", "คะแนน"]
    assert scores(read(rows, header)) == SCORE_OF
    # In a year whose counts are not known nobody can tell which question the first of 9.2 is.
    assert "code-unreadable" in codes_of_interest(read(rows, header, "2599"))


@pytest.mark.parametrize("in_order", [True, False])
def test_without_any_code_the_order_tells_unless_it_is_that_of_the_scores(in_order: bool) -> None:
    rows = [[name, f"ข้อความ {code}", SCORE_OF[code]] for code, name, *_ in EXPECTED[:30]]
    if not in_order:
        rows.sort(key=lambda row: row[2])
    reading = read(rows, ["เครื่องมือ", "ข้อคำถาม", "คะแนน"])
    if in_order:
        assert scores(reading) == dict(list(SCORE_OF.items())[:30])
        assert "code-by-position" in codes_of_interest(reading)
    else:
        assert not any(map(item_code, scores(reading)))
        assert "code-unreadable" in codes_of_interest(reading)


def test_without_any_code_the_headings_must_be_in_order_too() -> None:
    rows = [[number, f"ข้อความ {code}", SCORE_OF[code]] for code, _, number, _ in EXPECTED[:30]]
    random.Random(3).shuffle(rows)
    reading = read(rows, ["ตัวชี้วัดที่", "ข้อคำถาม", "คะแนน"])
    assert not any(map(item_code, scores(reading)))
    assert "code-unreadable" in codes_of_interest(reading)


def test_with_a_row_too_few_no_code_comes_from_the_order() -> None:
    rows = [["IIT", f"ข้อความ {code}", SCORE_OF[code]] for code, *_ in EXPECTED[:29]]
    reading = read(rows, ["เครื่องมือ", "ข้อคำถาม", "คะแนน"])
    assert not any(map(item_code, scores(reading)))
    assert "code-unreadable" in codes_of_interest(reading)


def test_an_unreadable_code_keeps_its_row_under_its_indicator() -> None:
    rows = [[number, f"Q-{code}", SCORE_OF[code]] for code, _, number, _ in EXPECTED[:30]]
    reading = read(rows, ["ตัวชี้วัดที่", "รหัส", "คะแนน"])
    assert scores(reading)["Q-I17 (C18)"] == SCORE_OF["I17"]
    assert reading.scores["indicator"].tolist() == [number for _, _, number, _ in EXPECTED[:30]]
    (problem,) = [each for each in reading.problems if each.code == "code-unreadable"]
    assert (problem.cell, problem.value, problem.detail["count"]) == ("C2", "Q-I1", "30")


def test_two_rows_of_one_code_are_said_even_when_spelled_apart() -> None:
    reading = read([["I17", "ก", 61.2], ["IIT-17", "ก", 99.0]], ["รหัส", "ข้อคำถาม", "คะแนน"])
    assert "code-twice" in codes_of_interest(reading)


def test_a_readable_code_is_worth_more_than_the_heading_above_it() -> None:
    rows = [
        ["OIT", "", 100.0],
        ["", "", ""],
        ["รหัส", "ข้อคำถาม", "คะแนน"],
        *[[code, "ข้อความ", SCORE_OF[code]] for code, *_ in EXPECTED[:30]],
    ]
    reading = read(rows, ["เครื่องมือ", "", "คะแนน"])
    assert set(reading.scores["instrument"]) == {"IIT"}
    assert set(reading.scores["indicator"]) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    "text",
    [
        "II7",
        "I1.7",
        "I1-5",
        "I117",
        "I100",
        "E0",
        "O12.1",
        "I17, I18",
        "I17/E1",
        "Q17",
        "",
        "ข้อ 17",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert item_code(text) == ""


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("I17.บุคลากร ๕ คน", "I17", "บุคลากร ๕ คน"),
        ("O43ข้อความ", "O43", "ข้อความ"),
        ("แผนปฏิบัติราชการ (O10)", "O10", "แผนปฏิบัติราชการ"),
        ("O12 รายงานตามแผน (O11)", "O12", "รายงานตามแผน (O11)"),
        ("IIT 30 คะแนน", "", "IIT 30 คะแนน"),
        ("IIT 30", "", "IIT 30"),
        ("IIT 17", "I17", ""),
        ("I1–I6 ทั้งหมด", "", "I1–I6 ทั้งหมด"),
        ("I1 7 วัน", "", "I1 7 วัน"),
        ("O9.1 ข้อมูล", "", "O9.1 ข้อมูล"),
    ],
)
def test_a_code_and_its_text_in_one_cell(text: str, code: str, rest: str) -> None:
    assert label_code(text) == (code, rest)


@pytest.mark.parametrize(
    ("text", "instrument", "possible"),
    [
        ("l17", "IIT", {"I17"}),
        ("๑๑๒", "IIT", {"I12"}),
        ("๑๑", "IIT", {"I1", "I11"}),
        ("๐๑๐", "OIT", {"O10"}),
        ("ข้อ 5.", "EIT", {"E5"}),
        ("l17", "OIT", set()),
        ("1.7", "IIT", set()),
    ],
)
def test_what_a_damaged_code_can_be(text: str, instrument: str, possible: set[str]) -> None:
    assert possible_codes(text, instrument) == possible
