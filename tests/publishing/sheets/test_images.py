"""Files of pages: their size to the pixel, their font and text, and that they need nothing else."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from ita.language import Words
from ita.publishing.content.model import Head
from ita.publishing.content.task_list import gather_month_summary, gather_task_list
from ita.publishing.sheets.images import ImageRenderer
from ita.publishing.sheets.logo import Logo
from ita.publishing.sheets.page import Style, composition_page
from ita.publishing.sheets.sizes import SIZES
from tests.publishing import contents, real
from tests.publishing.page_text import page_text
from tests.publishing.sheets import pictures
from tests.publishing.sheets.pictures import TH, picture

PROJECT = Path(__file__).parents[3]
SVG = "{http://www.w3.org/2000/svg}"
SIGNS = '<b>R&D</b> "1" <img src=x onerror=alert(1)> {{ 7*7 }} </script>'


@pytest.fixture(scope="module")
def renderer():
    with ImageRenderer() as image_renderer:
        yield image_renderer


def image(content):
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize("size", SIZES)
def test_each_of_several_sheets_fills_its_png(renderer, size):
    contents_of_sheets = renderer.render(picture("tasks", size), "png")
    assert len(contents_of_sheets) > 1
    for content in contents_of_sheets:
        drawn = image(content)
        assert drawn.size == SIZES[size].pixels
        assert drawn.getpixel((1, 1)) == drawn.getpixel((drawn.width - 2, 1)) == (11, 92, 173)


@pytest.mark.parametrize("key", ["result", "lost"])
@pytest.mark.parametrize("size", SIZES)
def test_a_png_has_its_size_to_the_pixel(renderer, key, size):
    (content,) = renderer.render(picture(key, size), "png")
    drawn = image(content)
    assert drawn.size == SIZES[size].pixels
    assert drawn.getpixel((drawn.width - 2, drawn.height - 2)) == (255, 255, 255)
    # A composition begins with the band that names the agency.
    assert (drawn.getpixel((1, 1)) == (11, 92, 173)) == (key == "result")


@pytest.mark.parametrize("key", ["weakest", "month", "weakest-IIT"])
def test_an_svg_carries_its_font_and_its_text(renderer, key):
    (svg,) = (each.decode() for each in renderer.render(picture(key), "svg"))
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("1080", "1080")
    style = root.findtext(f"{SVG}style")
    assert style.count("@font-face") == style.count("font-family:'Sarabun'") == 2
    assert set(re.findall(r"url\((.{15})", style)) == {"data:font/woff2"}
    texts = list(root.iter(f"{SVG}text"))
    assert all("Sarabun" in text.get("style") for text in texts)
    words = " ".join("".join(text.itertext()) for text in texts)
    assert {"weakest": "มาตรการที่ 8", "month": "ฝ่ายสิ่งแวดล้อมและสุขาภิบาล"}.get(key, "I11") in words
    assert set(re.findall(r'[\w:]+="https?://', svg)) <= {'xmlns="http://', 'xmlns:xlink="http://'}


def test_an_svg_looks_like_its_png(renderer):
    drawn = picture("years")
    (png,), (svg,) = (renderer.render(drawn, format) for format in ("png", "svg"))
    script = "function showSheet() {} const ready = document.fonts.ready.then(() => 1)"
    page = f"<!doctype html><style>body {{ margin: 0 }}</style>{svg.decode()}"
    (again,) = renderer.render(
        replace(drawn, drawing_html=f"{page}<script>{script}</script>"), "png"
    )
    difference = ImageStat.Stat(ImageChops.difference(image(png), image(again))).mean
    # Of 255. A page puts its lines on whole pixels, which an svg does not.
    assert max(difference) < 6


def test_a_pdf_has_its_paper_its_font_and_its_text(renderer):
    (content,) = renderer.render(picture("result", "a4"), "pdf")
    (page,) = PdfReader(BytesIO(content)).pages
    assert [float(each) for each in page.mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.5)
    fonts = page["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}
    assert names == {"Sarabun-Regular", "Sarabun-Bold"}
    assert "98.14" in page.extract_text()


def test_a_pdf_fills_its_paper(renderer):
    (content,) = renderer.render(picture("result", "a4"), "pdf")
    (page,) = PdfReader(BytesIO(content)).pages
    places = []
    page.extract_text(visitor_text=lambda text, *at: text.strip() and places.append(at[:2]))
    matrix, letter = places[0]
    x, y = (letter[4 + i] * matrix[3 * i] + matrix[4 + i] for i in (0, 1))
    # The name of the agency stands in the upper corner, 1.9 units of 29 pixels from the left.
    assert x == pytest.approx(1.9 * 29 * 595 / 1240, abs=0.5)
    assert 810 < y < 830


def test_a_pdf_holds_every_sheet(renderer):
    drawn = picture("tasks")
    (content,) = renderer.render(drawn, "pdf")
    pages = PdfReader(BytesIO(content)).pages
    assert len(pages) == len(renderer.render(drawn, "png")) > 1
    for page in pages:
        # A pixel is a 96th of an inch.
        assert [float(each) for each in page.mediabox[2:]] == pytest.approx([810, 810], abs=0.5)


def test_a_drawn_page_needs_no_plotly_and_draws_the_same(renderer):
    drawn = picture("lost")
    (png,), (html,) = (renderer.render(drawn, format) for format in ("png", "html"))
    assert len(html) < 400_000
    (again,) = renderer.render(replace(drawn, drawing_html=html.decode()), "png")
    assert not ImageChops.difference(image(png), image(again)).getbbox()


def test_a_page_holds_all_that_it_needs(renderer):
    drawn = picture("lost")
    assert re.findall(r"""(?:src|href)=["']?([\w:/]+)""", drawn.html[:60_000]) == []
    (png,), (again,) = (
        renderer.render(each, "png") for each in (drawn, replace(drawn, drawing_html=drawn.html))
    )
    assert not ImageChops.difference(image(png), image(again)).getbbox()


