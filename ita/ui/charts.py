"""A chart on the page with its picture, its data, its description and its rows as buttons."""

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

# A picture for a board is wider than a screen: three times the pixels.
PICTURE_SCALE = 3


def camera_only(options: dict[str, object]) -> dict[str, object]:
    """Plotly's settings for one button, the camera, which gives a picture by these options."""
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
    """A figure with its camera button, its data as CSV and XLSX, and its description.

    `data` has the columns that a reader of the file sees, or makes them when they are asked for;
    `name` is the file name without its ending; `on_click` gets the key of the row that was clicked.
    Whoever goes by keyboard finds the same rows as buttons below the chart.
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
        # The table's own code is half a megabyte, so it waits until somebody asks for it.
        popover = _popover(words("charts.data"), ":material/table:", f"{key}-data")
        if popover.open:
            with popover:
                table = data() if callable(data) else data
                show_table(table, words, alt=alt)
                show_downloads(table, words, key=key, name=name)


def list_rows(figure: go.Figure) -> dict[str, str]:
    """The keys of a figure's rows that answer a click, from above, each with its name.

    The name is what a mark of the row says of it without its figure, the last line of that text.
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
    """A popover whose contents are made once it is opened."""
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
