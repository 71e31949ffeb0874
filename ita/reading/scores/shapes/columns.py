"""Which columns of a table hold figures, of what, on which scale; two columns of one thing are one."""

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any, NamedTuple

from ita.reading.scores.answers import SheetAnswers
from ita.reading.scores.contents import COUNTED, OF_100, Scale, SheetContents
from ita.reading.tables.grid import display_text
from ita.reading.tables.headers import WIDE, points_of
from ita.reading.tables.numbers import HIGHEST, figure
from ita.reading.tables.table import Column, Table
from ita.thai.text import comparison_key

# Roles of which a table has one row each, with a column an agency or a year beside it.
_ROW_NAMES = {"text", "code", "indicator name", "indicator number", "instrument", "part"}
_SCORES = ("score", "score of year", "score of agency")
# What a column claims where its role is called otherwise.
_LEVEL = {
    "of sub-indicator": "sub_indicator",
    "of indicator": "indicator",
    "of part": "part",
    "of instrument": "instrument",
    "indicator score": "indicator",
    "count of": "count_of",
}


class Meaning(NamedTuple):
    """What a column's figures claim; level "" for the row's own score, key "" for the row's own."""

    level: str
    key: str = ""
    year: int | None = None
    agency: str | None = None


class FigureColumn(NamedTuple):
    """Columns that hold the same figures, of which the first filled one of a row counts.

    `full_marks_at` is the column of each row's full marks. While a question about the columns is
    open, they are `in_doubt` and nothing of them counts.
    """

    columns: tuple[int, ...]
    meaning: Meaning
    scale: Scale = OF_100
    full_marks_at: int | None = None
    in_doubt: bool = False

    def cell(self, row: list[Any]) -> tuple[Any, int]:
        """The cell of a row that counts, and its column."""
        if not self.in_doubt:
            for at in self.columns:
                if row[at] != "":
                    return row[at], at
        return "", self.columns[0]

    def is_filled(self, row: list[Any]) -> bool:
        """Whether a row holds something in one of the columns, in doubt or not."""
        return any(row[at] != "" for at in self.columns)

    def scale_of(self, row: list[Any]) -> Scale:
        """The scale of a row's figure."""
        if self.full_marks_at is None:
            return self.scale
        return Scale(figure(row[self.full_marks_at]).value or HIGHEST)


def is_wide(table: Table) -> bool:
    """Whether a row holds several indicators or instruments of an agency or year."""
    roles = table.places.keys()
    if roles & WIDE:
        return not roles & {"text", "indicator name", "indicator number"}
    return bool(table.columns) and not roles & _ROW_NAMES


def figure_columns(
    table: Table, found: SheetContents, answers: SheetAnswers, hidden: frozenset[str]
) -> list[FigureColumn]:
    """The columns of a table that hold figures, by what they claim.

    Of several columns that claim the same, those that the file takes back (hidden, old, draft) do
    not count, and it is said; figures that differ all the same are a question.
    """
    groups: dict[Meaning, list[FigureColumn]] = {}
    meanings = _wide_meanings(table) if is_wide(table) else _meanings(table)
    if not meanings and table.columns:
        candidates = _unnamed_scores(table)
        if len(candidates) > 1 or any(table.columns[at].role for at in candidates):
            return [_asked_column(table, candidates, found, answers)]
        for at in candidates:
            found.problem("header-missing", table.header_cell(at)[1], severity="warning")
        meanings = dict.fromkeys(candidates, Meaning(""))
    for at, meaning in sorted(meanings.items()):
        column = _on_scale(table, FigureColumn((at,), meaning), answers)
        groups.setdefault(meaning, []).append(column)
    _say_headers(table, found, meanings.keys())
    return [
        group[0] if len(group) == 1 else _one_of(table, group, found, answers, hidden)
        for group in groups.values()
    ]