def test_text_of_a_file_is_no_markup(renderer):
    content = replace(contents.tasks(3, SIGNS), head=Head(SIGNS, SIGNS, SIGNS, SIGNS))
    drawn = composition_page(content, Style(SIZES["a4"], TH))
    (svg,) = renderer.render(drawn, "svg")
    words = "".join(
        "".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")
    ).replace(" ", "")
    assert words.count(SIGNS.replace(" ", "")) >= 4


def test_nothing_is_fetched(renderer):
    requests = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append(self.path)
            self.send_error(404)

    site = HTTPServer(("127.0.0.1", 0), Site)
    Thread(target=site.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{site.server_port}"
    page = picture("result")
    guests = (
        f'<img src="{address}/image.png"><link rel="stylesheet" href="{address}/style.css">'
        f'<script src="{address}/script.js"></script><iframe src="{address}/frame"></iframe>'
        f"<script>fetch('{address}/data'); document.title = 'guest'</script>"
    )
    hostile = replace(page, drawing_html=page.drawing_html.replace("<main>", f"<main>{guests}"))
    assert guests in hostile.drawing_html
    for format in ("svg", "png", "pdf"):
        renderer.render(hostile, format)
    site.shutdown()
    assert not requests


def test_a_machine_without_a_thai_font_draws_the_same(renderer, tmp_path):
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    subprocess.run(
        [sys.executable, "-m", "tests.publishing.sheets.pictures", str(tmp_path)],
        cwd=PROJECT,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        check=True,
        timeout=240,
    )
    bare = {name: image((tmp_path / f"{name}.png").read_bytes()) for name in pictures.PAGES}
    # There every Thai letter is the same box, so nothing of the machine's own can have helped.
    assert not ImageChops.difference(bare["system-ก"], bare["system-ข"]).getbbox()
    assert ImageChops.difference(bare["ours-ก"], bare["ours-ข"]).getbbox()
    for name in ("chart", "composition"):
        here = image(*renderer.render(pictures.PAGES[name](), "png"))
        difference = ImageStat.Stat(ImageChops.difference(here, bare[name])).mean
        # Of 255. Letters a pixel aside already make 3; edges smoothed otherwise stay far below.
        assert max(difference) < 0.1


def test_a_logo_is_on_every_sheet(renderer):
    logo = BytesIO()
    Image.new("RGB", (40, 20), (0, 200, 0)).save(logo, "PNG")
    style = Style(SIZES["square"], TH, logo=Logo(logo.getvalue(), "image/png"))
    for content in renderer.render(composition_page(contents.tasks(20), style), "png"):
        assert (0, 200, 0) in {colour for _, colour in image(content).getcolors(1_000_000)}


@pytest.mark.parametrize("words", [Words("th"), Words("en", thai_numerals=True)])
def test_papers_of_tables_have_one_sheet_on_which_late_work_is_not_left_out(renderer, words):
    style = Style(SIZES["a4"], words)
    tasks = gather_task_list(real.progress(), "ฝ่ายปกครอง", words)
    summary = gather_month_summary(real.assessment(), real.progress(), "2023-04", words)
    for content in (tasks, summary):
        (sheet,) = renderer.render(composition_page(content, style), "html")
        drawn = page_text(sheet.decode())
        assert all(section.title in drawn for section in content.sections)
    (sheet,) = renderer.render(composition_page(tasks, style), "html")
    drawn = page_text(sheet.decode())
    late = [row for row in tasks.sections[0].rows if row[3][0].tone == "below"]
    assert late
    assert all(f" {row[0][0].text} " in f" {drawn} " for row in late)
