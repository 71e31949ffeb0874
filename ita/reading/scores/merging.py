"""The sheets of a file put together: whose figures, of which year, and each of them once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase, digits
from typing import Any

import pandas as pd

from ita.domain.agencies import agency_of_name, can_name_agency, variant_of_agency
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.domain.tables import REPORTED_TYPES, SCORE_TYPES, table_of_rows
from ita.reading.files.workbook import Sheet
from ita.reading.scores.codes import coded
from ita.reading.scores.conflicts import settle
from ita.reading.scores.contents import Claim, Item, Row, SheetContents
from ita.reading.scores.missing import missing_parts
from ita.reading.scores.scales import oit_items_between, on_one_scale
from ita.reading.scores.weights import weights_checked, with_scores_of_points
from ita.thai.text import clean_text
from ita.thai.years import year_of_name


@dataclass(frozen=True)
class Merged:
    """The two tables of a file with what was wrong and what was understood."""

    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: tuple[Problem, ...]
    variant: str | None


def merge_sheets(
    contents: list[SheetContents], sheets: Sequence[Sheet], file: str, mapping: FileMapping
) -> Merged:
    """Both tables from what the sheets held; visible sheets win over hidden ones."""
    contents, problems = _visible(contents, sheets)
    rows, unsure = _attributed(contents, file, mapping)
    stated = next((each.facts.variant for each in contents if each.facts.variant), None)
    variant = mapping.variant or stated or _variant_of_agencies(rows)
    items, miscoded = coded([row for row in rows if isinstance(row, Item)], variant)
    claims = [row for row in rows if isinstance(row, Claim)]
    answered = _answered_elsewhere(items, claims)
    for content in contents:
        content.finish(answered)
        problems += content.problems
    rows = [*items, *claims]
    rows, conflicting = settle(rows, contents, sheets)
    rows, misscaled = on_one_scale(rows, contents)
    items = [row for row in rows if isinstance(row, Item)]
    claims, computed = with_scores_of_points([r for r in rows if isinstance(r, Claim)], items)
    problems += [*unsure, *miscoded, *conflicting, *_from_hidden(rows, sheets), *misscaled]
    problems += [*weights_checked(claims), *computed, *oit_items_between(items)]
    problems += missing_parts(items, claims, variant)
    scores, reported = table_of_rows(items, SCORE_TYPES), table_of_rows(claims, REPORTED_TYPES)
    return Merged(scores, reported, tuple(problems), variant)


def _variant_of_agencies(rows: Iterable[Row]) -> str | None:
    """The variant of the framework that all agencies of a file have by their kind, if they do."""
    variants = {variant_of_agency(agency) for agency in {row.agency for row in rows}}
    return variants.pop() if len(variants) == 1 else None


def _visible(
    contents: list[SheetContents], sheets: Sequence[Sheet]
) -> tuple[list[SheetContents], list[Problem]]:
    """The sheets to use: the visible ones, unless only hidden ones hold figures."""
    holding = [each for each in contents if each.rows]
    hidden = {sheet.name for sheet in sheets if not sheet.visible}
    visible = [each for each in contents if each.sheet not in hidden]
    used = not any(each.rows for each in visible)
    code = "hidden-sheet-used" if used else "hidden-sheet-left-out"
    return contents if used else visible, [
        Problem(code, "warning", sheet=each.sheet) for each in holding if each.sheet in hidden
    ]


def _answered_elsewhere(items: Sequence[Item], claims: Sequence[Claim]) -> set[tuple[str, str]]:
    """The blank cells that the file answers in another way: a form asks for scores in two.

    An indicator whose questions have scores need not be printed; a list of questions without a
    score is none where their indicators are.
    """
    with_items = {(item[:2], item.indicator) for item in items if item.score is not None}
    lists = {(item[:2], item.instrument) for item in items if item.score is not None}
    indicators = [claim for claim in claims if claim.level == "indicator"]
    printed = {(claim[:2], int(claim.key)) for claim in indicators if claim.value is not None}
    return {
        (claim.sheet, claim.cell)
        for claim in indicators
        if claim.value is None and (claim[:2], int(claim.key)) in with_items
    } | {
        (item.sheet, item.cell)
        for item in items
        if (item[:2], item.indicator) in printed and (item[:2], item.instrument) not in lists
    }


def _from_hidden(rows: Iterable[Row], sheets: Sequence[Sheet]) -> list[Problem]:
    """A warning for each sheet where figures come from rows or columns that are hidden."""
    problems: list[Problem] = []
    for sheet in sheets:
        if not sheet.hidden_rows and not sheet.hidden_columns:
            continue
        cells = [row.cell for row in rows if row.sheet == sheet.name]
        in_rows = [cell for cell in cells if int(cell.lstrip(ascii_uppercase)) in sheet.hidden_rows]
        in_columns = [cell for cell in cells if cell.rstrip(digits) in sheet.hidden_columns]
        for code, own in (("rows-hidden", in_rows), ("columns-hidden", in_columns)):
            if own:
                problems.append(Problem(code, "warning", "", sheet.name, own[0], str(len(own))))
    return problems


def _attributed(
    contents: list[SheetContents], file: str, mapping: FileMapping
) -> tuple[list[Row], list[Problem]]:
    """The rows with agency and year, from the nearest place that tells them."""
    owners = {row[:2] for each in contents for row in each.rows}
    of_file = _only([each.facts.fiscal_year for each in contents]) or _only([o[1] for o in owners])
    whose = _only([each.facts.agency for each in contents]) or _only([o[0] for o in owners])
    in_doubt = set[str]().union(*(each.facts.in_doubt for each in contents))
    own_names = _named_after_offices(contents) if whose is None else []
    rows: list[Row] = []
    for content in contents:
        given, facts, name = content.answers.given, content.facts, content.sheet
        year = facts.fiscal_year or year_of_name(name) or of_file
        agency = facts.agency or agency_of_name(name) or whose
        agency = agency or (clean_text(name) if name in own_names else None)
        # What the titles of a sheet leave open, no other place decides.
        year = None if "fiscal-year-unclear" in facts.in_doubt else year
        agency = None if "agency-unclear" in facts.in_doubt else agency
        filled = _filled(content.rows, agency, year)
        rows += _corrected(filled, given.agency, given.fiscal_year)
    rows = _corrected(_with_common_weights(rows), mapping.agency, mapping.fiscal_year)
    problems: list[Problem] = []
    if own_names:
        problems.append(Problem("agency-from-sheet-name", "warning", value=", ".join(own_names)))
    if any(row.fiscal_year is None for row in rows) and "fiscal-year-unclear" not in in_doubt:
        named_year = year_of_name(file)
        code = "year-from-file-name" if named_year else "year-missing"
        problems.append(Problem(code, "warning", value=str(named_year or "")))
        rows = _filled(rows, None, named_year)
    if any(row.agency is None for row in rows) and "agency-unclear" not in in_doubt:
        named = agency_of_name(file.rpartition(".")[0])
        if named:
            problems.append(Problem("agency-from-file-name", "warning", value=named))
            rows = _filled(rows, named, None)
    return rows, problems


def _named_after_offices(contents: Sequence[SheetContents]) -> list[str]:
    """The sheets of one layout that differ by names that can be offices' and name none inside."""
    names: dict[str, list[str]] = defaultdict(list)
    for each in contents:
        if each.rows and each.answers.layout:
            names[each.answers.layout].append(each.sheet)
    told = [own for own in names.values() if len(own) > 1 and all(map(can_name_agency, own))]
    return [name for own in told for name in own if not agency_of_name(name)]


