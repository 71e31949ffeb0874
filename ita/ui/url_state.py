"""Widgets whose choices are stored in the URL, so that a shared link shows the same view.

Streamlit's own binding writes the label of an option into the URL, and labels depend on the
language; here the URL contains the option itself. A choice is also kept for the visit and restored
when the visitor returns to its page; names are shared by all pages.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from ita.ui.store_access import note_refused_link

_CHOICES = "_choices"
_UNKNOWN = "_unknown-choices"
# Days in a link outside this range are ignored.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2150, 12, 31)


def select(
    name: str,
    options: Sequence[str],
    label: str,
    *,
    default: str | None = None,
    format_func: Callable[[str], str] = str,
    resets: tuple[str, ...] = (),
    width: int | Literal["stretch"] = "stretch",
) -> str:
    """Show a selectbox in which one option is always chosen, initially `default` or the first.

    `resets` are the names of choices that go back to their defaults when this one changes.
    """
    return st.selectbox(
        label,
        options,
        format_func=format_func,
        key=_restore(name, options, default or options[0], label),
        on_change=save_to_url,
        args=(name, *resets),
        width=width,
    )


def select_optional(
    name: str,
    options: Sequence[str],
    label: str,
    placeholder: str,
    *,
    format_func: Callable[[str], str] = str,
    width: int | Literal["stretch"] = "stretch",
) -> str | None:
    """Show a selectbox that may stay empty, such as a filter; `placeholder` is shown then."""
    return st.selectbox(
        label,
        options,
        index=None,
        placeholder=placeholder,
        format_func=format_func,
        key=_restore(name, options, None, label),
        on_change=save_to_url,
        args=(name,),
        width=width,
    )


def segments(
    name: str,
    options: Sequence[str],
    label: str,
    *,
    default: str | None = None,
    format_func: Callable[[str], str] = str,
    resets: tuple[str, ...] = (),
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> str:
    """Like `select`, as a segmented control."""
    chosen = st.segmented_control(
        label,
        options,
        required=True,
        wrap=True,
        format_func=format_func,
        key=_restore(name, options, default or options[0], label),
        on_change=save_to_url,
        args=(name, *resets),
        label_visibility=label_visibility,
    )
    return chosen or default or options[0]


def segments_optional(name: str, options: Sequence[str], label: str) -> str | None:
    """Like `select_optional`, as a segmented control; a second click clears the choice."""
    return st.segmented_control(
        label,
        options,
        key=_restore(name, options, None, label),
        on_change=save_to_url,
        args=(name,),
    )


def read_day(name: str, default: date) -> date:
    """Return the day that the URL or this visit has in ISO form; `default` if none or invalid."""
    value = current_choice(name) or ""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return default
    return day if FIRST_DAY <= day <= LAST_DAY else default


def current_choice(name: str) -> str | None:
    """Return the choice `name` of the URL, or else of this visit, without validating it."""
    return st.query_params.get(name, _remembered().get(name))


def read_from_url(name: str, options: Sequence[str], default: str | None, label: str) -> str | None:
    """Return the choice `name` of the URL, or else of this visit; `default` if it is no option.

    Writes the result to the URL. An unknown choice of a link is reported under `label`.
    """
    value = current_choice(name)
    chosen = value if value in options else default
    if chosen == value:
        _remembered()[name] = value
    elif value and _remembered().get(name) != value:
        # It comes from a link; an earlier choice that is no longer an option is not reported.
        note_unknown(name, value, label)
    _write(name, None if chosen == default else chosen)
    return chosen


def save_to_url(name: str, *resets: str) -> None:
    """Write the value of a choice's widget to the URL and reset the choices `resets`."""
    set_choice(name, st.session_state[widget_key(name)])
    for each in resets:
        set_choice(each, None)


def choices_of_visit() -> tuple[tuple[str, str], ...]:
    """Return the query parameters that all pages share: result, language and numerals."""
    names = ("data", "english", "thai_numerals")
    return tuple((name, st.query_params[name]) for name in names if name in st.query_params)


def set_choice(name: str, value: str | None) -> None:
    """Set a choice from code; None resets it to its default."""
    _remembered()[name] = value
    _write(name, value)


def read_text(name: str) -> str:
    """Return free text of the URL, or else of this visit; "" for none. The caller validates it."""
    value = current_choice(name) or ""
    set_choice(name, value or None)
    return value


def note_unknown(name: str, value: str, label: str = "") -> None:
    """Store for `pop_unknown_choices` that a link names something that does not exist."""
    st.session_state.setdefault(_UNKNOWN, {})[name] = (label, value)
    note_refused_link(name, value)


def pop_unknown_choices() -> dict[str, tuple[str, str]]:
    """Return and delete the unknown choices of this run's link, as {name: (label, value)}."""
    return st.session_state.pop(_UNKNOWN, {})


def widget_key(name: str) -> str:
    """Return the key of a choice's widget."""
    return f"{name}-choice"


def _restore(name: str, options: Sequence[str], default: str | None, label: str) -> str:
    """Set the value of a choice's widget, which must be created next; return the widget's key."""
    st.session_state[widget_key(name)] = read_from_url(name, options, default, label)
    return widget_key(name)


def _remembered() -> dict[str, str | None]:
    return st.session_state.setdefault(_CHOICES, {})


def _write(name: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
