"""The progress of a month: counts, and a chart of what each division reported."""

from ita.charts.palette import state_colour
from ita.language import MISSING, Words
from ita.publishing.content.model import Month, Share
from ita.publishing.slides.chart import Bars, Series, add_chart
from ita.publishing.slides.deck import Deck
from ita.publishing.slides.pages import paginate
from ita.publishing.slides.text import SMALLEST, THEME, Line, cut

# So many bars of a chart leave each its line of text.
_BARS = 12
# Of two states with the same grey the second is hatched, and so is what is late.
_HATCHED = frozenset({"closed", "late"})
# Inches of a bar with the space to the next, where there are few, and of the legend.
_PITCH, _LEGEND = 0.55, 0.6
# Inches that a division's name may take.
_NAME = 3.8


def add_month(deck: Deck, content: Month) -> None:
    """A stacked bar for each division, over as many slides as they take; without any a sentence."""
    words = deck.words
    parts = paginate([1.0] * len(content.rows), _BARS)
    for at, part in enumerate(parts, 1):
        page = deck.add("Counts and chart", content.head, at, len(parts))
        page.add_counts(content.cards)
        rows = content.rows[part]
        if not rows:
            page.write("Text", Line(words("slides.no_measures")))
            continue
        place = page.place("Chart").box
        height = min(place.height, len(rows) * _PITCH + _LEGEND)
        chart = _bars(content, rows, words)
        add_chart(page.slide, place._replace(height=height), chart, words)


def _bars(content: Month, rows: tuple[Share, ...], words: Words) -> Bars:
    series = [
        Series(
            name,
            tuple(row.counts[at] for row in rows),
            state_colour(state, THEME),
            hatched=state in _HATCHED,
        )
        for at, (state, name) in enumerate(content.states)
    ]
    listed = "; ".join(
        f"{_label(row, words)}: "
        + ", ".join(
            f"{name} {words.digits(count)}"
            for (_, name), count in zip(content.states, row.counts, strict=True)
        )
        for row in rows
    )
    return Bars(
        labels=[_label(row, words) for row in rows],
        series=series,
        # Every slide of the month has the same scale.
        full=max([sum(row.counts) for row in content.rows] + [1]),
        places=0,
        description=words("measure_charts.alt_reports", list=listed),
        stacked=True,
    )


def _label(row: Share, words: Words) -> str:
    """A division and how much of its work is done; a dash where it has no work."""
    share = MISSING
    if row.done is not None:
        share = words("measure_charts.done_share", share=words.number(row.done, 0))
    return f"{cut(row.division, _NAME, SMALLEST, 1)} · {share}"
