"""An office's own deck: what it changes in PowerPoint is there, and what is broken is refused."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.shapes.picture import CT_Picture
from pptx.util import Inches

from ita.language import Words
from ita.publishing.office_templates import TemplateError
from ita.publishing.slides import make_slides
from tests.publishing.contents import month, result, tasks
from tests.reading.files import OWN_WORKBOOK

TH, EN = Words("th"), Words("en")
RED = (200, 0, 0)


def deck(**options):
    return Presentation(BytesIO(make_slides([result(), tasks(2), month()], TH, **options)))


def edit_slides(folder, change):
    template = Presentation(folder / "slides.pptx")
    change(template)
    template.save(folder / "slides.pptx")


def place_in(template, layout, name):
    slide_layout = template.slide_layouts.get_by_name(layout)
    return next(shape for shape in slide_layout.placeholders if shape.name == name)


def test_logo_places_and_sample_slides_of_the_offices_own_deck(folder):
    def change(template):
        logo = BytesIO()
        Image.new("RGB", (80, 80), RED).save(logo, "PNG")
        layout = template.slide_layouts.get_by_name("Result")
        _, relation = layout.part.get_or_add_image_part(logo)
        size = Inches(0.6)
        picture = CT_Picture.new_pic(99, "Logo", "", relation, Inches(12.2), 0, size, size)
        layout.shapes._spTree.append(picture)
        chart = place_in(template, "Result", "Chart")
        chart.left, chart.width = chart.left + Inches(1), chart.width - Inches(1)
        template.slides.add_slide(layout).shapes.title.text = "ตัวอย่างที่ลองไว้"
        place_in(template, "Table", "Title").top = Inches(1)

    before = deck()
    edit_slides(folder, change)
    made = deck()
    assert [s.shapes.title.text for s in made.slides] == [
        s.shapes.title.text for s in before.slides
    ]
    (chart,) = (shape for shape in made.slides[0].shapes if shape.has_chart)
    (usual,) = (shape for shape in before.slides[0].shapes if shape.has_chart)
    assert (chart.left - usual.left, usual.width - chart.width) == (Inches(1), Inches(1))
    shapes = made.slide_layouts.get_by_name("Result").shapes
    assert [shape.name for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE] == [
        "Logo"
    ]


def test_a_title_is_cut_to_the_place_and_size_that_the_office_gives_it(folder):
    def change(template):
        place_in(template, "Result", "Title").width = Inches(1)

    edit_slides(folder, change)
    long = replace(result(), head=replace(result().head, title="หัวเรื่องที่ยาวมาก " * 9))
    made = Presentation(BytesIO(make_slides([long], TH)))
    assert len(made.slides[0].shapes.title.text) < 20
    assert made.slides[0].shapes.title.text.endswith("…")


def test_a_table_is_as_wide_as_the_office_makes_its_place(folder):
    def change(template):
        for layout in ("Table", "Counts and table"):
            place_in(template, layout, "Table").width = Inches(8)

    edit_slides(folder, change)
    made = Presentation(BytesIO(make_slides([tasks(30)], TH)))
    widths = {shape.width for slide in made.slides for shape in slide.shapes if shape.has_table}
    assert {round(width / Inches(8), 3) for width in widths} == {1}


def rename_layout(template):
    template.slide_layouts.get_by_name("Counts and chart").name = "อื่น"


def remove_place(template):
    shape = place_in(template, "Result", "Chart")._element
    shape.getparent().remove(shape)


@pytest.mark.parametrize(
    ("change", "reason", "detail"),
    [
        (rename_layout, "no-layout", "Counts and chart"),
        (remove_place, "no-place", "Result: Chart"),
    ],
)
def test_a_deck_without_a_layout_or_place_is_refused_by_its_name(folder, change, reason, detail):
    edit_slides(folder, change)
    with pytest.raises(TemplateError) as caught:
        deck()
    assert (caught.value.reason, caught.value.detail) == (reason, detail)
    for words in (TH, EN):
        assert detail in caught.value.message(words)
        assert str(folder / "slides.pptx") in caught.value.message(words)
    assert deck(bundled=True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", OWN_WORKBOOK.read_bytes()])
def test_what_is_no_deck_is_refused(folder, content):
    (folder / "slides.pptx").write_bytes(content)
    with pytest.raises(TemplateError) as caught:
        deck()
    assert caught.value.reason == "unreadable"
