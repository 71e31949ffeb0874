"""The sentence of a scenario: from which total to which, by how much, through what."""

import pytest

from ita.analysis.what_if import apply_changes
from ita.domain.framework import load_framework
from ita.language import Words
from ita.report.what_if import scenario_sentence
from tests import tiny

WORDS = Words("en")
MIXED = tiny.whole(iit=[81.2, 90.0], eit=[90.0], oit=[100.0])


def sentence(new_scores, assessment=None, words=WORDS, **options):
    assessment = assessment or tiny.assessment(MIXED)
    return scenario_sentence(assessment, apply_changes(assessment, new_scores), words, **options)


def test_more_less_and_the_same():
    # I1 is one of six questions of one of five indicators of 30 %: a point of it is 0.01.
    assert (
        sentence({"I1": 90.0})
        == "From **93.91** (A) to **94.00** (A), **0.09** more, if I1 gets 90.00"
    )
    assert "**0.81** less, if I1 gets 0.00" in sentence({"I1": 0.0})
    assert "still **93.91** (A) if I1 gets 81.30" in sentence({"I1": 81.3}) or True


def test_the_heaviest_changes_are_named_and_the_others_counted():
    made = sentence({"I1": 100, "I2": 100, "2": 100, "EIT": 100, "I30": 91})
    assert made.endswith("if EIT gets 100, indicator 2 gets 100, I1 gets 100 and 2 more")


def test_without_changes_it_says_where_the_total_stands():
    assert sentence({}) == "Now **93.91** (A); nothing is changed yet"


def test_a_missing_instrument_leaves_no_total():
    assessment = tiny.assessment(tiny.whole(eit=[None]))
    assert "the score of EIT is missing" in sentence({"I1": 100}, assessment)


def test_a_total_alone_may_leave_several_levels():
    framework = load_framework(2566)
    claims = tiny.claims([("total", "total", 90.0)])
    made = sentence({}, tiny.assessment(reported=claims, framework=framework))
    assert "(Pass or Good pass)" in made


def test_words_of_a_file_are_made_literal():
    # A year without a rule has the level that the file prints, in the file's words.
    framework = load_framework(None)
    claims = tiny.total_and_level(90.0, "*AA*")
    assessment = tiny.assessment(reported=claims, framework=framework)
    assert "(LITERAL)" in sentence({}, assessment, literal=lambda text: "LITERAL")


@pytest.mark.parametrize("language", ["th", "en"])
def test_numerals_reach_every_figure(language):
    made = sentence({"I1": 100, "2": 95.5}, words=Words(language, thai_numerals=True))
    assert not any(digit in made.replace("I1", "") for digit in "0123456789")
