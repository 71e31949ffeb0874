"""The results a visitor can choose: one for each agency and year in the workbooks of scores.

A saved result is read from its file only when it is used: its agency and year are columns of the
store. Those of bundled and opened workbooks come from their reading.
"""

import os
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar
from uuid import uuid4

from ita.analysis.assessment import Assessment, assessments
from ita.domain.agencies import agency_key
from ita.domain.problems import Problem
from ita.publishing.names import file_name
from ita.reading.scores import Reading, TableSummary, read_scores
from ita.store import ResultQueries, SavedResult, StoreError
from ita.thai.text import comparison_key
from ita.ui.access.person import secret
from ita.ui.files.workbooks import File, Origin, Workbook, WorkbookSource, number_repeated
from ita.ui.store_access import cached_answer

T = TypeVar("T")


@dataclass(frozen=True)
class ScoreContents:
    """The reading of a workbook of scores, and the results in it, one per agency and year.

    `token` is a unique id, used in cache keys.
    """

    reading: Reading
    assessments: list[Assessment]
    token: str = field(default_factory=lambda: uuid4().hex)

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        """How the tables of the workbook were read."""
        return self.reading.tables

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the workbook."""
        return self.reading.problems

    @cached_property
    def by_agency(self) -> dict[str, list[Assessment]]:
        """The results by `agency_key`; those without an agency have the key ""."""
        grouped: dict[str, list[Assessment]] = {}
        for each in self.assessments:
            grouped.setdefault(agency_key(each.agency), []).append(each)
        return grouped

    @cached_property
    def by_year(self) -> dict[int | None, list[Assessment]]:
        """The results by fiscal year, without those that have no agency."""
        grouped: dict[int | None, list[Assessment]] = {}
        for each in self.assessments:
            if each.agency:
                grouped.setdefault(each.fiscal_year, []).append(each)
        return grouped


@dataclass(frozen=True)
class ResultOption:
    """A result that can be chosen: one agency and year of a file.

    `agency` is the file name if the file names no agency; `key` identifies the option in the URL.
    `source` is the result, or the store's entry of a saved one, which is the `at`-th result (from
    0) of this agency and year in its file.
    """

    agency: str
    fiscal_year: int | None
    digest: str
    origin: Origin
    source: Assessment | SavedResult
    at: int = 0
    key: str = ""

    @cached_property
    def assessment(self) -> Assessment:
        """The result, read from its file if it is saved. Raises StoreError."""
        if isinstance(self.source, Assessment):
            return self.source
        name = self.source.file_name
        contents = SCORES.read_saved(self.digest, name, self.source.mapping)
        same = [
            each
            for each in contents.assessments
            if each.fiscal_year == self.fiscal_year
            and agency_key(each.agency or name) == agency_key(self.agency)
        ]
        if self.at >= len(same):
            raise StoreError("damaged", self.digest)
        return same[self.at]

    @property
    def is_readable(self) -> bool:
        """Whether the result can be read. A saved file may be damaged; the data page shows why."""
        with suppress(StoreError):
            return bool(self.assessment)
        return False


def _read(file: File) -> ScoreContents:
    reading = read_scores(file.data, file.name, mapping=file.mapping)
    return ScoreContents(reading, assessments(reading))


SCORES = WorkbookSource("scores", _read, lambda contents: contents.by_agency)


def ask_results(otherwise: T, query: Callable[..., T], *args: Hashable) -> T:
    """Return the answer of a query of the store's results; `otherwise` if the store fails.

    The data page shows that it failed. The answer is shared by visitors and must not be changed.
    """
    question = (query.__name__, *args)
    try:
        return cached_answer(question, lambda visible: query(visible.results, *args))
    except StoreError:
        return otherwise


def local_workbooks() -> list[Workbook[ScoreContents]]:
    """Return the files in use, and the bundled ones that are neither in use nor saved."""
    in_use, bundled = SCORES.in_use(), SCORES.bundled()
    # A saved copy of a bundled file may have a mapping of its own, so it replaces the bundled one.
    digests = [each.digest for each in bundled]
    replaced = {each.digest for each in in_use}
    replaced |= ask_results(set(), ResultQueries.saved_digests, tuple(digests))
    return [*in_use, *(each for each in bundled if each.digest not in replaced)]


def _local_options(agency: str) -> list[ResultOption]:
    """Return the results of an agency in local workbooks; `agency` is its `agency_key`."""
    options = []
    for workbook in local_workbooks():
        results = list(workbook.contents.by_agency.get(agency, ()))
        if agency == agency_key(workbook.name):
            results += workbook.contents.by_agency.get("", ())
        options += [_local_option(workbook, each) for each in results]
    return options


def options_of_agency(agency: str) -> list[ResultOption]:
    """Return the results of an agency, in any spelling of its name, the newest year first.

    Equal keys are numbered, starting with results that all visitors share, so that a file opened
    by one visitor does not change the URL of another result.
    """
    local = _local_options(agency_key(agency))
    opened = {each.digest for each in local if each.origin == "visit"}
    saved: list[SavedResult] = ask_results([], ResultQueries.saved_of_agency, agency)
    options = [
        *(each for each in local if each.origin == "bundled"),
        *(each for each in _saved_options(saved) if each.digest not in opened),
        *(each for each in local if each.origin == "visit"),
    ]
    if not options:
        return []
    name = options[0].agency
    keys = _keys(name, options)
    options = [replace(each, agency=name, key=key) for each, key in zip(options, keys, strict=True)]
    return sorted(options, key=lambda each: (-(each.fiscal_year or 0), each.origin != "visit"))


def find_option(key: str) -> ResultOption | None:
    """Return the result with this key, in any spelling of the agency's name, or None."""
    without_number = re.sub(r" \(\d+\)$", "", key)
    names = [re.sub(r"(^| )\d{4}$", "", without_number), without_number]
    for name in dict.fromkeys(each for each in names if each):
        options = options_of_agency(name)
        exact = next((each for each in options if each.key == key), None)
        spelled = {name + each.key.removeprefix(each.agency): each for each in options}
        if exact or key in spelled:
            return exact or spelled[key]
    return None


