"""The results a visitor can choose: one for each agency and year in the workbooks of scores.

Only a result that is shown is read from its file. Agencies and years of saved workbooks come from
the rows of the store, those of bundled and opened ones from their reading.
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
    """What was read from a workbook of scores, and the agencies and years in it.

    `token` tells one reading from every other one.
    """

    reading: Reading
    assessments: list[Assessment]
    token: str = field(default_factory=lambda: uuid4().hex)

    @property
    def tables(self) -> tuple[TableSummary, ...]:
        """How the tables were understood."""
        return self.reading.tables

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong or in doubt."""
        return self.reading.problems

    @cached_property
    def by_agency(self) -> dict[str, list[Assessment]]:
        """The results by `agency_key`, those that name no agency under ""."""
        grouped: dict[str, list[Assessment]] = {}
        for each in self.assessments:
            grouped.setdefault(agency_key(each.agency), []).append(each)
        return grouped

    @cached_property
    def by_year(self) -> dict[int | None, list[Assessment]]:
        """The results by their year, those that name no agency left out."""
        grouped: dict[int | None, list[Assessment]] = {}
        for each in self.assessments:
            if each.agency:
                grouped.setdefault(each.fiscal_year, []).append(each)
        return grouped


@dataclass(frozen=True)
class ResultOption:
    """One agency and year of a file.

    `agency` is the name of the file where the file names none; `key` is what the address calls the
    option. `source` is the result, or for a saved workbook what it takes to read it: the `at`-th
    of this agency and year in the file.
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
        """Whether the result can be read. A saved file may be damaged; the data page says why."""
        with suppress(StoreError):
            return bool(self.assessment)
        return False


def _read(file: File) -> ScoreContents:
    reading = read_scores(file.data, file.name, mapping=file.mapping)
    return ScoreContents(reading, assessments(reading))


SCORES = WorkbookSource("scores", _read, lambda contents: contents.by_agency)


def ask_results(otherwise: T, query: Callable[..., T], *args: Hashable) -> T:
    """What a query of the store's results says; `otherwise` where the store can't be read.

    That it can't the data page says. Nobody may change the answer, which others share.
    """
    question = (query.__name__, *args)
    try:
        return cached_answer(question, lambda visible: query(visible.results, *args))
    except StoreError:
        return otherwise


def local_workbooks() -> list[Workbook[ScoreContents]]:
    """The files in use and the bundled ones that nobody saved again."""
    in_use, bundled = SCORES.in_use(), SCORES.bundled()
    # Whoever saved a bundled file again may have answered how it is to be read.
    digests = [each.digest for each in bundled]
    replaced = {each.digest for each in in_use}
    replaced |= ask_results(set(), ResultQueries.saved_digests, tuple(digests))
    return [*in_use, *(each for each in bundled if each.digest not in replaced)]


def _local_options(agency: str) -> list[ResultOption]:
    """The results of an agency, by its `agency_key`, in files in use and in bundled files."""
    options = []
    for workbook in local_workbooks():
        results = list(workbook.contents.by_agency.get(agency, ()))
        if agency == agency_key(workbook.name):
            results += workbook.contents.by_agency.get("", ())
        options += [_local_option(workbook, each) for each in results]
    return options


def options_of_agency(agency: str) -> list[ResultOption]:
    """The results of an agency in any spelling, the newest year first.

    Keys count what all visitors share first, so that what one of them opens changes no address.
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
    """The result that a link names, whatever spelling it has of the agency."""
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
    """The first agencies of which there are results and whose name fits a search.

    A province finds the agencies of saved workbooks in it. Those of files in use come first, then the bundled ones, then the saved ones by name.
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
    """The key of the `at`-th result of a file, in its order; None where it is not in use."""
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
    """What a visitor sees first: the newest year of the office that the settings name.

    Where they name none, or one that is not there, it is a bundled file, never what somebody else
    has saved last.
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
    """The results that can be read, of so many agencies; each is read when it is its turn."""
    for name in agency_names("", limit):
        yield from (each for each in options_of_agency(name) if each.is_readable)


def office_of_settings() -> str:
    """The office that runs the dashboard: `app.agency` of the secrets, else `ITA_AGENCY`, else ""."""
    return str(secret("app", "agency", os.environ.get("ITA_AGENCY", "")))


def find_result(agency: str, fiscal_year: int) -> Assessment | None:
    """An agency's result of a year, where a visitor can choose it."""
    options = (each for each in options_of_agency(agency) if each.fiscal_year == fiscal_year)
    return next((each.assessment for each in options if each.is_readable), None)


def previous_result(assessment: Assessment) -> Assessment | None:
    """The same agency's result of the year before, where a visitor can choose it."""
    if assessment.fiscal_year is None or not assessment.agency:
        return None
    return find_result(assessment.agency, assessment.fiscal_year - 1)


def result_file_name(assessment: Assessment, what: str) -> str:
    """A name for a file that leaves the dashboard: what it is, agency, year."""
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
