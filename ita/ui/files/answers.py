"""A person's answers on how one file is to be read, and which of them fit another file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ita.domain.mapping import NO_ANSWERS, UNUSED, FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.reading.scores import TableSummary

QuestionId = tuple[str, ...]


class Answer(NamedTuple):
    """A question as it was asked, and which of `possible_answers` was chosen."""

    question: Problem
    choice: int


def question_id(question: Problem) -> QuestionId:
    """The key of a question within its file."""
    labels = (option.label for option in question.options)
    return (question.code, question.sheet, question.cell, question.value, *labels)


def possible_answers(question: Problem) -> tuple[Option, ...]:
    """The options of a question; the last one, without a label, sets all of them aside.

    It is left out where there is nothing to set aside, as with a year, or the file offers it.
    """
    aside = _set_aside(question.options)
    offered = [option.mapping for option in question.options]
    if aside is None or aside in offered:
        return question.options
    return (*question.options, Option("", aside))


def _set_aside(options: Iterable[Option]) -> FileMapping | None:
    """What leaves out every column, row or sheet that any of the options speaks of."""
    sheets: dict[str, SheetMapping] = {}
    for each in (sheet for option in options for sheet in option.mapping.sheets):
        columns = dict.fromkeys((*each.columns, *each.scales), UNUSED)
        # Another header would be another table; without one the sheet holds nothing.
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
    """What is known of how to read one file.

    `earlier` are answers that were saved with the file, or with one of the same layout, whose name
    is `source`; `choices` the answers of this visit in their order; `corrections` what a person
    typed or chose in the picture of the sheet, which counts before everything else.
    """

    earlier: FileMapping = NO_ANSWERS
    source: str = ""
    choices: dict[QuestionId, Answer] = field(default_factory=dict)
    corrections: FileMapping = NO_ANSWERS

    @property
    def mapping(self) -> FileMapping:
        """All of it as one mapping."""
        mapping = self.earlier
        for answer in self.choices.values():
            mapping = mapping.merged(possible_answers(answer.question)[answer.choice].mapping)
        return mapping.merged(self.corrections)

    def choose(self, question: Problem, choice: int) -> None:
        """Answers a question; what was answered after it rests on it, so it is asked again."""
        identity = question_id(question)
        if identity in self.choices:
            order = list(self.choices)
            for later in order[order.index(identity) :]:
                del self.choices[later]
        self.choices[identity] = Answer(question, choice)

    def take_earlier(self, mapping: FileMapping, source: str) -> bool:
        """Adds answers of an earlier file; whether they say anything new."""
        merged = self.earlier.merged(mapping)
        if merged == self.earlier:
            return False
        self.earlier, self.source = merged, source
        return True

    def correct_owner(self, agency: str | None, year: int | None, variant: str | None) -> None:
        """Whose the file is and of which year; None is as the file says."""
        self.corrections = FileMapping(agency, year, variant, self.corrections.sheets)

    def correct_sheet(self, sheet: SheetMapping) -> None:
        """Replaces the corrections of one sheet."""
        others = [each for each in self.corrections.sheets if each.sheet != sheet.sheet]
        changes = [] if sheet == SheetMapping(sheet.sheet, sheet.layout) else [sheet]
        self.corrections = replace(self.corrections, sheets=(*others, *changes))

    def forget(self) -> None:
        """Takes back everything: the file is read as it stands."""
        self.earlier, self.source, self.corrections = NO_ANSWERS, "", NO_ANSWERS
        self.choices.clear()


def with_layouts(mapping: FileMapping, tables: Sequence[TableSummary]) -> FileMapping:
    """The mapping with the fingerprint of each sheet's headers, by which later files are known."""
    layouts = {each.sheet: each.layout for each in tables if each.layout}
    sheets = tuple(
        replace(each, layout=each.layout or layouts.get(each.sheet, "")) for each in mapping.sheets
    )
    return replace(mapping, sheets=sheets)


def answers_for_layout(
    mapping: FileMapping, tables: Sequence[TableSummary], problems: Sequence[Problem]
) -> FileMapping | None:
    """The answers of another file that also hold for the sheets of this one; None for none.

    A sheet is known by the fingerprint of its headers, never by its name. The scale of a column is
    taken only where this file's `problems` ask for it: the same headers may stand over figures to
    100 a year later.
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
