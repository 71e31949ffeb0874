"""What a test reads of a page."""

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
    ]  # fmt: skip
    return "\n".join(str(part) for part in parts)


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
