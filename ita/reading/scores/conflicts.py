"""Two values for one thing: equal ones are one, others are a question that a person answers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from ita.reading.files.workbook import Sheet
from ita.reading.mapping import FileMapping, SheetMapping
from ita.reading.problems import Option, Problem
from ita.reading.scores.contents import Claim, Item, SheetContents
from ita.reading.scores.shapes.columns import is_wide
from ita.thai import key

Row = Item | Claim
# Positions in the list of all items and claims.
Places = list[int]

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
# So many contradictions of rows are asked one by one; more are one question about their table.
_ONE_BY_ONE = 3


class Settled(NamedTuple):
    """Items and claims, each thing once, and what had to be said or asked."""

    items: list[Item]
    claims: list[Claim]
    problems: list[Problem]


class _Question(NamedTuple):
    """Contradictions that one answer settles: the sides by what tells them apart, all alike."""

    axis: str  # "sheet", "table", "row" or "column"
    sides: dict[Any, Places]


def settle(
    items: list[Item],
    claims: list[Claim],
    contents: Sequence[SheetContents],
    sheets: Sequence[Sheet],
) -> Settled:
    """Each thing once; what depends on figures that contradict each other has no figure.

    A figure in a hidden row or column loses against a visible one, a blank against any.
    """
    places: dict[tuple[Any, ...], Places] = {}
    rows: list[Row] = [*items, *claims]
    for at, row in enumerate(rows):
        places.setdefault(_subject(row), []).append(at)
    repeated = [own for own in places.values() if len(own) > 1]
    if not repeated:
        return Settled(items, claims, [])
    return _Conflicts(rows, places, contents, sheets).settle(repeated, len(items))


def _subject(row: Row) -> tuple[Any, ...]:
    if isinstance(row, Claim):
        return row[:4]
    return (row.agency, row.fiscal_year, row.instrument, row.part, row.code, "item")


def _value(row: Row) -> Any:
    if isinstance(row, Item):
        return row.score
    return key(row.text) if row.level == "grade" else row.value


def _shown(row: Row) -> str:
    return row.text if isinstance(row, Claim) else "–" if row.score is None else f"{row.score:g}"


class _Conflicts:
    """The items and claims of a file, with what their sheets say of where they stand."""

    def __init__(
        self,
        rows: list[Row],
        places: dict[tuple[Any, ...], Places],
        contents: Sequence[SheetContents],
        sheets: Sequence[Sheet],
    ) -> None:
        self.rows, self.places = rows, places
        self.contents = {content.sheet: content for content in contents}
        self.sheets = {sheet.name: sheet for sheet in sheets}
        self.problems: list[Problem] = []
        self.dropped: set[int] = set()
        self.emptied: set[int] = set()

    def settle(self, repeated: Iterable[Places], item_count: int) -> Settled:
        """Drops what is said twice, and asks where it differs."""
        hidden: dict[str, Places] = defaultdict(list)
        same: dict[tuple[str, str], Places] = defaultdict(list)
        contradictions: list[Places] = []
        for own in repeated:
            visible = [at for at in own if not self._is_hidden(at)] or own
            filled = [at for at in visible if _value(self.rows[at]) is not None] or visible[:1]
            values = {_value(self.rows[at]) for at in filled}
            for at in own:
                if at not in visible and _value(self.rows[at]) not in values:
                    hidden[self.rows[at].sheet].append(at)
            first = self.rows[filled[0]]
            self.dropped |= {at for at in own if at != filled[0]}
            if len(values) > 1:
                contradictions.append(filled)
            elif isinstance(first, Item):
                for at in filled[1:]:
                    if self.rows[at].sheet != first.sheet:
                        same[first.sheet, self.rows[at].sheet].append(at)
        for (first_sheet, sheet), again in same.items():
            detail = {"first": first_sheet, "count": str(len(again))}
            cell = self.rows[again[0]].cell
            self.problems.append(Problem("sheet-repeats", "warning", "", sheet, cell, "", detail))
        for sheet, own in hidden.items():
            cell, value = self.rows[own[0]].cell, _shown(self.rows[own[0]])
            detail = {"count": str(len(own))}
            self.problems.append(
                Problem("hidden-set-aside", "warning", "", sheet, cell, value, detail)
            )
        for question in self._questions(contradictions):
            self._ask(question)
        rows = [
            self._without_figure(row) if at in self.emptied else row
            for at, row in enumerate(self.rows)
        ]
        kept = [at for at in range(len(rows)) if at not in self.dropped]
        return Settled(
            [row for at in kept if isinstance(row := rows[at], Item)],
            [
                row
                for at in kept
                if isinstance(row := rows[at], Claim) and (row.level != "grade" or row.text)
            ],
            self.problems,
        )

    @staticmethod
    def _without_figure(row: Row) -> Row:
        if isinstance(row, Item):
            return row._replace(score=None)
        return row._replace(value=None, text="")

    def _address(self, at: int) -> tuple[str, int]:
        letters, number = _ADDRESS.fullmatch(self.rows[at].cell).groups()
        return letters, int(number)

    def _is_hidden(self, at: int) -> bool:
        sheet = self.sheets[self.rows[at].sheet]
        if not sheet.hidden_rows and not sheet.hidden_columns:
            return False
        letters, number = self._address(at)
        return number in sheet.hidden_rows or letters in sheet.hidden_columns

    def _table(self, at: int) -> int:
        """The number, in its sheet, of the table that a figure stands in; -1 for a line."""
        found = self.contents[self.rows[at].sheet].table_at(self.rows[at].cell)
        return -1 if found is None else found[0]

    def _questions(self, contradictions: Iterable[Places]) -> list[_Question]:
        """The contradictions by what one answer settles."""
        groups: dict[tuple[Any, ...], list[dict[Any, Places]]] = defaultdict(list)
        for own in contradictions:
            axis, names = self._axis(own)
            sides: dict[Any, Places] = defaultdict(list)
            for at, name in zip(own, names, strict=True):
                sides[name].append(at)
            groups[axis, self.rows[own[0]].sheet, *sides].append(sides)
        # Many pairs of rows of one table are one question: do the upper or the lower ones count?
        of_tables: dict[tuple[Any, ...], list[tuple[Any, ...]]] = defaultdict(list)
        for group, each in groups.items():
            if group[0] == "row":
                table = self._table(next(iter(each[0].values()))[0])
                of_tables[group[1], table, len(group)].append(group)
        for own in of_tables.values():
            if len(own) > _ONE_BY_ONE:
                merged = [
                    dict(enumerate(sides.values())) for group in own for sides in groups.pop(group)
                ]
                groups["row", own[0][1], "many", own[0]] = merged
        questions: list[_Question] = []
        for group, alike in groups.items():
            together: dict[Any, Places] = defaultdict(list)
            for sides in alike:
                for name, own in sides.items():
                    together[name] += own
            questions.append(_Question(group[0], together))
        return questions

    def _axis(self, own: Places) -> tuple[str, list[Any]]:
        """What tells contradicting figures apart, and what each of them is called by that."""
        sheets = [self.rows[at].sheet for at in own]
        if len(set(sheets)) > 1:
            return "sheet", sheets
        tables = [self._table(at) for at in own]
        if len(set(tables)) > 1:
            return "table", tables
        addresses = [self._address(at) for at in own]
        rows = [number for _, number in addresses]
        if len(set(rows)) > 1:
            return "row", rows
        return "column", [letters for letters, _ in addresses]

    def _ask(self, question: _Question) -> None:
        """One problem with an option for each side; nothing of either side counts until then."""
        axis, sides = question
        every = {at for own in sides.values() for at in own}
        self._empty(every, widely=axis in ("sheet", "table"))
        options = [
            Option(self._label(axis, name, own), self._without(every - set(own)))
            for name, own in sides.items()
        ]
        options += self._as_several_agencies(axis, sides)
        first, other = (own[0] for own in list(sides.values())[:2])
        one, two = self.rows[first], self.rows[other]
        where = f"{two.sheet} {two.cell}".strip() if axis == "sheet" else two.cell
        detail = {
            "first": where,
            "first_value": _shown(two),
            "count": str(max(len(own) for own in sides.values())),
            "what": one.code if isinstance(one, Item) else one.key,
        }
        code = {"sheet": "sheets-differ"}.get(
            axis, "code-twice" if isinstance(one, Item) else "claim-twice"
        )
        self.problems.append(
            Problem(code, "error", "", one.sheet, one.cell, _shown(one), detail, tuple(options))
        )

    def _empty(self, every: set[int], *, widely: bool) -> None:
        """Takes the figures from everything that depends on contradicting ones.

        A ranking depends on each item of its instrument; where whole tables contradict each other,
        all that they say of the same agency and year is in doubt.
        """
        instruments = {self.rows[at][:3] for at in every if isinstance(self.rows[at], Item)}
        owners = {self.rows[at][:2] for at in every}
        tables = {(self.rows[at].sheet, self._table(at)) for at in every}
        widely = widely and len({_subject(self.rows[at]) for at in every}) > _ONE_BY_ONE
        for at, row in enumerate(self.rows):
            of_table = widely and row[:2] in owners and (row.sheet, self._table(at)) in tables
            if at in every or of_table or (isinstance(row, Item) and row[:3] in instruments):
                self.emptied.add(at)

    def _label(self, axis: str, name: Any, own: Places) -> str:
        """How an option names its side: a sheet by its name, figures by their cells."""
        if axis == "sheet":
            return str(name)
        first, last = self.rows[own[0]], self.rows[own[-1]]
        cells = first.cell if first is last else f"{first.cell}–{last.cell}"
        return f"{cells}: {_shown(first)}"

    def _without(self, removed: set[int]) -> FileMapping:
        """The answer that sets figures aside, and as little beside them as can be."""
        of_sheet: dict[str, Places] = defaultdict(list)
        for at in removed:
            of_sheet[self.rows[at].sheet].append(at)
        return FileMapping(
            sheets=tuple(
                self._sheet_without(sheet, own, removed) for sheet, own in of_sheet.items()
            )
        )

    def _sheet_without(self, sheet: str, own: Places, removed: set[int]) -> SheetMapping:
        answers = self.contents[sheet].answers
        lost = {
            at
            for at, row in enumerate(self.rows)
            if row.sheet == sheet
            and _value(row) is not None
            and not self._stands_elsewhere(at, removed)
        }
        lost -= removed
        if not lost:
            return answers.answer(unused=True)
        rows = {self._address(at)[1] for at in own}
        if not any(self._address(at)[1] in rows for at in lost):
            return answers.answer(unused_rows=frozenset(rows))
        return answers.answer(columns={self._address(at)[0]: "unused" for at in own})

    def _stands_elsewhere(self, at: int, removed: set[int]) -> bool:
        same = self.places[_subject(self.rows[at])]
        return any(
            other != at and other not in removed and _value(self.rows[other]) is not None
            for other in same
        )

    def _as_several_agencies(self, axis: str, sides: dict[Any, Places]) -> list[Option]:
        """The option that each row of a list is an agency of its own."""
        own = next(iter(sides.values()))
        sheet = self.rows[own[0]].sheet
        answers = self.contents[sheet].answers
        if axis == "row" and (number := self._table(own[0])) >= 0:
            table = self.contents[sheet].read[number]
            agencies = table.where("agency") or table.where("agency detail")
            if is_wide(table) and agencies:
                name = answers.name(table, agencies[0])
                cells = " · ".join(self.rows[own[0]].cell for own in sides.values())
                return [answers.option(cells, columns={name: "agency by row"})]
        return []
