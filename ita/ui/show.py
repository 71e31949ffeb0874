"""Charts and tables on the page, each with its picture, its data and its description."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ita.analysis.assessment import Assessment
from ita.domain.problems import SHOWN_LENGTH, Problem
from ita.language import MISSING, Words
from ita.publishing import names
from ita.publishing.names import safe_name
from ita.publishing.tables import computed, to_csv, to_xlsx, with_blanks
from ita.ui.markdown import literal

# A picture for a board is wider than a screen: three times the pixels.
PICTURE_SCALE = 3
# Pixels of a column that holds whole sentences.
TEXT_WIDTH = 460
# Pixels of a column whose texts take several lines.
CELL_WIDTH = 260
# A page names so many problems; the download has all of them.
PROBLEMS_SHOWN = 20
STYLE_SHEET = Path(__file__).parent / "page.css"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _camera(name: str) -> dict[str, object]:
    """Plotly's own settings: only the camera button, giving a well-named picture."""
    return {
        "displaylogo": False,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {"format": "png", "scale": PICTURE_SCALE, "filename": name},
    }


def chart(
    figure: go.Figure,
    data: pd.DataFrame,
    words: Words,
    *,
    key: str,
    name: str,
    alt: str,
    on_click: Callable[[str], None] | None = None,
) -> None:
    """A figure with its camera button, its data as CSV and XLSX, and its description.

    `data` has the columns that a reader of the file sees; `name` is the file name without its
    ending; `on_click` gets the key of the row that was clicked.
    """
    st.plotly_chart(
        figure,
        theme=None,
        key=key,
        config=_camera(name),
        alt=alt,
        on_select=partial(_clicked, key, on_click) if on_click else "ignore",
        selection_mode="points",
    )
    # The table's own code is half a megabyte, so it waits until somebody asks for it.
    popover = st.popover(
        words("charts.data"),
        icon=":material/table:",
        type="tertiary",
        key=f"{key}-data",
        on_change="rerun",
    )
    if popover.open:
        with popover:
            table(data, words, alt=alt)
            downloads(data, words, key=key, name=name)


def table(
    data: pd.DataFrame,
    words: Words,
    *,
    alt: str,
    key: str | None = None,
    on_select: Callable[[], None] | None = None,
    row_height: int | None = None,
) -> None:
    """A table; figures with two decimals, texts with room. `on_select` makes rows selectable.

    With a `row_height` in pixels every row shows several lines of its texts.
    """
    columns: dict[str, object] = {
        name: st.column_config.NumberColumn(format="%.2f") for name in data.select_dtypes("float")
    }
    for name in (words("columns.text"), words("columns.message")):
        if name in data:
            columns[name] = st.column_config.TextColumn(width=TEXT_WIDTH)
    for column in ("issue", "activity", "output", "awareness", "kpi", "note", "responsible"):
        if words(f"columns.{column}") in data:
            columns[words(f"columns.{column}")] = st.column_config.TextColumn(width=CELL_WIDTH)
    if words("columns.link") in data:
        columns[words("columns.link")] = st.column_config.LinkColumn(width=CELL_WIDTH)
    st.dataframe(
        data,
        hide_index=True,
        alt=alt,
        key=key,
        column_config=columns,
        on_select=on_select or "ignore",
        selection_mode="single-row",
        placeholder=MISSING,
        row_height=row_height,
    )
    _printed_table(data)


def _printed_table(data: pd.DataFrame) -> None:
    """The same table for paper, where nobody can scroll; page.css keeps it off the screen."""
    whole = data.to_html(
        index=False, border=0, escape=True, na_rep=MISSING, float_format="{:.2f}".format
    )
    st.html(f'<div class="printed-table">{whole}</div>')


