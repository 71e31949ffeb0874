"""The list of what a report must mend: every kind of slip once, with its place and its words."""

import pytest

from ita.analysis.assessment import Assessment, assessments
from ita.language import Words
from ita.reading.scores import read_scores
from ita.report.report_check import check_report, findings_table, findings_text
from tests.reading.files import OWN_WORKBOOK, indicators, questions
from tests.reading.papers.files import paragraph, table, word
from tests.reading.papers.source_document import PDF, WORD

TH, EN = Words("th"), Words("en")
TITLE = paragraph("ผลการประเมินของสำนักงานเขตยานนาวา ปีงบประมาณ พ.ศ. 2565")


def assessment_of(data: bytes, name: str = "รายงาน.docx") -> Assessment:
    (assessment,) = assessments(read_scores(data, name))
    return assessment


def findings(*sentences: str) -> list[tuple[str, str, str, str]]:
    """The list for a report of all questions and some sentences."""
    body = TITLE + table(questions()) + "".join(map(paragraph, sentences))
    return [tuple(each) for each in check_report(assessment_of(word(body)), EN)]


@pytest.mark.parametrize(
    ("path", "places"),
    [
        (WORD, ["paragraph 77", "paragraph 119"]),
        (PDF, ["page 8 line 7", "page 10 line 7"]),
        (OWN_WORKBOOK, ["จำนวนข้อสูงกว่า 85 B2", "จำนวนข้อสูงกว่า 85 B4"]),
    ],
    ids=["docx", "pdf", "xlsx"],
)
def test_the_two_wrong_counts_of_the_office(path, places) -> None:
    mismatches = check_report(assessment_of(path.read_bytes(), path.name), EN)
    assert [(each.printed[:5], each.expected) for each in mismatches] == [
        ("24/25", "29/30"),
        ("30/30", "43/43"),
    ]
    assert [each.where for each in mismatches] == places


def test_a_count_in_a_sentence_is_quoted_in_its_own_words() -> None:
    (mismatches,) = findings("IIT มีข้อคำถาม ๒๔ ข้อ (จากทั้งหมด ๒๕ ข้อ) ที่มีคะแนนสูงกว่า ๘๕ คะแนน")
    assert mismatches[1] == "24/25 “๒๔ ข้อ (จากทั้งหมด ๒๕ ข้อ)”"


def test_a_mean_a_total_and_a_question_in_sentences() -> None:
    text = questions()[11][-2]
    mismatches = findings(
        "ผลการประเมิน EIT ของหน่วยงาน มีคะแนนเฉลี่ย ๙๐.๑๒ ซึ่งถือว่าดีมาก",
        "หน่วยงานได้คะแนน ๙๐.๐๐ คะแนน อยู่ในผลการประเมินระดับ AA",
        f"๒) ๑๑ {text} (๘๒.๑๐ คะแนน)",
    )
    assert [each[1:3] for each in mismatches] == [
        ("90.12", "97.37"),
        ("90.00", "98.14"),
        ("82.10", "81.20"),
    ]
    assert mismatches[0][0] == "Score of EIT"
    assert mismatches[2][0].startswith("Score of the question “สำนักงานเขตของท่าน มีการจัดซื้อ")


def test_sentences_that_agree_are_no_findings() -> None:
    assert not findings(
        "IIT มีข้อคำถาม 29 ข้อ (จากทั้งหมด 30 ข้อ) ที่มีคะแนนสูงกว่า 85 คะแนน",
        "หน่วยงานได้คะแนน ๙๘.๑๔ คะแนน อยู่ในผลการประเมินระดับ AA",
        "แผนมีมาตรการ 24 เรื่อง จากทั้งหมด 25 เรื่อง ที่ใช้งบประมาณสูงกว่า 85 บาท",
    )


def test_a_sentence_against_a_table_of_the_report() -> None:
    rows = [*indicators(), [2565, "", "คะแนนรวม ITA", 94.25]]
    body = TITLE + table(rows) + paragraph("หน่วยงานได้คะแนน ๙๔.๕๒ คะแนน อยู่ในผลการประเมินระดับ A")
    mismatches = check_report(assessment_of(word(body)), EN)
    assert ("94.52", "94.25") in [(each.printed, each.expected) for each in mismatches]


@pytest.mark.parametrize("words", [TH, EN, Words("th", thai_numerals=True)])
def test_the_list_as_table_and_as_text(words: Words) -> None:
    assessment = assessment_of(WORD.read_bytes(), WORD.name)
    mismatches = check_report(assessment, words)
    frame = findings_table(mismatches, words)
    assert frame.shape == (2, 4)
    title, first, second = findings_text(mismatches, assessment, WORD.name, words).splitlines()
    assert assessment.agency in title
    assert WORD.name in title
    assert first.startswith(words.digits("1."))
    for each, line in zip(mismatches, (first, second), strict=True):
        assert all(part in line for part in each)
