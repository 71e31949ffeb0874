"""Figures: what they show, that text from files stays text, that nothing missing is drawn."""

import pytest

from ita.charts import scores as score_charts
from ita.charts.palette import BANDS, DARK, LIGHT, SYMBOLS, band
from ita.language import Words
from tests import tiny

WORDS = Words("th")
MIXED = tiny.whole(iit=[81.2, 89.12, 93.99, 95.11, 95.51, 96], eit=[95.91, 96.08, 97])


def labels(figure):
    drawn = [text for trace in figure.data for text in (trace.text or ())]
    return [figure.layout.annotations[0].text, *drawn]


def hovers(figure):
    return [text for trace in figure.data for text in (trace.hovertext or ())]


def keys(figure):
    return [point[0] for trace in figure.data for point in (trace.customdata or ())]


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_indicators_show_all_ten_with_their_scores(look):
    assessment = tiny.assessment(MIXED)
    figure = score_charts.draw_indicators(assessment, WORDS, look)
    assert {str(n) for n in range(1, 11)} == set(keys(figure))
    assert any("การใช้งบประมาณ" in text for text in labels(figure))
    assert figure.layout.paper_bgcolor == look.background
    assert "สำนักงานทดสอบ" in labels(figure)[0]
    assert "2565" in labels(figure)[0]


def test_an_indicator_without_a_score_says_so_and_has_no_mark():
    assessment = tiny.assessment(reported=tiny.ten([90, None, *[90] * 8]))
    figure = score_charts.draw_indicators(assessment, WORDS, LIGHT)
    assert "2" not in keys(figure)
    assert any(WORDS("figures.none") in text for text in labels(figure))


def test_items_carry_code_score_and_text():
    assessment = tiny.assessment(MIXED)
    figure = score_charts.draw_weakest(assessment, WORDS, LIGHT, "IIT")
    assert "I1" in keys(figure)
    assert any(text == "<b>81.20</b>" for text in labels(figure))


@pytest.mark.parametrize(
    "text", ["<b>หนา</b>", "<a href='x'>ลิงก์</a>", "แถว<br>ใหม่", "<img src=x onerror=alert(1)>"]
)
def test_markup_of_a_file_is_shown_letter_by_letter(text):
    scores = MIXED.copy()
    scores.loc[0, "text"] = text
    assessment = tiny.assessment(scores)
    figure = score_charts.draw_weakest(assessment, WORDS, LIGHT, "IIT")
    drawn = [*labels(figure), *hovers(figure), figure.layout.title.text]
    assert not any(
        tag in text_of_label for text_of_label in drawn for tag in ("<a ", "<img", "<b>หนา")
    )
    assert any("&lt;" in text_of_label for text_of_label in drawn)


def test_lost_points_go_from_full_marks_to_the_total():
    assessment = tiny.assessment(MIXED)
    figure = score_charts.draw_lost_points(assessment, WORDS, LIGHT)
    assert keys(figure)[0] == keys(figure)[-1] == ""
    costs = [abs(x) for x, key in zip(figure.data[0].x, keys(figure), strict=True) if key.isdigit()]
    assert costs == sorted(costs, reverse=True)
    assert sum(costs) == pytest.approx(100 - assessment.total)
    assert "9" not in keys(figure)


def test_full_marks_lose_nothing():
    assessment = tiny.assessment(tiny.whole([100], [100], [100]))
    assert keys(score_charts.draw_lost_points(assessment, WORDS, LIGHT)) == ["", ""]


def test_thai_numerals_reach_every_label():
    figure = score_charts.draw_indicators(
        tiny.assessment(MIXED), Words("th", thai_numerals=True), LIGHT
    )
    label_text = "".join([*labels(figure), *figure.layout.xaxis.ticktext])
    assert not any(digit in label_text for digit in "0123456789")


def test_the_axis_never_cuts_a_score_off():
    assessment = tiny.assessment(tiny.whole(iit=[0, 12, 50]))
    figure = score_charts.draw_weakest(assessment, WORDS, LIGHT, "IIT")
    assert figure.layout.xaxis.range[0] == 0


def test_bands_have_their_own_symbol_and_follow_the_shown_figure():
    assert len({SYMBOLS[name] for name in BANDS}) == 3
    assert band(94.995, tiny.BANGKOK) == "excellent"
    assert band(94.994, tiny.BANGKOK) == "pass"
    assert band(84.994, tiny.BANGKOK) == "below"
