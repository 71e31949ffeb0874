"""Bad tables: headers and rows that are not as they should be."""

from tests.reading.bad.building import Case, changed, with_header
from tests.reading.files import indicators, questions, workbook


def _duplicate(rows: list[list[object]]) -> None:
    rows[9][1] = "I8"


def _without_place(rows: list[list[object]]) -> None:
    for row in rows[1:]:
        row[2] = ""
        row[0] = 2566


HEADERS = [
    Case(
        "Headers",
        "title rows above",
        lambda: workbook([["ผลการประเมิน ITA"], [], ["ของหน่วยงาน"], *indicators()]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "two-row merged header",
        lambda: workbook(
            [
                ["ปีงบประมาณ", "หน่วยงาน", "IIT", "", "", "", "", "EIT", "", "", "OIT", ""],
                ["", "", *range(1, 11)],
                [2565, "เขต ก", *[row[3] for row in indicators()[1:]]],
            ]
        ),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "blank header over the scores",
        lambda: workbook(with_header(score="")),
        ("header-missing",),
        indicators=10,
    ),
    Case(
        "Headers",
        "duplicate header",
        lambda: workbook(
            [[*row, row[-1] if at == 0 else 1.5] for at, row in enumerate(indicators())]
        ),
        ("column-twice",),
    ),
    Case("Headers", "missing header row", lambda: workbook(indicators()[1:]), ("no-scores-found",)),
    Case(
        "Headers",
        "extra column",
        lambda: workbook([[*row, "ค่าอื่น" if at == 0 else 7] for at, row in enumerate(indicators())]),
        ("column-unused",),
        indicators=10,
    ),
    Case(
        "Headers",
        "reordered headers",
        lambda: workbook([row[::-1] for row in indicators()]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "line break inside",
        lambda: workbook(with_header(name="ตัว\nชี้วัด", score="คะแนน\nที่ได้")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "NBSP inside",
        lambda: workbook(with_header(score="คะแนน\xa0ที่ได้")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "zero-width space inside",
        lambda: workbook(with_header(score="คะ\u200bแนน")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "double space inside",
        lambda: workbook(with_header(score="คะแนน  ที่ได้ ")),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "header repeated inside the data",
        lambda: workbook([*indicators()[:6], *indicators()[:1], *indicators()[6:]]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "sara am decomposed",
        lambda: workbook(
            [[*row[:2], row[2].replace("ำ", "\u0e4d\u0e32"), row[3]] for row in indicators()]
        ),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "sara am without its circle",
        lambda: workbook([[*row[:2], row[2].replace("ำ", "า"), row[3]] for row in indicators()]),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "sara am apart with a space between",
        lambda: workbook(
            [[row[0], "", row[2].replace("ำ", "\u0e4d \u0e32"), row[3]] for row in indicators()]
        ),
        (),
        indicators=10,
    ),
    Case(
        "Headers",
        "a question text that holds header words",
        lambda: workbook(
            [*questions()[:1], *[[*row[:4], "คะแนน ระดับ ตัวชี้วัด", row[5]] for row in questions()[1:]]]
        ),
        (),
        items=88,
    ),
]


ROWS = [
    Case(
        "Rows",
        "sum, mean, total and level rows among the data",
        lambda: workbook(
            [
                *indicators(),
                ["", "", "เฉลี่ย", 91.2],
                ["", "", "คะแนนรวม", 93.5],
                ["", "", "ระดับ", "A"],
            ]
        ),
        ("summary-row-unused",),
        indicators=10,
    ),
    Case(
        "Rows",
        "blank rows in the middle",
        lambda: workbook([*indicators()[:5], [], [None, " "], *indicators()[5:]]),
        (),
        indicators=10,
    ),
    Case(
        "Rows",
        "trailing rows with notes",
        lambda: workbook([*indicators(), [], ["หมายเหตุ: เทียบกับปี 2564"]]),
        (),
        indicators=10,
    ),
    Case(
        "Rows",
        "the same code twice",
        changed(_duplicate),
        ("code-twice", "items-missing"),
        items=87,
    ),
    Case(
        "Rows",
        "same code with other text",
        changed(lambda rows: rows.append([*rows[1][:4], "ข้อความอื่น", 50.0])),
        ("code-twice",),
        items=88,
    ),
    Case(
        "Rows",
        "question without indicator",
        changed(_without_place),
        ("indicator-missing",) * 2,
        items=88,
    ),
    Case(
        "Rows",
        "indicator without question",
        changed(lambda rows: [rows.remove(row) for row in rows[1:] if row[2] == 3]),
        ("items-missing",),
        items=82,
    ),
    Case(
        "Rows",
        "unknown indicator, by its number",
        lambda: workbook([*indicators()[:3], [2565, 3, "การใช้อะไรไม่รู้", 90.0], *indicators()[4:]]),
        ("indicator-name-unknown",),
        indicators=10,
    ),
    Case(
        "Rows",
        "unknown indicator without a number",
        lambda: workbook([*indicators(), [2565, "", "ความพึงพอใจ", 90.0]]),
        ("row-not-understood",),
        indicators=10,
    ),
    Case(
        "Rows",
        "more than one year and agency",
        lambda: workbook(
            [
                ["หน่วยงาน", "ปี", *[row[2] for row in indicators()[1:]]],
                *[
                    [name, year, *[row[3] for row in indicators()[1:]]]
                    for name in ("ก", "ข")
                    for year in (2564, 2565)
                ],
            ]
        ),
        (),
        indicators=40,
    ),
    Case(
        "Rows",
        "B.E. and C.E. years mixed",
        lambda: workbook([*indicators(), *[[2021, *row[1:]] for row in indicators()[1:]]]),
        ("year-christian",),
        indicators=20,
    ),
    Case(
        "Rows",
        "no year anywhere",
        lambda: workbook([row[1:] for row in indicators()]),
        ("year-missing",),
        indicators=10,
    ),
    Case(
        "Rows",
        "year in the file name only",
        lambda: workbook([row[1:] for row in indicators()]),
        ("year-from-file-name",),
        indicators=10,
        file="ITA ปี 2565.xlsx",
    ),
    Case(
        "Rows",
        "indicator numbers that don't fit the names",
        lambda: workbook(
            [*indicators()[:6], *[[row[0], row[1] + 3, *row[2:]] for row in indicators()[6:]]]
        ),
        ("indicator-number-differs",),
        indicators=10,
    ),
]
