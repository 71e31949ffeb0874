"""The files of an office: their names, how many there are, and what is left out."""

import pytest

from ita.analysis.agency_results import collect_results
from ita.language import Words
from ita.publishing.catalogue import Choice, Material, Wording, make_page
from ita.publishing.names import safe_name
from ita.publishing.outputs import (
    WHAT,
    Output,
    list_documents,
    list_pictures,
    picture_name,
)
from ita.publishing.sheets.page import Style
from ita.publishing.sheets.sizes import SIZES
from tests.publishing import real

TH = Words("th")
SQUARE, A4 = Style(SIZES["square"], TH), Style(SIZES["a4"], TH)


class Paper:
    """A renderer that only notes what it is asked for; a page has as many sheets as it is told."""

    def __init__(self, sheets=1):
        self.asked, self.sheets = [], sheets

    def render(self, make_page, format):
        self.asked.append((make_page, format))
        return [format.encode()] * self.sheets


def small():
    return Material(real.assessment(), None, collect_results([real.assessment()]), real.MADE)


def test_a_name_tells_what_whose_year_and_size():
    material = real.material()
    result = picture_name("result", Choice(), material, SQUARE)
    tasks = picture_name("tasks", Choice("ฝ่ายโยธา"), material, SQUARE)
    weakest = picture_name("weakest", Choice(instrument="EIT"), material, A4)
    assert "สำนักงานเขตยานนาวา-2565" in result
    assert "ฝ่ายโยธา-สำนักงานเขตยานนาวา-2566" in tasks
    assert "EIT" in weakest
    assert len({result, tasks, weakest}) == 3


def test_several_sheets_are_numbered():
    page = make_page("tasks", real.material(), Choice("ฝ่ายปกครอง"), SQUARE, Wording())
    renderer = Paper(3)
    output = Output("ก.png", lambda: renderer.render(page, "png"))
    assert renderer.asked == []
    assert output.files() == [(f"ก-{at}.png", b"png") for at in (1, 2, 3)]
    assert renderer.asked == [(page, "png")]


def test_one_sheet_has_no_number():
    assert Output("ก.ข.pdf", lambda: [b"pdf"]).files() == [("ก.ข.pdf", b"pdf")]


def test_pictures_are_of_everything_there_is_and_made_when_they_are_wanted():
    renderer = Paper()
    made = list_pictures(small(), (SQUARE, A4), ("png", "svg"), renderer)
    names = [each.name for each in made]
    assert len(set(names)) == len(names)
    for each in ("result", "weakest", "indicators", "lost", "weakest-IIT", "weakest-EIT"):
        assert any(safe_name(TH(f"publish.pieces.{each}")) in name for name in names)
    assert renderer.asked == []
    assert made[0].make() == [b"png"]
    assert len(renderer.asked) == 1


def test_every_division_has_a_picture_of_its_measures():
    material = real.material()
    names = [each.name for each in list_pictures(material, (A4,), ("png",), Paper())]
    for division in material.divisions:
        assert any(division in name for name in names)


@pytest.mark.parametrize("what", [WHAT, ("slides",), ("charts",), ()])
def test_documents_are_those_that_are_asked_for(what):
    endings = {"document": "docx", "slides": "pptx", "workbook": "xlsx"}
    names = [each.name for each in list_documents(real.material(), TH, what)]
    assert [name.rsplit(".")[-1] for name in names] == [
        endings[each] for each in endings if each in what
    ]
    assert all("สำนักงานเขตยานนาวา-2565" in name for name in names)
