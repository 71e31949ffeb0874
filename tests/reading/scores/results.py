"""Small tables of one invented office, and what comes of reading them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ita.analysis.assessment import assessments
from ita.domain.mapping import NO_ANSWERS, FileMapping
from ita.domain.problems import Problem
from ita.reading.files.workbook import Sheet
from ita.reading.scores import Reading, read_sheets
from ita.rounding import round_half_up
from tests.reading.files import NAMES

# Ten indicators that give 88.70, and the same five points lower, which give 83.70.
SCORES = [91.25, 88.4, 79.15, 84.6, 93.05, 90.1, 86.75, 82.3, 95.5, 87.5]
OLD = [round(score - 5, 2) for score in SCORES]
TOTAL, OLD_TOTAL = 88.7, 83.7
# What the full score of each indicator adds to the total, and what these scores add.
FULL_POINTS = [6.0] * 5 + [10.0] * 3 + [20.0] * 2
POINTS = [round(score * full / 100, 3) for score, full in zip(SCORES, FULL_POINTS, strict=True)]

Table = Sequence[Sequence[Any]]


def indicators(*columns: Iterable[Any]) -> list[list[Any]]:
    """A row an indicator: its name, and what the given columns hold."""
    return [list(row) for row in zip(NAMES, *(columns or (SCORES,)), strict=True)]


def sheet(rows: Table, name: str = "Sheet1", **marks: Any) -> Sheet:
    """A sheet as a file gives it: every row of one width, whole numbers as floats."""
    width = max(map(len, rows))
    cells = [
        [float(cell) if type(cell) is int else "" if cell is None else cell for cell in row]
        + [""] * (width - len(row))
        for row in rows
    ]
    return Sheet(name, cells, **marks)


def read(
    rows: Table | Sequence[Sheet], mapping: FileMapping = NO_ANSWERS, file: str = "ita 2565.xlsx"
) -> Reading:
    """The reading of one table, or of several sheets; its year stands in the file's name."""
    sheets = rows if isinstance(rows[0], Sheet) else [sheet(rows)]
    return read_sheets(sheets, file, mapping=mapping)


def totals(reading: Reading) -> dict[tuple[str, int | None], float | None]:
    """The total of each agency and year, as it is shown."""
    results = assessments(reading)
    assert len({(each.agency, each.fiscal_year) for each in results}) == len(results)
    return {
        (each.agency, each.fiscal_year): None
        if each.total is None
        else float(round_half_up(each.total))
        for each in results
    }


def figures_of(reading: Reading) -> list[float | None]:
    """The totals alone."""
    return list(totals(reading).values())


def codes_of(reading: Reading) -> list[str]:
    """The codes of the problems, apart from the year of the file's name."""
    return [each.code for each in reading.problems if each.code != "year-from-file-name"]


def questions(reading: Reading) -> list[Problem]:
    """The problems that a person can answer."""
    return [each for each in reading.problems if each.options]


def answered(rows: Table | Sequence[Sheet]) -> Mapping[str, list[float | None]]:
    """The totals after each option of the one question that a file leaves open, by its label.

    Fails where an option leaves the same question open, or does not survive as JSON.
    """
    (question,) = questions(read(rows))
    assert question.severity == "error"
    results = {}
    for option in question.options:
        mapping = FileMapping.from_json(option.mapping.to_json())
        assert mapping == option.mapping
        reading = read(rows, mapping)
        assert not questions(reading), option.label
        results[option.label] = figures_of(reading)
    return results
