"""Problems: a code, a place and the value found there; the messages are in ita/language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ita.domain.mapping import FileMapping
    from ita.language import Words

Severity = Literal["error", "warning"]

# A cell can hold a whole page; messages are cut at this length.
SHOWN_LENGTH = 80


class Option(NamedTuple):
    """One answer to a question: its label in the file, and the mapping for it."""

    label: str
    mapping: "FileMapping"


class Place(NamedTuple):
    """The place of a row in a document: numbers from 1, None where unknown or not applicable.

    Without a table, `row` counts the lines of the page, or the paragraphs of a document whose
    pages are unknown. `column` is that of a cell in its table.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def text(self, words: "Words") -> str:
        """Return the place as text: "page 3, table 2, row 5, column 1"; "" if it is unknown."""
        names = {
            "page": self.page,
            "table": self.table,
            "row": self.row if self.table else None,
            "column": self.column if self.table else None,
            "line": self.row if self.page and not self.table else None,
            "paragraph": self.row if not (self.page or self.table) else None,
        }
        parts = (
            words(f"place.{name}", number=words.digits(number))
            for name, number in names.items()
            if number
        )
        return " ".join(parts)


@dataclass(frozen=True)
class Problem:
    """A fault in a file, or a note on how the file was understood.

    An error means that a figure is missing or left out because of it; a warning means that
    everything was used, and how. `code` names the message in the language files (section
    `problems`); `detail` holds further values of the message. A problem with `options` is a
    question: the file is ambiguous, nothing that depends on it is used, and reading again with the
    chosen option's mapping answers it. In a document, `places` holds the places of its cells:
    "cell", and cells in `detail` by their names there.
    """

    code: str
    severity: Severity = "error"
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    def message(self, words: "Words") -> str:
        """Return the message in the language of `words`: what is wrong and what is allowed."""
        value = self.value or words("problems.blank")
        value = value if len(value) <= SHOWN_LENGTH else value[:SHOWN_LENGTH] + "…"
        places = {name: place.text(words) for name, place in self.places.items()}
        return words(f"problems.{self.code}", value=value, **{**self.detail, **places})

    def to_json(self, words: "Words") -> dict[str, str | None]:
        """Return the problem as printed by the command line; its keys are a public contract.

        "place" is included for problems in a document.
        """
        place = {"place": self.describe_place(words)} if self.places else {}
        return {
            "severity": self.severity,
            "code": self.code,
            "sheet": self.sheet or None,
            "cell": self.cell or None,
            **place,
            "message": self.message(words),
        }

    def describe_place(self, words: "Words") -> str:
        """Return sheet and cell, or in a document page, table and row; "" if neither is known."""
        if place := self.places.get("cell"):
            return place.text(words)
        return " · ".join(part for part in (self.sheet, self.cell) if part)

    def where(self, words: "Words") -> str:
        """Return file and place as one text, leaving out unknown parts."""
        return " · ".join(part for part in (self.file, self.describe_place(words)) if part)
