"""Thai text: digits, normalization, comparison keys and line breaks."""

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

# Vowels above and below a letter, tone marks, and the mark of a silent letter.
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_UPPER = "\u0e31\u0e34-\u0e3a\u0e47"
# Fonts before Unicode have separate letters for shifted marks, in the private use area (U+F700 to
# U+F71A).
_OLD_FONT = {
    0xF700 + at: letter
    for at, letter in enumerate(
        "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
        "\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
    )
}
# Raised, lowered and circled characters are footnote marks: "79.1¹" must not become 79.11.
RAISED = "\u00aa\u00b2\u00b3\u00b9\u00ba\u02b0-\u02ff\u1d2c-\u1dbf\u2070-\u209f\u2460-\u24ff\u2776-\u2793"
_NOT_RAISED = re.compile(f"[^{RAISED}]+")
# Consecutive marks, with a vowel before, between or after them.
_CLUSTER = re.compile(f"[{_MARK}]+[ะาำ]?[{_MARK}]*|(?<=[ก-ฮ])[ะาำ][{_MARK}]+")
_DETACHED = re.compile(rf"(?<=[ก-๎]) (?=[{_MARK}])")
# Anything that may need normalization; most texts do not match and are returned unchanged.
_UNUSUAL = re.compile(
    "[^ -~\u0e01-\u0e4c\u0e4e-\u0e5b]|  |^ | $|เเ"
    f"|[ะาำ\u0e48-\u0e4e ][{_MARK}]|[{_UPPER}][{_UPPER}]"
)


def thai_digits(text: str) -> str:
    """Return `text` with Arabic digits replaced by Thai ones: "98.14" → "๙๘.๑๔"."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Return `text` with Thai digits replaced by Arabic ones."""
    # Most texts have no Thai digits, and searching is ten times as fast as translating.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def normalize_text(text: str) -> str:
    """Return the normal form of a text, which is equal for texts that look alike.

    Full-width letters and digits become plain ones, invisible characters are removed, each run of
    white space becomes one space. Marks are sorted in the standard order (vowel, tone or silent
    letter mark), without duplicates or a space before them; sara am becomes one character, and two
    sara e become sara ae. Letters of old fonts become ordinary ones; raised digits are kept as
    footnote marks. (DOMAIN.md §6)
    """
    if _UNUSUAL.search(text) is None:
        return text
    plain = _INVISIBLE.sub("", text).translate(_OLD_FONT)
    # NFKC splits sara am (U+0E33 has a compatibility decomposition); `marks_in_order` joins it.
    folded = _NOT_RAISED.sub(lambda run: unicodedata.normalize("NFKC", run[0]), plain)
    return marks_in_order(_DETACHED.sub("", _SPACE.sub(" ", folded).strip()))


def marks_in_order(text: str) -> str:
    """Sort the marks and vowels of each letter in the standard order, without duplicates."""
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


# Excel writes control characters as _x000D_; unescaped ones would show as boxes.
_ESCAPED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Signs and raised footnote digits, which are ignored in comparisons of words.
_PUNCTUATION = {ord(sign): None for sign in " .,:;()[]{}\"'“”‘’/\\-–—_*•✚|+&?!<>=†‡⁰¹²³⁴⁵⁶⁷⁸⁹"}
# Maximum length of a header or label; longer texts are not cached.
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
    # Text copied from a PDF has spaces within words and a sara am without its circle
    # ("ด าเนินงาน"); it must equal the correct spelling. (DOMAIN.md §6)
    return marks_in_order(folded).replace("ำ", "า").replace("\u0e4d", "")


def comparison_key(text: str) -> str:
    """Return the form for comparing headers and labels: no spaces, punctuation or capitals."""
    return _label_key(text[:LONGEST_LABEL])


def clean_lines(text: str) -> str:
    """Return a text of several lines, each cleaned, without blank lines at the ends."""
    return "\n".join(clean_text(line) for line in text.splitlines()).strip()


def filled_lines(text: str) -> str:
    """Return the non-blank lines of a text, each cleaned."""
    return "\n".join(filter(None, map(clean_text, text.splitlines())))


# Marks above and below a letter, which have no width.
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
# A letter with its inseparable characters: a vowel before it, marks and vowels after it.
_LETTERS = re.compile("[\u0e40-\u0e44]?.[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*", re.DOTALL)


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_thai_parser()


def text_width(text: str) -> int:
    """Return the width of a text in letters; marks above or below a letter have no width."""
    return len(_MARKS.sub("", text))


# A number and a space at the end of a text; and a whole piece that is a number.
_NUMBER_BEFORE = re.compile(r"(?:^|[\s(])\d[\d.,/]*\s$")
_NUMBER = re.compile(r"\d[\d.,/]*[).]?\s*")
_OPENING, _CLOSING = "([“‘", ")]”’,;:%·ๆ"
# Pieces with a number stay on one line up to this width: "39 หน่วยงาน", "10 เม.ย. 2566".
_TOGETHER = 24


def _stays_with(before: str, piece: str) -> bool:
    """Return whether no line may break between two pieces, e.g. a number and its unit."""
    if before[-1] in _OPENING or piece.lstrip()[:1] in _CLOSING:
        return True
    if piece[0].isdigit() and re.search(r"\d[.,/]?$", before):
        return True
    by_number = _NUMBER_BEFORE.search(before) or (before[-1] == " " and _NUMBER.fullmatch(piece))
    return bool(by_number) and text_width(before + piece) <= _TOGETHER


# Cached because every chart wraps the same texts of an office, about a hundred.
@lru_cache(maxsize=4096)
def line_pieces(text: str) -> tuple[str, ...]:
    """Split a text where a line may break; a space belongs to the piece before it.

    The repetition mark ๆ stays with its word, and a number with the word that it counts, although
    there is a space between them.
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
    """Wrap `text` into lines with a width of at most `room`, by the rules for Thai line breaks.

    `measure` returns the width of a text, by default in letters. A line breaks at a space if that
    leaves it more than half full, else between two words; a word longer than a line is broken
    between two letters.
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
    """Yield the pieces, split between letters if longer than a line; marks stay with theirs."""
    for piece in pieces:
        part = ""
        for letter in _LETTERS.findall(piece) if measure(piece.rstrip()) > room else [piece]:
            if part and letter.strip() and measure(part + letter) > room:
                yield part
                part = ""
            part += letter
        yield part
