"""What reading has found so far: scored items, claims of the file, and what was wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ita.reading.numbers import figure, score_trouble
from ita.reading.problems import Problem, Severity
from ita.reading.text import shown


class Item(NamedTuple):
    """A scored item, in the columns of the score table; None where the file doesn't say."""

    agency: str | None
    fiscal_year: int | None
    instrument: str
    part: int | None
    indicator: int | None
    sub_indicator: str
    code: str
    text: str
    score: float | None
    sheet: str
    cell: str


class Claim(NamedTuple):
    """A figure or level that the file itself states, in the columns of the reported table."""

    agency: str | None
    fiscal_year: int | None
    level: str
    key: str
    value: float | None
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True)
class Understood:
    """What was taken from where, for the reader of the file to check.

    `header_row` counts from 1, as the spreadsheet shows it, and is None for rows without a header.
    `shape` is "questions" (one row an item), "indicators", "instruments", "wide" (one row an
    agency or a year), "totals" or "information" (agency, year); `rows` is what was taken.
    """

    sheet: str
    header_row: int | None
    shape: str
    rows: int


@dataclass
class Facts:
    """What a sheet says about the whole file: its agency, year and variant."""

    agency: str | None = None
    fiscal_year: int | None = None
    variant: str | None = None


@dataclass
class Found:
    """What one sheet held. Rows are gathered here in reading order."""

    sheet: str
    unread: Mapping[str, str]
    items: list[Item] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)

    def problem(
        self,
        code: str,
        cell: str = "",
        value: Any = "",
        severity: Severity = "error",
        **detail: str,
    ) -> None:
        """Notes a problem of this sheet."""
        self.problems.append(
            Problem(code, severity, sheet=self.sheet, cell=cell, value=shown(value), detail=detail)
        )

    def score(self, cell: Any, address: str) -> float | None:
        """The score in a cell that must hold one; where it holds none, a problem says why."""
        value, trouble = figure(cell)
        if value is not None and not trouble:
            trouble = score_trouble(value)
        if not trouble:
            return value
        stands = self.unread.get(address, "")
        if stands.startswith("="):
            self.problem("score-formula-without-result", address, stands)
        elif stands or trouble == "error-value":
            self.problem("score-error-value", address, stands or cell)
        elif trouble == "missing":
            self.problem("score-missing", address, cell)
        else:
            self.problem(_SCORE_PROBLEMS[trouble], address, cell)
        return None

    def figure(self, cell: Any, address: str) -> float | None:
        """The figure in a cell that may be blank; what is neither blank nor a figure is said."""
        value, trouble = figure(cell)
        stands = self.unread.get(address, "")
        if stands.startswith("="):
            self.problem("score-formula-without-result", address, stands)
        elif stands or trouble == "error-value":
            self.problem("score-error-value", address, stands or cell)
        elif trouble not in ("", "missing"):
            self.problem(_SCORE_PROBLEMS[trouble], address, cell)
        return value


_SCORE_PROBLEMS = {
    "out-of-range": "score-out-of-range",
    "not-finite": "score-out-of-range",
    "text": "score-not-a-number",
    "boolean": "score-boolean",
    "date": "score-date",
}
