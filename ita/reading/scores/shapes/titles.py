"""Read agency, year and variant from the titles and "name: value" rows of a sheet."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from ita.domain.agencies import agency_key, find_agency, without_parents
from ita.domain.problems import Problem
from ita.reading.scores.claims import NO_OWNER, Owner
from ita.reading.scores.contents import SheetContents, SheetMetadata
from ita.reading.tables.numbers import figure
from ita.reading.tables.table import load_words
from ita.thai.text import clean_text, comparison_key
from ita.thai.years import year_of_title

_LABELS = dict(load_words("titles"))
_LABELLED_AGENCY = re.compile(r"(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ|อปท\.?)\s*[:：]\s*(\S.+)")
# Words that begin a note, whose year or agency is that of a comparison or a source.
_NO_TITLE = re.compile("หมายเหตุ|ที่มา|เปรียบเทียบ|[*]")
_LONGEST_TITLE = 250
# A row with more titles, or with more cells of "name: value" pairs, belongs to a table.
_MOST_TITLES, _MOST_CELLS = 3, 6
_Name = TypeVar("_Name", str, int)
# The subjects whose year is the year of a title of results, see ita/thai/years.py.
_RESULTS = ("result", "")


class Heading(NamedTuple):
    """Agency and year in a title, "" and None if absent; `stated` if from a "name: value" row."""

    agency: str
    year: int | None
    cell: str
    stated: bool = False


class Titles:
    """The titles of a sheet, and the owner that they state.

    `owner` is the owner of the next rows. A title applies to the rows below it, and fills the gaps
    in the metadata of the sheet.
    """

    def __init__(
        self, contents: SheetContents, owner: Owner = NO_OWNER, about: Sequence[str] = _RESULTS
    ) -> None:
        """`about` lists the subjects whose year is used, the preferred one first."""
        self.owner = owner
        self._contents, self._about = contents, about
        contents.metadata = SheetMetadata(*owner, stated=owner != NO_OWNER)
        # The titles above the next rows, the number of claims before them, and their questions.
        self._headings: list[Heading] = []
        self._claims_before = 0
        self._questions: list[Problem] = []

    def note(self, row: list[Any], address: str) -> None:
        """Read agency, fiscal year and variant from a row without figures.

        Two different years or agencies above the same rows raise a question.
        """
        cells = [cell for cell in row if not (isinstance(cell, str) and comparison_key(cell) == "")]
        if not cells or len(cells) > _MOST_CELLS or not isinstance(cells[0], str):
            return
        if len(cells) > 1 and _is_label(cells[0]):
            for name, value in zip(cells[::2], cells[1::2], strict=False):
                if isinstance(name, str) and not _is_label(value):
                    self._note_pair(comparison_key(name), value, address)
            return
        titles = [clean_text(cell) for cell in cells if isinstance(cell, str)]
        if not len(titles) == len(cells) <= _MOST_TITLES or _NO_TITLE.match(titles[0]):
            return
        if max(map(len, titles)) > _LONGEST_TITLE:
            return
        agencies = [find_agency(title) for title in titles]
        # The subject of the year is determined from the title without the agency.
        years = [
            year_of_title(title.replace(agency, " ") if agency else title, *self._about)
            for title, agency in zip(titles, agencies, strict=True)
        ]
        if len(titles) > 1 and not any(year.year for year in years):
            # With several texts, a row without a year may be part of a table.
            return
        for title, agency, year in zip(titles, agencies, years, strict=True):
            labelled = _LABELLED_AGENCY.fullmatch(title)
            agency = agency or (labelled[1] if labelled else "")
            self._add(Heading(agency, self._contents.year(title, address, year), address))

    def close(self) -> None:
        """Add the questions of the last titles, if figures follow them or the sheet has none."""
        contents = self._contents
        if self._questions and (len(contents.claims) > self._claims_before or not contents.claims):
            contents.problems += self._questions
            contents.metadata.in_doubt |= {each.code for each in self._questions}
        self._questions = []

    def _note_pair(self, name: str, value: Any, address: str) -> None:
        if _LABELS["year"].fullmatch(name):
            self._add(Heading("", self._contents.year(value, address), address, stated=True))
        elif not isinstance(value, str) or figure(value).trouble == "missing":
            return
        elif _LABELS["agency"].fullmatch(name):
            self._add(Heading(clean_text(value), None, address, stated=True))
        elif _LABELS["variant"].fullmatch(name):
            self._contents.metadata.variant = "bangkok" if "กรุงเทพ" in value else "national"

    def _add(self, heading: Heading) -> None:
        """Add a title to the others above the same rows, and update the owner of these rows."""
        contents = self._contents
        if len(contents.claims) > self._claims_before:
            self.close()
            self._headings, self._claims_before = [], len(contents.claims)
        self._headings.append(heading)
        agencies = _headings_of_agencies([each for each in self._headings if each.agency])
        years: dict[int, Heading] = {}
        for each in self._headings:
            if each.year:
                years.setdefault(each.year, each)
        answers, mapping = contents.answers, contents.mapping
        self.owner = Owner(
            answers.agency or _only(agencies, self.owner.agency),
            answers.fiscal_year or _only(years, self.owner.year),
        )
        self._questions = []
        if len(years) > 1 and not (answers.fiscal_year or mapping.fiscal_year):
            self._questions.append(_question(contents, "fiscal_year", years))
        if len(agencies) > 1 and not (answers.agency or mapping.agency):
            self._questions.append(_question(contents, "agency", agencies))
        metadata = contents.metadata
        if heading.stated and not metadata.stated:
            # A "name: value" row takes precedence over the titles before it.
            metadata.agency, metadata.fiscal_year, metadata.stated = *self.owner, True
        metadata.agency = metadata.agency or self.owner.agency
        metadata.fiscal_year = metadata.fiscal_year or self.owner.year


def _is_label(cell: Any) -> bool:
    name = comparison_key(cell) if isinstance(cell, str) else ""
    return any(words.fullmatch(name) for words in _LABELS.values())


def _only(named: Mapping[_Name, Heading], before: _Name | None) -> _Name | None:
    """Return the only value in the titles, None if there are several, `before` if there is none."""
    return next(iter(named), before) if len(named) < 2 else None


def _headings_of_agencies(headings: Sequence[Heading]) -> dict[str, Heading]:
    """Return the agencies in titles, without their parent agencies and without parts of a name.

    Names from "name: value" rows are preferred to titles, and longer names to shorter ones.
    """
    whole = without_parents([each.agency for each in headings])
    agencies: dict[str, Heading] = {}
    headings = [each for each in headings if each.agency in whole]
    for each in sorted(headings, key=lambda each: (not each.stated, -len(each.agency))):
        keys = [(agency_key(each.agency), agency_key(name)) for name in agencies]
        if not any(one in other or other in one for one, other in keys):
            agencies[each.agency] = each
    return agencies


def _question(contents: SheetContents, name: str, headings: Mapping[Any, Heading]) -> Problem:
    """Return the question which year or agency is right; `name` is the field of SheetMapping."""
    (first, earlier), *_, (value, heading) = headings.items()
    return Problem(
        f"{name.replace('_', '-')}-unclear",
        sheet=contents.name,
        cell=heading.cell,
        value=str(value),
        detail={"first": earlier.cell, "first_value": str(first)},
        options=tuple(contents.option(str(each), **{name: each}) for each in headings),
    )
