"""The divisions of an office, and finding them in a text; see data/reference/divisions.toml."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ita.domain.agencies import variant_of_agency

FILE = Path(__file__).parents[2] / "data" / "reference" / "divisions.toml"

# Name in a measure's `divisions` that means all divisions of the office.
EVERYONE = "ทุกฝ่าย"

# Maximum length of a list of names; a longer cell is no list and is kept as it is.
_LONGEST = 1000
_UNIT = (
    "(?>ฝ่าย|กองทุน|กอง|สำนักงาน|สำนัก|ส่วนราชการ|ส่วนงาน|ส่วน|หน่วยงาน|หน่วย|กลุ่มงาน|กลุ่ม|งาน|ศูนย์"
    "|โรงเรียน|คณะทำงาน|คณะ|ภาควิชา|แผนก)"
)
# Units whose name begins a new one even directly after "และ"; "งาน" does not:
# "สำนักส่งเสริมวิชาการและงานทะเบียน" is one name.
_LARGE_UNIT = "ฝ่าย|กอง|สำนัก|โรงเรียน|กลุ่มงาน"
_TITLE = r"(?:หัวหน้า|หน\.|ผู้อำนวยการ|ผอ\.?|คณบดี|ผู้จัดการ) ?"
_AND = "(?:และ|ร่วมกับ|กับ|รวมทั้ง|รวมถึง|หรือ)"
# The end of a known name; the next name may follow without a separator.
_END = rf"(?=$|[ ,;/|()•\n]|{_AND}|รวม|ฝ่าย|ทุก|โรงเรียน|กอง)"
_EVERY = r"ทุก ?(?:ๆ ?)?"
# All divisions, as one name: "ทุกฝ่าย", "ทุก ๆ กอง", "ทุกสำนัก/กอง", "ทุกส่วนราชการในสังกัด".
_EVERYONE = (
    rf"{_EVERY}{_UNIT}(?: ?(?:[/,]|{_AND})? ?(?:{_EVERY})?{_UNIT}(?![ก-๎]))*"
    rf"(?: ?(?:ใน|ของ)[^,;/|()]*)?{_END}"
)
# "The divisions concerned" are not known; they stay as one name.
_CONCERNED = rf"(?:{_EVERY})?{_UNIT}(?: ?/ ?{_UNIT})* ?ที่เกี่ยวข้อง"
# Words for a party's part in the work, numbers and bullets; none of them belongs to a name.
_PART = "(?:หลัก|รอง|ร่วม|สนับสนุน|ประสานงาน)(?:โดย)?"
_WHOSE_PART = "(?:ผู้รับผิดชอบ|หน่วยงาน|เจ้าภาพ)"
_NO_NAME = re.compile(
    rf"(?:{_WHOSE_PART}?{_PART}|{_WHOSE_PART}) ?[:：]|(?:^|(?<=[ ,;/])){_WHOSE_PART}{_PART}(?= |$)"
    rf"|\( ?{_WHOSE_PART}?(?:{_PART})? ?\)|\([^()]*(?:นาย|นาง|โทร)[^()]*\)|[•●▪■✓\n]"
    r"|(?:^|(?<=[ ,;/]))(?:[-–—*o] |[(]?[\d๐-๙]{1,2}[.)])"
)
# "สำนัก/กองที่เกี่ยวข้อง": a unit's word alone is no name, so the slash after it does not separate.
_UNIT_ALONE = re.compile(rf"((?:^|(?<=[ ,;/|])){_UNIT}) ?/ ?(?={_UNIT})")
_STROKE = "\u2044"
# "ทุกฝ่าย ยกเว้นฝ่ายเทศกิจ": divisions named after this word are excluded.
_EXCEPT = re.compile(r"[ (]*(?:ยกเว้น|เว้นแต่|เว้น|ไม่รวม)[ :]*")
_EDGES = re.compile(rf"^{_AND}|{_AND}$")
_HEAD = re.compile(rf"{_TITLE}(?P<unit>{_UNIT} ?[ก-๎A-Za-z].*)")


@dataclass(frozen=True)
class Division:
    """A division by its full name; `also` holds other spellings."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Divisions:
    """The divisions of an office.

    `unit` is the word that the names of divisions begin with and a text may leave out; `others` are
    names of parties that are no division of the office. `divisions` is empty for an office whose
    divisions are not known.
    """

    unit: str = ""
    divisions: tuple[Division, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The full names, in the order of the list."""
        return tuple(each.name for each in self.divisions)


class NamedDivisions(NamedTuple):
    """The `divisions` that a text names, in order, EVERYONE included, and the `unknown` names."""

    divisions: tuple[str, ...]
    unknown: tuple[str, ...]


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def load_divisions(agency: str | None, variant: str | None = None) -> Divisions:
    """Load the divisions of an agency that has a known list: Bangkok's district offices.

    `variant` ("bangkok", "national") decides where the agency has no name. Other agencies get an
    empty list: their divisions are those that the plan names. (DOMAIN.md §5)
    """
    office = _lists().get((variant_of_agency(agency) if agency else variant) or "")
    if office is None:
        return Divisions()
    return Divisions(
        unit=office["unit"],
        divisions=tuple(
            Division(each["name"], tuple(each.get("also", ()))) for each in office["divisions"]
        ),
        others=tuple(office["others"]),
    )


def divisions_of_names(names: Iterable[str]) -> Divisions:
    """Return the divisions that a plan names, each once, in the order of the names."""
    return Divisions(
        divisions=tuple(Division(name) for name in dict.fromkeys(names) if name != EVERYONE)
    )


def find_everyone(text: str) -> str:
    """Return the words of a text that mean all divisions, "ทุกสำนัก/กอง"; "" for none."""
    match = re.search(_EVERYONE, text)
    return re.sub(" |ๆ", "", match[0]) if match else ""


def find_divisions(text: str, divisions: Divisions) -> NamedDivisions:
    """Return the divisions in a responsible cell, each once, by full name where in the list.

    Known names may follow each other without a separator ("ฝ่ายโยธาฝ่ายสิ่งแวดล้อมฯ และฝ่ายอื่นๆ").
    Names that are not in the list are kept as written, up to the next separator, unit word or known
    name; the head of a unit means the unit ("ผอ.กองคลัง"). Names are unknown only if there is a
    list. "All divisions except …" gives the others of the list; without a list it is one name.
    """
    exception = _EXCEPT.search(text)
    if len(text) > _LONGEST or (exception and not divisions.divisions):
        return NamedDivisions((text,), (text,) if divisions.divisions else ())
    if exception:
        return _without_excepted(text[: exception.start()], text[exception.end() :], divisions)
    names: list[tuple[str, bool]] = []
    plain = _UNIT_ALONE.sub(rf"\1{_STROKE}", _NO_NAME.sub(",", text))
    pattern, meaning = _vocabulary(divisions)
    at = 0
    for match in pattern.finditer(plain.replace(_STROKE, "/")):
        names += _names_of_rest(plain[at : match.start()], divisions)
        if match["name"]:
            names.append((meaning[_squeezed(match["name"])], True))
        else:
            names.append((match["concerned"] or EVERYONE, not match["concerned"]))
        at = match.end()
    names += _names_of_rest(plain[at:], divisions)
    unknown = [name for name, is_known in names if divisions.divisions and not is_known]
    return NamedDivisions(
        tuple(dict.fromkeys(name for name, _ in names)), tuple(dict.fromkeys(unknown))
    )


def _without_excepted(text: str, excepted: str, divisions: Divisions) -> NamedDivisions:
    """Return the divisions that a text names, without those in `excepted`."""
    named, others = find_divisions(text, divisions), find_divisions(excepted, divisions)
    names = [
        name
        for each in named.divisions
        for name in (divisions.names if each == EVERYONE else (each,))
        if name not in others.divisions
    ]
    return NamedDivisions(tuple(dict.fromkeys(names)), (*named.unknown, *others.unknown))


def _squeezed(name: str) -> str:
    return name.replace(" ", "")


@cache
def _vocabulary(divisions: Divisions) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern for all known spellings, longest first, and the name of each spelling."""
    meaning = {
        _squeezed(spelling): each.name
        for each in divisions.divisions
        for spelling in (each.name, *each.also)
    }
    meaning |= {_squeezed(word): word for word in divisions.others}
    spellings = sorted(meaning, key=len, reverse=True)
    words = "|".join(" ?".join(map(re.escape, each)) for each in spellings) or "(?!)"
    return re.compile(
        rf"(?P<concerned>{_CONCERNED})|(?:{_TITLE})?(?P<name>{words}){_END}|{_EVERYONE}"
    ), meaning


def _names_of_rest(text: str, divisions: Divisions) -> list[tuple[str, bool]]:
    """Return the names in a text without fully known ones, each with whether it is known."""
    names: list[tuple[str, bool]] = []
    for piece in re.split(rf"[,;/|]+|[(](?={_TITLE}|{_UNIT})", text):
        for part in _parts(piece.strip(), divisions.unit):
            name = _EDGES.sub("", _EDGES.sub("", part.lstrip(" -–:.&+").rstrip(" -–:&+")).strip())
            name = name.strip(" )")
            name += ")" if name.count("(") > name.count(")") else ""
            head = _HEAD.fullmatch(name)
            name = (head["unit"] if head else name).replace(_STROKE, "/")
            known = [(each, True) for each in _without_unit(name, divisions)]
            names += known or ([(name, False)] if name else [])
    return names


def _parts(piece: str, unit: str) -> list[str]:
    """Split a text without separators at each word that begins another unit's name."""
    first = re.match(_UNIT, piece)
    units = "|".join(filter(None, (_LARGE_UNIT, first and first[0])))
    close = rf"|(?<!ทุก)(?<!หัวหน้า)(?={unit})" if unit else ""
    return re.split(
        rf" *[-–+&] *(?=ทุก|{_TITLE}|{_UNIT})| +{_AND}? ?(?=ทุก|{_TITLE}|{_UNIT})|{_AND} ?(?=ทุก|{_TITLE}|{units}){close}",
        piece,
    )


def _without_unit(name: str, divisions: Divisions) -> list[str]:
    """Return the divisions of a list without the unit's word, "ปกครอง โยธา"; else []."""
    _, meaning = _vocabulary(divisions)
    if not divisions.unit:
        return []
    whole = meaning.get(_squeezed(divisions.unit + name))
    parts = [whole] if whole else [meaning.get(divisions.unit + part) for part in name.split(" ")]
    return [each for each in parts if each] if all(parts) else []