def downloads(
    data: pd.DataFrame,
    words: Words,
    *,
    key: str,
    name: str,
    file: Callable[[], pd.DataFrame] | None = None,
) -> None:
    """Two buttons that give a table as CSV and as XLSX, made when they are asked for.

    `file` makes the table that goes out where it shall read back; otherwise it is `data`, which the
    dashboard computed and which says so.
    """
    made = file or partial(computed, data)
    with st.container(horizontal=True):
        st.download_button(
            words("charts.csv"),
            lambda: to_csv(made()),
            f"{name}.csv",
            "text/csv",
            key=f"{key}-csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            words("charts.xlsx"),
            lambda: to_xlsx({"data": with_blanks(made())}),
            f"{name}.xlsx",
            XLSX,
            key=f"{key}-xlsx",
            on_click="ignore",
            icon=":material/download:",
        )


def text_table(data: pd.DataFrame) -> None:
    """A small table of short texts that wraps on a phone."""
    lines = [
        list(data.columns),
        ["---"] * len(data.columns),
        *data.itertuples(index=False, name=None),
    ]
    cells = [[cell if cell == "---" else literal(str(cell)) for cell in line] for line in lines]
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in cells))


def _clicked(key: str, on_click: Callable[[str], None]) -> None:
    points = st.session_state[key].selection.points
    if points and points[0].get("customdata"):
        on_click(str(points[0]["customdata"][0]))


def problems(found: tuple[Problem, ...], words: Words, *, expanded: bool | None = None) -> None:
    """What is wrong with the file, every problem with its cell; nothing where all is well.

    Errors are open to be read unless `expanded` says otherwise.
    """
    if not found:
        return
    errors = sum(problem.severity == "error" for problem in found)
    title = words(
        "problems_panel.title",
        errors=words.digits(errors),
        warnings=words.digits(len(found) - errors),
    )
    icon = ":material/error:" if errors else ":material/info:"
    with st.expander(title, icon=icon, expanded=bool(errors) if expanded is None else expanded):
        frame = problem_table(found, words)
        st.markdown("\n".join(_problem_line(each, words) for each in found[:PROBLEMS_SHOWN]))
        notes = [words("problems_panel.left_out")] if errors else []
        if len(frame) > PROBLEMS_SHOWN:
            more = words.digits(len(frame) - PROBLEMS_SHOWN)
            notes.append(words("problems_panel.more", count=more))
        st.caption(" · ".join(notes))
        key = f"problems-{found[0].file}"
        downloads(frame, words, key=key, name=f"problems-{safe_name(found[0].file)}")


def _problem_line(problem: Problem, words: Words) -> str:
    """A problem as a line of a list, which also a phone shows whole."""
    where = " · ".join(part for part in (problem.sheet, problem.cell) if part)
    place = f"**{literal(where)}** " if where else ""
    severity = words(f"severity.{problem.severity}")
    return f"- {place}{severity}: {literal(problem.message(words))}"


def problem_table(found: tuple[Problem, ...], words: Words) -> pd.DataFrame:
    """Problems as a table with columns that a visitor reads."""
    return pd.DataFrame(
        [
            {
                words("columns.severity"): words(f"severity.{problem.severity}"),
                words("columns.sheet"): problem.sheet,
                words("columns.cell"): problem.cell,
                words("columns.message"): problem.message(words),
                words("columns.file"): problem.file,
            }
            for problem in found
        ]
    )


def unknown_choices(found: Mapping[str, str], words: Words) -> None:
    """Says what a link asked for and is not there; a file of another visit can be opened again."""
    for name, value in found.items():
        value = value if len(value) <= SHOWN_LENGTH else value[:SHOWN_LENGTH] + "…"
        sentence = "shared.unknown_data" if name == "data" else "shared.unknown_choice"
        st.warning(words(sentence, name=name, value=literal(value)), icon=":material/link_off:")
        if name == "data":
            link = words("shared.open_again")
            st.page_link("pages/data.py", label=link, icon=":material/upload_file:")


def nothing(message: str) -> None:
    """A page that has nothing to show says why, and what to do."""
    st.info(literal(message), icon=":material/info:")


def file_name(assessment: Assessment, what: str) -> str:
    """A name for a file that leaves the dashboard: what it is, agency, year."""
    return names.file_name(what, assessment.agency, assessment.fiscal_year)