def _meanings(table: Table) -> dict[int, Meaning]:
    """What the columns of a table with one row a question, indicator or instrument claim."""
    scores = [
        *table.where(*_SCORES),
        *(at for at in table.where("result") if table.holds_figures(at)),
    ]
    of_indicators, totals = table.where("indicator score"), table.where("total")
    others = [at for at in table.where("result") if at not in scores]
    meanings = dict.fromkeys(others, Meaning("grade"))
    if not scores:
        scores, of_indicators = of_indicators, []
    if not scores:
        scores, totals = totals, []
    own = ""
    if of_indicators and not table.where("text", "code"):
        # "คะแนนเฉลี่ยตัวชี้วัด" beside "คะแนนที่ได้": the second is the instrument's.
        scores, of_indicators, own = of_indicators, scores, "instrument"
    meanings |= dict.fromkeys(scores, Meaning(""))
    meanings |= dict.fromkeys(of_indicators, Meaning(own or "indicator"))
    meanings |= dict.fromkeys(totals, Meaning("total", "total"))
    for role in ("weight", "weighted", "grade", "count", "count of"):
        meanings |= dict.fromkeys(table.where(role), Meaning(_LEVEL.get(role, role)))
    return {at: _of_header(table.columns[at], meaning) for at, meaning in meanings.items()}


def _wide_meanings(table: Table) -> dict[int, Meaning]:
    """What the columns of a table with one row an agency or a year claim."""
    meanings: dict[int, Meaning] = {}
    for at, column in enumerate(table.columns):
        role, name = column.role, column.key
        if role == "result":
            role = "total" if table.holds_figures(at) else "grade"
        if role == "of instrument" and _within(table, at, column.in_brackets):
            role = "weighted"
        if role == "grade":
            name = name or "total"
        elif role in (*_SCORES, "indicator score", "weighted") and not name:
            role = "unused" if table.where("total") else "total"
        if role == "total":
            name = "total"
        if name and role in WIDE | {"weighted", "weight", "count", "count of", "grade", "total"}:
            meanings[at] = _of_header(column, Meaning(_LEVEL.get(role, role), name))
    return meanings


def _of_header(column: Column, meaning: Meaning) -> Meaning:
    agency = column.key if column.role == "score of agency" else None
    return meaning._replace(year=column.year, agency=agency)


def _figures(table: Table, at: int) -> Iterable[float]:
    for row in table.body:
        found = figure(table.grid.rows[row][at])
        if found.value is not None:
            yield found.value


def _within(table: Table, at: int, highest: float | None) -> bool:
    """Whether no figure of a column is above a number that its header states."""
    return highest is not None and all(value <= highest for value in _figures(table, at))


def _unnamed_scores(table: Table) -> list[int]:
    """The columns of figures that can be the scores where no header says so."""
    return [
        at
        for at in table.where("", "unknown", "statistic", "full marks")
        if any(table.grid.rows[row][at] != "" for row in table.body)
        and table.holds_figures(at)
        and not _counts_rows(table, at)
    ]


def _asked_column(
    table: Table, candidates: list[int], found: SheetContents, answers: SheetAnswers
) -> FigureColumn:
    """Asks which of some columns holds the scores; several may be those of an agency each."""
    names = {at: answers.name(table, at) for at in candidates}
    labels = {at: _label(table, at) for at in candidates}
    options = [answers.option(labels[at], columns={names[at]: "score"}) for at in candidates]
    if len(candidates) > 1:
        roles = {
            names[at]: f"score of agency {display_text(table.header_cell(at)[0])}"
            for at in candidates
        }
        options.append(answers.option(" · ".join(labels.values()), columns=roles))
    cell, address = table.header_cell(candidates[0])
    found.problem("score-column-unknown", address, cell, options=tuple(options))
    return FigureColumn(tuple(candidates), Meaning(""), in_doubt=True)


def _counts_rows(table: Table, at: int) -> bool:
    """Whether a column only numbers the rows."""
    numbers = list(_figures(table, at))
    return numbers == list(range(1, len(numbers) + 1))


def _label(table: Table, at: int) -> str:
    """How an option names a column: its header and what the spreadsheet calls it."""
    return f"{display_text(table.header_cell(at)[0])} ({table.grid.column_name(at)})".strip()


