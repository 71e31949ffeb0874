"""Find names of Thai public agencies in titles, and derive facts about an agency from its name."""

import re
import tomllib
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ita.thai.text import clean_text, comparison_key
from ita.thai.years import without_year

TYPES_FILE = Path(__file__).parents[2] / "data" / "reference" / "agency_types.toml"

# Kinds of agencies whose names are recognised within a text, and kinds that are also ordinary
# words and so are recognised only at the beginning of a word.
_PLAIN_KINDS = (
    "เทศบาล(?:นคร|เมือง|ตำบล)|องค์การบริหารส่วน(?:จังหวัด|ตำบล)|สำนักงานเขต|(?:ราช|มหา)?วิทยาลัย|โรงพยาบาล|โรงเรียน"
    "|สถานีตำรวจ|ที่ว่าการอำเภอ"
)
_WORD_KINDS = (
    "สำนักงาน(?!เขต)|สำนัก(?!งาน)|กรม|กระทรวง|สถาบัน|ศูนย์|คณะ(?!กรรม|ทำงาน|อนุ|รัฐมนตรี|ผู้)|วิทยาเขต|กอง(?:ทัพ|ทุน|บัญชาการ|บังคับการ)|จังหวัด|อำเภอ|องค์การ|สภา"
    "|ธนาคาร|บริษัท|การ(?:ไฟฟ้า|ประปา|รถไฟ|ท่าเรือ|ทางพิเศษ|เคหะ|ท่าอากาศยาน|กีฬา|ยาง|นิคม|ท่องเที่ยว)"
    r"|อบ[ตจ]\.?|ท[ตมน]\.|รพ\.(?:สต\.)?|สส[จอ]\.|สพ[ปม]\.|สภ\.|สน\.|ม(?:ทร|รภ)\."
)
# Words after the kind of an agency that make it a sentence, not a name ("สำนักงานเขตของท่าน มี…").
_NO_NAME = "ของ|ท่าน|ใน|ที่(?!ดิน)|ทุก|และ|หรือ|ต่าง|ภาครัฐ|นี้|มี(?!น)|ได้|จะ(?!นะ)|เป็น|ต้อง|ไม่"
# A name continues across spaces up to a word that belongs to the title.
_END = (
    r"(?:ประจำ|ปี|พ\.?ศ|ผล|คะแนน|รายงาน|สรุป|ตาราง|การประเมิน|ตาม|จาก|โดย|อำเภอ|จังหวัด|ตำบล|กระทรวง|กรุงเทพ|กรม|สำนัก|ตำรวจภูธร|สังกัด|และ"
    r"|ครั้ง|รอบ|ระดับ|ไตรมาส|ข้อมูล|ณ(?![ก-๎])|หน้า|เพื่อ|แบบ|ใน|ที่|งบประมาณ|แผน|มาตรการ|หมายเหตุ|วันที่|ฉบับ|ได้|มี"
    r"|เขต\s?\d|[อจต]\.)"
)
_AGENCY = re.compile(
    rf"(?:(?:{_PLAIN_KINDS})|(?:(?<=ของ)|(?<![ก-๎.]))(?:{_WORD_KINDS}))(?!{_NO_NAME})"
    rf"(?:\s(?!{_END})(?=[ก-๎]))?[ก-๎.]+(?:\s(?!{_END})[ก-๎]+)*(?:\sเขต\s?\d+)?|กรุงเทพมหานคร|เมืองพัทยา"
)
# A column of agencies can also contain their units and general words for an agency.
_NAME = re.compile(
    rf"(?:{_PLAIN_KINDS}|{_WORD_KINDS}|เขต|กอง|ฝ่าย|หน่วยงาน)\s*[ก-๎A-Za-z0-9]|กรุงเทพมหานคร"
)
# Words that follow a name without a space.
_ATTACHED = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ|\s|$)")
# The assessing body, and words after which an agency is the source, the superior or the recipient.
_ASSESSOR = re.compile(r"ป\.?\s?ป\.?\s?[ชท]\.?(?![ก-๎])|ป้องกันและปราบปรามการทุจริต")
_NOT_OWNER = re.compile(
    r"(?:โดย|ผู้จัดทำ|ผู้รายงาน|ผู้ประเมิน|เกณฑ์|ประกาศ|ที่มา|แหล่งข้อมูล|สังกัด|เสนอ|ต่อ|ถึง|ร่วมกับ|จาก|กำกับ(?:ดูแล)?|คู่มือ)\s*(?:ของ)?\s*[:：]?\s*$"
)
# Superior agencies, and agencies that belong to them; the result is that of the subordinate one.
_PARENTS = [
    (re.compile(parent), re.compile(child))
    for parent, child in (
        ("จังหวัด|อำเภอ|กระทรวง|กรุงเทพมหานคร", "."),
        ("กรม|สำนักงานคณะกรรมการ", rf"{_PLAIN_KINDS}|อบ[ตจ]|ท[ตมน]\.|รพ\.|ส[ภน]\."),
        ("มหาวิทยาลัย", "คณะ|วิทยาเขต|วิทยาลัย"),
    )
]
# Common abbreviations, in the form of `comparison_key`.
_SPELLED = {
    "อบต": "องค์การบริหารส่วนตาบล",
    "อบจ": "องค์การบริหารส่วนจังหวัด",
    "ทต": "เทศบาลตาบล",
    "ทม": "เทศบาลเมือง",
    "ทน": "เทศบาลนคร",
    "รพสต": "โรงพยาบาลส่งเสริมสุขภาพตาบล",
    "รพ": "โรงพยาบาล",
}
# Educational and health areas are no districts of Bangkok.
_DISTRICT = re.compile("(?:สำนักงาน)?เขต(?!พื้นที่|สุขภาพ|ตรวจราชการ|การศึกษา)")
_ORDINARY_NAME = re.compile(
    "sheet|แผ่น|ชีต|คะแนน|ข้อมูล|ผล|ita|[ieo]it|ตัวชี้วัด|สรุป|รายงาน|ตาราง|กราฟ|แบบ|ฉบับ|รอบ|ครั้ง|ไตรมาส|ราย|หน้า|น้าหนัก"
    "|เดิม|เก่า|ใหม่|ก่อน|หลัง|สาเนา|copy|old|new|final|data|score|chart|คาอธิบาย|หมายเหตุ|แผน|มาตรการ|ปี"
)


