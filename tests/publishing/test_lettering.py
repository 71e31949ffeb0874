"""Widths of texts in the packaged font, and lines that keep within a width."""

import pytest

from ita.publishing.lettering import lines_within, text_width

ISSUE = "มาตรการที่ ๑๔ จัดทำมาตรการจัดการทรัพย์สินของราชการของบริจาคและการจัดเก็บของกลาง"


def test_a_text_is_as_wide_as_its_letters_are_large():
    assert text_width("คะแนน AA", 40) == pytest.approx(2 * text_width("คะแนน AA", 20))
    assert text_width("", 20) == 0


def test_bold_letters_are_wider_and_marks_take_no_room():
    assert text_width("คะแนน", 20, bold=True) > text_width("คะแนน", 20)
    assert text_width("ที่", 20) == pytest.approx(text_width("ท", 20))


def test_each_script_is_measured_with_its_own_letters():
    both = text_width("ระดับ AA", 20)
    assert both == pytest.approx(text_width("ระดับ", 20) + text_width(" AA", 20))


@pytest.mark.parametrize("width", [200, 350, 500, 900])
def test_lines_keep_within_their_width(width):
    lines = lines_within(ISSUE, width, 24)
    assert "".join(lines).replace(" ", "") == ISSUE.replace(" ", "")
    assert all(text_width(line, 24) <= width for line in lines)


def test_what_finds_no_line_is_cut_and_said_so():
    (line,) = lines_within(ISSUE, 300, 24, lines=1)
    assert line.endswith("…")
    assert text_width(line, 24) <= 300


def test_no_word_is_left_alone_in_the_last_line():
    first = text_width(ISSUE.removesuffix("กลาง"), 24)
    lines = lines_within(ISSUE, first, 24)
    assert len(lines) == 2
    assert text_width(lines[-1], 24) >= 0.3 * first
