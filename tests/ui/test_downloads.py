"""The outcome of making a file, for the page that offers it."""

import pytest

from ita.publishing.office_templates import TemplateError
from ita.publishing.sheets.drawing import PictureError
from ita.ui.downloads import Outcome


def fails(error):
    def make():
        raise error

    return make


def test_what_was_made_arrives_and_there_is_no_failure():
    outcome = Outcome()
    assert outcome.make(lambda: b"file") == b"file"
    assert outcome.failure() is None


@pytest.mark.parametrize(
    ("error", "reason"), [(PictureError("too-slow"), "too-slow"), (KeyError("?"), "unknown")]
)
def test_why_nothing_came_is_known_once(error, reason):
    outcome = Outcome()
    with pytest.raises(type(error)):
        outcome.make(fails(error))
    assert outcome.failure() == reason
    assert outcome.failure(seconds=0) is None


def test_a_refused_template_arrives_with_its_words():
    outcome, refusal = Outcome(), TemplateError("missing")
    with pytest.raises(TemplateError):
        outcome.make(fails(refusal))
    assert outcome.failure() is refusal


def test_a_page_does_not_wait_for_ever_for_a_file_nobody_makes():
    assert Outcome().failure(seconds=0.01) is None
