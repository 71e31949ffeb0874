"""Digits, normal form and line breaks of Thai text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.thai.text import (
    arabic_digits,
    clean_text,
    comparison_key,
    line_pieces,
    normalize_text,
    text_width,
    thai_digits,
    wrap_text,
)

QUESTION = "สำนักงานเขตของท่าน มีการจัดซื้อจัดจ้าง/การจัดหาพัสดุ และการตรวจรับพัสดุในลักษณะดังต่อไปนี้ มากน้อยเพียงใด"
# Vowels and tone marks that must never begin a line.
MARKS = set("ะัาำิีึืฺุู็่้๊๋์ํๆ")


def test_digits_go_both_ways():
    assert thai_digits("98.14 (AA)") == "๙๘.๑๔ (AA)"
    assert arabic_digits("๙๘.๑๔ คะแนน") == "98.14 คะแนน"


@given(st.text())
def test_thai_digits_come_back(text):
    plain = arabic_digits(text)
    assert arabic_digits(thai_digits(plain)) == plain


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("การใช้อํานาจ", "การใช้อำนาจ"),
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("คะแนน\u00a0 รวม\n", "คะแนน รวม"),
        ("คะ\u200bแนน", "คะแนน"),
        ("ＩＩＴ ８５", "IIT 85"),
        ("\u202eคะแนน\u202c", "คะแนน"),
        ("ตัวช้ีวัด", "ตัวชี้วัด"),
        ("นำ้หนัก", "น้ำหนัก"),
        ("นา้", "น้า"),
        ("ค\u0e30\u0e48", "ค่ะ"),
        ("คะเเนน", "คะแนน"),
        ("ชี้้้วัดด", "ชี้วัดด"),
        ("ที ่นี ่", "ที่นี่"),
        ("ตัวชี\uf70bวัด", "ตัวชี้วัด"),
        ("หน\uf70bาท\uf702\uf70a", "หน้าที่"),
        ("ให\uf70f\uf70a", "ใหญ่"),
        ("79.1¹ ข้อ② ๗⁾", "79.1¹ ข้อ② ๗⁾"),
    ],
)
def test_texts_that_look_alike_are_equal(typed, same):
    assert normalize_text(typed) == same


@given(st.text())
def test_normal_form_is_stable(text):
    assert normalize_text(normalize_text(text)) == normalize_text(text)


@given(st.text("กขเแาะำ\u0e4d่้ิีุู์็ \uf70a\u200b"))
def test_normal_form_of_thai_is_stable(text):
    assert normalize_text(normalize_text(text)) == normalize_text(text)
    assert comparison_key(normalize_text(text)) == comparison_key(text)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("กขคงด"),
            st.sampled_from(["", "\u0e34", "\u0e35", "\u0e31", "\u0e38"]),
            st.sampled_from(["", "\u0e48", "\u0e49"]),
            st.sampled_from(["", "า", "ะ", "\u0e4dา", "\u0e4c"]),
        ),
        min_size=1,
        max_size=5,
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_of_typing_gives_the_same_text(syllables, dice):
    def typed(shuffle):
        text = ""
        for letter, *marks in syllables:
            marks = list("".join(marks))
            if shuffle:
                dice.shuffle(marks)
            text += letter + "".join(marks)
        return text

    assert normalize_text(typed(True)) == normalize_text(typed(False))
    assert comparison_key(typed(True)) == comparison_key(typed(False))


def test_marks_take_no_room():
    assert text_width("ที่นี่") == 2
    assert text_width("AA 98") == 5


def test_lines_hold_the_text_and_break_where_thai_may():
    lines = wrap_text(QUESTION, 35)
    assert "".join(lines).replace(" ", "") == QUESTION.replace(" ", "")
    assert all(text_width(line) <= 35 for line in lines)
    assert not any(line[0] in MARKS for line in lines)


def test_what_does_not_fit_is_cut_with_an_ellipsis():
    lines = wrap_text(QUESTION, 35, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(text_width(line) <= 35 for line in lines)
    assert wrap_text("สั้น", 35, 2) == ["สั้น"]


def test_a_space_inside_a_word_group_stays():
    assert wrap_text("กับผู้มาติดต่อคนอื่น ๆ อย่างเท่าเทียมกัน", 60) == ["กับผู้มาติดต่อคนอื่น ๆ อย่างเท่าเทียมกัน"]
    assert "อื่น ๆ" in " ".join(wrap_text("ปฏิบัติงานแก่ท่าน กับผู้มาติดต่อคนอื่น ๆ อย่างเท่าเทียม", 30))


@given(st.text(max_size=200), st.integers(5, 60))
def test_no_letter_is_lost_in_wrapping(text, letters):
    joined = "".join(wrap_text(text, letters))
    assert joined.replace(" ", "") == normalize_text(text).replace(" ", "")


def test_lines_are_as_wide_as_their_letters_when_these_are_measured():
    widths = {"ก": 3, " ": 1}

    def measure(text):
        return sum(widths[letter] for letter in text)

    assert wrap_text("กก กก กก", 14, measure=measure) == ["กก กก", "กก"]
    assert wrap_text("กก กก กก", 13, measure=measure) == ["กก กก", "กก"]
    assert wrap_text("กก กก กก", 12, measure=measure) == ["กก", "กก", "กก"]


@pytest.mark.parametrize("word", ["น้ำ" * 30, "เมื่อ" * 20, "ก" * 100, "a" * 100])
def test_a_word_longer_than_a_line_is_broken_between_two_letters(word):
    lines = wrap_text(word, 7)
    assert "".join(lines) == word
    assert all(text_width(line) <= 7 for line in lines)
    assert not any(line[0] in MARKS for line in lines)
    assert not any(line[-1] in "เแโใไ" for line in lines)


def test_a_cut_word_longer_than_a_line_keeps_its_beginning():
    assert wrap_text("a" * 100, 10, 1) == ["aaaaaaaaa…"]


def test_no_line_begins_with_a_space():
    assert wrap_text("Past the deadline", 12) == ["Past the", "deadline"]


def test_labels_that_look_alike_are_equal() -> None:
    spellings = ["น้ำหนัก", "น้\u0e4d\u0e32หนัก", "น้าหนัก", "น้ํ าหนัก", "น้ำ\u200bหนัก", " น้ำ หนัก "]
    assert {comparison_key(text) for text in spellings} == {"น้าหนัก"}
    assert clean_text("ก_x000D_\nข\u0008\u202eค") == "ก ขค"


@pytest.mark.parametrize(
    "together",
    ["39 หน่วย", "10 เม.ย. 2566", "๑๓ จาก", "(87.41)", "งบประมาณ 2563", "2.75 ·", "23 April 2023"],
)
def test_a_number_stays_with_what_it_counts_and_a_sign_with_its_word(together):
    text = f"เทียบกับกลุ่มเดียวกัน {together} ของหน่วยงานทั้งหมด"
    assert any(together in piece for piece in line_pieces(text))


def test_a_row_of_numbers_may_break():
    assert len(line_pieces("2561 2562 2563 2564 2565 2566 2567 2568 2569")) > 1
