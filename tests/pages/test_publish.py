"""The publish page on real data and on little, without a browser, with wrong choices and files."""

from datetime import date
from io import BytesIO
from types import SimpleNamespace

import pytest
import streamlit as st
from PIL import Image

from ita.language import Words
from ita.publishing.catalogue import CHARTS, COMPOSITIONS
from ita.publishing.office_templates import SETTING, open_template
from ita.publishing.outputs import Output
from ita.publishing.sheets.drawing import PictureError
from ita.ui import plans, url_state
from ita.ui.publish import documents, picture
from tests import workbooks
from tests.pages.conftest import charts, visible_text
from tests.publishing.page_text import page_text
from tests.reading.files import real

FORBIDDEN = ("nan", "None", "<NA>", "NaT", "Traceback")
MARSHALS = "ฝ่ายเทศกิจ"


class Renderer:
    """A renderer that notes what it is asked for; a page of measures has three sheets."""

    def __init__(self):
        self.pages = []

    def render(self, page, format):
        assert format == "html"
        self.pages.append(page)
        sheets = 3 if 'data-kind="tasks"' in page.html else 1
        return [f"<p>sheet {at}</p>".encode() for at in range(1, sheets + 1)]


@pytest.fixture
def drawn(monkeypatch):
    """The pages that the page has had drawn."""
    renderer = Renderer()
    monkeypatch.setattr(picture, "shared_renderer", lambda: renderer)
    return renderer.pages


@pytest.fixture
def opened(run, drawn):
    """The page with choices of its address, on 10 April 2023; it says nothing it should not."""

    def opener(files=None, shared=None, **choices):
        test = run("publish", files, **(shared or {}))
        for name, value in {"on": "2023-04-10", **choices}.items():
            test.query_params[name] = value
        drawn.clear()
        st.cache_data.clear()
        return whole(test.run(), drawn)

    return opener


def whole(test, drawn=()):
    assert not test.exception
    texts = [visible_text(test), *(page_text(page.html) for page in drawn)]
    assert not any(word in text for word in FORBIDDEN for text in texts)
    return test


def text_of_last(drawn):
    """The text of the page that was drawn last."""
    return page_text(drawn[-1].html)


def frames(test):
    """What the frames on the page hold."""
    return [each.proto.srcdoc for each in test.get("iframe")]


def chosen(test, name):
    return test.session_state[url_state.widget_key(name)]


def choose(test, name, value):
    return next(
        each
        for kind in ("selectbox", "button_group")
        for each in test.get(kind)
        if each.key == url_state.widget_key(name)
    ).set_value(value)


def downloads(test):
    """The buttons that give out a picture or a document, by their keys."""
    buttons = {each.key: each for each in test.download_button}
    return {key: button for key, button in buttons.items() if key.startswith("publish-")}


def test_the_result_as_a_square_comes_first(opened, drawn):
    test = opened()
    assert frames(test) == ["<p>sheet 1</p>"]
    assert drawn[-1].size.name == "square"
    assert " 98.14 " in text_of_last(drawn)
    assert downloads(test).keys() == {
        *(f"publish-{kind}" for kind in ("png", "svg", "pdf", "document", "slides", "workbook"))
    }
    assert "1080 × 1080" in visible_text(test)
    assert charts(test) == 0


