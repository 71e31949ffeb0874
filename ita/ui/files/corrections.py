"""Corrections in the picture of a sheet: column roles and scales, header and unused rows."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from ita.charts.palette import Look
from ita.domain.mapping import UNUSED, SheetMapping
from ita.language import Words
from ita.store import Kind
from ita.ui.files.answers import FileAnswers
from ita.ui.files.sheet_view import HEADER, SheetPicture, picture_of, role_words, styled
from ita.ui.files.workbooks import OpenedFile, R

# The roles that can be chosen for a column of scores or of measures.
SCORE_ROLES = (
    *("score", "code", "text", "indicator number", "indicator name", "sub-indicator"),
    *("instrument", "part", "total", "grade", "agency", "year", "weight", "weighted"),
    *(f"of indicator {number}" for number in range(1, 11)),
    *(f"of instrument {code}" for code in ("IIT", "EIT", "OIT")),
    UNUSED,
)
MEASURE_ROLES = (
    *("issue", "activity", "work", "output", "awareness", "kpi", "budget", "start", "deadline"),
    *("responsible", "follow-up", "indicator", "sub-indicator", "item code", "question codes"),
    *("link", "year", "agency", UNUSED),
)
ROLES: dict[Kind, tuple[str, ...]] = {"scores": SCORE_ROLES, "measures": MEASURE_ROLES}
# Full marks of common scales; the first is the default.
SCALES = (100.0, 1.0, 4.0, 5.0, 10.0)
_HEIGHT = 380


def show_sheets(each: OpenedFile[R], words: Words, look: Look, *, expanded: bool = False) -> None:
    """Show the picture of a chosen sheet in an expander, and the widgets to correct it.

    `expanded` is the initial state of the expander.
    """
    key = f"sheets-{each.key}"
    if not each.sheets:
        return
    st.session_state.setdefault(key, expanded)
    expander = st.expander(
        words("picture.title"), key=key, icon=":material/table:", on_change="rerun"
    )
    if expander.open:
        with expander:
            _show_sheet(each, words, look)


def _show_sheet(each: OpenedFile[R], words: Words, look: Look) -> None:
    names, tables = list(each.sheets), each.contents.tables
    name = names[0]
    if len(names) > 1:
        first = next((names.index(table.sheet) for table in tables if table.sheet in names), 0)
        name = st.selectbox(
            words("columns.sheet"), names, index=first, key=f"sheet-{each.key}", width=320
        )
    corrections = _Corrections(name, each.answers, f"{each.key}-{names.index(name)}")
    of_sheet = [table for table in tables if table.sheet == name]
    picture = picture_of(each.sheets[name], of_sheet, corrections.answered)
    if picture.cells.empty:
        st.caption(words("picture.empty"))
        return
    _show_picture(picture, corrections.key, words, look)
    _correct_columns(picture, corrections, ROLES[each.source.kind], words)
    _correct_rows(picture, corrections, words)
    _correct_sheet(corrections, words)


@dataclass(frozen=True)
class _Corrections:
    """The corrections of one sheet; `key` is the suffix of its widget keys."""

    sheet: str
    answers: FileAnswers
    key: str

    @property
    def answered(self) -> SheetMapping:
        """All answers about the sheet."""
        return self.answers.mapping.of_sheet(self.sheet)

    @property
    def corrected(self) -> SheetMapping:
        """The corrections alone."""
        return self.answers.corrections.of_sheet(self.sheet)

    def change(self, **fields: Any) -> None:
        """Correct fields of the sheet's mapping."""
        self.answers.correct_sheet(replace(self.corrected, **fields))

    def change_column(self, field: str, letter: str, widget: str) -> None:
        """Set a column's role ("columns") or full marks ("scales") to the value of a widget."""
        value = st.session_state[widget]
        self.change(**{field: {**getattr(self.corrected, field), letter: value}})


