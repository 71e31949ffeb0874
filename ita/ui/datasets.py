"""The data sets a visitor can choose: uploads of this visit, the saved library, bundled files."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ita.assessment import Assessment, assessments
from ita.reading.mapping import FileMapping
from ita.reading.problems import Problem
from ita.reading.scores import Reading, read_scores
from ita.store import SavedFile, StoreError
from ita.ui.stored import store

SCORES = Path(__file__).parent.parent.parent / "data" / "scores"
ENDINGS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv")
_UPLOADS = "_uploads"


@dataclass(frozen=True)
class File:
    """A workbook and what the visitor corrected of what it says."""

    name: str
    data: bytes
    agency: str | None = None
    fiscal_year: int | None = None
    variant: str | None = None

    @property
    def digest(self) -> str:
        """What tells two contents apart, whatever their names."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class DataSet:
    """One agency and year of a file; `key` is what the address and the sidebar call it."""

    key: str
    assessment: Assessment


# Bundled and saved files, which every visitor may see. Keyed on the bytes, so a file that is
# replaced is read again; bounded, so memory comes back.
@st.cache_resource(max_entries=64, show_spinner=False)
def _read_shared(
    data: bytes,
    name: str,
    agency: str | None = None,
    fiscal_year: int | None = None,
    variant: str | None = None,
) -> tuple[Reading, list[Assessment]]:
    return _read(File(name, data, agency, fiscal_year, variant))


# What one visitor uploads stays in that visitor's session.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _read_upload(
    data: bytes, name: str, agency: str | None, fiscal_year: int | None, variant: str | None
) -> tuple[Reading, list[Assessment]]:
    return _read(File(name, data, agency, fiscal_year, variant))


def _read(file: File) -> tuple[Reading, list[Assessment]]:
    answers = FileMapping(file.agency, file.fiscal_year, file.variant)
    reading = read_scores(file.data, file.name, mapping=answers)
    return reading, assessments(reading)


def read_upload(file: File) -> tuple[Reading, list[Assessment]]:
    """The reading of an upload and the agencies and years in it, with the corrections applied."""
    return _read_upload(file.data, file.name, file.agency, file.fiscal_year, file.variant)


def uploads() -> dict[str, File]:
    """The uploads that this visitor uses, by their content's digest."""
    return st.session_state.setdefault(_UPLOADS, {})


def use(file: File) -> list[str]:
    """Take an upload among the data sets of this visit; returns the keys of what is in it."""
    uploads()[file.digest] = file
    mine = read_upload(file)[1]
    return [each.key for each in choices()[0] if each.assessment in mine]


def forget(digest: str) -> None:
    """Take an upload out of the data sets of this visit."""
    uploads().pop(digest, None)


def saved() -> list[SavedFile]:
    """The workbooks of the library; none where the store can't be opened, which the data page says."""
    try:
        return store().files("scores")
    except StoreError:
        return []


def saved_file(entry: SavedFile) -> File:
    """A workbook of the library with what was corrected when it was saved. Raises StoreError."""
    data = _saved_bytes(entry.hash or "")
    return File(entry.name, data, entry.agency or None, entry.fiscal_year, entry.variant or None)


# A version is known by its content's hash, so it never changes.
@st.cache_data(max_entries=32, show_spinner=False)
def _saved_bytes(digest: str) -> bytes:
    return store().file_bytes(digest)


def _read_saved(entry: SavedFile) -> list[Assessment]:
    """What a workbook of the library holds; nothing where the store fails, see `saved`."""
    try:
        file = saved_file(entry)
    except (StoreError, KeyError):
        return []
    return _read_shared(file.data, file.name, file.agency, file.fiscal_year, file.variant)[1]


def choices() -> tuple[list[DataSet], tuple[Problem, ...]]:
    """Every data set, uploads first, and the problems of bundled files that hold none."""
    found: list[Assessment] = []
    problems: list[Problem] = []
    for file in uploads().values():
        found += read_upload(file)[1]
    for entry in saved():
        if entry.hash not in uploads():
            found += _read_saved(entry)
    bundled = (each for each in SCORES.glob("*") if each.suffix[1:] in ENDINGS)
    for path in sorted(bundled):
        reading, own = _read_shared(path.read_bytes(), path.name)
        found += own
        problems += [] if own else reading.problems
    return list(_named(found)), tuple(problems)


def _named(found: Iterable[Assessment]) -> Iterable[DataSet]:
    """Agency and year as a key; a second of the same name gets a number."""
    seen: dict[str, int] = {}
    for each in found:
        name = f"{each.agency} {each.fiscal_year or ''}".strip() or "–"
        seen[name] = seen.get(name, 0) + 1
        yield DataSet(name if seen[name] == 1 else f"{name} ({seen[name]})", each)
