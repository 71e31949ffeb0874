"""However a sound table is laid out, the right figure or a question; never another figure."""

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading.files import NAMES, own_questions
from tests.reading.scores.results import (
    FULL_POINTS,
    OLD,
    POINTS,
    SCORES,
    TOTAL,
    Table,
    codes_of,
    questions,
    read,
    sheet,
    totals,
)

# Columns that may stand beside the scores and say nothing else of them.
BESIDE: dict[str, list[Any]] = {
    "ระดับ": list("AAABAABAAB"),
    "หมายเหตุ": ["", "ผ่าน", *[""] * 8],
    "คะแนนสูงสุด": [99.5] * 10,
    "S.D.": [3.2] * 10,
    "เป้าหมาย": [85.0] * 10,
    "ค่าเฉลี่ยระดับประเทศ": [81.0] * 10,
    "น้ำหนัก": FULL_POINTS,
    "คะแนนถ่วงน้ำหนัก": POINTS,
    "ปีงบประมาณ": [2565.0] * 10,
    "หน่วยงาน": ["อบต.ก"] * 10,
    "ลำดับ": [float(number) for number in range(1, 11)],
}
# Columns of older or doubtful figures for the same things.
RIVALS = ["คะแนนเดิม", "คะแนน (ร่าง)", "คะแนนก่อนอุทธรณ์", "คะแนน", "ครั้งที่ 1", "คะแนนประเมินตนเอง", "xyz"]
TITLES = [
    ["ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565"],
    ["อบต.ก"],
    ["ข้อมูล ณ วันที่ 5 มกราคม 2566"],
    ["หมายเหตุ: เทียบกับปี 2564"],
    ["(หน่วย: คะแนน)"],
    ["ปีงบประมาณ", 2565.0],
]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, dict[str, Any]]:
    """A table of the ten indicators in some layout, and what is hidden of its sheet."""
    score = draw(
        st.sampled_from(["คะแนน", "คะแนนที่ได้", "ผลคะแนน", "ค่าเฉลี่ย (Mean)", "คะแนน (เต็ม 100)"])
    )
    columns = {"ตัวชี้วัด": list(NAMES), score: list(SCORES)}
    for name in draw(st.lists(st.sampled_from(list(BESIDE)), unique=True, max_size=4)):
        columns[name] = BESIDE[name]
    pairs = [(name, list(cells)) for name, cells in columns.items()]
    rival = draw(st.sampled_from(["", *RIVALS]))
    if rival:
        pairs.append((rival, list(OLD)))
    pairs = draw(st.permutations(pairs))
    order = draw(st.permutations(range(10)))
    body = [[cells[at] for _, cells in pairs] for at in order]
    name_at = next(at for at, pair in enumerate(pairs) if pair[0] == "ตัวชี้วัด")
    score_at = next(at for at, (name, cells) in enumerate(pairs) if cells == SCORES)
    if draw(st.booleans()):
        # An older row of an indicator, anywhere.
        again = list(body[0])
        again[score_at] = OLD[order[0]]
        body.insert(draw(st.integers(0, 10)), again)
    for _ in range(draw(st.integers(0, 2))):
        body.insert(draw(st.integers(1, len(body))), [""] * len(pairs))
    if draw(st.booleans()):
        total = [""] * len(pairs)
        total[name_at], total[score_at] = "คะแนนรวม", TOTAL
        body.insert(draw(st.integers(0, len(body))), total)
    rows = [[name for name, _ in pairs], *body]
    blank = draw(st.integers(0, len(pairs)))
    rows = [[*row[:blank], "", *row[blank:]] for row in rows]
    titles = draw(st.lists(st.sampled_from(TITLES), unique_by=str, max_size=3))
    hidden: dict[str, Any] = {}
    rows = [*titles, *rows]
    if draw(st.booleans()):
        # Only what is older: hidden, the right figures count for nothing.
        older = [at for at, row in enumerate(rows, 1) if len(row) > 2 and OLD[order[0]] in row]
        older = [at for at in older if SCORES[order[0]] not in rows[at - 1]]
        hidden["hidden_rows"] = frozenset(older)
        letters = "ABCDEFGHIJ"
        header = rows[len(titles)]
        hidden["hidden_columns"] = frozenset(
            letters[at] for at, cell in enumerate(header) if rival and cell == rival != score
        )
    return rows, hidden


def is_right_or_asked(rows: Table, hidden: dict[str, Any]) -> None:
    """Fails for an indicator with another figure than its own that nothing is said about."""
    reading = read([sheet(rows, **hidden)])
    claims = reading.reported[reading.reported["level"] == "indicator"]
    right = {str(number): score for number, score in enumerate(SCORES, 1)}
    problem_codes = set(codes_of(reading))
    for key, value, cell in zip(claims["key"], claims["value"], claims["cell"], strict=True):
        assert pd.isna(value) or value == right[key], (key, value, cell)
    assert set(totals(reading).values()) <= {TOTAL, None}
    missing = claims["value"].isna().any() or len(claims) < 10
    assert (
        not missing or any(each.severity == "error" for each in reading.problems) or problem_codes
    )


@settings(max_examples=200, deadline=None)
@given(tables())
def test_any_layout_of_ten_indicators(table: tuple[Table, dict[str, Any]]) -> None:
    is_right_or_asked(*table)


@settings(max_examples=75, deadline=None)
@given(tables())
def test_every_option_answers_its_question(table: tuple[Table, dict[str, Any]]) -> None:
    rows, hidden = table
    sheets = [sheet(rows, **hidden)]
    for question in questions(read(sheets)):
        for option in question.options:
            again = questions(read(sheets, option.mapping))
            assert (question.code, question.cell) not in [(q.code, q.cell) for q in again]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(88)), st.booleans(), st.booleans())
def test_questions_in_any_order(order: list[int], lying: bool, doubled: bool) -> None:
    own_rows = own_questions()
    rows: list[list[Any]] = [["รหัส", "ข้อคำถาม", "คะแนน"]]
    rows += [[own_rows[at][0], own_rows[at][3], own_rows[at][4]] for at in order]
    if doubled:
        rows = [[*row, "คะแนนเดิม" if not at else 50.0] for at, row in enumerate(rows)]
    if lying:
        rows = [list(cells) for cells in zip(*rows, strict=True)]
    scores = read(rows).scores
    assert dict(zip(scores["code"], scores["score"], strict=True)) == {q[0]: q[4] for q in own_rows}
