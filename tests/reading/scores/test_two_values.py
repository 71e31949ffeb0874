"""Two values for one thing: the right one where the file says which, else a question."""

import pytest

from ita.domain.mapping import FileMapping, SheetMapping
from ita.reading.files.workbook import Sheet
from tests.reading.files import NAMES
from tests.reading.files import questions as all_questions
from tests.reading.scores.results import (
    OLD,
    OLD_TOTAL,
    SCORES,
    TOTAL,
    Table,
    answered,
    codes_of,
    figures_of,
    indicators,
    questions,
    read,
    sheet,
    totals,
)

HEADER = ["ตัวชี้วัด", "คะแนน"]
TWO = indicators(OLD, SCORES)


@pytest.mark.parametrize(
    "headers",
    [
        [["ตัวชี้วัด", "คะแนน", "คะแนน"]],
        [["ตัวชี้วัด", "คะแนนประเมินตนเอง", "คะแนนจากคณะกรรมการ"]],
        [["ตัวชี้วัด", "ครั้งที่ 1", "ครั้งที่ 2"]],
        [["ตัวชี้วัด", "2565 (รอบที่ 1)", "2565 (รอบที่ 2)"]],
        [["ตัวชี้วัด", "คะแนน", ""], ["", "รอบ 6 เดือน", "รอบ 12 เดือน"]],
    ],
)
def test_two_columns_that_both_count_are_a_question(headers: Table) -> None:
    rows = [*headers, *TWO]
    assert figures_of(read(rows)) == [None]
    assert list(answered(rows).values()) == [[OLD_TOTAL], [TOTAL]]


