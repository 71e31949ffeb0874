"""The divisions of an office and who of them a text names; the lists are data/reference/divisions.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parent.parent / "data" / "reference" / "divisions.toml"

# How a measure's `divisions` say that every division of the office shares it.
EVERYONE = "ทุกฝ่าย"

# No list of names is longer; such a cell holds something else and is kept as it is.
_LONGEST = 1000
# What may stand between two names; "และ" inside a name is part of it, so it divides only before
# a name or at the end of one.
_JOINED = re.compile(r"^(?:และ|กับ|รวมทั้ง|รวมถึง|หรือ)|(?:และ|กับ|รวมทั้ง|รวมถึง|หรือ)$")
# The words that a unit's name begins with; a space before one of them divides two names.
_UNIT = "ฝ่าย|กอง|สำนัก|กลุ่ม|ศูนย์|งาน|โรงเรียน|คณะ|หน่วย|หัวหน้า|ผู้อำนวยการ|ผอ"
_BETWEEN = rf"[,;/|•\n]+| +(?=(?:และ|กับ)? ?(?:{_UNIT}))"
_END = r"(?=$|[ ,;/|()•\n]|และ|กับ|รวม|หรือ|ฝ่าย|ทุก|โรงเรียน|กอง)"


@dataclass(frozen=True)
class Division:
    """A division by its full name; `also` holds its other spellings."""

    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Divisions:
    """The divisions of a kind of office.

    `everyone` are words for all of them at once, `others` words for somebody who is no division of
    the office itself; `unit` is the word that a division's name begins with and a list may leave
    out. An office whose divisions are not known has an empty `divisions`.
    """

    unit: str
    divisions: tuple[Division, ...]
    everyone: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The full names, in the order of the list."""
        return tuple(each.name for each in self.divisions)


class Named(NamedTuple):
    """Who a text names: `divisions` in its order, EVERYONE among them; `unknown` of these too."""

    divisions: tuple[str, ...]
    unknown: tuple[str, ...]


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def load_divisions(variant: str | None) -> Divisions:
    """The divisions of a variant ("bangkok", "national"); of the default one for None.

    A variant that has no list gets the words for everyone alone: every name is then taken as it
    stands. (DOMAIN.md §5: the list is data, an unknown name is kept and shown)
    """
    lists = _lists()
    own = lists.get(variant or lists["default"], lists["unlisted"])
    return Divisions(
        unit=own.get("unit", ""),
        divisions=tuple(
            Division(each["name"], tuple(each.get("also", ()))) for each in own.get("divisions", ())
        ),
        everyone=tuple(own["everyone"]),
        others=tuple(own.get("others", ())),
    )


def named_in(text: str, divisions: Divisions) -> Named:
    """Who a responsible cell names, each once, under the full name where it is in the list.

    Names may stand without anything between them ("ฝ่ายโยธาฝ่ายสิ่งแวดล้อมฯ และฝ่ายอื่นๆ"). What
    is not in the list is kept as written, as one name up to the next comma, slash or known name.
    """
    found: list[str] = []
    unknown: list[str] = []
    if len(text) > _LONGEST:
        return Named((text,), (text,) if divisions.divisions else ())
    at = 0
    pattern, meaning = _vocabulary(divisions)
    for match in pattern.finditer(text):
        unknown += _take_rest(text[at : match.start()], divisions, found)
        found.append(meaning[_squeezed(match["name"])])
        at = match.end()
    unknown += _take_rest(text[at:], divisions, found)
    return Named(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)))


def _squeezed(name: str) -> str:
    return name.replace(" ", "")


@cache
def _vocabulary(divisions: Divisions) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern for every known spelling, the longest first, and the name that each stands for."""
    meaning = {
        _squeezed(spelling): each.name
        for each in divisions.divisions
        for spelling in (each.name, *each.also)
    }
    meaning |= {_squeezed(word): EVERYONE for word in divisions.everyone}
    meaning |= {_squeezed(word): word for word in divisions.others}
    spellings = sorted(meaning, key=len, reverse=True)
    words = "|".join(" ?".join(re.escape(letter) for letter in each) for each in spellings)
    # The head of a division stands for it.
    return re.compile(f"(?:หัวหน้า ?)?(?P<name>{words}){_END}"), meaning


def _take_rest(text: str, divisions: Divisions, found: list[str]) -> list[str]:
    """Adds the names of a text without a whole known one to `found`; returns the unknown ones."""
    unknown: list[str] = []
    starts = f"(?<!ทุก)(?<!หัวหน้า)(?={divisions.unit})" if divisions.unit else "(?!)"
    for piece in re.split(f"{_BETWEEN}|{starts}", text):
        name = _JOINED.sub("", _JOINED.sub("", piece.strip(" -–:.")).strip()).strip()
        if not name:
            continue
        short = _without_unit(name, divisions)
        found += short or [name]
        if not short and divisions.divisions:
            unknown.append(name)
    return unknown


def _without_unit(name: str, divisions: Divisions) -> list[str]:
    """The divisions of "ปกครอง โยธา", a list without the unit's word; empty where it is none."""
    _, meaning = _vocabulary(divisions)
    if not divisions.unit:
        return []
    whole = meaning.get(_squeezed(divisions.unit + name))
    parts = [whole] if whole else [meaning.get(divisions.unit + part) for part in name.split(" ")]
    return [each for each in parts if each] if all(parts) else []
