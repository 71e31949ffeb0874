"""Names of agencies in titles, in names of sheets and files, and what follows from them."""

import pytest

from ita.agencies import (
    agency_in,
    agency_key,
    agency_of_name,
    can_name_agency,
    variant_of_agency,
)


@pytest.mark.parametrize(
    ("title", "agency"),
    {
        "เทศบาลเมืองตัวอย่าง ปีงบประมาณ พ.ศ. 2565": "เทศบาลเมืองตัวอย่าง",
        "เทศบาลเมืองตัวอย่างประจำปีงบประมาณ 2565": "เทศบาลเมืองตัวอย่าง",
        "องค์การบริหารส่วนตำบล บ้านตัวอย่าง": "องค์การบริหารส่วนตำบล บ้านตัวอย่าง",
        "ผลการประเมิน ITA ของเทศบาลตำบลบ้านใหม่ อำเภอเมือง จังหวัดสมมติ": "เทศบาลตำบลบ้านใหม่",
        "อบต. ริมน้ำ อ.เมือง จ.สมมติ": "อบต. ริมน้ำ",
        "สำนักงานเขตยานนาวา กรุงเทพมหานคร": "สำนักงานเขตยานนาวา",
        "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสกลนคร เขต 1 ปี 2566": (
            "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสกลนคร เขต 1"
        ),
        "กรมควบคุมโรค กระทรวงสาธารณสุข": "กรมควบคุมโรค",
        "กรมการปกครอง": "กรมการปกครอง",
        "สำนักงานที่ดินจังหวัดสมมติ": "สำนักงานที่ดินจังหวัดสมมติ",
        "คณะวิศวกรรมศาสตร์ มหาวิทยาลัยตัวอย่าง": "คณะวิศวกรรมศาสตร์ มหาวิทยาลัยตัวอย่าง",
        "โรงพยาบาลสมเด็จพระยุพราช ตัวอย่าง ผลการประเมิน": "โรงพยาบาลสมเด็จพระยุพราช ตัวอย่าง",
        "สถานีตำรวจภูธรเมือง": "สถานีตำรวจภูธรเมือง",
        "สำนักงานเขตมีนบุรี": "สำนักงานเขตมีนบุรี",
        "ผลการประเมิน ITA โดยสำนักงาน ป.ป.ช. ของเทศบาลนครตัวอย่าง": "เทศบาลนครตัวอย่าง",
        "เทศบาลนครตัวอย่าง ตามเกณฑ์ ป.ป.ช.": "เทศบาลนครตัวอย่าง",
        "กรุงเทพมหานคร": "กรุงเทพมหานคร",
        "ตามเกณฑ์ของสำนักงานคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ": "",
        "สำนักงาน ป.ป.ช.": "",
        "จัดทำโดย สำนักปลัดเทศบาล": "",
        "ข้อมูลจาก กรมการปกครอง": "",
        "คณะกรรมการประเมิน": "",
        "โปรแกรมประเมิน": "",
        "ระดับจังหวัด": "",
        "เทศบาลเมือง": "",
        "สำนักงาน ปี 2565": "",
        "สำนักงานเขตของท่าน มีการจัดซื้อจัดจ้าง": "",
        "โรงเรียนในสังกัดกรุงเทพมหานคร": "",
        "ผลการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ": "",
    }.items(),
)
def test_the_agency_that_a_title_is_about(title: str, agency: str) -> None:
    assert agency_in(title) == agency


def test_the_agency_in_the_name_of_a_sheet_or_file() -> None:
    assert agency_of_name("อบต.ก") == "อบต.ก"
    assert agency_of_name("ITA_เทศบาลเมืองก_2565") == "เทศบาลเมืองก"
    assert agency_of_name("คะแนน") == ""


@pytest.mark.parametrize("name", ["บางรัก", "ก", "สาขา A"])
def test_a_name_that_can_be_an_office(name: str) -> None:
    assert can_name_agency(name)


@pytest.mark.parametrize(
    "name", ["Sheet1", "2565", "ปี 2564", "คะแนนรายข้อ", "ข้อมูลหน่วยงาน", "IIT", "(2)"]
)
def test_an_ordinary_name_of_a_sheet(name: str) -> None:
    assert not can_name_agency(name)


def test_names_are_compared_with_their_abbreviations_spelled_out() -> None:
    assert agency_key("อบต. ริมน้ำ") == agency_key("องค์การบริหารส่วนตำบลริมน้ำ")
    assert agency_key("ทม.ก") == agency_key("เทศบาลเมือง ก")
    assert agency_key("อบต.ก") != agency_key("อบต.ข")


@pytest.mark.parametrize(
    ("agency", "variant"),
    [
        ("สำนักงานเขตยานนาวา", "bangkok"),
        ("เขตบางรัก", "bangkok"),
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษา เขต 1", None),
        ("เทศบาลนครตัวอย่าง", None),
        ("", None),
        (None, None),
    ],
)
def test_the_variant_of_an_agency(agency: str | None, variant: str | None) -> None:
    assert variant_of_agency(agency) == variant