def test_a_link_restores_the_view(opened, drawn):
    test = opened(
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
        whole(box.select_index(at).run(), drawn)
    return names


@pytest.mark.parametrize("english", ["false", "true"])
def test_every_picture_can_be_chosen_in_both_languages(opened, drawn, english):
    test = opened(shared={"english": english, "thai_numerals": "true"}, size="a4")
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
def test_a_picture_that_lacks_something_says_what(opened, drawn, picture, part):
    test = opened(picture=picture)
    assert Words("th")(f"publish.needs.{part}") in visible_text(test)
    assert drawn == []
    assert frames(test) == []
    assert "publish-png" not in downloads(test)
    assert "publish-slides" in downloads(test)


def test_agencies_of_a_file_are_ranked_by_the_figure_of_the_address(opened, drawn):
    name = "02_up2563_faculties_wide.csv"
    files = {name: real(name)}
    opened(files, shared={"data": "กองกลาง 2563"}, picture="agencies", by="10")
    assert "จาก 39 หน่วยงาน" in text_of_last(drawn)
    assert "10. การป้องกันการทุจริต" in text_of_last(drawn)
    opened(files, shared={"data": "กองกลาง 2563"}, picture="best")
    assert "76.90" in text_of_last(drawn)


def test_two_years_of_a_file_stand_beside_each_other(opened, drawn):
    name = "04_up_university_2563_2565_indicators.csv"
    opened({name: real(name)}, picture="years")
    assert "86.69" in text_of_last(drawn)
    assert "71.55" in text_of_last(drawn)


def test_a_scenario_of_the_address_is_a_picture(opened, drawn):
    test = opened(picture="what_if", changes="I11-100", scenario="แผน <b>ใหม่</b>")
    assert "98.33" in text_of_last(drawn)
    assert "แผน <b>ใหม่</b> (ลองคำนวณ)" in text_of_last(drawn)
    assert test.query_params["changes"] == "I11-100"


def test_the_weakest_of_one_instrument(opened, drawn):
    opened(picture="weakest", of="EIT")
    assert "E14" in text_of_last(drawn)
    assert "I11" not in text_of_last(drawn)


def test_a_month_is_in_the_address_and_on_the_picture(opened, drawn):
    opened(picture="month", month="2023-02")
    assert "ก.พ. 2566" in text_of_last(drawn)


@pytest.mark.parametrize(
    "choices",
    [{"picture": "<script>"}, {"size": "9999x9999"}, {"language": "xx"}, {"numerals": "x" * 9000},
     {"on": "9999-12-31"}, {"sheet": "99"}, {"picture": "weakest", "of": "XIT"}],
)  # fmt: skip
def test_a_hostile_address_is_ignored(opened, drawn, choices):
    opened(**choices)
    assert "98.14" in text_of_last(drawn) or "I11" in text_of_last(drawn)


@pytest.mark.parametrize(
    "choices",
    [{"picture": "tasks", "division": "ฝ่ายที่ไม่มี"}, {"picture": "tasks", "sheet": "0"},
     {"picture": "month", "month": "2023-13"}, {"picture": "reports", "month": "2030-01"}],
)  # fmt: skip
def test_a_division_or_month_that_is_not_there_is_the_usual_one(opened, drawn, choices):
    test = opened(**choices)
    assert len(drawn) == 1
    if choices["picture"] == "tasks":
        assert (chosen(test, "division"), chosen(test, "sheet")) == ("ฝ่ายปกครอง", "1")
    else:
        assert chosen(test, "month") == "2023-04"


def test_another_picture_begins_with_its_first_sheet(opened, drawn):
    test = opened(picture="tasks", sheet="3")
    assert chosen(test, "sheet") == "3"
    choose(test, "division", MARSHALS).run()
    assert chosen(whole(test, drawn), "sheet") == "1"


def test_the_picture_speaks_the_sidebars_language_unless_it_has_its_own(opened, drawn):
    test = opened(shared={"english": "true"})
    assert "Source" in text_of_last(drawn)
    assert "1080 × 1080 pixels" in visible_text(test)
    choose(test, "language", "th").run()
    assert "ที่มา" in text_of_last(drawn)
    assert "1080 × 1080 pixels" in visible_text(test)
    assert test.query_params["language"] == "th"


def test_own_words_stand_on_the_picture_that_they_were_written_for(opened, drawn):
    test = opened()
    test.text_input(key="publish-title-result").set_value("ผล <b>ดี</b>")
    test.text_input(key="publish-source").set_value("งานนโยบาย").run()
    assert "ผล <b>ดี</b>" in text_of_last(drawn)
    assert "งานนโยบาย" in text_of_last(drawn)
    choose(test, "picture", "weakest").run()
    assert "งานนโยบาย" in text_of_last(drawn)
    assert "ผล <b" not in text_of_last(drawn)
    choose(test, "picture", "result").run()
    assert test.text_input(key="publish-title-result").value == "ผล <b>ดี</b>"


def test_a_logo_stands_on_the_picture(opened, drawn):
    test = opened()
    image = BytesIO()
    Image.new("RGB", (40, 20), "red").save(image, "JPEG")
    test.file_uploader[0].upload("ตรา.jpg", image.getvalue()).run()
    assert drawn[-1].html.count('<img src="data:image/png;base64,') == 1
    assert not whole(test, drawn).error


@pytest.mark.parametrize(
    "data", [b"", b"<svg onload='alert(1)'/>", b"\x89PNG\r\n\x1a\n" + bytes(99)]
)
def test_a_file_that_is_no_logo_is_told_and_left_out(opened, drawn, data):
    test = opened()
    test.file_uploader[0].upload("ตรา.png", data).run()
    assert "ไม่ใช่ภาพ" in test.error[0].value
    assert "<img" not in drawn[-1].html
    whole(test, drawn)


@pytest.mark.parametrize(
    ("content", "pictures"),
    [(workbooks.total(), 1), (workbooks.indicators(year=2566), 3), (workbooks.questions(), 7),
     (workbooks.broken(), 1)],
    ids=["total", "indicators of 2566", "questions", "broken"],
)  # fmt: skip
def test_little_data_has_fewer_pictures_and_no_holes(opened, drawn, content, pictures):
    test = opened({"data.xlsx": content}, picture="tasks", division=MARSHALS)
    every_picture(test, drawn)
    assert len(drawn) == pictures


def test_without_measures_there_is_no_picture_of_them(opened, monkeypatch, tmp_path):
    monkeypatch.setattr(plans.MEASURES, "folder", tmp_path)
    test = opened(picture="month", month="2023-04")
    assert Words("th")("publish.needs.measures") in visible_text(test)


def test_a_chart_too_long_for_the_size_says_which_fits(opened, drawn):
    test = opened(picture="progress", size="square")
    assert "A4" in test.info[0].value
    assert not drawn
    choose(test, "size", "a4").run()
    assert len(frames(whole(test, drawn))) == 1


def test_a_link_with_the_former_name_of_a_size_shows_that_size(opened):
    test = opened(size="a4-lying")
    assert chosen(test, "size") == "a4-landscape"
    assert test.query_params["size"] in ("a4-landscape", ["a4-landscape"])


def test_a_picture_that_fails_is_told_in_words(opened, monkeypatch):
    def fails(*_):
        raise PictureError("too-slow")

    monkeypatch.setattr(picture, "shared_renderer", lambda: SimpleNamespace(render=fails))
    test = opened()
    assert "นานเกินไป" in test.error[0].value
    assert {"publish-document", "publish-slides", "publish-workbook"} == downloads(test).keys()


@pytest.fixture
def no_browser(monkeypatch):
    for module in (picture, documents):
        monkeypatch.setattr(module, "browser_found", lambda: False)


@pytest.mark.usefixtures("no_browser")
@pytest.mark.parametrize("size", ["square", "story", "slide", "a4", "a4-landscape"])
@pytest.mark.parametrize("picture", ["result", "lost"])
def test_without_a_browser_the_picture_stands_and_can_be_taken(opened, drawn, size, picture):
    test = opened(size=size, picture=picture)
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


def test_a_division_or_the_office_is_reminded(opened):
    def keys(test):
        return {each.key for each in test.download_button if each.key.startswith("reminder-")}

    forms = {f"reminder-{form}" for form in ("ics", "docx", "pdf", "png")}
    assert keys(opened()) == keys(opened(remind=MARSHALS)) == forms
    assert chosen(opened(remind=MARSHALS), "remind") == MARSHALS


def test_the_yearly_analysis_is_checked_before_it_goes_out(opened):
    test = opened()
    assert "5 จาก 14" in test.warning[-1].value
    (table,) = [each.value for each in test.dataframe if "applies" in each.value]
    assert list(table["ready"]).count(False) == 5


def test_a_wrong_checklist_of_the_office_gives_way_to_the_bundled_one(
    opened, monkeypatch, tmp_path
):
    (tmp_path / "yearly_analysis.toml").write_text("parts = 1", encoding="utf-8")
    monkeypatch.setenv(SETTING, str(tmp_path))
    test = opened()
    assert any("yearly_analysis.toml" in each.value for each in test.error)
    assert "5 จาก 14" in test.warning[-1].value


@pytest.fixture
def two_files(monkeypatch):
    """The whole set is a picture and a document; gives what may be changed of them."""
    set_of = SimpleNamespace(picture=lambda: b"png", days=[])

    def pictures(found, styles, formats, renderer, *, source, month):
        set_of.days.append((found.followed.on, styles[0].size.name, source))
        return [Output("ภาพ.png", lambda: [set_of.picture()])]

    monkeypatch.setattr(documents, "list_pictures", pictures)
    monkeypatch.setattr(
        documents,
        "list_documents",
        lambda *_, **__: [Output(f"{kind}.docx", lambda: [b"docx"]) for kind in ("1", "2", "3")],
    )
    return set_of


def test_the_whole_set_is_offered_until_a_choice_changes(opened, drawn, two_files):
    test = opened(size="slide")
    test.text_input(key="publish-source").set_value("งานนโยบาย").run()
    test.button(key="publish-make").click().run()
    assert two_files.days == [(date(2023, 4, 10), "slide", "งานนโยบาย")]
    assert "publish-set" in downloads(whole(test, drawn))
    choose(test, "size", "a4").run()
    assert "publish-set" not in downloads(whole(test, drawn))
    assert len(two_files.days) == 1


def test_a_set_with_a_gap_is_not_offered(opened, drawn, two_files):
    def fails():
        raise PictureError("browser-failed")

    two_files.picture = fails
    test = opened()
    test.button(key="publish-make").click().run()
    assert "เปิดไม่ได้" in test.error[0].value
    assert "publish-set" not in downloads(whole(test, drawn))


def test_an_offices_broken_template_is_refused_in_words_and_the_bundled_one_offered(
    opened, drawn, two_files, monkeypatch, tmp_path
):
    def fails():
        with open_template("analysis.th.docx"):
            raise AssertionError("there is no such file")

    monkeypatch.setenv(SETTING, str(tmp_path / "แม่แบบ"))
    two_files.picture = fails
    test = opened()
    test.button(key="publish-make").click().run()
    assert str(tmp_path / "แม่แบบ" / "analysis.th.docx") in test.error[0].value
    switch = test.toggle(key="publish-bundled-templates")
    assert switch.label in test.error[0].value


def test_without_templates_of_its_own_an_office_has_nothing_to_switch(opened, drawn):
    assert "publish-bundled-templates" not in {each.key for each in opened().toggle}
