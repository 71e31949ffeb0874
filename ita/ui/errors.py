"""What a visitor sees of a fault: a sentence and a number under which the log explains it."""

import logging
import secrets

import streamlit as st

from ita.language import Words

logger = logging.getLogger(__name__)


def show_numbered_error(error: Exception) -> bool:
    """Says that a page failed, with a number that stands in the log beside the whole error.

    Streamlit calls it in place of its own message, which is English and has no number.
    """
    number = secrets.token_hex(4)
    logger.error("Error %s on a page", number, exc_info=error)
    words = Words("en" if st.session_state.get("english") else "th")
    st.error(words("errors.page", number=number), icon=":material/error:")
    return True
