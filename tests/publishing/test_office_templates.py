"""An office's own templates: what it changes in Word is there, and what is broken is refused."""

import re
from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from ita.language import Words
from ita.publishing.office_templates import BUNDLED, SETTING, TemplateError
from ita.publishing.word import make_document
from tests import tiny
from tests.measures import tiny as tiny_plan
from tests.publishing.documents import plan_of, without_reports
from tests.publishing.word_files import headings, opened
from tests.reading.files import OWN_WORKBOOK

TH, EN = Words("th"), Words("en")


NAMES = {"th": "analysis.th.docx", "en": "analysis.en.docx"}


RED = (200, 0, 0)


def make(words=TH, **options):
    return make_document(tiny.assessment(tiny.whole()), words, **options)


def edit(path, change):
    """Opens a template, changes it and saves it, as an office does in Word."""
    template = Document(path)
    change(template)
    template.save(path)


def paragraph_with(template, text):
    return next(each for each in template.paragraphs if text in each.text)


def section_of(template, heading):
    """The paragraphs and tables from a heading to the next one of its level."""
    first = paragraph_with(template, heading)._p
    blocks = [first]
    for block in first.itersiblings():
        style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if block.tag == qn("w:sectPr") or (
            style is not None and style.get(qn("w:val")) == "Heading1"
        ):
            return blocks
        blocks.append(block)
    return blocks


def test_logo_order_and_heading_of_the_offices_own_template_are_in_its_document(folder):
    def change(template):
        logo = BytesIO()
        Image.new("RGB", (80, 80), RED).save(logo, "PNG")
        title = paragraph_with(template, "คุณธรรมและความโปร่งใส (ITA)")
        title.insert_paragraph_before().add_run().add_picture(logo, width=Cm(3))
        heading = paragraph_with(template, "คะแนนจำแนกตามตัวชี้วัด")
        heading.runs[0].text = "สรุปรายตัวชี้วัด"
        # Cut a section and paste it before another, as by dragging it in the navigation pane.
        points = section_of(template, "จุดแข็งและจุดที่ควรพัฒนา")
        questions = paragraph_with(template, "คะแนนรายข้อ จำแนกตาม")
        for block in points[:-1]:
            questions._p.addprevious(block)

    bundled = headings(make(), 1)
    edit(folder / NAMES["th"], change)
    made = make()
    assert headings(made, 1) == [
        bundled[0], "สรุปรายตัวชี้วัด", bundled[4], bundled[2], bundled[3]
    ]  # fmt: skip
    assert bundled[4] == "จุดแข็งและจุดที่ควรพัฒนา"
    (logo,) = opened(made).inline_shapes
    assert round(logo.width.cm, 1) == 3
    with ZipFile(BytesIO(made)) as parts:
        (name,) = [each for each in parts.namelist() if each.startswith("word/media/")]
        assert Image.open(BytesIO(parts.read(name))).getpixel((40, 40)) == RED
    assert headings(make(bundled=True), 1) == bundled


def test_styles_and_wording_are_the_offices_own(folder):
    def change(template):
        template.styles["Body Text"].font.name = "TH Niramit AS"
        paragraph_with(template, "Points to improve").runs[
            0
        ].text = "{% if strengths or weaknesses %}What we will work on{% endif %}"

    edit(folder / NAMES["en"], change)
    made = make(EN)
    assert opened(made).styles["Body Text"].font.name == "TH Niramit AS"
    assert "What we will work on" in headings(made, 2)


def test_a_tag_that_word_has_cut_into_pieces_is_still_one(folder):
    def change(template):
        agency = paragraph_with(template, "{{ agency")
        text = agency.text
        agency.runs[0].text = text[:4]
        for piece in (text[4:9], text[9:]):
            run = deepcopy(agency.runs[0]._r)
            agency._p.append(run)
            run.find(qn("w:t")).text = piece

    edit(folder / NAMES["th"], change)
    assert "สำนักงานทดสอบ" in [each.text for each in opened(make()).paragraphs]


