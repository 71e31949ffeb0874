"""Access of pages to the store: opened once for all visitors, with failures shown as messages."""

import logging
import os
import threading
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import streamlit as st

from ita.domain.access import Access, access_of
from ita.language import Words
from ita.store import Store, StoreError, default_address, open_store
from ita.store.grants import with_directors
from ita.ui.access.person import directors, is_sign_in_on, secret, signed_in_person

T = TypeVar("T")

logger = logging.getLogger(__name__)
_LONGEST_NAME = 100
# Addresses of the stores in which this process has recomputed outdated results.
_current_stores: set[str] = set()
_recomputation = threading.Lock()


@st.cache_resource(show_spinner=False)
def _open(address: str) -> Store:
    return open_store(address)


def address() -> str:
    """Return the store's address: `store.url` of the secrets, the environment, or a local file."""
    return str(secret("store", "url") or default_address(os.environ))


def system_store() -> Store:
    """Return the store without access restrictions, for internal use. Raises StoreError."""
    return _open(address())


def store() -> Store:
    """Return the store restricted to what this visitor may read and write. Raises StoreError.

    All pages use it. With sign-in on, visitors who are not signed in or have no role are refused;
    roles are looked up each time, so that a revoked role ends at once.
    """
    return _narrow(system_store())


def _narrow(whole: Store) -> Store:
    if not is_sign_in_on():
        return whole
    access = current_access()
    if access is None:
        raise StoreError("forbidden")
    return whole.for_person(access)


def cached_answer(question: tuple[Hashable, ...], ask: Callable[[Store], T]) -> T:
    """Return the result of `ask` for this visitor's store, cached until the store changes.

    `question` is the cache key: everything the answer depends on besides the read rights. The
    answer is shared by visitors with the same rights and must not be changed. Raises StoreError.
    """
    whole = system_store()
    visible = _narrow(whole)
    key = (visible.scope, whole.revisions.of_everything(), *question)
    return _answer(key, lambda: ask(visible))


@st.cache_resource(max_entries=1024, show_spinner=False)
def _answer(key: tuple[Hashable, ...], _ask: Callable[[], Any]) -> Any:
    return _ask()


def current_access() -> Access | None:
    """Return the rights of the signed-in visitor; None without a role. Raises StoreError."""
    person = signed_in_person()
    if person is None or person.is_expired:
        return None
    whole = system_store()
    grants = _answer(("grants", whole.revisions.of_everything()), whole.grants.all)
    return access_of(person.name, person.email, with_directors(grants, directors()))


def may_read(agencies: Collection[str]) -> bool:
    """Return whether the visitor may see all of these agencies, for files outside the store."""
    if not is_sign_in_on():
        return True
    with suppress(StoreError):
        access = current_access()
        return access is not None and all(access.may("viewer", name) for name in agencies)
    return False


def may_save(agency: str, words: Words) -> bool:
    """Return whether the visitor may save data of an agency; "" means that the agency is unknown.

    If not, shows a caption, to be used instead of a button or beside a disabled one. The store
    checks the right again on saving.
    """
    if not is_sign_in_on():
        return True
    with suppress(StoreError):
        access = current_access()
        if access is not None and access.may("editor", agency):
            return True
    st.caption(f":material/lock: {words('store.forbidden')}")
    return False


def note_refused_link(name: str, value: str) -> None:
    """Record that a link named something that does not exist or that its visitor may not see."""
    if is_sign_in_on():
        with suppress(StoreError):
            store().record("link", f"{name}={value}", is_allowed=False)


def can_use_store() -> bool:
    """Return whether the store can be reached and has the current schema; log why if not."""
    try:
        system_store().check()
    except StoreError as error:
        logger.warning("The store is not ready: %s", error)
        return False
    return True


def recompute_outdated_results(words: Words) -> None:
    """Recompute results of an older version of the analysis, once after a start, with progress.

    Other visitors wait meanwhile, because outdated results cannot be used to choose from. If the
    store fails, the data page shows it and the next script run tries again.
    """
    if address() in _current_stores:
        return
    area = st.empty()

    def show_progress(done: int, count: int) -> None:
        if done < count:
            text = words("library.recomputing", done=words.digits(done), count=words.digits(count))
            area.progress(done / count, text)

    with _recomputation, suppress(StoreError):
        if address() not in _current_stores:
            system_store().recompute_results(show_progress)
            _current_stores.add(address())
    area.empty()


@contextmanager
def show_store_errors(words: Words) -> Iterator[None]:
    """Show a StoreError as a message and continue with the rest of the page."""
    try:
        yield
    except StoreError as error:
        st.error(words(f"store.{error.reason}"), icon=":material/error:")


def ask_name(action: str, key: str, agency: str, words: Words) -> str:
    """Show a form for the name of the acting person; return it once submitted, else "".

    In a form the button also submits text that is still being typed. Without the right to save for
    the agency there is no form.
    """
    if not may_save(agency, words):
        return ""
    with st.form(f"form-{key}", border=False):
        who = name_field(words("library.who"), f"who-{key}")
        pressed = st.form_submit_button(action, key=key, type="primary")
        if pressed and not who:
            st.warning(words("library.who_missing"), icon=":material/person:")
    return who if pressed else ""


def name_field(label: str, key: str, *, is_kept: bool = False, width: int | None = None) -> str:
    """Show a field for the name of the acting person and return it; fixed for signed-in visitors.

    `is_kept` keeps the typed name for the whole visit. `width` is in pixels.
    """
    person = signed_in_person()
    if person is not None:
        st.text_input(label, person.name, key=f"{key}-signed-in", disabled=True)
        return person.name
    return st.text_input(
        label,
        max_chars=_LONGEST_NAME,
        key=key,
        persist_state="session" if is_kept else None,
        width=width or "stretch",
    ).strip()
