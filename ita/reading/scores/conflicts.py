"""Two values for one thing: equal ones are one, others are a question that a person answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from string import digits
from typing import Any, NamedTuple

from ita.domain.mapping import FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.reading.files.workbook import Sheet
from ita.reading.scores.contents import Claim, Item, Row, SheetContents
from ita.reading.scores.shapes.columns import is_wide
from ita.thai.text import comparison_key

# Positions in the list of all rows.
Places = list[int]

# So many contradictions of rows are asked one by one; more are one question about their table.
_ONE_BY_ONE = 3


class _Place(NamedTuple):
    """Where a figure stands: its sheet, the number of its table there (-1 for a line), its cell."""

    sheet: str
    table: int
    row: int
    column: str


def settle(
    rows: list[Row], contents: Sequence[SheetContents], sheets: Sequence[Sheet]
) -> tuple[list[Row], list[Problem]]:
    """Each thing once; what depends on figures that contradict each other has no figure.

    A figure in a hidden row or column loses against a visible one, a blank against any.
    """
    places: dict[tuple[Any, ...], Places] = {}
    for at, row in enumerate(rows):
        places.setdefault(_subject(row), []).append(at)
    if len(places) == len(rows):
        return rows, []
    return _Conflicts(rows, places, contents, sheets).settle()


def _subject(row: Row) -> tuple[Any, ...]:
    if isinstance(row, Claim):
        return row[:4]
    return (row.agency, row.fiscal_year, row.instrument, row.part, row.code, "item")


def _value(row: Row) -> Any:
    if isinstance(row, Item):
        return row.score
    return comparison_key(row.text) if row.level == "grade" else row.value


def _shown(row: Row) -> str:
    return row.text if isinstance(row, Claim) else "–" if row.score is None else f"{row.score:g}"


class _Conflicts:
    """The rows of a file, with what its sheets say of where they stand."""

    def __init__(
        self,
        rows: list[Row],
        places: Mapping[tuple[Any, ...], Places],
        contents: Sequence[SheetContents],
        sheets: Sequence[Sheet],
    ) -> None:
        self.rows, self.places = rows, places
        self.contents = {content.sheet: content for content in contents}
        self.sheets = {sheet.name: sheet for sheet in sheets}
        self.problems: list[Problem] = []

    def settle(self) -> tuple[list[Row], list[Problem]]:
        """Drops what is said twice, and asks where it differs."""
        dropped: set[int] = set()
        contradictions: list[Places] = []
        hidden: dict[str, Places] = defaultdict(list)
        same: dict[tuple[str, str], Places] = defaultdict(list)
        for own in self.places.values():
            if len(own) == 1:
                continue
            visible = [at for at in own if not self._is_hidden(at)] or own
            filled = [at for at in visible if _value(self.rows[at]) is not None] or visible[:1]
            values = {_value(self.rows[at]) for at in filled}
            dropped.update(at for at in own if at != filled[0])
            for at in own:
                if at not in visible and _value(self.rows[at]) not in values:
                    hidden[self.rows[at].sheet].append(at)
            if len(values) > 1:
                contradictions.append(filled)
            elif isinstance(first := self.rows[filled[0]], Item):
                for at in filled[1:]:
                    same[self.rows[at].sheet, first.sheet].append(at)
        for (sheet, first_sheet), again in same.items():
            if sheet != first_sheet:
                self._say("sheet-repeats", again, first=first_sheet)
        for again in hidden.values():
            self._say("hidden-set-aside", again)
        emptied: set[int] = set()
        for sides in self._questions(contradictions):
            emptied |= self._ask(sides)
        settled = [
            self._without_figure(row) if at in emptied else row
            for at, row in enumerate(self.rows)
            if at not in dropped
        ]
        return [row for row in settled if _says_anything(row)], self.problems

    @staticmethod
    def _without_figure(row: Row) -> Row:
        if isinstance(row, Item):
            return row._replace(score=None)
        return row._replace(value=None, text="")

    def _say(self, code: str, own: Places, **detail: str) -> None:
        first, detail["count"] = self.rows[own[0]], str(len(own))
        place = first.sheet, first.cell, _shown(first)
        self.problems.append(Problem(code, "warning", "", *place, detail))

    def _place(self, at: int) -> _Place:
        row = self.rows[at]
        letters = row.cell.rstrip(digits)
        found = self.contents[row.sheet].table_at(row.cell)
        number = int(row.cell[len(letters) :])
        return _Place(row.sheet, -1 if found is None else found[0], number, letters)

    def _is_hidden(self, at: int) -> bool:
        sheet = self.sheets[self.rows[at].sheet]
        if not sheet.hidden_rows and not sheet.hidden_columns:
            return False
        place = self._place(at)
        return place.row in sheet.hidden_rows or place.column in sheet.hidden_columns

    def _questions(self, contradictions: Iterable[Places]) -> Iterable[dict[Any, Places]]:
        """The contradictions by what one answer settles, each with its sides by their names."""
        groups: dict[tuple[Any, ...], list[dict[Any, Places]]] = defaultdict(list)
        of_table: dict[tuple[Any, ...], set[tuple[Any, ...]]] = defaultdict(set)
        for own in contradictions:
            places = [self._place(at) for at in own]
            sides: dict[Any, Places] = {}
            # The first of sheet, table, row and column that tells them apart names the sides.
            axis = next(n for n in range(4) if len({place[n] for place in places}) > 1)
            for at, place in zip(own, places, strict=True):
                sides.setdefault(place[: axis + 1], []).append(at)
            groups[tuple(sides)].append(sides)
            if axis == _Place._fields.index("row"):
                of_table[(*places[0][:2], len(sides))].add(tuple(sides))
        for pairs in of_table.values():
            if len(pairs) > _ONE_BY_ONE:
                # Many pairs of rows are one question: do the upper or the lower ones count?
                merged = [sides for pair in pairs for sides in groups.pop(pair)]
                groups[min(pairs)] = [dict(enumerate(sides.values())) for sides in merged]
        for alike in groups.values():
            together: dict[Any, Places] = defaultdict(list)
            for sides in alike:
                for name, own in sides.items():
                    together[name] += own
            yield {name: sorted(own) for name, own in together.items()}

    def _ask(self, sides: dict[Any, Places]) -> set[int]:
        """Asks with an option for each side; returns whose figures do not count until then."""
        every = {at for own in sides.values() for at in own}
        options = [
            Option(self._label(own, sides), self._without(every - set(own)))
            for own in sides.values()
        ]
        first, second = (own[0] for own in list(sides.values())[:2])
        one, two = self.rows[first], self.rows[second]
        options += self._as_several_agencies(sides)
        detail = {
            "first": two.cell if one.sheet == two.sheet else f"{two.sheet} {two.cell}",
            "first_value": _shown(two),
            "count": str(max(map(len, sides.values()))),
            "what": one.code if isinstance(one, Item) else one.key,
        }
        code = "code-twice" if isinstance(one, Item) else "claim-twice"
        code = code if one.sheet == two.sheet else "sheets-differ"
        place = one.sheet, one.cell, _shown(one)
        self.problems.append(Problem(code, "error", "", *place, detail, tuple(options)))
        return self._depending(every)

    def _depending(self, every: set[int]) -> set[int]:
        """The rows whose figures depend on contradicting ones.

        A ranking depends on each item of its instrument; where whole tables contradict each other,
        all that they say of the same agency and year is in doubt.
        """
        instruments = {row[:3] for at in every if isinstance(row := self.rows[at], Item)}
        tables = {self._place(at)[:2] for at in every}
        many = len({_subject(self.rows[at]) for at in every}) > _ONE_BY_ONE and len(tables) > 1
        owners = {self.rows[at][:2] for at in every} if many else ()
        return {
            at
            for at, row in enumerate(self.rows)
            if at in every
            or (isinstance(row, Item) and row[:3] in instruments)
            or (row[:2] in owners and self._place(at)[:2] in tables)
        }

    def _label(self, own: Places, sides: dict[Any, Places]) -> str:
        """How an option names its side: a sheet by its name, figures by their cells."""
        first, last = self.rows[own[0]], self.rows[own[-1]]
        if len({self.rows[each[0]].sheet for each in sides.values()}) > 1:
            return first.sheet
        cells = first.cell if first is last else f"{first.cell}–{last.cell}"
        return f"{cells}: {_shown(first)}"

    def _without(self, removed: set[int]) -> FileMapping:
        """The answer that sets figures aside, and as little beside them as can be."""
        of_sheet: dict[str, Places] = defaultdict(list)
        for at in sorted(removed):
            of_sheet[self.rows[at].sheet].append(at)
        answers = [self._sheet_without(name, own, removed) for name, own in of_sheet.items()]
        return FileMapping(sheets=tuple(answers))

    def _sheet_without(self, sheet: str, own: Places, removed: set[int]) -> SheetMapping:
        answers = self.contents[sheet].answers
        lost = [
            self._place(at)
            for at, row in enumerate(self.rows)
            if row.sheet == sheet and at not in removed and not self._stands_elsewhere(at, removed)
        ]
        rows = {self._place(at).row for at in own}
        if not lost:
            return answers.answer(unused=True)
        if not any(place.row in rows for place in lost):
            return answers.answer(unused_rows=frozenset(rows))
        return answers.answer(columns={self._place(at).column: "unused" for at in own})

    def _stands_elsewhere(self, at: int, removed: set[int]) -> bool:
        """Whether nothing is lost with a row: it is blank, or said once more."""
        others = set(self.places[_subject(self.rows[at])]) - removed - {at}
        values = [_value(self.rows[other]) for other in others]
        return _value(self.rows[at]) is None or any(value is not None for value in values)

    def _as_several_agencies(self, sides: dict[Any, Places]) -> list[Option]:
        """The option that each row of a list is an agency of its own."""
        places = [self._place(own[0]) for own in sides.values()]
        sheet, number = places[0][:2]
        if number < 0 or len({place[:2] for place in places}) > 1:
            return []
        table, answers = self.contents[sheet].read[number], self.contents[sheet].answers
        agencies = table.where("agency") or table.where("agency detail")
        if not is_wide(table) or not agencies or len({place.row for place in places}) == 1:
            return []
        cells = " · ".join(self.rows[own[0]].cell for own in sides.values())
        columns = {answers.name(table, agencies[0]): "agency by row"}
        return [answers.option(cells, columns=columns)]


def _says_anything(row: Row) -> bool:
    return isinstance(row, Item) or row.level != "grade" or bool(row.text)
