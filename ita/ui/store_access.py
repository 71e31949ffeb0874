"""The store on a page: opened once for all visitors; what fails is said, never shown as a fault."""

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import streamlit as st

from ita.language import Words
from ita.store import Store, StoreError, default_address, open_store

logger = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def _open(address: str) -> Store:
    return open_store(address)


def address() -> str:
    """Where the store is: `store.url` of the secrets, else the environment, else a local file."""
    try:
        return str(st.secrets["store"]["url"])
    except (FileNotFoundError, KeyError):
        return default_address(os.environ)


def store() -> Store:
    """The store that all visitors share. Raises StoreError."""
    return _open(address())


def can_use_store() -> bool:
    """Whether the store answers and has the schema of this program; the log says why not."""
    try:
        store().check()
    except StoreError as error:
        logger.warning("The store is not ready: %s", error)
        return False
    return True


@dataclass(eq=False)
class _Recomputation:
    """Whether this process has looked for results of an older version of the analysis."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    is_done: bool = False


@st.cache_resource(show_spinner=False)
def _recomputation(address: str) -> _Recomputation:
    return _Recomputation()


def recompute_outdated_results(words: Words) -> None:
    """Computes the results of an older version of the analysis anew, once after a start.

    Whoever comes meanwhile waits for it, since nothing can be chosen by old results. Where the
    store fails the data page says so, and the next run tries again.
    """
    state = _recomputation(address())
    if state.is_done:
        return
    area = st.empty()

    def show_progress(done: int, count: int) -> None:
        if done < count:
            text = words("library.recomputing", done=words.digits(done), count=words.digits(count))
            area.progress(done / count, text)

    with state.lock, suppress(StoreError):
        if not state.is_done:
            store().recompute_results(show_progress)
            state.is_done = True
    area.empty()


@contextmanager
def show_store_errors(words: Words) -> Iterator[None]:
    """Says in a sentence what a store could not do, and lets the rest of the page go on."""
    try:
        yield
    except StoreError as error:
        st.error(words(f"store.{error.reason}"), icon=":material/error:")


def ask_name(action: str, key: str, words: Words) -> str:
    """A form that asks who acts; their name once its button is pressed, else "".

    In a form the button works while one still types.
    """
    with st.form(f"form-{key}", border=False):
        who = st.text_input(words("library.who"), max_chars=100, key=f"who-{key}").strip()
        pressed = st.form_submit_button(action, key=key, type="primary")
        if pressed and not who:
            st.warning(words("library.who_missing"), icon=":material/person:")
    return who if pressed else ""
