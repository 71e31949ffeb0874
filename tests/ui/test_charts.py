"""Rows of charts as buttons: whoever goes by keyboard opens what a click opens."""

import pytest

from ita.charts.palette import LIGHT
from ita.language import Words
from ita.publishing.catalogue import Choice, draw_chart
from ita.ui.charts import list_rows
from tests.publishing import real

TH = Words("th")


def rows_of(key: str) -> dict[str, str]:
    return list_rows(draw_chart(key, real.material(), Choice("", "2023-04"), TH, LIGHT))


def test_the_rows_of_the_indicators_stand_from_above_with_their_names() -> None:
    rows = rows_of("indicators")
    assert list(rows) == [str(number) for number in range(1, 11)]
    assert rows["1"] == "1. การปฏิบัติหน้าที่"


def test_rows_that_open_nothing_are_left_out() -> None:
    assert all(key.isdigit() for key in rows_of("lost"))


@pytest.mark.parametrize("key", ["load", "reports"])
def test_the_rows_of_divisions_have_their_names_once(key: str) -> None:
    rows = rows_of(key)
    assert "ฝ่ายปกครอง" in rows
    assert all(key == name for key, name in rows.items())


def test_the_rows_of_deadlines_are_named_by_their_date() -> None:
    assert rows_of("deadlines")["2023-04-05"] == "5 เม.ย. 2566"
