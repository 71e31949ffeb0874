"""Texts of the interface in Thai and English, and the formatting of numbers in them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from ita.rounding import round_half_up
from ita.thai.text import thai_digits

LANGUAGES = ("th", "en")
MISSING = "–"


@cache
def sentences(language: str) -> Mapping[str, str]:
    """Return all texts of a language by dotted key, such as "overview.title"."""
    path = Path(__file__).parent / f"{language}.toml"
    flat: dict[str, str] = {}

    def walk(prefix: str, table: Mapping[str, Any]) -> None:
        for key, value in table.items():
            name = f"{prefix}.{key}" if prefix else key
            if isinstance(value, Mapping):
                walk(name, value)
            else:
                flat[name] = value

    walk("", tomllib.loads(path.read_text(encoding="utf-8")))
    return flat


class _PluralFormatter(Formatter):
    """Formats texts with a word that depends on a count: "{count} {count:day|days}"."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """Return the form before the bar if the count is one, else the form after it."""
        one, bar, others = format_spec.partition("|")
        if not bar:
            return str(super().format_field(value, format_spec))
        return one if str(value) in ("1", "๑") else others


_PLURALS = _PluralFormatter()


class Words:
    """Texts in one language, with numbers in Arabic or Thai numerals.

    >>> Words("en").number(98.137)
    '98.14'
    >>> Words("th", thai_numerals=True).number(98.137)
    '๙๘.๑๔'
    """

    def __init__(self, language: str = "th", *, thai_numerals: bool = False) -> None:
        if language not in LANGUAGES:
            raise ValueError(f"language must be one of {LANGUAGES}, not {language!r}")
        self.language = language
        self.thai_numerals = thai_numerals
        self._sentences = sentences(language)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of `key` with its {placeholders} filled in. Raises KeyError."""
        text = self._sentences[key]
        # str.format is several times faster than a Formatter, which is written in Python.
        return _PLURALS.vformat(text, (), values) if "|" in text else text.format(**values)

    def names(self, section: str) -> list[str]:
        """Return the keys of a section: "roles" -> ["score", "code", …]."""
        prefix = f"{section}."
        return [key.removeprefix(prefix) for key in self._sentences if key.startswith(prefix)]

    def of(self, names: Mapping[str, str]) -> str:
        """Return this language's value of a mapping such as {"th": …, "en": …}."""
        return names[self.language]

    def number(self, value: Any, places: int = 2, *, sign: bool = False) -> str:
        """Format a number, rounded half up to `places`; a dash if it is missing."""
        rounded = round_half_up(value, places)
        if rounded is None:
            return MISSING
        return self.digits(f"{rounded:+,}" if sign else f"{rounded:,}")

    def digits(self, value: object) -> str:
        """Return a text or whole number with its digits in the chosen numerals."""
        text = str(value)
        return thai_digits(text) if self.thai_numerals else text


def placeholders(text: str) -> set[str]:
    """Return the names of the values that a text shows, without those that only select a plural."""
    return set(re.findall(r"{(\w+)}", text))
