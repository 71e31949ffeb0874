"""The publish page on real data and on little, without a browser, with wrong choices and files."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image

from ita.language import Words
from ita.publishing.catalogue import CHARTS, COMPOSITIONS
from ita.publishing.sheets.drawing import PictureError
from ita.ui import plans, url_state
from ita.ui.publish import documents, picture
from tests import workbooks
from tests.pages.contents import charts, visible_text
from tests.pages.publish import check_texts, choose, chosen, downloads, frames, text_of_last
from tests.publishing.page_text import page_text
from tests.reading.files import real

MARSHALS = "ฝ่ายเทศกิจ"


def test_the_result_as_a_square_comes_first(open_publish, drawn):
    test = open_publish()
    assert frames(test) == ["<p>sheet 1</p>"]
    assert drawn[-1].size.name == "square"
    assert " 98.14 " in text_of_last(drawn)
    assert downloads(test).keys() == {
        *(f"publish-{kind}" for kind in ("png", "svg", "pdf", "document", "slides", "workbook"))
    }
    assert "1080 × 1080" in visible_text(test)
    assert charts(test) == 0


def test_a_link_restores_the_view(open_publish, drawn):
    test = open_publish(
        picture="tasks", size="story", language="en", numerals="thai", division=MARSHALS, sheet="2"
    )
    assert drawn[-1].size.name == "story"
    assert MARSHALS in text_of_last(drawn)
    assert "๑๐ Apr" in text_of_last(drawn)
    assert frames(test) == ["<p>sheet 2</p>"]
    assert chosen(test, "sheet") == "2"
    assert "๑๐๘๐" not in visible_text(test)
    assert "1080 × 1920" in visible_text(test)
    assert "publish-sheets" in downloads(test)


def every_picture(test, drawn):
    """Chooses one picture after the other; gives their names."""
    names = next(
        each for each in test.selectbox if each.key == url_state.widget_key("picture")
    ).options
    for at in range(len(names)):
        box = next(each for each in test.selectbox if each.key == url_state.widget_key("picture"))
        check_texts(box.select_index(at).run(), drawn)
    return names


@pytest.mark.parametrize("english", ["false", "true"])
def test_every_picture_can_be_chosen_in_both_languages(open_publish, drawn, english):
    test = open_publish(shared={"english": english, "thai_numerals": "true"}, size="a4")
    names = every_picture(test, drawn)
    assert ("Result" in names) == (english == "true")
    assert len(names) == len(COMPOSITIONS) + len(CHARTS)
    # Of one year of one agency there is no comparison, and no scenario before one is made.
    assert len(drawn) == 12
    assert "๒๔๘๐ × ๓๕๐๘" in visible_text(test)


@pytest.mark.parametrize(
    ("picture", "part"),
    [("years", "years"), ("agencies", "agencies"), ("best", "agencies"), ("what_if", "scenario"),
     ("weakest-OIT", "lowest")],
)  # fmt: skip
def test_a_picture_that_lacks_something_says_what(open_publish, drawn, picture, part):
    test = open_publish(picture=picture)
    assert Words("th")(f"publish.needs.{part}") in visible_text(test)
    assert drawn == []
    assert frames(test) == []
    assert "publish-png" not in downloads(test)
    assert "publish-slides" in downloads(test)


def test_agencies_of_a_file_are_ranked_by_the_figure_of_the_address(open_publish, drawn):
    name = "02_up2563_faculties_wide.csv"
    files = {name: real(name)}
    open_publish(files, shared={"data": "กองกลาง 2563"}, picture="agencies", by="10")
    assert "จาก 39 หน่วยงาน" in text_of_last(drawn)
    assert "10. การป้องกันการทุจริต" in text_of_last(drawn)
    open_publish(files, shared={"data": "กองกลาง 2563"}, picture="best")
    assert "76.90" in text_of_last(drawn)


def test_two_years_of_a_file_stand_beside_each_other(open_publish, drawn):
    name = "04_up_university_2563_2565_indicators.csv"
    open_publish({name: real(name)}, picture="years")
    assert "86.69" in text_of_last(drawn)
    assert "71.55" in text_of_last(drawn)


def test_a_scenario_of_the_address_is_a_picture(open_publish, drawn):
    test = open_publish(picture="what_if", changes="I11-100", scenario="แผน <b>ใหม่</b>")
    assert "98.33" in text_of_last(drawn)
    assert "แผน <b>ใหม่</b> (ลองคำนวณ)" in text_of_last(drawn)
    assert test.query_params["changes"] == "I11-100"


def test_the_weakest_of_one_instrument(open_publish, drawn):
    open_publish(picture="weakest", of="EIT")
    assert "E14" in text_of_last(drawn)
    assert "I11" not in text_of_last(drawn)


def test_a_month_is_in_the_address_and_on_the_picture(open_publish, drawn):
    open_publish(picture="month", month="2023-02")
    assert "ก.พ. 2566" in text_of_last(drawn)


@pytest.mark.parametrize(
    "choices",
    [{"picture": "<script>"}, {"size": "9999x9999"}, {"language": "xx"}, {"numerals": "x" * 9000},
     {"on": "9999-12-31"}, {"sheet": "99"}, {"picture": "weakest", "of": "XIT"}],
)  # fmt: skip
def test_a_hostile_address_is_ignored(open_publish, drawn, choices):
    open_publish(**choices)
    assert "98.14" in text_of_last(drawn) or "I11" in text_of_last(drawn)


@pytest.mark.parametrize(
    "choices",
    [{"picture": "tasks", "division": "ฝ่ายที่ไม่มี"}, {"picture": "tasks", "sheet": "0"},
     {"picture": "month", "month": "2023-13"}, {"picture": "reports", "month": "2030-01"}],
)  # fmt: skip
def test_a_division_or_month_that_is_not_there_is_the_usual_one(open_publish, drawn, choices):
    test = open_publish(**choices)
    assert len(drawn) == 1
    if choices["picture"] == "tasks":
        assert (chosen(test, "division"), chosen(test, "sheet")) == ("ฝ่ายปกครอง", "1")
    else:
        assert chosen(test, "month") == "2023-04"


def test_another_picture_begins_with_its_first_sheet(open_publish, drawn):
    test = open_publish(picture="tasks", sheet="3")
    assert chosen(test, "sheet") == "3"
    choose(test, "division", MARSHALS).run()
    assert chosen(check_texts(test, drawn), "sheet") == "1"


def test_the_picture_speaks_the_sidebars_language_unless_it_has_its_own(open_publish, drawn):
    test = open_publish(shared={"english": "true"})
    assert "Source" in text_of_last(drawn)
    assert "1080 × 1080 pixels" in visible_text(test)
    choose(test, "language", "th").run()
    assert "ที่มา" in text_of_last(drawn)
    assert "1080 × 1080 pixels" in visible_text(test)
    assert test.query_params["language"] == "th"


def test_own_words_stand_on_the_picture_that_they_were_written_for(open_publish, drawn):
    test = open_publish()
    test.text_input(key="publish-title-result").set_value("ผล <b>ดี</b>")
    test.text_input(key="publish-source").set_value("งานนโยบาย").run()
    assert "ผล <b>ดี</b>" in text_of_last(drawn)
    assert "งานนโยบาย" in text_of_last(drawn)
    choose(test, "picture", "weakest").run()
    assert "งานนโยบาย" in text_of_last(drawn)
    assert "ผล <b" not in text_of_last(drawn)
    choose(test, "picture", "result").run()
    assert test.text_input(key="publish-title-result").value == "ผล <b>ดี</b>"


def test_a_logo_stands_on_the_picture(open_publish, drawn):
    test = open_publish()
    image = BytesIO()
    Image.new("RGB", (40, 20), "red").save(image, "JPEG")
    test.file_uploader[0].upload("ตรา.jpg", image.getvalue()).run()
    assert drawn[-1].html.count('<img src="data:image/png;base64,') == 1
    assert not check_texts(test, drawn).error


@pytest.mark.parametrize(
    "data", [b"", b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n" + bytes(99)]
)
def test_a_file_that_is_no_logo_is_told_and_left_out(open_publish, drawn, data):
    test = open_publish()
    test.file_uploader[0].upload("ตรา.png", data).run()
    assert "ไม่ใช่ภาพ" in test.error[0].value
    assert "<img" not in drawn[-1].html
    check_texts(test, drawn)


@pytest.mark.parametrize(
    ("content", "pictures"),
    [(workbooks.total(), 1), (workbooks.indicators(year=2566), 3), (workbooks.questions(), 7),
     (workbooks.broken(), 1)],
    ids=["total", "indicators of 2566", "questions", "broken"],
)  # fmt: skip
def test_little_data_has_fewer_pictures_and_no_holes(open_publish, drawn, content, pictures):
    test = open_publish({"data.xlsx": content}, picture="tasks", division=MARSHALS)
    every_picture(test, drawn)
    assert len(drawn) == pictures


def test_without_measures_there_is_no_picture_of_them(open_publish, monkeypatch, tmp_path):
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    test = open_publish(picture="month", month="2023-04")
    assert Words("th")("publish.needs.measures") in visible_text(test)


def test_a_chart_too_long_for_the_size_says_which_fits(open_publish, drawn):
    test = open_publish(picture="progress", size="square")
    assert "A4" in test.info[0].value
    assert not drawn
    choose(test, "size", "a4").run()
    assert len(frames(check_texts(test, drawn))) == 1


def test_a_link_with_the_former_name_of_a_size_shows_that_size(open_publish):
    test = open_publish(size="a4-lying")
    assert chosen(test, "size") == "a4-landscape"
    assert test.query_params["size"] in ("a4-landscape", ["a4-landscape"])


def test_a_picture_that_fails_is_told_in_words(open_publish, monkeypatch):
    def fails(*_):
        raise PictureError("too-slow")

    monkeypatch.setattr(picture, "shared_renderer", lambda: SimpleNamespace(render=fails))
    test = open_publish()
    assert "นานเกินไป" in test.error[0].value
    assert {"publish-document", "publish-slides", "publish-workbook"} == downloads(test).keys()


@pytest.fixture
def no_browser(monkeypatch):
    for module in (picture, documents):
        monkeypatch.setattr(module, "browser_found", lambda: False)


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("size", ["square", "story", "slide", "a4", "a4-landscape"])
@pytest.mark.parametrize("picture", ["result", "lost"])
def test_without_a_browser_the_picture_stands_and_can_be_taken(open_publish, drawn, size, picture):
    test = open_publish(size=size, picture=picture)
    assert "chromium" in test.warning[0].value
    assert not drawn
    kinds = ("html", "document", "slides", "workbook")
    assert downloads(test).keys() == {f"publish-{kind}" for kind in kinds}
    assert not [each for each in test.button if each.key == "publish-make"]
    if picture == "lost":
        # A chart keeps its camera button.
        assert charts(test) == 1
    else:
        (page,) = frames(test)
        assert "98.14" in page_text(page)
