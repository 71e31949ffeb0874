"""Corrections in the picture of a sheet: roles and scales of columns, the header, what counts."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from ita.charts.palette import Look
from ita.domain.mapping import UNUSED, SheetMapping
from ita.language import Words
from ita.reading.files.workbook import Sheet
from ita.reading.scores import TableSummary
from ita.ui.files.questions import Asking
from ita.ui.files.sheet_view import HEADER, SheetPicture, picture_of, role_words, styled

# The roles that a person can give a column of scores, and one of measures.
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
# Full marks that are met; 100 is how a score counts.
SCALES = (100.0, 1.0, 4.0, 5.0, 10.0)
_HEIGHT = 380


def sheet_pictures(
    sheets: Mapping[str, Sheet],
    tables: tuple[TableSummary, ...],
    asking: Asking,
    roles: tuple[str, ...],
    words: Words,
    look: Look,
) -> None:
    """The picture of the chosen sheet, and below it everything that can be corrected in it.

    `roles` are those that a person can give a column.
    """
    names, place = list(sheets), asking.place
    read = [each.sheet for each in tables]
    name = names[0]
    if len(names) > 1:
        first = names.index(read[0]) if read and read[0] in names else 0
        name = st.selectbox(
            words("columns.sheet"), names, index=first, key=f"sheet-{place}", width=320
        )
    corrections = _Corrections(name, asking, f"{place}-{names.index(name)}")
    own = [each for each in tables if each.sheet == name]
    picture = picture_of(sheets[name], own, corrections.answered)
    if not picture.cells or not picture.letters:
        st.caption(words("picture.empty"))
        return
    _show(picture, corrections.place, words, look)
    _columns(picture, corrections, roles, words)
    _rows(picture, corrections, words)
    _sheet(corrections, words)


class _Corrections:
    """What a person corrects in one sheet; each change is read again at once."""

    def __init__(self, sheet: str, asking: Asking, place: str) -> None:
        self.place = place
        self._sheet, self._answers, self._changed = sheet, asking.answers, asking.changed

    @property
    def answered(self) -> SheetMapping:
        """All answers about the sheet."""
        return self._answers.mapping.of_sheet(self._sheet)

    @property
    def own(self) -> SheetMapping:
        """The corrections alone."""
        return self._answers.corrections.of_sheet(self._sheet)

    def put(self, sheet: SheetMapping) -> None:
        """Replaces the corrections of the sheet."""
        self._answers.correct_sheet(sheet)
        self._changed()

    def role(self, letter: str, widget: str) -> None:
        """Gives a column the role that a widget says."""
        role = st.session_state[widget]
        self.put(replace(self.own, columns={**self.own.columns, letter: role}))

    def scale(self, letter: str, widget: str) -> None:
        """Says the full marks of a column."""
        full = st.session_state[widget]
        self.put(replace(self.own, scales={**self.own.scales, letter: full}))

    def header(self, rows: list[int]) -> None:
        """Says which rows are the header."""
        self.put(replace(self.own, header_rows=tuple(sorted(rows))))

    def set_aside(self, rows: list[int]) -> None:
        """Leaves rows out."""
        self.put(replace(self.own, unused_rows=self.own.unused_rows | set(rows)))

    def count_again(self, rows: list[int]) -> None:
        """Takes back that rows are left out."""
        self.put(replace(self.own, unused_rows=self.own.unused_rows - set(rows)))

    def unused(self, widget: str) -> None:
        """Leaves the whole sheet out, or takes that back."""
        self.put(replace(self.own, unused=st.session_state[widget]))


def _show(picture: SheetPicture, place: str, words: Words, look: Look) -> None:
    widget = f"picture-{place}"

    def select() -> None:
        chosen = st.session_state[widget].selection
        if chosen.columns:
            letter = chosen.columns[0][-1]
            if letter in picture.letters:
                st.session_state[f"column-{place}"] = letter
        st.session_state[f"rows-{place}"] = [picture.rows[at] for at in chosen.rows]

    st.dataframe(
        styled(picture, words, look),
        key=widget,
        height=min(_HEIGHT, 36 * (len(picture.rows) + 3)),
        on_select=select,
        selection_mode=["multi-row", "single-column"],
        alt=words("picture.alt"),
    )
    rows, columns = picture.left_out
    if rows:
        st.caption(words("picture.rows_left_out", count=words.digits(f"{rows:,}")))
    if columns:
        st.caption(words("picture.columns_left_out", count=words.digits(columns)))


def _columns(
    picture: SheetPicture, corrections: _Corrections, roles: tuple[str, ...], words: Words
) -> None:
    """The role and the scale of one column."""
    place = corrections.place
    with st.container(horizontal=True, vertical_alignment="bottom"):
        letter = st.selectbox(
            words("picture.column"),
            picture.letters,
            format_func=lambda each: _column_name(picture, each),
            key=f"column-{place}",
            width=260,
        )
        role = picture.roles.get(letter, "")
        st.session_state[f"role-{place}"] = role
        st.selectbox(
            words("picture.role"),
            list(dict.fromkeys([role, *roles])),
            format_func=lambda each: role_words(each, words) if each else words("picture.no_role"),
            key=f"role-{place}",
            on_change=corrections.role,
            args=(letter, f"role-{place}"),
            width=220,
        )
        if "score" not in roles:
            return
        full = corrections.answered.scales.get(letter, SCALES[0])
        st.session_state[f"scale-{place}"] = full
        st.selectbox(
            words("picture.scale"),
            list(dict.fromkeys([*SCALES, full])),
            format_func=lambda each: words.digits(f"{each:g}"),
            key=f"scale-{place}",
            on_change=corrections.scale,
            args=(letter, f"scale-{place}"),
            width=120,
        )


def _column_name(picture: SheetPicture, letter: str) -> str:
    """A column's letter with what stands in its header, or else first in it."""
    at = picture.letters.index(letter)
    cells = [row[at] for row in picture.cells if row[at]]
    header = [
        row[at]
        for number, row in zip(picture.rows, picture.cells, strict=True)
        if picture.kinds.get(number) == HEADER and row[at]
    ]
    return f"{letter} · {' '.join(header) or next(iter(cells), '')}".strip(" ·")


