"""The publish page in Chromium: downloads, also of ten visitors at once, preview, and links."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Download, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from ita.publishing.sheets.sizes import SIZES, Size
from tests.browser.conftest import served
from tests.browser.visit import (
    DESKTOP,
    PATIENCE,
    PHONE,
    open_page,
    page_width,
    wait_until_whole,
)
from tests.workbooks import total

AGENCY = "สำนักงานเขตยานนาวา"
DAY = "on=2023-04-10"
NAMES = {"slide": "สไลด์", "a4": "A4"}


def open_picture(context, url: str) -> Page:
    """Open the publish page and wait until the picture in its preview is drawn."""
    page = open_page(context, url)
    expect(page.locator("iframe")).to_be_visible(timeout=PATIENCE)
    drawn = page.frame_locator("iframe").locator("body[data-sheets]")
    drawn.wait_for(state="attached", timeout=PATIENCE)
    wait_until_whole(page)
    return page


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """Click a download button; return name and content of the file."""
    with page.expect_download(timeout=PATIENCE) as coming:
        page.get_by_role("button", name=button).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def size_of(content: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(content)).size


def test_each_button_gives_its_file_with_a_thai_name(context, address):
    page = open_picture(context, f"{address}/publish?size=slide")
    name, content = downloaded(page, "PNG")
    assert name == f"ita-ผลการประเมิน-{AGENCY}-2565-สไลด์.png"
    assert size_of(content) == (1920, 1080)
    for button, starts in (("SVG", b"<svg"), ("PDF", b"%PDF")):
        name, content = downloaded(page, button)
        assert name == f"ita-ผลการประเมิน-{AGENCY}-2565-สไลด์.{button.lower()}"
        assert content.startswith(starts)
    for button, ending, opens in (
        ("Word", "docx", Document), ("PowerPoint", "pptx", Presentation),
        ("Excel", "xlsx", load_workbook),
    ):  # fmt: skip
        name, content = downloaded(page, button)
        assert re.fullmatch(rf"ita-[ก-๙]+-{AGENCY}-2565\.{ending}", name)
        assert opens(BytesIO(content))


def test_a_phone_downloads_an_english_story_and_needs_no_sideways_scrolling(windows, address):
    with windows.lend(PHONE) as context:
        page = open_picture(
            context, f"{address}/publish?picture=tasks&{DAY}&language=en&size=story"
        )
        assert page_width(page) <= PHONE["width"]
        name, content = downloaded(page, "PNG")
        assert name == f"ita-Measures_of_a_division-ฝ่ายปกครอง-{AGENCY}-2566-Story-1.png"
        assert size_of(content) == (1080, 1920)
        name, content = downloaded(page, "zip")
        with ZipFile(BytesIO(content)) as archive:
            assert archive.testzip() is None
            assert f"{name.removesuffix('.zip')}-2.png" in archive.namelist()


def test_a_copied_link_shows_a_colleague_the_same(windows, address):
    with windows.lend() as context:
        page = open_picture(context, f"{address}/publish?{DAY}&picture=tasks&size=slide")
        page.get_by_role("combobox", name="ฝ่าย").click()
        page.get_by_role("option", name="ฝ่ายเทศกิจ").click()
        for choice in ("English", "๑๒๓", "2"):
            page.get_by_test_id("stMain").get_by_role("radio", name=choice, exact=True).click()
            wait_until_whole(page)
        page.wait_for_url(lambda url: "sheet=2" in url)
        link = page.url
    with windows.lend() as context:
        page = open_picture(context, link)
        main = page.get_by_test_id("stMain")
        for choice in ("สไลด์", "English", "๑๒๓", "2"):
            expect(main.get_by_role("radio", name=choice, exact=True)).to_be_checked()
        expect(page.locator("iframe")).to_have_attribute("title", re.compile("ฝ่ายเทศกิจ"))
        expect(page.frame_locator("iframe").locator("h1")).to_contain_text("ฝ่ายเทศกิจ")
        expect(page).to_have_url(link)


# What the page says of its progress stands too shortly to be waited for.
NOTE_PROGRESS = """() => {
  window.progress = [];
  const note = () => window.progress.push(...document.body.innerText.match(/ทำแล้ว .*/g) ?? []);
  new MutationObserver(note).observe(document.body, {subtree: true, childList: true,
                                                     characterData: true});
}"""


def test_the_whole_set_shows_how_far_it_is_and_has_no_gap(context, address):
    page = context.new_page()
    page.goto(f"{address}/data")
    file = {"name": "รวม.xlsx", "mimeType": "application/octet-stream", "buffer": total()}
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("button", name="ใช้ไฟล์นี้").click(timeout=PATIENCE)
    page.wait_for_url(lambda url: "data=" in url)
    wait_until_whole(page)
    page.get_by_role("link", name="เผยแพร่").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("สำนักงานทดสอบ")
    expect(page.locator("iframe")).to_be_visible(timeout=PATIENCE)
    page.evaluate(NOTE_PROGRESS)
    page.get_by_role("button", name="ทำชุดภาพ").click()
    page.get_by_role("button", name="ดาวน์โหลดชุด").wait_for(timeout=PATIENCE)
    assert re.search("ทำแล้ว [1-3] จาก 4", page.evaluate("window.progress.join()"))
    name, content = downloaded(page, "ดาวน์โหลดชุด")
    assert name == "ita-ชุดเผยแพร่-สำนักงานทดสอบ-2565.zip"
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        kinds = {Path(each).suffix: archive.read(each) for each in archive.namelist()}
    assert kinds.keys() == {".png", ".docx", ".pptx", ".xlsx"}
    assert size_of(kinds[".png"]) == (1080, 1080)


def test_ten_visitors_at_once_get_each_their_own_and_no_browser_stays(windows, tmp_path):
    pictures = ("result", "weakest", "indicators", "lost", "weakest-IIT")
    choices = [(picture, size) for picture in pictures for size in ("square", "slide")]
    # A server of its own: when it ends, none of its processes may be left.
    with served(tmp_path / "ita.sqlite3") as address, windows.lend() as context:
        visitors = [context.new_page() for _ in choices]
        arrived: dict[int, Download] = {}
        for at, (page, (picture, size)) in enumerate(zip(visitors, choices, strict=True)):
            page.on("download", lambda coming, at=at: arrived.setdefault(at, coming))
            page.goto(f"{address}/publish?picture={picture}&size={size}")
        for page in visitors:
            page.get_by_role("button", name="PNG").click(timeout=PATIENCE)
        for at, page in enumerate(visitors):
            if at not in arrived:
                page.wait_for_event("download", timeout=PATIENCE)
        names = {each.suggested_filename for each in arrived.values()}
        contents = {Path(each.path()).read_bytes() for each in arrived.values()}
        assert len(names) == len(contents) == len(choices)
        for at, (_, size) in enumerate(choices):
            assert size_of(Path(arrived[at].path()).read_bytes()) == SIZES[size].pixels


def test_the_preview_is_the_page_itself_in_its_own_shape_and_fetches_nothing(windows, address):
    for window in (DESKTOP, PHONE):
        with windows.lend(window) as context:
            page = open_picture(context, f"{address}/publish?picture=lost&size=a4")
            requests: list[str] = []
            page.on("request", lambda request, urls=requests: urls.append(request.url))
            frame = page.frame_locator("iframe")
            box = frame.locator(".sheet").bounding_box()
            assert box["height"] / box["width"] == pytest.approx(1754 / 1240, rel=0.01)
            held = page.locator("iframe").bounding_box()
            assert (held["width"], held["height"]) == pytest.approx(
                (box["width"], box["height"]), abs=2
            )
            assert page_width(page) <= window["width"]
            # Its text is text, and Plotly has been at work before.
            assert "98.14" in frame.locator(".figure svg").inner_html()
            assert not frame.locator("script[src]").count()
            assert not [url for url in requests if "/_stcore/" not in url]


@pytest.fixture(scope="module")
def address_without_browser(tmp_path_factory):
    """The URL of a server that finds no installed browser."""
    store = tmp_path_factory.mktemp("store") / "ita.sqlite3"
    with served(store, BROWSER_PATH="/nowhere/chrome") as address:
        yield address


@pytest.mark.parametrize(
    ("window", "size", "picture"), [(DESKTOP, "slide", "result"), (PHONE, "a4", "weakest")]
)
def test_without_a_browser_on_the_server_the_visitors_own_draws_the_picture(
    windows, address_without_browser, tmp_path, window, size, picture
):
    url = f"{address_without_browser}/publish?size={size}&picture={picture}"
    with windows.lend(window) as context:
        page = open_picture(context, url)
        expect(page.get_by_text("apt-get install chromium")).to_be_visible()
        # It is shown in its own shape, not pressed into the column.
        box = page.frame_locator("iframe").locator(".sheet").first.bounding_box()
        across, down = SIZES[size].pixels
        assert box["width"] / box["height"] == pytest.approx(across / down, rel=0.01)
        assert page_width(page) <= window["width"]
        name, content = downloaded(page, "HTML")
        assert name.endswith(f"-{AGENCY}-2565-{NAMES[size]}.html")
        assert_stands_alone(context, tmp_path, content, SIZES[size])


def test_without_a_browser_on_the_server_a_chart_keeps_its_camera_button(
    windows, address_without_browser, tmp_path
):
    address = address_without_browser
    with windows.lend(PHONE) as context:
        page = open_page(context, f"{address}/publish?picture=lost&size=a4", 1)
        with page.expect_download(timeout=PATIENCE) as coming:
            page.locator(".js-plotly-plot .modebar-btn").click()
        assert coming.value.suggested_filename == f"ita-คะแนนที่หายไป-{AGENCY}-2565-A4.png"
        assert size_of(Path(coming.value.path()).read_bytes()) == SIZES["a4"].pixels
        _, content = downloaded(page, "HTML")
        assert_stands_alone(context, tmp_path, content, SIZES["a4"])


def assert_stands_alone(context, folder: Path, content: bytes, size: Size) -> None:
    """Assert that the HTML file draws its sheet and prints it as one page, without requests."""
    file = folder / "picture.html"
    file.write_bytes(content)
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("ready") == 1
    assert [url for url in requests if not url.startswith("data:")] == [file.as_uri()]
    assert "98.14" in page.locator("body").inner_text() or page.locator(".row, svg").count()
    (printed,) = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    width, height = (float(each) for each in printed.mediabox[2:])
    assert width / height == pytest.approx(size.width / size.height, rel=0.01)
    page.close()
