"""The numbers that Word draws in front of paragraphs, by the rules of its styles and lists."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ita.reading.files.package import Package
from ita.reading.files.xml_events import elements, whole_number

_DEEPEST = 9
_HIGHEST = 100_000
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# The letters that the format "thaiLetters" counts with.
_THAI_LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_LATIN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
# A bullet is no number.
_NOT_NUMBERS = ("bullet", "none")


class _Level(NamedTuple):
    """How one level of a list is numbered: "%1.%2" names the counts of levels."""

    start: int
    format: str
    text: str
    style: str
    is_decimal: bool


class _List(NamedTuple):
    """The levels of a list by their depth, and the style that defines them elsewhere."""

    levels: Mapping[int, _Level] = MappingProxyType({})
    linked_style: str = ""


class _Use(NamedTuple):
    """A list as paragraphs use it: its rules, other starts, and levels of its own."""

    rules: str
    starts: Mapping[int, int]
    levels: Mapping[int, _Level]


class _Style(NamedTuple):
    """What a style says of numbers: its list and level, "" and None for nothing."""

    based_on: str
    use: str
    depth: int | None


class WordNumbering:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, package: Package) -> None:
        related = package.relations(package.word_part).values()
        parts = {each.kind: each.part for each in related}
        self._styles = _read_styles(package.read(parts.get("styles", "")))
        self._lists, self._uses = _read_lists(package.read(parts.get("numbering", "")))
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_label(self, paragraph: Element) -> str | None:
        """The number of the next paragraph, "" for none; None for one of an unknown kind."""
        style = _value(paragraph, "pPr/pStyle")
        use, depth = _value(paragraph, "pPr/numPr/numId"), _depth_in(paragraph, "pPr/numPr/ilvl")
        if not use:
            use, of_style = self._of_style(style)
            depth = of_style if depth is None else depth
        known = self._uses.get(use)
        if known is None:
            return ""
        rules = self._rules_of(known)
        levels = {**self._lists.get(rules, _List()).levels, **known.levels}
        if depth is None:
            depth = next((at for at, each in levels.items() if style and each.style == style), 0)
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(use, rules, depth, levels)
        if level.format in _NOT_NUMBERS:
            return ""
        label = level.text
        for at in range(depth + 1):
            if f"%{at + 1}" not in label:
                continue
            number = _number(counts[at], levels.get(at, level), level.is_decimal)
            if number is None:
                return None
            label = label.replace(f"%{at + 1}", number)
        return label.strip()

    def _of_style(self, name: str) -> tuple[str, int | None]:
        """The list and level of a style, or of the nearest one that it is based on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                break
            if style.use:
                return style.use, style.depth
            name = style.based_on
        return "", None

    def _rules_of(self, known: _Use) -> str:
        """Which rules a list follows; some only name a style whose list has them."""
        linked = self._lists.get(known.rules, _List()).linked_style
        of_style = self._uses.get(self._of_style(linked)[0]) if linked else None
        return of_style.rules if of_style else known.rules

    def _count(self, use: str, rules: str, depth: int, levels: dict[int, _Level]) -> dict[int, int]:
        """The counts of the levels with the next paragraph; deeper levels begin again."""
        counts = self._counts.setdefault(rules, {})
        starts = {at: each.start for at, each in levels.items()} | dict(self._uses[use].starts)
        begins_anew = depth in self._uses[use].starts and (use, depth) not in self._begun
        self._begun.add((use, depth))
        if begins_anew or depth not in counts:
            counts[depth] = starts.get(depth, 1)
        else:
            counts[depth] = min(counts[depth] + 1, _HIGHEST)
        for at in range(depth):
            counts.setdefault(at, starts.get(at, 1))
        for at in [at for at in counts if at > depth]:
            del counts[at]
        return counts


def _depth(element: Element) -> int:
    return min(whole_number(element.get("ilvl"), 0), _DEEPEST - 1)


def _value(parent: Element, path: str) -> str:
    element = parent.find(path)
    return "" if element is None else element.get("val", "")


def _depth_in(parent: Element, path: str) -> int | None:
    text = _value(parent, path)
    return min(whole_number(text, 0), _DEEPEST - 1) if text else None


def _read_styles(content: bytes) -> dict[str, _Style]:
    return {
        each.get("styleId", ""): _Style(
            _value(each, "basedOn"),
            _value(each, "pPr/numPr/numId"),
            _depth_in(each, "pPr/numPr/ilvl"),
        )
        for each in elements(content, "style")
    }


def _read_level(element: Element) -> _Level:
    is_decimal = element.find("isLgl")
    return _Level(
        whole_number(_value(element, "start"), 1),
        # The last one is for programs that do not know the others.
        next((each.get("val", "") for each in reversed([*element.iter("numFmt")])), "decimal"),
        _value(element, "lvlText"),
        _value(element, "pStyle"),
        is_decimal is not None and is_decimal.get("val") not in ("0", "false", "off"),
    )


def _read_lists(content: bytes) -> tuple[dict[str, _List], dict[str, _Use]]:
    """The lists with their rules, and the uses that paragraphs name."""
    lists: dict[str, _List] = {}
    uses: dict[str, _Use] = {}
    for each in elements(content, "abstractNum", "num"):
        levels = {_depth(level): _read_level(level) for level in each.iter("lvl")}
        if each.tag == "abstractNum":
            linked = _value(each, "numStyleLink")
            lists[each.get("abstractNumId", "")] = _List(levels, linked)
            continue
        starts = {
            _depth(other): whole_number(_value(other, "startOverride"), 1)
            for other in each.iter("lvlOverride")
            if other.find("startOverride") is not None
        }
        uses[each.get("numId", "")] = _Use(_value(each, "abstractNumId"), starts, levels)
    return lists, uses


def _number(count: int, level: _Level, is_decimal: bool) -> str | None:
    """A count as its level writes it; None for a way of counting that is not known."""
    kind = "decimal" if is_decimal else level.format
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
