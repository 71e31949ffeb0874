"""The compare page on real agencies and years, with one agency, with one year, and on wrong links."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ita.store import open_store
from ita.store.imports import import_list
from ita.ui.compare.agencies import choose_rows
from tests import workbooks
from tests.pages.conftest import Run
from tests.pages.contents import charts, faultless_text
from tests.reading.files import real

FACULTIES = "02_up2563_faculties_wide.csv"
PROVINCES = "06_nacc2564_group2_provinces_indicators.csv"
# Choices of the sidebar, which the entrance reads.
SHARED = ("data", "english", "thai_numerals")


def compare(run: Run, files: dict[str, bytes] | None, view: str = "", **choices: str) -> AppTest:
    """The page as a link opens it."""
    shared = {name: choices.pop(name) for name in SHARED if name in choices}
    of_page = {name: value for name, value in {"view": view, **choices}.items() if value}
    return run("compare", files, of_page, **shared)


def two_years(before: Sequence[float], after: Sequence[float]) -> dict[str, bytes]:
    """One agency's ten indicators of 2564 and 2565."""
    head = "หน่วยงาน,ปีงบประมาณ," + ",".join(f"ตัวชี้วัดที่ {n}" for n in range(1, 11))
    rows = [
        f"เทศบาลตำบลทดสอบ,{year}," + ",".join(map(str, scores))
        for year, scores in ((2564, before), (2565, after))
    ]
    return {"years.csv": "\n".join([head, *rows]).encode()}


def test_years_of_a_province(run: Run) -> None:
    """Trat in the national report of 2564: printed totals 81.45 and 75.62; 65.56 - 52.78 = 12.78."""
    test = compare(run, {"provinces.csv": real(PROVINCES)}, data="ตราด 2564")
    text = faultless_text(test)
    assert "ดีขึ้น 5.83" in text
    assert "75.62" in text
    assert "10. การป้องกันการทุจริต **+12.78**" in text
    assert "ไม่มีตัวชี้วัดใดลดลง" in text
    assert charts(test) == 2


def test_a_year_that_is_worse(run: Run) -> None:
    files = two_years([80.0] * 10, [70.0, *[80.0] * 9])
    text = faultless_text(compare(run, files, data="เทศบาลตำบลทดสอบ 2565"))
    assert "ลดลง 0.60" in text
    assert "ไม่มีตัวชี้วัดใดเพิ่มขึ้น" in text


def test_the_bundled_result_has_one_year_and_no_neighbours(run: Run) -> None:
    for view in ("", "agencies", "best"):
        test = compare(run, None, view)
        text = faultless_text(test)
        assert "98.14" in text
        assert "เปิดไฟล์" in text
        assert charts(test) == 0
        # A picture is offered only where there is something to draw.
        assert not [link for link in test.get("page_link") if "picture" in link.proto.query_string]


def test_a_file_without_an_owner_says_so(run: Run) -> None:
    files = {"totals.csv": "ตัวชี้วัดที่,คะแนน\n9,90\n10,87.5\n".encode()}
    assert "ปีงบประมาณ" in faultless_text(compare(run, files))
    assert "หน่วยงานหรือปีงบประมาณ" in faultless_text(compare(run, files, "agencies"))


def test_a_unit_among_39(run: Run) -> None:
    """Rank 3 of the printed totals: 87.41, 86.33, 86.29."""
    test = compare(run, {FACULTIES: real(FACULTIES)}, "agencies", data="กองกลาง 2563")
    text = faultless_text(test)
    assert "อันดับ **3 จาก 39 หน่วยงาน**" in text
    assert "วิทยาลัยการศึกษา (87.41) ห่าง 1.12" in text
    assert "67.9" in text
    assert charts(test) == 3
    assert len(test.dataframe[0].value) == 39


