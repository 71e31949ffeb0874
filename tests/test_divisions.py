"""Who a responsible cell names: known, misspelt, unknown, everyone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita.divisions import EVERYONE, load_divisions, named_in

BANGKOK = load_divisions("bangkok")
SPELLINGS = [
    (spelling, each.name) for each in BANGKOK.divisions for spelling in (each.name, *each.also)
]


def test_a_district_office_has_ten_divisions():
    assert len(BANGKOK.names) == 10
    assert load_divisions(None) == BANGKOK
    assert load_divisions("national").divisions == ()


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
        ("-", ()),
        ("", ()),
    ],
)
def test_known_names(text, names):
    assert named_in(text, BANGKOK) == (names, ())


@pytest.mark.parametrize(
    ("text", "names", "unknown"),
    [
        ("ฝ่ายปกครองง", ("ฝ่ายปกครองง",), ("ฝ่ายปกครองง",)),
        ("ฝ่ายการศึกษานอกระบบ", ("ฝ่ายการศึกษานอกระบบ",), ("ฝ่ายการศึกษานอกระบบ",)),
        ("ฝ่ายกฎหมายและฝ่ายปกครอง", ("ฝ่ายกฎหมาย", "ฝ่ายปกครอง"), ("ฝ่ายกฎหมาย",)),
        ("ผอ.เขต และทุกฝ่าย", ("ผอ.เขต", EVERYONE), ("ผอ.เขต",)),
        ("ทุกฝ่ายที่เกี่ยวข้อง", ("ทุกฝ่ายที่เกี่ยวข้อง",), ("ทุกฝ่ายที่เกี่ยวข้อง",)),
        ("กองคลัง และสำนักปลัด", ("กองคลัง", "สำนักปลัด"), ("กองคลัง", "สำนักปลัด")),
    ],
)
def test_unknown_names_are_kept_and_said(text, names, unknown):
    assert named_in(text, BANGKOK) == (names, unknown)


def test_an_agency_without_a_list_keeps_every_name():
    assert named_in("กองคลัง และสำนักปลัด", load_divisions("national")) == (
        ("กองคลัง", "สำนักปลัด"),
        (),
    )
    assert named_in("ทุกกอง", load_divisions("national")).divisions == (EVERYONE,)


@given(
    st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=5),
    st.sampled_from([" ", "", ", ", " และ", "และ", "/", "\n", "; "]),
)
def test_any_spellings_in_any_company_are_found(chosen, between):
    text = between.join(spelling for spelling, _ in chosen)
    assert named_in(text, BANGKOK) == (tuple(dict.fromkeys(name for _, name in chosen)), ())


@given(st.text(max_size=80))
def test_no_text_is_too_odd(text):
    named = named_in(text, BANGKOK)
    assert set(named.unknown) <= set(named.divisions)
    assert len(set(named.divisions)) == len(named.divisions)
