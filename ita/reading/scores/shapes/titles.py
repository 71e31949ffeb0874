"""Rows that tell whose figures a sheet holds: titles, and "name: value" pairs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ita.domain.agencies import agency_key, find_agency, without_parents
from ita.domain.mapping import FileMapping, SheetMapping
from ita.domain.problems import Option, Problem
from ita.reading.scores.contents import Heading, Owner, SheetContents
from ita.reading.tables.numbers import figure
from ita.thai.text import clean_text, comparison_key
from ita.thai.years import stated_year, year_of_title

_AGENCY_LABEL = re.compile(
    "(ชื่อ)?(หน่วยงาน|ส่วนราชการ|อปท|องค์กรปกครองส่วนท้องถิ่น)((ที่|ผู้)?(รับการ)?ประเมิน)?|agency|organi[sz]ation"
)
_YEAR_LABEL = re.compile(
    "(ประจา)?(งบประมาณ)?ปี(ที่|การ|ที่รับการ)?(ประเมิน|งบประมาณ|งบ)?(พศ|คศ)?|พศ|งปม|fiscalyear|fy|year"
)
_VARIANT_LABELS = {"รูปแบบ", "variant"}
_LABELLED_AGENCY = re.compile(r"(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ|อปท\.?)\s*[:：]\s*(\S.+)")
# A year or agency in such a row is one that the figures are compared with, or a source.
_NO_TITLE = re.compile("หมายเหตุ|ที่มา|เปรียบเทียบ|[*]")
_LONGEST_TITLE = 250
# A row of more texts, or more pairs, is one of a table.
_MOST_TITLES, _MOST_CELLS = 3, 6
# The subjects whose year a title of results states, see ita/thai/years.py.
_RESULTS = ("result", "")


def note_title(
    row: list[Any], address: str, found: SheetContents, about: Sequence[str] = _RESULTS
) -> None:
    """Takes agency, fiscal year and variant from a row that holds no figures of its own.

    What a title says holds for the rows below it, and for the sheet as far as nothing else does.
    `about` are the subjects whose year is meant, the nearest first. Two different years or
    agencies over the same rows are a question.
    """
    cells = [cell for cell in row if not (isinstance(cell, str) and comparison_key(cell) == "")]
    if not cells or len(cells) > _MOST_CELLS or not isinstance(cells[0], str):
        return
    if len(cells) > 1 and _is_label(cells[0]):
        for name, value in zip(cells[::2], cells[1::2], strict=False):
            if isinstance(name, str) and not _is_label(value):
                _note_pair(comparison_key(name), value, address, found)
        return
    titles = [clean_text(cell) for cell in cells if isinstance(cell, str)]
    if not len(titles) == len(cells) <= _MOST_TITLES or _NO_TITLE.match(titles[0]):
        return
    if max(map(len, titles)) > _LONGEST_TITLE:
        return
    years = [year_of_title(_without_agency(title), *about) for title in titles]
    if len(titles) > 1 and not any(year.year for year in years):
        # Beside another text, only a year shows that the row is a title and no part of a table.
        return
    for title, year in zip(titles, years, strict=True):
        labelled = _LABELLED_AGENCY.fullmatch(title)
        agency = find_agency(title) or (labelled[1] if labelled else "")
        _note(found, Heading(agency, found.year(title, address, year), address))


def _is_label(cell: Any) -> bool:
    name = comparison_key(cell) if isinstance(cell, str) else ""
    known = _AGENCY_LABEL.fullmatch(name) or _YEAR_LABEL.fullmatch(name)
    return known is not None or name in _VARIANT_LABELS


def _without_agency(title: str) -> str:
    """A title without the agency it names: what is left says what its year is about."""
    agency = find_agency(title)
    return title.replace(agency, " ") if agency else title


def _note_pair(name: str, value: Any, address: str, found: SheetContents) -> None:
    if _YEAR_LABEL.fullmatch(name):
        year = found.year(value, address, stated_year(value))
        _note(found, Heading("", year, address, stated=True))
    elif not isinstance(value, str) or figure(value).trouble == "missing":
        return
    elif _AGENCY_LABEL.fullmatch(name):
        _note(found, Heading(clean_text(value), None, address, stated=True))
    elif name in _VARIANT_LABELS:
        found.facts.variant = "bangkok" if "กรุงเทพ" in value else "national"


def _note(found: SheetContents, heading: Heading) -> None:
    """Adds what a title says to what the titles over the same rows have said."""
    headings = found.headings_of_next_rows()
    headings.append(heading)
    agencies = _owners([each for each in headings if each.agency])
    years: dict[int, Heading] = {}
    for each in headings:
        if each.year:
            years.setdefault(each.year, each)
    known = found.mapping.of_sheet(found.sheet, found.answers.layout)
    agency, year = found.title
    if agencies:
        agency = next(iter(agencies)) if len(agencies) == 1 else None
    if years:
        year = next(iter(years)) if len(years) == 1 else None
    found.title = Owner(known.agency or agency, known.fiscal_year or year)
    found.questions = [
        _question(found, name, told)
        for name, told, answer in (
            ("fiscal_year", years, known.fiscal_year or found.mapping.fiscal_year),
            ("agency", agencies, known.agency or found.mapping.agency),
        )
        if len(told) > 1 and not answer
    ]
    facts = found.facts
    if heading.stated and not facts.stated:
        # What titles said before is weaker than a row made to say it.
        facts.agency, facts.fiscal_year, facts.stated = *found.title, True
    facts.agency = facts.agency or found.title.agency
    facts.fiscal_year = facts.fiscal_year or found.title.year


def _owners(headings: Sequence[Heading]) -> dict[str, Heading]:
    """The agencies that titles name, without what they lie in and without parts of a name.

    A row made to say it has the whole name, else the longest title has.
    """
    own = without_parents([each.agency for each in headings])
    owners: dict[str, Heading] = {}
    headings = [each for each in headings if each.agency in own]
    for each in sorted(headings, key=lambda each: (not each.stated, -len(each.agency))):
        keys = [(agency_key(each.agency), agency_key(name)) for name in owners]
        if not any(one in other or other in one for one, other in keys):
            owners[each.agency] = each
    return owners


def _question(found: SheetContents, name: str, told: Mapping[Any, Heading]) -> Problem:
    """Which of several years or agencies holds; `name` is the field of SheetMapping that says so."""
    (first, earlier), *_, (value, heading) = told.items()
    unanswered = SheetMapping(found.sheet, found.answers.layout)
    return Problem(
        f"{name.replace('_', '-')}-unclear",
        sheet=found.sheet,
        cell=heading.cell,
        value=str(value),
        detail={"first": earlier.cell, "first_value": str(first)},
        options=tuple(
            Option(str(each), FileMapping(sheets=(replace(unanswered, **{name: each}),)))
            for each in told
        ),
    )
