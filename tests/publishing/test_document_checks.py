"""What the analysis still lacks is a marked blank in its draft."""

from dataclasses import replace

from docx.enum.text import WD_COLOR_INDEX

from ita.language import Words
from ita.measures.yearly_analysis import Evidence, check_yearly_analysis, load_required_parts
from ita.publishing.word import make_document
from tests.publishing import real
from tests.publishing.documents import without_reports
from tests.publishing.word_files import opened

TH = Words("th")


def test_what_is_missing_is_a_marked_blank():
    progress = real.progress()
    measures = progress.measures.copy()
    measures.loc[2, "responsible_text"] = ""
    plan = replace(progress.plan, measures=measures)
    evidence = Evidence(real.assessment(), replace(progress, plan=plan))
    checks = check_yearly_analysis(evidence, load_required_parts())
    content = make_document(
        real.assessment(), TH, without_reports(plan), checks=checks, bundled=True
    )
    document = opened(content)
    shaded = [
        cell.text
        for table in document.tables
        if len(table.columns) == 8
        for cell in table._cells
        if cell._tc.xpath("./w:tcPr/w:shd[@w:fill='FFF2A8']")
    ]
    # The cell itself stays blank, so that the document reads back to the same plan.
    assert shaded == [""]
    paragraphs = [each.text for each in document.paragraphs]
    assert any("59 จาก 59 มาตรการ" in text for text in paragraphs)
    lines = [
        each
        for each in document.paragraphs
        if each.runs and each.runs[-1].font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert len(lines) == 3


def test_a_whole_analysis_asks_for_nothing():
    content = make_document(real.assessment(), TH, real.progress(), bundled=True)
    paragraphs = [each.text for each in opened(content).paragraphs]
    assert not any("ไม่เป็นทางการ โปรดเทียบ" in text for text in paragraphs)
