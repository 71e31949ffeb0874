"""Streamlit's own words: pairs of both languages, and nothing that can end the script."""

import json
import re

import pytest
import streamlit as st

from ita.language import Words
from ita.ui.interface import translate_interface


def sent(monkeypatch: pytest.MonkeyPatch, language: str) -> dict:
    scripts: list[str] = []
    monkeypatch.setattr(st, "html", lambda body, **_: scripts.append(body))
    translate_interface(language)
    assert scripts[0].count("</script>") == 1
    settings = re.search(r"const \{language, pairs\} = (\{.*\});", scripts[0])
    assert settings
    return json.loads(settings[1])


@pytest.mark.parametrize(("language", "other"), [("th", "en"), ("en", "th")])
def test_each_wording_stands_beside_that_of_the_other_language(monkeypatch, language, other):
    settings = sent(monkeypatch, language)
    assert settings["language"] == language
    here, there = Words(language), Words(other)
    assert [here("streamlit.skip"), there("streamlit.skip")] in settings["pairs"]


def test_wordings_tell_each_other_apart():
    for language in ("th", "en"):
        words = Words(language)
        texts = [words(f"streamlit.{name}") for name in words.names("streamlit")]
        repeated = {text for text in texts if texts.count(text) > 1}
        assert repeated <= {"มี # ตัวเลือก"}
