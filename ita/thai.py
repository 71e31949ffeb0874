"""Thai text: digits both ways, and the normal form in which texts are compared."""

import re
import unicodedata

_THAI = "๐๑๒๓๔๕๖๗๘๙"
_ARABIC = "0123456789"
_TO_THAI = str.maketrans(_ARABIC, _THAI)
_TO_ARABIC = str.maketrans(_THAI, _ARABIC)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def thai_digits(text: str) -> str:
    """`text` with its Arabic digits as Thai ones: "98.14" → "๙๘.๑๔"."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """`text` with its Thai digits as Arabic ones; other letters stay."""
    return text.translate(_TO_ARABIC)


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
