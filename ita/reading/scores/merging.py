"""The sheets of a file put together: whose figures, of which year, and each of them once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TypeVar

import pandas as pd

from ita.agencies import agency_of_name
from ita.reading.files.workbook import Sheet
from ita.reading.problems import Problem
from ita.reading.scores.codes import coded
from ita.reading.scores.contents import Claim, Item, SheetContents, TableSummary
from ita.reading.scores.frames import reported_frame, score_frame
from ita.reading.scores.missing import gaps
from ita.reading.scores.scales import on_one_scale
from ita.reading.scores.weights import weights_checked, with_scores_of_points
from ita.reading.tables.text import key
from ita.thai_years import year_of_name

Row = TypeVar("Row", Item, Claim)


@dataclass(frozen=True)
class Assembled:
    """The two tables of a file with what was wrong and what was understood."""

    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...]
    tables: tuple[TableSummary, ...]
    variant: str | None


def assembled(
    founds: list[SheetContents],
    sheets: Sequence[Sheet],
    file: str,
    *,
    agency: str | None,
    fiscal_year: int | None,
) -> Assembled:
    """Both tables from what the sheets held; visible sheets win over hidden ones."""
    founds, problems = _visible(founds, sheets)
    for found in founds:
        problems += found.problems + _from_hidden_rows(found)
    items, claims, unsure = _attributed(founds, file, agency, fiscal_year)
    problems += unsure
    variant = next((f.facts.variant for f in founds if f.facts.variant), None)
    items, miscoded = coded(items, variant)
    claims, repeated = _once(claims)
    items, claims, misscaled = on_one_scale(items, claims)
    claims, computed = with_scores_of_points(claims, items)
    problems += [*miscoded, *repeated, *misscaled, *weights_checked(claims), *computed]
    problems += gaps(items, claims, variant)
    return Assembled(
        scores=score_frame(items),
        reported=reported_frame(claims),
        problems=tuple(problems),
        tables=tuple(each for found in founds for each in found.tables),
        variant=variant,
    )


def _visible(
    founds: list[SheetContents], sheets: Sequence[Sheet]
) -> tuple[list[SheetContents], list[Problem]]:
    """The sheets to use: the visible ones, unless only hidden ones hold figures."""
    holding = [found for found in founds if found.items or found.claims]
    hidden = {sheet.name for sheet in sheets if not sheet.visible}
    if not any(found.sheet in hidden for found in holding):
        return founds, []
    shown = [found for found in founds if found.sheet not in hidden]
    if not any(found.items or found.claims for found in shown):
        return founds, [
            Problem("hidden-sheet-used", "warning", sheet=found.sheet) for found in holding
        ]
    return shown, [
        Problem("hidden-sheet-left-out", "warning", sheet=found.sheet)
        for found in holding
        if found.sheet in hidden
    ]


def _from_hidden_rows(found: SheetContents) -> list[Problem]:
    """A warning where figures come from rows that are filtered out or hidden."""
    if not found.hidden_rows:
        return []
    hidden = [
        row.cell
        for row in (*found.items, *found.claims)
        if int(row.cell.lstrip(ascii_uppercase)) in found.hidden_rows
    ]
    if not hidden:
        return []
    return [Problem("rows-hidden", "warning", "", found.sheet, hidden[0], str(len(hidden)))]


def _attributed(
    founds: list[SheetContents], file: str, agency: str | None, fiscal_year: int | None
) -> tuple[list[Item], list[Claim], list[Problem]]:
    """Items and claims with agency and year, from the nearest place that tells them."""
    problems: list[Problem] = []
    in_doubt = set[str]().union(*(found.facts.in_doubt for found in founds))
    years = {f.facts.fiscal_year for f in founds} - {None}
    agencies = {f.facts.agency for f in founds} - {None}
    of_file = years.pop() if len(years) == 1 else None
    whose = agencies.pop() if len(agencies) == 1 else None
    items: list[Item] = []
    claims: list[Claim] = []
    for found in founds:
        own_year = found.facts.fiscal_year or year_of_name(found.sheet) or of_file
        own_agency = found.facts.agency or agency_of_name(found.sheet) or whose
        # What the titles of a sheet leave open, no other place decides.
        own_year = None if "fiscal-year-unclear" in found.facts.in_doubt else own_year
        own_agency = None if "agency-unclear" in found.facts.in_doubt else own_agency
        items += _filled(found.items, own_agency, own_year)
        claims += _filled(found.claims, own_agency, own_year)
    rows = (*items, *claims)
    if fiscal_year is not None:
        several = len({row.fiscal_year for row in rows} - {None}) > 1
        items = _with_year(items, fiscal_year, several)
        claims = _with_year(claims, fiscal_year, several)
    elif any(row.fiscal_year is None for row in rows) and "fiscal-year-unclear" not in in_doubt:
        year = year_of_name(file)
        if year is None:
            problems.append(Problem("year-missing", "warning"))
        else:
            problems.append(Problem("year-from-file-name", "warning", value=str(year)))
            items, claims = _filled(items, None, year), _filled(claims, None, year)
    if (
        agency is None
        and any(row.agency is None for row in rows)
        and "agency-unclear" not in in_doubt
    ):
        named = agency_of_name(file.rpartition(".")[0])
        if named:
            problems.append(Problem("agency-from-file-name", "warning", value=named))
            items, claims = _filled(items, named, None), _filled(claims, named, None)
    if agency is not None:
        several = len({row.agency for row in rows} - {None}) > 1
        items = _with_agency(items, agency, several)
        claims = _with_agency(claims, agency, several)
    return items, claims, problems


def _filled(rows: Iterable[Row], agency: str | None, year: int | None) -> list[Row]:
    """The rows with agency and year, which stand first in each, where they had none."""
    whose = (agency, year)
    return [
        row._make(whose + row[2:])
        if row[:2] == (None, None)
        else row._make((row[0] or agency, row[1] or year, *row[2:]))
        for row in rows
    ]


def _with_year(rows: list[Row], year: int, only_gaps: bool) -> list[Row]:
    return [
        row if only_gaps and row.fiscal_year is not None else row._replace(fiscal_year=year)
        for row in rows
    ]


def _with_agency(rows: list[Row], agency: str, only_gaps: bool) -> list[Row]:
    return [
        row if only_gaps and row.agency is not None else row._replace(agency=agency) for row in rows
    ]


def _once(claims: list[Claim]) -> tuple[list[Claim], list[Problem]]:
    """Each claim once; a warning where the file states two different figures for the same thing."""
    first: dict[tuple[str | None, int | None, str, str], Claim] = {}
    problems: list[Problem] = []
    for claim in claims:
        subject = (claim.agency, claim.fiscal_year, claim.level, claim.key)
        kept = first.setdefault(subject, claim)
        if kept is claim:
            continue
        if kept.value is None and kept.level != "grade":
            first[subject] = claim
        elif (claim.value is not None or claim.level == "grade") and not _same(kept, claim):
            problems.append(
                Problem(
                    "claim-twice",
                    "warning",
                    sheet=claim.sheet,
                    cell=claim.cell,
                    value=claim.text,
                    detail={"first": f"{kept.sheet} {kept.cell}".strip(), "first_value": kept.text},
                )
            )
    return list(first.values()), problems


def _same(one: Claim, other: Claim) -> bool:
    if one.level == "grade":
        return key(one.text) == key(other.text)
    return one.value == other.value
