"""The sentence above the measures."""

from datetime import date

from ita.language import Words
from ita.report.measures_headline import measures_headline
from tests.measures.tiny import ON, entries, measures, progress

WORDS = Words("th")
PLAN = measures(
    {"deadline": "2023-04-05"},
    {"deadline": "2023-04-20", "divisions": ("ทุกฝ่าย",)},
    {"deadline": "2023-04-20", "divisions": ("ฝ่ายปกครอง", "ทุกฝ่าย")},
    {},
)
DONE = entries((1, "2023-04", "done"))


def test_what_is_late_near_and_next():
    headline = measures_headline(progress(PLAN).status_table(), None, ON, WORDS)
    for part in ("10 เม.ย. 2566", "**4** มาตรการ", "ล่าช้า 1", "**2**", "20 เม.ย. 2566 (2"):
        assert part in headline


def test_what_is_done_is_neither_late_nor_next():
    headline = measures_headline(progress(PLAN, DONE).status_table(), None, ON, WORDS)
    assert "ล่าช้า 0" in headline
    late = date(2024, 1, 1)
    table = progress(PLAN, on=late).status_table()
    assert "กำหนดถัดไป" not in measures_headline(table, None, late, WORDS)


def test_own_and_shared_work_of_a_division():
    headline = measures_headline(
        progress(PLAN).status_table("ฝ่ายปกครอง"), "ฝ่ายปกครอง", ON, WORDS, name="ฝ่าย\\*"
    )
    assert headline.startswith("**ฝ่าย\\***")
    assert "**3**" in headline
    assert "**1**" in headline
