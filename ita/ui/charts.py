"""A chart on the page, with its picture, data, description, and buttons for its rows."""

import re
from collections.abc import Callable
from html import unescape

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from ita.language import Words
from ita.ui.markdown import escape_markdown
from ita.ui.tables import show_downloads, show_table

# Three times the pixels of the screen, so that a picture can be enlarged or printed.
PICTURE_SCALE = 3


def camera_only(options: dict[str, object]) -> dict[str, object]:
    """Return a Plotly config with the camera button only; `options` are those of its PNG."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", **options},
    }


def show_chart(
    figure: go.Figure,
    data: pd.DataFrame | Callable[[], pd.DataFrame],
    words: Words,
    *,
    key: str,
    name: str,
    alt: str,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """Show a figure with its camera button, its data as CSV and XLSX, and its description.

    `data` is the table to show and download, or a function that makes it when it is needed;
    `name` is the file name without extension; `on_click` receives the key of the clicked row. For
    use by keyboard, the same rows are buttons below the chart.
    """

    def click() -> None:
        points = st.session_state[key].selection.points
        if on_click and points and points[0].get("customdata"):
            on_click(str(points[0]["customdata"][0]))

    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=camera_only({"scale": PICTURE_SCALE, "filename": name}),
        alt=alt,
        on_select=click if on_click else "ignore",
        selection_mode="points",
    )
    with st.container(horizontal=True, gap="small"):
        if on_click:
            _show_rows(figure, on_click, words, key)
        # The table's JavaScript is half a megabyte, so it is loaded only when the popover opens.
        popover = _popover(words("charts.data"), ":material/table:", f"{key}-data")
        if popover.open:
            with popover:
                table = data() if callable(data) else data
                show_table(table, words, alt=alt)
                show_downloads(table, words, key=key, name=name)


def list_rows(figure: go.Figure) -> dict[str, str]:
    """Return the clickable rows of a figure from top to bottom, as {key: name}.

    The name is the hover text of a mark in the row without its last line, which is the figure.
    """
    marks = sorted(
        (y, str(key), hover.rpartition("<br>")[0] or hover)
        for trace in figure.data
        if trace["customdata"] is not None
        for (key, *_), hover, y in zip(
            trace["customdata"], trace["hovertext"], trace["y"], strict=True
        )
        if key
    )
    rows: dict[str, str] = {}
    for _, key, name in marks:
        rows.setdefault(key, unescape(re.sub("(<[^>]*>)+", " ", name)).strip())
    return rows


def _popover(label: str, icon: str, key: str) -> PopoverContainer:
    """Return a popover that reruns the page when it opens, so that its contents can be lazy."""
    return st.popover(label, icon=icon, type="tertiary", key=key, on_change="rerun")


def _show_rows(figure: go.Figure, on_click: Callable[[str], None], words: Words, key: str) -> None:
    popover = _popover(words("charts.rows"), ":material/list:", f"{key}-rows")
    if not popover.open:
        return
    with popover:
        for row, label in list_rows(figure).items():
            st.button(
                escape_markdown(label),
                key=f"{key}-row-{row}",
                type="tertiary",
                on_click=on_click,
                args=(row,),
            )
