"""Find the columns of a table that hold figures, with subjects and scales; merge duplicates."""

from collections.abc import Iterable
from itertools import combinations
from typing import Any, NamedTuple

from ita.domain.mapping import UNUSED
from ita.reading.scores.choices import ask_which_column, column_label, valid_columns
from ita.reading.scores.claims import NO_OWNER, Owner
from ita.reading.scores.contents import SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import WIDE, points_of
from ita.reading.tables.numbers import HIGHEST, figure
from ita.reading.tables.table import Table
from ita.thai.text import comparison_key

# Roles of columns that name the rows of a table with a row per question, indicator or instrument;
# the other columns of the table may be agencies or years.
_ROW_NAMES = {"text", "code", "indicator name", "indicator number", "instrument", "part"}
_SCORES = ("score", "score of year", "score of agency")
_OF_INSTRUMENT_OR_INDICATOR = ("weight", "weighted", "grade", "count", "count of")
# The level of a column's claims, where it differs from the column's role.
_LEVEL = {
    "of sub-indicator": "sub_indicator",
    "of indicator": "indicator",
    "of part": "part",
    "of instrument": "instrument",
    "indicator score": "indicator",
    "count of": "count_of",
}


class FigureColumn(NamedTuple):
    """Columns that hold the same figures; in each row, the first filled one is used.

    `level` and `key` are those of the claims; "" means that the row determines them. `owner` is
    the owner stated in the header, which takes precedence over that of the row. `full_marks_at` is
    the column with the full marks of each row. `in_doubt` is set while a question about the
    columns is open; their figures are then ignored.
    """

    columns: tuple[int, ...]
    level: str = ""
    key: str = ""
    owner: Owner = NO_OWNER
    full_marks: float = HIGHEST
    full_marks_at: int | None = None
    in_doubt: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the figures are points from 0 to 100 without conversion."""
        return self.full_marks == HIGHEST and self.full_marks_at is None

    def cell(self, row: list[Any]) -> tuple[Any, int]:
        """Return the cell of a row that is used, and its column."""
        if not self.in_doubt:
            for at in self.columns:
                if row[at] != "":
                    return row[at], at
        return "", self.columns[0]

    def is_filled(self, row: list[Any]) -> bool:
        """Whether a row has a value in one of the columns, even if they are in doubt."""
        return any(row[at] != "" for at in self.columns)

    def full_marks_of(self, row: list[Any]) -> float:
        """Return the full marks of a row's figure."""
        if self.full_marks_at is None:
            return self.full_marks
        return figure(row[self.full_marks_at]).value or HIGHEST


def is_wide(table: Table) -> bool:
    """Whether each row holds the figures of one agency or year, with a column per subject."""
    roles = table.columns_by_role.keys()
    if roles & WIDE:
        return not roles & {"text", "indicator name", "indicator number"}
    return bool(table.columns) and not roles & _ROW_NAMES


def figure_columns(table: Table, contents: SheetContents) -> list[FigureColumn]:
    """Return the columns of a table that hold figures, one entry for each subject and owner.

    If several columns have the same subject, those marked as not valid (hidden, old, draft) are
    ignored and reported. If the remaining figures differ, a question is asked.
    """
    wide = is_wide(table)
    subjects = _subjects_of_wide(table) if wide else _subjects(table)
    if not subjects and table.columns:
        candidates = _unnamed_scores(table)
        is_plain = len(candidates) == 1 and not table.columns[candidates[0]].role
        # Next to an agency, a figure without a header may have any subject.
        if candidates and (wide or not is_plain):
            return [_ask_for_scores(table, candidates, contents)]
        for at in candidates:
            contents.problem("header-missing", table.header_cell(at)[1], severity="warning")
        subjects = dict.fromkeys(candidates, ("", ""))
    groups: dict[FigureColumn, list[FigureColumn]] = {}
    for at, subject in sorted(subjects.items()):
        header = table.columns[at]
        owner = Owner(header.key if header.role == "score of agency" else None, header.year)
        claimed = FigureColumn((), *subject, owner)
        groups.setdefault(claimed, []).append(
            _on_scale(table, claimed._replace(columns=(at,)), contents)
        )
    _report_headers(table, contents)
    return [_one_of(table, group, contents) if group[1:] else group[0] for group in groups.values()]


def _subjects(table: Table) -> dict[int, tuple[str, str]]:
    """Return level and key by column, for a row per question, indicator or instrument."""
    results = table.where("result")
    scores = [*table.where(*_SCORES), *(at for at in results if table.holds_figures(at))]
    of_indicators, totals = table.where("indicator score"), table.where("total")
    level_of_others = "indicator"
    subjects = {at: ("grade", "") for at in results if at not in scores}
    if not scores:
        scores, of_indicators = of_indicators, []
    if not scores:
        scores, totals = totals, []
    if of_indicators and not table.where("text", "code"):
        # With "คะแนนเฉลี่ยตัวชี้วัด" and "คะแนนที่ได้", the second is the instrument's score.
        scores, of_indicators, level_of_others = of_indicators, scores, "instrument"
    subjects |= dict.fromkeys(scores, ("", ""))
    subjects |= dict.fromkeys(of_indicators, (level_of_others, ""))
    subjects |= dict.fromkeys(totals, ("total", "total"))
    for role in _OF_INSTRUMENT_OR_INDICATOR:
        subjects |= dict.fromkeys(table.where(role), (_LEVEL.get(role, role), ""))
    return subjects


