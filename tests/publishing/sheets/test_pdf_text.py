"""Text of printed pages in the packaged font: what is copied from them is what stands there."""

import re
import shutil
import subprocess
from html import escape
from io import BytesIO

import pytest
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from ita.analysis.assessment import assessments
from ita.language import sentences
from ita.publishing.sheets.fonts import font_css
from ita.reading.scores import read_scores
from tests.browser.conftest import NAMES, OPTIONS
from tests.workbooks import REAL

SYLLABLES = [
    "น้ำ ต่ำ คำ ก๊ำ ที่ ปี ปี่ ป้า ฝ้าย ฟ้า ญุ ญู ฐาน ฎุ ฏู ผู้ ปั้น ป็น เป็น นี้ ซื้อ เพื่อ ศิลป์ ฤๅ ฦๅ",
    "กฺ ก๎ กํ นิพฺพานํ สุํ ๆ ฯ ฯลฯ ๐๑๒๓๔๕๖๗๘๙ ฿ เเ แ โ ใ ไ",
    "ITA 2565: 98.14 (AA) – “คำ” … 29/30 · fi fl ffi i17 ½ · ≥ 85",
    "27 พ.ย. 2569 / ปีงบประมาณ 2565",
]


@pytest.fixture(scope="module")
def chromium():
    program = next(path for path in map(shutil.which, NAMES) if path)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


def printed(chromium, texts, style="", height=19000):
    """The texts as a page that Chromium prints, a block each."""
    blocks = "".join(f"<p>{escape(text)}</p>" for text in texts)
    page = chromium.new_page()
    page.set_content(
        f"<style>{font_css()} body {{ font: 16px Sarabun; {style} }}</style><body>{blocks}</body>"
    )
    page.evaluate("document.fonts.ready")
    # One long sheet: where Chromium breaks one, marks of the next line reach over the edge.
    content = page.pdf(width="800px", height=f"{height}px")
    page.close()
    return content


def by_pypdf(content):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def by_poppler(content):
    run = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return run.stdout.decode()


def batched(texts, count):
    return [texts[first : first + count] for first in range(0, len(texts), count)]


def one_form(text):
    """The text in the form of its language, its spaces as one."""
    return " ".join(re.sub("ํ([่-๋]?)า", r"\1ำ", text).split())


def questions():
    (assessment,) = assessments(read_scores(REAL.read_bytes(), REAL.name))
    return list(assessment.scores["text"])


READERS = [by_pypdf, by_poppler]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("weight", [400, 700])
def test_every_syllable_comes_back(chromium, reader, weight):
    content = printed(chromium, SYLLABLES, f"font-weight: {weight}")
    assert one_form(reader(content)) == one_form(" ".join(SYLLABLES))


@pytest.fixture(scope="module")
def printed_texts(chromium):
    """All questions and every text of the interface, each batch with the page that it is printed on."""
    texts = [*questions(), *sentences("th").values(), *sentences("en").values()]
    # Texts that are alike in both languages, and those that return, are read once.
    texts = list(dict.fromkeys(" ".join(text.split()) for text in texts))
    # More of them do not fit on one sheet.
    batches = batched(texts, 400)
    return [(batch, printed(chromium, batch, "font-size: 9px")) for batch in batches]


@pytest.mark.parametrize("reader", READERS)
def test_all_questions_and_every_text_of_the_interface_come_back(printed_texts, reader):
    for texts, content in printed_texts:
        # Where a line ends in the middle of a word is no space of the text.
        copied = re.sub(r"\s", "", one_form(reader(content)))
        assert copied == re.sub(r"\s", "", one_form("".join(texts)))


@pytest.mark.parametrize(
    "style",
    ["letter-spacing: 1px", "word-spacing: 6px", "text-align: justify; width: 300px", "opacity: 0.5",
     "transform: rotate(3deg) scale(0.8); transform-origin: 0 0; margin: 80px", "font-style: italic", "columns: 2"],
)  # fmt: skip
def test_whatever_the_page_does_with_its_text(chromium, style):
    texts = questions()[:12]
    copied = by_pypdf(printed(chromium, texts, style))
    assert re.sub(r"\s", "", one_form(copied)) == re.sub(r"\s", "", one_form("".join(texts)))
