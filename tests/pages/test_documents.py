"""The data page with a printed report: what does not agree with it, and the way to its measures."""

import pytest

from ita.language import Words
from tests.pages.contents import visible_text
from tests.pages.test_answers import opened
from tests.reading.bad.of_documents import SOUND_WORD, scanned
from tests.reading.papers.source_document import PDF, WORD

TH = Words("th")


@pytest.fixture(scope="module", params=[WORD, PDF], ids=lambda path: path.suffix)
def paper(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param.name, request.param.read_bytes()


def test_a_report_shows_at_once_what_it_must_mend(run, paper) -> None:
    test = opened(run("data"), paper)
    (warning,) = [each.value for each in test.warning if "ไม่ตรงกับคะแนนของรายงานเอง" in each.value]
    assert TH("report_check.found", count=2) == warning
    (table,) = [each.value for each in test.markdown if "29/30" in each.value]
    assert "24/25" in table
    assert "43/43" in table
    (text,) = [each.value for each in test.code]
    assert len(text.splitlines()) == 3


def test_its_measures_are_one_step_away(run, paper) -> None:
    test = opened(run("data"), paper)
    label = TH("data.measures_in_document", count=59)
    next(each for each in test.button if each.label == label).click().run()
    assert not test.exception
    (plan,) = test.session_state["_opened-measures"].values()
    assert plan.in_use
    assert len(plan.contents.measures) == 59


def test_a_report_without_slips_and_measures_says_that_it_agrees(run) -> None:
    test = opened(run("data"), ("รายงาน.docx", SOUND_WORD))
    assert not [each for each in test.button if "เปิดในหน้ามาตรการ" in each.label]
    assert "ไม่ตรงกับคะแนนของรายงานเอง" not in visible_text(test)


def test_a_scan_is_refused_in_words(run) -> None:
    test = opened(run("data"), ("สแกน.pdf", scanned()))
    assert "ภาพสแกน" in visible_text(test)
