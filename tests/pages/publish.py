"""What tests of the publish page look for on it."""

from ita.ui import url_state
from tests.pages.contents import FAULTS, visible_text
from tests.publishing.page_text import page_text


class Renderer:
    """A renderer that notes what it is asked for; a page of measures has three sheets."""

    def __init__(self):
        self.pages = []

    def render(self, page, format):
        assert format == "html"
        self.pages.append(page)
        sheets = 3 if 'data-kind="tasks"' in page.html else 1
        return [f"<p>sheet {at}</p>".encode() for at in range(1, sheets + 1)]


def check_texts(test, drawn=()):
    """The page, whose texts and pictures show no fault."""
    assert not test.exception
    texts = [visible_text(test), *(page_text(page.html) for page in drawn)]
    assert not any(word in text for word in FAULTS for text in texts)
    return test


def text_of_last(drawn):
    """The text of the page that was drawn last."""
    return page_text(drawn[-1].html)


def frames(test):
    """What the frames on the page hold."""
    return [each.proto.srcdoc for each in test.get("iframe")]


def chosen(test, name):
    return test.session_state[url_state.widget_key(name)]


def choose(test, name, value):
    return next(
        each
        for kind in ("selectbox", "button_group")
        for each in test.get(kind)
        if each.key == url_state.widget_key(name)
    ).set_value(value)


def downloads(test):
    """The buttons that give out a picture or a document, by their keys."""
    buttons = {each.key: each for each in test.download_button}
    return {key: button for key, button in buttons.items() if key.startswith("publish-")}
