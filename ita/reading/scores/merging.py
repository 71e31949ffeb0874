"""Merge the sheets of a file: determine agency and year of each figure, and remove repetitions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ita.domain.agencies import agency_of_name, can_name_agency, variant_of_agency
from ita.domain.mapping import FileMapping
from ita.domain.problems import Problem
from ita.domain.tables import REPORTED_TYPES, SCORE_TYPES, table_of_columns
from ita.reading.scores.choices import visible_sheets
from ita.reading.scores.claims import (
    NO_OWNER,
    Claim,
    Owner,
    owner_of_file_name,
    problem_of,
    single_value,
)
from ita.reading.scores.codes import with_codes
from ita.reading.scores.conflicts import settle
from ita.reading.scores.contents import SheetContents
from ita.reading.scores.missing import missing_parts
from ita.reading.scores.scales import oit_items_between, on_one_scale
from ita.reading.scores.weights import check_weights, with_scores_of_points
from ita.thai.text import clean_text
from ita.thai.years import year_of_name

# The names of claim and owner fields that differ from the table's columns.
_FIELDS = {"fiscal_year": "year", "code": "key", "score": "value"}


class Merged(NamedTuple):
    """The two tables of a file, the problems, and the variant of its framework."""

    scores: pd.DataFrame
    reported: pd.DataFrame
    problems: list[Problem]
    variant: str | None


def merge_sheets(contents: list[SheetContents], file: str, mapping: FileMapping) -> Merged:
    """Return both tables; hidden sheets are used only if no visible sheet has claims."""
    contents, problems = visible_sheets(contents, lambda each: bool(each.claims))
    claims, unowned = _with_owners(contents, file, mapping)
    stated = next((each.metadata.variant for each in contents if each.metadata.variant), None)
    variant = mapping.variant or stated or _variant_of_agencies(claims)
    claims, miscoded = with_codes(claims, variant)
    has_blanks = any(content.has_blanks for content in contents)
    answered = _answered_elsewhere(claims) if has_blanks else set()
    for content in contents:
        content.close_figures(answered)
        problems += content.problems
    claims, conflicting = settle(claims, contents)
    claims, misscaled = on_one_scale(claims, contents)
    hidden = _from_hidden(claims, contents)
    claims, computed = with_scores_of_points(claims)
    problems += [*unowned, *miscoded, *conflicting, *hidden, *misscaled, *check_weights(claims)]
    problems += [*computed, *oit_items_between(claims), *missing_parts(claims, variant)]
    scores = _table([claim for claim in claims if claim.level == "item"], SCORE_TYPES)
    reported = _table([claim for claim in claims if claim.level != "item"], REPORTED_TYPES)
    return Merged(scores, reported, problems, variant)


def _table(claims: Sequence[Claim], types: Mapping[str, str]) -> pd.DataFrame:
    """Return the claims as a table."""
    columns: dict[str, Sequence[Any]] = {}
    if claims:
        columns = dict(zip(Claim._fields, zip(*claims, strict=True), strict=True))
        columns |= zip(Owner._fields, zip(*columns["owner"], strict=True), strict=True)
    names = (_FIELDS.get(name, name) for name in types)
    return table_of_columns([columns.get(name, ()) for name in names], types)


def _variant_of_agencies(claims: Iterable[Claim]) -> str | None:
    """Return the variant that all agencies of a file have by their kind, else None."""
    variants = {variant_of_agency(agency) for agency in {each.agency for each in _owners(claims)}}
    return variants.pop() if len(variants) == 1 else None


def _answered_elsewhere(claims: Sequence[Claim]) -> set[tuple[str, str]]:
    """Return the blank cells whose scores the file states at another level.

    An indicator may be blank if its questions have scores. The questions of an instrument may be
    blank if none of them has a score and their indicators are printed.
    """
    filled = [claim for claim in claims if claim.value is not None]
    items = [claim for claim in filled if claim.level == "item"]
    of_items = {(item.owner, str(item.indicator)) for item in items}
    lists = {(item.owner, item.instrument) for item in items}
    printed = {(each.owner, each.key) for each in filled if each.level == "indicator"}
    return {
        (claim.sheet, claim.cell)
        for claim in claims
        if (claim.level == "indicator" and (claim.owner, claim.key) in of_items)
        or (
            claim.level == "item"
            and (claim.owner, str(claim.indicator)) in printed
            and (claim.owner, claim.instrument) not in lists
        )
    }


def _from_hidden(claims: Iterable[Claim], contents: Sequence[SheetContents]) -> list[Problem]:
    """Return a warning for each sheet with figures from hidden rows, and from hidden columns."""
    problems: list[Problem] = []
    for content in contents:
        if not content.sheet.hidden_rows and not content.sheet.hidden_columns:
            continue
        of_sheet = [claim for claim in claims if claim.sheet == content.name]
        for at, code in enumerate(("rows-hidden", "columns-hidden")):
            if hidden := [each for each in of_sheet if content.is_hidden(each.cell)[at]]:
                problems.append(problem_of(code, hidden, value=str(len(hidden))))
    return problems


def _with_owners(
    contents: list[SheetContents], file: str, mapping: FileMapping
) -> tuple[list[Claim], list[Problem]]:
    """Return the claims with agency and year, and problems for those inferred or missing.

    In order of precedence, they come from the row, the titles, the sheet's metadata, its name, the
    other sheets, and the file's name. Fields that a sheet's titles leave in doubt are not filled.
    """
    sheets = [Owner(each.metadata.agency, each.metadata.fiscal_year) for each in contents]
    owners = {claim.owner for each in contents for claim in each.claims}
    of_file = _only_owner(sheets).or_else(_only_owner(owners))
    named = _named_after_offices(contents) if of_file.agency is None else []
    claims: list[Claim] = []
    for content, owner in zip(contents, sheets, strict=True):
        name = content.name
        owner = owner.or_else(Owner(agency_of_name(name), year_of_name(name))).or_else(of_file)
        owner = owner.or_else(Owner(clean_text(name) if name in named else None))
        answer = Owner(content.answers.agency, content.answers.fiscal_year)
        claims += _corrected(_filled(content.claims, content.metadata.certain(owner)), answer)
    claims = _corrected(_share_weights(claims), Owner(mapping.agency, mapping.fiscal_year))
    problems: list[Problem] = []
    if named:
        problems.append(Problem("agency-from-sheet-name", "warning", value=", ".join(named)))
    in_doubt = set[str]().union(*(each.metadata.in_doubt for each in contents))
    owners = _owners(claims)
    of_name, from_name = owner_of_file_name(
        file,
        agency="agency-unclear" not in in_doubt and any(each.agency is None for each in owners),
        year="fiscal-year-unclear" not in in_doubt and any(each.year is None for each in owners),
    )
    return _filled(claims, of_name), [*problems, *from_name]


def _named_after_offices(contents: Sequence[SheetContents]) -> list[str]:
    """Return the sheets whose names can be offices, in groups of equal layout.

    Names that contain a known agency are left out.
    """
    names: dict[str, list[str]] = defaultdict(list)
    for each in contents:
        if each.claims and each.layout:
            names[each.layout].append(each.name)
    groups = [group for group in names.values() if len(group) > 1]
    groups = [group for group in groups if all(map(can_name_agency, group))]
    return [name for group in groups for name in group if not agency_of_name(name)]


def _share_weights(claims: list[Claim]) -> list[Claim]:
    """Return the claims, with weights that belong to no agency and year copied to all of these."""
    owners = dict.fromkeys(claim.owner for claim in claims if claim.level != "weight")
    common = [c for c in claims if c.level == "weight" and owners and c.owner not in owners]
    if not common:
        return claims
    copies = [
        claim.of_owner(owner)
        for claim in common
        for owner in owners
        if claim.owner.or_else(owner) == owner
    ]
    return [claim for claim in claims if claim not in common] + copies


def _only_owner(owners: Iterable[Owner]) -> Owner:
    """Return the only agency and the only year among some owners; None if several or none."""
    return Owner(*map(single_value, zip(NO_OWNER, *owners, strict=True)))


def _filled(claims: list[Claim], owner: Owner) -> list[Claim]:
    """Return the claims with missing agencies and years filled from `owner`."""
    filled = {each: each.or_else(owner) for each in _owners(claims) if None in each}
    if not filled:
        return claims
    return [claim.of_owner(filled.get(claim.owner, claim.owner)) for claim in claims]


def _owners(claims: Iterable[Claim]) -> set[Owner]:
    return {claim.owner for claim in claims}


def _corrected(claims: list[Claim], answer: Owner) -> list[Claim]:
    """Return the claims with the user's answer applied.

    The answer replaces the agency or year if there is at most one, else it only fills gaps.
    """
    if answer == NO_OWNER:
        return claims
    agencies, years = ({owner[at] for owner in _owners(claims)} - {None} for at in (0, 1))
    first = Owner(
        answer.agency if len(agencies) < 2 else None, answer.year if len(years) < 2 else None
    )
    return [claim.of_owner(first.or_else(claim.owner).or_else(answer)) for claim in claims]
