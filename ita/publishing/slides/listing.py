"""Tables and bar charts of any subject as slides."""

from collections.abc import Sequence
from dataclasses import replace

from ita.charts.palette import PATTERNS, state_colour
from ita.language import Words
from ita.publishing.content.listing import BarChart, BarSeries, Listing, Section, Text
from ita.publishing.slides.chart import Bars, Series, add_chart
from ita.publishing.slides.deck import Deck
from ita.publishing.slides.table import Row, Table, paginate
from ita.publishing.slides.text import SMALLEST, THEME, Line, cut

# Inches of a bar with the space to the next, where there are few; of the legend; and of a label.
_PITCH, _LEGEND, _LABEL = 0.55, 0.6, 4.6
# So many bars leave each its line of text.
_BARS = 12


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
    labels = [cut(label, _LABEL, SMALLEST, 1) for label in content.labels]
    add_bars(deck, content, labels)


def add_bars(deck: Deck, content: BarChart, labels: Sequence[str]) -> None:
    """A chart over as many slides as its bars take, of which a brief deck has the first.

    `labels` stand beside the bars as they are. Every slide has the same scale.
    """
    words = deck.words
    parts = [slice(0, _BARS)] if deck.is_brief else paginate([1.0] * len(labels), _BARS)
    sums = [sum(each.values[at] or 0 for each in content.series) for at in range(len(labels))]
    for at, part in enumerate(parts, 1):
        page = deck.add("Counts and chart", content.head, at, len(parts))
        page.add_counts(content.counts)
        if not labels[part]:
            page.write("Text", Line(content.empty))
            continue
        series = [replace(each, values=each.values[part]) for each in content.series]
        listed = "; ".join(
            f"{label}: "
            + ", ".join(
                f"{each.name} {words.number(each.values[row], content.places)}" for each in series
            )
            for row, label in enumerate(labels[part])
        )
        bars = Bars(
            labels[part],
            [_make_series(each) for each in series],
            full=max(sums) or 1,
            places=content.places,
            description=words("slides.alt_bars", title=content.head.title, list=listed),
            stacked=len(series) > 1,
        )
        place = page.placeholder("Chart").box
        height = min(place.height, len(bars.labels) * _PITCH + _LEGEND)
        add_chart(page.slide, place._replace(height=height), bars, words)


def _make_series(series: BarSeries) -> Series:
    colour = THEME.loss if series.state == "lost" else state_colour(series.state, THEME)
    return Series(series.name, series.values, colour, hatched=series.state in PATTERNS)
