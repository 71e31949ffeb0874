"""A printed report's own tables, pasted as they stand, give the same as the clean workbook.

The lines are those of the office's published report of FY2565, from its first result table to
"คะแนนเฉลี่ย (ถ่วงน้ำหนัก)", with the codes as text extraction damaged them: ๑๑, ๑๓, 1๒๕, ๐๑๐.
"""

from collections.abc import Callable

import pytest

from ita.domain.mapping import FileMapping
from ita.reading.scores import Reading, read_scores
from tests.reading.files import OWN_WORKBOOK, ROOT, Rows, codes, grades, reported, scores, workbook

FY2565 = FileMapping(fiscal_year=2565)
LINES = (ROOT / "tests" / "data" / "yannawa_2565_report.txt").read_text("utf-8").splitlines()
DETAIL = next(at for at, line in enumerate(LINES) if line.startswith("ตารางแสดงรายละเอียดคะแนน"))


def by_fields(lines: list[str]) -> Rows:
    """One cell a field, as a paste from a document gives."""
    return [line.split("\t") for line in lines]


def in_one_cell(lines: list[str]) -> Rows:
    """The whole line in column A, tabs and all."""
    return [[line] for line in lines if line]


def with_spaces(lines: list[str]) -> Rows:
    """The whole line in column A, its tabs lost."""
    return [[line.replace("\t", " ")] for line in lines]


def moved(lines: list[str]) -> Rows:
    """One cell a field, two columns further right and three rows down."""
    return [[], [], [], *[[None, None, *line.split("\t")] for line in lines]]


@pytest.fixture(scope="module")
def clean() -> Reading:
    return read_scores(OWN_WORKBOOK.read_bytes(), "own.xlsx")


@pytest.mark.parametrize("start", [0, DETAIL], ids=["whole", "detail"])
@pytest.mark.parametrize("pasted", [by_fields, in_one_cell, with_spaces, moved])
def test_every_question_gets_its_code_and_place(
    pasted: Callable[[list[str]], Rows], start: int, clean: Reading
) -> None:
    reading = read_scores(workbook(pasted(LINES[start:])), "paste.xlsx", mapping=FY2565)
    assert scores(reading) == scores(clean)
    for column in ("code", "instrument", "indicator", "sub_indicator", "score"):
        assert reading.scores[column].tolist() == clean.scores[column].tolist()
    assert reported(reading, "indicator") == reported(clean, "indicator")
    assert reported(reading, "total") == {"total": 98.14}


@pytest.mark.parametrize("pasted", [by_fields, in_one_cell, moved])
def test_the_result_tables_give_all_that_the_workbook_claims(
    pasted: Callable[[list[str]], Rows], clean: Reading
) -> None:
    reading = read_scores(workbook(pasted(LINES)), "paste.xlsx")
    for level in ("indicator", "instrument", "weight", "weighted", "total"):
        assert reported(reading, level) == reported(clean, level)
    assert grades(reading) == grades(clean)
    assert set(reading.reported["fiscal_year"]) == {2565}
    assert set(reading.scores["agency"]) == {"สำนักงานเขตยานนาวา"}
    assert codes(reading) == ["code-mended"]


def test_sub_indicators_of_the_report_are_claims_and_its_third_level_is_none() -> None:
    reading = read_scores(workbook(by_fields(LINES)), "paste.xlsx")
    assert reported(reading, "sub_indicator") == dict.fromkeys(
        ["9.1", "9.2", "9.3", "9.4", "9.5", "10.1", "10.2"], 100.0
    )


def test_as_text_file_in_the_letters_of_old_windows(clean: Reading) -> None:
    # cp874 has no letter for the ornaments of the headings; they are no part of a table.
    data = "\r\n".join(LINES).encode("cp874", "ignore")
    assert scores(read_scores(data, "paste.csv", mapping=FY2565)) == scores(clean)


def test_several_figures_in_one_cell_are_not_guessed() -> None:
    reading = read_scores(workbook(with_spaces(LINES)), "paste.xlsx")
    assert codes(reading) == ["row-unclear"] * 3 + ["code-mended"]
    assert reported(reading, "instrument") == {}


def test_a_question_missing_in_the_middle_moves_no_code(clean: Reading) -> None:
    lines = [line for line in LINES[DETAIL:] if not line.startswith("๑๔. บุคลากร")]
    reading = read_scores(workbook(by_fields(lines)), "paste.xlsx", mapping=FY2565)
    assert scores(reading).items() < scores(clean).items()
    assert set(scores(clean)) - set(scores(reading)) == {"I4"}
    assert codes(reading) == ["code-mended", "items-missing"]


def test_a_score_missing_in_the_paste_is_named_by_its_cell() -> None:
    rows = [list(row) for row in by_fields(LINES[DETAIL:])]
    at = next(index for index, row in enumerate(rows) if row[0].startswith("๑๑๑."))
    rows[at] = rows[at][:1]
    reading = read_scores(workbook(rows), "paste.xlsx", mapping=FY2565)
    problem, mended = reading.problems
    assert mended.code == "code-mended"
    assert (problem.code, problem.cell) == ("score-missing", f"B{at + 1}")
    assert scores(reading)["I11"] is None
