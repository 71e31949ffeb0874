"""The files of an office: their names, how many there are, and what is left out."""

import pytest

from ita.language import Words
from ita.publishing.catalogue import Choice, Material, sheets
from ita.publishing.chart_sheet import Wording
from ita.publishing.compositions.sheet import Style
from ita.publishing.names import safe_name
from ita.publishing.outputs import (
    WHAT,
    contents,
    documents,
    picture,
    picture_name,
    pictures,
    sheet_outputs,
)
from ita.publishing.sizes import SIZES
from tests.publishing.compositions import real

TH = Words("th")
SQUARE, A4 = Style(SIZES["square"], TH), Style(SIZES["a4"], TH)


class Paper:
    """A press that only notes what it is asked for."""

    def __init__(self):
        self.asked = []

    def picture(self, figure, format, width, height, scale=1.0, *, paper_width=None):
        self.asked.append((format, width, height, scale, paper_width))
        return format.encode()


def small():
    return Material(real.assessment(), None, (real.assessment(),), real.MADE)


def test_a_picture_is_asked_for_in_its_exact_size():
    press = Paper()
    (sheet,) = sheets("result", real.material(), Choice(), A4, Wording())
    assert picture(sheet, "pdf", press) == b"pdf"
    assert press.asked == [("pdf", 1240, 1754, 2, 210)]


def test_a_name_tells_what_whose_year_and_size():
    material = real.material()
    result = picture_name("result", Choice(), material, SQUARE)
    tasks = picture_name("tasks", Choice("ฝ่ายโยธา"), material, SQUARE)
    weakest = picture_name("weakest", Choice(instrument="EIT"), material, A4)
    assert "สำนักงานเขตยานนาวา-2565" in result
    assert "ฝ่ายโยธา-สำนักงานเขตยานนาวา-2566" in tasks
    assert "EIT" in weakest
    assert len({result, tasks, weakest}) == 3


def test_several_sheets_are_numbered_and_have_every_format():
    found = sheets("tasks", real.material(), Choice("ฝ่ายปกครอง"), SQUARE, Wording())
    names = [each.name for each in sheet_outputs("ก", found, ("png", "pdf"), Paper())]
    assert len(found) > 1
    assert names[:4] == ["ก-1.png", "ก-1.pdf", "ก-2.png", "ก-2.pdf"]
    assert len(names) == 2 * len(found)


def test_one_sheet_has_no_number():
    found = sheets("result", real.material(), Choice(), SQUARE, Wording())
    assert [each.name for each in sheet_outputs("ก", found, ("png",), Paper())] == ["ก.png"]


def test_pictures_are_of_everything_there_is_and_made_when_they_are_wanted():
    press = Paper()
    made = pictures(small(), (SQUARE, A4), ("png", "svg"), press)
    names = [each.name for each in made]
    assert len(set(names)) == len(names)
    for each in ("result", "weakest", "indicators", "lost", "weakest-IIT", "weakest-EIT"):
        assert any(safe_name(TH(f"publish.pieces.{each}")) in name for name in names)
    assert press.asked == []
    assert made[0].make() == b"png"
    assert len(press.asked) == 1


def test_every_division_has_a_picture_of_its_measures():
    material = real.material()
    names = [each.name for each in pictures(material, (A4,), ("png",), Paper())]
    for division in material.divisions:
        assert any(division in name for name in names)


def test_contents_are_those_of_every_composition_and_division():
    kinds = [type(each).__name__ for each in contents(real.material(), TH)]
    assert kinds == ["Result", "Weakest", *["Tasks"] * 12, "Month", "Years"]


def test_the_month_is_the_last_one_that_has_begun():
    heads = [
        each.head.title for each in contents(real.material(), TH) if type(each).__name__ == "Month"
    ]
    assert heads == ["ความก้าวหน้าเดือน เม.ย. 2566"]
    (earlier,) = [
        each.head.title
        for each in contents(real.material(), TH, "2023-02")
        if type(each).__name__ == "Month"
    ]
    assert earlier == "ความก้าวหน้าเดือน ก.พ. 2566"


@pytest.mark.parametrize("what", [WHAT, ("slides",), ("charts",), ()])
def test_documents_are_those_that_are_asked_for(what):
    endings = {"document": "docx", "slides": "pptx", "workbook": "xlsx"}
    names = [each.name for each in documents(real.material(), TH, what)]
    assert [name.rsplit(".")[-1] for name in names] == [
        endings[each] for each in endings if each in what
    ]
    assert all("สำนักงานเขตยานนาวา-2565" in name for name in names)
