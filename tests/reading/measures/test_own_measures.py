"""The office's own 59 measures read whole and without a word of complaint. (DOMAIN.md §4)"""

import pytest

from ita.domain.divisions import EVERYONE, load_divisions
from ita.domain.tables import MEASURE_TYPES
from ita.reading.measures import MeasureReading, read_measures
from tests.reading.measures.plans import OWN_MEASURES as OWN


@pytest.fixture(scope="module")
def reading() -> MeasureReading:
    return read_measures(OWN.read_bytes(), OWN.name)


def test_nothing_is_wrong_with_it(reading):
    assert reading.problems == ()
    assert (reading.agency, reading.fiscal_year, reading.variant) == (
        "สำนักงานเขตยานนาวา",
        2566,
        "bangkok",
    )
    assert [(each.sheet, each.header_row, each.rows) for each in reading.tables] == [
        ("มาตรการ", 1, 59)
    ]


def test_every_measure_under_its_indicator(reading):
    counts = reading.measures["indicator"].value_counts()
    assert [counts[number] for number in range(1, 11)] == [6, 5, 2, 3, 3, 3, 3, 3, 22, 9]
    assert reading.measures["no"].tolist() == list(range(1, 60))


def test_the_items_of_the_year_once_each(reading):
    items = reading.measures["item_code"]
    assert items[items != ""].tolist() == [f"O{number}" for number in range(1, 31)]
    subs = reading.measures["sub_indicator"].value_counts()
    assert subs.to_dict() == {
        "": 28,
        "9.1": 7,
        "9.2": 9,
        "9.3": 4,
        "9.4": 1,
        "9.5": 1,
        "10.1": 7,
        "10.2": 2,
    }


def test_thirteen_ways_of_writing_a_deadline_are_five_days_and_one_month(reading):
    assert reading.measures["deadline_text"].nunique() == 13
    days = reading.measures["deadline"].value_counts()
    assert {f"{day:%m-%d}": count for day, count in days.items()} == {
        "04-20": 31,
        "04-05": 13,
        "03-30": 6,
        "04-30": 5,
        "04-15": 3,
    }
    assert set(reading.measures["deadline"].dropna().dt.year) == {2023}
    recurring = reading.measures[reading.measures["recurring"]]
    assert recurring["deadline_text"].tolist() == ["ทุกเดือน"]
    assert recurring["deadline"].isna().all()


def test_twenty_two_spellings_are_ten_divisions_and_two_others(reading):
    assert reading.measures["responsible_text"].nunique() == 22
    divisions = {name for names in reading.measures["divisions"] for name in names}
    bangkok = load_divisions("สำนักงานเขตยานนาวา")
    assert divisions == {*bangkok.names, *bangkok.others, EVERYONE}


def test_questions_that_measures_answer(reading):
    answering = reading.measures[reading.measures["question_codes"].map(len) > 0]
    assert dict(zip(answering["no"], answering["question_codes"], strict=True)) == {
        **dict.fromkeys((8, 9, 10, 11), ("I11",)),
        **dict.fromkeys((14, 15, 16), ("I19", "I20", "I23")),
    }


def test_texts_stay_as_the_office_wrote_them(reading):
    first, damaged = reading.measures.iloc[0], reading.measures.iloc[46]
    assert first["issue"] == "พัฒนาจุดบริการ ศูนย์ราชการฉับไว ใสสะอาด"
    assert first["output"] == "๑ ครั้ง/เดือน"
    assert damaged["responsible_text"] == "ฝ่ายโยธาฝ่ายสิ่งแวดล้อมฯ และฝ่ายอื่นๆ"
    assert set(reading.measures["follow_up_text"]) == {"ทุก ๑ เดือน"}


def test_keys_are_unique_and_stay_when_rows_move(reading):
    assert reading.measures["key"].is_unique
    again = read_measures(OWN.read_bytes(), "ชื่ออื่น.xlsx")
    assert again.measures["key"].tolist() == reading.measures["key"].tolist()


def test_agreed_columns_and_types(reading):
    assert {name: str(kind) for name, kind in reading.measures.dtypes.items()} == dict(
        MEASURE_TYPES
    )
