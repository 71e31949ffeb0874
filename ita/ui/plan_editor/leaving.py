"""Ask before the browser leaves with an unsaved draft, which exists only in the session."""

import streamlit as st

# Set on the window, so that the browser also asks on the other pages of the session.
_SCRIPT = """
export default function ({ data }) {
  window.onbeforeunload = data ? (event) => { event.preventDefault(); return ""; } : null;
}
"""
_ask_in_browser = st.components.v2.component("ita-unsaved-plan", js=_SCRIPT)


def ask_before_leaving(*, is_unsaved: bool) -> None:
    """Turn the browser's confirmation before closing or reloading the page on or off."""
    _ask_in_browser(key="unsaved-plan", data=is_unsaved, height=1)
