"""The store on a page: opened once for all visitors; what fails is said, never shown as a fault."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ita.language import Words
from ita.store import Store, StoreError, default_address, open_store


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