def _with_common_weights(rows: list[Row]) -> list[Row]:
    """The rows, with weights that are stated of nobody as those of every agency and year."""
    weights: list[Row] = []
    owners: dict[tuple[str | None, int | None], None] = {}
    for row in rows:
        if isinstance(row, Claim) and row.level == "weight":
            weights.append(row)
        else:
            owners[row[:2]] = None
    common = [row for row in weights if owners and row[:2] not in owners]
    if not common:
        return rows
    copies = [
        row._replace(agency=agency, fiscal_year=year)
        for row in common
        for agency, year in owners
        if row.agency in (None, agency) and row.fiscal_year in (None, year)
    ]
    return [row for row in rows if row not in common] + copies


def _only(values: Iterable[Any]) -> Any:
    """The one value that is named, None where there is none or several."""
    named = set(values) - {None}
    return named.pop() if len(named) == 1 else None


def _filled(rows: list[Row], agency: str | None, year: int | None) -> list[Row]:
    """The rows with agency and year where they had none."""
    if agency is None and year is None:
        return rows
    # Every row of most files passes here, and _replace takes five times as long.
    return [
        type(row)(row[0] or agency, row[1] or year, *row[2:])
        if row[0] is None or row[1] is None
        else row
        for row in rows
    ]


def _corrected(rows: list[Row], agency: str | None, year: int | None) -> list[Row]:
    """The rows with what a person said: instead of one agency or year, in the gaps of several."""
    if agency is not None and len({row.agency for row in rows} - {None}) <= 1:
        rows = [row._replace(agency=agency) for row in rows]
    if year is not None and len({row.fiscal_year for row in rows} - {None}) <= 1:
        rows = [row._replace(fiscal_year=year) for row in rows]
    return _filled(rows, agency, year)
