"""Tables that agencies published read to the figures printed in them."""

import csv
import io

import pytest

from ita.reading.scores import read_scores
from tests.reading.files import codes, real, reported


def printed(name: str) -> list[dict[str, str]]:
    """The rows of a real file as printed."""
    return list(csv.DictReader(io.StringIO(real(name).decode("utf-8"))))


def test_wide_table_of_39_units() -> None:
    name = "02_up2563_faculties_wide.csv"
    reading = read_scores(real(name), name)
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
    weighted = reported(read_scores(real(name), name), "weighted", agency="คณะนิติศาสตร์")
    assert weighted == {"IIT": 24.06, "EIT": None, "OIT": 23.33}


@pytest.mark.parametrize("row", printed("10_ipst_totals_2558_2567_thai_digits.csv"), ids=str)
def test_totals_in_thai_digits(row: dict[str, str]) -> None:
    from ita.thai import arabic_digits

    name = "10_ipst_totals_2558_2567_thai_digits.csv"
    reading = read_scores(real(name), name)
    year = int(arabic_digits(row["ปีงบประมาณ"]))
    total = reported(reading, "total", fiscal_year=year)
    assert total == {"total": float(arabic_digits(row["คะแนน"]))}
    assert codes(reading) == []