def find_agency(text: str) -> str:
    """Return the agency that a title is about, "" where it names only a source or superior.

    The name ends before words of the title ("ปีงบประมาณ", "อำเภอ"), but continues over a space
    ("องค์การบริหารส่วนตำบล บ้านตัวอย่าง"). The assessing bodies are ignored.
    """
    for match in _AGENCY.finditer(text):
        name = text[match.start() : match.end() + len(" ป.ป.ช.")]
        if not _ASSESSOR.search(name) and not _NOT_OWNER.search(text[: match.start()]):
            return _ATTACHED.split(match[0])[0].strip()
    return ""


def is_agency_name(text: str) -> bool:
    """Return whether a text begins like the name of a public office or of its unit."""
    return _NAME.match(clean_text(text)) is not None


def agency_key(name: str) -> str:
    """Return a name's form for comparison: "อบต. ก" equals "องค์การบริหารส่วนตำบล ก"."""
    squeezed = comparison_key(name)
    short = next((short for short in _SPELLED if squeezed.startswith(short)), "")
    return _SPELLED.get(short, "") + squeezed[len(short) :]


def without_parents(agencies: Collection[str]) -> list[str]:
    """Return the agencies without those that another one belongs to, e.g. its ministry."""

    def has_child(agency: str) -> bool:
        return any(
            parent.match(agency) and child.match(other) and not parent.match(other)
            for parent, child in _PARENTS
            for other in agencies
        )

    return [agency for agency in agencies if not has_child(agency)]


def agency_of_name(name: str) -> str:
    """Return the agency in the name of a sheet or file, "" for none."""
    return find_agency(clean_text(re.sub(r"[_\s-]+", " ", name)))


def can_name_agency(name: str) -> bool:
    """Return whether a sheet's name can name an office, for sheets that differ only by name."""
    squeezed = comparison_key(without_year(name))
    # A single letter numbers the sheets: "ก" and "ข".
    letters = re.findall("[ก-ฮa-z]", squeezed)
    return len(letters) > 1 and not _ORDINARY_NAME.search(squeezed)


def variant_of_agency(agency: str | None) -> str | None:
    """Return "bangkok" for district offices of Bangkok, whose kind fixes the framework variant.

    None where the name leaves it open. (DOMAIN.md §3)
    """
    return "bangkok" if agency and _DISTRICT.match(clean_text(agency)) else None


class AgencyType(NamedTuple):
    """A kind of agencies, its province and its parent; None where the name leaves it open."""

    name: str | None = None
    province: str | None = None
    parent: str | None = None


@cache
def _types() -> tuple[tuple[str, tuple[str, ...], AgencyType], ...]:
    """Return name prefixes, the texts that may not follow them, and the kind; longest first."""
    entries = tomllib.loads(TYPES_FILE.read_text(encoding="utf-8"))["types"]
    kinds = [
        (
            beginning,
            tuple(entry.get("not_before", ())),
            AgencyType(entry["name"], entry.get("province"), entry.get("parent")),
        )
        for entry in entries
        for beginning in entry["names"]
    ]
    return tuple(sorted(kinds, key=lambda kind: -len(kind[0])))


def agency_type_of(name: str) -> AgencyType:
    """Return the kind of an agency by the beginning of its name."""
    text = clean_text(name)
    for beginning, not_before, kind in _types():
        if text.startswith(beginning) and not text[len(beginning) :].startswith(not_before):
            return kind
    return AgencyType()
