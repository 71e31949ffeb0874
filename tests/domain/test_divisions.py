"""Who a responsible cell names: known, misspelt, unknown, everyone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.domain.divisions import (
    EVERYONE,
    Divisions,
    divisions_of_names,
    find_divisions,
    find_everyone,
    load_divisions,
)

BANGKOK = load_divisions(None, "bangkok")
SPELLINGS = [
    (spelling, each.name) for each in BANGKOK.divisions for spelling in (each.name, *each.also)
]


def test_a_district_office_has_ten_divisions():
    assert len(BANGKOK.names) == 10
    for name in ("สำนักงานเขตยานนาวา", "เขตบางรัก"):
        assert load_divisions(name) == load_divisions(name, "national") == BANGKOK


@pytest.mark.parametrize(
    ("agency", "variant"),
    [
        (None, None),
        (None, "national"),
        ("เทศบาลเมืองตัวอย่าง", None),
        ("สำนักการแพทย์ กรุงเทพมหานคร", "bangkok"),
        ("สำนักงานเขตพื้นที่การศึกษาประถมศึกษาสกลนคร เขต 1", None),
        ("เขตสุขภาพที่ 4", None),
    ],
)
def test_every_other_agency_has_the_divisions_that_its_plan_names(agency, variant):
    assert load_divisions(agency, variant) == Divisions()
    assert divisions_of_names(["กองคลัง", EVERYONE, "กองช่าง", "กองคลัง"]).names == (
        "กองคลัง",
        "กองช่าง",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ฝ่ายปกครอง", ("ฝ่ายปกครอง",)),
        ("ฝ่ายคลังและทุกฝ่าย", ("ฝ่ายการคลัง", EVERYONE)),
        ("ฝ่ายปกครอง และทุกฝ่าย", ("ฝ่ายปกครอง", EVERYONE)),
        (
            "ฝ่ายโยธาฝ่ายสิ่งแวดล้อมฯ และฝ่ายอื่นๆ",
            ("ฝ่ายโยธา", "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล", "ฝ่ายอื่นๆ"),
        ),
        ("ฝ่ายการศึกษาและโรงเรียนในสังกัดเขต", ("ฝ่ายการศึกษา", "โรงเรียนในสังกัดเขต")),
        ("ฝ่ายสิ่งแวดล้อม และสุขาภิบาล", ("ฝ่ายสิ่งแวดล้อมและสุขาภิบาล",)),
        ("ฝ่าย ปกครอง", ("ฝ่ายปกครอง",)),
        ("หัวหน้าฝ่ายปกครอง", ("ฝ่ายปกครอง",)),
        ("ปกครอง โยธา, คลัง", ("ฝ่ายปกครอง", "ฝ่ายโยธา", "ฝ่ายการคลัง")),
        ("ฝ่ายปกครอง ฝ่ายปกครอง", ("ฝ่ายปกครอง",)),
        ("ฝ่าย อื่น ๆ", ("ฝ่ายอื่นๆ",)),
        ("ฝ่ายคลัง & ฝ่ายรายได้ + โยธา", ("ฝ่ายการคลัง", "ฝ่ายรายได้", "ฝ่ายโยธา")),
        ("ทุกฝ่าย ยกเว้นฝ่ายเทศกิจ", tuple(n for n in BANGKOK.names if n != "ฝ่ายเทศกิจ")),
        (
            "ฝ่ายโยธา และทุกฝ่าย (ยกเว้น ฝ่ายเทศกิจ/ฝ่ายคลัง)",
            (
                "ฝ่ายโยธา",
                *(
                    name
                    for name in BANGKOK.names
                    if name not in ("ฝ่ายโยธา", "ฝ่ายเทศกิจ", "ฝ่ายการคลัง")
                ),
            ),
        ),
        ("-", ()),
        ("", ()),
    ],
)
def test_known_names(text, names):
    assert find_divisions(text, BANGKOK) == (names, ())


@pytest.mark.parametrize(
    ("text", "names", "unknown"),
    [
        ("ฝ่ายปกครองง", ("ฝ่ายปกครองง",), ("ฝ่ายปกครองง",)),
        ("ฝ่ายการศึกษานอกระบบ", ("ฝ่ายการศึกษานอกระบบ",), ("ฝ่ายการศึกษานอกระบบ",)),
        ("ฝ่ายกฎหมายและฝ่ายปกครอง", ("ฝ่ายกฎหมาย", "ฝ่ายปกครอง"), ("ฝ่ายกฎหมาย",)),
        ("ผอ.เขต และทุกฝ่าย", ("ผอ.เขต", EVERYONE), ("ผอ.เขต",)),
        ("ทุกฝ่ายที่เกี่ยวข้อง", ("ทุกฝ่ายที่เกี่ยวข้อง",), ("ทุกฝ่ายที่เกี่ยวข้อง",)),
        ("กองคลัง และสำนักปลัด", ("กองคลัง", "สำนักปลัด"), ("กองคลัง", "สำนักปลัด")),
        ("ทุกฝ่ายเว้นกองคลัง", BANGKOK.names, ("กองคลัง",)),
    ],
)
def test_unknown_names_are_kept_and_said(text, names, unknown):
    assert find_divisions(text, BANGKOK) == (names, unknown)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("กองคลัง และสำนักปลัด", ("กองคลัง", "สำนักปลัด")),
        ("กองคลัง กองช่าง", ("กองคลัง", "กองช่าง")),
        ("กองคลัง\nกองช่าง", ("กองคลัง", "กองช่าง")),
        ("กองคลัง/กองช่าง", ("กองคลัง", "กองช่าง")),
        ("กองคลัง,กองช่าง;สำนักปลัด", ("กองคลัง", "กองช่าง", "สำนักปลัด")),
        ("กองคลังและกองช่าง", ("กองคลัง", "กองช่าง")),
        ("งานคลังและงานพัสดุ", ("งานคลัง", "งานพัสดุ")),
        ("1) กองคลัง 2) กองช่าง", ("กองคลัง", "กองช่าง")),
        ("๑. กองคลัง ๒. กองช่าง", ("กองคลัง", "กองช่าง")),
        ("- กองคลัง\n- กองช่าง", ("กองคลัง", "กองช่าง")),
        ("• กองคลัง • คณะทำงาน ITA", ("กองคลัง", "คณะทำงาน ITA")),
        ("กลุ่มงานบริหารทั่วไป ร่วมกับ ศูนย์ดำรงธรรม", ("กลุ่มงานบริหารทั่วไป", "ศูนย์ดำรงธรรม")),
        ("กองคลัง-กองช่าง + สำนักปลัด", ("กองคลัง", "กองช่าง", "สำนักปลัด")),
        ("ปลัด อบต.", ("ปลัด อบต.",)),
        ("โรงเรียนบ้านนา, โรงเรียนบ้านดอน", ("โรงเรียนบ้านนา", "โรงเรียนบ้านดอน")),
        # "และ" and spaces inside a name are part of it.
        ("กองยุทธศาสตร์และงบประมาณ", ("กองยุทธศาสตร์และงบประมาณ",)),
        ("กองการศึกษา ศาสนาและวัฒนธรรม", ("กองการศึกษา ศาสนาและวัฒนธรรม",)),
        ("สำนักส่งเสริมวิชาการและงานทะเบียน", ("สำนักส่งเสริมวิชาการและงานทะเบียน",)),
        # Who leads and who helps are both named.
        ("หลัก: กองคลัง สนับสนุน: กองช่าง", ("กองคลัง", "กองช่าง")),
        ("หน่วยงานหลัก กองคลัง หน่วยงานสนับสนุน กองช่าง", ("กองคลัง", "กองช่าง")),
        ("กองคลัง (หลัก) กองช่าง (สนับสนุน)", ("กองคลัง", "กองช่าง")),
        ("กองคลัง (งานพัสดุ)", ("กองคลัง", "งานพัสดุ")),
        ("กองคลัง (นางสาวก โทร. 02)", ("กองคลัง",)),
        ("สำนักปลัด (สป.)", ("สำนักปลัด (สป.)",)),
        # A head stands for a unit that has a name.
        ("ผอ.กองคลัง", ("กองคลัง",)),
        ("ผู้อำนวยการกองช่าง และหัวหน้าสำนักปลัด", ("กองช่าง", "สำนักปลัด")),
        ("หัวหน้าฝ่าย", ("หัวหน้าฝ่าย",)),
        ("หัวหน้าส่วนราชการ", ("หัวหน้าส่วนราชการ",)),
        ("ปลัดเทศบาล", ("ปลัดเทศบาล",)),
        # Everybody is one name, however many kinds of unit it lists.
        ("ทุกสำนัก/กอง", (EVERYONE,)),
        ("ทุกสำนัก / กอง / ศูนย์", (EVERYONE,)),
        ("ทุกกอง", (EVERYONE,)),
        ("ทุก ๆ กอง และทุกสำนัก", (EVERYONE,)),
        ("ทุกส่วนราชการในสังกัด", (EVERYONE,)),
        ("ทุกหน่วยงาน, กองคลัง", (EVERYONE, "กองคลัง")),
        ("ทุกสำนัก/กองคลัง", (EVERYONE, "กองคลัง")),
        ("ทุกฝ่ายที่เกี่ยวข้อง", ("ทุกฝ่ายที่เกี่ยวข้อง",)),
        ("สำนัก/กองที่เกี่ยวข้อง", ("สำนัก/กองที่เกี่ยวข้อง",)),
        ("ฝ่ายปกครอง ฝ่ายคลัง", ("ฝ่ายปกครอง", "ฝ่ายคลัง")),
    ],
)
def test_an_agency_without_a_list_keeps_every_name(text, names):
    assert find_divisions(text, Divisions()) == (names, ())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ทุกสำนัก / กอง", "ทุกสำนัก/กอง"),
        ("ฝ่ายปกครอง และทุก ๆ ฝ่าย", "ทุกฝ่าย"),
        ("ทุกฝ่ายที่เกี่ยวข้อง", ""),
        ("กองคลัง", ""),
    ],
)
def test_the_words_for_everybody(text, word):
    assert find_everyone(text) == word


@given(
    st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=5),
    st.sampled_from([" ", "", ", ", " และ", "และ", "/", "\n", "; "]),
)
def test_any_spellings_in_any_company_are_found(chosen, between):
    text = between.join(spelling for spelling, _ in chosen)
    assert find_divisions(text, BANGKOK) == (tuple(dict.fromkeys(name for _, name in chosen)), ())


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text):
    result = find_divisions(text, BANGKOK)
    assert set(result.unknown) <= set(result.divisions)
    assert len(set(result.divisions)) == len(result.divisions)
