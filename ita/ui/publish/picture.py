"""Choice, preview and download buttons of a picture."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.tables import INSTRUMENTS
from ita.language import LANGUAGES, Words
from ita.publishing.catalogue import (
    CHARTS,
    COMPOSITIONS,
    OF_MEASURES,
    Choice,
    Material,
    Wording,
    draw_chart,
    make_page,
    missing_part,
    no_agencies,
    years_until,
)
from ita.publishing.outputs import Output, picture_name, zip_outputs
from ita.publishing.sheets.browser import browser_found
from ita.publishing.sheets.drawing import Format, PictureError
from ita.publishing.sheets.images import shared_renderer
from ita.publishing.sheets.logo import ENDINGS, LARGEST, Logo, LogoError, read_logo
from ita.publishing.sheets.page import Page, Style, camera
from ita.publishing.sheets.sizes import FORMER_SIZES, SIZES, Size
from ita.report.naming import month_text
from ita.ui import url_state
from ita.ui.charts import camera_only
from ita.ui.compare.agencies import choose_figure
from ita.ui.compare.best import load_measures
from ita.ui.compare.group import load_group
from ita.ui.compare.results import results_of_agency
from ita.ui.day_choice import opening_day, select_day
from ita.ui.downloads import Download, show_buttons
from ita.ui.messages import show_empty
from ita.ui.plans import load_progress, plan_after
from ita.ui.sidebar import View
from ita.ui.what_if.scenario import read_draft

NUMERALS = ("arabic", "thai")
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
# The pixels in which the preview of a picture is shown.
_ROOM = (600, 640)
_OF_A_MONTH = ("month", "reports")
# The page that provides what a picture lacks.
_PAGES = {
    **dict.fromkeys(("years", "agencies", "owner", "indicators", "questions"), "data"),
    **dict.fromkeys(("measures", "months"), "measures"),
    "scenario": "what_if",
}
# The first sheet is shown after another picture is chosen.
_SHEET = ("sheet",)


def gather_material(view: View) -> Material:
    """Return the data for pictures: result, measures, other years, agencies and scenario."""
    assessment, words = view.assessment, view.words
    plan = plan_after(assessment)
    progress = None
    if plan is not None:
        progress = load_progress(plan, url_state.read_day("on", opening_day(plan.reading)), words)
    draft = read_draft(assessment, words)
    return Material(
        assessment,
        progress,
        years_until(results_of_agency(assessment), assessment),
        date.today(),
        load_group=lambda: _load_scores(assessment),
        scenario=None if draft.scenario.changes.empty else draft.scenario,
        scenario_name=draft.name,
        load_measures=lambda agencies: load_measures(agencies, assessment.fiscal_year or 0),
    )


def _load_scores(assessment: Assessment) -> pd.DataFrame:
    group = load_group(assessment)
    return no_agencies() if group is None else group.scores


def choose_picture(material: Material, words: Words) -> tuple[str, Choice]:
    """Choose a picture and, where it has them, division, month and day; all in the URL."""
    key = url_state.select(
        "picture",
        (*COMPOSITIONS, *CHARTS),
        words("publish.picture"),
        format_func=lambda name: words(f"publish.pieces.{name}"),
        resets=_SHEET,
    )
    choice = Choice(month=(material.months or [""])[-1])
    if missing_part(key, material) is not None:
        return key, choice
    if key in OF_MEASURES:
        with st.container(horizontal=True):
            if key == "tasks":
                label = words("measures.division")
                division = url_state.select(
                    "division", material.divisions, label, resets=_SHEET, width=300
                )
                choice = replace(choice, division=division)
            if key in _OF_A_MONTH:
                month = url_state.select(
                    "month",
                    material.months,
                    words("follow_up.month"),
                    default=choice.month,
                    format_func=lambda each: month_text(each, words),
                    resets=_SHEET,
                    width=180,
                )
                choice = replace(choice, month=month)
            if material.progress is not None:
                default = opening_day(material.progress.plan)
                select_day("on", words("measures.on"), words, default=default, resets=_SHEET)
    if key == "weakest":
        code = _segments("of", ("all", *INSTRUMENTS), "instrument", "instruments", words)
        choice = replace(choice, instrument=None if code == "all" else code)
    group = load_group(material.assessment) if key == "agencies" else None
    if group is not None:
        choice = replace(choice, by=choose_figure(group, words))
    return key, choice


def choose_style(key: str, words: Words) -> tuple[Style, Wording]:
    """Choose size, language and numerals (in the URL), wording and logo (in this visit).

    A title belongs to the picture `key` that it was written for, a source and a logo to all.
    """
    former = FORMER_SIZES.get(st.query_params.get("size", ""))
    if former:
        url_state.set_choice("size", former)
    size = SIZES[_segments("size", tuple(SIZES), "size", "sizes", words)]
    with st.container(horizontal=True):
        language = _segments("language", LANGUAGES, "language", "languages", words, words.language)
        default = NUMERALS[words.thai_numerals]
        numerals = _segments("numerals", NUMERALS, "numerals", "numeral_names", words, default)
    wording, logo = _choose_wording(key, words)
    return Style(size, Words(language, thai_numerals=numerals == "thai"), logo=logo), wording


def _segments(
    name: str,
    options: Sequence[str],
    label: str,
    names: str,
    words: Words,
    default: str | None = None,
) -> str:
    """Choose one of several options; `label` and `names` are keys of the language files."""
    return url_state.segments(
        name,
        options,
        words(f"publish.{label}"),
        default=default,
        format_func=lambda each: words(f"publish.{names}.{each}"),
        resets=_SHEET,
    )


def _choose_wording(key: str, words: Words) -> tuple[Wording, Logo | None]:
    """Ask for the publisher's title, subtitle, source and logo, all of them optional."""
    with st.expander(words("publish.wording"), icon=":material/edit:"):
        keys = {"title": f"title-{key}", "subtitle": f"subtitle-{key}", "source": "source"}
        title, subtitle, source = (
            st.text_input(
                words(f"publish.{name}"),
                key=f"publish-{key}",
                max_chars=160,
                placeholder=words("publish.as_it_comes"),
                persist_state="session",
            ).strip()
            for name, key in keys.items()
        )
        uploaded = st.file_uploader(
            words("publish.logo"), type=list(ENDINGS), max_upload_size=LARGEST // 1_000_000
        )
        logo = None
        if uploaded is not None:
            try:
                logo = read_logo(uploaded.getvalue())
            except LogoError as error:
                st.error(words(f"publish.logo_{error}"), icon=":material/error:")
    return Wording(title, subtitle, source), logo


