"""Translation of Streamlit's own texts, for which Streamlit has no setting."""

import json
from functools import cache
from pathlib import Path

import streamlit as st

from ita.language import LANGUAGES, Words

_SCRIPT = Path(__file__).parent / "interface.js"


def translate_interface(language: str) -> None:
    """Add a script to the page that replaces Streamlit's English texts with those in `language`.

    The texts are in the section "streamlit" of the language files; no text of a visitor or a file
    becomes part of the script.
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
    # No text may close the <script> element.
    safe = settings.replace("<", "\\u003c")
    source = _SCRIPT.read_text(encoding="utf-8").replace("INTERFACE;", f"{safe};", 1)
    return f"<script>{source}</script>"
