"""A person's answers: what can be answered, what an answer changes, what holds for another file."""

from ita.domain.mapping import UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.reading.scores import TableSummary
from ita.ui.files.answers import (
    FileAnswers,
    answers_for_layout,
    possible_answers,
    question_id,
    with_layouts,
)


def of(sheet="ผล", layout="L", **answer):
    return FileMapping(sheets=(SheetMapping(sheet, layout, **answer),))


def question(*mappings, cell="B2"):
    options = tuple(Option(str(at), mapping) for at, mapping in enumerate(mappings))
    return Problem("column-twice", sheet="ผล", cell=cell, options=options)


def aside(*mappings):
    """What the last of the possible answers says of its sheets."""
    *_, last = possible_answers(question(*mappings))
    assert last.label == ""
    return last.mapping.sheets


def test_columns_of_every_option_can_be_set_aside():
    one = of(columns={"B": "score", "C": UNUSED})
    other = of(columns={"B": UNUSED, "C": "score"})
    assert aside(one, other) == (SheetMapping("ผล", "L", columns={"B": UNUSED, "C": UNUSED}),)


def test_a_column_whose_scale_is_asked_for_can_be_set_aside():
    assert aside(of(scales={"C": 5.0})) == (SheetMapping("ผล", "L", columns={"C": UNUSED}),)


def test_rows_and_sheets_can_be_set_aside():
    rows = aside(of(unused_rows=frozenset({3})), of(unused_rows=frozenset({9})))
    assert rows == (SheetMapping("ผล", "L", unused_rows=frozenset({3, 9})),)
    sheets = aside(of(unused=True), of("อื่น", unused=True))
    assert [(each.sheet, each.unused) for each in sheets] == [("ผล", True), ("อื่น", True)]
    assert aside(of(header_rows=(3,)), of(header_rows=(4,)))[0].unused


def test_a_year_cannot_be_set_aside_and_what_the_file_offers_is_not_offered_twice():
    problem = question(of(fiscal_year=2565), of(fiscal_year=2566))
    assert possible_answers(problem) == problem.options
    problem = question(of(columns={"C": "score"}), of(columns={"C": UNUSED}))
    assert possible_answers(problem) == problem.options


def test_answers_add_up_and_a_changed_one_takes_back_what_rests_on_it():
    columns = question(of(columns={"B": "score"}), of(columns={"C": "score"}))
    scale = question(of(scales={"C": 5.0}), cell="C2")
    answers = FileAnswers()
    answers.choose(columns, 1)
    answers.choose(scale, 0)
    assert answers.mapping.of_sheet("ผล").scales == {"C": 5.0}
    answers.choose(columns, 0)
    assert answers.mapping == of(columns={"B": "score"})
    assert list(answers.choices) == [question_id(columns)]


def test_corrections_count_before_answers_and_can_be_taken_back():
    answers = FileAnswers()
    answers.choose(question(of(columns={"B": "score"})), 0)
    answers.correct_sheet(SheetMapping("ผล", columns={"B": "text"}))
    answers.correct_owner("กรม", None, "bangkok")
    assert answers.mapping.of_sheet("ผล").columns == {"B": "text"}
    assert (answers.mapping.agency, answers.mapping.variant) == ("กรม", "bangkok")
    answers.correct_sheet(SheetMapping("ผล"))
    assert answers.mapping.of_sheet("ผล").columns == {"B": "score"}
    answers.forget()
    assert answers.mapping == FileMapping()


TABLES = (TableSummary("ปีนี้", 1, "indicators", 10, layout="L"),)
SAVED = of(columns={"B": UNUSED, "C": "score"}, scales={"C": 5.0}, agency="กรมเก่า", unused=True)


def test_another_file_of_the_layout_takes_columns_but_neither_owner_nor_what_was_left_out():
    assert answers_for_layout(SAVED, TABLES, ()) == of("ปีนี้", columns={"B": UNUSED, "C": "score"})


def test_a_scale_is_taken_only_where_the_file_asks_for_it():
    problem = Problem("scale-not-100", options=(Option("0–5", of("ปีนี้", scales={"C": 5.0})),))
    taken = answers_for_layout(SAVED, TABLES, (problem,))
    assert taken.of_sheet("ปีนี้").scales == {"C": 5.0}
    assert answers_for_layout(of(scales={"C": 5.0}), TABLES, ()) is None


def test_answers_of_another_layout_do_not_fit_whatever_the_sheet_is_called():
    assert answers_for_layout(of("ปีนี้", "other", columns={"C": "score"}), TABLES, ()) is None
    assert answers_for_layout(of("ปีนี้", "", columns={"C": "score"}), TABLES, ()) is None


def test_saved_answers_know_the_layout_of_their_sheets():
    typed = of("ปีนี้", "", columns={"C": "score"})
    assert with_layouts(typed, TABLES) == of("ปีนี้", columns={"C": "score"})
