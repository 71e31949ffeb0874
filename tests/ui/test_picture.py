"""The picture of a sheet: cells as a spreadsheet shows them, roles, kinds, what is left out."""

import pytest

from ita.charts.palette import LIGHT
from ita.domain.mapping import UNUSED, SheetMapping
from ita.language import Words
from ita.reading.files.workbook import Sheet
from ita.reading.scores import TableSummary
from ita.reading.tables.headers import SCORE_VOCABULARY
from ita.reading.tables.plan_headers import PLAN_VOCABULARY
from ita.ui.files.corrections import MEASURE_ROLES, SCORE_ROLES
from ita.ui.files.sheet_view import kind_words, picture_of, role_words, styled

SHEET = Sheet(
    "ผล",
    [["รายงาน", "", ""], ["ข้อ", "คะแนน", ""], ["I1", 0.855, ""], ["รวม", 90.0, ""]],
    first_row=1,
    unread={"B3": "#DIV/0!"},
    percent_cells=frozenset({"B4"}),
)
TABLE = TableSummary(
    "ผล", 3, "questions", 1, (3,), {"A": "code", "B": "score"}, {2: "title", 4: "question"}
)
NONE = SheetMapping("ผล")


def test_rows_and_columns_are_named_as_the_spreadsheet_names_them():
    picture = picture_of(SHEET, [TABLE], NONE)
    assert (picture.cells.index.tolist(), [*picture.cells]) == ([2, 3, 4, 5], ["A", "B"])
    assert picture.cells.loc[4:].to_numpy().tolist() == [["I1", "85.5%"], ["รวม", "90"]]
    assert picture.kinds == {2: "title", 3: "header", 4: "question"}


def test_what_stands_in_a_cell_that_cannot_be_read_is_shown():
    sheet = Sheet("ผล", [["ก", ""], ["", "x"]], unread={"B1": "#REF!"})
    assert picture_of(sheet, [], NONE).cells.loc[1].tolist() == ["ก", "#REF!"]


def test_answers_are_seen_in_it():
    answers = SheetMapping("ผล", columns={"B": UNUSED}, unused_rows=frozenset({5}))
    picture = picture_of(SHEET, [TABLE], answers)
    assert picture.roles == {"A": "code", "B": UNUSED}
    assert picture.kinds[5] == UNUSED


def test_in_a_table_that_lies_the_rows_have_roles():
    lying = TableSummary("ผล", None, "indicators", 1, columns={"2": "indicator number"})
    picture = picture_of(SHEET, [lying], NONE)
    assert kind_words(picture.kinds[2], Words("en")) == "indicator number"


def test_of_a_long_sheet_the_beginning_and_the_end_are_shown():
    long = Sheet("ผล", [[float(n)] * 70 for n in range(1000)])
    picture = picture_of(long, [], NONE)
    rows = picture.cells.index
    assert (rows[0], rows[-1], len(rows)) == (1, 1000, 230)
    assert picture.left_out == (770, 10)


def test_the_header_stands_out_and_what_does_not_count_is_grey_and_said_in_words():
    answers = SheetMapping("ผล", columns={"B": UNUSED})
    html = styled(picture_of(SHEET, [TABLE], answers), Words("th"), LIGHT).to_html()
    assert "font-weight: 700" in html
    assert LIGHT.quiet in html
    assert "หัวตาราง" in html
    assert "ไม่นับ" in html


@pytest.mark.parametrize("vocabulary", [SCORE_VOCABULARY, PLAN_VOCABULARY])
def test_every_role_of_a_column_has_its_words(vocabulary):
    names = Words("th").names("roles")
    assert vocabulary.roles <= set(names)


@pytest.mark.parametrize("role", [*SCORE_ROLES, *MEASURE_ROLES])
def test_every_role_that_can_be_given_is_one_of_the_reading(role):
    known = {*SCORE_VOCABULARY.roles, *PLAN_VOCABULARY.roles, UNUSED}
    assert role in known or role.rsplit(" ", 1)[0] in known


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("of indicator 3 (2565)", "score of indicator 3 (2565)"),
        ("of indicator", "score of indicator"),
        ("score", "score"),
        ("score of year (2565)", "score of year (2565)"),
        ("something new", "something new"),
    ],
)
def test_a_role_keeps_its_number_and_year(role, words):
    assert role_words(role, Words("en")) == words
