"""Widths of texts in the packaged font."""

import pytest

from ita.publishing.text_metrics import text_width


def test_a_text_is_as_wide_as_its_letters_are_large():
    assert text_width("คะแนน AA", 40) == pytest.approx(2 * text_width("คะแนน AA", 20))
    assert text_width("", 20) == 0


def test_bold_letters_are_wider_and_marks_take_no_room():
    assert text_width("คะแนน", 20, bold=True) > text_width("คะแนน", 20)
    assert text_width("ที่", 20) == pytest.approx(text_width("ท", 20))


def test_each_script_is_measured_with_its_own_letters():
    both = text_width("ระดับ AA", 20)
    assert both == pytest.approx(text_width("ระดับ", 20) + text_width(" AA", 20))
