"""Opening a page and waiting until it is completely drawn, before a test uses it."""

from playwright.sync_api import BrowserContext, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# Milliseconds without a change after which a page with nothing left to run counts as drawn.
QUIET = 250
# A busy machine is no failure; what never comes fails all the same.
PATIENCE = 120_000

# Streamlit sends the parts of a page one after the other and draws some of them, such as tables,
# with a module that is fetched when first needed; a skeleton stands in its place until then.
# Before its first run and while a run is requested the page has another state than "notRunning".
IS_WHOLE = """quiet => {
  if (!window.lastChange) {
    window.lastChange = {at: performance.now()}
    const note = () => { window.lastChange.at = performance.now() }
    const kinds = {subtree: true, childList: true, characterData: true}
    new MutationObserver(note).observe(document.documentElement, kinds)
  }
  const app = document.querySelector("[data-testid=stApp]")
  if (app?.dataset.testScriptState !== "notRunning" || !app.querySelector("h1")
      || app.querySelector("[data-testid=stSkeleton], [data-testid=stAppSkeleton]")
      || document.fonts.status !== "loaded")
    window.lastChange.at = performance.now()
  return performance.now() - window.lastChange.at >= quiet
}"""
# Plotly puts the traces into a chart after its frame stands.
HAS_CHARTS = """charts =>
  document.querySelectorAll(".js-plotly-plot").length >= charts
  && (!charts || document.querySelector(".js-plotly-plot .main-svg g.trace"))"""


def wait_until_whole(page: Page) -> None:
    """Wait until nothing is left to run, to fetch or to draw."""
    page.wait_for_function(IS_WHOLE, arg=QUIET, timeout=PATIENCE, polling=50)


def open_page(context: BrowserContext, url: str, charts: int = 0) -> Page:
    """Open a page and return it when it is completely drawn, with at least `charts` charts."""
    page = context.new_page()
    page.goto(url, timeout=PATIENCE)
    page.wait_for_function(HAS_CHARTS, arg=charts, timeout=PATIENCE, polling=50)
    wait_until_whole(page)
    return page


def page_width(page: Page) -> int:
    """Return the width of the page in pixels, including what is reached by scrolling."""
    wait_until_whole(page)
    return int(page.evaluate("document.documentElement.scrollWidth"))
