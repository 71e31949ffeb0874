"""Choices that live in the address by a value that no language changes.

A bound widget would put its label, which changes with the language, into the address. So the address
holds the value, and the widget shows what the address says. A choice comes back when a visitor
returns to its page.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

_UNKNOWN = "_unknown-choices"


def asked(name: str, options: Sequence[str], default: str | None = None) -> str | None:
    """What the address, or else this visit, says of `name`; `default` where it is no option.

    Puts it into the widget `<name>-choice`, which must be made next with `on_change=keep`.
    """
    value = st.query_params.get(name, st.session_state.get(_kept(name)))
    chosen = value if value in options else default
    if chosen == value:
        st.session_state[_kept(name)] = value
    elif st.session_state.get(_kept(name)) != value:
        # It comes from a link, not from a choice that no longer fits another one.
        note_unknown(name, value)
    st.session_state[key(name)] = chosen
    _write(name, None if chosen == default else chosen)
    return chosen


def asked_day(name: str, default: date) -> date:
    """As `asked` for a day, which the address holds as an ISO date."""
    value = st.query_params.get(name, st.session_state.get(_kept(name))) or ""
    try:
        chosen = date.fromisoformat(value)
    except ValueError:
        chosen = default
    # Outside these a calendar of the browser can't go.
    chosen = chosen if 1950 <= chosen.year <= 2150 else default
    st.session_state[key(name)] = chosen
    return chosen


def note_unknown(name: str, value: str | None) -> None:
    """Remembers that a link asks for something that is not there, for `unknown_choices`."""
    if value:
        st.session_state.setdefault(_UNKNOWN, {})[name] = value


def unknown_choices() -> dict[str, str]:
    """What the link of this run asked for in vain, by the name of the choice; forgets it."""
    return st.session_state.pop(_UNKNOWN, {})


def key(name: str) -> str:
    """The key of the widget of a choice."""
    return f"{name}-choice"


def keep(name: str) -> None:
    """Write what the widget says into the address."""
    value = st.session_state[key(name)]
    put(name, value.isoformat() if isinstance(value, date) else value)


def put(name: str, value: str | None) -> None:
    """Choose a value; None goes back to the default."""
    st.session_state[_kept(name)] = value
    _write(name, value)


def _kept(name: str) -> str:
    return f"_kept-{name}"


def _write(name: str, value: str | None) -> None:
    if value is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != value:
        st.query_params[name] = value
