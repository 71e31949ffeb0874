"""What a page of sheets says, without a browser: its own text, and that of its chart."""

import json
import re
from html import unescape
from typing import Any

_FIGURE = re.compile(r'<script type="application/json" id="figure">(.*?)</script>', re.DOTALL)
_UNSEEN = re.compile(r"<(head|script)\b.*?</\1>", re.DOTALL)


def page_text(html: str) -> str:
    """The text of a page, and after it all texts of its chart as Plotly has them."""
    own_text = unescape(re.sub("<[^>]*>", "", _UNSEEN.sub("", html)))
    charts = [text for figure in _FIGURE.findall(html) for text in _texts(json.loads(figure))]
    return re.sub(r"\s+", " ", " ".join([own_text, *charts]))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]