@pytest.mark.parametrize(
    "headers",
    [
        [["ตัวชี้วัด", "คะแนนเดิม", "คะแนนใหม่"]],
        [["ตัวชี้วัด", "คะแนน", ""], ["", "เดิม", "ใหม่"]],
        [["ตัวชี้วัด", "คะแนนก่อนอุทธรณ์", "คะแนนหลังอุทธรณ์"]],
        [["ตัวชี้วัด", "คะแนน (ร่าง)", "คะแนน"]],
        [["ตัวชี้วัด", "คะแนน (ยกเลิก)", "คะแนน"]],
        [["ตัวชี้วัด", "คะแนนปีก่อน", "คะแนนปีนี้"]],
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_what_a_header_takes_back_does_not_count_and_is_said(
    headers: Table, *, swapped: bool
) -> None:
    rows = [*headers, *TWO]
    if swapped and headers[0][1] != headers[-1][1]:
        return
    if swapped:
        rows = [[row[0], row[2], row[1]] for row in rows]
    reading = read(rows)
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == ["column-set-aside"]


def test_a_superseded_column_never_fills_a_gap_of_the_one_that_counts() -> None:
    rows = [["ตัวชี้วัด", "คะแนนเดิม", "คะแนน"], *TWO]
    rows[3] = [*rows[3][:2], ""]
    reading = read(rows)
    assert figures_of(reading) == [None]
    assert "score-missing" in codes_of(reading)


def test_equal_columns_are_one() -> None:
    reading = read([["ตัวชี้วัด", "คะแนน", "ร้อยละ"], *indicators(SCORES, SCORES)])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == []


@pytest.mark.parametrize(
    "header",
    [
        ["ตัวชี้วัด", "คะแนนสูงสุด", "คะแนนต่ำสุด", "คะแนนเฉลี่ย"],
        ["ตัวชี้วัด", "n", "S.D.", "Mean"],
        ["ตัวชี้วัด", "มัธยฐาน", "จำนวนผู้ตอบ", "ค่าเฉลี่ย (Mean)"],
        ["ตัวชี้วัด", "เป้าหมาย", "ค่าเฉลี่ยระดับประเทศ", "คะแนนที่ได้"],
    ],
)
def test_statistics_beside_a_mean_are_no_scores(header: list[str]) -> None:
    reading = read([header, *indicators(OLD, [99.0] * 10, SCORES)])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == []


def test_a_hidden_column_loses_and_is_said() -> None:
    hidden = sheet([["ตัวชี้วัด", "คะแนน", "คะแนน"], *TWO], hidden_columns=frozenset("B"))
    reading = read([hidden])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == ["column-set-aside"]


def test_a_hidden_column_alone_is_read_and_said() -> None:
    reading = read([sheet([HEADER, *indicators()], hidden_columns=frozenset("B"))])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == ["columns-hidden"]


@pytest.mark.parametrize("visible", [79.15, ""])
def test_a_hidden_row_loses_against_a_visible_one(visible: object) -> None:
    rows = [HEADER, *indicators()[:2], [NAMES[2], 55.0], [NAMES[2], visible], *indicators()[3:]]
    reading = read([sheet(rows, hidden_rows=frozenset({4}))])
    assert figures_of(reading) == [TOTAL if visible else None]
    assert "hidden-set-aside" in codes_of(reading)


def test_rows_of_other_years_that_a_filter_hides_are_kept() -> None:
    rows = [["ปี", *HEADER]] + [[2564, *row] for row in indicators(OLD)]
    rows += [[2565, *row] for row in indicators()]
    reading = read([sheet(rows, hidden_rows=frozenset(range(2, 12)))])
    assert totals(reading) == {("", 2564): OLD_TOTAL, ("", 2565): TOTAL}
    assert codes_of(reading) == ["rows-hidden"]


@pytest.mark.parametrize(
    "rows",
    [
        [HEADER, *indicators(OLD), *indicators()],
        [HEADER, *indicators(OLD), HEADER, *indicators()],
        [["ครั้งที่ 1"], HEADER, *indicators(OLD), [], ["ครั้งที่ 2"], HEADER, *indicators()],
        [HEADER, *indicators(OLD), [], ["ลำดับ", *HEADER], *(["", *row] for row in indicators())],
        [
            [*HEADER, "", *HEADER],
            *([*a, "", *b] for a, b in zip(indicators(OLD), indicators(), strict=True)),
        ],
    ],
    ids=["blocks", "pages", "titles", "tables", "halves"],
)
def test_two_tables_of_one_office_are_a_question(rows: Table) -> None:
    assert figures_of(read(rows)) == [None]
    assert list(answered(rows).values()) == [[OLD_TOTAL], [TOTAL]]


def test_two_rows_are_a_question_and_the_rest_is_read() -> None:
    rows = [HEADER, *indicators(), [NAMES[2], 55.0]]
    reading = read(rows)
    values = dict(zip(reading.reported["key"], reading.reported["value"].isna(), strict=True))
    assert [key for key, missing in values.items() if missing] == ["3"]
    assert answered(rows) == {"B4: 79.15": [TOTAL], "B12: 55": [87.25]}


def test_equal_rows_are_one() -> None:
    reading = read([HEADER, *indicators(), *indicators()[:2]])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == []


def test_two_sheets_are_a_question_about_the_sheets() -> None:
    sheets = [sheet([HEADER, *indicators(OLD)], "ครั้งที่ 1"), sheet([HEADER, *indicators()], "Sheet2")]
    assert figures_of(read(sheets)) == [None]
    assert answered(sheets) == {"ครั้งที่ 1": [OLD_TOTAL], "Sheet2": [TOTAL]}


def test_a_total_that_two_sheets_state_differently_leaves_the_rest() -> None:
    printed = [["คะแนนรวม ITA", 87.0]]
    sheets = [sheet([HEADER, *indicators(), ["คะแนนรวม", 88.7]], "คะแนน"), sheet(printed, "สรุป")]
    (question,) = questions(read(sheets))
    reported_tables = [read(sheets, option.mapping).reported for option in question.options]
    for table, total in zip(reported_tables, (88.7, 87.0), strict=True):
        assert list(table[table["level"] == "total"]["value"]) == [total]
        assert (table["level"] == "indicator").sum() == 10


def test_a_code_that_stands_twice_leaves_its_instrument_open() -> None:
    rows = [row[1:] for row in all_questions()]
    rows.append(["I17", *rows[17][1:-1], 12.5])
    reading = read(rows)
    scores = reading.scores.set_index("code")["score"]
    assert scores.filter(like="I").isna().all()
    assert scores.filter(like="E").notna().all()
    (question,) = questions(reading)
    for option in question.options:
        again = read(rows, option.mapping).scores
        assert len(again) == 88
        assert again["score"].notna().all()


def test_an_answer_wins_over_what_the_reader_thinks() -> None:
    rows = [["ตัวชี้วัด", "คะแนน", "ค่าอื่น"], *indicators(OLD, SCORES)]
    for columns in ({"C": "score"}, {"C": "score", "B": "unused"}):
        mapping = FileMapping(sheets=(SheetMapping("Sheet1", columns=columns),))
        reading = read(rows, mapping)
        assert figures_of(reading) == [TOTAL]
        assert not questions(reading)


def test_a_column_set_aside_is_an_answer() -> None:
    rows = [["ตัวชี้วัด", "คะแนน"], *indicators()]
    mapping = FileMapping(sheets=(SheetMapping("Sheet1", columns={"B": "unused"}),))
    assert figures_of(read(rows, mapping)) in ([], [None])


def test_any_row_can_be_said_to_be_the_header() -> None:
    rows = [["ชื่อ", "ได้"], *indicators(), ["", ""]]
    mapping = FileMapping(
        sheets=(
            SheetMapping("Sheet1", header_rows=(1,), columns={"A": "indicator name", "B": "score"}),
        )
    )
    reading = read(rows, mapping)
    assert figures_of(reading) == [TOTAL]
    (table,) = reading.tables
    assert (table.header_rows, table.columns) == ((1,), {"A": "indicator name", "B": "score"})


def test_answers_serve_next_years_file_of_the_same_layout() -> None:
    header = ["ตัวชี้วัด", "คะแนน 2565 (ครั้งที่ 1)", "คะแนน 2565 (ครั้งที่ 2)"]
    (question,) = questions(read([header, *TWO]))
    mapping = question.options[1].mapping.for_layout()
    later = [[], [cell.replace("2565", "2566") for cell in header], *TWO]
    reading = read([sheet(later, "ผลปีใหม่")], mapping)
    assert totals(reading) == {("", 2566): TOTAL}
    assert not questions(reading)
    other = [["ตัวชี้วัด", "คะแนน", "คะแนน"], *TWO]
    assert questions(read([sheet(other, "Sheet1")], mapping))


def test_a_sheet_that_does_not_count_still_says_whose_the_file_is() -> None:
    first = [["อบต.ตัวอย่าง ปีงบประมาณ พ.ศ. 2564"], HEADER, *indicators(OLD)]
    sheets = [sheet(first, "ก"), sheet([HEADER, *indicators()], "ข")]
    mapping = FileMapping(sheets=(SheetMapping("ก", unused=True),))
    assert totals(read(sheets, mapping)) == {("อบต.ตัวอย่าง", 2564): TOTAL}


def test_a_hidden_sheet_is_left_out_beside_a_visible_one() -> None:
    sheets = [
        Sheet("เก่า", sheet([HEADER, *indicators(OLD)]).rows, visible=False),
        sheet([HEADER, *indicators()], "ใหม่"),
    ]
    reading = read(sheets)
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == ["hidden-sheet-left-out"]