def test_the_ranking_is_searched_and_ranked_by_an_indicator(run: Run) -> None:
    files = {FACULTIES: real(FACULTIES)}
    test = compare(run, files, "agencies", data="กองกลาง 2563", by="10", agency="วิทยาเขต")
    text = faultless_text(test)
    assert "(10. การป้องกันการทุจริต)" in text
    table = test.dataframe[0].value
    assert list(table.iloc[:, 1]) == ["วิทยาเขตเชียงราย มหาวิทยาลัยพะเยา"]
    nothing = compare(run, files, "agencies", data="กองกลาง 2563", agency="ไม่มีชื่อนี้")
    assert "ไม่มีหน่วยงานที่ตรงกับคำค้น" in faultless_text(nothing)


def test_the_best_at_the_weakest_and_no_plan_of_theirs(run: Run) -> None:
    """Of the unit's ten indicators 7 is the lowest with 76.90."""
    test = compare(run, {FACULTIES: real(FACULTIES)}, "best", data="กองกลาง 2563")
    text = faultless_text(test)
    assert "7. ประสิทธิภาพการสื่อสาร" in text
    assert "76.90" in text
    assert "ยังไม่มีแผนมาตรการของหน่วยงานที่สูงสุดเหล่านี้" in text
    assert charts(test) == 1


def test_the_measures_of_the_best_are_shown(run: Run) -> None:
    """The bundled plan of 2566 is that of Yannawa, which is best with ten times 100."""
    files = {
        "yannawa.xlsx": workbooks.indicators("สำนักงานเขตยานนาวา", least=91.0),
        "sathon.xlsx": workbooks.indicators("สำนักงานเขตสาทร", least=61.0),
    }
    text = faultless_text(compare(run, files, "best", data="สำนักงานเขตสาทร 2565"))
    assert "**สำนักงานเขตยานนาวา**" in text
    assert "แผนปี 2566" in text


def test_districts_are_compared_with_districts(run: Run) -> None:
    files = {
        "a.xlsx": workbooks.indicators("สำนักงานเขตยานนาวา"),
        "b.xlsx": workbooks.indicators("สำนักงานเขตสาทร"),
        "c.xlsx": workbooks.indicators("เทศบาลตำบลทดสอบ"),
    }
    text = faultless_text(compare(run, files, "agencies", data="สำนักงานเขตสาทร 2565"))
    assert "จาก 2 หน่วยงาน" in text
    assert "ไม่นับ 1 หน่วยงาน" in text
    assert "สำนักงานเขตไม่รวมอยู่ในค่าเฉลี่ย" in text


@pytest.mark.parametrize("view", ["years", "agencies", "best"])
def test_english_and_thai_numerals(run: Run, view: str) -> None:
    files = {"provinces.csv": real(PROVINCES)}
    thai = faultless_text(compare(run, files, view, data="ตราด 2564", thai_numerals="true"))
    assert "๘๑.๔๕" in thai or view == "best"
    assert "81.45" not in thai
    english = faultless_text(compare(run, files, view, data="ตราด 2564", english="true"))
    assert {"years": "better", "agencies": "Rank", "best": "lowest"}[view] in english


@pytest.mark.parametrize("name", ["<b>หนา</b>", "[ลิงก์](http://x)", "$x$ :red[x] `x`"])
def test_a_name_from_a_file_is_text_not_markup(run: Run, name: str) -> None:
    files = {
        "a.xlsx": workbooks.indicators(name, least=90.0),
        "b.xlsx": workbooks.indicators("เทศบาลตำบลทดสอบ", least=60.0),
    }
    for view in ("agencies", "best"):
        test = compare(run, files, view, data="เทศบาลตำบลทดสอบ 2565")
        lines = [each.value for each in test.markdown if "สูงสุด" in each.value]
        assert lines
        assert not any(name in line for line in lines)


