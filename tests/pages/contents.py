"""What a test reads of a page."""

import json
import re
from html import unescape

from streamlit.testing.v1 import AppTest

# What a page says only where a missing value or a fault reached it.
FAULTS = ("nan", "None", "<NA>", "NaN", "NaT", "Traceback")


def visible_text(test: AppTest) -> str:
    """Everything a page says in words."""
    parts = [
        *(element.value for kind in ("title", "subheader", "markdown", "caption", "text")
          for element in test.get(kind)),
        *(element.value for kind in ("info", "warning", "success", "error")
          for element in test.get(kind)),
        *(f"{metric.label} {metric.value} {metric.delta}" for metric in test.metric),
        *(expander.label for expander in test.expander),
        *(text for row in score_rows(test) for text in row),
    ]  # fmt: skip
    return "\n".join(str(part) for part in parts)


def written_rows(test: AppTest) -> str:
    """The HTML of the rows that have a score on a scale."""
    return "".join(
        json.loads(each.proto.mixed.json or each.proto.json)["html"]
        for each in test.get("bidi_component")
        if each.proto.component_name.endswith("score_rows")
    )


def score_rows(test: AppTest) -> list[list[str]]:
    """The rows that have a score on a scale: code, then each other text, from left to right."""
    rows = written_rows(test).split('<div class="score-row" ')[1:]
    texts = (
        [unescape(text).strip(" ·\n") for text in re.split("<[^>]*>", row)[1:]] for row in rows
    )
    return [[text for text in row if text] for row in texts]


def faultless_text(test: AppTest) -> str:
    """Everything a page says, without the marks that escape it; it may show no fault."""
    text = visible_text(test).replace("\\", "")
    assert not test.exception
    assert not any(word in text for word in FAULTS)
    return text


def charts(test: AppTest) -> int:
    """How many charts a page draws."""
    return len(test.get("plotly_chart"))


def figures(test: AppTest) -> dict[str, str]:
    """The figures of a page by what they are called."""
    return {metric.label: metric.value for metric in test.metric}
