"""Pictures of figures: their size to the pixel, their font, and that they need nothing else."""

import os
import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from ita.palette import FONT
from ita.publishing.images import Press
from tests.publishing import pictures

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def press():
    with Press() as found:
        yield found


def image(content):
    return Image.open(BytesIO(content)).convert("RGB")


@pytest.mark.parametrize(
    ("width", "height", "scale", "pixels"),
    [
        (700, 500, 1, (700, 500)),
        (1080, 1080, 1, (1080, 1080)),
        (1240, 1754, 2, (2480, 3508)),  # A4 at 300 dots an inch
        (333, 111, 1.5, (500, 166)),  # 499.5 and 166.5, as round() has them
        (100, 70, 4 / 3, (133, 93)),
    ],
)
def test_a_png_has_its_size_to_the_pixel(press, width, height, scale, pixels):
    figure = go.Figure(layout={"paper_bgcolor": "rgb(1,2,3)", "height": 50})
    drawn = image(press.picture(figure, "png", width, height, scale))
    assert drawn.size == pixels
    assert drawn.getpixel((0, 0)) == (1, 2, 3)
    assert drawn.getpixel((pixels[0] - 2, pixels[1] - 2)) == (1, 2, 3)


def test_an_svg_carries_its_font(press):
    svg = press.picture(pictures.chart(), "svg", 800, 600).decode()
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("800", "600")
    style = root.findtext("{http://www.w3.org/2000/svg}style")
    assert style.count("@font-face") == 4
    assert style.count("font-family:'Sarabun'") == 4
    assert set(re.findall(r"url\((.{15})", style)) == {"data:font/woff2"}
    texts = root.iter("{http://www.w3.org/2000/svg}text")
    assert all("Sarabun" in text.get("style") for text in texts)
    assert set(re.findall(r'[\w:]+="https?://', svg)) <= {'xmlns="http://', 'xmlns:xlink="http://'}


def test_a_pdf_has_its_paper_its_font_and_its_text(press):
    corner = {"showarrow": False, "xref": "paper", "yref": "paper"}
    figure = go.Figure(
        layout={
            "template": "none",
            "font": {"family": FONT, "size": 10},
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "annotations": [
                {"text": "<b>ทดสอบ A</b>", "x": 0.5, "y": 0.5, **corner},
                {"text": "Z", "x": 1, "y": 0, "xanchor": "right", "yanchor": "bottom", **corner},
            ],
        }
    )
    content = press.picture(figure, "pdf", 1240, 1754, paper_width=210)
    (page,) = PdfReader(BytesIO(content)).pages
    assert [float(each) for each in page.mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.5)
    fonts = page["/Resources"]["/Font"].values()
    names = {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts}
    assert names == {"Sarabun-Regular", "Sarabun-Bold"}
    places = {}
    text = page.extract_text(visitor_text=lambda text, *at: places.setdefault(text.strip(), at))
    assert "ทดสอบ" in text
    # The last letter stands in the corner: the chart fills its paper, without a printer's margin.
    page_matrix, letter = places["Z"][:2]
    x, y = (letter[i + 4] * page_matrix[3 * i] + page_matrix[i + 4] for i in (0, 1))
    assert 589 < x < 595
    assert 0 < y < 4


def test_a_pdf_without_paper_has_its_pixels_as_96th_of_an_inch(press):
    content = press.picture(go.Figure(), "pdf", 960, 480, 0.5)
    (page,) = PdfReader(BytesIO(content)).pages
    assert [float(each) for each in page.mediabox[2:]] == pytest.approx([360, 180], abs=0.5)


def test_nothing_is_fetched(press):
    asked = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    site = HTTPServer(("127.0.0.1", 0), Site)
    Thread(target=site.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{site.server_port}"
    figure = go.Figure(
        layout={
            "images": [{"source": f"{address}/image.png"}],
            "title": {"text": f"<a href='{address}/page'>$x$</a>"},
        }
    )
    svg = press.picture(figure, "svg", 300, 200).decode()
    press.picture(figure, "png", 300, 200)
    press.picture(figure, "pdf", 300, 200)
    site.shutdown()
    assert not asked
    assert "image.png" not in svg


def test_a_machine_without_a_thai_font_draws_the_same(press, tmp_path):
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    subprocess.run(
        [sys.executable, "-m", "tests.publishing.pictures", str(tmp_path)],
        cwd=PROJECT,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        check=True,
        timeout=120,
    )
    bare = {name: image((tmp_path / f"{name}.png").read_bytes()) for name in pictures.FIGURES}
    # There every Thai letter is the same box, so nothing of the machine's own can have helped.
    assert not ImageChops.difference(bare["system-ก"], bare["system-ข"]).getbbox()
    assert ImageChops.difference(bare["ours-ก"], bare["ours-ข"]).getbbox()
    here = image(press.picture(pictures.chart(), "png", *pictures.SIZE))
    difference = ImageStat.Stat(ImageChops.difference(here, bare["chart"])).mean
    # Of 255. Letters a pixel aside already make 3; edges smoothed otherwise stay far below this.
    assert max(difference) < 0.1


def test_a_picture_has_a_size(press):
    with pytest.raises(ValueError, match="size"):
        press.picture(go.Figure(), "png", 0, 100)
