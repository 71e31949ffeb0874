"""Escaping of text from files, so that it is never interpreted as Markdown."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~&=^])")


def escape_markdown(text: str) -> str:
    """Return `text` on one line, escaped so that Streamlit's Markdown shows it literally."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
