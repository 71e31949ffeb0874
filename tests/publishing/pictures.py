"""Figures that tests draw, also in a process of their own: `python -m … FOLDER`."""

import sys
from functools import cache
from pathlib import Path

import plotly.graph_objects as go

from ita import charts
from ita.assessment import assessments
from ita.language import Words
from ita.palette import FONT, LIGHT
from ita.publishing.images import Press
from ita.reading.scores import read_scores
from tests.reading.files import OWN_WORKBOOK

SIZE = (800, 700)


@cache
def chart() -> go.Figure:
    """The office's own five weakest questions: Thai in two sizes and weights."""
    reading = read_scores(OWN_WORKBOOK.read_bytes(), OWN_WORKBOOK.name)
    (assessment,) = assessments(reading)
    weakest = assessment.ranked.head(5)
    return charts.items(weakest, "ข้อที่ต่ำที่สุด", assessment, Words("th"), LIGHT)


def letters(text: str, family: str) -> go.Figure:
    """A text and nothing else."""
    note = {"text": text, "x": 0.5, "y": 0.5, "showarrow": False}
    note["font"] = {"family": family, "size": 60}
    hidden = {"visible": False}
    return go.Figure(layout={"annotations": [note], "xaxis": hidden, "yaxis": hidden})


FIGURES = {
    "chart": chart,
    "system-ก": lambda: letters("กกก", "sans-serif"),
    "system-ข": lambda: letters("ขขข", "sans-serif"),
    "ours-ก": lambda: letters("กกก", FONT),
    "ours-ข": lambda: letters("ขขข", FONT),
}


if __name__ == "__main__":
    with Press() as press:
        for name, figure in FIGURES.items():
            content = press.picture(figure(), "png", *SIZE)
            (Path(sys.argv[1]) / f"{name}.png").write_bytes(content)
