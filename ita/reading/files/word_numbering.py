"""Automatic paragraph numbers of Word documents, from their styles and lists."""

from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ita.reading.files.package import Package
from ita.reading.files.xml_events import OFF, elements, value_of, whole_number

_DEEPEST = 9
_HIGHEST = 100_000
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# The letters of the number format "thaiLetters".
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
# Number formats without a number.
_NOT_NUMBERS = ("bullet", "none")


class _List(NamedTuple):
    """A list: the id of its abstract numbering, its levels by depth, overridden start values."""

    rules: str
    levels: Mapping[int, Element]
    starts: Mapping[int, int]


class WordNumbering:
    """Counter of the numbered paragraphs of a document, which are passed in order."""

    def __init__(self, package: Package) -> None:
        related = package.relations(package.word_part).values()
        parts = {each.kind: each.part for each in related}
        styles = elements(package.read(parts.get("styles", "")), "style")
        rules = elements(package.read(parts.get("numbering", "")), "abstractNum", "num")
        self._styles = {each.get("styleId", ""): each for each in styles}
        self._uses = {each.get("numId", ""): each for each in rules if each.tag == "num"}
        self._rules = {each.get("abstractNumId", ""): each for each in rules if each.tag != "num"}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_label(self, paragraph: Element) -> str | None:
        """Return the number of the next paragraph, "" for none, None for an unknown format."""
        style = value_of(paragraph, "pPr/pStyle")
        use, depth = value_of(paragraph, "pPr/numPr/numId"), _depth_in(paragraph)
        if not use:
            use, of_style = self._of_style(style)
            depth = of_style if depth is None else depth
        if use not in self._uses:
            return ""
        if use not in self._lists:
            self._lists[use] = self._list(self._uses[use])
        levels = self._lists[use].levels
        if depth is None:
            named = (at for at, each in levels.items() if style == value_of(each, "pStyle") != "")
            depth = next(named, 0)
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(use, depth)
        if _format(level) in _NOT_NUMBERS:
            return ""
        label = value_of(level, "lvlText")
        is_decimal = value_of(level, "isLgl", "0") not in OFF
        for at in range(depth + 1):
            if f"%{at + 1}" not in label:
                continue
            kind = "decimal" if is_decimal else _format(levels.get(at, level))
            number = _number(counts[at], kind)
            if number is None:
                return None
            label = label.replace(f"%{at + 1}", number)
        return label.strip()

    def _of_style(self, name: str) -> tuple[str, int | None]:
        """Return the list and level of a style, or of the nearest style that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if use := value_of(style, "pPr/numPr/numId"):
                return use, _depth_in(style)
            name = value_of(style, "basedOn")
        return "", None

    def _list(self, use: Element) -> _List:
        """Return a list with its levels, including those that it overrides."""
        rules = value_of(use, "abstractNumId")
        # Some abstract numberings only refer to a style whose list defines the levels.
        linked = value_of(self._rules.get(rules), "numStyleLink")
        of_style = self._uses.get(self._of_style(linked)[0]) if linked else None
        rules = rules if of_style is None else value_of(of_style, "abstractNumId")
        parents = (self._rules.get(rules), use)
        levels = (each for parent in parents if parent is not None for each in parent.iter("lvl"))
        starts = {
            _depth(each.get("ilvl")): whole_number(value_of(each, "startOverride"), 1)
            for each in use.iter("lvlOverride")
            if each.find("startOverride") is not None
        }
        return _List(rules, {_depth(each.get("ilvl")): each for each in levels}, starts)

    def _count(self, use: str, depth: int) -> dict[int, int]:
        """Count the next paragraph and return the counts by level; deeper levels are reset."""
        rules, levels, starts = self._lists[use]
        counts = self._counts.setdefault(rules, {})
        begins_anew = depth in starts and (use, depth) not in self._begun
        self._begun.add((use, depth))
        for at in [at for at in counts if at > depth or (at == depth and begins_anew)]:
            del counts[at]
        is_first = depth not in counts
        for at in range(depth + 1):
            start = starts.get(at, whole_number(value_of(levels.get(at), "start"), 1))
            counts.setdefault(at, start)
        if not is_first:
            counts[depth] = min(counts[depth] + 1, _HIGHEST)
        return counts


def _depth(text: str | None) -> int:
    return min(whole_number(text, 0), _DEEPEST - 1)


def _depth_in(parent: Element | None) -> int | None:
    text = value_of(parent, "pPr/numPr/ilvl")
    return _depth(text) if text else None


def _format(level: Element) -> str:
    """Return the number format of a level; the last one is the fallback of extended formats."""
    return next((each.get("val", "") for each in reversed([*level.iter("numFmt")])), "decimal")


def _number(count: int, kind: str) -> str | None:
    """Format a count in one of Word's number formats; None for an unknown format."""
    if kind == "decimal":
        return str(count)
    if kind == "decimalZero":
        return f"{count:02}"
    if kind == "thaiNumbers":
        return str(count).translate(_THAI_DIGITS)
    if kind in ("thaiLetters", "upperLetter", "lowerLetter"):
        letters = _THAI_LETTERS if kind == "thaiLetters" else _LATIN_LETTERS
        repeated, at = divmod(count - 1, len(letters))
        text = letters[at] * (min(repeated, _DEEPEST) + 1) if count > 0 else ""
        return text.lower() if kind == "lowerLetter" else text
    if kind in ("upperRoman", "lowerRoman") and count < 4000:
        text = ""
        for value, sign in _ROMAN:
            times, count = divmod(count, value)
            text += sign * times
        return text if kind == "upperRoman" else text.lower()
    return "" if kind in _NOT_NUMBERS else None
