"""The Word and PowerPoint files that papers start from: an office's own, or the bundled ones."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ita.language import Words
from ita.thai.text import clean_text

SETTING = "ITA_TEMPLATES"
# Word and PowerPoint refuse a longer title or author.
_LONGEST_PROPERTY = 255
BUNDLED = Path(__file__).parents[2] / "data" / "templates"


class TemplateError(ValueError):
    """An office's template that cannot be used.

    `reason` is a key of the texts `template_errors`, `detail` what the file says there.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail
        self.path: Path | None = None

    def message(self, words: Words) -> str:
        """Which file is refused and what is wrong with it, in a sentence."""
        return words(f"template_errors.{self.reason}", file=self.path, detail=self.detail)


def office_folder() -> Path | None:
    """The folder of an office's own templates, from the environment; None where none is set."""
    name = os.environ.get(SETTING, "").strip()
    return Path(name) if name else None


@contextmanager
def open_template(name: str, *, bundled: bool = False) -> Iterator[bytes]:
    """The bytes of a template, for as long as a paper is made of it.

    `bundled` leaves an office's own templates aside. Whatever goes wrong inside the block with an
    office's own file is raised as a TemplateError: such a file may be broken in any way, and the
    libraries that read it name their errors each in their own way. What goes wrong with a bundled
    file is a fault of the program and stays as it is.
    """
    folder = None if bundled else office_folder()
    path = (folder or BUNDLED) / name
    try:
        yield path.read_bytes()
    except TemplateError as error:
        error.path = path
        raise
    except Exception as error:
        if folder is None:
            raise
        missing = isinstance(error, FileNotFoundError)
        refusal = TemplateError("missing" if missing else "unreadable")
        refusal.path = path
        raise refusal from error


def set_properties(properties: Any, title: str, author: str, words: Words) -> None:
    """What a file manager shows of a document or deck, python-docx's or python-pptx's alike."""
    properties.title = clean_text(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = clean_text(author)[:_LONGEST_PROPERTY]
    properties.language = {"th": "th-TH", "en": "en-GB"}[words.language]
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.revision = 1
