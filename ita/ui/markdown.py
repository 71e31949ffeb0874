"""Text from files on the page: shown letter by letter, never read as markup."""

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>$:~&=^])")


def escape_markdown(text: str) -> str:
    """`text` such that Streamlit's Markdown shows it as it stands, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
