"""Charts in the shape of a size: readable or refused, with the publisher's words as text."""

from dataclasses import replace

import pytest

from ita import charts
from ita.language import Words
from ita.palette import LIGHT
from ita.publishing.chart_sheet import Wording, fits, laid_out, on_sheet
from ita.publishing.sizes import SIZES
from tests.publishing.compositions import real

TH = Words("th")
MADE = "จัดทำเมื่อ 22 พ.ย. 2569"


def chart():
    return charts.indicators(real.assessment(), TH, LIGHT)


def tall(height):
    figure = chart()
    return figure.update_layout(height=height)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_a_chart_takes_the_shape_of_the_size_and_keeps_its_height(size):
    width, height = laid_out(chart(), size)
    assert width / height == pytest.approx(size.width / size.height)
    assert height >= chart().layout.height
    sheet = on_sheet(chart(), size, Wording(), MADE)
    assert (sheet.width * sheet.scale, sheet.height * sheet.scale) == pytest.approx(size.pixels)


def test_a_low_chart_is_as_wide_as_a_phone():
    assert laid_out(tall(100), SIZES["story"])[0] == 374


def test_a_chart_that_is_too_long_does_not_fit():
    assert fits(tall(600), SIZES["square"])
    assert not fits(tall(900), SIZES["square"])
    assert fits(tall(900), SIZES["story"])


def test_a_sheet_tells_title_source_and_date():
    sheet = on_sheet(chart(), SIZES["square"], Wording(), MADE)
    assert sheet.figure.layout.title.text == chart().layout.title.text
    assert sheet.figure.layout.annotations[0].text.endswith(MADE)
    assert "ยานนาวา" in sheet.figure.layout.annotations[0].text


def test_own_words_replace_those_of_the_chart_and_are_no_markup():
    own = Wording("<i>ของเรา</i>", "คำอธิบาย & <b>", "ที่มา <a>")
    layout = on_sheet(chart(), SIZES["slide"], own, MADE).figure.layout
    assert layout.title.text.startswith("<b>&lt;i&gt;ของเรา&lt;/i&gt;</b><br>")
    assert "คำอธิบาย &amp; &lt;b&gt;" in layout.title.text
    assert layout.annotations[0].text == f"ที่มา &lt;a&gt; · {MADE}"


def test_signs_in_the_name_of_an_office_stay_what_they_are():
    office = replace(real.assessment(), agency="ศูนย์ R&D <1>")
    figure = charts.indicators(office, TH, LIGHT)
    source = on_sheet(figure, SIZES["a4"], Wording(), MADE).figure.layout.annotations[0].text
    assert source.startswith("ศูนย์ R&amp;D &lt;1&gt; ·")


def test_more_lines_get_more_room():
    usual = on_sheet(chart(), SIZES["square"], Wording(), MADE).figure.layout
    long = on_sheet(chart(), SIZES["square"], Wording("ชื่อ " * 60, "คำ " * 90, "ที่มา " * 90), MADE)
    more = long.figure.layout.title.text.count("<br>")
    assert long.figure.layout.margin.t == usual.margin.t + 22 * more
    assert long.figure.layout.title.pad.t == usual.title.pad.t + 12
    assert long.figure.layout.margin.b > usual.margin.b
    assert more >= 2


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_more_lines_leave_the_chart_its_height(size):
    own = chart().layout
    plot = own.height - own.margin.t - own.margin.b
    long = on_sheet(chart(), size, Wording("ชื่อ " * 40, "คำ " * 40, "ที่มา " * 40), MADE)
    margin = long.figure.layout.margin
    assert long.height - margin.t - margin.b >= plot


def test_the_chart_of_the_page_stays_as_it_was():
    figure = chart()
    before = figure.to_json()
    on_sheet(figure, SIZES["a4"], Wording("ก", "ข", "ค"), MADE)
    assert figure.to_json() == before


def test_only_paper_has_a_width_in_millimetres():
    assert on_sheet(chart(), SIZES["a4-lying"], Wording(), MADE).paper_width == 297
    assert on_sheet(chart(), SIZES["story"], Wording(), MADE).paper_width is None
