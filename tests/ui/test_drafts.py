"""Drafts of a visit as rows of the plan's workbook."""

import pandas as pd

from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import read_measures
from ita.ui.measures import drafts
from ita.ui.plans import MEASURES, Plan

REAL = MEASURES.folder / "yannawa_2566.xlsx"


def test_drafts_go_out_with_the_plan_and_come_back(monkeypatch):
    data = REAL.read_bytes()
    plan = Plan("ก", "digest", read_measures(data, REAL.name))
    blank = dict.fromkeys(drafts.COLUMNS, "")
    typed = [
        blank | {"indicator": 8, "issue": "รับฟังประชาชน", "activity": "ตั้งกล่อง", "code": "E14",
                 "deadline_text": "๒๐ เม.ย. ๖๖", "responsible_text": "ฝ่ายเทศกิจ และทุกฝ่าย"},
        blank | {"indicator": None, "output": None},
    ]  # fmt: skip
    monkeypatch.setattr(drafts, "drafts_of", lambda _: drafts.Drafts(typed))
    made = drafts.drafts_as_measures(plan)
    assert made["no"].tolist() == [60]
    assert made["divisions"].tolist() == [("ฝ่ายเทศกิจ", "ทุกฝ่าย")]
    whole = pd.concat([plan.measures, made], ignore_index=True)
    back = read_measures(make_measures_workbook(whole, None, "bangkok"), "b.xlsx")
    last = back.measures.iloc[-1]
    assert len(back.measures) == 60
    assert (last["issue"], last["question_codes"]) == ("รับฟังประชาชน", ("E14",))
    assert str(last["deadline"].date()) == "2023-04-20"
    assert not [problem for problem in back.problems if problem.severity == "error"]
