"""Task lists and the month's summary: what they hold, on one page, and what files there are."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from ita.language import Words
from ita.publishing.content.listing import Column, Listing, Section, cell
from ita.publishing.content.task_list import gather_month_summary, gather_task_list
from ita.publishing.reminders import REMINDERS, list_reminders
from ita.publishing.word.listing import make_listing
from tests.measures.tiny import measures
from tests.publishing import real
from tests.publishing.contents import HEAD

TH, EN = Words("th"), Words("en")
ADMINISTRATION, MARSHALS = "ฝ่ายปกครอง", "ฝ่ายเทศกิจ"


def opened(content, words=TH):
    return Document(BytesIO(make_listing(content, words, bundled=True)))


def tables(document):
    return [[[each.text for each in row.cells] for row in table.rows] for table in document.tables]


def month(words=TH):
    return gather_month_summary(real.assessment(), real.progress(), "2023-04", words)


def test_a_division_has_its_own_measures_first_and_the_open_ones_of_both_before_what_is_done():
    content = gather_task_list(real.progress(), MARSHALS, TH)
    own_work, shared = content.sections
    assert (len(own_work.rows), len(shared.rows)) == (4, 17)
    states = [row[3][0].text for row in shared.rows]
    assert states[0] == "ล่าช้า"
    assert states.index("แล้วเสร็จ") == len(states) - states.count("แล้วเสร็จ")


def test_who_has_nothing_to_do_reads_so():
    progress = real.progress()
    empty = replace(progress, plan=replace(progress.plan, measures=measures()))
    document = opened(gather_task_list(empty, ADMINISTRATION, TH))
    assert TH("compositions.tasks.none") in [each.text for each in document.paragraphs]


def test_the_director_reads_what_to_decide_how_divisions_stand_and_what_is_due():
    decisions, divisions, due = month().sections
    assert "E14" in decisions.rows[0][0][0].text
    assert [each[0].text for each in divisions.rows[0]] == [
        ADMINISTRATION,
        "42",
        "14",
        "28",
        "33",
        "10",
    ]
    assert due.rows[0][3][0].text == "30 มี.ค. 2566"
    assert len(due.rows) == 39


def test_without_a_result_no_question_waits_for_a_decision():
    decisions, *_ = gather_month_summary(None, real.progress(), "2023-04", TH).sections
    assert decisions.rows == ()


@pytest.mark.parametrize("words", [TH, EN, Words("th", thai_numerals=True)])
def test_papers_are_regular_tables_with_repeated_headers(words):
    for content in (gather_task_list(real.progress(), MARSHALS, words), month(words)):
        document = opened(content, words)
        for table, section in zip(document.tables, content.sections, strict=True):
            assert len(table.columns) == len(section.columns)
            assert [each.text for each in table.rows[0].cells] == [
                column.title for column in section.columns
            ]
            assert not table._tbl.xpath(".//w:gridSpan | .//w:vMerge")
            assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        document_text = " ".join(each.text for each in document.paragraphs)
        assert content.head.title in document_text
        assert "None" not in document_text
        assert "nan" not in document_text


def test_what_finds_no_room_on_the_page_is_counted_and_done_work_goes_first():
    content = gather_task_list(real.progress(), ADMINISTRATION, TH)
    own_table, shared_table = tables(opened(content))
    left_out = 42 - (len(own_table) - 2) - (len(shared_table) - 1)
    assert left_out > 0
    assert own_table[-1][1] == TH("slides.more_rows", count=str(left_out))
    late = [row for row in own_table if row[3] == "ล่าช้า"]
    assert len(late) == sum(row[3][0].text == "ล่าช้า" for row in content.sections[0].rows)


@pytest.mark.parametrize("text", ["<w:p>{{ x }}", "=1+1", "ก\x00\x0bข", "คำของข้อความ " * 900])
def test_whatever_a_measure_says_stays_its_text(text):
    columns = (Column("ที่", 1), Column("เรื่อง", 6))
    section = Section(columns, ((cell("1"), cell(text)),))
    ((_, (_, cell_text)),) = tables(opened(Listing(HEAD, (section,))))
    visible = " ".join(text.replace("\x00", "").replace("\x0b", "").split())
    assert cell_text == visible or (cell_text.endswith("…") and visible.startswith(cell_text[:40]))


def test_the_office_has_a_calendar_and_a_summary_and_every_division_a_calendar_and_tasks():
    names = [
        each.name
        for each in list_reminders(
            real.progress(),
            TH,
            REMINDERS,
            divisions=[None, *real.material().divisions],
            assessment=real.assessment(),
            month="2023-04",
        )
    ]
    assert len(set(names)) == len(names) == 2 * 13
    assert names[0] == "ita-ปฏิทิน-สำนักงานเขตยานนาวา-2566.ics"
    assert names[1] == "ita-สรุปประจำเดือน-2023-04-สำนักงานเขตยานนาวา-2566.docx"
    assert "ita-รายการงาน-ฝ่ายโยธา-สำนักงานเขตยานนาวา-2566.docx" in names


def test_a_paper_is_there_as_pdf_and_picture_where_it_can_be_drawn():
    class Paper:
        def render(self, page, form):
            return [f"{page.size.name} {form}".encode()]

    made = list_reminders(
        real.progress(), TH, ("task-list",), divisions=[MARSHALS], renderer=Paper()
    )
    endings = {each.name.rpartition(".")[2]: each for each in made}
    assert list(endings) == ["docx", "pdf", "png"]
    assert endings["pdf"].single() == b"a4 pdf"


def test_only_the_wanted_files_are_made():
    (only,) = list_reminders(real.progress(), TH, ("calendar",), divisions=[MARSHALS])
    assert only.single().startswith(b"BEGIN:VCALENDAR")
    assert list_reminders(real.progress(), TH, ("summary",), divisions=[MARSHALS]) == []
    (tasks,) = list_reminders(real.progress(), TH, ("task-list",), divisions=[MARSHALS])
    assert Document(BytesIO(tasks.single())).tables
