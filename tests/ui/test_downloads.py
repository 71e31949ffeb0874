"""Word of a file that a click has made, for the page that offers it."""

import pytest

from ita.publishing.office_templates import TemplateError
from ita.publishing.sheets.drawing import PictureError
from ita.ui.downloads import Order


def fails(error):
    def make():
        raise error

    return make


def test_what_was_made_arrives_and_no_failure_is_told():
    order = Order()
    assert order.fill(lambda: b"file") == b"file"
    assert order.failure() is None


@pytest.mark.parametrize(
    ("error", "reason"), [(PictureError("too-slow"), "too-slow"), (KeyError("?"), "unknown")]
)
def test_why_nothing_came_is_told_once(error, reason):
    order = Order()
    with pytest.raises(type(error)):
        order.fill(fails(error))
    assert order.failure() == reason
    assert order.failure(seconds=0) is None


def test_a_refused_template_arrives_with_its_words():
    order, refusal = Order(), TemplateError("missing")
    with pytest.raises(TemplateError):
        order.fill(fails(refusal))
    assert order.failure() is refusal


def test_a_page_does_not_wait_for_ever_for_a_file_nobody_makes():
    assert Order().failure(seconds=0.01) is None
