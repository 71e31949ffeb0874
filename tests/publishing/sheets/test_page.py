"""Pages of sheets: text stays text, Thai breaks between its words, charts are readable or refused."""

from dataclasses import replace
from html import unescape
from re import findall

import plotly.graph_objects as go
import pytest
from fontTools.ttLib import TTFont

from ita.charts import scores as score_charts
from ita.charts.palette import LIGHT
from ita.language import Words
from ita.publishing.catalogue import COMPOSITIONS, Choice, Wording, make_page
from ita.publishing.content.model import Change, Head
from ita.publishing.sheets.page import (
    Style,
    breakable,
    camera,
    chart_head,
    chart_page,
    composition_page,
    scale_start,
)
from ita.publishing.sheets.sizes import SIZES
from tests.publishing import contents, real
from tests.reading.files import ROOT

TH = Words("th")
MADE = "จัดทำเมื่อ 22 พ.ย. 2569"
HEAD = Head("", "ชื่อเรื่อง", "", "ที่มา")
SQUARE = Style(SIZES["square"], TH)


def chart():
    return score_charts.draw_indicators(real.assessment(), TH, LIGHT)


def tall(height):
    return chart().update_layout(height=height)


def plain(html):
    """The text of a piece of HTML."""
    return unescape("".join(findall(r">([^<]*)<", f">{html}<")))


def test_thai_breaks_between_words_and_all_is_kept():
    text = "จัดทำมาตรการจัดการทรัพย์สินของราชการ และอื่น ๆ ให้ครบ"
    pieces = findall(r'<span class="w">([^<]*)</span>', breakable(text))
    assert len(pieces) > 5
    assert plain(breakable(text)) == text
    # The repetition mark stays with the word that it repeats.
    assert not any(piece.startswith("ๆ") for piece in pieces)
    assert breakable("") == ""


@pytest.mark.parametrize("key", COMPOSITIONS)
@pytest.mark.parametrize("language", ["th", "en"])
def test_the_packaged_font_has_every_letter_of_a_composition(key, language):
    """Any other font is missing on some machine, and the picture differs there."""
    style = Style(SIZES["square"], Words(language, thai_numerals=language == "th"))
    choice = Choice("ฝ่ายเทศกิจ", "2023-04")
    page = make_page(key, real.material(), choice, style, Wording())
    for weight in (400, 700):
        with TTFont(ROOT / "static" / f"sarabun-{weight}.woff2") as font:
            assert set("".join(plain(page.drawing_html).split())) <= set(
                map(chr, font.getBestCmap())
            )


def test_signs_of_a_text_are_no_markup():
    assert "<b>" not in breakable("<b>R&D</b>")
    assert plain(breakable("<b>R&D</b>")) == "<b>R&D</b>"
    content = replace(contents.tasks(1, "<script>alert(1)</script>"), head=HEAD)
    assert "<script>alert" not in composition_page(content, SQUARE).html


def test_signs_in_a_chart_end_no_script():
    figure = chart().add_annotation(text="</script><script>alert(1)</script>")
    figure.layout.annotations = figure.layout.annotations[::-1]
    figure.data[0].name = "</script><script>alert(1)</script>"
    html = chart_page(figure, HEAD, SQUARE).html
    assert "</script><script>alert" not in html


def test_a_page_lets_no_script_run_but_its_own_and_fetches_nothing():
    html = composition_page(contents.result(), SQUARE).html
    policy = unescape(findall(r'Content-Security-Policy" content="([^"]*)"', html)[0])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0]
    assert findall(r"script-src 'sha256-[\w+/=]{44}';", policy)
    assert "http" not in html.replace('xmlns="http://www.w3.org/2000/svg"', "").replace(
        '"http://www.w3.org/2000/svg"', ""
    ).replace('http-equiv="', "")


def test_a_chart_that_is_too_long_does_not_fit():
    assert chart_page(tall(600), HEAD, SQUARE)
    assert chart_page(tall(900), HEAD, SQUARE) is None
    assert chart_page(tall(900), HEAD, Style(SIZES["story"], TH))


def test_only_a_chart_needs_plotly_which_the_document_holds():
    drawn = chart_page(chart(), HEAD, SQUARE)
    assert 'src="file:' in drawn.drawing_html
    assert 'src="file:' not in drawn.html
    assert len(drawn.html) > 2_000_000 > len(drawn.drawing_html)
    composition = composition_page(contents.result(), SQUARE)
    assert composition.html == composition.drawing_html


def test_a_chart_tells_title_source_and_date():
    head = chart_head(chart(), MADE)
    assert f"<b>{head.title}</b>" == chart().layout.title.text
    assert "ยานนาวา" in head.source
    assert head.source.endswith(MADE)


def test_signs_in_the_name_of_an_office_stay_what_they_are():
    office = replace(real.assessment(), agency="ศูนย์ R&D <1>")
    head = chart_head(score_charts.draw_indicators(office, TH, LIGHT), MADE)
    assert head.source.startswith("ศูนย์ R&D <1> ·")


def test_the_chart_of_the_page_stays_as_it_was():
    figure = chart()
    before = figure.to_json()
    chart_page(figure, HEAD, SQUARE)
    assert figure.to_json() == before


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_camera_button_gives_the_pixels_of_the_size(size):
    options = camera(chart(), size)
    assert options["height"] >= chart().layout.height
    pixels = [int(options[side] * options["scale"]) for side in ("width", "height")]
    assert tuple(pixels) == size.pixels
    assert camera(go.Figure(layout={"height": 100}), size)["width"] == pytest.approx(374, abs=0.01)


def test_the_scale_of_a_scenario_holds_what_it_moves_too():
    effects = (Change("ตัวชี้วัด", 20.0, 21.0, 1.0),)
    html = composition_page(replace(contents.what_if(1), effects=effects), SQUARE).html
    assert "left:0" not in html
    assert "left:-" not in html


def test_a_scale_begins_at_a_ten_below_every_score():
    assert scale_start([98.5, 85.0]) == 80
    assert scale_start([80.0]) == 70
    assert scale_start([0.0]) == 0
    assert scale_start([]) == 90
