"""Problems of scores: all at once, each with its sheet and cell, and the rest is read."""

from ita.domain.mapping import FileMapping
from ita.reading.scores import read_scores
from tests.reading.files import cells, codes, scores, workbook

QUESTIONS = [[f"I{number}", f"ข้อความของข้อ {number}", 90 + number / 10] for number in range(1, 13)]
HEADER = ["รหัส", "ข้อคำถาม", "คะแนนที่ได้"]


def test_three_problems_are_told_at_once_and_the_rest_is_read() -> None:
    rows = [HEADER, *map(list, QUESTIONS)]
    rows[6][2] = 140
    rows[8][0] = "I3"
    rows[10][2] = None
    reading = read_scores(workbook({"ผล": rows}), "ita 2565.xlsx")
    assert cells(reading, "score-out-of-range") == [("ผล", "C7")]
    assert cells(reading, "code-twice") == [("ผล", "C4")]
    assert cells(reading, "score-missing") == [("ผล", "C11")]
    score_of = scores(reading)
    assert score_of["I6"] is None
    assert score_of["I10"] is None
    assert score_of["I3"] is None
    assert "I8" not in score_of
    assert len(score_of) == 11
    # Which of two rows I3 is, the ranking of its instrument depends on.
    assert set(score_of.values()) == {None}


def test_a_repeated_code_names_both_cells_and_both_scores() -> None:
    rows = [HEADER, *map(list, QUESTIONS[:3]), ["I2", "อีกข้อ", 55.5]]
    (problem,) = [
        each
        for each in read_scores(workbook({"ผล": rows}), "ita 2565.xlsx").problems
        if each.code == "code-twice"
    ]
    assert (problem.cell, problem.value) == ("C3", "90.2")
    assert problem.detail == {"what": "I2", "first": "C5", "first_value": "55.5", "count": "1"}
    assert [option.label for option in problem.options] == ["C3: 90.2", "C5: 55.5"]


def test_headers_are_found_by_their_words_in_any_order_and_row() -> None:
    rows = [
        ["ผลการประเมิน ITA"],
        [],
        ["คะแนนที่ได้", "หมายเหตุ", "ประเด็นการประเมิน", "รหัส", "เครื่องมือ"],
        [97.5, "", "ข้อแรก", "I1", "IIT"],
        [88.25, "", "ข้อที่สอง", "I2", "IIT"],
    ]
    reading = read_scores(workbook({"อื่น": [["บันทึก"]], " คะแนน ": rows}), "2565.xlsx")
    assert scores(reading) == {"I1": 97.5, "I2": 88.25}
    assert list(reading.scores["cell"]) == ["A4", "A5"]
    assert list(reading.scores["text"]) == ["ข้อแรก", "ข้อที่สอง"]


def test_the_year_comes_from_the_file_name_last_and_is_said() -> None:
    reading = read_scores(workbook([HEADER, *QUESTIONS]), "ผล ITA 2565.xlsx")
    assert set(reading.scores["fiscal_year"]) == {2565}
    assert "year-from-file-name" in codes(reading)
    assert "year-missing" not in codes(reading)


def test_without_a_year_the_questions_stay_and_it_is_said() -> None:
    reading = read_scores(workbook([HEADER, *QUESTIONS]), "ผล.xlsx")
    assert reading.scores["fiscal_year"].isna().all()
    assert len(scores(reading)) == 12
    assert {"year-missing", "indicator-missing"} <= set(codes(reading))


def test_what_the_user_corrected_replaces_what_the_file_says() -> None:
    rows = [["หน่วยงาน", "สำนักงานเขตตัวอย่าง"], ["ปีงบประมาณ", 2564], [], HEADER, *QUESTIONS]
    plain = read_scores(workbook(rows), "a.xlsx")
    assert set(plain.scores["agency"]) == {"สำนักงานเขตตัวอย่าง"}
    assert set(plain.scores["fiscal_year"]) == {2564}
    corrected = read_scores(workbook(rows), "a.xlsx", mapping=FileMapping("เขตอื่น", 2565))
    assert set(corrected.scores["agency"]) == {"เขตอื่น"}
    assert set(corrected.scores["fiscal_year"]) == {2565}


def test_a_file_without_scores_is_one_clear_word() -> None:
    reading = read_scores(workbook({"บันทึก": [["สวัสดี"], ["ไม่มีตาราง"]]}), "x.xlsx")
    assert codes(reading) == ["no-scores-found"]
    assert reading.scores.empty
    assert reading.reported.empty
