"""Tables and bar charts of any subject as slides."""

from ita.publishing.content.listing import BarChart, Listing, Text
from ita.publishing.slides.chart import add_chart
from ita.publishing.slides.deck import Deck
from ita.publishing.table_fitting import paginate

# Inches of a bar with the space to the next, where there are few, and of the legend.
_PITCH, _LEGEND = 0.55, 0.6
# So many bars leave each its line of text.
_BARS = 12


def add_listing(deck: Deck, content: Listing) -> None:
    """A table for each section, the counts above the first; without rows what the section says."""
    for at, section in enumerate(content.sections):
        first = "Counts and table" if content.counts and at == 0 else None
        if section.rows:
            pages = deck.add_table(content.head, section, first=first)
            if first:
                pages[0].add_counts(content.counts)
        else:
            deck.add("Table", content.head).write("Text", Text(section.empty))


def add_bar_chart(deck: Deck, content: BarChart) -> None:
    """Counts above lying bars; without bars the sentence that says why.

    A chart has as many slides as its bars take, of which a brief deck has the first.
    """
    labels = content.labels
    parts = [slice(_BARS)] if deck.is_brief else paginate([1.0] * len(labels), _BARS)
    for at, part in enumerate(parts, 1):
        page = deck.add("Counts and chart", content.head, at, len(parts))
        page.add_counts(content.counts)
        if not labels:
            page.write("Text", Text(content.empty))
            continue
        box = page.placeholder("Chart").box
        height = min(box.height, len(labels[part]) * _PITCH + _LEGEND)
        add_chart(page.slide, box._replace(height=height), content, deck.words, part)
