"""What a problem is: a code, where it stands, what was met there; its words live in ita/language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ita.domain.mapping import FileMapping
    from ita.language import Words

Severity = Literal["error", "warning"]

# A cell can hold a whole page; a message shows its beginning.
SHOWN_LENGTH = 80


class Option(NamedTuple):
    """One answer to a question: what the file calls it, and the mapping that says so."""

    label: str
    mapping: "FileMapping"


class Place(NamedTuple):
    """Where a row of a document stands: numbers from 1, None for what is not known or not meant.

    Without a table, `row` counts the lines of the page, or the paragraphs of a document whose
    pages nobody knows. `column` is that of a cell in its table.
    """

    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def text(self, words: "Words") -> str:
        """The place in words: "page 3, table 2, row 5, column 1"; "" where nothing is known."""
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
    """One thing that is wrong with a file, or that was understood in a way its reader must know.

    An error means that a figure is missing or left out because of it; a warning means that
    everything was used, and how. `code` names the message in the language files (section
    `problems`); `detail` holds further values that the message names. A problem with `options` is a
    question: the file leaves room, nothing that depends on it counts, and reading again with the
    chosen option's mapping answers it. In a document, `places` say where its cells stand: "cell",
    and by their names those cells that `detail` holds.
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
        """What is wrong and what is allowed, in the language of `words`."""
        value = self.value or words("problems.blank")
        value = value if len(value) <= SHOWN_LENGTH else value[:SHOWN_LENGTH] + "…"
        places = {name: place.text(words) for name, place in self.places.items()}
        return words(f"problems.{self.code}", value=value, **{**self.detail, **places})

    def to_json(self, words: "Words") -> dict[str, str | None]:
        """The problem as the command line prints it; the keys are part of its public contract.

        "place" is there for a problem of a document.
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
        """Sheet and cell as one text, in a document page, table and row; "" if neither is known."""
        if place := self.places.get("cell"):
            return place.text(words)
        return " · ".join(part for part in (self.sheet, self.cell) if part)

    def where(self, words: "Words") -> str:
        """File and place as one text, leaving out what is not known."""
        return " · ".join(part for part in (self.file, self.describe_place(words)) if part)
