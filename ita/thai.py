"""Thai text: digits both ways, the form in which texts are compared, where a line may break."""

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


def thai_digits(text: str) -> str:
    """`text` with its Arabic digits as Thai ones: "98.14" → "๙๘.๑๔"."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """`text` with its Thai digits as Arabic ones; other letters stay."""
    # Most texts have none, and to look for one is ten times as quick as to translate.
    return text.translate(_TO_ARABIC) if _THAI_DIGIT.search(text) else text


def normal(text: str) -> str:
    """The form in which two texts that look alike are equal.

    Full-width letters and digits become plain ones, sara am is one character however it was
    typed, invisible characters go, every run of white space is one space. (DOMAIN.md §6)
    """
    # NFKC takes sara am apart (U+0E33 has a compatibility decomposition), so it is put together
    # afterwards; a tone mark may stand between its two halves.
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    folded = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", folded)
    folded = re.sub("([\u0e48-\u0e4b])\u0e4d\u0e32", "\\1\u0e33", folded)
    return _SPACE.sub(" ", folded).strip()


# Marks above and below a letter take no room of their own in a line.
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
# A letter with what may not be parted from it: a vowel before it, marks and vowels after it.
_LETTERS = re.compile("[\u0e40-\u0e44]?.[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]*", re.DOTALL)


@cache
def _parser() -> budoux.Parser:
    return budoux.load_default_thai_parser()


def width(text: str) -> int:
    """How many letters wide a text is; vowels and tone marks above or below take no room."""
    return len(_MARKS.sub("", text))


# An office has some hundred texts, and every chart breaks the same ones again.
@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """The text in pieces between which a line may break; a space belongs to the piece before it.

    The repetition mark ๆ stays with the word that it repeats, although a space stands between.
    """
    pieces: list[str] = []
    for piece in _parser().parse(normal(text)):
        if pieces and (not piece.strip() or piece.lstrip().startswith("ๆ")):
            pieces[-1] += piece
        elif pieces and piece.startswith(" "):
            pieces[-1] += " "
            pieces.append(piece.lstrip())
        else:
            pieces.append(piece)
    return tuple(pieces)


def wrap(
    text: str, room: float, lines: int | None = None, measure: Callable[[str], float] = width
) -> list[str]:
    """`text` in lines that `measure` finds at most `room` wide, broken where Thai may break.

    `measure` counts letters where nothing else is given. A line breaks at a space where that leaves
    it more than half full, else between two words; a word longer than a line is broken between two
    letters. With `lines`, what does not fit in so many is cut, the last line being filled, and an
    ellipsis stands in its place.
    """
    made: list[str] = []
    line: list[str] = []
    for piece in _fitting(_pieces(text), room, measure):
        if line and measure("".join(line) + piece.rstrip()) > room:
            at = len(line)
            if lines is None or len(made) < lines - 1:
                spaces = [i for i, each in enumerate(line, 1) if each.endswith(" ")]
                if spaces and measure("".join(line[: spaces[-1]]).rstrip()) * 2 > room:
                    at = spaces[-1]
            made.append("".join(line[:at]).rstrip())
            line = line[at:]
        line.append(piece)
    if line:
        made.append("".join(line).rstrip())
    made = [each for each in made if each]
    if lines is None or len(made) <= lines:
        return made
    return [*made[: lines - 1], _cut(made[lines - 1], room, measure)]


def _cut(line: str, room: float, measure: Callable[[str], float]) -> str:
    """What of a line fits with an ellipsis: whole words, or letters of its first where none does."""
    kept: list[str] = []
    for parts in (_pieces(line), _LETTERS.findall(line)):
        kept = list(parts)
        while kept and measure("".join(kept).rstrip() + "…") > room:
            kept.pop()
        if kept:
            break
    return "".join(kept).rstrip() + "…"


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
