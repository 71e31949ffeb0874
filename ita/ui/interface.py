"""Streamlit's own words in the language of the page, which no setting of it can change."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from ita.language import LANGUAGES, Words

_SCRIPT = Path(__file__).parent / "interface.js"


def translate_interface(language: str) -> None:
    """Let the page's own script say in `language` what Streamlit says in English.

    The texts stand in the section "streamlit" of the language files; nothing that a visitor or a
    file wrote becomes part of the script.
    """
    st.html(_script(language), unsafe_allow_javascript=True)


@cache
def _script(language: str) -> str:
    words, *others = (Words(each) for each in sorted(LANGUAGES, key=lambda each: each != language))
    pairs = [
        (words(f"streamlit.{name}"), other(f"streamlit.{name}"))
        for name in words.names("streamlit")
        for other in others
    ]
    settings = json.dumps({"language": language, "pairs": pairs}, ensure_ascii=False)
    # Nothing in a text may end the script's element.
    safe = settings.replace("<", "\\u003c")
    source = _SCRIPT.read_text(encoding="utf-8").replace("INTERFACE;", f"{safe};", 1)
    return f"<script>{source}</script>"