BROKEN = {
    "an unknown name": ("{{ agncy }}", "unknown-name", "agncy"),
    "an unknown field": (
        "{% for i in instruments %}{{ i.scor }}{% endfor %}",
        "unknown-name",
        "scor",
    ),
    "a block without its end": ("{%p if plan %}", "tags", ""),
    "an end too many": ("{%p endif %}", "tags", "endif"),
    "an open brace": ("{{ agency", "tags", ""),
    "a forbidden look inside": ("{{ agency.__class__.__mro__ }}", "forbidden", ""),
    "a sum of a text": ("{{ agency + 1 }}", "forbidden", "str"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_instructions_are_refused_in_words(folder, kind):
    text, reason, detail = BROKEN[kind]
    path = folder / NAMES["en"]
    edit(path, lambda template: paragraph_with(template, "Result").insert_paragraph_before(text))
    with pytest.raises(TemplateError) as caught:
        make(EN)
    error = caught.value
    assert error.reason == reason
    assert detail in error.detail
    for words in (TH, EN):
        assert str(path) in error.message(words)
        assert "Traceback" not in error.message(words)
    # The template of the other language and the bundled ones still serve.
    assert make(TH)
    assert make(EN, bundled=True)


def test_instructions_across_a_table_are_refused_instead_of_repaired(folder):
    def change(template):
        template.tables[1].cell(0, 0).paragraphs[0].add_run("{% if plan %}")
        paragraph_with(template, "Scores by indicator").insert_paragraph_before("{% endif %}")

    path = folder / NAMES["en"]
    edit(path, change)
    with pytest.raises(TemplateError) as caught:
        make(EN)
    assert caught.value.reason == "broken-markup"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", bytes(range(256)) * 40])
def test_what_is_no_word_file_is_refused(folder, content):
    (folder / NAMES["th"]).write_bytes(content)
    with pytest.raises(TemplateError) as caught:
        make()
    assert caught.value.reason == "unreadable"


def test_a_file_of_another_office_program_is_refused(folder):
    (folder / NAMES["th"]).write_bytes(OWN_WORKBOOK.read_bytes())
    with pytest.raises(TemplateError) as caught:
        make()
    assert caught.value.reason == "unreadable"


def test_a_missing_template_or_folder_is_named(folder, monkeypatch):
    (folder / NAMES["th"]).unlink()
    for templates in (folder, folder / "ไม่มี"):
        monkeypatch.setenv(SETTING, str(templates))
        with pytest.raises(TemplateError) as caught:
            make()
        assert caught.value.reason == "missing"
        assert str(templates / NAMES["th"]) in caught.value.message(TH)


def test_without_measures_no_page_lies_on_its_side():
    (section,) = opened(make()).sections
    assert section.page_width < section.page_height
    plan = plan_of(tiny_plan.measures({}))
    assert (
        len(
            opened(make_document(tiny.assessment(tiny.whole()), TH, without_reports(plan))).sections
        )
        == 2
    )


def test_an_empty_setting_means_the_bundled_templates(monkeypatch):
    monkeypatch.setenv(SETTING, " ")
    assert make()


def test_the_template_itself_stays_as_it_is(folder):
    before = (folder / NAMES["th"]).read_bytes()
    make()
    assert (folder / NAMES["th"]).read_bytes() == before


def test_both_languages_have_the_same_places_in_the_same_order():
    def places(language):
        xml = Document(BUNDLED / NAMES[language]).element.xml
        xml = re.sub(r"{#.*?#}", "", xml, flags=re.DOTALL)
        tags = re.findall(r"{[{%].*?[}%]}", re.sub(r"<[^>]+>", "", xml), flags=re.DOTALL)
        # Thai and English say for themselves what is missing.
        return [re.sub(r'or ".*?"', "", tag) for tag in tags]

    def outside_sentences(language):
        return [tag for tag in places(language) if not re.search("year|else|endif", tag)]

    assert sorted(set(places("th"))) == sorted(set(places("en")))
    assert outside_sentences("th") == outside_sentences("en")


@pytest.mark.parametrize("language", NAMES)
def test_tables_repeat_their_heads_and_keep_their_rows_whole(language):
    tables = Document(BUNDLED / NAMES[language]).tables[1:]
    assert len(tables) == 10
    for table in tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
        filled = [row for row in table.rows if not row.cells[0].text.startswith("{%tr")]
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in filled)


@pytest.mark.parametrize("language", NAMES)
def test_every_style_names_the_font_of_government_machines_and_those_that_may_stand_for_it(
    language,
):
    template = Document(BUNDLED / NAMES[language])
    for style in template.styles.element.findall(qn("w:style")):
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None:
            assert set(fonts.attrib.values()) == {"TH SarabunPSK"}
            size, thai = (
                style.find(f"{qn('w:rPr')}/{qn(name)}").get(qn("w:val"))
                for name in ("w:sz", "w:szCs")
            )
            assert size == thai
    normal = template.styles["Normal"].element.rPr
    assert normal.find(qn("w:szCs")).get(qn("w:val")) == "32"
    with ZipFile(BUNDLED / NAMES[language]) as parts:
        table = parts.read("word/fontTable.xml").decode()
    assert 'w:name="TH SarabunPSK"' in table
    assert 'w:altName w:val="TH Sarabun New, Sarabun"' in table


def test_texts_of_files_are_never_template_code_or_markup():
    scores = tiny.whole()
    texts = ["{{ agency }}", "{%p if plan %}", "{_{ x }_}", "{_% y %_}", "{#p z #}", "<w:br/>&lt;"]
    for at, text in enumerate(texts):
        scores.loc[at, "text"] = text
    plan = plan_of(tiny_plan.measures(*({"issue": text} for text in texts)))
    made = opened(make_of(scores, plan))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    assert all(text in cells for text in texts)
    assert all(any(cell.endswith(text) and cell != text for cell in cells) for text in texts)


def make_of(scores, plan):
    return make_document(tiny.assessment(scores), TH, without_reports(plan))