def _one_of(
    table: Table,
    group: list[FigureColumn],
    found: SheetContents,
    answers: SheetAnswers,
    hidden: frozenset[str],
) -> FigureColumn:
    """What counts of several columns that claim the same; no column where only a person knows."""
    columns = [each.columns[0] for each in group]
    counting = [at for at in columns if at in table.answered] or [
        at
        for at in columns
        if not table.columns[at].superseded and table.grid.column_name(at) not in hidden
    ]
    counting = counting or columns
    first, first_cell = table.header_cell(counting[0])
    for at in columns:
        if at not in counting and not table.answered:
            cell, address = table.header_cell(at)
            found.problem(
                "column-set-aside",
                address,
                cell,
                "warning",
                first=first_cell,
                kept=display_text(first),
            )
    group = [each for each in group if each.columns[0] in counting]
    if any(_differ(table, found, *pair) for pair in combinations(group, 2)):
        options = []
        for at in counting:
            roles = {answers.name(table, other): "unused" for other in counting if other != at}
            # The year stays that of the header, also in a later file of the same layout.
            roles[answers.name(table, at)] = table.columns[at]._replace(year=None).name
            options.append(answers.option(_label(table, at), columns=roles))
        cell, address = table.header_cell(counting[1])
        found.problem("column-twice", address, cell, options=tuple(options), first=first_cell)
        return FigureColumn(tuple(counting), group[0].meaning, in_doubt=True)
    # Figures that are points from 0 to 100 already stand before those that must be converted.
    plain = [each for each in group if each.scale == OF_100 and each.full_marks_at is None]
    group = plain or group[:1]
    return group[0]._replace(columns=tuple(each.columns[0] for each in group))


def _differ(table: Table, found: SheetContents, one: FigureColumn, other: FigureColumn) -> bool:
    """Whether two columns say different things in any row where both say something."""
    for index in table.body:
        row = table.grid.rows[index]
        cells = row[one.columns[0]], row[other.columns[0]]
        if cells[0] == "" or cells[1] == "" or (cells[0] == cells[1] and one.scale == other.scale):
            continue
        first, second = (_points(table, found, index, each) for each in (one, other))
        if first is not None and second is not None:
            # Points of few full marks, rounded to two decimals, are coarser than those of 100.
            fewest = min(each.scale_of(row).full_marks for each in (one, other))
            if abs(first - second) > (0.0 if fewest == HIGHEST else 0.51 / fewest):
                return True
        elif comparison_key(display_text(cells[0])) != comparison_key(display_text(cells[1])):
            return True
    return False


def _points(table: Table, found: SheetContents, index: int, column: FigureColumn) -> float | None:
    """The points from 0 to 100 in a row's cell of a column."""
    row, at = table.grid.rows[index], column.columns[0]
    value = figure(row[at]).value
    if value is None:
        return None
    if table.grid.address(index, at) in found.percent_cells:
        return round(value * HIGHEST, 10)
    return value * HIGHEST / column.scale_of(row).full_marks


def _on_scale(table: Table, column: FigureColumn, answers: SheetAnswers) -> FigureColumn:
    """A figure column with the scale that a person, its header or a column of full marks states."""
    level, name = column.meaning[:2]
    if level in ("count", "count_of"):
        return column._replace(scale=COUNTED)
    if level == "weighted" and name.isdigit():
        # Points of an indicator are no claim of a report: they become its score.
        meaning = column.meaning._replace(level="indicator")
        return column._replace(meaning=meaning, scale=Scale(points_of(name)))
    if level in ("weight", "weighted", "grade") or not column.columns:
        return column
    at = column.columns[0]
    header = table.columns[at]
    if given := answers.scale(table, at):
        return column._replace(scale=Scale(given))
    if header.full_marks and _within(table, at, header.full_marks):
        return column._replace(scale=Scale(header.full_marks))
    if header.in_brackets and level != "total" and _within(table, at, header.in_brackets):
        return column._replace(scale=Scale(header.in_brackets))
    for place in sorted(table.where("full marks"), key=lambda place: abs(place - at)):
        rows = [table.grid.rows[index] for index in table.body]
        pairs = [(figure(row[at]).value, figure(row[place]).value) for row in rows]
        if any(full for _, full in pairs) and all(
            value is None or full is None or value <= full for value, full in pairs
        ):
            return column._replace(full_marks_at=place)
    return column


def _say_headers(table: Table, found: SheetContents, used: Collection[int]) -> None:
    """Says which columns of figures are not used, and years of the Common Era in headers."""
    for at, column in enumerate(table.columns):
        if column.christian:
            found.year(*table.header_cell(at))
        elif column.role == "unknown" and at not in used and table.holds_figures(at):
            cell, address = table.header_cell(at)
            found.problem("column-unused", address, cell, "warning")
