"""Where the measures of a sheet begin and what each column holds, told by the words of the header."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from ita.reading.files.workbook import Sheet
from ita.reading.tables.text import LONGEST_LABEL, key, without_year

# No header is longer, counted without spaces; a measure's own text may hold any of the words.
_LONGEST = 60
# A header further right or further down than this is not looked for.
_WIDEST = 200
_FEWEST = 3

# The kinds of column, in the order in which a header is held against their words, which are in the
# form of text.key: without spaces and signs, sara am without its circle. (DOMAIN.md §4)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (
            "follow_up",
            "^(ระยะเวลา|ความถี่|รอบ|กาหนด)?(การ)?(กากับ|ติดตาม)|ติดตามโดย|^followup",
        ),
        ("sub_indicator", "ตัวชี้วัดย่อย|^subindicator"),
        ("key", "^รหัสมาตรการ|^measurekey"),
        ("question_codes", "^รหัส(ข้อ)?คาถาม|^ข้อคาถาม|^questioncode"),
        ("item_code", "^(รหัส|ข้อ)?(ข้อ|รายการ)?oit|^รหัส(ข้อ|รายการ)?$|^itemcode"),
        ("link", "ลิงก์|ลิงค์|^link|^url|^หลักฐาน"),
        ("awareness", "การรับรู้$|^(วิธี|ช่องทาง)?(การ)?(ประชาสัมพันธ์|สื่อสาร)|^awareness"),
        ("responsible", "รับผิดชอบ$|^ฝ่าย$|^responsible|^division"),
        (
            "deadline",
            "^(ระยะ|กาหนด|วัน)?(เวลา|ที่)?(ต้อง|คาดว่าจะ)?(ดาเนินการ)?แล้วเสร็จ$|^(ระยะเวลา|กาหนด|วันครบ)|^deadline|^duedate",
        ),
        ("kpi", "^(ตัวชี้วัด|เกณฑ์).*(สาเร็จ|kpi|เป้าหมาย)|^kpi"),
        ("budget", "^(วงเงิน)?งบประมาณ|^วงเงิน|^ค่าใช้จ่าย|^budget"),
        ("output", "^ผลผลิต|^ผลลัพธ์|^เป้าหมาย|^ผลที่คาดว่า|^output"),
        (
            "activity",
            "^กิจกรรม|^(แนวทาง|วิธี|วิธีการ|ขั้นตอน|การ)(การ)?(ดาเนิน|ปฏิบัติ)|^โครงการ|^activit",
        ),
        ("measure", "^มาตรการ|^measure"),
        ("issue", "^ประเด็น|^เรื่อง|^หัวข้อ|^รายการ|^issue"),
        ("indicator", "^(ที่)?ตัวชี้วัด(ที่|ita)?$|^indicator"),
        ("year", "^(ประจา)?ปี(งบประมาณ)?(พศ)?$|^fiscalyear$|^year$"),
        ("agency", "^(ชื่อ)?หน่วยงาน$|^(สานักงาน)?เขต$|^agency$"),
        ("number", "^(ลาดับ|ข้อ)(ที่)?$|^ที่$|^no$"),
    )
)
# What a measure can't be followed up without, and the header for it in the office's own words.
REQUIRED: Mapping[str, str] = {
    "indicator": "ตัวชี้วัด",
    "deadline": "ระยะเวลาแล้วเสร็จ",
    "responsible": "ผู้รับผิดชอบ",
}


@dataclass(frozen=True)
class MeasureTable:
    """A table of measures: its header rows and body count rows of the sheet from 0.

    `columns` gives the column of each kind; `twice` are columns whose kind an earlier one has.
    """

    header: tuple[int, ...]
    columns: Mapping[str, int]
    twice: tuple[int, ...]
    body: range

    @property
    def missing(self) -> tuple[str, ...]:
        """Kinds of REQUIRED that no column of the table holds."""
        return tuple(kind for kind in REQUIRED if kind not in self.columns)

    def without(self, kinds: set[str]) -> "MeasureTable":
        """The table with the columns of some kinds left unread."""
        kept = {kind: at for kind, at in self.columns.items() if kind not in kinds}
        return replace(self, columns=kept)


def tables_of(sheet: Sheet) -> list[MeasureTable]:
    """The measure tables of a sheet from top to bottom.

    A header that is repeated on a new page, with the same columns, continues its table.
    """
    found: list[tuple[tuple[int, ...], Mapping[str, int], tuple[int, ...]]] = []
    at = 0
    while at < len(sheet.rows):
        header, kinds = _header(sheet.rows, at)
        if header:
            columns, twice = _columns(kinds)
            found.append((header, columns, twice))
            at = header[-1]
        at += 1
    tables: list[MeasureTable] = []
    for place, (header, columns, twice) in enumerate(found):
        end = found[place + 1][0][0] if place + 1 < len(found) else len(sheet.rows)
        tables.append(MeasureTable(header, columns, twice, range(header[-1] + 1, end)))
    return tables


def _kind(*cells: Any) -> str:
    """The kind of a column from its header cells, the upper one first; "" for none."""
    text = " ".join(cell for cell in cells if isinstance(cell, str))
    return _kind_of(text) if len(text) <= LONGEST_LABEL else ""


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> str:
    squeezed = key(without_year(text))
    # A cell that still holds a number is a deadline or an output, not the name of one.
    if not squeezed or len(squeezed) > _LONGEST or re.search(r"\d", squeezed):
        return ""
    return next((kind for kind, words in _KINDS if words.search(squeezed)), "")


def _is_header(kinds: Sequence[str]) -> bool:
    known = {kind for kind in kinds if kind}
    return (
        len(known) >= _FEWEST
        and bool(known & {"issue", "activity", "measure"})
        and bool(known & {"deadline", "responsible", "indicator"})
    )


def _header(rows: list[list[Any]], at: int) -> tuple[tuple[int, ...], list[str]]:
    """The rows of a header that begins at `at` and the kinds of its columns; () for no header."""
    upper = rows[at][:_WIDEST]
    if sum(isinstance(cell, str) and cell != "" for cell in upper) < 2:
        return (), []
    alone = [_kind(cell) for cell in upper]
    if at + 1 < len(rows):
        lower = rows[at + 1][:_WIDEST]
        both = _merged(upper, lower)
        filled = [place for place, cell in enumerate(lower) if cell != ""]
        continues = filled and all(
            isinstance(lower[place], str) and _kind(lower[place]) for place in filled
        )
        if continues and not _is_header([_kind(cell) for cell in lower]) and _is_header(both):
            return (at, at + 1), both
    return ((at,), alone) if _is_header(alone) else ((), [])


def _merged(upper: list[Any], lower: list[Any]) -> list[str]:
    """The kinds of a header of two rows, where an upper cell may span several lower ones."""
    kinds: list[str] = []
    spanning: Any = ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        spanning = above if above != "" else spanning
        if below == "":
            kinds.append(_kind(above))
        else:
            kinds.append(_kind(below) or _kind(spanning, below))
    return kinds


def _columns(kinds: list[str]) -> tuple[Mapping[str, int], tuple[int, ...]]:
    """The first column of each kind, and the columns of a kind that was there before.

    A column "มาตรการ" is the issue, or, beside a column of issues, the activity.
    """
    for stands_for in ("issue", "activity"):
        if "measure" in kinds and stands_for not in kinds:
            kinds = [stands_for if kind == "measure" else kind for kind in kinds]
    columns: dict[str, int] = {}
    twice: list[int] = []
    for place, kind in enumerate(kinds):
        if kind and columns.setdefault(kind, place) != place:
            twice.append(place)
    return columns, tuple(twice)
