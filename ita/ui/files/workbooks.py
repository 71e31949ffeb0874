"""Workbooks of scores or measures: opened in this visit, bundled with the dashboard, or saved."""

import hashlib
from collections.abc import Callable, Sequence
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
from ita.ui.store_access import store

ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv")
MEGABYTE = 1024**2
# A larger file is refused by Streamlit itself, in English; up to here the reading says it in words.
LARGEST_UPLOAD = 5 * DEFAULT_LIMITS.file_bytes // MEGABYTE
_DATA = Path(__file__).parent.parent.parent.parent / "data"

Origin = Literal["visit", "bundled", "saved"]


class Contents(Protocol):
    """What every reading of a workbook tells."""

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        """How its tables were understood."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong or in doubt."""


R = TypeVar("R", bound=Contents)


@dataclass(frozen=True)
class File:
    """A workbook and the answers of a person on how it is to be read."""

    name: str
    data: bytes
    mapping: FileMapping = NO_ANSWERS

    @cached_property
    def digest(self) -> str:
        """What tells two contents apart, whatever their names."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Workbook(Generic[R]):
    """A file with what was read from it."""

    file: File
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
        """What the keys of its widgets end in."""
        return self.digest[:12]

    @property
    def contents(self) -> R:
        """What the file holds, read again only after another answer."""
        file = self.file
        if self._last is None or self._last[0].mapping != file.mapping:
            contents = self.source.read(file)
            self._last = file, contents
            if self.look_up_answers and self._take_saved_answers(contents):
                return self.contents
            self.look_up_answers = False
        return self._last[1]

    @property
    def sheets(self) -> dict[str, Sheet]:
        """The sheets by their names; none where the file cannot be opened."""
        return _sheets(self.digest, self.file)

    def _take_saved_answers(self, contents: R) -> bool:
        """Takes what was answered about a saved workbook of the same layout; whether it is new."""
        answers = self.source.saved_answers(contents)
        return answers is not None and self.answers.take_earlier(*answers)

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
    """All workbooks of one kind; `read` gives what a file holds, `folder` has the bundled ones."""

    kind: Kind
    read: Callable[[File], R]
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = _DATA / self.kind

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
        file = saved_file(entry)
        answers = FileAnswers(earlier=file.mapping)
        opened = OpenedFile(self, file.name, file.data, answers, look_up_answers=False)
        self.opened.setdefault(file.digest, opened)

    def close(self, digest: str) -> None:
        """Takes an opened file out of this visit."""
        self.opened.pop(digest, None)

    def workbooks(self) -> list[Workbook[R]]:
        """Every workbook that can be chosen, each content once: in use, bundled, saved.

        A workbook of the library that cannot be read any more is passed over here; the data page
        says why.
        """
        workbooks = [
            Workbook(each.file, each.contents, "visit")
            for each in self.opened.values()
            if each.in_use
        ]
        in_use = {each.file.digest for each in workbooks}
        saved = []
        for entry in self.saved():
            with suppress(StoreError, KeyError):
                saved.append(saved_file(entry))
        # Whoever saved a bundled file again may have answered how it is to be read.
        replaced = in_use | {file.digest for file in saved}
        bundled = [file for file in self.bundled() if file.digest not in replaced]
        workbooks += [Workbook(file, self._read_shared(file), "bundled") for file in bundled]
        workbooks += [
            Workbook(file, self._read_shared(file), "saved")
            for file in saved
            if file.digest not in in_use
        ]
        return workbooks

    def bundled(self) -> list[File]:
        """The workbooks that come with the dashboard."""
        paths = sorted(each for each in self.folder.glob("*") if each.suffix[1:] in ENDINGS)
        return [File(path.name, path.read_bytes()) for path in paths]

    def bundled_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the bundled workbooks."""
        return tuple(
            problem for file in self.bundled() for problem in self._read_shared(file).problems
        )

    def saved(self) -> list[SavedFile]:
        """The workbooks of the library; none where the store fails, which the data page says."""
        try:
            return store().files(self.kind)
        except StoreError:
            return []

    def saved_answers(self, contents: R) -> tuple[FileMapping, str] | None:
        """The newest saved answers that fit the layout of a file, and the name of their file."""
        for entry in sorted(self.saved(), key=lambda each: each.at, reverse=True):
            # Answers that can't be read any more are said where their own file is opened.
            with suppress(StoreError):
                mapping = _saved_mapping(entry)
                fitting = answers_for_layout(mapping, contents.tables, contents.problems)
                if fitting is not None:
                    return fitting, entry.name
        return None

    def _read_shared(self, file: File) -> R:
        mapping = file.mapping.to_json()
        contents = _read_shared(self.kind, file.digest, file.name, mapping, self.read, file)
        return cast(R, contents)


def number_repeated(names: Sequence[str]) -> list[str]:
    """Names that are all different: a second of the same name gets a number."""
    counts: dict[str, int] = {}
    numbered = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        numbered.append(name if counts[name] == 1 else f"{name} ({counts[name]})")
    return numbered


def saved_file(entry: SavedFile) -> File:
    """A workbook of the library with the answers that it was saved with. Raises StoreError."""
    return File(entry.name, _saved_bytes(entry.hash or ""), _saved_mapping(entry))


def _saved_mapping(entry: SavedFile) -> FileMapping:
    try:
        return FileMapping.from_json(entry.mapping) if entry.mapping else NO_ANSWERS
    except MappingError as error:
        raise StoreError("damaged", error) from error


# A version is known by its content's hash, so it never changes.
@st.cache_data(max_entries=32, show_spinner=False)
def _saved_bytes(digest: str) -> bytes:
    return store().file_bytes(digest)


# Bundled and saved files, which every visitor may see. A file that is replaced has another digest
# and is read again; bounded, so memory comes back.
@st.cache_resource(max_entries=96, show_spinner=False)
def _read_shared(
    kind: Kind,
    digest: str,
    name: str,
    mapping: str,
    _read: Callable[[File], Contents],
    _file: File,
) -> Contents:
    return _read(_file)


# The sheets of a visitor's own file, for the picture and for what the answers speak of.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _sheets(digest: str, _file: File) -> dict[str, Sheet]:
    sheets, _ = open_workbook(_file.data, _file.name)
    return {sheet.name: sheet for sheet in sheets}
