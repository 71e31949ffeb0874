"""What a composition says of a scenario, by figures that are known."""

from collections.abc import Mapping

import pytest

from ita.analysis.assessment import Assessment
from ita.analysis.what_if import apply_changes
from ita.language import Words
from ita.publishing.content.model import WhatIf
from ita.publishing.content.what_if import ROWS, gather_scenario
from tests import tiny
from tests.publishing import real

TH, EN = Words("th"), Words("en")


def gather(
    assessment: Assessment, new_scores: Mapping[str, float], words: Words = TH, name: str = ""
) -> WhatIf:
    scenario = apply_changes(assessment, new_scores)
    return gather_scenario(assessment, scenario, words, real.MADE, name)


def test_full_marks_of_a_real_question_move_the_total() -> None:
    content = gather(real.assessment(), {"I11": 100.0}, name="แผนปีหน้า")
    assert (content.before.score, content.after.score, content.change) == (98.14, 98.33, 0.19)
    assert (content.before.note, content.after.note) == ("AA", "AA")
    assert content.head.title == "แผนปีหน้า (ลองคำนวณ)"
    (row,) = content.rows
    assert (row.key, row.before, row.after) == ("I11", 81.2, 100.0)
    assert row.text.startswith("สำนักงานเขตของท่าน")
    assert [each.label for each in content.instruments] == ["IIT", "EIT", "OIT"]
    assert content.instruments[2].change == 0
    # One change leaves room for what it moves beside the total.
    assert [(each.label[:2], each.change) for each in content.effects] == [
        ("2.", 3.13),
        ("II", 0.63),
    ]


def test_what_moves_the_total_most_stands_first_and_the_rest_is_counted() -> None:
    scores = real.assessment().scores
    codes = scores[scores["score"] < 100]["code"].tolist()
    content = gather(real.assessment(), dict.fromkeys(codes, 100.0))
    gains = [row.gain for row in content.rows]
    assert gains == sorted(gains, reverse=True)
    assert (len(content.rows), content.more) == (ROWS, len(codes) - ROWS)
    missing = 100 - (real.assessment().total or 0)
    assert sum(gains) + content.rest == pytest.approx(missing)


def test_a_loss_is_a_change_too() -> None:
    content = gather(real.assessment(), {"OIT": 50.0}, EN)
    assert (content.change or 0) < 0
    assert content.rows[0].gain < 0
    assert content.rows[0].key == "OIT published"
    assert content.effects == ()


def test_without_a_total_the_new_scores_are_shown_all_the_same() -> None:
    incomplete = tiny.assessment(tiny.whole()[lambda table: table["instrument"] == "IIT"])
    content = gather(incomplete, {"I1": 100.0})
    assert content.before.score is content.after.score is content.change is None
    assert len(content.rows) == 1
