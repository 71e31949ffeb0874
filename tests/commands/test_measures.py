"""`python -m ita measures`: its contract, run as an office runs it."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from ita.commands.measures import measures
from ita.publishing.excel.measures import make_measures_workbook
from ita.reading.measures import read_measures
from tests.measures.tiny import follow_ups
from tests.reading.files import ROOT, workbook
from tests.reading.measures.plans import OWN_MEASURES as OWN

# Division: named, shared with all, overdue on 10 April 2023 (DOMAIN.md §4).
WORK = {
    "ฝ่ายปกครอง": (30, 12),
    "ฝ่ายทะเบียน": (9, 16),
    "ฝ่ายโยธา": (14, 17),
    "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล": (12, 17),
    "ฝ่ายรายได้": (4, 17),
    "ฝ่ายการคลัง": (12, 12),
    "ฝ่ายเทศกิจ": (4, 17),
    "ฝ่ายรักษาความสะอาดและสวนสาธารณะ": (1, 17),
    "ฝ่ายการศึกษา": (1, 17),
    "ฝ่ายพัฒนาชุมชนและสวัสดิการสังคม": (1, 17),
}


def run(*arguments):
    """The command within this process, which need not start Python anew."""
    return CliRunner().invoke(measures, [str(each) for each in arguments])


@pytest.fixture(scope="module")
def report():
    """What the command says of the bundled plan, started as an office starts it."""
    command = [sys.executable, "-m", "ita", "measures", str(OWN), "--json", "--on", "2023-04-10"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_counts(report):
    assert report["measures"] == 59
    assert list(report["by_indicator"].values()) == [6, 5, 2, 3, 3, 3, 3, 3, 22, 9]
    assert report["all_divisions"] == 17
    assert report["problems"] == []


def test_every_measure_is_listed(report):
    rows = report["rows"]
    assert [each["no"] for each in rows] == list(range(1, 60))
    assert rows[0] == {
        "no": 1,
        "issue": "พัฒนาจุดบริการ ศูนย์ราชการฉับไว ใสสะอาด",
        "indicator": 1,
        "deadline": None,
        "divisions": ["ทุกฝ่าย"],
    }
    assert [each["deadline"] for each in rows].count(None) == report["recurring"]


def test_the_work_of_each_division(report):
    assert {
        each["division"]: (each["named"], each["shared"]) for each in report["by_division"]
    } == WORK
    assert all(each["total"] == each["named"] + each["shared"] for each in report["by_division"])
    assert [each["division"] for each in report["others"]] == ["โรงเรียนในสังกัดเขต", "ฝ่ายอื่นๆ"]


def test_deadlines_and_what_is_overdue(report):
    assert report["deadlines"] == {
        "2023-03-30": 6,
        "2023-04-05": 13,
        "2023-04-15": 3,
        "2023-04-20": 31,
        "2023-04-30": 5,
    }
    assert report["recurring"] == 1
    assert report["overdue"] == 19
    first = report["by_division"][0]
    assert first["overdue"] == 16
    assert first["overdue"] + first["not_reported"] == first["total"]


def test_weak_questions_that_no_measure_names(report):
    uncovered = {each["code"]: each for each in report["uncovered"]}
    assert uncovered["E14"]["why"] == "not_named"
    assert uncovered["E14"]["of_indicator"] == [26, 27, 28]
    assert not uncovered.keys() & {"I11", "I19", "I20", "I23"}


def test_in_words_in_both_languages():
    for language in ("th", "en"):
        done = run(OWN, "--on", "2023-04-10", "--language", language)
        assert done.exit_code == 0
        assert all(text in done.stdout for text in ("59", "19", "E14", "ฝ่ายปกครอง"))
        assert done.stderr == ""


def test_bad_input_is_1_and_its_problem_is_told(tmp_path):
    bad = tmp_path / "เสีย.xlsx"
    bad.write_bytes(b"")
    done = run(bad, "--json")
    assert done.exit_code == 1
    content = json.loads(done.stdout)
    assert [each["code"] for each in content["problems"]] == ["file-empty"]
    assert (content["measures"], content["rows"]) == (0, [])
    assert "เสีย.xlsx" in done.stderr


def test_an_error_in_one_measure_is_1_and_the_rest_is_shown(tmp_path):
    file = tmp_path / "2566.xlsx"
    header = ["ตัวชี้วัด", "ประเด็น", "กิจกรรม", "ระยะเวลาแล้วเสร็จ", "ผู้รับผิดชอบ"]
    file.write_bytes(workbook([header, [1, "ก", "ข", "", "ฝ่ายปกครอง"]]))
    done = run(file, "--json", "--on", "2023-04-10")
    assert done.exit_code == 1
    content = json.loads(done.stdout)
    assert (content["measures"], content["uncovered"]) == (1, None)
    assert content["problems"][-1]["cell"] == "D2"


@pytest.mark.parametrize(
    "arguments", [["nofile.xlsx"], [OWN, "--on", "tomorrow"], [OWN, "--on", "2566-04-10"]]
)
def test_wrong_use_is_2(arguments):
    assert run(*arguments).exit_code == 2


def test_the_plan_or_the_option_decides_what_is_done_and_the_past_is_judged_in_its_year(tmp_path):
    plan = read_measures(OWN.read_bytes(), OWN.name)
    keys = plan.measures[plan.measures["divisions"].map(len) > 1]["key"]
    reports = follow_ups(*((key, "2023-04", "done") for key in keys))
    lead = plan.measures.set_index("key")["divisions"].map(lambda names: names[0])
    reports["division"] = reports["measure"].map(lead).astype("string")
    file = tmp_path / "แผน.xlsx"
    file.write_bytes(make_measures_workbook(plan.measures, reports, plan.variant, "all"))

    def overdue(rule, *options):
        done = run(file, "--json", *options)
        content = json.loads(done.stdout)
        assert (content["on"], content["done_by"]) == ("2023-09-30", rule)
        return content["overdue"], {
            each["division"]: each["done"] for each in content["by_division"]
        }

    by_lead, of_divisions = overdue("lead", "--done-by", "lead")
    by_all, same = overdue("all")
    assert by_all - by_lead == len(keys)
    assert of_divisions == same
    assert sum(same.values()) == len(keys)
