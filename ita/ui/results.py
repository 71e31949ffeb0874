"""The results a visitor can choose: one for each agency and year in the workbooks of scores."""

import os
from dataclasses import dataclass

import streamlit as st

from ita.analysis.assessment import Assessment, assessments
from ita.domain.problems import Problem
from ita.publishing.names import file_name
from ita.reading.scores import Reading, TableSummary, read_scores
from ita.ui.files.workbooks import File, Origin, WorkbookSource, number_repeated


@dataclass(frozen=True)
class ScoreContents:
    """What was read from a workbook of scores, and the agencies and years in it."""

    reading: Reading
    assessments: list[Assessment]

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        """How the tables were understood."""
        return self.reading.tables

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong or in doubt."""
        return self.reading.problems


@dataclass(frozen=True)
class ResultOption:
    """One agency and year of a file; `key` is what the address and the sidebar call it."""

    key: str
    assessment: Assessment
    digest: str
    origin: Origin


def _read(file: File) -> ScoreContents:
    reading = read_scores(file.data, file.name, mapping=file.mapping)
    return ScoreContents(reading, assessments(reading))


SCORES = WorkbookSource("scores", _read)


def available_results() -> list[ResultOption]:
    """Every result, those of files in use first.

    What all visitors share is named first, so that what one of them opens changes no address.
    """
    pairs = [
        (each, assessment)
        for each in SCORES.workbooks()
        for assessment in each.contents.assessments
    ]
    pairs.sort(key=lambda pair: pair[0].origin == "visit")
    keys = number_repeated(
        [f"{each.agency} {each.fiscal_year or ''}".strip() or "–" for _, each in pairs]
    )
    options = [
        ResultOption(key, assessment, workbook.file.digest, workbook.origin)
        for key, (workbook, assessment) in zip(keys, pairs, strict=True)
    ]
    return sorted(options, key=lambda each: each.origin != "visit")


def keys_of(digest: str) -> list[str]:
    """The keys of the results in a file, in its order; none where it is not in use."""
    return [each.key for each in available_results() if each.digest == digest]


def default_key(options: list[ResultOption]) -> str:
    """What a visitor sees first: the newest year of the office that the settings name.

    Where they name none, or one that is not there, it is a bundled file, never what somebody else
    has saved last.
    """
    office = office_of_settings()
    of_office = [each for each in options if office and each.assessment.agency == office]
    if of_office:
        return max(of_office, key=lambda each: each.assessment.fiscal_year or 0).key
    return next((each.key for each in options if each.origin == "bundled"), options[0].key)


def office_of_settings() -> str:
    """The office that runs the dashboard: `app.agency` of the secrets, else `ITA_AGENCY`, else ""."""
    try:
        return str(st.secrets["app"]["agency"])
    except (FileNotFoundError, KeyError):
        return os.environ.get("ITA_AGENCY", "")


def previous_result(assessment: Assessment) -> Assessment | None:
    """The same agency's result of the year before, where a visitor can choose it."""
    if assessment.fiscal_year is None or not assessment.agency:
        return None
    wanted = (assessment.agency, assessment.fiscal_year - 1)
    results = (each.assessment for each in available_results())
    return next((each for each in results if (each.agency, each.fiscal_year) == wanted), None)


def result_file_name(assessment: Assessment, what: str) -> str:
    """A name for a file that leaves the dashboard: what it is, agency, year."""
    return file_name(what, assessment.agency, assessment.fiscal_year)
