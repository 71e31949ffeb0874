"""The overview in Chromium: first screen, font, requests, phone, downloads, clicks, links."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visit import DESKTOP, PHONE, open_page, page_width

CHARTS = 2


@pytest.fixture(scope="module")
def page(windows, address):
    """The overview on a desktop, for tests that do not change it."""
    with windows.lend() as visitor:
        yield open_page(visitor, address, CHARTS)


def bottom(locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_the_answer_is_in_the_first_screen(page):
    for text in ("98.14", "28.93 / 30", "29.21 / 30", "40.00 / 40"):
        assert bottom(page.get_by_text(text).first) < DESKTOP["height"]
    assert bottom(page.get_by_text("AA Excellence").first) < DESKTOP["height"]
    for code in ("I11", "I19", "I7", "I20", "I23"):
        assert bottom(page.get_by_role("link", name=f"{code} ·")) < DESKTOP["height"]
    assert bottom(page.get_by_text("81.20").first) < DESKTOP["height"]
    assert bottom(page.get_by_text("การจัดซื้อจัดจ้าง/การจัดหาพัสดุ").first) < DESKTOP["height"]


def test_sarabun_is_the_font_in_use(page):
    faces = page.evaluate(
        "[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)"
    )
    assert "Sarabun" in {face.strip("'\"") for face in faces}
    for selector in ("h1", ".js-plotly-plot .gtitle", "[data-testid=stMetricValue]"):
        family = page.locator(selector).first.evaluate("e => getComputedStyle(e).fontFamily")
        assert family.strip("'\"").startswith("Sarabun")


def test_no_request_leaves_the_machine(browser, address):
    requests = []
    # Nothing is in the cache of a window that was just opened.
    with browser.new_context(viewport=DESKTOP) as context:
        context.on("request", lambda request: requests.append(request.url))
        page = open_page(context, address, CHARTS)
        page.get_by_role("link", name="รายข้อคำถาม").click()
        page.wait_for_url("**/questions**")
        expect(page.get_by_role("button", name="I11 ·")).to_be_visible()
    foreign = [url for url in requests if not url.startswith((address, "data:", "blob:"))]
    assert len(requests) > 10
    assert foreign == []


@pytest.mark.parametrize("path", ["/", "/questions"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_on_a_phone(windows, address, path, scheme):
    with windows.lend(PHONE, color_scheme=scheme, has_touch=True) as context:
        page = open_page(context, address + path, CHARTS if path == "/" else 0)
        assert page_width(page) <= PHONE["width"]
        wide = page.evaluate(
            """[...document.querySelectorAll('.js-plotly-plot text, [data-testid=stMain] button')]
               .filter(e => {
                 const r = e.getBoundingClientRect();
                 return r.width && (r.left < 0 || r.right > innerWidth);
               }).map(e => e.textContent)"""
        )
        assert wide == []
        cut = page.evaluate(
            """[...document.querySelectorAll(
                 '[data-testid=stMetricValue] > *, [data-testid=stMetricLabel] p')]
               .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
        )
        assert cut == []


def test_labels_and_figures_do_not_overlap(windows, address):
    with windows.lend(PHONE) as context:
        page = open_page(context, address, CHARTS)
        overlapping = page.evaluate(
            """[...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
                 const boxes = [...plot.querySelectorAll('.textpoint text')]
                   .map(e => [e.textContent, e.getBoundingClientRect()]);
                 return boxes.flatMap(([a, p], i) => boxes.slice(i + 1)
                   .filter(([b, q]) => p.left < q.right - 1 && q.left < p.right - 1
                     && p.top < q.bottom - 6 && q.top < p.bottom - 6)
                   .map(([b]) => [a, b]));
               })"""
        )
        assert overlapping == []


def test_dark_mode_reaches_the_charts(windows, address):
    with windows.lend(color_scheme="dark") as context:
        page = open_page(context, address, CHARTS)
        page.wait_for_function(
            "getComputedStyle(document.querySelector('.js-plotly-plot .main-svg'))"
            ".backgroundColor === 'rgb(16, 22, 31)'"
        )


def test_a_row_opens_the_question_and_back_returns(context, address):
    page = open_page(context, f"{address}/?english=true&weakest=EIT", CHARTS)
    page.get_by_role("link", name="E14 ·").click()
    page.wait_for_url(re.compile(r"/questions\?.*question=E14"))
    assert "english=true" in page.url
    expect(page.get_by_text("Rank 1 from the bottom")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("28.93 / 30")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("kind", ["CSV", "Excel"])
def test_the_data_of_a_chart_arrives(page, tmp_path, kind):
    page.get_by_role("button", name="ข้อมูลของกราฟ").first.click()
    body = page.get_by_test_id("stPopoverBody")
    button = body.get_by_test_id("stDownloadButton").filter(has_text=kind).get_by_role("button")
    with page.expect_download() as download:
        button.click()
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    path = tmp_path / "file"
    download.value.save_as(path)
    content = path.read_bytes()
    assert "สำนักงานเขตยานนาวา" in download.value.suggested_filename
    assert content[:3] == b"\xef\xbb\xbf" if kind == "CSV" else content[:2] == b"PK"
    if kind == "CSV":
        assert "93.69" in content.decode("utf-8-sig")


def test_the_camera_gives_a_large_well_named_picture(page, tmp_path):
    plot = page.locator(".js-plotly-plot").first
    width = plot.bounding_box()["width"]
    with page.expect_download() as download:
        plot.locator(".modebar-btn").first.click()
    path = tmp_path / "picture.png"
    download.value.save_as(path)
    content = path.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20], "big") == pytest.approx(width * 3, abs=6)
    assert download.value.suggested_filename.startswith("ita-indicators-สำนักงานเขตยานนาวา")


def test_charts_have_a_description(page):
    described = page.evaluate(
        """[...document.querySelectorAll('[data-testid=stPlotlyChart]')].map(
             e => (e.getAttribute('aria-label') || e.querySelector('[aria-label]')
                    ?.getAttribute('aria-label') || ''))"""
    )
    assert len(described) == CHARTS
    assert all(len(text) > 20 for text in described)


def test_streamlits_own_words_are_those_of_the_page(context, address):
    page = open_page(context, address, CHARTS)
    expect(page.get_by_text("ข้ามไปยังเนื้อหา")).to_have_count(1)
    camera = page.locator(".modebar-btn").first
    expect(camera).to_have_attribute("data-title", "บันทึกกราฟเป็นภาพ")
    expect(page.locator("html")).to_have_attribute("lang", "th")
    page.get_by_text("English").click()
    expect(page.get_by_text("Skip to main content")).to_have_count(1)
    expect(camera).to_have_attribute("data-title", "Download plot as a PNG")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_text_of_a_file_is_never_taken_for_a_word_of_the_interface(context, address):
    page = open_page(context, address, CHARTS)
    texts = page.evaluate(
        """async () => {
             const add = (kind) => {
               const element = document.createElement("div");
               element.dataset.testid = kind;
               element.innerHTML = "<p>Search</p>";
               document.querySelector("[data-testid=stMain]").append(element);
               return element;
             };
             const elements = [add("stText"), add("stMarkdown"), add("stButton")];
             // Added last, the button is the last to be translated.
             for (let wait = 0; wait < 500 && elements[2].textContent === "Search"; wait++)
               await new Promise((done) => setTimeout(done, 20));
             return elements.map((element) => element.textContent);
           }"""
    )
    assert texts == ["Search", "Search", "ค้นหา"]
