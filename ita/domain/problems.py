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


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file, or that was understood in a way its reader must know.

    An error means that a figure is missing or left out because of it; a warning means that
    everything was used, and how. `code` names the message in the language files (section
    `problems`); `detail` holds further values that the message names. A problem with `options` is a
    question: the file leaves room, nothing that depends on it counts, and reading again with the
    chosen option's mapping answers it.
    """

    code: str
    severity: Severity = "error"
    file: str = ""
    sheet: str = ""
    cell: str = ""
    value: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()

    def message(self, words: "Words") -> str:
        """What is wrong and what is allowed, in the language of `words`."""
        value = self.value or words("problems.blank")
        value = value if len(value) <= SHOWN_LENGTH else value[:SHOWN_LENGTH] + "…"
        return words(f"problems.{self.code}", value=value, **self.detail)

    def to_json(self, words: "Words") -> dict[str, str | None]:
        """The problem as the command line prints it; the keys are part of its public contract."""
        return {
            "severity": self.severity,
            "code": self.code,
            "sheet": self.sheet or None,
            "cell": self.cell or None,
            "message": self.message(words),
        }

    @property
    def where(self) -> str:
        """File, sheet and cell as one text, leaving out what is not known."""
        return " · ".join(part for part in (self.file, self.sheet, self.cell) if part)
