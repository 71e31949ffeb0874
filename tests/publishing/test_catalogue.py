"""Which pictures some material is enough for, and that each of them can be made of it."""

from dataclasses import replace

import pytest

from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.publishing.catalogue import (
    CHARTS,
    COMPOSITIONS,
    Choice,
    Material,
    Wording,
    apply_wording,
    gather_content,
    list_available,
    make_page,
    years_until,
)
from ita.publishing.sheets.page import Style
from ita.publishing.sheets.sizes import SIZES
from tests import tiny
from tests.measures.tiny import measures
from tests.publishing import real
from tests.publishing.page_text import page_text

TH = Words("th")
CHOICE = Choice("ฝ่ายเทศกิจ", "2023-04")


def of_assessment(assessment, *others):
    return Material(assessment, None, (assessment, *others), real.MADE)


def three():
    """An assessment of which only the instruments are known."""
    scores = [("instrument", code, 90.0) for code in ("IIT", "EIT", "OIT")]
    return tiny.assessment(reported=tiny.claims(scores))


def of_plan(followed):
    return Material(three(), followed, (), real.MADE)


def test_the_real_office_has_every_picture_but_the_weakest_of_its_oit():
    assert list_available(real.material()) == [
        key for key in (*COMPOSITIONS, *CHARTS) if key != "weakest-OIT"
    ]


def test_a_result_alone_tells_nothing_of_measures_and_of_other_years():
    assert list_available(of_assessment(real.assessment())) == [
        "result",
        "weakest",
        "indicators",
        "lost",
        "weakest-IIT",
        "weakest-EIT",
    ]


def test_instruments_alone_give_the_result_alone():
    assert list_available(of_assessment(three())) == ["result"]


def test_measures_give_pictures_of_measures():
    assert list_available(of_plan(real.followed())) == [
        "result",
        "tasks",
        "month",
        "load",
        "deadlines",
        "reports",
        "progress",
    ]


def test_measures_of_no_year_have_no_months():
    reading = replace(real.followed().reading, fiscal_year=None)
    material = of_plan(replace(real.followed(), reading=reading))
    assert material.months == []
    assert list_available(material) == ["result", "tasks", "load", "deadlines"]


def test_without_measures_there_is_nothing_of_them():
    nothing = of_assessment(three())
    assert nothing.divisions == nothing.months == []
    empty = replace(real.followed().reading, measures=measures())
    assert list_available(of_plan(PlanProgress(empty, real.followed().entries, real.ON))) == [
        "result"
    ]


def test_years_are_those_of_the_agency_up_to_this_one():
    now, later = real.assessment(), real.second_year()
    nameless = replace(now, fiscal_year=None)
    stranger = replace(now, agency="สำนักงานเขตบางรัก", fiscal_year=2564)
    others = (later, now, nameless, stranger)
    assert years_until(now, others) == (now,)
    assert years_until(later, others) == (now, later)
    assert years_until(nameless, others) == (nameless,)


def test_years_against_each_other_take_two():
    assert "years" not in list_available(of_assessment(real.assessment()))
    assert "years" in list_available(of_assessment(real.assessment(), real.second_year()))


def test_months_go_up_to_the_day():
    months = real.material().months
    assert (months[0], months[-1], len(months)) == ("2022-10", "2023-04", 7)


def test_everybody_responsible_has_a_sheet():
    assert len(real.material().divisions) == 12
    assert real.material().divisions[0] == "ฝ่ายปกครอง"


@pytest.mark.parametrize("key", [*COMPOSITIONS, *CHARTS])
def test_what_is_available_can_be_made(key):
    if key not in list_available(real.material()):
        assert key == "weakest-OIT"
        return
    found = make_page(key, real.material(), CHOICE, Style(SIZES["a4"], TH), Wording())
    assert found.size == SIZES["a4"]
    assert "ยานนาวา" in page_text(found.html)


def test_a_chart_that_is_too_long_for_a_size_has_no_page():
    material, style = real.material(), Style(SIZES["square"], TH)
    assert make_page("progress", material, CHOICE, style, Wording()) is None


def test_own_words_stand_in_the_head_and_nothing_replaces_what_is_empty():
    head = gather_content("result", real.material(), CHOICE, TH).head
    own = apply_wording(head, Wording(title="ของเรา", source="ที่มา: เรา"))
    assert (own.title, own.source) == ("ของเรา", "ที่มา: เรา")
    assert replace(own, title=head.title, source=head.source) == head


@pytest.mark.parametrize("key", ["result", "lost"])
def test_own_words_stand_on_the_page(key):
    own = Wording("<i>ของเรา</i>", "คำอธิบาย & <b>", "ที่มา <a>")
    html = make_page(key, real.material(), CHOICE, Style(SIZES["slide"], TH), own).html
    said = page_text(html)
    assert all(text in said for text in ("<i>ของเรา</i>", "คำอธิบาย & <b>", "ที่มา <a>"))
