"""The rows of a sheet's tables of measures: what each says, and what is wrong with it by cell."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from ita.divisions import Divisions, named_in
from ita.reading.files.workbook import Sheet
from ita.reading.measures.columns import REQUIRED, MeasureTable
from ita.reading.measures.places import (
    indicator_in,
    item_code_before,
    item_code_in,
    question_codes_in,
    sub_indicator_in,
)
from ita.reading.scores.contents import SheetContents, TableSummary
from ita.reading.tables.text import clean, shown, year_in
from ita.thai import arabic_digits
from ita.thai_deadlines import Deadline, deadline_in

_TEXTS = ("issue", "activity", "output", "awareness", "kpi", "budget", "follow_up")


class MeasureRows:
    """Reads the measure tables of a sheet; `rows` are then rows of the measure table.

    `agency` and `fiscal_year` are what the file says of every row without its own. A blank indicator
    cell lies under the last one, also where the header was repeated between them on a new page.
    """

    def __init__(
        self,
        sheet: Sheet,
        found: SheetContents,
        divisions: Divisions,
        agency: str | None,
        fiscal_year: int | None,
    ) -> None:
        self.sheet, self.found, self.divisions = sheet, found, divisions
        self.agency, self.year = agency, fiscal_year
        self.rows: list[dict[str, Any]] = []
        self.table = MeasureTable((), {}, (), range(0))
        self._indicator: int | None = None
        self._sub = ""
        self._issue = ""
        self._named_at = ("", "")  # the cell of the open indicator, and what stands there
        self._homeless: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._unknown_divisions: dict[str, list[str]] = defaultdict(list)
        self._hidden: list[str] = []
        self._codes_in_issue: list[str] = []
        self._codes_mended: list[tuple[str, str]] = []

    def read(self, tables: Iterable[MeasureTable]) -> None:
        """Reads every row; says at the end what concerns several of them."""
        for table in tables:
            self.table = table
            before = len(self.rows)
            self._about_columns()
            for index in table.body:
                if any(cell != "" for cell in self.sheet.rows[index]):
                    self._row(index)
            header = self.sheet.first_row + table.header[0] + 1
            self.found.tables.append(
                TableSummary(self.found.sheet, header, "measures", len(self.rows) - before)
            )
        self._about_several()

    def _about_columns(self) -> None:
        header = self.table.header[0]
        at = min(self.table.columns.values())
        for kind in self.table.missing:
            self.found.problem(
                "measure-column-missing", self.sheet.address(header, at), REQUIRED[kind]
            )
        for column in self.table.twice:
            self.found.problem(
                "measure-column-twice",
                self.sheet.address(header, column),
                self.sheet.rows[header][column],
                "warning",
            )

    def _cell(self, index: int, kind: str) -> Any:
        at = self.table.columns.get(kind)
        row = self.sheet.rows[index]
        return row[at] if at is not None and at < len(row) else ""

    def _address(self, index: int, kind: str) -> str:
        return self.sheet.address(index, self.table.columns.get(kind, 0))

    def _text(self, index: int, kind: str) -> str:
        cell = self._cell(index, kind)
        return clean(cell) if isinstance(cell, str) else shown(cell)

    def _row(self, index: int) -> None:
        self._enter(index)
        texts = {kind: self._text(index, kind) for kind in _TEXTS}
        first = next(at for at, cell in enumerate(self.sheet.rows[index]) if cell != "")
        if not texts["issue"] and not texts["activity"]:
            self._heading(index, first)
            return
        unread = self._say_unread(index)
        if not texts["issue"] and self._issue and not self._text(index, "indicator"):
            texts["issue"] = self._issue
            self.found.problem(
                "measure-issue-from-above", self._address(index, "issue"), self._issue, "warning"
            )
        agency = self._text(index, "agency") or self.agency
        year = year_in(self._cell(index, "year"))[0] or self.year
        item, issue = self._item(index, texts["issue"])
        self._issue = texts["issue"]
        deadline = self._deadline(index, year, unread)
        row = {
            "no": self._number(index),
            "fiscal_year": year,
            "indicator": self._indicator,
            "sub_indicator": self._sub,
            "item_code": item,
            "issue": issue,
            "activity": texts["activity"],
            "output": texts["output"],
            "awareness": texts["awareness"],
            "kpi": texts["kpi"],
            "budget": texts["budget"],
            "deadline_text": deadline.text,
            "deadline": deadline.day,
            "recurring": deadline.recurring,
            "responsible_text": self._text(index, "responsible"),
            "divisions": self._divisions(index, unread),
            "follow_up_text": texts["follow_up"],
            "question_codes": self._questions(index),
            "link": self._text(index, "link"),
            "agency": agency,
            "key": self._text(index, "key"),
            "sheet": self.found.sheet,
            "cell": self.sheet.address(index, first),
        }
        if self._indicator is None and "indicator" in self.table.columns:
            self._homeless[self._named_at].append(row["cell"])
        if self.sheet.first_row + index + 1 in self.found.hidden_rows:
            self._hidden.append(row["cell"])
        self.rows.append(row)

    def _enter(self, index: int) -> None:
        """Opens the indicator and sub-indicator that a row names; blank cells lie under the last."""
        cell = self._cell(index, "indicator")
        if cell != "":
            named = indicator_in(cell)
            if named.differs:
                self.found.problem(
                    "indicator-number-differs", self._address(index, "indicator"), cell, "warning"
                )
            if named.number is not None or self._is_measure(index):
                if named.number != self._indicator:
                    self._sub, self._issue = "", ""
                self._indicator, self._sub = named.number, named.sub_indicator or self._sub
                self._named_at = (self._address(index, "indicator"), shown(cell))
        written = self._text(index, "sub_indicator")
        sub = sub_indicator_in(written)
        if written in ("-", "–"):
            self._sub = ""
        elif sub:
            self._sub = sub
            if self._indicator is None and cell == "":
                self._indicator = int(sub.split(".")[0])

    def _is_measure(self, index: int) -> bool:
        return bool(self._text(index, "issue") or self._text(index, "activity"))

    def _number(self, index: int) -> int | None:
        text = arabic_digits(self._text(index, "number")).rstrip(".)")
        return int(text) if text.isdecimal() and len(text) < 7 else None

    def _heading(self, index: int, first: int) -> None:
        """A row without issue and activity: a heading of an indicator, else it is said."""
        row = self.sheet.rows[index]
        filled = [cell for cell in row if cell != ""]
        if len(filled) == 1 and indicator_in(filled[0]).number is not None:
            return
        text = " | ".join(shown(cell) for cell in filled)
        severity = "warning" if len(filled) == 1 else "error"
        self.found.problem(
            "measure-row-not-understood", self.sheet.address(index, first), text, severity
        )

    def _say_unread(self, index: int) -> set[str]:
        """Says which cells hold an error or a formula without its result; returns their kinds."""
        unread: set[str] = set()
        for kind in self.table.columns:
            stands = self.found.unread.get(self._address(index, kind), "")
            if stands:
                self.found.problem("measure-cell-unread", self._address(index, kind), stands)
                unread.add(kind)
        return unread

    def _item(self, index: int, issue: str) -> tuple[str, str]:
        """The item code, from its own column or from the front of the issue, and the issue."""
        cell = self._cell(index, "item_code")
        if cell != "":
            code, printed_so = item_code_in(cell)
            address = self._address(index, "item_code")
            if not code:
                self.found.problem("item-code-unreadable", address, cell, "warning")
            elif not printed_so:
                self._codes_mended.append((address, shown(cell)))
            return code, issue
        if "item_code" in self.table.columns or self._indicator not in (9, 10):
            return "", issue
        code, rest = item_code_before(issue)
        if code:
            self._codes_in_issue.append(self._address(index, "issue"))
        return code, rest

    def _deadline(self, index: int, year: int | None, unread: set[str]) -> Deadline:
        cell = self._cell(index, "deadline")
        deadline = deadline_in(
            cell if isinstance(cell, date) else self._text(index, "deadline"), year
        )
        if "deadline" not in self.table.columns or "deadline" in unread:
            return deadline
        for code, read_as in deadline.troubles:
            open_ended = deadline.day is not None or code == "deadline-no-single-day"
            severity = "warning" if open_ended else "error"
            detail = {"date": read_as} if read_as else {}
            if code in ("deadline-before-year", "deadline-after-year"):
                detail["year"] = str(year)
            value = shown(cell) if not isinstance(cell, date) else str(cell)
            self.found.problem(code, self._address(index, "deadline"), value, severity, **detail)
        return deadline

    def _divisions(self, index: int, unread: set[str]) -> tuple[str, ...]:
        named = named_in(self._text(index, "responsible"), self.divisions)
        address = self._address(index, "responsible")
        for name in named.unknown:
            self._unknown_divisions[name].append(address)
        if not named.divisions and "responsible" in self.table.columns.keys() - unread:
            self.found.problem(
                "division-missing", address, self._cell(index, "responsible"), "error"
            )
        return named.divisions

    def _questions(self, index: int) -> tuple[str, ...]:
        codes, rest = question_codes_in(self._cell(index, "question_codes"))
        if rest:
            address = self._address(index, "question_codes")
            self.found.problem("question-code-unreadable", address, rest, "warning")
        return codes

    def _about_several(self) -> None:
        for (address, value), cells in self._homeless.items():
            code = "measure-indicator-unknown" if address else "measure-indicator-missing"
            self.found.problem(code, address or cells[0], value, count=str(len(cells)))
        allowed = ", ".join(self.divisions.names)
        for name, cells in self._unknown_divisions.items():
            self.found.problem(
                "division-unknown",
                cells[0],
                name,
                "warning",
                count=str(len(cells)),
                allowed=allowed,
            )
        if self._hidden:
            count = str(len(self._hidden))
            self.found.problem(
                "measure-rows-hidden", self._hidden[0], severity="warning", count=count
            )
        if self._codes_in_issue:
            count = str(len(self._codes_in_issue))
            self.found.problem(
                "item-code-from-issue", self._codes_in_issue[0], severity="warning", count=count
            )
        if self._codes_mended:
            address, value = self._codes_mended[0]
            count = str(len(self._codes_mended))
            self.found.problem("item-code-mended", address, value, "warning", count=count)
