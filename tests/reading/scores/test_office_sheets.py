"""Sheets as officers leave them: exports, copied tables, forms. Each is right, or a question."""

import pytest

from tests.reading.files import NAMES
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
    totals,
)

HEADER = ["ตัวชี้วัด", "คะแนน"]
ITAS = [
    ["ระบบประเมินคุณธรรมและความโปร่งใส (ITAS)"],
    ["หน่วยงาน :", "เทศบาลตำบลบ้านใหม่"],
    ["ปีงบประมาณ :", "2565"],
    ["วันที่พิมพ์ :", "30/09/2566 10:22"],
    ["#", "ชื่อตัวชี้วัด", "คะแนน"],
    *[[number, *row] for number, row in enumerate(indicators(), 1)],
]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(ITAS, id="export with labels above"),
        pytest.param([HEADER, *indicators(f"{s:.2f} (A)" for s in SCORES)], id="level behind"),
        pytest.param(
            [HEADER, *indicators(f"{s:.2f}".replace(".", ",") + " %" for s in SCORES)],
            id="decimal commas and percent signs as text",
        ),
        pytest.param(
            [
                ["\xa0ตัวชี้วัด\xa0", "คะแนน\xa0\xa0"],
                *[[f"\xa0{name}", f"{s:.2f}\xa0"] for name, s in indicators()],
            ],
            id="copied from a web page",
        ),
        pytest.param(
            [["ตัวชี้วัด", "คะแนน\n(หมายเหตุ: ก่อนพิจารณาคำร้อง)"], *indicators()],
            id="remark in the header of the scores",
        ),
        pytest.param(
            [["ตัวชี้วัด", "จำนวนผู้ตอบ", "คะแนน"], *indicators(["๑,๒๓๔"] * 10, SCORES)],
            id="respondents with thousands separators",
        ),
        pytest.param(
            [["ตัวชี้วัด", "ต่ำสุด", "สูงสุด", "เฉลี่ย"], *indicators(OLD, [100.0] * 10, SCORES)],
            id="lowest and highest beside the mean",
        ),
        pytest.param(
            [[*NAMES[:5]], [*SCORES[:5]], [], [*NAMES[5:]], [*SCORES[5:]]], id="cards in rows"
        ),
    ],
)
def test_what_is_certain_is_read(rows: Table) -> None:
    assert figures_of(read(rows)) == [TOTAL]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        pytest.param(
            [["ตัวชี้วัด", "รอบ 6 เดือน", "รอบ 12 เดือน"], *indicators(OLD, SCORES)],
            "column-twice",
            id="two rounds",
        ),
        pytest.param(
            [["ตัวชี้วัด", "ไตรมาส 1", "ไตรมาส 2"], *indicators(OLD, SCORES)],
            "score-column-unknown",
            id="quarters",
        ),
        pytest.param(
            [["ตัวชี้วัด", "คะแนนประเมินตนเอง", "คะแนนที่ได้รับ"], *indicators(OLD, SCORES)],
            "column-twice",
            id="self-assessment beside the result",
        ),
        pytest.param(
            [HEADER, *indicators(f"{s - 1:.0f}-{s:.0f}" for s in SCORES)],
            "score-not-a-number",
            id="ranges",
        ),
    ],
)
def test_what_is_in_doubt_gives_no_figure(rows: Table, code: str) -> None:
    reading = read(rows)
    assert figures_of(reading) == [None]
    assert code in codes_of(reading)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("เทศบาลตำบลบ้านเก่า", id="old"),
        pytest.param("องค์การบริหารส่วนตำบลเดิมบาง", id="former"),
        pytest.param("เทศบาลตำบลโพนพิสัย", id="a statistic"),
    ],
)
def test_an_agency_as_a_column_may_be_called_like_a_header(name: str) -> None:
    rows = [["ตัวชี้วัด", "เทศบาลตำบลบ้านใหม่", name], *indicators(SCORES, OLD)]
    reading = read(rows)
    assert totals(reading) == {("เทศบาลตำบลบ้านใหม่", 2565): TOTAL, (name, 2565): OLD_TOTAL}
    assert codes_of(reading) == []


def test_a_column_of_figures_under_a_word_that_takes_them_back_is_not_lost_in_silence() -> None:
    reading = read([["ตัวชี้วัด", "คะแนน", "ข้อมูลเก่า"], *indicators(SCORES, OLD)])
    assert figures_of(reading) == [TOTAL]
    assert codes_of(reading) == ["column-unused"]


def test_a_form_that_holds_nothing_but_zeros_is_a_question() -> None:
    rows = [HEADER, *indicators([0.0] * 10)]
    assert [each.code for each in questions(read(rows))] == ["scores-all-zero"]
    assert answered(rows) == {"0": [0.0]}


def test_zeros_among_other_scores_are_scores() -> None:
    reading = read([HEADER, *indicators([0.0, *SCORES[1:]])])
    assert codes_of(reading) == []
    assert figures_of(reading) == [83.23]
