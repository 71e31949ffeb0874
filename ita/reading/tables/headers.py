"""What a column holds, told by the words of its header. (DOMAIN.md §6)"""

import re
from functools import lru_cache
from typing import Any, NamedTuple

from ita.framework import load
from ita.reading.tables.numbers import figure
from ita.reading.tables.text import LONGEST_LABEL, clean, key, without_year, year_in
from ita.thai import arabic_digits

# No header is longer than this, counted without spaces; a question may hold any of the words.
_LONGEST = 60

_FRAMEWORK = load(None)
INSTRUMENT_OF: dict[int, str] = {each.number: each.instrument for each in _FRAMEWORK.indicators}
INDICATORS_OF: dict[str, list[int]] = {
    each.code: [indicator.number for indicator in _FRAMEWORK.indicators_of(each.code)]
    for each in _FRAMEWORK.instruments
}
WEIGHT_OF: dict[str, float] = {each.code: float(each.weight) for each in _FRAMEWORK.instruments}
_NUMBER_OF_NAME: dict[str, int] = {
    key(name): each.number
    for each in _FRAMEWORK.indicators
    for name in (each.name["th"], each.name["en"], *each.also)
}

# The kinds of column, in the order in which a header is held against their words. The words are
# in the form of text.key: without spaces and signs, sara am without its circle.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (
            "other",
            "เปลี่ยนแปลง|ผลต่าง|เพิ่มขึ้น|ลดลง|คะแนนเต็ม|เป้าหมาย|หมายเหตุ|^รหัสหน่วยงาน|^agencyid"
            "|^ประเภท|แนวทาง|ผู้รับผิดชอบ|^เลขประจา",
        ),
        ("count of", "จากทั้งหมด|^(จานวน)?ข้อทั้งหมด|^จานวนข้อ(คาถาม)?ทั้งหมด"),
        ("count", "^จานวนข้อ|สูงกว่า8?5|^countabove"),
        ("weighted", "ถ่วงน้าหนัก|^weighted"),
        ("instrument", "^(แบบ|เครื่องมือ).*น้าหนัก"),
        ("weight", "น้าหนัก|^weight"),
        ("sub-indicator", "ตัวชี้วัดย่อย|^subindicator"),
        (
            "total",
            "^(ผล|รวม)?คะแนน(รวม|ita|เฉลี่ยรวม|ภาพรวม|สุทธิ)|^รวมคะแนน|^(ผล)?รวม(100)?$|^ภาพรวม|^total|^ita$|^overall",
        ),
        ("indicator score", "^(ผล)?คะแนน.*ตัวชี้วัด|^indicatorscore|^ค่าเฉลี่ยตัวชี้วัด"),
        ("score", "^(ผล|ค่า|ร้อยละ)?คะแนน|^score|^ร้อยละ(ของคะแนน)?$|^ค่าเฉลี่ย$|^เฉลี่ย$"),
        (
            "text",
            "^(ข้อ)?คาถาม|คาถาม$|^ประเด็น|^หัวข้อ|^รายการ|^รายละเอียด|^ข้อความ|^question|^text$|^item$",
        ),
        ("grade", "^ระดับ|^เกรด|^grade|^level"),
        ("result", "^ผล(สรุป)?(การ)?ประเมิน|^ผลita|^result"),
        ("indicator number", "^(เลข|ลาดับ)?ตัวชี้วัดที่$|^ลาดับตัวชี้วัด$|^indicatorn"),
        ("indicator name", "^(ชื่อ)?ตัวชี้วัด|^indicator"),
        ("year", "^(ประจา)?ปี(ที่ประเมิน|งบประมาณ)?(พศ)?$|^พศ$|^fiscalyear$|^year$|^fy$"),
        (
            "agency",
            "^(ชื่อ)?หน่วยงาน|^คณะ|^(ชื่อ)?จังหวัด|^(สานักงาน)?เขต$|^(ชื่อ)?ส่วนราชการ|^(ชื่อ)?อปท|^agency|^สังกัด",
        ),
        ("instrument", "^(ชื่อ)?เครื่องมือ|^แบบ(วัด|สารวจ|ประเมิน|ตรวจ)?$|^แบบวัด|^instrument"),
        ("part", "^ส่วน(ที่)?$|^ตอน(ที่)?$|^part$|^eitส่วน(ที่)?$"),
        ("code", "^รหัส|^ข้อ(ที่)?$|^เลขข้อ|^code$|^เลขที่ข้อ"),
        ("order", "^(ลาดับ|อันดับ)(ที่)?$|^ที่$|^no$|^เลขที่$"),
    )
)
# Kinds that say whose figures a row holds, and kinds that hold figures.
IDENTITY = {
    *("agency", "year", "instrument", "part", "indicator number", "indicator name"),
    *("sub-indicator", "code", "order", "text"),
}
FIGURES = {
    *(
        "score",
        "score of year",
        "score of agency",
        "indicator score",
        "total",
        "weight",
        "weighted",
        "grade",
        "result",
    ),
    *("count", "count of"),
}
# Kinds of a wide table, where a column holds one item, indicator or instrument.
WIDE = {"item", "of sub-indicator", "of indicator", "of part", "of instrument"}

