"""Asks before the browser leaves while a draft is not saved: it lives in the visit alone."""

import streamlit as st

# On the window, so that the question is also asked on other pages of the visit.
_SCRIPT = """
export default function ({ data }) {
  window.onbeforeunload = data ? (event) => { event.preventDefault(); return ""; } : null;
}
"""
_ask_in_browser = st.components.v2.component("ita-unsaved-plan", js=_SCRIPT)


def ask_before_leaving(*, is_unsaved: bool) -> None:
    """Lets the browser ask in its own words before the page is closed or loaded anew."""
    _ask_in_browser(key="unsaved-plan", data=is_unsaved, height=1)
