"""The picture of a scenario: before and after, nothing missing drawn, no markup of a file read."""

import pytest

from ita.analysis.what_if import apply_changes
from ita.charts.palette import DARK, LIGHT
from ita.charts.what_if import MOST_ITEMS, draw_scenario, scenario_rows
from ita.language import Words
from tests import tiny

WORDS = Words("th")


def draw(new_scores, assessment=None, words=WORDS, look=LIGHT, title="แผน"):
    assessment = assessment or tiny.assessment(tiny.whole())
    return draw_scenario(assessment, apply_changes(assessment, new_scores), title, words, look)


def keys(new_scores, assessment=None):
    assessment = assessment or tiny.assessment(tiny.whole())
    return [row.key for row in scenario_rows(assessment, apply_changes(assessment, new_scores))]


def texts(figure):
    drawn = [text for trace in figure.data for text in (trace.text or ())]
    return [figure.layout.title.text, figure.layout.annotations[0].text, *drawn]


def test_rows_go_down_from_the_total_to_what_is_changed():
    assert keys({}) == ["total", "IIT", "EIT", "OIT"]
    assert keys({"I7": 100}) == ["total", "IIT", "2", "I7", "EIT", "OIT"]
    assert keys({"8": 95}) == ["total", "IIT", "EIT", "8", "OIT"]
    assert keys({"EIT": 95}) == ["total", "IIT", "EIT", "OIT"]


def test_of_many_changes_the_indicators_stand_for_the_items():
    assert keys({f"I{n}": 100 for n in range(1, MOST_ITEMS + 2)}) == [
        "total", "IIT", "1", "2", "EIT", "OIT",
    ]  # fmt: skip


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_a_row_shows_both_scores_where_they_differ(look):
    figure = draw({"I7": 100}, look=look)
    assert "<b>90.00 → 100.00</b>" in texts(figure)
    assert "<b>90.00</b>" in texts(figure)
    hollow = figure.data[2]
    assert list(hollow.x) == pytest.approx([94.0, 90.0, 90.0, 90.0])
    assert figure.layout.paper_bgcolor == look.background


def test_a_missing_score_has_a_row_and_no_mark():
    figure = draw({"I7": 100}, tiny.assessment(tiny.whole(eit=[None])))
    marked = [key[0] for trace in figure.data for key in (trace.customdata or ())]
    assert "EIT" not in marked
    assert "total" not in marked
    shown = " ".join(texts(figure)).lower()
    assert "EIT –" in " ".join(texts(figure))
    assert "nan" not in shown
    assert "none" not in shown


def test_the_axis_never_cuts_a_score_off():
    assert draw({"I7": 12}).layout.xaxis.range[0] == 10
    assert draw({"I7": 0}).layout.xaxis.range[0] == 0


@pytest.mark.parametrize("text", ["<b>หนา</b>", "<a href='x'>ลิงก์</a>", "<img src=x>"])
def test_markup_of_a_file_or_a_name_is_shown_letter_by_letter(text):
    scores = tiny.whole()
    scores.loc[0, "text"] = text
    figure = draw({"I1": 100}, tiny.assessment(scores), title=text)
    hovers = [text for trace in figure.data for text in (trace.hovertext or ())]
    drawn = [*texts(figure), *hovers]
    assert not any(tag in shown for shown in drawn for tag in ("<a ", "<img", "<b>หนา"))
    assert any("&lt;" in shown for shown in drawn)


def test_thai_numerals_reach_every_label():
    figure = draw({"I7": 100}, words=Words("th", thai_numerals=True))
    shown = "".join([*texts(figure), *figure.layout.xaxis.ticktext]).replace("I7", "")
    assert not any(digit in shown for digit in "0123456789")
