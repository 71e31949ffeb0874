"""Which pictures some material is enough for, and that each of them can be made of it."""

from dataclasses import replace

import pytest

from ita.analysis.agency_results import collect_results
from ita.analysis.compare_agencies import gather_scores
from ita.domain.tables import score_table
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
    missing_part,
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
    return Material(assessment, None, collect_results([*others, assessment]), real.MADE)


def three():
    """An assessment of which only the instruments are known."""
    scores = [("instrument", code, 90.0) for code in ("IIT", "EIT", "OIT")]
    return tiny.assessment(reported=tiny.claims(scores))


def of_plan(progress):
    return Material(three(), progress, collect_results([three()]), real.MADE)


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
    assert list_available(of_plan(real.progress())) == [
        "result",
        "tasks",
        "month",
        "load",
        "deadlines",
        "reports",
        "progress",
    ]


def test_measures_of_no_year_have_no_months():
    reading = replace(real.progress().plan, fiscal_year=None)
    material = of_plan(replace(real.progress(), plan=reading))
    assert material.months == []
    assert list_available(material) == ["result", "tasks", "load", "deadlines"]


def test_without_measures_there_is_nothing_of_them():
    nothing = of_assessment(three())
    assert nothing.divisions == nothing.months == []
    empty = replace(real.progress().plan, measures=measures())
    assert list_available(of_plan(PlanProgress(empty, real.progress().entries, real.ON))) == [
        "result"
    ]


def test_years_are_those_up_to_this_one():
    now, earlier = real.assessment(), real.earlier_year()
    table = collect_results([earlier, now, replace(now, fiscal_year=None)])
    assert set(years_until(table, now)["fiscal_year"]) == {2564, 2565}
    assert set(years_until(table, earlier)["fiscal_year"]) == {2564}
    assert years_until(table, replace(now, fiscal_year=None)).empty


def test_every_picture_says_what_it_lacks():
    nothing = of_plan(None)
    assert {key: missing_part(key, nothing) for key in (*COMPOSITIONS, *CHARTS)} == {
        "result": None,
        "weakest": "questions",
        **dict.fromkeys(("tasks", "month", "load", "deadlines", "reports", "progress"), "measures"),
        "years": "years",
        **dict.fromkeys(("agencies", "best"), "agencies"),
        "what_if": "scenario",
        "indicators": "indicators",
        "lost": "losses",
        **dict.fromkeys(("weakest-IIT", "weakest-EIT", "weakest-OIT"), "lowest"),
    }
    for words in (TH, Words("en")):
        assert all(
            words(f"publish.needs.{missing_part(key, nothing)}") for key in ("years", "lost")
        )


def test_agencies_are_compared_where_the_office_the_year_and_others_are_known():
    material = real.material()
    assert missing_part("best", material) is None
    nameless = replace(material, assessment=replace(real.assessment(), agency=""))
    assert missing_part("agencies", nameless) == "owner"
    scores = [("total", "total", 90.0)]
    totals = replace(real.assessment(), scores=score_table(), reported=tiny.claims(scores))
    others = collect_results([totals, replace(totals, agency="สำนักงานเขตสาทร")])
    alone = Material(totals, None, others, real.MADE, load_group=lambda: gather_scores(others))
    assert (missing_part("agencies", alone), missing_part("best", alone)) == (None, "indicators")


def test_the_group_is_loaded_for_pictures_of_it_alone():
    loaded = []

    def load():
        loaded.append(True)
        return real.neighbours()

    material = replace(real.material(), load_group=load)
    for key in ("result", "years", "what_if"):
        make_page(key, material, CHOICE, Style(SIZES["square"], TH), Wording())
    assert loaded == []
    for key in ("agencies", "best"):
        make_page(key, material, CHOICE, Style(SIZES["square"], TH), Wording())
    assert len(loaded) == 1


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
    page = make_page(key, real.material(), CHOICE, Style(SIZES["a4"], TH), Wording())
    assert page.size == SIZES["a4"]
    assert "ยานนาวา" in page_text(page.html)


def test_a_chart_that_is_too_long_for_a_size_has_no_page():
    material, style = real.material(), Style(SIZES["square"], TH)
    assert make_page("progress", material, CHOICE, style, Wording()) is None


def test_own_words_stand_in_the_head_and_nothing_replaces_what_is_empty():
    head = gather_content("result", real.material(), CHOICE, TH).head
    reworded = apply_wording(head, Wording(title="ของเรา", source="ที่มา: เรา"))
    assert (reworded.title, reworded.source) == ("ของเรา", "ที่มา: เรา")
    assert replace(reworded, title=head.title, source=head.source) == head


@pytest.mark.parametrize("key", ["result", "lost"])
def test_own_words_stand_on_the_page(key):
    wording = Wording("<i>ของเรา</i>", "คำอธิบาย & <b>", "ที่มา <a>")
    html = make_page(key, real.material(), CHOICE, Style(SIZES["slide"], TH), wording).html
    words = page_text(html)
    assert all(text in words for text in ("<i>ของเรา</i>", "คำอธิบาย & <b>", "ที่มา <a>"))
