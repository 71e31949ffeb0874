"""Classify the labels of rows: a question, a heading, a total, a note; track the open headings."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from ita.reading.scores.claims import Claim, Owner
from ita.reading.tables.headers import (
    INDICATORS_OF,
    INSTRUMENT_OF,
    indicator_of_name,
    instrument_in,
    part_in,
)
from ita.reading.tables.item_codes import INSTRUMENT_OF_LETTER, item_code, label_code
from ita.reading.tables.numbers import figure_and_words
from ita.reading.tables.table import load_words
from ita.thai.text import LONGEST_LABEL, arabic_digits, clean_text, comparison_key

_INDICATOR = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?!\d|\.\d)\s*[.:)]?\s*(.*)")
_GROUP = re.compile(r"((?:9|10)\.\d{1,2})(\.\d{1,2})?\.?(?:\s+(?!คะแนน)(\D.*))?")
# A number before a question; text extraction may read the letter of its code as a digit or l.
_NUMBERED = re.compile(r"(?:ข้อ(?:ที่)?\s*(\d{1,3})[.):]?\s+|([lI|!]?\d{1,3})\s*\.(?!\d)\s*)(\S.*)")
_LISTED = re.compile(r"^\(?\d{1,2}\s*[.)]\s*")
_BULLET = re.compile(r"[•●▪◦·*-]\s*\S")
_KINDS = load_words("labels")
_PARTS = dict(load_words("parts of labels"))


class Label(NamedTuple):
    """The meaning of a label.

    `kind` is one of: item (a code and a question's text), indicator, group (a sub-indicator or a
    level below it), instrument, part, total, summary (any other mean or sum), grade, weight, detail
    (a bulleted part of a question), text (anything else) or "" (no text).
    """

    kind: str
    instrument: str = ""
    part: str = ""
    indicator: int | None = None
    sub_indicator: str = ""
    third_level: bool = False
    code: str = ""
    text: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """The level and key in the reported table; ("", "") if the label has none."""
        if self.kind == "indicator" and self.indicator in INSTRUMENT_OF:
            return "indicator", str(self.indicator)
        if self.kind == "group":
            return "sub_indicator", self.sub_indicator
        if self.kind in ("instrument", "part"):
            return self.kind, f"{self.instrument} {self.part}".strip()
        return (self.kind, "total") if self.kind in ("total", "grade") else ("", "")


NO_LABEL = Label("")


def label_of(text: str) -> Label:
    """Classify the text of a label."""
    # Long texts are not cached: a cell may hold a whole page.
    return _label.__wrapped__(text) if len(text) > LONGEST_LABEL * 3 else _label(text)


@lru_cache(maxsize=8192)
def _label(text: str) -> Label:
    whole = clean_text(text)
    plain = arabic_digits(whole)
    squeezed = comparison_key(plain)
    if not squeezed:
        return NO_LABEL
    if heading := _heading(plain, whole):
        return heading
    for kind, words in _KINDS:
        if words.fullmatch(squeezed):
            return Label(kind, text=whole)
    code, rest = label_code(text)
    if code:
        return Label("item", code=code, text=rest)
    bare = _LISTED.sub("", plain)
    if len(squeezed) <= 100 and _PARTS["instrument"].match(comparison_key(bare)):
        instrument, part = instrument_in(bare), part_in(bare)
        if instrument:
            return Label("part" if part else "instrument", instrument, part, text=whole)
    about = _PARTS["summary of"].match(squeezed)
    if about and (number := indicator_of_name(squeezed[about.end() :])):
        return Label("indicator", indicator=number, text=whole)
    if numbered := _NUMBERED.fullmatch(plain):
        # The text keeps its Thai digits: its plain form has the same length.
        return Label("item", code=numbered[1] or numbered[2], text=whole[numbered.start(3) :])
    return Label("detail" if _BULLET.match(plain) else "text", text=whole)


def _heading(plain: str, whole: str) -> Label | None:
    """Return the indicator or sub-indicator that a label names by number or name, else None."""
    heading = _INDICATOR.fullmatch(plain)
    number = indicator_of_name(heading[2]) or int(heading[1]) if heading else None
    if number := number or indicator_of_name(plain):
        return Label("indicator", indicator=number, text=whole)
    if group := _GROUP.fullmatch(plain):
        number = int(group[1].split(".")[0])
        return Label("group", "", "", number, group[1], bool(group[2]), text=whole)
    return None


_TELLING = {"item", "indicator", "group", "instrument", "part", "total", "grade"}
_FIGURE_AT_END = re.compile(
    r"(?P<label>\S.*?\S)\s+(?P<figure>\d{1,3}[.,]\d{1,2}(?:\s*คะแนน)?|\d{1,3}\s*คะแนน|100)"
    r"(?P<words>\s+(?:[A-F]{1,2}\b|ผ่าน|ต้อง).{0,40})?"
)
_OTHER_FIGURE = re.compile(r"\s\d{1,3}[.,]\d{1,2}(?=\s|$)")
_LONGEST_LINE = 1000


class Line(NamedTuple):
    """A row's label, the cell of its figure ("" if there is none) and the column of that cell.

    `is_unclear` is True if the row has several figures, and no header names the score.
    """

    label: Label
    value: Any
    column: int
    is_unclear: bool = False


def line_of(row: list[Any]) -> Line | None:
    """Return a row's label and figure, or None if its first cell is not a known label.

    The figure is in the first cell after the label that holds one, or in the label's cell if that
    is the only one.
    """
    at = next((at for at, cell in enumerate(row) if cell != ""), None)
    if at is None or not isinstance(row[at], str):
        return None
    rest = [column for column in range(at + 1, len(row)) if row[column] != ""]
    label = label_of(row[at])
    if not rest:
        return _line_in_one_cell(row[at], label, at)
    if label.kind not in _TELLING:
        return None
    figures = [column for column in rest if figure_and_words(row[column])[0].value is not None]
    if label.kind == "item" and not label.text and rest[0] not in figures:
        # The code has a cell of its own, and the question's text is in the next cell.
        label = label._replace(text=clean_text(str(row[rest[0]])))
        at, *rest = rest
    if label.kind == "grade" or (label.kind == "item" and rest and not figures):
        return Line(label, row[rest[0]], rest[0])
    if not figures:
        return Line(label, "", at)
    return Line(label, row[figures[0]], figures[0], is_unclear=len(figures) > 1)


def _line_in_one_cell(cell: str, label: Label, at: int) -> Line | None:
    whole = clean_text(cell)
    match = _FIGURE_AT_END.fullmatch(arabic_digits(whole)) if len(whole) < _LONGEST_LINE else None
    if match:
        inner = label_of(whole[: match.end("label")])
        if inner.kind in _TELLING:
            several = _OTHER_FIGURE.search(match["label"]) is not None
            return Line(inner, whole[match.start("figure") :], at, is_unclear=several)
    return Line(label, "", at) if label.kind in _TELLING else None


# The number before the name of a sub-indicator.
_NUMBER = re.compile(r"[\d.]+\s*")


@dataclass
class Headings:
    """The instrument, part, indicator and sub-indicator of the current headings."""

    instrument: str = ""
    part: int | None = None
    indicator: int | None = None
    sub_indicator: str = ""
    sub_indicator_name: str | None = None

    def enter(self, label: Label) -> None:
        """Open the heading of a label; labels that are not headings change nothing."""
        if label.kind in ("instrument", "part"):
            self.instrument, self.part = label.instrument, int(label.part) if label.part else None
            if self.indicator not in INDICATORS_OF[self.instrument]:
                self._open_indicator(None)
        elif label.kind in ("indicator", "group"):
            self.enter_indicator(label.indicator)
        if label.kind == "group":
            # "9.1.1" is part of "9.1". (DOMAIN.md §1)
            sub_indicator = ".".join(label.sub_indicator.split(".")[:2])
            if not label.third_level:
                self.sub_indicator_name = _NUMBER.sub("", label.text, count=1) or None
            elif sub_indicator != self.sub_indicator:
                self.sub_indicator_name = None
            self.sub_indicator = sub_indicator

    def enter_indicator(self, number: int | None) -> None:
        """Open an indicator; a heading repeated on a new page changes nothing."""
        if number == self.indicator:
            return
        instrument = INSTRUMENT_OF.get(number or 0, "")
        if instrument != self.instrument:
            self.instrument, self.part = instrument, None
        self._open_indicator(number if instrument else None)

    def _open_indicator(self, number: int | None) -> None:
        self.indicator, self.sub_indicator, self.sub_indicator_name = number, "", None

    def item_claim(self, owner: Owner, code: str, text: str = "") -> Claim:
        """Return the claim of an item under the current headings, without a score."""
        return Claim(
            owner,
            self.instrument or INSTRUMENT_OF_LETTER.get(item_code(code)[:1], ""),
            self.part,
            self.indicator,
            self.sub_indicator,
            self.sub_indicator_name,
            code,
            text,
        )
