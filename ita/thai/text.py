"""Thai text: digits both ways, the forms in which texts are kept and compared, line breaks."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

import budoux

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_THAI_DIGIT = re.compile("[๐-๙]")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")

# Vowels above and below, tone marks, and the mark of a silent letter.
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UPPER = "\u0e31\u0e34-\u0e3a\u0e47"
# Fonts before Unicode drew a mark that is moved left or down as a letter of its own, and so it
# stands in the private area (U+F700 to U+F71A).
_OLD_FONT = {
    0xF700 + at: letter
    for at, letter in enumerate(
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
    )
}
# Raised, lowered and circled letters are marks of footnotes: "79.1¹" must not become 79.11.
RAISED = "\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02ff\u1d2c-\u1dbf\u2070-\u209f\u2460-\u24ff\u2776-\u2793"
_NOT_RAISED = re.compile(f"[^{RAISED}]+")
# Marks in a row, with the vowel that stands before, between or behind them.
_CLUSTER = re.compile(f"[{_MARK}]+[ะาำ]?[{_MARK}]*|(?<=[ก-ฮ])[ะาำ][{_MARK}]+")
_DETACHED = re.compile(rf"(?<=[ก-๎]) (?=[{_MARK}])")
# Characters that a normalized text rarely or never has; most texts have none of them.
_UNUSUAL = re.compile(
    "[^ -~\u0e01-\u0e4c\u0e4e-\u0e5b]|  |^ | $|เเ"
    f"|[ะาำ\u0e48-\u0e4e ][{_MARK}]|[{_UPPER}][{_UPPER}]"
)


def thai_digits(text: str) -> str:
    """`text` with its Arabic digits as Thai ones: "98.14" → "๙๘.๑๔"."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """`text` with its Thai digits as Arabic ones; other letters stay."""
    # Most texts have none, and a search is ten times as fast as a translation.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def normalize_text(text: str) -> str:
    """The form in which two texts that look alike are equal.

    Full-width letters and digits become plain ones, invisible characters go, every run of white
    space is one space. Marks stand in the order in which they are typed by rule (vowel, tone,
    then what silences a letter), each once and beside its letter; sara am is one character however
    it was typed, and two sara e are the one sara ae that they look like. Letters of old fonts
    become ordinary ones; raised digits stay what they are, marks of footnotes. (DOMAIN.md §6)
    """
    if _UNUSUAL.search(text) is None:
        return text
    plain = _INVISIBLE.sub("", text).translate(_OLD_FONT)
    # NFKC takes sara am apart (U+0E33 has a compatibility decomposition); marks in order join it.
    folded = _NOT_RAISED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), plain)
    return marks_in_order(_DETACHED.sub("", _SPACE.sub(" ", folded).strip()))


def marks_in_order(text: str) -> str:
    """Thai marks and vowels of each letter in the order of rule, each once."""
    return _CLUSTER.sub(_in_order, text).replace("เเ", "แ")


def _in_order(cluster: re.Match[str]) -> str:
    letters = set(cluster[0])
    vowel = next(iter(letters & set("ะาำ")), "")
    if vowel == "า" and "\u0e4d" in letters:
        vowel = "ำ"
    marks = letters - set("ะาำ") - ({"\u0e4d"} if vowel == "ำ" else set())
    return "".join(sorted(marks, key=_rank)) + vowel


def _rank(mark: str) -> tuple[bool, str]:
    """Sort key of marks: vowels first, then tone marks and the mark of a silent letter."""
    return "\u0e48" <= mark <= "\u0e4c", mark


# Excel writes a control character as _x000D_; a control character itself shows as a box.
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Signs and raised footnote digits, which are ignored in comparisons of words.
_PUNCTUATION = {ord(sign): None for sign in " .,:;()[]{}\"'“”‘’/\\-–—_*•✚|+&?!<>=†‡⁰¹²³⁴⁵⁶⁷⁸⁹"}
# Maximum length of a header or label; longer texts are not cached either.
LONGEST_LABEL = 200


def clean_text(text: str) -> str:
    """Return a text of a file as one line of composed letters without unprintable characters."""
    return _clean_label(text) if len(text) <= LONGEST_LABEL else _clean_label.__wrapped__(text)


@lru_cache(maxsize=8192)
def _clean_label(text: str) -> str:
    return normalize_text(_CONTROL.sub("", _ESCAPED.sub(" ", text)))


@lru_cache(maxsize=8192)
def _label_key(text: str) -> str:
    folded = arabic_digits(clean_text(text)).casefold().translate(_PUNCTUATION).replace("ๅ", "า")
    # What is copied from a PDF has spaces within words and a sara am that lost its circle
    # ("ด าเนินงาน"): it must equal the whole one. (DOMAIN.md §6)
    return marks_in_order(folded).replace("ำ", "า").replace("\u0e4d", "")


def comparison_key(text: str) -> str:
    """The form in which headers and labels are compared: no spaces, signs or capitals."""
    return _label_key(text[:LONGEST_LABEL])


def clean_lines(text: str) -> str:
    """Return a text of several lines, each cleaned, without blank lines at the ends."""
    return "\n".join(clean_text(line) for line in text.splitlines()).strip()


def filled_lines(text: str) -> str:
    """Return the non-blank lines of a text, each cleaned."""
    return "\n".join(filter(None, map(clean_text, text.splitlines())))


# Marks above and below a letter take no room of their own in a line.
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
# A letter with what may not be parted from it: a vowel before it, marks and vowels after it.
_LETTERS = re.compile("[\u0e40-\u0e44]?.[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*", re.DOTALL)


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_thai_parser()


def text_width(text: str) -> int:
    """Return the width of a text in letters; marks above or below a letter have no width."""
    return len(_MARKS.sub("", text))


# A number at the end of a text, with the space after it; and one that is a word by itself.
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(])\d[\d.,/]*\s$")
_NUMBER = re.compile(r"\d[\d.,/]*[).]?\s*")
_OPENING, _CLOSING = "([“‘", ")]”’,;:%·ๆ"
# Pieces with a number stay on one line up to this width: "39 หน่วยงาน", "10 เม.ย. 2566".
_TOGETHER = 24


def _stays_with(before: str, piece: str) -> bool:
    """Whether no line may break between two pieces: a number keeps its unit, a bracket its text."""
    if before[-1] in _OPENING or piece.lstrip()[:1] in _CLOSING:
        return True
    if piece[0].isdigit() and re.search(r"\d[.,/]?$", before):
        return True
    by_number = _NUMBER_BEFORE.search(before) or (before[-1] == " " and _NUMBER.fullmatch(piece))
    return bool(by_number) and text_width(before + piece) <= _TOGETHER


# An office has about a hundred texts, and every chart wraps them again.
@lru_cache(maxsize=4096)
def line_pieces(text: str) -> tuple[str, ...]:
    """The text in pieces between which a line may break; a space belongs to the piece before it.

    The repetition mark ๆ stays with the word that it repeats, and a number with what it counts,
    although a space stands between.
    """
    pieces: list[str] = []
    for piece in _parser().parse(normalize_text(text)):
        if pieces and (not piece.strip() or _stays_with(pieces[-1], piece)):
            pieces[-1] += piece
        elif pieces and piece.startswith(" "):
            pieces[-1] += " "
            pieces.append(piece.lstrip())
        else:
            pieces.append(piece)
    return tuple(pieces)


def wrap_text(
    text: str, room: float, lines: int | None = None, measure: Callable[[str], float] = text_width
) -> list[str]:
    """`text` in lines that `measure` finds at most `room` wide, broken where Thai may break.

    `measure` counts letters by default. A line breaks at a space where that leaves it more than
    half full, else between two words; a word longer than a line is broken between two letters.
    `lines` is the maximum number of lines; the rest of the text is replaced by an ellipsis.
    """
    wrapped: list[str] = []
    line: list[str] = []
    for piece in _fitting(line_pieces(text), room, measure):
        if line and measure("".join(line) + piece.rstrip()) > room:
            at = len(line)
            if lines is None or len(wrapped) < lines - 1:
                spaces = [i for i, each in enumerate(line, 1) if each.endswith(" ")]
                if spaces and measure("".join(line[: spaces[-1]]).rstrip()) * 2 > room:
                    at = spaces[-1]
            wrapped.append("".join(line[:at]).rstrip())
            line = line[at:]
        line.append(piece)
    if line:
        wrapped.append("".join(line).rstrip())
    wrapped = [each for each in wrapped if each]
    if lines is None or len(wrapped) <= lines:
        return wrapped
    return [*wrapped[: lines - 1], _cut(wrapped[lines - 1], room, measure)]


def _cut(line: str, room: float, measure: Callable[[str], float]) -> str:
    """Cut a line to whole words and an ellipsis, or to letters if the first word is too long."""
    pieces: list[str] = []
    for parts in (line_pieces(line), _LETTERS.findall(line)):
        pieces = list(parts)
        while pieces and measure("".join(pieces).rstrip() + "…") > room:
            pieces.pop()
        if pieces:
            break
    return "".join(pieces).rstrip() + "…"


def _fitting(pieces: Iterable[str], room: float, measure: Callable[[str], float]) -> Iterable[str]:
    """The pieces, those that are longer than a line in parts; no mark leaves its letter."""
    for piece in pieces:
        part = ""
        for letter in _LETTERS.findall(piece) if measure(piece.rstrip()) > room else [piece]:
            if part and letter.strip() and measure(part + letter) > room:
                yield part
                part = ""
            part += letter
        yield part