def agency_names(search: str, limit: int) -> list[str]:
    """Return the names of up to `limit` agencies with results that match a search.

    Agencies of saved workbooks also match by their province. The order is: files in use, bundled
    files, then saved ones by name.
    """
    wanted = comparison_key(search)
    spellings: dict[str, str] = {}
    for workbook in local_workbooks():
        for agency, results in workbook.contents.by_agency.items():
            name = results[0].agency or workbook.name
            if not wanted or wanted in comparison_key(name):
                spellings.setdefault(agency or agency_key(name), name)
    saved: list[str] = ask_results([], ResultQueries.agencies_in_files, search, limit)
    for name in saved:
        spellings.setdefault(agency_key(name), name)
    return list(spellings.values())[:limit]


def find_key(digest: str, at: int = 0) -> str | None:
    """Return the key of the `at`-th result (from 0) of a file; None if it is not available."""
    option = _option_of_file(digest, at)
    return option.key if option else None


def _option_of_file(digest: str, at: int = 0) -> ResultOption | None:
    owners = [
        (each.agency or workbook.name, each.fiscal_year)
        for workbook in local_workbooks()
        if workbook.digest == digest
        for each in workbook.contents.assessments
    ]
    if not owners:
        saved: list[SavedResult] = ask_results([], ResultQueries.saved_of_file, digest)
        owners = [(each.agency, each.fiscal_year) for each in saved]
    if at >= len(owners):
        return None
    agency, year = owners[at]
    same = options_of_agency(agency)
    return next((each for each in same if (each.digest, each.fiscal_year) == (digest, year)), None)


def default_option() -> ResultOption | None:
    """Return the default result: the newest year of the agency in the settings.

    If the settings name none, or one without results, it is the first result of a bundled file,
    else of an opened file, else of the first saved agency by name; None if there is no result.
    """
    office = office_of_settings()
    if office and (options := options_of_agency(office)):
        return options[0]
    local = [each for each in local_workbooks() if each.contents.assessments]
    local.sort(key=lambda each: each.origin != "bundled")
    if local:
        return _option_of_file(local[0].digest)
    names = agency_names("", 1)
    return next(iter(options_of_agency(names[0])), None) if names else None


def readable_options(limit: int) -> Iterator[ResultOption]:
    """Yield the readable results of up to `limit` agencies; each is read when it is reached."""
    for name in agency_names("", limit):
        yield from (each for each in options_of_agency(name) if each.is_readable)


def office_of_settings() -> str:
    """Return the office that runs the dashboard: `app.agency` of secrets, `ITA_AGENCY`, or ""."""
    return str(secret("app", "agency", os.environ.get("ITA_AGENCY", "")))


def find_result(agency: str, fiscal_year: int) -> Assessment | None:
    """Return an agency's readable result of a year among those the visitor can choose, or None."""
    options = (each for each in options_of_agency(agency) if each.fiscal_year == fiscal_year)
    return next((each.assessment for each in options if each.is_readable), None)


def previous_result(assessment: Assessment) -> Assessment | None:
    """Return `find_result` of the same agency for the year before."""
    if assessment.fiscal_year is None or not assessment.agency:
        return None
    return find_result(assessment.agency, assessment.fiscal_year - 1)


def result_file_name(assessment: Assessment, what: str) -> str:
    """Return a name for a downloaded file, made of `what`, agency and fiscal year."""
    return file_name(what, assessment.agency, assessment.fiscal_year)


def _local_option(workbook: Workbook[ScoreContents], assessment: Assessment) -> ResultOption:
    return ResultOption(
        assessment.agency or workbook.name,
        assessment.fiscal_year,
        workbook.digest,
        workbook.origin,
        assessment,
    )


def _saved_options(saved: Iterable[SavedResult]) -> list[ResultOption]:
    counts: dict[tuple[str, str, int | None], int] = {}
    options = []
    for each in saved:
        same = each.digest, agency_key(each.agency), each.fiscal_year
        counts[same] = counts.get(same, -1) + 1
        options.append(
            ResultOption(each.agency, each.fiscal_year, each.digest, "saved", each, at=counts[same])
        )
    return options


def _keys(agency: str, options: Iterable[ResultOption]) -> list[str]:
    return number_repeated([f"{agency} {each.fiscal_year or ''}".strip() for each in options])
