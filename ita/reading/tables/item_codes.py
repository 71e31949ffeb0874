"""Read the codes of items in all common spellings: "I17", "IIT-17", "ข้อที่ i 17.", "O1¹"."""

import re
from functools import lru_cache

from ita.reading.tables.numbers import FOOTNOTE
from ita.thai.text import arabic_digits, clean_text

INSTRUMENT_OF_LETTER = {"I": "IIT", "E": "EIT", "O": "OIT"}

# Letters of other alphabets that look like the letters of codes.
_LOOK_ALIKES = str.maketrans("ІіΙιӀЕеΕОоΟοТтΤτ", "IIIIIEEEOOOOTTTT")
_GAP = r"[\s.:#_/\-–—‐−]*"
_WORD = r"(?:แบบ(?:วัด|ตรวจ|สำรวจ)?|(?:ข้อ|คำถาม|รหัส)(?:คำถาม|ข้อ)?(?:ที่)?|item|question|code|no\.?)"
_HEAD = rf"(?:{_WORD}{_GAP})?[(\[]?\s*"
_NUMBER = r"0{0,2}(?P<number>[1-9]\d?)(?![.,/]?\d|\s*(?:[–—-]|และ|ถึง|,)\s*[IEO]?\d)"
_TAIL = rf"\s*[.):\]]*(?:{FOOTNOTE})*\s*[.):\]]*"
_CODE = (
    rf"(?:(?P<long>[IEO])IT{_GAP}(?:{_WORD}{_GAP})?(?:(?P=long){_GAP})?|(?P<letter>[IEO]){_GAP})"
    rf"{_NUMBER}"
)
_WHOLE = re.compile(f"{_HEAD}{_CODE}{_TAIL}", re.I)
# A code before a text; "IIT 30" is excluded, since it may be an instrument with its weight.
_BEFORE_TEXT = re.compile(
    rf"{_HEAD}(?!.IT\s){_CODE}(?:{FOOTNOTE})*(?:\s*[.):\]–—-]+\s*|\s+|(?=[ก-ฮเ-ไ]))(?=\D*[^\W\d_])(?P<text>.+)",
    re.I,
)
_WEIGHTED = re.compile(r"[IEO]IT\s+[34]0", re.I)
_BEHIND_TEXT = re.compile(rf"(?P<text>.*\S)\s*[(\[]{_CODE}[)\]]\.?", re.I)
_DIGITS = re.compile(rf"{_HEAD}(?P<sign>[IL|!])?{_GAP}(?P<digits>\d{{1,3}}){_TAIL}", re.I)


@lru_cache(maxsize=4096)
def item_code(text: str) -> str:
    """Return a text that is a code, in capitals and Arabic digits: "I17"; "" for other texts."""
    match = _WHOLE.fullmatch(_plain(text))
    return _code(match) if match else ""


def item_code_with_text(text: str) -> tuple[str, str]:
    """Return the code before or after a question's text, and that text; ("", text) if none."""
    whole = clean_text(text)
    plain = _plain(text)
    match = _BEFORE_TEXT.fullmatch(plain) or _BEHIND_TEXT.fullmatch(plain)
    # The text keeps its Thai digits: the plain form has the same length.
    return (_code(match), whole[slice(*match.span("text"))]) if match else ("", whole)


def label_code(text: str) -> tuple[str, str]:
    """Return the code of a label and the text after or before it; ("", the label) if none.

    "IIT 30" is an instrument with its weight, not a code.
    """
    code, rest = item_code_with_text(text)
    if not code and not _WEIGHTED.fullmatch(rest):
        code = item_code(rest)
        rest = "" if code else rest
    return code, rest


@lru_cache(maxsize=4096)
def possible_codes(text: str, instrument: str) -> frozenset[str]:
    """Return the codes of an instrument that a text without a readable code may mean.

    A bare number is the question's number ("ข้อ 17"). Text extraction reads the letter I as l, |
    or ๑, and O as ๐, so that "l17" is I17, "๐๑๒" is O12, and "๑๑" is I1 or I11. (DOMAIN.md §4)
    """
    match = _DIGITS.fullmatch(_plain(text))
    letter = instrument[:1]
    if not match or (match["sign"] and letter != "I"):
        return frozenset()
    numbers = {int(match["digits"])}
    if letter == "I" and not match["sign"] and re.fullmatch("1[1-9][0-9]?", match["digits"]):
        numbers.add(int(match["digits"][1:]))
    return frozenset(f"{letter}{number}" for number in numbers if 1 <= number <= 99)


def question_number(text: str) -> int | None:
    """Return the bare number of "17", "ข้อ 17" or "๑๗."; None for any other text."""
    match = _DIGITS.fullmatch(_plain(text))
    return int(match["digits"]) if match and not match["sign"] else None


def _plain(text: str) -> str:
    return arabic_digits(clean_text(text)).translate(_LOOK_ALIKES)


def _code(match: re.Match[str]) -> str:
    return f"{(match['long'] or match['letter']).upper()}{int(match['number'])}"
