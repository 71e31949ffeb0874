"""Download buttons whose file is made by the click, and which say so in words when it fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue

import streamlit as st

from ita.language import Words
from ita.publishing.office_templates import TemplateError
from ita.publishing.sheets.drawing import PictureError

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# The longest that a page waits for word of a file; drawing gives up sooner itself.
_PATIENCE = 120.0


@dataclass(frozen=True)
class Download:
    """A button: its file is made by `make`, which may raise PictureError or TemplateError."""

    key: str
    label: str
    icon: str
    name: str
    mime: str
    make: Callable[[], bytes]
    primary: bool = False


class Outcome:
    """Whether a file was made, handed from where it is made to the page that offers it.

    Streamlit makes such a file outside the page's run, and says itself only that it failed, in
    English. The click runs the page's part again meanwhile, which waits for the outcome.
    """

    def __init__(self) -> None:
        self._reasons: SimpleQueue[str | TemplateError | None] = SimpleQueue()

    def make(self, make: Callable[[], bytes]) -> bytes:
        """What `make` gives; what it raises goes through."""
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
        """Why the file was not made; None where it was, or where nothing is known in time."""
        try:
            return self._reasons.get(timeout=seconds)
        except Empty:
            return None


# A part of the page that runs by itself: a click leaves the picture and the choices alone.
@st.fragment
def show_buttons(buttons: Sequence[Download], words: Words) -> None:
    """The buttons beside each other, and below them why the file just asked for did not come."""
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
                each.mime,
                key=each.key,
                type="primary" if each.primary else "secondary",
                icon=each.icon,
            ):
                pressed.append(outcome)
    for outcome in pressed:
        if reason := outcome.failure():
            show_failure(reason, words)


def show_failure(reason: str | TemplateError, words: Words) -> None:
    """Says why a file was not made; of an office's template also what can be used instead."""
    if isinstance(reason, TemplateError):
        text = f"{reason.message(words)} {words('publish.template_offer')}"
    else:
        text = words(f"publish.reasons.{reason}")
    st.error(text, icon=":material/error:")