_INSTRUMENT = re.compile(r"(?<![A-Za-z])(IIT|EIT|OIT)(?![A-Za-z])", re.I)
_INSTRUMENT_NAMES = {
    "IIT": re.compile("มีส่วนได้ส่วนเสีย(สีย)?ภายใน(?!.*ภายนอก)"),
    "EIT": re.compile("มีส่วนได้ส่วนเสีย(สีย)?ภายนอก(?!.*ภายใน)"),
    "OIT": re.compile("เปิดเผยข้อมูลสาธารณะ"),
}
_PART = re.compile(r"(?:ส่วน|ตอน|part)\s*(?:ที่)?\s*([12])(?!\d)", re.I)
_POINTS = re.compile(
    r"(?:IIT|EIT|OIT)\)?\s*\(?\s*(?:ร้อยละ|น้ำหนัก|weight)?\s*(\d{2})\s*%?\s*(?:คะแนน)?\s*\)?", re.I
)
_INDICATOR = re.compile(r"ตัวชี้วัด(?:ที่)?\s*(\d{1,2})(?![\d.])")
_ITEM = re.compile(r"([IEO])\s?(\d{1,2})(?:[\s.:].*)?", re.I)
_SUB_INDICATOR = re.compile(r"((?:9|10)\.\d)(?:[\s.].*)?")
_LEADING_NUMBER = re.compile(r"^\(?\d{1,2}\s*[.):]?\s*")


class Column(NamedTuple):
    """What a column holds: its kind, whose figure it is where the header says so, and its year.

    `points` is the number behind an instrument's name, as in "IIT (30)".
    """

    kind: str
    key: str = ""
    year: int | None = None
    christian: bool = False
    points: float | None = None


NOTHING = Column("")


class _Words(NamedTuple):
    kind: str = ""
    instrument: str = ""
    part: str = ""
    indicator: int | None = None
    sub_indicator: str = ""
    item: str = ""
    ordinal: int | None = None
    year: int | None = None
    christian: bool = False
    points: float | None = None


def indicator_of_name(text: str) -> int | None:
    """The number of the indicator that a text names exactly, whatever number stands before it."""
    found = _NUMBER_OF_NAME.get(key(text))
    if found is None:
        plain = arabic_digits(clean(text[:LONGEST_LABEL]))
        plain = _INDICATOR.sub("", plain, count=1)
        found = _NUMBER_OF_NAME.get(key(_LEADING_NUMBER.sub("", plain)))
    return found


def instrument_in(text: str) -> str:
    """The one instrument that a text names, "" for none or several."""
    named = {name.upper() for name in _INSTRUMENT.findall(text)}
    if not named:
        squeezed = key(text)
        named = {code for code, words in _INSTRUMENT_NAMES.items() if words.search(squeezed)}
    return named.pop() if len(named) == 1 else ""


