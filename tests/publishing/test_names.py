"""Names of files: safe everywhere, and telling whose and what."""

from ita.publishing.names import file_name, number_duplicate, safe_name


def test_thai_stays_and_what_a_system_refuses_goes():
    assert safe_name("ผลของ ปี 2565/แก้ไข:*?") == "ผลของ_ปี_2565_แก้ไข_"
    assert safe_name("../../etc/passwd") == "_etc_passwd"
    assert len(safe_name("ก" * 300)) == 80


def test_a_name_tells_what_whose_and_when():
    assert file_name("ผล", "เขตทดสอบ", 2565, "A4") == "ita-ผล-เขตทดสอบ-2565-A4"
    assert file_name("ผล", None, None) == "ita-ผล"


def test_a_long_agency_is_cut_and_the_rest_stays():
    name = file_name("result", "ส" * 200, 2565, "square")
    assert len(name) <= 80
    assert name.startswith("ita-result-ส")
    assert name.endswith("-2565-square")
    assert file_name("w" * 200, "เขต", 2565) == safe_name("ita-" + "w" * 200)


def test_of_names_alike_to_windows_the_second_is_numbered():
    taken = set()
    assert [
        number_duplicate(name, taken) for name in ("ก.png", "ก.png", "A.png", "a.png", "ก (2).png")
    ] == [
        "ก.png",
        "ก (2).png",
        "A.png",
        "a (2).png",
        "ก (2) (2).png",
    ]
    # A dot inside a title begins no ending.
    assert [number_duplicate("98.14 คะแนน", taken) for _ in range(2)] == [
        "98.14 คะแนน",
        "98.14 คะแนน (2)",
    ]