def _show_picture(picture: SheetPicture, key: str, words: Words, look: Look) -> None:
    widget = f"picture-{key}"

    def select() -> None:
        chosen = st.session_state[widget].selection
        if chosen.columns:
            letter = chosen.columns[0][-1]
            if letter in picture.cells:
                st.session_state[f"column-{key}"] = letter
        st.session_state[f"rows-{key}"] = picture.cells.index[chosen.rows].tolist()

    st.dataframe(
        styled(picture, words, look),
        key=widget,
        height=min(_HEIGHT, 36 * (len(picture.cells) + 3)),
        on_select=select,
        selection_mode=["multi-row", "single-column"],
        alt=words("picture.alt"),
    )
    rows, columns = picture.left_out
    if rows:
        st.caption(words("picture.rows_left_out", count=words.digits(f"{rows:,}")))
    if columns:
        st.caption(words("picture.columns_left_out", count=words.digits(columns)))


def _correct_columns(
    picture: SheetPicture, corrections: _Corrections, roles: tuple[str, ...], words: Words
) -> None:
    """Show the fields for the role and the scale of one column."""
    key = corrections.key
    with st.container(horizontal=True, vertical_alignment="bottom"):
        letter = st.selectbox(
            words("picture.column"),
            picture.cells.columns.tolist(),
            format_func=lambda each: _column_name(picture, each),
            key=f"column-{key}",
            width=260,
        )
        role = picture.roles.get(letter, "")
        st.session_state[f"role-{key}"] = role
        st.selectbox(
            words("picture.role"),
            list(dict.fromkeys([role, *roles])),
            format_func=lambda each: role_words(each, words) if each else words("picture.no_role"),
            key=f"role-{key}",
            on_change=corrections.change_column,
            args=("columns", letter, f"role-{key}"),
            width=220,
        )
        if "score" not in roles:
            return
        full = corrections.answered.scales.get(letter, SCALES[0])
        st.session_state[f"scale-{key}"] = full
        st.selectbox(
            words("picture.scale"),
            list(dict.fromkeys([*SCALES, full])),
            format_func=lambda each: words.digits(f"{each:g}"),
            key=f"scale-{key}",
            on_change=corrections.change_column,
            args=("scales", letter, f"scale-{key}"),
            width=120,
        )


def _column_name(picture: SheetPicture, letter: str) -> str:
    """Return a column's letter with its header, or with its first value if it has none."""
    cells = picture.cells[letter][picture.cells[letter] != ""]
    header_rows = [row for row, kind in picture.kinds.items() if kind == HEADER]
    header = cells[cells.index.isin(header_rows)]
    return f"{letter} · {' '.join(header) or next(iter(cells), '')}".strip(" ·")


def _correct_rows(picture: SheetPicture, corrections: _Corrections, words: Words) -> None:
    """Show the buttons that make rows the header or mark them as unused."""
    key = corrections.key
    names = {
        number: f"{words.digits(number)} · {' | '.join(filter(None, cells))[:60]}"
        for number, *cells in picture.cells.itertuples(name=None)
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rows = st.multiselect(
            words("picture.rows"),
            list(names),
            format_func=names.__getitem__,
            placeholder=words("picture.choose_rows"),
            key=f"rows-{key}",
            width=420,
        )
        aside = corrections.corrected.unused_rows
        changes: list[tuple[str, str, dict[str, Any]]] = [
            ("make_header", "table_rows", {"header_rows": tuple(sorted(rows))}),
            ("set_aside", "visibility_off", {"unused_rows": aside | set(rows)}),
        ]
        if aside & set(rows):
            changes.append(("count_again", "visibility", {"unused_rows": aside - set(rows)}))
        for name, icon, change in changes:
            st.button(
                words(f"picture.{name}"),
                key=f"{name}-{key}",
                icon=f":material/{icon}:",
                disabled=not rows,
                on_click=corrections.change,
                kwargs=change,
            )


def _correct_sheet(corrections: _Corrections, words: Words) -> None:
    """Show a toggle that excludes the sheet, and a button that discards its corrections."""
    widget = f"unused-{corrections.key}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state[widget] = corrections.answered.unused
        st.toggle(
            words("picture.unused"),
            key=widget,
            on_change=lambda: corrections.change(unused=st.session_state[widget]),
        )
        untouched = SheetMapping(corrections.sheet)
        if corrections.corrected != untouched:
            st.button(
                words("picture.undo"),
                key=f"undo-{corrections.key}",
                icon=":material/undo:",
                on_click=corrections.answers.correct_sheet,
                args=(untouched,),
            )