def part_in(text: str) -> str:
    """The part of an instrument that a text names, "1", "2" or ""."""
    found = _PART.search(arabic_digits(text))
    return found[1] if found else ""


@lru_cache(maxsize=8192)
def _words_of(text: str) -> _Words:
    year, christian = year_in(text)
    plain = arabic_digits(clean(without_year(text) if year else text))
    squeezed = key(plain)
    if not squeezed or len(squeezed) > _LONGEST:
        return _Words(year=year if len(squeezed) <= _LONGEST else None, christian=christian)
    number = figure(plain)
    if number.value is not None:
        whole = int(number.value) if number.value == int(number.value) else None
        return _Words(ordinal=whole, year=year, christian=christian)
    kind = next((kind for kind, words in _KINDS if words.search(squeezed)), "")
    item = _ITEM.fullmatch(plain)
    sub = _SUB_INDICATOR.fullmatch(plain)
    indicator = indicator_of_name(plain)
    if indicator is None and (found := _INDICATOR.match(plain)) and 1 <= int(found[1]) <= 10:
        indicator = int(found[1])
    points = _POINTS.fullmatch(plain)
    return _Words(
        kind=kind,
        instrument=instrument_in(plain),
        part=part_in(plain),
        indicator=indicator,
        sub_indicator=sub[1] if sub else "",
        item=f"{item[1].upper()}{int(item[2])}" if item else "",
        year=year,
        christian=christian,
        points=float(points[1]) if points else None,
    )


def _words(cell: Any) -> _Words:
    if isinstance(cell, str):
        return _words_of(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _Words()
    year, christian = year_in(cell)
    if year:
        return _Words(year=year, christian=christian)
    return (
        _Words(ordinal=int(cell))
        if cell == cell and abs(cell) < 100 and cell == int(cell)
        else _Words()
    )


def column(*cells: Any) -> Column:
    """What a column holds, from its header cells, the upper one first.

    A lower cell says more exactly what an upper one, merged over several columns, says in common:
    "IIT" over "ตัวชี้วัดที่ 1", "คะแนน" over "2564", "EIT" over "ส่วนที่ 2".
    """
    for cell in cells:
        if isinstance(cell, str) and len(cell) > LONGEST_LABEL * 2:
            return NOTHING
    return _column(*cells)


@lru_cache(maxsize=8192, typed=True)
def _column(*cells: Any) -> Column:
    merged = _words(cells[0])
    for cell in cells[1:]:
        # Each trait from the lowest cell that has it.
        merged = _Words(*(low or high for low, high in zip(_words(cell), merged, strict=True)))
    year, christian = merged.year, merged.christian

    def of(kind: str, name: str = "") -> Column:
        return Column(kind, name, year, christian, merged.points)

    instrument = merged.instrument or ("EIT" if merged.part and merged.kind != "part" else "")
    if merged.item:
        return of("item", merged.item)
    indicator = merged.indicator or _indicator_by_ordinal(merged)
    if merged.kind in ("grade", "weighted", "weight", "count", "count of") and (
        indicator or instrument
    ):
        return of(merged.kind, str(indicator or instrument))
    if merged.kind == "other":
        return of(merged.kind)
    if merged.sub_indicator:
        return of("of sub-indicator", merged.sub_indicator)
    if indicator:
        return of("of indicator", str(indicator))
    if merged.part and instrument:
        return of("of part", f"{instrument} {merged.part}")
    if instrument:
        return of("of instrument", instrument)
    if merged.kind:
        return of(merged.kind)
    return of("score of year") if year else NOTHING


def _indicator_by_ordinal(words: _Words) -> int | None:
    """The indicator that a bare number under "IIT" or "คะแนนรายตัวชี้วัด" stands for."""
    if words.ordinal is None or words.item:
        return None
    if words.instrument:
        own = INDICATORS_OF[words.instrument]
        if words.ordinal in own:
            return words.ordinal
        return own[words.ordinal - 1] if 1 <= words.ordinal <= len(own) else None
    if words.kind in ("indicator score", "indicator name", "indicator number", "score"):
        return words.ordinal if 1 <= words.ordinal <= 10 else None
    return None
