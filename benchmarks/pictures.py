"""What twelve charts as pictures cost: one browser for all against a `write_image` for each.

`python -m benchmarks.pictures` prints the figures and ends with 1 if the ratio is over its limit.
Starting the browser counts on both sides. Both take turns, and the medians are compared.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import plotly.graph_objects as go

from ita.analysis.assessment import assessments
from ita.charts import measures as measure_charts
from ita.charts import scores as score_charts
from ita.charts.palette import LIGHT
from ita.domain.tables import follow_up_table
from ita.language import Words
from ita.measures.by_division import by_division
from ita.measures.plan_progress import PlanProgress
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.page import Style, chart_head, chart_page
from ita.publishing.sheets.sizes import Size
from ita.reading.measures import read_measures
from ita.reading.scores import read_scores

DATA = Path(__file__).parents[1] / "data"
SCORES = DATA / "scores" / "yannawa_2565.xlsx"
MEASURES = DATA / "measures" / "yannawa_2566.xlsx"
ON = date(2023, 4, 1)
WIDTH, SCALE, UNIT = 800, 2, 14
CHARTS, TURNS = 12, 3
MOST = 0.2


def figures() -> list[go.Figure]:
    """The office's own charts: its result, its weakest questions, its measures, its indicators."""
    words = Words("th")
    (assessment,) = assessments(read_scores(SCORES.read_bytes(), SCORES.name))
    reading = read_measures(MEASURES.read_bytes(), MEASURES.name)
    progress = PlanProgress(reading, follow_up_table(), ON)
    divisions = by_division(progress)
    dated = progress.status_table()
    found = [
        score_charts.draw_indicators(assessment, words, LIGHT),
        score_charts.draw_lost_points(assessment, words, LIGHT),
        score_charts.draw_weakest(assessment, words, LIGHT, "IIT"),
        score_charts.draw_weakest(assessment, words, LIGHT, "EIT"),
        measure_charts.draw_load_by_division(divisions, reading, ON, words, LIGHT),
        measure_charts.draw_deadlines(dated, reading, ON, words, LIGHT),
    ]
    for number, table in assessment.ranked.groupby("indicator"):
        found.append(score_charts.draw_items(table, str(number), assessment, words, LIGHT))
    return found[:CHARTS]


def by_one_browser(drawn: list[go.Figure]) -> None:
    """All pictures from one browser, each as the sheet that an office publishes."""
    words = Words("th")
    with ImageRenderer() as renderer:
        for figure in drawn:
            size = Size("chart", WIDTH, int(figure.layout.height), UNIT, scale=SCALE)
            page = chart_page(figure, chart_head(figure, ""), Style(size, words))
            assert page is not None
            renderer.render(page, "png")


def by_write_image(drawn: list[go.Figure]) -> None:
    """All pictures as Plotly writes them, a browser for each."""
    with TemporaryDirectory() as folder:
        for number, figure in enumerate(drawn):
            figure.write_image(
                Path(folder) / f"{number}.png",
                width=WIDTH,
                height=figure.layout.height,
                scale=SCALE,
            )


def seconds(work: Callable[[list[go.Figure]], None], drawn: list[go.Figure]) -> float:
    """What some work on the charts takes."""
    start = time.perf_counter()
    work(drawn)
    return time.perf_counter() - start


def main() -> int:
    """Measures in turns; 1 if the limit is passed."""
    drawn = figures()
    turns = [(seconds(by_one_browser, drawn), seconds(by_write_image, drawn)) for _ in range(TURNS)]
    ours, plotly = (statistics.median(taken) for taken in zip(*turns, strict=True))
    print(f"{len(drawn)} charts: {ours:.1f} s, one write_image each {plotly:.1f} s", end=" ")
    print(f"(medians of {TURNS})")
    print(f"  ratio {ours / plotly:.2f} (at most {MOST})")
    return 0 if ours <= MOST * plotly else 1


if __name__ == "__main__":
    sys.exit(main())
