"""What a question shows beside each of its answers: column, header, first values."""

import pytest

from ita.domain.mapping import UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.language import Words
from ita.reading.files.workbook import Sheet
from ita.reading.scores import TableSummary
from ita.ui.files.questions import evidence_of, with_remaining_columns

SHEET = Sheet(
    "ผล",
    [["ข้อ", "รอบ 1", "รอบ [2]"], ["I1", 81.0, 91.0], ["I2", "", 92.0], ["I3", 83.0, 93.0],
     ["I4", 84.0, 94.0]],
    first_row=2,
)  # fmt: skip
TABLES = (TableSummary("ผล", 3, "questions", 4, header_rows=(3,)),)


def of(**answer):
    return FileMapping(sheets=(SheetMapping("ผล", **answer),))


@pytest.mark.parametrize(
    ("mapping", "text"),
    [
        (of(columns={"B": "score", "C": UNUSED}), "Column B “รอบ 1”: 81, 83, 84"),
        (of(scales={"C": 5.0}), "Column C “รอบ [2]”: 91, 92, 93"),
        # Beside other tables a column is named by the cell of its header.
        (of(columns={"C5": "score"}), "Column C5 “92”: 93, 94"),
        (of(header_rows=(4,)), "Row 4: I1 | 81 | 91"),
        (of(columns={"Z": "score"}), "Column Z"),
        # In a table that lies a column is a row.
        (of(columns={"4": "score"}), "Row 4: I1 | 81 | 91"),
        (of(unused=True), ""),
        (FileMapping(fiscal_year=2565), ""),
    ],
)
def test_an_answer_shows_what_it_speaks_of(mapping, text):
    evidence = evidence_of({"ผล": SHEET}, TABLES, Words("en"))
    assert evidence(mapping).replace("\\", "") == text


def test_text_of_a_file_is_no_markup():
    evidence = evidence_of({"ผล": SHEET}, TABLES, Words("en"))
    assert "\\[2\\]" in evidence(of(columns={"C": "score"}))


def test_an_answer_that_only_leaves_columns_out_shows_the_others():
    options = (Option("B", of(columns={"C": UNUSED})), Option("C", of(columns={"B": UNUSED})))
    question = Problem("column-twice", options=options)
    evidence = evidence_of({"ผล": SHEET}, TABLES, Words("en"))
    lines = [
        evidence(with_remaining_columns(option, question)).replace("\\", "") for option in options
    ]
    assert lines == ["Column B “รอบ 1”: 81, 83, 84", "Column C “รอบ [2]”: 91, 92, 93"]
