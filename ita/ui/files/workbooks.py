"""Workbooks of scores or measures: opened in this session, bundled, or saved in the library."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Generic, Literal, Protocol, TypeVar, cast

import streamlit as st

from ita.domain.mapping import NO_ANSWERS, FileMapping, MappingError
from ita.domain.problems import Problem
from ita.reading.files.workbook import DEFAULT_LIMITS, Sheet, open_workbook
from ita.reading.scores import TableSummary
from ita.store import Kind, SavedFile, StoreError
from ita.ui.files.answers import FileAnswers, answers_for_layout, with_layouts
from ita.ui.store_access import cached_answer, may_read, store

ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "docx", "docm", "pdf", "txt")
MEGABYTE = 1024**2
# Upload limit in MB. It exceeds the reading limit, so that most files that are too large get our
# own message instead of Streamlit's, which is in English.
LARGEST_UPLOAD = 5 * DEFAULT_LIMITS.file_bytes // MEGABYTE
_DATA = Path(__file__).parent.parent.parent.parent / "data"

Origin = Literal["visit", "bundled", "saved"]


class Contents(Protocol):
    """The common interface of all readings of a workbook."""

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        """How its tables were read."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems found while reading."""


R = TypeVar("R", bound=Contents)


@dataclass(frozen=True)
class File:
    """A workbook and a person's answers on how to read it."""

    name: str
    data: bytes
    mapping: FileMapping = NO_ANSWERS

    @cached_property
    def digest(self) -> str:
        """The digest of the contents, independent of the file name."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Workbook(Generic[R]):
    """The contents read from a file; `digest` is a unique id of them."""

    name: str
    digest: str
    contents: R
    origin: Origin


@dataclass(eq=False)
class OpenedFile(Generic[R]):
    """A workbook opened in this session; other pages use it once it is `in_use`.

    With `look_up_answers` the first reading reuses saved answers of files with the same layout.
    """

    source: "WorkbookSource[R]"
    name: str
    data: bytes
    answers: FileAnswers = field(default_factory=FileAnswers)
    in_use: bool = False
    look_up_answers: bool = True
    _last: tuple[File, R] | None = None

    @property
    def file(self) -> File:
        """The file with its current answers."""
        return File(self.name, self.data, self.answers.mapping)

    @cached_property
    def digest(self) -> str:
        """The digest of the file."""
        return self.file.digest

    @property
    def key(self) -> str:
        """The suffix of its widget keys."""
        return self.digest[:12]

    @property
    def contents(self) -> R:
        """The contents of the file, read again only when the answers change."""
        file = self.file
        if self._last is None or self._last[0].mapping != file.mapping:
            contents = self.source.read(file)
            self._last = file, contents
            answers = self.source.saved_answers(contents) if self.look_up_answers else None
            # After the saved answers are applied, further ones may fit.
            if answers is not None and self.answers.take_earlier(*answers):
                return self.contents
            self.look_up_answers = False
        return self._last[1]

    @property
    def sheets(self) -> dict[str, Sheet]:
        """The sheets by their names; none where the file cannot be opened."""
        return _sheets(self.digest, self.file)

    def save(self, who: str, agency: str, fiscal_year: int | None) -> None:
        """Save the file with its answers in the library. Raises StoreError."""
        mapping = with_layouts(self.answers.mapping, self.contents.tables)
        store().save_file(
            self.source.kind,
            self.data,
            name=self.name,
            who=who,
            agency=agency,
            fiscal_year=fiscal_year,
            mapping="" if mapping == NO_ANSWERS else mapping.to_json(),
        )


@dataclass(eq=False)
class WorkbookSource(Generic[R]):
    """All workbooks of one kind.

    `read` returns the contents of a file, `agencies` the agencies that the contents belong to.
    """

    kind: Kind
    read: Callable[[File], R]
    agencies: Callable[[R], Collection[str]]

    @cached_property
    def folder(self) -> Path:
        """The folder of the bundled files."""
        return _DATA / self.kind

    @property
    def opened(self) -> dict[str, OpenedFile[R]]:
        """The opened files of this session by digest, the newest last."""
        return st.session_state.setdefault(f"_opened-{self.kind}", {})

    def open(self, name: str, data: bytes) -> OpenedFile[R]:
        """Open a file for this session, or return the one already open with the same content."""
        file = OpenedFile(self, name, data)
        return self.opened.setdefault(file.digest, file)

    def open_saved(self, entry: SavedFile) -> None:
        """Open a workbook of the library with its saved answers. Raises StoreError."""
        file = _saved_file(entry.hash or "", entry.name, _mapping(entry.mapping))
        answers = FileAnswers(earlier=file.mapping)
        opened = OpenedFile(self, file.name, file.data, answers, look_up_answers=False)
        self.opened.setdefault(file.digest, opened)

    def close(self, digest: str) -> None:
        """Close an opened file."""
        self.opened.pop(digest, None)

    def in_use(self) -> list[Workbook[R]]:
        """Return the opened workbooks of this session that are in use."""
        return [
            Workbook(each.name, each.digest, each.contents, "visit")
            for each in self.opened.values()
            if each.in_use
        ]

    def bundled(self) -> list[Workbook[R]]:
        """Return the bundled workbooks of agencies that the visitor may see."""
        bundled = _bundled_workbooks(self.kind, str(self.folder), _list_files(self.folder), self)
        return [each for each in bundled if may_read(self.agencies(each.contents))]

    def bundled_problems(self) -> tuple[Problem, ...]:
        """Return the problems of the bundled workbooks."""
        return tuple(problem for each in self.bundled() for problem in each.contents.problems)

    def read_saved(self, digest: str, name: str, mapping: str) -> R:
        """Return the contents of a workbook of the library, read with its saved answers.

        Raises StoreError.
        """
        answers = _mapping(mapping)
        return self._read_once(digest, name, answers, lambda: _saved_file(digest, name, answers))

    def saved(self) -> list[SavedFile]:
        """Return the workbooks of the library; none if the store fails, as the data page says."""
        try:
            return cached_answer(("files", self.kind), lambda visible: visible.files(self.kind))
        except StoreError:
            return []

    def saved_answers(self, contents: R) -> tuple[FileMapping, str] | None:
        """Return the newest saved answers that fit a file's layout, and the name of their file."""
        for entry in sorted(self.saved(), key=lambda each: each.at, reverse=True):
            # Damaged answers are reported when their own file is opened.
            with suppress(StoreError):
                mapping = _mapping(entry.mapping)
                fitting = answers_for_layout(mapping, contents.tables, contents.problems)
                if fitting is not None:
                    return fitting, entry.name
        return None

    def read_bundled(self, path: Path) -> Workbook[R]:
        """Read a bundled file."""
        file = File(path.name, path.read_bytes())
        contents = self._read_once(file.digest, file.name, file.mapping, lambda: file)
        return Workbook(file.name, file.digest, contents, "bundled")

    def _read_once(
        self, digest: str, name: str, mapping: FileMapping, load: Callable[[], File]
    ) -> R:
        contents = _read_once(self.kind, digest, name, mapping.to_json(), lambda: self.read(load()))
        return cast(R, contents)


