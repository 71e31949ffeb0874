"""Rows without a header: titles, "name: value" pairs, and lines pasted from a printed report."""

import re
from typing import Any, NamedTuple

from ita.reading.found import Claim, Found
from ita.reading.labels import Label, label_of
from ita.reading.numbers import figure, figure_and_words
from ita.reading.shapes.place import Place
from ita.reading.text import clean, key, year_in
from ita.thai import arabic_digits

# What a line may be about when no header says that its number is a score.
_TELLING = {"item", "indicator", "group", "instrument", "part", "total", "grade"}
_LINE = re.compile(
    r"(?P<label>\S.*?\S)\s+(?P<figure>\d{1,3}[.,]\d{1,2}(?:\s*คะแนน)?|\d{1,3}\s*คะแนน|100)"
    r"(?P<words>\s+(?:[A-F]{1,2}\b|ผ่าน|ต้อง).{0,40})?"
)
_SEVERAL_FIGURES = re.compile(r"\d{1,3}[.,]\d{1,2}\D+\d{1,3}[.,]\d{1,2}")
_AGENCY_KEYS = {"หน่วยงาน", "ชื่อหน่วยงาน", "ชื่อส่วนราชการ", "ส่วนราชการ", "agency"}
_YEAR_KEYS = {"ปีงบประมาณ", "ปี", "ประจาปีงบประมาณ", "ปีงบประมาณพศ", "ปีที่ประเมิน", "fiscalyear", "year"}
_VARIANT_KEYS = {"รูปแบบ", "variant"}
_AGENCY_NAMED = re.compile(r"^(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ)\s*[:：]?\s*(\S.+)$")
_AGENCY_IN_TITLE = re.compile(
    r"(?:^|ของ\s*)((?:สำนักงานเขต|เทศบาล(?:เมือง|นคร|ตำบล)|องค์การบริหารส่วน(?:จังหวัด|ตำบล)"
    r"|มหาวิทยาลัย|โรงพยาบาล|วิทยาลัย|กรม|สำนักงาน)[ก-๛]+)"
)
_LONGEST_TITLE = 250


class Line(NamedTuple):
    """A row that tells something by itself: its label, and the cell of its figure."""

    label: Label
    value: Any
    words: str
    column: int


def line_of(row: list[Any]) -> Line | None:
    """A row's label and figure; None where the row doesn't begin with a label.

    The figure is the first cell after the label that holds one, or stands in the same cell.
    """
    at = next((at for at, cell in enumerate(row) if cell != ""), None)
    if at is None or not isinstance(row[at], str):
        return None
    label = label_of(row[at])
    rest = [place for place in range(at + 1, len(row)) if row[place] != ""]
    if label.kind in _TELLING and rest:
        for place in rest:
            value, words = figure_and_words(row[place])
            if value.value is not None:
                return Line(label, row[place] if not words else value.value, words, place)
        return Line(label, "", clean(str(row[rest[0]])), rest[0])
    if not rest:
        plain = arabic_digits(clean(row[at]))
        found = _LINE.fullmatch(plain) if len(plain) < 1000 else None
        if found:
            inner = label_of(clean(row[at])[: found.end("label")])
            if inner.kind in _TELLING and not _SEVERAL_FIGURES.search(plain):
                words = (found["words"] or "").strip()
                return Line(inner, figure(found["figure"]).value, words, at)
    return Line(label, "", "", at) if label.kind in _TELLING else None


def note_facts(row: list[Any], found: Found) -> None:
    """Takes the agency, the fiscal year and the variant from a title or a "name: value" row."""
    filled = [cell for cell in row if cell != ""]
    if not filled or len(filled) > 4 or not isinstance(filled[0], str):
        return
    facts = found.facts
    name = key(filled[0])
    if len(filled) == 2:
        if name in _AGENCY_KEYS and isinstance(filled[1], str) and not facts.agency:
            facts.agency = clean(filled[1])
            return
        if name in _VARIANT_KEYS and isinstance(filled[1], str):
            facts.variant = "bangkok" if "กรุงเทพ" in filled[1] else "national"
            return
        if name in _YEAR_KEYS:
            note_year(filled[1], found)
            return
    title = clean(filled[0])
    if len(filled) > 1 or len(title) > _LONGEST_TITLE:
        return
    note_year(title, found)
    if not facts.agency:
        named = _AGENCY_NAMED.match(title) or _AGENCY_IN_TITLE.search(title)
        if named and not named[1].startswith("ภาครัฐ"):
            facts.agency = named[1].strip()


def note_year(cell: Any, found: Found) -> None:
    """Takes the fiscal year that a cell names, if the sheet hasn't named one yet."""
    year, christian = year_in(cell)
    if year is None or found.facts.fiscal_year is not None:
        return
    found.facts.fiscal_year = year
    if christian:
        found.problem("year-christian", value=cell, severity="warning", year=str(year))


def claims_of_line(
    line: Line, place: Place, agency: str | None, year: int | None, address: str, found: Found
) -> bool:
    """Adds what a heading, a total or a level says of itself; False for an item's line."""
    label = line.label
    level, name = {
        "indicator": ("indicator", str(label.indicator)),
        "group": ("sub_indicator", label.sub_indicator),
        "instrument": ("instrument", label.instrument),
        "part": ("part", f"{label.instrument} {label.part}"),
        "total": ("total", "total"),
        "grade": ("grade", "total"),
    }.get(label.kind, ("", ""))
    if not level:
        return False
    place.enter(label)
    if label.third_level:
        return True
    if level == "grade":
        words = line.words or clean(str(line.value))
        if words and figure(words).trouble != "missing":
            found.claims.append(
                Claim(agency, year, "grade", "total", None, words, found.sheet, address)
            )
        return True
    if line.value == "":
        return True
    value = found.score(line.value, address)
    text = clean(str(line.value)) if isinstance(line.value, str) else ""
    found.claims.append(Claim(agency, year, level, name, value, text, found.sheet, address))
    if line.words and level in ("total", "indicator", "instrument"):
        found.claims.append(
            Claim(agency, year, "grade", name, None, line.words, found.sheet, address)
        )
    return True
