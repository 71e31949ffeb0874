"""Years that a cell or a title states, and years that speak of something else."""

import datetime
from typing import Any

import pytest

from ita.thai.years import stated_year, year_in, year_of_name, year_of_title, years_in_title


@pytest.mark.parametrize(
    "cell",
    [
        *(2565, 2565.0, 65, "65", "'65", "2565*", "FY65", "FY 2565", "2565 (2022)", "2022/2565"),
        *(
            "พ.ศ. ๒๕๖๕",
            "ปี พ.ศ.2565",
            "ปีงบประมาณ 65",
            "ปี 65",
            "งปม.65",
            "งปม. 2565",
            "ปีการศึกษา 2565",
        ),
        *("1 ต.ค. 2564 – 30 ก.ย. 2565", "1 ตุลาคม 2564 ถึง 30 กันยายน 2565", "1/10/2564 - 30/9/2565"),
        *("ตุลาคม 2564 - กันยายน 2565", "ประจำปีงบประมาณ พ.ศ. 2565 (1 ต.ค. 64 - 30 ก.ย. 65)"),
        datetime.datetime(2565, 1, 1),
    ],
)
def test_a_labelled_year(cell: Any) -> None:
    assert stated_year(cell)[:2] == (2565, False)


@pytest.mark.parametrize(
    "cell",
    [
        2022,
        "2022",
        "FY2022",
        "FY22",
        "ค.ศ. 2022",
        datetime.date(2022, 9, 30),
        datetime.date(2021, 10, 1),
    ],
)
def test_a_labelled_year_of_the_common_era(cell: Any) -> None:
    assert stated_year(cell)[:2] == (2565, True)


@pytest.mark.parametrize(
    "cell",
    [
        *(None, True, "", "ล่าสุด", "2563–2565", "2564/2565", "5 มกราคม 2566", "2565.5", 25650, 12.5),
        *(datetime.date(2022, 5, 5), float("nan"), 100, "1 ต.ค. 2565 - 31 มี.ค. 2566"),
    ],
)
def test_no_year(cell: Any) -> None:
    assert stated_year(cell).year is None


@pytest.mark.parametrize(
    "title",
    [
        "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2565",
        "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ.๒๕๖๕",
        "ปีงบประมาณ พ.ศ. 2565",
        "ประจำปี 2565",
        "2565",
        "จังหวัดสมมติ ปี 2565",
        "ผลคะแนน ITA ปี 65",
        "ผลการประเมิน ITA ปี 2565 เทียบกับปี 2564",
        "ผลการประเมิน ITA ปี 2565 (ข้อมูล ณ วันที่ 5 มกราคม 2566)",
        "ผลการประเมิน ITA ตามประกาศสำนักงาน ป.ป.ช. ประจำปีงบประมาณ พ.ศ. 2565",
        "ผลการประเมิน ITA ปี 2565 เพื่อใช้จัดทำแผนปี 2566",
        "มาตรการส่งเสริมคุณธรรม ปี 2566 จากผลการประเมิน ITA ปี 2565",
        "คะแนนรายตัวชี้วัด ปีงบประมาณ 2565 (1 ต.ค. 2564 - 30 ก.ย. 2565)",
    ],
)
def test_the_year_of_a_result(title: str) -> None:
    assert year_of_title(title, "result", "").year == 2565


@pytest.mark.parametrize(
    "title",
    [
        "ข้อมูล ณ วันที่ 5 มกราคม 2566",
        "ข้อมูล ณ ปี 2566",
        "เพื่อใช้จัดทำแผนปี 2566",
        "แผนยกระดับผลการประเมิน ITA ปี 2566",
        "พิมพ์เมื่อ 2566",
        "หน้า 2 รายงานผล ITA 2566",
        "รายงานผล ITA ฉบับปรับปรุง มกราคม 2566",
        "เปรียบเทียบผลการประเมินปี 2564 กับปี 2565",
        "ผลการประเมิน ITA ปี 2564 – 2565",
        "ตามพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540",
        "ประกาศ ณ วันที่ 3 สิงหาคม พ.ศ. 2565",
        "เป้าหมาย ปี 2566",
        "ผลการประเมินที่ผ่านมา ปี 2564",
        "เอกสารแนบ 2566",
        "งบประมาณ 65 ล้านบาท",
        "คะแนน ITA 65 คะแนน",
        "โทร. 2565",
        "เอกสารเลขที่ ITA-2566-01",
        "คะแนนปีที่แล้ว 2564",
        "ผลการประเมิน ITA ปี 2565-66",
    ],
)
def test_a_year_of_something_else(title: str) -> None:
    assert year_of_title(title, "result", "").year is None


def test_a_plan_and_the_result_it_answers() -> None:
    title = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปี 2566 (จากผลการประเมิน ITA ปี 2565)"
    assert [(each.year, each.about) for each in years_in_title(title)] == [
        (2566, "plan"),
        (2565, "result"),
    ]
    assert year_of_title(title, "plan", "").year == 2566


@pytest.mark.parametrize(
    ("name", "year"),
    {
        "ITA2565.xlsx": 2565,
        "ita_65_final.xlsx": 2565,
        "ผล ITA ปี 65.xlsx": 2565,
        "2023-01-15 คะแนน 2565.xlsx": 2565,
        "data 2565 v2.xlsx": 2565,
        "ปี 2564": 2564,
        "แผนปฏิบัติการ 2566.xlsx": None,
        "ผล 2564-2565.xlsx": None,
        "20230115.xlsx": None,
        "คะแนน": None,
    }.items(),
)
def test_the_year_in_a_name(name: str, year: int | None) -> None:
    assert year_of_name(name) == year


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        (2565, (2565, False)),
        (2565.0, (2565, False)),
        ("ปี ๒๕๖๕", (2565, False)),
        ("พ.ศ. 2565", (2565, False)),
        (2022, (2565, True)),
        ("FY2022", (2565, True)),
        ("2563–2565", (None, False)),
        ("2565.5", (None, False)),
        (25650, (None, False)),
        (True, (None, False)),
        (None, (None, False)),
    ],
)
def test_a_year_of_four_digits(cell: Any, year: tuple[int | None, bool]) -> None:
    assert year_in(cell) == year
