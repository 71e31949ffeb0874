"""What is said of a result: its sentence, where it comes from, and what it is measured against."""

from dataclasses import replace

import pandas as pd
import pytest

from ita.domain.framework import load_framework
from ita.language import Words
from ita.report.headline import headline, level_name, loss
from ita.report.naming import sub_indicator_names
from ita.report.notes import national_notes, record_notes
from tests import tiny

EN, TH = Words("en"), Words("th")
TWO = [("instrument", "IIT", 90.0), ("instrument", "OIT", 95.0)]


def headline_and_notes(reported, framework=tiny.BANGKOK, scores=None):
    assessment = tiny.assessment(scores, reported, framework)
    return headline(assessment, EN), record_notes(assessment, EN)


def test_a_printed_total_is_called_so_and_what_it_lacks_is_named():
    sentence, (note,) = headline_and_notes(tiny.claims([*TWO, ("total", "total", 91.2)]))
    assert sentence.startswith("**91.20** points, level A Very Good")
    assert "the one that the report prints" in note
    assert "without EIT" in note


def test_a_printed_total_beside_blank_questions():
    reported = tiny.claims([("total", "total", 93.9)])
    sentence, (note,) = headline_and_notes(reported, scores=tiny.whole(iit=[None, 90.0]))
    assert sentence.startswith("**93.90** points, level A")
    assert "87 of 88 items" in note


def test_a_contradicted_total_stands_beside_the_computed_one():
    reported = pd.concat([tiny.ten([90.0] * 10), tiny.claims([("total", "total", 91.0)])])
    sentence, (note,) = headline_and_notes(reported)
    assert sentence.startswith("**90.00** points")
    assert "a total of 91.00" in note


@pytest.mark.parametrize(
    ("total", "words", "sentence", "notes"),
    [
        (89.43, None, "**89.43** points; the level is Pass or Good pass, depending on IIT", 1),
        (89.43, "ผ่าน", "**89.43** points, level Pass", 2),
        (89.43, "ผ่านดีเยี่ยม", "**89.43** points; the level is Pass or Good pass", 2),
        (97.0, None, "**97.00** points; the level is Good pass or Excellent pass", 1),
        (98.51, None, "**98.51** points, level Excellent pass: the highest", 1),
        (
            None,
            "ผ่านดี",
            "No total, because the score of IIT, EIT, OIT is missing; only the level",
            1,
        ),
    ],
)
def test_levels_from_fy2566_in_a_sentence(total, words, sentence, notes):
    texts = headline_and_notes(tiny.total_and_level(total, words), load_framework(2567))
    assert texts[0].startswith(sentence)
    assert len(texts[1]) == notes


def test_a_level_that_is_only_bounded_has_a_name_of_its_own():
    assessment = tiny.assessment(
        reported=tiny.total_and_level(97.0, None), framework=load_framework(2567)
    )
    assert level_name(assessment, EN) == "level Good pass or better"
    assert level_name(assessment, TH) == "ระดับ ผ่านดี ขึ้นไป"


def test_words_of_an_unknown_rule_are_kept_from_being_markup():
    assessment = tiny.assessment(
        reported=tiny.total_and_level(83.1, "*สูง*"), framework=load_framework(2561)
    )
    assert (
        headline(assessment, EN, lambda text: text.replace("*", "")) == "**83.10** points, level สูง"
    )


def test_nothing_is_said_of_losses_that_do_not_make_the_total():
    scores = tiny.whole(iit=[None, 90.0])
    assert loss(tiny.assessment(scores, tiny.claims([("total", "total", 93.9)])), EN) == ""
    assert loss(tiny.assessment(scores), EN) != ""


def test_the_national_mean_and_who_is_not_in_it():
    assessment = tiny.assessment(tiny.whole(), framework=load_framework(2565, "bangkok"))
    assert national_notes(replace(assessment, agency="เทศบาลเมืองตัวอย่าง"), EN) == [
        "National mean of 2565: 87.57",
        "8,303 agencies",
        "70.52 % of them at 85 or above",
    ]
    assert "District" in national_notes(replace(assessment, agency="สำนักงานเขตยานนาวา"), EN)[-1]
    assert len(national_notes(replace(assessment, framework=load_framework(2567)), TH)) == 2
    assert national_notes(replace(assessment, framework=load_framework(2562)), TH) == []


def test_the_names_of_sub_indicators_that_a_file_brings_win():
    scores = tiny.score_table(
        {
            **row,
            "sub_indicator_name": {"9.1": "ข้อมูลสถานศึกษา", "9.2": "การบริหารงาน"}.get(
                row["sub_indicator"]
            ),
        }
        for row in tiny.items("OIT", [100.0])
    )
    names = sub_indicator_names(tiny.assessment(scores), EN)
    assert names["9.1"] == "ข้อมูลสถานศึกษา"
    assert names["9.2"] == "Administration"
    assert names["10.2"] == "Internal measures against corruption"
