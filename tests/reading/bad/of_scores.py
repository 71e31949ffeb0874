"""Bad scores and weights."""

import datetime

from openpyxl.worksheet.worksheet import Worksheet

from tests.reading.bad.building import (
    SOUND,
    Case,
    changed,
    csv,
    edited,
    scaled,
    with_cell,
)
from tests.reading.files import indicators, workbook
from tests.reading.formats import (
    cell_xml,
    rows_xml,
    with_sheet_xml,
)


def weights(*stated: object) -> bytes:
    """The three instruments with the given weights."""
    rows = [["ปีงบประมาณ", "เครื่องมือ", "น้ำหนัก (ร้อยละ)", "คะแนน"]]
    codes = ("IIT", "EIT", "OIT")
    rows += [[2565, code, weight, 90] for code, weight in zip(codes, stated, strict=True)]
    return workbook({"ตัวชี้วัด": indicators(), "น้ำหนัก": rows})


def _error_value(error: str) -> bytes:
    def edit(ws: Worksheet) -> None:
        ws["D4"].value = error
        ws["D4"].data_type = "e"

    return edited(edit)


def _percent(ws: Worksheet) -> None:
    ws["D4"].value = 0.855
    ws["D4"].number_format = "0.0%"


SCORES = [
    *[
        Case(
            "Scores and weights",
            f"{name}: read as a number",
            with_cell(3, value),
            (),
            indicators=10,
        )
        for name, value in {
            '"85.5%"': "85.5%",
            '"85,5"': "85,5",
            '" 85.5 "': " 85.5 ",
            '"85.5 คะแนน"': "85.5 คะแนน",
            "Thai digits": "๘๕.๕๐",
            "full-width digits": "\uff18\uff15\uff0e\uff15",
            "84.99999999999999": 84.99999999999999,
            "0": 0,
            "100": 100,
        }.items()
    ],
    *[
        Case(
            "Scores and weights",
            f"{name}: missing, not 0",
            with_cell(3, value),
            ("score-missing",),
            indicators=9,
        )
        for name, value in {
            "-": "-",
            "–": "–",
            "N/A": "N/A",
            "ไม่มีข้อมูล": "ไม่มีข้อมูล",
            "blank": None,
        }.items()
    ],
    *[
        Case(
            "Scores and weights",
            f"{error} as an error value",
            lambda error=error: _error_value(error),
            ("score-error-value",),
            indicators=9,
        )
        for error in ("#DIV/0!", "#N/A", "#REF!")
    ],
    Case(
        "Scores and weights",
        "#DIV/0! as text, in csv",
        lambda: csv(indicators(i3="#DIV/0!")),
        ("score-error-value",),
        indicators=9,
        file="ita.csv",
    ),
    Case(
        "Scores and weights", "below 0", with_cell(3, -0.01), ("score-out-of-range",), indicators=9
    ),
    Case(
        "Scores and weights",
        "above 100",
        with_cell(3, 100.01),
        ("score-out-of-range",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "1e309",
        lambda: with_sheet_xml(
            SOUND,
            rows_xml(indicators()).replace(
                cell_xml("D4", 96.78),
                cell_xml("D4", "@").replace(' t="inlineStr"><is><t>@</t></is>', "><v>1e309</v>"),
            ),
        ),
        ("score-out-of-range",),
        indicators=9,
    ),
    Case(
        "Scores and weights", "NaN as text", with_cell(3, "NaN"), ("score-missing",), indicators=9
    ),
    Case(
        "Scores and weights",
        "inf as text",
        with_cell(3, "inf"),
        ("score-not-a-number",),
        indicators=9,
    ),
    Case(
        "Scores and weights", "a word", with_cell(3, "ดีมาก"), ("score-not-a-number",), indicators=9
    ),
    Case(
        "Scores and weights",
        "a 0–1 scale",
        lambda: workbook(scaled(indicators(), 0.01)),
        ("scale-not-100",),
        indicators=0,
    ),
    Case(
        "Scores and weights",
        "a 0–4 scale",
        lambda: workbook(scaled(indicators(), 0.04)),
        ("scale-not-100",),
        indicators=0,
    ),
    Case(
        "Scores and weights",
        "a 0–1 score among 0–100",
        with_cell(3, 0.9678),
        ("score-on-other-scale",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "a 0–4 score among 0–100: kept, and asked",
        with_cell(3, 3.87),
        ("score-very-low",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "0.855 formatted as percent",
        lambda: edited(_percent),
        (),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "boolean in the score column",
        with_cell(3, True),
        ("score-boolean",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "date in the score column",
        with_cell(3, datetime.datetime(2022, 9, 30)),
        ("score-date",),
        indicators=9,
    ),
    Case(
        "Scores and weights",
        "weights that don't sum to 100",
        lambda: weights(30, 30, 30),
        ("weights-sum",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "negative weight",
        lambda: weights(30, -30, 100),
        ("score-out-of-range", "weights-sum"),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "zero weight",
        lambda: weights(50, 0, 50),
        ("weight-not-positive",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "missing weight",
        lambda: weights(30, None, 40),
        ("weights-sum",),
        indicators=10,
    ),
    Case(
        "Scores and weights",
        "all questions of an indicator missing a score",
        changed(lambda rows: [row.__setitem__(5, None) for row in rows[1:] if row[2] == 3]),
        ("score-missing",) * 6,
        items=88,
    ),
    Case(
        "Scores and weights",
        "a whole instrument missing",
        changed(lambda rows: [rows.remove(row) for row in rows[1:] if row[1].startswith("E")]),
        ("instruments-missing",),
        items=73,
    ),
]
