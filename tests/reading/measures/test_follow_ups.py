"""Follow-ups that come back from a workbook, rows typed by hand among them."""

from datetime import UTC, datetime

import pytest

from ita.reading.measures.follow_ups import read_follow_ups
from tests.measures.tiny import key
from tests.reading.files import workbook

HEADER = ["รหัสมาตรการ", "เดือน", "สถานะ", "ร้อยละ", "ผู้รายงาน", "ลิงก์", "หมายเหตุ", "เวลาที่บันทึก (UTC)"]
GOOD = [key(1), "2566-04", "แล้วเสร็จ", "๑๐๐%", "นางสาว ก", "", "", ""]


def read(*rows, header=HEADER):
    return read_follow_ups(workbook({"การติดตาม": [header, *rows]}), "a.xlsx")


def row(**changed):
    names = ("measure", "month", "status", "percent", "who", "link", "note", "at")
    return [changed.get(name, usual) for name, usual in zip(names, GOOD, strict=True)]


def test_a_row_typed_by_hand():
    table, problems = read(GOOD)
    assert problems == ()
    (entry,) = table.to_dict("records")
    assert (entry["measure"], entry["month"], entry["status"]) == (key(1), "2023-04", "done")
    assert (entry["percent"], entry["who"]) == (100, "นางสาว ก")


@pytest.mark.parametrize(
    "month",
    [
        "2566-04",
        "2023-04",
        "2023-4",
        "เม.ย. 2566",
        "เมษายน ๒๕๖๖",
        datetime(2023, 4, 1),
        datetime(2566, 4, 1),
    ],
)
def test_months_in_every_form(month):
    table, problems = read(row(month=month))
    assert problems == ()
    assert table["month"].tolist() == ["2023-04"]


@pytest.mark.parametrize("status", ["in_progress", "กำลังดำเนินการ", "In progress", "กําลังดําเนินการ"])
def test_statuses_in_both_languages(status):
    assert read(row(status=status))[0]["status"].tolist() == ["in_progress"]


@pytest.mark.parametrize(
    ("changed", "code", "cell"),
    [
        ({"measure": "12"}, "follow-up-measure", "A2"),
        ({"month": "ไตรมาส 2/2566"}, "follow-up-month", "B2"),
        ({"month": "2566-13"}, "follow-up-month", "B2"),
        ({"month": ""}, "follow-up-month", "B2"),
        ({"status": "ล่าช้า"}, "follow-up-status", "C2"),
        ({"percent": 101}, "follow-up-percent", "D2"),
        ({"percent": "ครึ่งหนึ่ง"}, "follow-up-percent", "D2"),
        ({"percent": 49.5}, "follow-up-percent", "D2"),
        ({"percent": -1}, "follow-up-percent", "D2"),
        ({"who": " "}, "follow-up-who", "E2"),
        ({"link": "javascript:alert(1)"}, "follow-up-link", "F2"),
        ({"note": "ก" * 4001}, "follow-up-too-long", "G2"),
        ({"at": "เมื่อวาน"}, "follow-up-at", "H2"),
    ],
)
def test_a_row_that_can_be_no_entry_is_left_out_and_said(changed, code, cell):
    table, problems = read(row(**changed), row(month="2566-05"))
    assert [(each.code, each.sheet, each.cell) for each in problems] == [(code, "การติดตาม", cell)]
    assert table["month"].tolist() == ["2023-05"]


def test_reading_twice_names_a_typed_row_the_same():
    assert read(GOOD)[0]["entry"].tolist() == read(GOOD)[0]["entry"].tolist()
    assert len(read(GOOD, GOOD)[0]) == 1


def test_entries_come_oldest_first_in_utc():
    table, _ = read(
        row(at="2023-04-20T09:30:00+07:00"), row(at="2023-04-20T01:00:00", status="ยกเลิก")
    )
    assert table["status"].tolist() == ["cancelled", "done"]
    assert table["at"].iloc[1] == datetime(2023, 4, 20, 2, 30, tzinfo=UTC)


def test_a_workbook_without_follow_ups_is_fine():
    assert read(["a", "b"], header=["x", "y"])[0].empty
    assert read(["a", "b"], header=["x", "y"])[1] == ()
    assert [each.code for each in read_follow_ups(b"", "a.xlsx")[1]] == ["file-empty"]


def test_the_division_of_a_report_is_read():
    table, problems = read([*GOOD, "ฝ่ายโยธา"], header=[*HEADER, "ฝ่ายที่รายงาน"])
    assert problems == ()
    assert table["division"].tolist() == ["ฝ่ายโยธา"]


def test_a_row_without_a_division_is_the_entry_that_it_was_before_there_were_any():
    # As read by the program before: bringing the same file in again must add nothing.
    assert read(GOOD)[0]["entry"].tolist() == ["6d81c32171c8364d1c587f2cdc4569cb"]
    blank = read([*GOOD, ""], header=[*HEADER, "ฝ่ายที่รายงาน"])[0]
    assert blank["entry"].tolist() == ["6d81c32171c8364d1c587f2cdc4569cb"]
    entries = read([*GOOD, "ฝ่ายโยธา"], header=[*HEADER, "ฝ่ายที่รายงาน"])[0]
    assert entries["entry"].tolist() != ["6d81c32171c8364d1c587f2cdc4569cb"]
