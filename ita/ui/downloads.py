"""Download buttons that make their file on click and show a message if that fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue

import streamlit as st

from ita.language import Words
from ita.publishing.office_templates import TemplateError
from ita.publishing.sheets.drawing import PictureError
from ita.ui.tables import XLSX

_OFFICE = "application/vnd.openxmlformats-officedocument"
# The media type of a file by the ending of its name.
MIME = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "html": "text/html",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "svg": "image/svg+xml",
    "xlsx": XLSX,
    "zip": "application/zip",
}
# Seconds that a page waits for the outcome of a file; drawing has a shorter timeout of its own.
_PATIENCE = 120.0


@dataclass(frozen=True)
class Download:
    """A download button; `make` makes its file and may raise PictureError or TemplateError."""

    key: str
    label: str
    name: str
    make: Callable[[], bytes]
    icon: str = ":material/download:"
    primary: bool = False


class Outcome:
    """Passes the outcome of making a file to the page that offers it.

    Streamlit makes the file outside the script run and reports a failure in English without a
    reason. Meanwhile the click reruns the fragment, which waits for the outcome.
    """

    def __init__(self) -> None:
        self._reasons: SimpleQueue[str | TemplateError | None] = SimpleQueue()

    def make(self, make: Callable[[], bytes]) -> bytes:
        """Return the result of `make` and note the outcome; its exceptions are passed on."""
        reason: str | TemplateError | None = "unknown"
        try:
            content = make()
            reason = None
        except PictureError as error:
            reason = error.reason
            raise
        except TemplateError as error:
            reason = error
            raise
        finally:
            self._reasons.put(reason)
        return content

    def failure(self, seconds: float = _PATIENCE) -> str | TemplateError | None:
        """Return why the file was not made; None if it was, or after a timeout of `seconds`."""
        try:
            return self._reasons.get(timeout=seconds)
        except Empty:
            return None


# A fragment, so that a click does not rerun the picture and the choices.
@st.fragment
def show_buttons(buttons: Sequence[Download], words: Words) -> None:
    """Show the buttons in a row, and below them why the requested file could not be made."""
    outcomes = {
        each.key: st.session_state.setdefault(f"_outcome-{each.key}", Outcome()) for each in buttons
    }
    pressed = []
    with st.container(horizontal=True):
        for each in buttons:
            outcome = outcomes[each.key]
            if st.download_button(
                each.label,
                partial(outcome.make, each.make),
                each.name,
                MIME[each.name.rpartition(".")[2]],
                key=each.key,
                type="primary" if each.primary else "secondary",
                icon=each.icon,
            ):
                pressed.append(outcome)
    for outcome in pressed:
        if reason := outcome.failure():
            show_failure(reason, words)


def show_failure(reason: str | TemplateError, words: Words) -> None:
    """Show why a file was not made, and for a faulty office template the alternative."""
    if isinstance(reason, TemplateError):
        text = f"{reason.message(words)} {words('publish.template_offer')}"
    else:
        text = words(f"publish.reasons.{reason}")
    st.error(text, icon=":material/error:")
