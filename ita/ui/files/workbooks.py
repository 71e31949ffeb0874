"""Workbooks of scores or measures: opened in this visit, bundled with the dashboard, or saved."""

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
# A larger file is refused by Streamlit itself, in English; up to here the reading says it in words.
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
    """A workbook and the answers of a person on how it is to be read."""

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
    """A workbook of this visit; it counts among all others once it is `in_use`.

    `look_up_answers` says that saved answers to the same doubts are taken at the first reading.
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
        """The file as it is read with the answers."""
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
        """What the file holds, read again only after another answer."""
        file = self.file
        if self._last is None or self._last[0].mapping != file.mapping:
            contents = self.source.read(file)
            self._last = file, contents
            answers = self.source.saved_answers(contents) if self.look_up_answers else None
            # Saved answers may make others fit.
            if answers is not None and self.answers.take_earlier(*answers):
                return self.contents
            self.look_up_answers = False
        return self._last[1]

    @property
    def sheets(self) -> dict[str, Sheet]:
        """The sheets by their names; none where the file cannot be opened."""
        return _sheets(self.digest, self.file)

    def save(self, who: str, agency: str, fiscal_year: int | None) -> None:
        """Saves the file with its answers in the library. Raises StoreError."""
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

    `read` gives what a file holds, `agencies` whose it is.
    """

    kind: Kind
    read: Callable[[File], R]
    agencies: Callable[[R], Collection[str]]

    @cached_property
    def folder(self) -> Path:
        """Where the bundled files are."""
        return _DATA / self.kind

    @property
    def opened(self) -> dict[str, OpenedFile[R]]:
        """The opened files of this visit by their digests, the newest last."""
        return st.session_state.setdefault(f"_opened-{self.kind}", {})

    def open(self, name: str, data: bytes) -> OpenedFile[R]:
        """Opens a file for this visit; one with the same content stays as it is."""
        file = OpenedFile(self, name, data)
        return self.opened.setdefault(file.digest, file)

    def open_saved(self, entry: SavedFile) -> None:
        """Opens a workbook of the library with its own answers. Raises StoreError."""
        file = _saved_file(entry.hash or "", entry.name, _mapping(entry.mapping))
        answers = FileAnswers(earlier=file.mapping)
        opened = OpenedFile(self, file.name, file.data, answers, look_up_answers=False)
        self.opened.setdefault(file.digest, opened)

    def close(self, digest: str) -> None:
        """Close an opened file."""
        self.opened.pop(digest, None)

    def in_use(self) -> list[Workbook[R]]:
        """The opened workbooks of this visit that count among all others."""
        return [
            Workbook(each.name, each.digest, each.contents, "visit")
            for each in self.opened.values()
            if each.in_use
        ]

    def bundled(self) -> list[Workbook[R]]:
        """The workbooks that come with the dashboard, of agencies that the visitor may see."""
        bundled = _bundled_workbooks(self.kind, str(self.folder), _list_files(self.folder), self)
        return [each for each in bundled if may_read(self.agencies(each.contents))]

    def bundled_problems(self) -> tuple[Problem, ...]:
        """The problems of the bundled workbooks."""
        return tuple(problem for each in self.bundled() for problem in each.contents.problems)

    def read_saved(self, digest: str, name: str, mapping: str) -> R:
        """What a workbook of the library holds, read with its own answers. Raises StoreError."""
        answers = _mapping(mapping)
        return self._read_once(digest, name, answers, lambda: _saved_file(digest, name, answers))

    def saved(self) -> list[SavedFile]:
        """The workbooks of the library; none where the store fails, which the data page says."""
        try:
            return cached_answer(("files", self.kind), lambda visible: visible.files(self.kind))
        except StoreError:
            return []

    def saved_answers(self, contents: R) -> tuple[FileMapping, str] | None:
        """The newest saved answers that fit the layout of a file, and the name of their file."""
        for entry in sorted(self.saved(), key=lambda each: each.at, reverse=True):
            # Answers that can't be read any more are said where their own file is opened.
            with suppress(StoreError):
                mapping = _mapping(entry.mapping)
                fitting = answers_for_layout(mapping, contents.tables, contents.problems)
                if fitting is not None:
                    return fitting, entry.name
        return None

    def read_bundled(self, path: Path) -> Workbook[R]:
        """What a file holds that comes with the dashboard."""
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
    """Name, time and size of the workbooks in a folder: a file that is replaced has others."""
    files = [each for each in folder.glob("*.*") if each.suffix[1:] in ENDINGS]
    return tuple(
        sorted((each.name, each.stat().st_mtime_ns, each.stat().st_size) for each in files)
    )


# A folder holds a few files, which are read again only where they changed.
@st.cache_resource(max_entries=16, show_spinner=False)
def _bundled_workbooks(
    kind: Kind, folder: str, files: tuple[tuple[str, int, int], ...], _source: WorkbookSource[R]
) -> list[Workbook[R]]:
    return [_source.read_bundled(Path(folder, name)) for name, *_ in files]


# Bundled and saved files, which every visitor may see. A file that is replaced has another digest
# and is read again; one that fails is tried again. Bounded, so memory comes back.
@st.cache_resource(max_entries=96, show_spinner=False)
def _read_once(
    kind: Kind, digest: str, name: str, mapping: str, _read: Callable[[], Contents]
) -> Contents:
    return _read()


# The sheets of a visitor's own file, for the picture and for what the answers speak of.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _sheets(digest: str, _file: File) -> dict[str, Sheet]:
    sheets, _ = open_workbook(_file.data, _file.name)
    return {sheet.name: sheet for sheet in sheets}