def _subjects_of_wide(table: Table) -> dict[int, tuple[str, str]]:
    """Return level and key by column, for a row per agency or year."""
    subjects: dict[int, tuple[str, str]] = {}
    for at, column in enumerate(table.columns):
        role, key = column.role, column.key
        if role == "result":
            role = "total" if table.holds_figures(at) else "grade"
        if role == "of instrument" and _is_within(table, at, column.in_brackets):
            role = "weighted"
        if role in (*_SCORES, "indicator score", "weighted") and not key:
            role = UNUSED if table.where("total") else "total"
        if role == "total" or (role == "grade" and not key):
            key = "total"
        if key and (role in WIDE or role in ("total", *_OF_INSTRUMENT_OR_INDICATOR)):
            subjects[at] = _LEVEL.get(role, role), key
    return subjects


def _figures(table: Table, at: int) -> Iterable[float]:
    values = (figure(table.grid.rows[row][at]).value for row in table.body)
    return (value for value in values if value is not None)


def _is_within(table: Table, at: int, highest: float | None) -> bool:
    """Whether a header states a number, and no figure of the column is above it."""
    return highest is not None and all(value <= highest for value in _figures(table, at))


def _unnamed_scores(table: Table) -> list[int]:
    """Return the columns of figures that may be the scores if no header names the scores."""
    return [
        at
        for at in table.where("", "unknown", "statistic", "full marks")
        if any(table.grid.rows[row][at] != "" for row in table.body)
        and table.holds_figures(at)
        and not _counts_rows(table, at)
    ]


def _counts_rows(table: Table, at: int) -> bool:
    """Whether a column only numbers the rows: 1, 2, 3, …"""
    numbers = list(_figures(table, at))
    return numbers == list(range(1, len(numbers) + 1))


def _ask_for_scores(table: Table, candidates: list[int], contents: SheetContents) -> FigureColumn:
    """Ask which column holds the scores, or whether each column belongs to another agency."""
    headers = {contents.column_name(table, at): table.header_cell(at) for at in candidates}
    labels = [column_label(table, at) for at in candidates]
    options = [
        contents.option(label, columns={name: "score"})
        for label, name in zip(labels, headers, strict=True)
    ]
    if len(candidates) > 1:
        roles = {
            name: f"score of agency {display_text(cell)}" for name, (cell, _) in headers.items()
        }
        options.append(contents.option(" · ".join(labels), columns=roles))
    cell, address = table.header_cell(candidates[0])
    contents.problem("score-column-unknown", address, cell, options=options)
    return FigureColumn(tuple(candidates), in_doubt=True)


def _one_of(table: Table, group: list[FigureColumn], contents: SheetContents) -> FigureColumn:
    """Merge columns of one subject; the result is `in_doubt` where a person must decide."""
    counting = valid_columns(table, [each.columns[0] for each in group], contents)
    group = [each for each in group if each.columns[0] in counting]
    if any(_differ(table, contents, *pair) for pair in combinations(group, 2)):
        ask_which_column(table, counting, contents)
        return group[0]._replace(columns=tuple(counting), in_doubt=True)
    # Points from 0 to 100 take precedence over figures that must be converted.
    group = [each for each in group if each.is_plain] or group[:1]
    return group[0]._replace(columns=tuple(each.columns[0] for each in group))


def _differ(table: Table, contents: SheetContents, *columns: FigureColumn) -> bool:
    """Whether two columns have different values in any row where both are filled."""
    numbers = [column.columns[0] for column in columns]
    is_one_scale = len({column.full_marks for column in columns}) == 1
    for index in table.body:
        row = table.grid.rows[index]
        cells = [row[at] for at in numbers]
        if "" in cells or (cells[0] == cells[1] and is_one_scale):
            continue
        scales = [column.full_marks_of(row) for column in columns]
        points = [
            contents.points(value, table.grid.address(index, at), full_marks)
            for at, full_marks in zip(numbers, scales, strict=True)
            if (value := figure(row[at]).value) is not None
        ]
        if len(points) < len(cells):
            if len({comparison_key(display_text(cell)) for cell in cells}) > 1:
                return True
        # Rounded to two decimals, points of lower full marks are coarser than points of 100.
        elif abs(points[0] - points[1]) > (0.0 if min(scales) == HIGHEST else 0.51 / min(scales)):
            return True
    return False


def _on_scale(table: Table, column: FigureColumn, contents: SheetContents) -> FigureColumn:
    """Return a column with its scale, from the answers, its header or a column of full marks."""
    if column.level == "weighted" and column.key.isdigit():
        # Reported tables have no weighted points of indicators: convert them to scores.
        return column._replace(level="indicator", full_marks=points_of(column.key))
    if column.level in ("weight", "weighted", "grade", "count", "count_of"):
        return column
    at = column.columns[0]
    header, scales = table.columns[at], contents.answers.scales
    for answered in (contents.column_name(table, at), table.grid.column_name(at)):
        if answered in scales:
            return column._replace(full_marks=scales[answered])
    in_brackets = header.in_brackets if column.level != "total" else None
    for full_marks in (header.full_marks, in_brackets):
        if full_marks and _is_within(table, at, full_marks):
            return column._replace(full_marks=full_marks)
    for marks_at in sorted(table.where("full marks"), key=lambda other: abs(other - at)):
        rows = [table.grid.rows[index] for index in table.body]
        pairs = [(figure(row[at]).value, figure(row[marks_at]).value) for row in rows]
        if any(full for _, full in pairs) and all(
            value is None or full is None or value <= full for value, full in pairs
        ):
            return column._replace(full_marks_at=marks_at)
    return column


def _report_headers(table: Table, contents: SheetContents) -> None:
    """Report columns of figures that are not used, and years of the Common Era in headers."""
    for at, column in enumerate(table.columns):
        if column.christian:
            contents.year(*table.header_cell(at))
        elif column.role == "unknown" and table.holds_figures(at):
            cell, address = table.header_cell(at)
            contents.problem("column-unused", address, cell, "warning")
