"""The director's page: roles and the access log."""

import streamlit as st

from ita.domain.access import ROLES, Grant
from ita.language import Words
from ita.ui.access.person import directors
from ita.ui.messages import show_empty
from ita.ui.results import agency_names
from ita.ui.sidebar import announce
from ita.ui.store_access import current_access, show_store_errors, store
from ita.ui.tables import show_table

# Entries of the access log on the page; a backup holds all.
_ENTRIES = 500
_AGENCIES = 200


def show_roles(words: Words) -> None:
    """Show the valid roles, each with a button to remove it, and a form to add one."""
    st.subheader(words("access.title"), anchor=False)
    st.caption(words("access.explanation"))
    _show_form(words)
    with show_store_errors(words):
        grants = store().grants.all()
        if not grants:
            show_empty(words("access.none"))
        for number, grant in enumerate(grants):
            _show_grant(number, grant, words)
    if names := directors():
        st.caption(words("access.by_settings", list=", ".join(names)))


def _show_grant(number: int, grant: Grant, words: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        agency = grant.agency or words("access.every_agency")
        st.text(f"{grant.subject} · {words(f'access_roles.{grant.role}')} · {agency}")
        pressed = st.button(
            words("access.remove"),
            key=f"remove-grant-{number}",
            icon=":material/person_remove:",
            type="tertiary",
        )
    if pressed:
        _change(grant.subject, "", grant.agency, words)


def _show_form(words: Words) -> None:
    every = words("access.every_agency")
    with st.form("give-role"):
        subject = st.text_input(
            words("access.subject"), max_chars=200, placeholder="name@office.go.th", key="grant-to"
        )
        with st.container(horizontal=True):
            role = st.selectbox(
                words("access.role"),
                ROLES,
                format_func=lambda name: words(f"access_roles.{name}"),
                key="grant-role",
                width=220,
            )
            agency = st.selectbox(
                words("access.agency"),
                [every, *agency_names("", _AGENCIES)],
                accept_new_options=True,
                key="grant-agency",
                width=360,
            )
        if st.form_submit_button(words("access.give"), type="primary", key="give-role-now"):
            _change(subject, role, "" if agency == every else agency or "", words)


def _change(subject: str, role: str, agency: str, words: Words) -> None:
    """Write a role; the store refuses a visitor who is no longer a director."""
    with show_store_errors(words):
        access = current_access()
        try:
            store().grants.change(subject, role, agency, who=access.who if access else "")
        except ValueError:
            st.warning(words("access.not_a_subject"), icon=":material/person:")
            return
        announce(words("access.changed"))
        st.rerun()


def show_record(words: Words) -> None:
    """Show the access log, the newest entries first, refusals included."""
    st.subheader(words("access.log"), anchor=False)
    with show_store_errors(words):
        log = store().access_log(_ENTRIES)
        only_refused = st.toggle(words("access.only_refused"), key="only-refused")
        if only_refused:
            log = log[~log["is_allowed"]]
        if log.empty:
            show_empty(words("access.log_empty"))
            return
        times = [each.to_pydatetime().astimezone() for each in log["at"]]
        outcomes = {True: words("access.done"), False: words("access.refused")}
        table = log.assign(
            at=[words.digits(f"{each:%Y-%m-%d %H:%M:%S}") for each in times],
            action=[words(f"access_actions.{action}") for action in log["action"]],
            is_allowed=log["is_allowed"].map(outcomes),
        )
        titles = {name: words(f"access_columns.{name}") for name in table.columns}
        show_table(table.rename(columns=titles), words, alt=words("access.log"), key="access-log")
