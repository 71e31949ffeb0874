"""The sheets of a file put together: whose figures, of which year, and each of them once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any, TypeVar

import pandas as pd

from ita.agencies import agency_of_name, can_name_agency, variant_of_agency
from ita.reading.files.workbook import Sheet
from ita.reading.mapping import FileMapping
from ita.reading.problems import Problem
from ita.reading.scores.codes import coded
from ita.reading.scores.conflicts import settle
from ita.reading.scores.contents import Claim, Item, SheetContents
from ita.reading.scores.missing import missing_parts
from ita.reading.scores.scales import oit_items_between, on_one_scale
from ita.reading.scores.weights import weights_checked, with_scores_of_points
from ita.tables import REPORTED_TYPES, SCORE_TYPES, table_of_rows
from ita.thai import clean
from ita.thai_years import year_of_name

Row = TypeVar("Row", Item, Claim)


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
    items, claims, unsure = _attributed(contents, file, mapping)
    stated = next((each.facts.variant for each in contents if each.facts.variant), None)
    variant = mapping.variant or stated or _variant_of_agencies((*items, *claims))
    items, miscoded = coded(items, variant)
    answered = _answered_elsewhere(items, claims)
    for content in contents:
        content.finish(answered)
        problems += content.problems
    items, claims, conflicting = settle(items, claims, contents, sheets)
    items, claims, misscaled = on_one_scale(items, claims, contents)
    claims, computed = with_scores_of_points(claims, items)
    problems += [*unsure, *miscoded, *conflicting, *_from_hidden(items, claims, sheets)]
    problems += [*misscaled, *weights_checked(claims), *computed]
    problems += [*oit_items_between(items), *missing_parts(items, claims, variant)]
    return Merged(
        scores=table_of_rows(items, SCORE_TYPES),
        reported=table_of_rows(claims, REPORTED_TYPES),
        problems=tuple(problems),
        variant=variant,
    )


def _variant_of_agencies(rows: Iterable[Item | Claim]) -> str | None:
    """The variant of the framework that all agencies of a file have by their kind, if they do."""
    variants = {variant_of_agency(agency) for agency in {row.agency for row in rows}}
    return variants.pop() if len(variants) == 1 else None


def _visible(
    contents: list[SheetContents], sheets: Sequence[Sheet]
) -> tuple[list[SheetContents], list[Problem]]:
    """The sheets to use: the visible ones, unless only hidden ones hold figures."""
    holding = [each for each in contents if each.items or each.claims]
    hidden = {sheet.name for sheet in sheets if not sheet.visible}
    if not any(each.sheet in hidden for each in holding):
        return contents, []
    visible = [each for each in contents if each.sheet not in hidden]
    used = not any(each.items or each.claims for each in visible)
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


def _from_hidden(
    items: Iterable[Item], claims: Iterable[Claim], sheets: Sequence[Sheet]
) -> list[Problem]:
    """A warning for each sheet where figures come from rows or columns that are hidden."""
    problems: list[Problem] = []
    for sheet in sheets:
        if not sheet.hidden_rows and not sheet.hidden_columns:
            continue
        cells = [row.cell for row in (*items, *claims) if row.sheet == sheet.name]
        in_rows = [cell for cell in cells if int(cell.lstrip(ascii_uppercase)) in sheet.hidden_rows]
        in_columns = [cell for cell in cells if cell.rstrip("0123456789") in sheet.hidden_columns]
        for code, own in (("rows-hidden", in_rows), ("columns-hidden", in_columns)):
            if own:
                problems.append(Problem(code, "warning", "", sheet.name, own[0], str(len(own))))
    return problems


def _attributed(
    contents: list[SheetContents], file: str, mapping: FileMapping
) -> tuple[list[Item], list[Claim], list[Problem]]:
    """Items and claims with agency and year, from the nearest place that tells them."""
    rows = [row for each in contents for row in (*each.items, *each.claims)]
    of_file = _only([each.facts.fiscal_year for each in contents]) or _only(
        [row.fiscal_year for row in rows]
    )
    whose = _only([each.facts.agency for each in contents]) or _only([row.agency for row in rows])
    items: list[Item] = []
    claims: list[Claim] = []
    in_doubt: set[str] = set()
    own_names = _named_after_offices(contents) if whose is None else []
    for content in contents:
        given, facts, name = content.answers.given, content.facts, content.sheet
        year = facts.fiscal_year or year_of_name(name) or of_file
        agency = facts.agency or agency_of_name(name) or whose
        agency = agency or (clean(name) if name in own_names else None)
        # What the titles of a sheet leave open, no other place decides.
        year = None if "fiscal-year-unclear" in facts.in_doubt else year
        agency = None if "agency-unclear" in facts.in_doubt else agency
        in_doubt |= facts.in_doubt
        own = _filled(content.items, agency, year), _filled(content.claims, agency, year)
        own = _corrected(*own, given.agency, given.fiscal_year)
        items += own[0]
        claims += own[1]
    claims = _weights_of_each(items, claims)
    items, claims = _corrected(items, claims, mapping.agency, mapping.fiscal_year)
    problems: list[Problem] = []
    if own_names:
        problems.append(Problem("agency-from-sheet-name", "warning", value=", ".join(own_names)))
    rows = [*items, *claims]
    if any(row.fiscal_year is None for row in rows) and "fiscal-year-unclear" not in in_doubt:
        named_year = year_of_name(file)
        if named_year is None:
            problems.append(Problem("year-missing", "warning"))
        else:
            problems.append(Problem("year-from-file-name", "warning", value=str(named_year)))
            items, claims = _filled(items, None, named_year), _filled(claims, None, named_year)
    if any(row.agency is None for row in rows) and "agency-unclear" not in in_doubt:
        named = agency_of_name(file.rpartition(".")[0])
        if named:
            problems.append(Problem("agency-from-file-name", "warning", value=named))
            items, claims = _filled(items, named, None), _filled(claims, named, None)
    return items, claims, problems


def _named_after_offices(contents: Sequence[SheetContents]) -> list[str]:
    """The sheets of one layout that differ by names that can be offices' and name none inside."""
    names: dict[str, list[str]] = defaultdict(list)
    for each in contents:
        if (each.items or each.claims) and each.answers.layout:
            names[each.answers.layout].append(each.sheet)
    told = [own for own in names.values() if len(own) > 1 and all(map(can_name_agency, own))]
    return [name for own in told for name in own if not agency_of_name(name)]