def number_repeated(names: Sequence[str]) -> list[str]:
    """Make names unique: a repeated name gets a number."""
    counts: dict[str, int] = {}
    numbered = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        numbered.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return numbered


def _saved_file(digest: str, name: str, answers: FileMapping) -> File:
    try:
        return File(name, store().file_bytes(digest), answers)
    except KeyError as error:
        raise StoreError("damaged", error) from error


def _mapping(text: str) -> FileMapping:
    try:
        return FileMapping.from_json(text) if text else NO_ANSWERS
    except MappingError as error:
        raise StoreError("damaged", error) from error


def _list_files(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return (name, modification time, size) of the workbooks in a folder, as a cache key."""
    files = [each for each in folder.glob("*.*") if each.suffix[1:] in ENDINGS]
    return tuple(
        sorted((each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in files)
    )


# The files are read again only when a name, time or size changes.
@st.cache_resource(max_entries=16, show_spinner=False)
def _bundled_workbooks(
    kind: Kind, folder: str, files: tuple[tuple[str, int, int], ...], _source: WorkbookSource[R]
) -> list[Workbook[R]]:
    return [_source.read_bundled(Path(folder, name)) for name, *_ in files]


# Bundled and saved files, shared by all visitors. A replaced file has a new digest and is read
# again; errors are not cached. The number of entries is limited to bound the memory.
@st.cache_resource(max_entries=96, show_spinner=False)
def _read_once(
    kind: Kind, digest: str, name: str, mapping: str, _read: Callable[[], Contents]
) -> Contents:
    return _read()


# The sheets of an opened file, for the picture and for the evidence shown beside answers.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _sheets(digest: str, _file: File) -> dict[str, Sheet]:
    sheets, _ = open_workbook(_file.data, _file.name)
    return {sheet.name: sheet for sheet in sheets}
