"""Compositions as PowerPoint slides whose charts and tables are native, so that they can be edited."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ita.language import Words
from ita.palette import LIGHT, Look
from ita.publishing.compositions.content import Content, Month, Result, Tasks, Weakest, Years
from ita.publishing.slides.deck import Deck
from ita.publishing.slides.month import month
from ita.publishing.slides.result import result
from ita.publishing.slides.tasks import tasks
from ita.publishing.slides.weakest import weakest
from ita.publishing.slides.years import years

_WRITERS: Mapping[type, Callable[[Deck, Any], None]] = {
    Result: result,
    Weakest: weakest,
    Tasks: tasks,
    Month: month,
    Years: years,
}


def slides(contents: Sequence[Content], words: Words, look: Look = LIGHT) -> bytes:
    """A .pptx of 16:9 with one or more slides for each content, in their order.

    A table that is longer than a slide goes on on the next. Figures are those of the contents;
    what is missing is a dash in a text and a blank in a chart.
    """
    deck = Deck(words, look)
    for content in contents:
        _WRITERS[type(content)](deck, content)
    return deck.saved()
