"""Rows that tell whose figures a sheet holds: titles, and "name: value" pairs."""

import re
from typing import Any

from ita.reading.scores.contents import Owner, SheetContents
from ita.reading.tables.text import clean, key, year_in

_AGENCY_KEYS = {"หน่วยงาน", "ชื่อหน่วยงาน", "ชื่อส่วนราชการ", "ส่วนราชการ", "agency"}
_YEAR_KEYS = {
    *("ปีงบประมาณ", "ปี", "ประจาปีงบประมาณ", "ปีงบประมาณพศ", "ปีที่ประเมิน", "พศ"),
    *("fiscalyear", "year"),
}
_VARIANT_KEYS = {"รูปแบบ", "variant"}
_AGENCY_NAMED = re.compile(r"^(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ)\s*[:：]?\s*(?!ภาครัฐ)(\S.+)$")
_AGENCY_IN_TITLE = re.compile(
    r"(?:^|ของ\s*)((?:สำนักงานเขต|เทศบาล(?:เมือง|นคร|ตำบล)|องค์การบริหารส่วน(?:จังหวัด|ตำบล)"
    r"|มหาวิทยาลัย|โรงพยาบาล|วิทยาลัย|กรม|สำนักงาน)[ก-๛]+)"
)
# A year in such a row is one that the figures are compared with, or the year of a source.
_NO_TITLE = re.compile("หมายเหตุ|ที่มา|เปรียบเทียบ|[*]")
_LONGEST_TITLE = 250


def note_title(row: list[Any], address: str, found: SheetContents) -> None:
    """Takes agency, fiscal year and variant from a row that holds no figures of its own.

    What a title says holds for the rows below it, and for the sheet as far as nothing else does.
    """
    filled = [cell for cell in row if cell != ""]
    if not filled or len(filled) > 2 or not isinstance(filled[0], str):
        return
    if len(filled) == 2:
        _note_pair(key(filled[0]), filled[1], address, found)
        return
    title = clean(filled[0])
    if len(title) > _LONGEST_TITLE or _NO_TITLE.match(title):
        return
    if year_in(title)[0] is not None:
        _note(found, year=found.year(title, address))
    named = _AGENCY_NAMED.match(title) or _AGENCY_IN_TITLE.search(title)
    if named:
        _note(found, agency=named[1].strip())


def _note_pair(name: str, value: Any, address: str, found: SheetContents) -> None:
    if name in _YEAR_KEYS:
        _note(found, year=found.year(value, address), stated=True)
    elif not isinstance(value, str):
        return
    elif name in _AGENCY_KEYS:
        _note(found, agency=clean(value), stated=True)
    elif name in _VARIANT_KEYS:
        found.facts.variant = "bangkok" if "กรุงเทพ" in value else "national"


def _note(
    found: SheetContents,
    agency: str | None = None,
    year: int | None = None,
    *,
    stated: bool = False,
) -> None:
    facts = found.facts
    found.title = Owner(agency or found.title.agency, year or found.title.year)
    if stated and not facts.stated:
        # What titles said before is weaker than a row made to say it.
        facts.agency, facts.fiscal_year, facts.stated = agency, year, True
    facts.agency = facts.agency or agency
    facts.fiscal_year = facts.fiscal_year or year