def _rows(picture: SheetPicture, corrections: _Corrections, words: Words) -> None:
    """Rows as the header, rows that do not count."""
    place = corrections.place
    names = {
        number: f"{words.digits(number)} · {' | '.join(cell for cell in cells if cell)[:60]}"
        for number, cells in zip(picture.rows, picture.cells, strict=True)
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rows = st.multiselect(
            words("picture.rows"),
            picture.rows,
            format_func=lambda number: names[number],
            placeholder=words("picture.choose_rows"),
            key=f"rows-{place}",
            width=420,
        )
        for name, act, icon in (
            ("make_header", corrections.header, "table_rows"),
            ("set_aside", corrections.set_aside, "visibility_off"),
            ("count_again", corrections.count_again, "visibility"),
        ):
            if name == "count_again" and not corrections.own.unused_rows & set(rows):
                continue
            st.button(
                words(f"picture.{name}"),
                key=f"{name}-{place}",
                icon=f":material/{icon}:",
                disabled=not rows,
                on_click=act,
                args=(rows,),
            )


def _sheet(corrections: _Corrections, words: Words) -> None:
    """The sheet as a whole: it counts or not, and its corrections can be taken back."""
    place = corrections.place
    with st.container(horizontal=True, vertical_alignment="center"):
        st.session_state[f"unused-{place}"] = corrections.answered.unused
        st.toggle(
            words("picture.unused"),
            key=f"unused-{place}",
            on_change=corrections.unused,
            args=(f"unused-{place}",),
        )
        if corrections.own != SheetMapping(corrections.own.sheet):
            st.button(
                words("picture.undo"),
                key=f"undo-{place}",
                icon=":material/undo:",
                on_click=partial(corrections.put, SheetMapping(corrections.own.sheet)),
            )
