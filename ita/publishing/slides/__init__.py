"""Contents as PowerPoint slides with native, editable charts and tables."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ita.language import Words
from ita.publishing.content.listing import AnyContent, BarChart, Listing
from ita.publishing.content.model import Month, Result, Tasks, Weakest, Years
from ita.publishing.office_templates import open_template
from ita.publishing.slides.compositions import (
    add_bar_chart,
    add_listing,
    add_month,
    add_result,
    add_tasks,
    add_weakest,
    add_years,
)
from ita.publishing.slides.deck import Deck

TEMPLATE = "slides.pptx"
_WRITERS: Mapping[type, Callable[[Deck, Any], None]] = {
    Result: add_result,
    Weakest: add_weakest,
    Tasks: add_tasks,
    Month: add_month,
    Years: add_years,
    Listing: add_listing,
    BarChart: add_bar_chart,
}


def make_slides(contents: Sequence[AnyContent], words: Words, *, bundled: bool = False) -> bytes:
    """Return a .pptx file of contents in their order.

    A table takes one slide, on which rows without room are cut and counted; the measures of a
    division and bars continue on the next slide. Missing figures are a dash in a text and blank in
    a chart. The template is the office's own, or with `bundled` the one that comes with the
    dashboard; raises TemplateError if the office's own cannot be used.
    """
    with open_template(TEMPLATE, bundled=bundled) as source:
        deck = Deck(source, words)
        for content in contents:
            _WRITERS[type(content)](deck, content)
        return deck.save()
