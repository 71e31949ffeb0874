"""The message for unexpected errors: a sentence and a number to look up in the log."""

import logging
import secrets

import streamlit as st

from ita.language import Words

logger = logging.getLogger(__name__)


def show_numbered_error(error: Exception) -> bool:
    """Show that a page failed, with a number under which the log has the traceback.

    Streamlit calls it instead of showing its own message, which is in English and has no number.
    Returns True, which tells Streamlit that the error is handled.
    """
    number = secrets.token_hex(4)
    logger.error("Error %s on a page", number, exc_info=error)
    words = Words("en" if st.session_state.get("english") else "th")
    st.error(words("errors.page", number=number), icon=":material/error:")
    return True
