"""A reading that leaves room until a person answers, in the place of the real one."""

from ita.domain.mapping import NO_ANSWERS, UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.domain.tables import reported_table, score_table
from ita.reading.scores import Reading, TableSummary
from tests import workbooks

SHEET, LAYOUT = "ผล", "two rounds of ten indicators"
# Two columns of scores, the second on a scale to 5.
ROWS = [["ตัวชี้วัดที่", "รอบ 1", "รอบ 2 <b>"], *([n, 80 + n, 4 + n / 100] for n in range(1, 11))]


def workbook() -> bytes:
    """The file that `read_scores` is in doubt about."""
    return workbooks.workbook({SHEET: ROWS})


def answer(**answers: object) -> FileMapping:
    """Answers about its sheet."""
    return FileMapping(sheets=(SheetMapping(SHEET, LAYOUT, **answers),))


WHICH = Problem(
    "column-twice",
    sheet=SHEET,
    cell="C1",
    value="รอบ 2 <b>",
    detail={"first": "B1"},
    options=(
        Option("รอบ 1", answer(columns={"B": "score", "C": UNUSED})),
        Option("รอบ 2 <b>", answer(columns={"B": UNUSED, "C": "score"})),
    ),
)
SCALE = Problem(
    "scale-not-100",
    sheet=SHEET,
    cell="C2",
    value="0–5",
    detail={"count": "10", "last": "C11"},
    options=(
        Option("0–5", answer(scales={"C": 5.0})),
        Option("0–100", answer(scales={"C": 100.0})),
    ),
)


def read_scores(data: bytes, name: str, *, mapping: FileMapping = NO_ANSWERS) -> Reading:
    """Reads what is answered: without a column nothing, of the second one nothing without a scale."""
    answers = mapping.of_sheet(SHEET, LAYOUT)
    used = [letter for letter, role in answers.columns.items() if role == "score"]
    problems = [] if answers.columns or answers.unused else [WHICH]
    if used == ["C"] and "C" not in answers.scales:
        problems.append(SCALE)
    values: list[float] = []
    if used and not problems:
        at = "ABC".index(used[0])
        values = [row[at] * 100 / answers.scales.get(used[0], 100.0) for row in ROWS[1:]]
    return Reading(
        file=name,
        scores=score_table(),
        reported=reported_table(
            {
                "agency": mapping.agency,
                "fiscal_year": mapping.fiscal_year,
                "level": "indicator",
                "key": str(number),
                "value": value,
                "sheet": SHEET,
                "cell": f"B{number + 1}",
            }
            for number, value in enumerate(values, 1)
        ),
        problems=tuple(problems),
        tables=(
            TableSummary(
                SHEET,
                1,
                "indicators",
                10,
                header_rows=(1,),
                columns={"A": "indicator number", **answers.columns},
                row_kinds=dict.fromkeys(range(2, 12), "indicator"),
                layout=LAYOUT,
            ),
        ),
        variant=mapping.variant,
    )
