"""Documents that are hostile inside: never an exception, never a hang, the next visitor is served."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita.reading.files.workbook import Limits, open_workbook
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores
from tests.reading.bad.building import SOUND
from tests.reading.bad.of_documents import (
    SOUND_PDF,
    SOUND_WORD,
    bomb,
    many_lines,
)
from tests.reading.files import reported
from tests.reading.formats import archive, damage_bytes
from tests.reading.papers.files import PART, pdf, table, table_page, word, word_parts
from tests.reading.papers.source_document import PDF, WORD


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_the_text_of_a_word_file_with_any_bytes_changed(seed: int, changes: int) -> None:
    parts = word_parts(table([["ตัวชี้วัดที่", "คะแนน"], [1, 90.0], [2, 91.0]]))
    parts[PART] = damage_bytes(parts[PART], seed, changes)
    sheets, problems = open_workbook(archive(parts), "a.docx")
    assert sheets or problems


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 2**32))
def test_a_pdf_with_any_bytes_changed(seed: int) -> None:
    sheets, problems = open_workbook(damage_bytes(SOUND_PDF, seed, 12), "a.pdf")
    assert sheets or problems


def test_the_next_visitor_is_served_while_hostile_files_are_read() -> None:
    hostile = [many_lines(), bomb()]
    with ThreadPoolExecutor(2) as pool:
        refused = pool.map(lambda data: read_scores(data, "a.pdf"), hostile)
        for data in (SOUND, SOUND_WORD):
            assert reported(read_scores(data, "ita"), "indicator")["1"] == 98.87
        assert [reading.problems[0].code for reading in refused] == ["file-too-demanding"] * 2
    assert reported(read_scores(SOUND_PDF, "ita.pdf"), "indicator")["1"] == 98.87


@pytest.mark.parametrize("path", [WORD, PDF], ids=lambda path: path.suffix)
def test_limits_of_rows_and_pages_are_settings(path) -> None:
    code = "too-many-rows" if path == WORD else "too-many-pages"
    _, (problem,) = open_workbook(path.read_bytes(), path.name, Limits(rows=50, pages=10))
    assert problem.code == code


def test_a_hostile_file_is_refused_as_a_plan_too() -> None:
    for data in (pdf([([], [])]), word(""), many_lines()):
        reading = read_measures(data, "a")
        assert reading.measures.empty
        assert reading.problems


def test_a_figure_that_is_broken_over_two_lines_of_its_cell_is_one() -> None:
    texts, lines = table_page([["ก", "ข", "ค"], ["", "97.76", "เรื่อง"]])
    broken = [(40, 748, "๑๐"), (40, 738, "๐.๐๐")]
    (sheet,), _ = open_workbook(pdf([([*texts, *broken], lines)]), "a.pdf")
    assert sheet.rows[1][0] == "๑๐๐.๐๐"


def test_a_table_over_two_pages_without_a_repeated_head_is_one() -> None:
    rows = [["ตัวชี้วัดที่", "ตัวชี้วัด", "คะแนน"]]
    rows += [[f"{number}", f"เรื่องที่ {number}", "90.00"] for number in range(1, 11)]
    data = pdf([table_page(rows[:6]), table_page(rows[6:])])
    (sheet,), _ = open_workbook(data, "a.pdf")
    assert sheet.breaks == (11,)
    assert [position.page for position in sheet.places[:11]] == [1] * 6 + [2] * 5
