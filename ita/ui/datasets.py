"""The data sets a visitor can choose: bundled workbooks, and uploads of this visit alone."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ita.assessment import Assessment, assessments
from ita.reading.problems import Problem
from ita.reading.scores import Reading, read_scores

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


# Keyed on the bytes, so a file that is replaced is read again; bounded, so memory comes back.
@st.cache_resource(max_entries=16, show_spinner=False)
def _read_bundled(file: bytes, name: str) -> tuple[Reading, list[Assessment]]:
    return _read(File(name, file))


# What one visitor uploads stays in that visitor's session.
@st.cache_resource(max_entries=8, show_spinner=False, scope="session")
def _read_upload(
    data: bytes, name: str, agency: str | None, fiscal_year: int | None, variant: str | None
) -> tuple[Reading, list[Assessment]]:
    return _read(File(name, data, agency, fiscal_year, variant))


def _read(file: File) -> tuple[Reading, list[Assessment]]:
    reading = read_scores(file.data, file.name, agency=file.agency, fiscal_year=file.fiscal_year)
    return reading, assessments(reading, file.variant)


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


def choices() -> tuple[list[DataSet], tuple[Problem, ...]]:
    """Every data set, uploads first, and the problems of bundled files that hold none."""
    found: list[Assessment] = []
    problems: list[Problem] = []
    for file in uploads().values():
        found += read_upload(file)[1]
    for path in sorted(each for each in SCORES.glob("*") if each.suffix[1:] in ENDINGS):
        reading, own = _read_bundled(path.read_bytes(), path.name)
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
