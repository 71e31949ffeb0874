"""Download buttons whose file is made by the click, and which say so in words when it fails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue

import streamlit as st

from ita.language import Words
from ita.publishing.office_templates import TemplateError
from ita.publishing.sheets.drawing import PictureError

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


class Order:
    """Carries word of how a file went from where it is made to the page that offers it.

    Streamlit makes such a file outside the page's run, and says itself only that it failed, in
    English. The click runs the page's part again meanwhile, which waits for the word.
    """

    def __init__(self) -> None:
        self._went: SimpleQueue[str | TemplateError | None] = SimpleQueue()

    def fill(self, make: Callable[[], bytes]) -> bytes:
        """What `make` gives; what it raises goes through."""
        try:
            content = make()
        except PictureError as error:
            self._went.put(error.reason)
            raise
        except TemplateError as error:
            self._went.put(error)
            raise
        except Exception:
            self._went.put("unknown")
            raise
        self._went.put(None)
        return content

    def failure(self, seconds: float = _PATIENCE) -> str | TemplateError | None:
        """Why the file asked for was not made; None where it was, or no word came in time."""
        try:
            return self._went.get(timeout=seconds)
        except Empty:
            return None


# A part of the page that runs by itself: a click leaves the picture and the choices alone.
@st.fragment
def show_buttons(buttons: Sequence[Download], words: Words) -> None:
    """The buttons beside each other, and below them why the file just asked for did not come."""
    orders = {
        each.key: st.session_state.setdefault(f"_order-{each.key}", Order()) for each in buttons
    }
    pressed = []
    with st.container(horizontal=True):
        for each in buttons:
            order = orders[each.key]
            if st.download_button(
                each.label,
                partial(order.fill, each.make),
                each.name,
                each.mime,
                key=each.key,
                type="primary" if each.primary else "secondary",
                icon=each.icon,
            ):
                pressed.append(order)
    for order in pressed:
        if reason := order.failure():
            show_failure(reason, words)


def show_failure(reason: str | TemplateError, words: Words) -> None:
    """Says why a file was not made; of an office's template also what can be used instead."""
    if isinstance(reason, TemplateError):
        text = f"{reason.message(words)} {words('publish.template_offer')}"
    else:
        text = words(f"publish.reasons.{reason}")
    st.error(text, icon=":material/error:")