def test_the_rows_of_a_heat_map() -> None:
    names = [f"ก{n}" for n in range(40)]
    assert choose_rows(names[:16], "ก3", []) == names[:16]
    assert choose_rows(names, "ก20", []) == [*names[:3], *names[17:24], *names[-3:]]
    assert choose_rows(names, "ก0", []) == [*names[:4], *names[-3:]]
    assert choose_rows(names, "ก20", ["ก5"]) == ["ก5", "ก20"]
    assert len(choose_rows(names, "ก39", names)) == 16


def test_a_group_is_limited_to_a_type_and_a_province(run: Run, tmp_path: Path) -> None:
    """Totals 80, 82, 84 and 86; the office itself is always among them."""
    rows = [
        f"{name},{province},2565,{number},{score}"
        for name, province, score in (
            ("เทศบาลตำบลหนึ่ง", "ตราด", 80),
            ("เทศบาลตำบลสอง", "ระยอง", 82),
            ("องค์การบริหารส่วนตำบลสาม", "ตราด", 84),
            ("เทศบาลตำบลสี่", "ตราด", 86),
        )
        for number in range(1, 11)
    ]
    path = tmp_path / "list.csv"
    path.write_text("\n".join(["agency,province,fiscal_year,indicator,score", *rows]), "utf-8")
    store = open_store(str(tmp_path / "store" / "ita.sqlite3"))
    import_list(store, path)
    store.close()
    own_file = {"own.xlsx": workbooks.indicators("เทศบาลตำบลสอง", 2565, 78.0)}
    key = "เทศบาลตำบลสอง 2565"

    def ranks(view: str = "agencies", **choices: str) -> list[str]:
        test = compare(run, own_file, view, data=key, **choices)
        faultless_text(test)
        return list(test.dataframe[0].value.iloc[:, 1]) if view == "agencies" else []

    # The own file comes before the list: its total is 82.9.
    in_order = ["เทศบาลตำบลสี่", "องค์การบริหารส่วนตำบลสาม", "เทศบาลตำบลสอง", "เทศบาลตำบลหนึ่ง"]
    assert ranks() == in_order
    assert ranks(province="ตราด") == in_order
    assert ranks(province="ตราด", agency_type="องค์การบริหารส่วนตำบล") == in_order[1:3]
    assert ranks(agency_type="เทศบาลตำบล") == [in_order[0], *in_order[2:]]
    # A search finds names, types and provinces.
    assert ranks(agency="ตราด") == [*in_order[:2], in_order[3]]
    assert ranks(agency="อบต.สาม") == [in_order[1]]
    assert ranks(agency="องค์การบริหารส่วนตำบล") == [in_order[1]]
    text = faultless_text(
        compare(run, own_file, "best", data=key, province="ตราด", agency_type="เทศบาลตำบล")
    )
    assert "**เทศบาลตำบลสี่**" in text


def test_saved_results_are_compared_from_the_rows_of_the_store(run: Run, tmp_path: Path) -> None:
    """The two saved offices stand in no bundled file; 2563 of the first is a year of its own."""
    store = open_store(str(tmp_path / "store" / "ita.sqlite3"))
    for name, year, least in (
        ("เทศบาลตำบลหนึ่ง", 2565, 70.0),
        ("เทศบาลตำบลสอง", 2565, 60.0),
        ("เทศบาลตำบลหนึ่ง", 2564, 60.0),
    ):
        store.save_file(
            "scores",
            workbooks.indicators(name, year, least),
            name=f"{name}.xlsx",
            who="ผู้ทดสอบ",
            agency=name,
            fiscal_year=year,
        )
    files = {"own.xlsx": workbooks.indicators("เทศบาลตำบลสาม", least=65.0)}
    text = faultless_text(compare(run, files, "agencies", data="เทศบาลตำบลสาม 2565"))
    assert "อันดับ **2 จาก 3 หน่วยงาน**" in text
    assert "เทศบาลตำบลหนึ่ง" in text
    years = faultless_text(compare(run, files, "years", data="เทศบาลตำบลหนึ่ง 2565"))
    assert "ดีขึ้น 10.00" in years
