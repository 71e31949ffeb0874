"""The data sets a visitor can choose: files of this visit, the saved library, bundled files."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from ita.analysis.assessment import Assessment, assessments
from ita.domain.mapping import NO_ANSWERS, FileMapping, MappingError
from ita.domain.problems import Problem
from ita.reading.measures import MeasureReading
from ita.reading.scores import Reading, read_scores
from ita.store import SavedFile, StoreError
from ita.ui.files.answers import answers_for_layout
from ita.ui.store_access import store

SCORES = Path(__file__).parent.parent.parent / "data" / "scores"
ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv")
_USED = "_used-files"
_READINGS = "_readings"


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
class DataSet:
    """One agency and year of a file; `key` is what the address and the sidebar call it.

    `digest` is that of the file.
    """

    key: str
    assessment: Assessment
    digest: str


# What a reading does next, by its name in the language files, and the share that is done.
Step = Callable[[str, float], object]


class FileResult(NamedTuple):
    """What was read from a file, and the agencies and years in it."""

    reading: Reading
    assessments: list[Assessment]


def _read(file: File, step: Step = lambda name, done: None) -> FileResult:
    step("open", 0.1)
    reading = read_scores(file.data, file.name, mapping=file.mapping)
    step("divide", 0.5)
    return FileResult(reading, assessments(reading))


# Bundled and saved files, which every visitor may see. A file that is replaced has another digest
# and is read again; bounded, so memory comes back.
@st.cache_resource(max_entries=64, show_spinner=False)
def _read_shared(digest: str, name: str, mapping: str, _file: File) -> FileResult:
    return _read(_file)


def read_shared(file: File) -> FileResult:
    """What a bundled or saved file holds, read once for all visitors."""
    return _read_shared(file.digest, file.name, file.mapping.to_json(), file)


def read_opened(file: File, step: Step = lambda name, done: None) -> FileResult:
    """What a file of this visit holds; the last result of each file is kept in the visit.

    `step` is told what comes next and which share is done.
    """
    results: dict[str, tuple[File, FileResult]] = st.session_state.setdefault(_READINGS, {})
    kept = results.get(file.digest)
    if kept is None or (kept[0].name, kept[0].mapping) != (file.name, file.mapping):
        kept = results[file.digest] = file, _read(file, step)
    return kept[1]


def used() -> dict[str, File]:
    """The opened files that this visitor uses, by their content's digest."""
    return st.session_state.setdefault(_USED, {})


def use(file: File) -> list[str]:
    """Take an opened file among the data sets of this visit; returns the keys of what is in it."""
    used()[file.digest] = file
    return keys_of(file.digest)


def keys_of(digest: str) -> list[str]:
    """The keys of what a file holds, in its order; none where it is not among the data sets."""
    return [each.key for each in choices()[0] if each.digest == digest]


def forget(digest: str) -> None:
    """Take an opened file out of this visit."""
    used().pop(digest, None)
    st.session_state.get(_READINGS, {}).pop(digest, None)


def saved() -> list[SavedFile]:
    """The workbooks of the library; none where the store can't be opened, which the data page says."""
    try:
        return store().files("scores")
    except StoreError:
        return []


def saved_file(entry: SavedFile) -> File:
    """A workbook of the library with the answers that it was saved with. Raises StoreError."""
    data = _saved_bytes(entry.hash or "")
    return File(entry.name, data, saved_mapping(entry))


def saved_mapping(entry: SavedFile) -> FileMapping:
    """The answers that a workbook of the library was saved with. Raises StoreError."""
    try:
        return FileMapping.from_json(entry.mapping) if entry.mapping else NO_ANSWERS
    except MappingError as error:
        raise StoreError("damaged", error) from error


def saved_answers(
    entries: Iterable[SavedFile], reading: Reading | MeasureReading
) -> tuple[FileMapping, str] | None:
    """The newest saved answers that fit the layout of a file, and the name of the file they are of."""
    for entry in sorted(entries, key=lambda each: each.at, reverse=True):
        # Answers that can't be read any more are said where their own file is opened.
        with suppress(StoreError):
            mapping = saved_mapping(entry)
            fitting = answers_for_layout(mapping, reading.tables, reading.problems)
            if fitting is not None:
                return fitting, entry.name
    return None


# A version is known by its content's hash, so it never changes.
@st.cache_data(max_entries=32, show_spinner=False)
def _saved_bytes(digest: str) -> bytes:
    return store().file_bytes(digest)


def choices() -> tuple[list[DataSet], tuple[Problem, ...]]:
    """Every data set, this visit's first, and the problems of bundled files that hold none.

    What all visitors share is named first, so that what one of them opens changes no address.
    """
    problems: list[Problem] = []
    shared: list[tuple[str, Assessment]] = []
    library = list(_saved_files())
    digests = {file.digest for file in library}
    for file in bundled_files():
        result = read_shared(file)
        problems += [] if result.assessments else result.reading.problems
        # Whoever saved it again may have answered how it is to be read.
        if file.digest not in digests:
            shared += [(file.digest, each) for each in result.assessments]
    for file in library:
        shared += [(file.digest, each) for each in read_shared(file).assessments]
    shared = [each for each in shared if each[0] not in used()]
    own = [
        (file.digest, each) for file in used().values() for each in read_opened(file).assessments
    ]
    named = list(_named([*shared, *own]))
    return named[len(shared) :] + named[: len(shared)], tuple(problems)


def _saved_files() -> Iterator[File]:
    """The workbooks of the library; one that can't be read any more is passed over."""
    for entry in saved():
        with suppress(StoreError, KeyError):
            yield saved_file(entry)


def bundled_files() -> list[File]:
    """The workbooks that come with the dashboard."""
    paths = sorted(each for each in SCORES.glob("*") if each.suffix[1:] in ENDINGS)
    return [File(path.name, path.read_bytes()) for path in paths]


def default_key(found: list[DataSet]) -> str:
    """What a visitor sees first: the newest year of the office that the settings name.

    Where they name none, or one that is not there, it is a bundled file, never what somebody else
    has saved last.
    """
    office = office_of_settings()
    own = [each for each in found if office and each.assessment.agency == office]
    if own:
        return max(own, key=lambda each: each.assessment.fiscal_year or 0).key
    digests = {file.digest for file in bundled_files()}
    return next((each.key for each in found if each.digest in digests), found[0].key)


def office_of_settings() -> str:
    """The office that runs the dashboard: `app.agency` of the secrets, else `ITA_AGENCY`, else ""."""
    try:
        return str(st.secrets["app"]["agency"])
    except (FileNotFoundError, KeyError):
        return os.environ.get("ITA_AGENCY", "")


def _named(found: Iterable[tuple[str, Assessment]]) -> Iterable[DataSet]:
    """Agency and year as a key; a second of the same name gets a number."""
    seen: dict[str, int] = {}
    for digest, each in found:
        name = f"{each.agency} {each.fiscal_year or ''}".strip() or "–"
        seen[name] = seen.get(name, 0) + 1
        yield DataSet(name if seen[name] == 1 else f"{name} ({seen[name]})", each, digest)


def previous_assessment(assessment: Assessment) -> Assessment | None:
    """The same agency's result of the year before, where a visitor can choose it."""
    if assessment.fiscal_year is None or not assessment.agency:
        return None
    year = assessment.fiscal_year - 1
    return next(
        (
            each.assessment
            for each in choices()[0]
            if each.assessment.agency == assessment.agency and each.assessment.fiscal_year == year
        ),
        None,
    )