def _weights_of_each(items: list[Item], claims: list[Claim]) -> list[Claim]:
    """The claims, with weights that are stated of nobody as those of every agency and year."""
    owners = dict.fromkeys(row[:2] for row in (*items, *claims) if _is_figure(row))
    common = [
        each for each in claims if each.level == "weight" and owners and each[:2] not in owners
    ]
    if not common:
        return claims
    copies = [
        each._replace(agency=owner[0], fiscal_year=owner[1])
        for each in common
        for owner in owners
        if each.agency in (None, owner[0]) and each.fiscal_year in (None, owner[1])
    ]
    return [each for each in claims if each not in common] + copies


def _is_figure(row: Item | Claim) -> bool:
    return isinstance(row, Item) or row.level != "weight"


def _only(values: Iterable[Any]) -> Any:
    """The one value that is named, None where there is none or several."""
    named = set(values) - {None}
    return named.pop() if len(named) == 1 else None


def _filled(rows: Iterable[Row], agency: str | None, year: int | None) -> list[Row]:
    """The rows with agency and year, which stand first in each, where they had none."""
    whose = (agency, year)
    return [
        row._make(whose + row[2:])
        if row[:2] == (None, None)
        else row._make((row[0] or agency, row[1] or year, *row[2:]))
        for row in rows
    ]


def _corrected(
    items: list[Item], claims: list[Claim], agency: str | None, year: int | None
) -> tuple[list[Item], list[Claim]]:
    """The rows with what a person said: instead of one agency or year, in the gaps of several."""
    if agency is None and year is None:
        return items, claims
    rows = (*items, *claims)
    if agency is not None and len({row.agency for row in rows} - {None}) <= 1:
        items = [item._replace(agency=agency) for item in items]
        claims = [claim._replace(agency=agency) for claim in claims]
    if year is not None and len({row.fiscal_year for row in rows} - {None}) <= 1:
        items = [item._replace(fiscal_year=year) for item in items]
        claims = [claim._replace(fiscal_year=year) for claim in claims]
    return _filled(items, agency, year), _filled(claims, agency, year)
