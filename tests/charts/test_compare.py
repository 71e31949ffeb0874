"""Figures of comparisons: what they show, that nothing missing is drawn, that names stay text."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from ita.analysis.compare_agencies import (
    best_practice,
    gather_scores,
    position_of_agency,
    rank_agencies,
    score_matrix,
    spread,
)
from ita.analysis.compare_years import compare_years
from ita.charts.compare_agencies import PILE, draw_positions, draw_spread
from ita.charts.compare_changes import draw_changes, draw_gaps
from ita.charts.compare_years import draw_years
from ita.charts.heat_map import draw_heat_map
from ita.charts.palette import DARK, LIGHT, Look
from ita.language import Words
from tests.analysis.comparing import of_indicators, real_results

WORDS = Words("th")
PHAYAO = "04_up_university_2563_2565_indicators.csv"
FACULTIES = "02_up2563_faculties_wide.csv"
EIGHTIES = [80.0] * 10
MARKUP = "<b>กอง</b><br><img src=x>"


def texts(figure: go.Figure) -> list[str]:
    traces: Sequence[Any] = figure.data
    drawn = [text for trace in traces for text in (trace.text if trace.text is not None else ())]
    return [figure.layout.title.text, *(note.text for note in figure.layout.annotations), *drawn]


def hovers(figure: go.Figure) -> list[str]:
    traces: Sequence[Any] = figure.data
    return [text for trace in traces for text in (trace.hovertext or ())]


def marks(figure: go.Figure, mode: str) -> list[Any]:
    return [trace for trace in figure.data if getattr(trace, "mode", None) == mode]


def years(scores: Mapping[int, Sequence[float | None]]) -> pd.DataFrame:
    tables = [of_indicators("ก", year, each) for year, each in scores.items()]
    return compare_years(pd.concat(tables, ignore_index=True))


@cache
def results_of(scores: tuple[float | None, ...]) -> pd.DataFrame:
    return of_indicators("ก", 2565, scores)


def group(scores: Mapping[str, Sequence[float | None]]) -> pd.DataFrame:
    tables = [results_of(tuple(each)).assign(agency=name) for name, each in scores.items()]
    return gather_scores(pd.concat(tables, ignore_index=True))


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_years_show_every_score_and_the_national_mean(look: Look) -> None:
    figure = draw_years(
        compare_years(real_results(PHAYAO)),
        "มหาวิทยาลัยพะเยา",
        {2563: 67.9, 2565: 87.57},
        WORDS,
        look,
    )
    labels = texts(figure)
    for part in ("<b>71.55</b>", "<b>86.69</b>", "67.9", "87.57", "มหาวิทยาลัยพะเยา"):
        assert part in labels
    assert figure.layout.paper_bgcolor == look.background
    assert list(figure.layout.xaxis.ticktext) == ["2563", "2565"]
    assert WORDS("compare_charts.not_joined") not in labels


def test_a_mean_and_a_score_of_one_year_never_stand_on_one_side() -> None:
    table = compare_years(real_results(PHAYAO))
    figure = draw_years(table, "ก", {2563: 67.9, 2565: 87.57}, WORDS, LIGHT)
    sides = {}
    for trace in marks(figure, "markers+text"):
        for text, side in zip(trace.text, trace.textposition, strict=False):
            sides[text] = side
    assert (sides["<b>71.55</b>"], sides["67.9"]) == ("top center", "bottom center")
    assert (sides["<b>86.69</b>"], sides["87.57"]) == ("bottom center", "top center")


def test_years_across_a_break_are_not_joined() -> None:
    table = years({2565: EIGHTIES, 2566: EIGHTIES, 2567: EIGHTIES, 2568: EIGHTIES})
    figure = draw_years(table, "สำนักงานเขตยานนาวา", {2565: 87.57}, WORDS, LIGHT)
    # The first line through years is that of the total: 2567 and 2568 alone are comparable.
    total = next(trace for trace in marks(figure, "lines") if 2565 in trace.x)
    joined = [
        (first, second)
        for first, second in zip(total.x, total.x[1:], strict=False)
        if first == first and second == second
    ]
    assert joined == [(2567, 2568)]
    assert WORDS("compare_charts.not_joined") in texts(figure)
    assert WORDS("compare_charts.not_in_mean") in texts(figure)


def test_of_many_years_the_newest_ten_are_drawn() -> None:
    table = years(dict.fromkeys(range(2557, 2570), EIGHTIES))
    figure = draw_years(table, "ก", {}, WORDS, LIGHT)
    assert list(figure.layout.xaxis.ticktext) == [str(year) for year in range(2560, 2570)]


def test_changes_stand_from_the_largest_rise_to_what_is_not_comparable() -> None:
    figure = draw_changes(compare_years(real_results(PHAYAO)), 2565, "ก", WORDS, LIGHT)
    labels, figures = (trace.text for trace in marks(figure, "text"))
    assert labels[0] == "10. การป้องกันการทุจริต"
    assert figures[0] == "<b>+37.06</b>"
    assert figures[-1] == "<b>+1.55</b>"
    broken = draw_changes(years({2566: EIGHTIES, 2567: [70.0] * 10}), 2567, "ก", WORDS, LIGHT)
    _, figures = (trace.text for trace in marks(broken, "text"))
    assert figures[:2] == ("<b>-10.00</b>",) * 2
    assert set(figures[2:]) == {"<b>เทียบไม่ได้</b>"}
    assert "triangle-right" not in str(broken.data)


def test_a_missing_score_is_told_and_not_drawn() -> None:
    table = years({2564: EIGHTIES, 2565: [None, *EIGHTIES[1:]]})
    figure = draw_changes(table, 2565, "ก", WORDS, LIGHT)
    before, now = marks(figure, "markers")
    assert len(before.x) == 10
    assert len(now.x) == 9
    assert any(WORDS("figures.none") in text for text in texts(figure))


def test_each_agency_is_a_dot_and_ones_own_is_named() -> None:
    ranked = rank_agencies(gather_scores(real_results(FACULTIES)))
    figure = draw_spread(ranked, "total", "กองกลาง", 2563, WORDS, LIGHT)
    dots, _ = marks(figure, "markers")
    assert len(dots.x) == 38
    labels = texts(figure)
    assert any("กองกลาง" in text and "86.29" in text for text in labels)
    # The mean of the 39 printed totals.
    mean = ranked["score"].mean()
    assert any(f"<b>{mean:.2f}</b>" in text for text in labels)
    assert any("<b>67.9</b>" in text for text in labels)
    assert not any("67.9" in text for text in texts(draw_spread(
        rank_agencies(gather_scores(real_results(FACULTIES)), "9"), "9", "กองกลาง", 2563, WORDS, LIGHT
    )))  # fmt: skip


def test_the_name_of_ones_own_stands_above_every_dot() -> None:
    ranked = rank_agencies(gather_scores(real_results(FACULTIES)))
    agency = "คณะเกษตรศาสตร์และทรัพยากรธรรมชาติ"
    figure = draw_spread(ranked, "total", agency, 2563, WORDS, LIGHT)
    (name,) = [trace for trace in marks(figure, "text") if agency in trace.text[0]]
    dots, mark = marks(figure, "markers")
    (stem,) = [trace for trace in marks(figure, "lines") if trace.x[0] == mark.x[0]]
    assert name.textposition.startswith("bottom")
    assert name.y[0] < stem.y[0] < min(dots.y)
    assert stem.y[1] == mark.y[0]


def test_of_very_many_agencies_a_dot_stands_for_several() -> None:
    ranked = rank_agencies(group({f"หน่วยงาน {n}": [80 + n % 3] * 10 for n in range(300)}))
    figure = draw_spread(ranked, "total", "หน่วยงาน 7", 2565, WORDS, LIGHT)
    dots, _ = marks(figure, "markers")
    assert len(dots.x) <= 3 * PILE
    assert WORDS("compare_charts.dot_note", count=9) in texts(figure)


def test_an_agency_without_a_score_is_not_marked() -> None:
    ranked = rank_agencies(group({"ก": [None] * 10, "ข": EIGHTIES, "ค": [70.0] * 10}))
    figure = draw_spread(ranked, "total", "ก", 2565, WORDS, LIGHT)
    assert len(marks(figure, "markers")) == 1


def test_positions_hold_rank_and_spread() -> None:
    results = group({"ก": EIGHTIES, "ข": [90.0, *EIGHTIES[1:]], "ค": [60.0, *EIGHTIES[1:]]})
    position, spreads = position_of_agency(results, "ก"), spread(results)
    figure = draw_positions(position, spreads, "ก", 2565, WORDS, LIGHT)
    labels, figures = (trace.text for trace in marks(figure, "text"))
    at = labels.index("1. การปฏิบัติหน้าที่")
    assert figures[at] == "<b>80.00  ที่ 2/3</b>"
    assert len(labels) == 13
    whole = next(trace for trace in marks(figure, "lines"))
    assert (60.0, 90.0) in {(whole.x[i], whole.x[i + 1]) for i in range(0, len(whole.x), 3)}


def test_the_heat_map_leaves_missing_scores_empty() -> None:
    results = group({"ก": [None, *EIGHTIES[1:]], "ข": [100.0] * 10})
    matrix = score_matrix(results)
    means = {str(key): float(mean) for key, mean in matrix.mean().items()}
    labels = {name: f"1. {name}" for name in matrix.index}
    figure = draw_heat_map(matrix, means, labels, "ก", "ปี 2565", WORDS, LIGHT)
    cells: Any = next(each for each in figure.data if isinstance(each, go.Heatmap))
    # The row of means, a gap, agency ข, a gap, agency ก.
    assert cells.z.shape == (5, 10)
    assert pd.isna(cells.z[4][0])
    assert cells.z[4][1] == -10
    numbers = [trace for trace in marks(figure, "text") if "100" in trace.text]
    assert len(numbers[0].text) == 10 + 10 + 9
    assert "80.0" in numbers[0].text


def test_gaps_lead_from_oneself_to_the_best() -> None:
    results = group({"ก": [60.0, *EIGHTIES[1:]], "ข": [95.5, *EIGHTIES[1:]]})
    figure = draw_gaps(best_practice(results, "ก"), "ก", WORDS, LIGHT)
    before, best = marks(figure, "markers")
    assert (before.x, best.x) == ((60.0,), (95.5,))
    assert any("ข 95.50" in text for text in texts(figure))
    assert any("ห่าง 35.50" in text for text in texts(figure))


def test_the_name_of_an_agency_is_never_markup() -> None:
    results = group({MARKUP: [60.0, *EIGHTIES[1:]], MARKUP + "2": EIGHTIES})
    matrix = score_matrix(results)
    means = {str(key): float(mean) for key, mean in matrix.mean().items()}
    figures = [
        draw_years(compare_years(of_indicators(MARKUP, 2565, EIGHTIES)), MARKUP, {}, WORDS, LIGHT),
        draw_spread(rank_agencies(results), "total", MARKUP, 2565, WORDS, LIGHT),
        draw_positions(position_of_agency(results, MARKUP), spread(results), MARKUP, 2565, WORDS, LIGHT),
        draw_heat_map(matrix, means, {name: name for name in matrix.index}, MARKUP, MARKUP, WORDS, LIGHT),
        draw_gaps(best_practice(results, MARKUP), MARKUP, WORDS, LIGHT),
    ]  # fmt: skip
    for figure in figures:
        for text in [*texts(figure), *hovers(figure)]:
            assert "<img" not in text
            assert "<b>กอง" not in text.replace("<b>&lt;", "")


def test_figures_are_written_in_the_chosen_numerals() -> None:
    words = Words("th", thai_numerals=True)
    results = gather_scores(real_results(FACULTIES))
    position = position_of_agency(results, "กองกลาง")
    figures = [
        draw_years(compare_years(real_results(PHAYAO)), "ก", {2565: 87.57}, words, LIGHT),
        draw_changes(compare_years(real_results(PHAYAO)), 2565, "ก", words, LIGHT),
        draw_spread(rank_agencies(results), "total", "กองกลาง", 2563, words, LIGHT),
        draw_positions(position, spread(results), "กองกลาง", 2563, words, LIGHT),
    ]
    for figure in figures:
        labels = [*texts(figure), *(figure.layout.xaxis.ticktext or ())]
        assert not [text for text in labels if any(digit in text for digit in "0123456789")]
