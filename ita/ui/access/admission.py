"""The check of who may see the dashboard, and the page that others see."""

from typing import Literal

import streamlit as st

from ita.domain.access import ROLES, Access
from ita.language import Words
from ita.store import StoreError
from ita.ui.access.person import is_sign_in_on, providers, signed_in_person
from ita.ui.markdown import escape_markdown
from ita.ui.store_access import current_access, store, system_store

Admission = Literal["admitted", "signed_out", "expired", "no_role", "no_store"]
_SEEN = "_admission"


def check_admission() -> Admission:
    """Return whether the visitor may see the dashboard; the first answer of a visit is recorded."""
    admission = _admission()
    if is_sign_in_on() and st.session_state.get(_SEEN) != admission:
        st.session_state[_SEEN] = admission
        _record(admission)
    return admission


def _admission() -> Admission:
    if not is_sign_in_on():
        return "admitted"
    person = signed_in_person()
    if person is None:
        return "signed_out"
    if person.is_expired:
        return "expired"
    try:
        return "admitted" if current_access() else "no_role"
    except StoreError:
        return "no_store"


def _record(admission: Admission) -> None:
    person = signed_in_person()
    if person is None or admission == "no_store":
        return
    if admission == "admitted":
        store().record("sign_in", "", is_allowed=True)
        return
    nobody = Access(person.name, person.email, dict.fromkeys(ROLES, frozenset()))
    system_store().for_person(nobody).record(admission, "", is_allowed=False)


def show_admission(admission: Admission, words: Words) -> None:
    """Show why the dashboard is not shown, and what the visitor can do."""
    person = signed_in_person()
    st.title(words("app.name"), anchor=False)
    email = escape_markdown(person.email) if person else ""
    st.markdown(words(f"admission.{admission}", email=email))
    if admission == "no_store":
        return
    if admission == "no_role":
        st.button(words("admission.sign_out"), icon=":material/logout:", on_click=st.logout)
        return
    for name in providers() or [""]:
        label = words("admission.sign_in")
        st.button(
            f"{label} · {name}" if name else label,
            key=f"sign-in-{name or 'default'}",
            type="primary",
            icon=":material/login:",
            on_click=st.login,
            args=(name,) if name else (),
        )


def show_signed_in(words: Words) -> None:
    """Show the signed-in person, the role and a sign-out button in the sidebar."""
    access = current_access()
    if access is None:
        return
    role = max((role for role in ROLES if access.has_role(role)), key=ROLES.index)
    with st.sidebar:
        st.caption(f"{access.who} · {words(f'access_roles.{role}')}")
        if role == "viewer":
            st.caption(words("admission.only_sees"))
        st.button(
            words("admission.sign_out"),
            key="sign-out",
            icon=":material/logout:",
            type="tertiary",
            on_click=st.logout,
        )


def is_director() -> bool:
    """Return whether the visitor is a director; always False without sign-in."""
    access = current_access() if is_sign_in_on() else None
    return access is not None and access.has_role("director")
