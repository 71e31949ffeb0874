"""Tables on the page: to sort and choose from, on paper, and as files."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st
from streamlit.column_config import LinkColumn, NumberColumn, TextColumn

from ita.language import MISSING, Words
from ita.publishing.excel.tables import mark_computed, to_csv, to_xlsx
from ita.ui.content_cache import printed_table
from ita.ui.markdown import escape_markdown

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Pixels of a column that holds whole sentences, and of one whose texts take several lines.
_TEXT_WIDTH, _CELL_WIDTH = 460, 260
_TEXTS = ("text", "message")
_CELLS = ("issue", "activity", "output", "awareness", "kpi", "note", "responsible")


def show_table(
    data: pd.DataFrame,
    words: Words,
    *,
    alt: str,
    row_height: int | None = None,
    key: str | None = None,
    on_choose: Callable[[int], None] | None = None,
) -> None:
    """A table; figures with two decimals, texts with room.

    With a `row_height` in pixels every row shows several lines of its texts. `on_choose` makes rows
    selectable and gets the position of the chosen one; it needs a `key`.
    """
    numbers = {str(name): NumberColumn(format="%.2f") for name in data.select_dtypes("float")}
    texts = {words(f"columns.{name}"): TextColumn(width=_TEXT_WIDTH) for name in _TEXTS}
    cells = {words(f"columns.{name}"): TextColumn(width=_CELL_WIDTH) for name in _CELLS}
    links = {words("columns.link"): LinkColumn(width=_CELL_WIDTH)}

    def choose() -> None:
        rows = st.session_state[key].selection.rows if key else []
        if on_choose and rows:
            on_choose(rows[0])

    st.dataframe(
        data,
        hide_index=True,
        alt=alt,
        key=key,
        column_config={**numbers, **texts, **cells, **links},
        on_select=choose if on_choose else "ignore",
        selection_mode="single-row",
        placeholder=MISSING,
        row_height=row_height,
    )
    _print_table(data)


def _print_table(data: pd.DataFrame) -> None:
    """The same table for paper, where nobody can scroll.

    It is a text until the page is printed (interface.js), since its hundreds of cells would cost
    the browser as much as the rest of the page.
    """
    st.html(f'<div class="printed-table" data-table="{escape(printed_table(data))}"></div>')


def show_downloads(
    data: pd.DataFrame | Callable[[], pd.DataFrame],
    words: Words,
    *,
    key: str,
    name: str,
    make_file: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Two buttons that give a table as CSV and as XLSX, made when they are pressed.

    `make_file` makes the table that goes out where it shall read back; otherwise it is `data`, or
    what `data` makes, which the dashboard computed and which says so.
    """
    make = make_file or (lambda: mark_computed(data() if callable(data) else data))
    with st.container(horizontal=True):
        st.download_button(
            words("charts.csv"),
            lambda: to_csv(make()),
            f"{name}.csv",
            "text/csv",
            key=f"{key}-csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            words("charts.xlsx"),
            lambda: to_xlsx({"data": make()}),
            f"{name}.xlsx",
            XLSX,
            key=f"{key}-xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


def show_text_table(data: pd.DataFrame) -> None:
    """A small table of short texts that wraps on a phone."""
    rows = [data.columns.tolist(), *data.to_numpy(object).tolist()]
    lines = [" | ".join(escape_markdown(str(cell)) for cell in row) for row in rows]
    lines.insert(1, " | ".join("---" for _ in data.columns))
    st.markdown("\n".join(f"| {line} |" for line in lines))
