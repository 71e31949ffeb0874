"""Both languages say the same things, and everything the code asks for is said."""

import re
from pathlib import Path

import pytest

from ita.language import MISSING, Words, placeholders, sentences

ROOT = Path(__file__).parent.parent
SOURCES = [*(ROOT / "ita").rglob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "dashboard.py"]


def test_both_languages_have_the_same_keys():
    assert set(sentences("th")) == set(sentences("en"))


@pytest.mark.parametrize("key", sorted(sentences("th")))
def test_both_languages_fill_in_the_same_values(key):
    assert placeholders(sentences("th")[key]) == placeholders(sentences("en")[key])


def test_every_key_that_the_code_names_is_there():
    keys = set()
    for path in SOURCES:
        keys |= set(
            re.findall(r"""\bwords\(\s*["']([\w.-]+)["']""", path.read_text(encoding="utf-8"))
        )
    assert keys
    assert keys <= set(sentences("th"))


def test_no_text_is_left_that_nobody_asks_for():
    """A key is named in the code, or its section is, or the beginning of an f-string."""
    templates = (ROOT / "ita").rglob("*.html")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*SOURCES, *templates))
    beginnings = tuple(re.findall(r"""\bwords\(\s*f["']([\w.]+\.)\{""", code))
    unused = [
        key
        for key in sentences("th")
        if not key.startswith(beginnings)
        and not any(
            f"{sign}{name}{sign}" in code
            for sign in "\"'"
            for name in (key, key.rpartition(".")[0])
        )
    ]
    assert unused == []


def test_figures_in_both_numerals():
    assert Words("th").number(98.136) == "98.14"
    assert Words("th", thai_numerals=True).number(98.136) == "๙๘.๑๔"
    assert Words("en").number(0.385, sign=True) == "+0.39"
    assert Words("en").number(None) == MISSING


def test_a_noun_agrees_with_its_count():
    english, thai = Words("en"), Words("en", thai_numerals=True)
    assert english("national.agencies", count=1) == "1 agency"
    assert english("national.agencies", count="0") == "0 agencies"
    assert thai("national.agencies", count=thai.digits(1)) == "๑ agency"
    assert thai("national.agencies", count=thai.digits(21)) == "๒๑ agencies"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="language"):
        Words("fr")
