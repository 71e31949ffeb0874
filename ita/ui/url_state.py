"""Widgets whose choices live in the address, so that a link shows a colleague the same view.

Streamlit's own binding writes the label of an option into the address, and labels change with the
language. Here the address holds the option itself. A choice is remembered for the visit, so it
comes back when a visitor returns to its page; names are shared by all pages.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

import streamlit as st

from ita.ui.store_access import note_refused_link

_CHOICES = "_choices"
_UNKNOWN = "_unknown-choices"
# Other days in a link are mistakes.
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
    """A selectbox in which one option is always chosen, at first `default` or else the first.

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
    """A selectbox that may stay empty, as a filter does; `placeholder` says what that means."""
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
    """As `select`, with the options beside each other."""
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
    """As `select_optional`, with the options beside each other; a second click takes one back."""
    return st.segmented_control(
        label,
        options,
        key=_restore(name, options, None, label),
        on_change=save_to_url,
        args=(name,),
    )


def read_day(name: str, default: date) -> date:
    """The day that the address holds in ISO form, `default` where it holds none."""
    value = current_choice(name) or ""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return default
    return day if FIRST_DAY <= day <= LAST_DAY else default


def current_choice(name: str) -> str | None:
    """What the address, or else this visit, says of `name`, whether or not there is such a thing."""
    return st.query_params.get(name, _remembered().get(name))


def read_from_url(name: str, options: Sequence[str], default: str | None, label: str) -> str | None:
    """What the address, or else this visit, says of `name`; `default` where it is no option.

    `label` is what a visitor knows the choice by.
    """
    value = current_choice(name)
    chosen = value if value in options else default
    if chosen == value:
        _remembered()[name] = value
    elif value and _remembered().get(name) != value:
        # It comes from a link, not from an earlier choice that no longer fits another one.
        note_unknown(name, value, label)
    _write(name, None if chosen == default else chosen)
    return chosen


def save_to_url(name: str, *resets: str) -> None:
    """Writes what the widget of a choice says into the address."""
    set_choice(name, st.session_state[widget_key(name)])
    for each in resets:
        set_choice(each, None)


def choices_of_visit() -> tuple[tuple[str, str], ...]:
    """What every page has in its address: the result, the language and the numerals."""
    names = ("data", "english", "thai_numerals")
    return tuple((name, st.query_params[name]) for name in names if name in st.query_params)


def set_choice(name: str, value: str | None) -> None:
    """Makes a choice in place of its widget; None goes back to the default."""
    _remembered()[name] = value
    _write(name, value)


def read_text(name: str) -> str:
    """Free text of the address, or else of this visit, for the caller to check; "" for none."""
    value = current_choice(name) or ""
    set_choice(name, value or None)
    return value


def note_unknown(name: str, value: str, label: str = "") -> None:
    """Remembers for `pop_unknown_choices` that a link asks for something that is not there."""
    st.session_state.setdefault(_UNKNOWN, {})[name] = (label, value)
    note_refused_link(name, value)


def pop_unknown_choices() -> dict[str, tuple[str, str]]:
    """Labels of choices, by their names, with what the link of this run asked for; forgets it."""
    return st.session_state.pop(_UNKNOWN, {})


def widget_key(name: str) -> str:
    """The key of the widget of a choice."""
    return f"{name}-choice"


def _restore(name: str, options: Sequence[str], default: str | None, label: str) -> str:
    """Puts the choice into its widget, which must be made next; returns the widget's key."""
    st.session_state[widget_key(name)] = read_from_url(name, options, default, label)
    return widget_key(name)


def _remembered() -> dict[str, str | None]:
    return st.session_state.setdefault(_CHOICES, {})


def _write(name: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
