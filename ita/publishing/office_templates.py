"""Word and PowerPoint templates: an office's own or the bundled ones."""

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
    """Raised if an office's template cannot be used.

    `reason` is a key of the texts `template_errors`, `detail` the offending part of the file.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail
        self.path: Path | None = None

    def message(self, words: Words) -> str:
        """Return a sentence that names the file and what is wrong with it."""
        return words(f"template_errors.{self.reason}", file=self.path, detail=self.detail)


def office_folder() -> Path | None:
    """Return the folder of an office's own templates from the environment, None if unset."""
    name = os.environ.get(SETTING, "").strip()
    return Path(name) if name else None


@contextmanager
def open_template(name: str, *, bundled: bool = False) -> Iterator[bytes]:
    """Context manager that yields the bytes of a template while a document is made of it.

    `bundled` ignores an office's own templates. Any exception inside the block is raised as a
    TemplateError if the office has its own templates, since the libraries raise various errors
    for broken files. With a bundled template it is an error of the program and stays as it is.
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
    """Set title, author, language and dates of a python-docx or python-pptx file."""
    properties.title = clean_text(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = clean_text(author)[:_LONGEST_PROPERTY]
    properties.language = {"th": "th-TH", "en": "en-GB"}[words.language]
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)
    properties.revision = 1
