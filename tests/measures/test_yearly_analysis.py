"""What the yearly analysis lacks: each check on little tables, and the office's own list."""

from dataclasses import replace
from datetime import date

import pytest

from ita.domain.tables import reported_table
from ita.language import Words
from ita.measures.plan_progress import PlanProgress
from ita.measures.yearly_analysis import (
    BUNDLED_FILE,
    FILE_NAME,
    ChecklistError,
    Evidence,
    RequiredPart,
    check_yearly_analysis,
    list_faults,
    load_required_parts,
    number_ranges,
    write_required_parts,
)
from ita.report.yearly_analysis import part_line
from tests.measures.tiny import key, measures
from tests.publishing import real

PARTS = {part.key: part for part in load_required_parts()}
FILLED = {
    "responsible_text": "ฝ่ายปกครอง",
    "deadline_text": "20 เม.ย. 66",
    "budget": "ไม่ใช้งบประมาณ",
    "follow_up_text": "ทุกเดือน",
}


def plan(*rows, entries=()):
    """A plan of measures of FY2566 with its reports, in the place of the real one."""
    progress = real.progress()
    reading = replace(progress.plan, measures=measures(*rows))
    return PlanProgress(reading, real.follow_ups(*entries), date(2023, 9, 30))


def check(name, evidence):
    (status,) = check_yearly_analysis(evidence, [PARTS[name]])
    return status


def of_plan(name, *rows):
    return check(name, Evidence(real.assessment(), plan(*rows)))


def test_the_list_holds_everything_of_the_domain_and_its_checks():
    assert len(PARTS) == 14
    assert all(part.name["th"] and part.name["en"] for part in PARTS.values())


def test_the_real_plan_lacks_a_measure_for_six_questions_and_every_budget():
    evidence = Evidence(real.assessment(), real.progress())
    lacking = {
        status.part.key: status.items or status.measures
        for status in check_yearly_analysis(evidence, tuple(PARTS.values()))
        if status.state == "missing"
    }
    assert lacking == {
        "faults": ("I7", "E14", "E2", "E12", "E1", "E15"),
        "budget": tuple(range(1, 60)),
    }


@pytest.mark.parametrize(
    ("part", "column"),
    [
        ("responsible", "responsible_text"),
        ("time", "deadline_text"),
        ("budget", "budget"),
        ("follow_up", "follow_up_text"),
        ("steps", "activity"),
    ],
)
@pytest.mark.parametrize("blank", ["", "  ", "-", "–", "……………", "......."])
def test_a_blank_or_a_dotted_line_is_no_answer(part, column, blank):
    filled = {**FILLED, "activity": "ทำ"}
    status = of_plan(part, filled, filled | {column: blank}, filled)
    assert (status.state, status.measures, status.count) == ("missing", (2,), 3)
    assert of_plan(part, filled).state == "present"


def test_that_no_budget_is_used_is_an_answer():
    assert of_plan("budget", {"budget": "ไม่มี"}, {"budget": "0"}).state == "present"


def test_without_a_plan_every_fault_is_without_a_measure():
    status = check("faults", Evidence(real.assessment()))
    assert len(status.items) == 10
    assert check("steps", Evidence(real.assessment())).state == "unknown"


def test_faults_are_the_lowest_and_all_below_the_pass_mark():
    codes = list(list_faults(real.assessment())["code"])
    assert codes[:2] == ["I11", "I19"]
    assert len(codes) == len(set(codes)) == 10
    scores = real.assessment().scores.copy()
    scores.loc[scores["instrument"] == "IIT", "score"] = 60.0
    low = replace(real.assessment(), scores=scores, reported=reported_table())
    assert (list_faults(low)["instrument"] == "IIT").sum() == 30


def test_last_years_measures_need_a_result_and_what_was_hard_about_them():
    done = (key(1), "2022-05", "done")
    last_year = plan({}, {}, entries=[done])
    evidence = Evidence(real.assessment(), None, last_year)
    assert check("last_year", evidence).measures == (2,)
    assert check("last_year_notes", evidence).measures == (1, 2)
    entries = last_year.entries.assign(note="ไม่มี")
    reported = Evidence(real.assessment(), None, replace(last_year, entries=entries))
    assert check("last_year_notes", reported).measures == (2,)
    assert check("last_year", Evidence(real.assessment())).state == "unknown"


def test_scores_that_are_missing_are_named():
    assessment = real.assessment()
    scores = assessment.scores.copy()
    scores.loc[scores["indicator"] == 3, "score"] = None
    bare = replace(assessment, scores=scores, reported=reported_table())
    status = check("indicators", Evidence(bare))
    assert (status.state, status.items) == ("missing", ("3",))
    assert check("instruments", Evidence(assessment)).state == "present"


def test_an_office_has_its_own_list(tmp_path):
    assert load_required_parts(tmp_path) == load_required_parts()
    (tmp_path / FILE_NAME).write_text(
        '[[parts]]\nkey = "x"\ncheck = "by_hand"\nth = "ลงนาม"\nen = "Signed"\n', encoding="utf-8"
    )
    parts = load_required_parts(tmp_path)
    assert parts == (RequiredPart("x", "by_hand", {"th": "ลงนาม", "en": "Signed"}),)
    (status,) = check_yearly_analysis(Evidence(real.assessment()), parts)
    assert status.state == "by_hand"


def test_what_an_office_ticks_and_rewords_is_written_as_its_own_list(tmp_path):
    chosen_parts = [(PARTS["budget"], 'งบ "ที่ใช้"\\'), (PARTS["practice"], "การนำไปใช้")]
    (tmp_path / FILE_NAME).write_text(write_required_parts(chosen_parts, "th"), encoding="utf-8")
    parts = load_required_parts(tmp_path)
    assert [(part.key, part.check, part.name["th"]) for part in parts] == [
        ("budget", "budget", 'งบ "ที่ใช้"\\'),
        ("practice", "by_hand", "การนำไปใช้"),
    ]
    assert parts[0].name["en"] == PARTS["budget"].name["en"]


@pytest.mark.parametrize(
    "text",
    [
        "parts = 1",
        "parts = [1]",
        "[[parts]]\nkey = 'a'",
        "[[parts]]\nkey = 'a'\ncheck = 'nothing'\nth = 'ก'\nen = 'a'",
        "[[parts]]\nkey = 'a'\ncheck = 'by_hand'\nth = ' '\nen = 'a'",
        "[[parts]]\nkey = 1\ncheck = 'by_hand'\nth = 'ก'\nen = 'a'",
        "this is no list",
    ],
)
def test_a_list_that_cannot_be_used_is_refused_with_its_place(tmp_path, text):
    (tmp_path / FILE_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ChecklistError, match=r"yearly_analysis\.toml"):
        load_required_parts(tmp_path)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(BUNDLED_FILE.read_bytes()[:-1] + b"\xff")
    with pytest.raises(ChecklistError):
        load_required_parts(tmp_path)


def test_numbers_that_follow_each_other_are_a_range():
    assert number_ranges([7, 1, 3, 2]) == "1–3, 7"
    assert number_ranges([]) == ""


@pytest.mark.parametrize("words", [Words("th"), Words("en"), Words("th", thai_numerals=True)])
def test_every_state_is_said_in_words(words):
    evidence = Evidence(real.assessment(), real.progress())
    lines = [part_line(each, words) for each in check_yearly_analysis(evidence, [*PARTS.values()])]
    assert all(": " in line for line in lines)
    assert words.digits("E14") in lines[3]
    assert words.digits("1–59") in lines[10]
