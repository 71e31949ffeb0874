"""Tables and bar charts of any subject as slides."""

from ita.charts.palette import PATTERNS, state_colour
from ita.language import Words
from ita.publishing.content.listing import BarChart, BarSeries, Listing, Section, Text
from ita.publishing.slides.chart import Bars, Series, add_chart
from ita.publishing.slides.deck import Deck
from ita.publishing.slides.table import Row, Table
from ita.publishing.slides.text import SMALLEST, THEME, Line, cut

# Inches of a bar with the space to the next, where there are few; of the legend; and of a label.
_PITCH, _LEGEND, _LABEL = 0.55, 0.6, 4.6
# So many bars leave each its line of text.
_BARS = 12
# Points of the one sentence of a chart without bars.
_SENTENCE = 24


def add_listing(deck: Deck, content: Listing) -> None:
    """A table for each section, the counts above the first; without rows what the section says."""
    for at, section in enumerate(content.sections):
        first = "Counts and table" if content.counts and at == 0 else None
        if section.rows:
            pages = deck.add_table(content.head, _make_table(section, deck.words), first=first)
            if first:
                pages[0].add_counts(content.counts)
        else:
            deck.add("Table", content.head).write("Text", Line(section.empty))


def _make_table(section: Section, words: Words) -> Table:
    rows: list[Row] = [
        tuple(tuple(_line(text) for text in cell) for cell in row) for row in section.rows
    ]
    listed = "; ".join(
        " ".join(text.text for cell in row for text in cell if text.text) for row in section.rows
    )
    return Table(section.columns, rows, words("slides.alt_table", title="", rows=listed))


def _line(text: Text) -> Line:
    colour = THEME.quiet if text.tone == "quiet" else THEME.bands.get(text.tone)  # type: ignore[arg-type]
    return Line(text.text, bold=text.strong, colour=colour)


def add_bar_chart(deck: Deck, content: BarChart) -> None:
    """Counts above lying bars; without bars the sentence that says why."""
    words = deck.words
    page = deck.add("Counts and chart", content.head)
    page.add_counts(content.counts)
    count = min(len(content.labels), _BARS)
    if not count:
        page.write("Text", Line(content.empty))
        return
    place = page.place("Chart").box
    height = min(place.height, count * _PITCH + _LEGEND)
    add_chart(page.slide, place._replace(height=height), _make_bars(content, count, words), words)


def _make_bars(content: BarChart, count: int, words: Words) -> Bars:
    stacked = len(content.series) > 1
    labels = [cut(label, _LABEL, SMALLEST, 1) for label in content.labels[:count]]
    columns = [tuple(each.values[at] or 0 for each in content.series) for at in range(count)]
    listed = "; ".join(
        f"{label}: "
        + ", ".join(
            f"{each.name} {words.number(each.values[at], content.places)}"
            for each in content.series
        )
        for at, label in enumerate(labels)
    )
    return Bars(
        labels,
        [_make_series(each, count) for each in content.series],
        full=max([sum(column) for column in columns] + [0.01]),
        places=content.places,
        description=words("slides.alt_table", title=content.head.title, rows=listed),
        stacked=stacked,
    )


def _make_series(series: BarSeries, count: int) -> Series:
    colour = THEME.loss if series.state == "lost" else state_colour(series.state, THEME)
    return Series(series.name, series.values[:count], colour, hatched=series.state in PATTERNS)
