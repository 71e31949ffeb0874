"""Answers about a file: merged, kept as JSON, and used again for the same layout."""

import pytest

from ita.domain.mapping import FileMapping, MappingError, SheetMapping

ANSWERS = FileMapping(
    agency="เทศบาลเมืองตัวอย่าง",
    fiscal_year=2565,
    sheets=(
        SheetMapping(
            "ผล",
            layout="3f",
            header_rows=(3, 4),
            columns={"C": "score", "D": "unused"},
            scales={"C": 5.0},
            unused_rows=frozenset({9, 7}),
            fiscal_year=2565,
        ),
        SheetMapping("เก่า", unused=True),
    ),
)


def test_json_gives_the_same_answers_back():
    assert FileMapping.from_json(ANSWERS.to_json()) == ANSWERS


def test_no_answers_are_an_empty_object():
    assert FileMapping().to_json() == "{}"
    assert FileMapping.from_json("{}") == FileMapping()


def test_a_later_answer_counts():
    later = FileMapping(sheets=(SheetMapping("ผล", columns={"D": "score", "C": "unused"}),))
    sheet = ANSWERS.merged(later).of_sheet("ผล")
    assert sheet.columns == {"C": "unused", "D": "score"}
    assert sheet.header_rows == (3, 4)


def test_answers_of_a_layout_serve_another_file_without_its_rows_and_year():
    sheet = ANSWERS.for_layout().of_sheet("ผลปีนี้", "3f")
    assert sheet == SheetMapping(
        "ผลปีนี้", "3f", False, (3, 4), {"C": "score", "D": "unused"}, {"C": 5.0}
    )
    assert ANSWERS.for_layout().of_sheet("ผลปีนี้", "other") == SheetMapping("ผลปีนี้")


def test_a_sheet_that_is_left_out_leaves_others_of_its_layout_in():
    answers = FileMapping(sheets=(SheetMapping("เก่า", "3f", unused=True, agency="กรมเก่า"),))
    assert answers.of_sheet("เก่า", "3f").unused
    assert answers.of_sheet("ใหม่", "3f") == SheetMapping("ใหม่", "3f")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("[", "not JSON"),
        ("[]", "sheets"),
        ('{"agency": 5}', "agency"),
        ('{"agencies": "x"}', "agencies"),
        ('{"sheets": [{"unused": true}]}', "sheet"),
        ('{"sheets": [{"sheet": "a", "header_rows": [0]}]}', "header_rows"),
        ('{"sheets": [{"sheet": "a", "columns": {"A": 1}}]}', "columns"),
        ('{"sheets": [{"sheet": "a", "scales": {"A": 0}}]}', "scales"),
        ('{"sheets": ["a"]}', "SheetMapping"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused_by_its_entry(text, entry):
    with pytest.raises(MappingError, match=entry):
        FileMapping.from_json(text)
