"""The store on a page: opened once for all visitors; what fails is said, never shown as a fault."""

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
# The stores in which this process has looked for results of an older version of the analysis, one
# visitor at a time.
_current_stores: set[str] = set()
_recomputation = threading.Lock()


@st.cache_resource(show_spinner=False)
def _open(address: str) -> Store:
    return open_store(address)


def address() -> str:
    """Where the store is: `store.url` of the secrets, else the environment, else a local file."""
    return str(secret("store", "url") or default_address(os.environ))


def system_store() -> Store:
    """The store without a visitor: for what the program itself looks up. Raises StoreError."""
    return _open(address())


def store() -> Store:
    """The store of this visitor, narrowed to what they may read and write. Raises StoreError.

    Every page reads and writes with it. Whoever must sign in and has not, or has no role, is
    refused; roles are looked up each time, so that one that is taken away ends at once.
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
    """What this visitor's store answers, asked once until the store changes. Raises StoreError.

    `question` says all that the answer depends on besides what the visitor may see. The answer is
    shared by everybody who may see the same, so nobody may change it.
    """
    whole = system_store()
    visible = _narrow(whole)
    key = (visible.scope, whole.revisions.of_everything(), *question)
    return _answer(key, lambda: ask(visible))


@st.cache_resource(max_entries=1024, show_spinner=False)
def _answer(key: tuple[Hashable, ...], _ask: Callable[[], Any]) -> Any:
    return _ask()


def current_access() -> Access | None:
    """What the visitor who has signed in may do; None without a role. Raises StoreError."""
    person = signed_in_person()
    if person is None or person.is_expired:
        return None
    whole = system_store()
    grants = _answer(("grants", whole.revisions.of_everything()), whole.grants.all)
    return access_of(person.name, person.email, with_directors(grants, directors()))


def may_read(agencies: Collection[str]) -> bool:
    """Whether the visitor may see all of these agencies, as in a file that nobody has saved."""
    if not is_sign_in_on():
        return True
    with suppress(StoreError):
        access = current_access()
        return access is not None and all(access.may("viewer", name) for name in agencies)
    return False


def may_save(agency: str, words: Words) -> bool:
    """Whether the visitor may save something of an agency, "" of one that nobody named.

    Where they may not it says so, in the place of a button or beside one that is disabled; the
    store refuses what is sent all the same.
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
    """Records that a link asked for something that is not there for its visitor."""
    if is_sign_in_on():
        with suppress(StoreError):
            store().record("link", f"{name}={value}", is_allowed=False)


def can_use_store() -> bool:
    """Whether the store answers and has the schema of this program; the log says why not."""
    try:
        system_store().check()
    except StoreError as error:
        logger.warning("The store is not ready: %s", error)
        return False
    return True


def recompute_outdated_results(words: Words) -> None:
    """Computes the results of an older version of the analysis anew, once after a start.

    Whoever comes meanwhile waits for it, since nothing can be chosen by old results. Where the
    store fails the data page says so, and the next run tries again.
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
    """Says in a sentence what a store could not do, and lets the rest of the page go on."""
    try:
        yield
    except StoreError as error:
        st.error(words(f"store.{error.reason}"), icon=":material/error:")


def ask_name(action: str, key: str, agency: str, words: Words) -> str:
    """A form that asks who acts for an agency; their name once its button is pressed, else "".

    In a form the button works while one still types. Who may not save has none.
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
    """A field for the name of who acts; of somebody who has signed in it shows theirs.

    `is_kept` keeps what was typed for the whole visit.
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
