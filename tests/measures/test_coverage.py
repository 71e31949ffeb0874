"""Which weak questions a plan answers, and what others did."""

import pandas as pd
import pytest

from ita.measures.coverage import match_measures, suggest_measures, uncovered_items
from tests import tiny
from tests.measures.tiny import measures

WEAK = tiny.assessment(tiny.whole(iit=[80, 81, *[95 + i / 100 for i in range(28)]])).lowest
FIRST = WEAK[WEAK["code"].isin(["I1", "I2"])]


def coverage_by_code(table):
    return {row.code: (row.by, row.measures, row.why) for row in table.itertuples()}


def test_a_measure_that_names_the_question_answers_it():
    plan = measures({"indicator": 1, "question_codes": ("I2",)}, {"indicator": 1})
    table = match_measures(plan, FIRST, 2565)
    assert coverage_by_code(table) == {"I1": ("", (), "not_named"), "I2": ("question", (1,), "")}
    assert table["of_indicator"].tolist() == [(1, 2), (1, 2)]
    assert uncovered_items(table)["code"].tolist() == ["I1"]


def test_a_plan_that_names_no_questions_answers_by_indicator():
    plan = measures({"indicator": 1}, {"indicator": 2})
    assert coverage_by_code(match_measures(plan, FIRST, 2565))["I1"] == ("indicator", (1,), "")


def test_an_indicator_without_measures_is_a_gap():
    plan = measures({"indicator": 2, "question_codes": ("I11",)})
    assert coverage_by_code(match_measures(plan, FIRST, 2565))["I1"] == ("", (), "no_measure")
    assert coverage_by_code(match_measures(measures(), FIRST, 2565))["I1"] == ("", (), "no_measure")


@pytest.mark.parametrize("year", [2564, 2566, 2567])
def test_question_codes_of_another_year_are_never_compared(year):
    plan = measures({"indicator": 1, "question_codes": ("I1",)})
    assert coverage_by_code(match_measures(plan, FIRST, year))["I1"] == ("indicator", (1,), "")


def test_items_are_compared_within_their_own_year_only():
    weak = tiny.assessment(tiny.whole(oit=[0, *[100] * 42])).lowest
    item = weak[weak["code"] == "O1"]
    plan = measures({"indicator": 9, "item_code": "O1"})
    assert coverage_by_code(match_measures(plan, item, 2566))["O1"] == ("question", (1,), "")
    assert coverage_by_code(match_measures(plan, item, 2565))["O1"] == ("indicator", (1,), "")


def test_suggestions_come_from_other_plans_the_commonest_first():
    def plan(agency, year, *issues):
        return measures(
            *(
                {"agency": agency, "fiscal_year": year, "issue": issue, "activity": "ทำ"}
                for issue in issues
            )
        )

    library = pd.concat(
        [
            plan("เขตก", 2566, "คู่มือ", "คู่มือ", "ประชุม"),
            plan("เขตข", 2567, "คู่ มือ", "สมุด"),
            plan("เขตค", 2567, "ของตัวเอง"),
        ]
    )
    suggestions = suggest_measures(library, 1, "เขตค", 2567)
    assert suggestions[["issue", "taken", "agency"]].values.tolist() == [
        ["คู่ มือ", 2, "เขตข"],
        ["สมุด", 1, "เขตข"],
        ["ประชุม", 1, "เขตก"],
    ]
    assert "ของตัวเอง" in suggest_measures(library, 1, "เขตค", 2568)["issue"].tolist()
    assert suggest_measures(library, 5).empty


def test_an_item_of_the_oit_is_suggested_by_its_text_and_never_by_its_code():
    library = measures(
        {"indicator": 9, "item_code": "O2", "issue": "โครงสร้าง"},
        {"indicator": 9, "item_code": "O1", "issue": "แผนพัฒนา"},
    )
    suggestions = suggest_measures(library, 9, item_text="โครง สร้าง")
    assert suggestions["issue"].tolist() == ["โครงสร้าง"]
    assert suggest_measures(library, 9, item_text="อื่น").empty
    assert suggest_measures(library, 10, item_text="โครง สร้าง").empty
    assert len(suggest_measures(library, 9)) == 2
