"""Resolve repeated claims: merge equal values, and ask the user about contradicting ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ita.domain.mapping import FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.reading.scores.claims import Claim, problem_of
from ita.reading.scores.contents import Position, SheetContents
from ita.reading.scores.shapes.columns import is_wide

# The claims of each side of a contradiction, by the key that distinguishes the sides.
Sides = Mapping[Any, list[Claim]]

# Up to this number of contradicting pairs of rows, each pair is a question of its own; more are
# combined into one question for their table. Where more subjects than this contradict each other
# between two tables, all claims of these tables are in doubt.
_ONE_BY_ONE = 3


def settle(
    claims: list[Claim], contents: Sequence[SheetContents]
) -> tuple[list[Claim], list[Problem]]:
    """Return one claim for each subject, and the problems of the contradictions.

    Claims that depend on contradicting figures lose their figure. A visible row or column takes
    precedence over a hidden one, and any figure over a blank.
    """
    if len({claim.subject for claim in claims}) == len(claims):
        return claims, []
    return _Conflicts(claims, contents).settle()


class _Conflicts:
    """The claims of a file by subject, and the contents of its sheets by name."""

    def __init__(self, claims: list[Claim], contents: Sequence[SheetContents]) -> None:
        self.claims = claims
        self.by_subject: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
        for claim in claims:
            self.by_subject[claim.subject].append(claim)
        self.contents = {content.name: content for content in contents}

    def settle(self) -> tuple[list[Claim], list[Problem]]:
        """Drop repeated claims and ask a question for each contradiction."""
        dropped: set[Claim] = set()
        contradictions: list[list[Claim]] = []
        hidden: dict[str, list[Claim]] = defaultdict(list)
        repeated: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claims in self.by_subject.values():
            visible = [each for each in claims if not self._is_hidden(each)] or claims
            filled = [each for each in visible if each.content is not None] or visible[:1]
            contents = {each.content for each in filled}
            dropped.update(each for each in claims if each is not filled[0])
            for each in claims:
                if each not in visible and each.content not in contents:
                    hidden[each.sheet].append(each)
            if len(contents) > 1:
                contradictions.append(filled)
            elif filled[0].level == "item":
                for each in filled[1:]:
                    repeated[each.sheet, filled[0].sheet].append(each)
        problems = [
            problem_of("sheet-repeats", repeats, first=first)
            for (sheet, first), repeats in repeated.items()
            if sheet != first
        ]
        problems += [problem_of("hidden-set-aside", repeats) for repeats in hidden.values()]
        emptied: set[Claim] = set()
        for sides in self._by_question(contradictions):
            problems.append(self._question(sides))
            emptied |= self._depending({each for side in sides.values() for each in side})
        settled = [
            _without_figure(each) if each in emptied else each
            for each in self.claims
            if each not in dropped
        ]
        return [each for each in settled if each.level != "grade" or each.text], problems

    def _position(self, claim: Claim) -> Position:
        return self.contents[claim.sheet].position(claim.cell)

    def _is_hidden(self, claim: Claim) -> bool:
        return any(self.contents[claim.sheet].is_hidden(claim.cell))

    def _by_question(self, contradictions: Iterable[list[Claim]]) -> Iterable[Sides]:
        """Group the contradictions by the question whose answer settles them."""
        groups: dict[tuple[Any, ...], list[Sides]] = defaultdict(list)
        of_table: dict[tuple[Any, ...], set[tuple[Any, ...]]] = defaultdict(set)
        for claims in contradictions:
            positions = [self._position(each) for each in claims]
            # The first of sheet, table, row and column that differs distinguishes the sides.
            axis = next(
                n for n, values in enumerate(zip(*positions, strict=True)) if len(set(values)) > 1
            )
            sides: dict[Any, list[Claim]] = defaultdict(list)
            for each, position in zip(claims, positions, strict=True):
                sides[position[: axis + 1]].append(each)
            groups[tuple(sides)].append(sides)
            if Position._fields[axis] == "row":
                of_table[(*positions[0][:2], len(sides))].add(tuple(sides))
        for pairs in of_table.values():
            if len(pairs) > _ONE_BY_ONE:
                # Combine many pairs of rows into one question: do the upper or lower rows count?
                merged = [sides for pair in pairs for sides in groups.pop(pair)]
                groups[min(pairs)] = [dict(enumerate(sides.values())) for sides in merged]
        order = {claim: at for at, claim in enumerate(self.claims)}
        for group in groups.values():
            yield {
                name: sorted(
                    (each for sides in group for each in sides[name]), key=order.__getitem__
                )
                for name in group[0]
            }

    def _question(self, sides: Sides) -> Problem:
        """Return the problem that asks which side counts, with an option for each side."""
        claims = [each for side in sides.values() for each in side]
        several_sheets = len({each.sheet for each in claims}) > 1
        options = [
            Option(
                side[0].sheet if several_sheets else _label(side),
                self._answer_without(set(claims) - set(side)),
            )
            for side in sides.values()
        ]
        first, second = (side[0] for side in list(sides.values())[:2])
        code = "code-twice" if first.level == "item" else "claim-twice"
        same_sheet = first.sheet == second.sheet
        detail = {
            "first": second.cell if same_sheet else f"{second.sheet} {second.cell}",
            "first_value": second.quoted,
            "count": str(max(map(len, sides.values()))),
            "what": first.key,
        }
        options += self._as_several_agencies(sides)
        code = code if same_sheet else "sheets-differ"
        where = first.sheet, first.cell, first.quoted
        return Problem(code, "error", "", *where, detail, tuple(options))

    def _depending(self, contradicting: set[Claim]) -> set[Claim]:
        """Return the contradicting claims, and those whose figures are in doubt with them.

        The lowest items of an instrument depend on all its items, so all of them are in doubt.
        Where whole tables contradict each other, all their claims about the same agency and year
        are.
        """
        instruments = {each[:2] for each in contradicting if each.level == "item"}
        tables = {self._position(each)[:2] for each in contradicting}
        subjects = {each.subject for each in contradicting}
        whole_tables = len(subjects) > _ONE_BY_ONE and len(tables) > 1
        owners = {each.owner for each in contradicting} if whole_tables else ()
        return contradicting | {
            each
            for each in self.claims
            if (each.level == "item" and each[:2] in instruments)
            or (each.owner in owners and self._position(each)[:2] in tables)
        }

    def _answer_without(self, removed: set[Claim]) -> FileMapping:
        """Return the answer that excludes the given claims and as few others as possible."""
        sheets = dict.fromkeys(each.sheet for each in self.claims if each in removed)
        return FileMapping(sheets=tuple(self._sheet_without(name, removed) for name in sheets))

    def _sheet_without(self, sheet: str, removed: set[Claim]) -> SheetMapping:
        answer = self.contents[sheet].answer
        positions = [
            self._position(each) for each in self.claims if each.sheet == sheet and each in removed
        ]
        rows_of_others = {
            self._position(each).row
            for each in self.claims
            if each.sheet == sheet and each not in removed and self._is_lost(each, removed)
        }
        rows = {position.row for position in positions}
        if not rows_of_others:
            return answer(unused=True)
        if not rows_of_others & rows:
            return answer(unused_rows=frozenset(rows))
        return answer(columns={position.column: "unused" for position in positions})

    def _is_lost(self, claim: Claim, removed: set[Claim]) -> bool:
        """Whether removing a claim loses data: it is not blank and no other claim repeats it."""
        others = set(self.by_subject[claim.subject]) - removed - {claim}
        return claim.content is not None and all(each.content is None for each in others)

    def _as_several_agencies(self, sides: Sides) -> list[Option]:
        """Return the option that reads each contradicting row as a separate agency, if possible."""
        firsts = [side[0] for side in sides.values()]
        positions = [self._position(each) for each in firsts]
        contents, number = self.contents[firsts[0].sheet], positions[0].table
        if number < 0 or len({position[:2] for position in positions}) > 1:
            return []
        table = contents.used_tables[number]
        agencies = table.where("agency") or table.where("agency detail")
        if not is_wide(table) or not agencies or len({each.row for each in positions}) == 1:
            return []
        columns = {contents.column_name(table, agencies[0]): "agency by row"}
        return [contents.option(" · ".join(each.cell for each in firsts), columns=columns)]


def _label(side: list[Claim]) -> str:
    """Return an option's label for a side on a single sheet: its cells and first value."""
    first, last = side[0], side[-1]
    cells = first.cell if first is last else f"{first.cell}–{last.cell}"
    return f"{cells}: {first.quoted}"


def _without_figure(claim: Claim) -> Claim:
    return claim._replace(value=None, text=claim.text if claim.level == "item" else "")
