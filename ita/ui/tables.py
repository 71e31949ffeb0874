"""Tables on the page: sortable and selectable, printable, and as files."""

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
# Width in pixels of columns with whole sentences (_TEXTS) and with wrapped texts (_CELLS).
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
    """Show a table, floats with two decimals, texts in wide columns.

    `row_height` is in pixels; a larger one shows several lines of text per row. `on_choose` makes
    rows selectable and receives the position of the selected row; it requires `key`.
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
    """Add the whole table for printing, where scrolling is impossible.

    It stays an attribute until the page is printed (interface.js), because its hundreds of cells
    would take as long to render as the rest of the page.
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
    """Show two buttons for a table as CSV and XLSX; the file is made on click.

    `data` is the table or a function that makes it; its file is marked as computed by the
    dashboard. `make_file` makes another table for the file, one that needs no mark or adds its own.
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
    """Show a small table of short texts as Markdown, which wraps on a phone."""
    rows = [data.columns.tolist(), *data.to_numpy(object).tolist()]
    lines = [" | ".join(escape_markdown(str(cell)) for cell in row) for row in rows]
    lines.insert(1, " | ".join("---" for _ in data.columns))
    st.markdown("\n".join(f"| {line} |" for line in lines))
