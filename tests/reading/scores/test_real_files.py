"""Tables that agencies published read to the figures printed in them."""

import csv
import io

import pandas as pd

from ita.reading.scores import Reading, read_scores
from ita.thai.text import arabic_digits
from tests.reading.files import codes, grades, real, reported, scores


def read(name: str) -> Reading:
    """A real file as the reader gives it."""
    return read_scores(real(name), name)


def printed(name: str) -> list[dict[str, str]]:
    """The rows of a real file as printed."""
    return list(csv.DictReader(io.StringIO(real(name).decode("utf-8"))))


def test_wide_table_of_39_units() -> None:
    name = "02_up2563_faculties_wide.csv"
    reading = read(name)
    rows = printed(name)
    assert len(rows) == 39
    for row in rows:
        unit = row["หน่วยงาน"]
        figures = list(row.values())[2:]
        assert list(reported(reading, "indicator", agency=unit).values()) == [
            float(figure) for figure in figures[:10]
        ]
        assert list(reported(reading, "weighted", agency=unit).values()) == [
            float(figure) if figure else None for figure in figures[10:13]
        ]
        assert reported(reading, "total", agency=unit) == {"total": float(row["คะแนนรวม"])}
        grade = reading.reported.query("agency == @unit and level == 'grade'")
        assert list(grade["text"]) == [row["ระดับ"]]
    assert set(reading.reported["fiscal_year"]) == {2563}
    assert codes(reading) == ["year-from-file-name"]


def test_a_blank_weighted_figure_is_a_row_without_value_and_no_problem() -> None:
    name = "02_up2563_faculties_wide.csv"
    weighted = reported(read(name), "weighted", agency="คณะนิติศาสตร์")
    assert weighted == {"IIT": 24.06, "EIT": None, "OIT": 23.33}


def test_indicators_of_two_years_under_two_numberings() -> None:
    name = "04_up_university_2563_2565_indicators.csv"
    reading = read(name)
    assert reported(reading, "indicator", fiscal_year=2565) == {
        "1": 92.82,
        "2": 86.53,
        "3": 90.12,
        "4": 86.43,
        "5": 89.35,
        "6": 90.79,
        "7": 89.4,
        "8": 88.53,
        "9": 85.87,
        "10": 79.62,
    }
    earlier = reported(reading, "indicator", fiscal_year=2563)
    assert len(earlier) == 10
    assert (earlier["6"], earlier["8"], earlier["10"]) == (88.23, 80.22, 42.56)
    assert codes(reading) == []


def test_total_and_level_rows_among_indicators() -> None:
    reading = read("05_udvc_2566_indicators.csv")
    figures = [float(row["คะแนน"]) for row in printed("05_udvc_2566_indicators.csv")[:10]]
    assert list(reported(reading, "indicator").values()) == figures
    assert reported(reading, "total") == {"total": 86.73}
    assert grades(reading) == {"total": "A"}
    assert set(reading.reported["fiscal_year"]) == {2566}
    assert codes(reading) == ["year-from-file-name"]


def test_provinces_below_merged_cells() -> None:
    name = "06_nacc2564_group2_provinces_indicators.csv"
    reading = read(name)
    province = ""
    for row in printed(name):
        province = row["จังหวัด"] or province
        year = int(row["ปีงบประมาณ"].removeprefix("ปี "))
        figures = [float(figure) for figure in list(row.values())[2:]]
        owner = {"agency": province, "fiscal_year": year}
        assert list(reported(reading, "indicator", **owner).values()) == figures[:10]
        assert reported(reading, "total", **owner) == {"total": figures[10]}
    assert len(reading.reported) == 55
    assert codes(reading) == []


def test_instruments_with_the_eit_in_two_parts() -> None:
    reading = read("08_bma_2566_instruments.csv")
    assert reported(reading, "instrument") == {"IIT": 82.44, "OIT": 100.0}
    assert reported(reading, "part") == {"EIT 1": 79.4, "EIT 2": 82.24}
    assert reported(reading, "total") == {"total": 88.98}
    assert grades(reading) == {"total": "ผ่าน"}
    assert set(reading.reported["agency"]) == {"กรุงเทพมหานคร"}
    assert codes(reading) == []


def test_totals_of_ten_years_in_thai_digits() -> None:
    name = "10_ipst_totals_2558_2567_thai_digits.csv"
    reading = read(name)
    for row in printed(name):
        year = int(arabic_digits(row["ปีงบประมาณ"]))
        assert reported(reading, "total", fiscal_year=year) == {
            "total": float(arabic_digits(row["คะแนน"]))
        }
    levels = reading.reported[reading.reported["level"] == "grade"]
    assert dict(zip(levels["fiscal_year"], levels["text"], strict=True)) == {
        2567: "ผ่าน",
        2566: "ผ่าน",
        2565: "A",
        2564: "AA",
        2563: "A",
        2562: "A",
        2561: "สูงมาก",
    }
    assert codes(reading) == []


def test_a_question_in_two_years_with_its_parts() -> None:
    reading = read("11_psu_group5_question_level_partial.csv")
    columns = reading.scores[["fiscal_year", "code", "instrument", "score"]]
    assert columns.values.tolist() == [[2563, "I5", "IIT", 98.54], [2564, "I5", "IIT", 99.02]]
    # Three parts in two years are named as left out; where the question belongs is known for 2564.
    details = next(each for each in reading.problems if each.code == "details-left-out")
    assert (details.value, details.cell, details.detail["last"]) == ("6", "C3", "D5")
    assert reading.scores["indicator"].tolist() == [pd.NA, 1]
    assert codes(reading) == [
        "details-left-out",
        "indicator-missing",
        "instruments-missing",
        "items-missing",
    ]


def test_one_instrument_only_says_what_is_not_there() -> None:
    reading = read("14_sakonnakhon1_esao_2566_oit_only.csv")
    assert reported(reading, "indicator") == {"9": 90.0, "10": 87.5}
    assert codes(reading) == ["year-from-file-name", "indicators-missing"]
    assert reading.problems[1].value == "1, 2, 3, 4, 5, 6, 7, 8"
    assert scores(reading) == {}