def show_picture(
    material: Material, key: str, choice: Choice, style: Style, wording: Wording, words: Words
) -> None:
    """Show the preview of a picture with its download buttons, or what it lacks."""
    missing = missing_part(key, material)
    if missing is not None:
        _explain_missing(missing, words)
        return
    page = make_page(key, material, choice, style, wording)
    name = picture_name(key, choice, material, style)
    if page is None:
        st.info(words("publish.too_long"), icon=":material/info:")
    elif browser_found():
        _show_preview(page, name, words)
    else:
        st.warning(words("publish.no_browser"), icon=":material/warning:")
        if key in COMPOSITIONS:
            _show_frame(page.html, style.size, name)
        else:
            _show_chart(draw_chart(key, material, choice, style.words, style.look), page, name)
        _show_html_button(page, name, words)


def _explain_missing(part: str, words: Words) -> None:
    """Show what a picture lacks, by a code of `missing_part`, and a link to get it."""
    show_empty(words(f"publish.needs.{part}"))
    page = _PAGES.get(part)
    if page:
        label = words("publish.open_page", page=words(f"pages.{page}"))
        st.page_link(f"pages/{page}.py", label=label, icon=":material/arrow_forward:")


def _show_preview(page: Page, name: str, words: Words) -> None:
    """Show a sheet as drawn by the server's browser, and the download buttons."""
    digest = sha256(page.drawing_html.encode()).hexdigest()
    try:
        with st.spinner(words("publish.drawing"), show_time=False):
            sheets = _draw_sheets(digest, page)
    except PictureError as error:
        st.error(words(f"publish.reasons.{error.reason}"), icon=":material/error:")
        return
    at = _choose_sheet(len(sheets), words)
    _show_frame(sheets[at], page.size, name)
    _show_buttons(page, name, at, len(sheets), words)


def _show_frame(html: str, size: Size, name: str) -> None:
    """Show a page in a frame of its height, scaled down on a narrow screen."""
    scale = min(_ROOM[0] / size.width, _ROOM[1] / size.height)
    with st.container(width=round(size.width * scale)):
        st.iframe(html, height="content", alt=name)


def _choose_sheet(count: int, words: Words) -> int:
    """Return the index of the shown sheet, from 0."""
    if count == 1:
        return 0
    numbers = [str(at) for at in range(1, count + 1)]
    chosen = url_state.segments("sheet", numbers, words("publish.sheet"), format_func=words.digits)
    return int(chosen) - 1


def _show_buttons(page: Page, name: str, at: int, count: int, words: Words) -> None:
    """Show buttons for the sheet as png and svg, and for all sheets as pdf and zip."""
    renderer = shared_renderer()

    def sheet(format: Format) -> bytes:
        return renderer.render(page, format)[0 if format == "pdf" else at]

    number = f"-{at + 1}" if count > 1 else ""
    buttons = [
        Download(
            f"publish-{format}",
            format.upper(),
            f"{name}{'' if format == 'pdf' else number}.{format}",
            partial(sheet, format),
            primary=format == "png",
        )
        for format in FORMATS
    ]
    if count > 1:
        sheets = Output(f"{name}.png", partial(renderer.render, page, "png"))
        label = words("publish.all_sheets", count=words.digits(count))
        make, icon = partial(zip_outputs, [sheets]), ":material/folder_zip:"
        buttons.append(Download("publish-sheets", label, f"{name}.zip", make, icon))
    show_buttons(buttons, words)
    width, height = (words.digits(each) for each in page.size.pixels)
    st.caption(words("publish.pixels", width=width, height=height))


def _show_chart(figure: go.Figure, page: Page, name: str) -> None:
    """Show a chart that the visitor's browser draws, with a camera button in the page's pixels."""
    config = camera_only({"filename": name, **camera(figure, page.size)})
    st.plotly_chart(figure, theme=None, key="publish-figure", alt=name, config=config)


def _show_html_button(page: Page, name: str, words: Words) -> None:
    """Show a button for the page as a file that the visitor's browser can print."""
    button = Download(
        "publish-html", "HTML", f"{name}.html", lambda: page.html.encode(), primary=True
    )
    show_buttons([button], words)


# What one visitor publishes may come from an upload, so it stays in that visitor's session.
@st.cache_data(max_entries=16, show_spinner=False, scope="session")
def _draw_sheets(digest: str, _page: Page) -> list[str]:
    """Return each sheet of a page as HTML, laid out by the server's browser."""
    return [sheet.decode() for sheet in shared_renderer().render(_page, "html")]
