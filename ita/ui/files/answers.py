"""A person's answers on how to read a file, and reusing them for files of the same layout."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ita.domain.mapping import NO_ANSWERS, UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.reading.scores import TableSummary

QuestionId = tuple[str, ...]


class Answer(NamedTuple):
    """A question, and the index of the chosen one of its `possible_answers`."""

    question: Problem
    choice: int


def question_id(question: Problem) -> QuestionId:
    """Return the unique id of a question within its file."""
    labels = (option.label for option in question.options)
    return (question.code, question.sheet, question.cell, question.value, *labels)


def possible_answers(question: Problem) -> tuple[Option, ...]:
    """Return the options of a question, and a last one without a label that excludes them all.

    That one is left out if there is nothing to exclude (a year), or an option does the same.
    """
    aside = _set_aside(question.options)
    offered = [option.mapping for option in question.options]
    if aside is None or aside in offered:
        return question.options
    return (*question.options, Option("", aside))


def _set_aside(options: Iterable[Option]) -> FileMapping | None:
    """Return a mapping that marks the columns, rows and sheets of all options as unused."""
    sheets: dict[str, SheetMapping] = {}
    for each in (sheet for option in options for sheet in option.mapping.sheets):
        columns = dict.fromkeys((*each.columns, *each.scales), UNUSED)
        # Options that choose a header row: excluding them all leaves no table in the sheet.
        unused = each.unused or bool(each.header_rows)
        if columns or unused or each.unused_rows:
            aside = SheetMapping(
                each.sheet,
                each.layout,
                unused=unused,
                columns=columns,
                unused_rows=each.unused_rows,
            )
            known = sheets.get(each.sheet)
            sheets[each.sheet] = known.merged(aside) if known else aside
    return FileMapping(sheets=tuple(sheets.values())) if sheets else None


@dataclass
class FileAnswers:
    """All answers on how to read one file.

    `earlier` holds the answers saved with the file, or with another file of the same layout, named
    `source`; `choices` the answers of this session in order; `corrections` the values that a
    person entered directly, which override the others.
    """

    earlier: FileMapping = NO_ANSWERS
    source: str = ""
    choices: dict[QuestionId, Answer] = field(default_factory=dict)
    corrections: FileMapping = NO_ANSWERS

    @property
    def mapping(self) -> FileMapping:
        """All answers merged into one mapping."""
        mapping = self.earlier
        for answer in self.choices.values():
            mapping = mapping.merged(possible_answers(answer.question)[answer.choice].mapping)
        return mapping.merged(self.corrections)

    def choose(self, question: Problem, choice: int) -> None:
        """Answer a question; changing an answer discards the later ones, which may depend on it."""
        identity = question_id(question)
        if identity in self.choices:
            order = list(self.choices)
            for later in order[order.index(identity) :]:
                del self.choices[later]
        self.choices[identity] = Answer(question, choice)

    def take_earlier(self, mapping: FileMapping, source: str) -> bool:
        """Add the answers of an earlier file; return whether they change anything."""
        merged = self.earlier.merged(mapping)
        if merged == self.earlier:
            return False
        self.earlier, self.source = merged, source
        return True

    def correct_owner(self, agency: str | None, year: int | None, variant: str | None) -> None:
        """Correct the agency, fiscal year and variant; None keeps the value of the file."""
        self.corrections = FileMapping(agency, year, variant, self.corrections.sheets)

    def correct_sheet(self, sheet: SheetMapping) -> None:
        """Replace the corrections of one sheet."""
        others = [each for each in self.corrections.sheets if each.sheet != sheet.sheet]
        changes = [] if sheet == SheetMapping(sheet.sheet, sheet.layout) else [sheet]
        self.corrections = replace(self.corrections, sheets=(*others, *changes))

    def forget(self) -> None:
        """Discard all answers and corrections."""
        self.earlier, self.source, self.corrections = NO_ANSWERS, "", NO_ANSWERS
        self.choices.clear()


def with_layouts(mapping: FileMapping, tables: Sequence[TableSummary]) -> FileMapping:
    """Return the mapping with the fingerprint of each sheet's headers, to match later files."""
    layouts = {each.sheet: each.layout for each in tables if each.layout}
    sheets = tuple(
        replace(each, layout=each.layout or layouts.get(each.sheet, "")) for each in mapping.sheets
    )
    return replace(mapping, sheets=sheets)


def answers_for_layout(
    mapping: FileMapping, tables: Sequence[TableSummary], problems: Sequence[Problem]
) -> FileMapping | None:
    """Return the answers of another file that apply to the sheets of this one; None for none.

    Sheets are matched by the fingerprint of their headers, never by name. The scale of a column is
    reused only where this file's `problems` ask for it: a year later the same headers may have
    scores up to 100.
    """
    asked_scales = {
        (sheet.sheet, column)
        for problem in problems
        for option in problem.options
        for sheet in option.mapping.sheets
        for column in sheet.scales
    }
    known = {each.layout: each for each in mapping.for_layout().sheets}
    fitting: dict[str, SheetMapping] = {}
    for table in tables:
        answers = known.get(table.layout)
        if answers is not None:
            scales = {
                at: full for at, full in answers.scales.items() if (table.sheet, at) in asked_scales
            }
            fitting[table.sheet] = replace(answers, sheet=table.sheet, scales=scales)
    nothing = SheetMapping("")
    if all(replace(each, sheet="", layout="") == nothing for each in fitting.values()):
        return None
    return FileMapping(variant=mapping.variant, sheets=tuple(fitting.values()))
