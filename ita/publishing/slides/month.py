"""The progress of a month: counts, and a chart of what each division reported."""

from math import ceil

from pptx.slide import Slide

from ita.language import MISSING, Words
from ita.palette import Look, state_colour
from ita.publishing.compositions.content import Month, Share
from ita.publishing.slides.cards import CARDS, add_cards
from ita.publishing.slides.chart import Series, bar_chart
from ita.publishing.slides.deck import BODY, Deck
from ita.publishing.slides.text import SMALLEST, Box, Line, cut, text_box

_CHART = Box(BODY.x, BODY.y + CARDS, BODY.width, BODY.height - CARDS)
# So many bars of a chart leave each its line of text.
_BARS = 12
# Of two states with the same grey the second is hatched, and so is what is late.
_HATCHED = frozenset({"closed", "late"})
# Inches of a bar with the space to the next, where there are few, and of the legend.
_PITCH, _LEGEND = 0.55, 0.6
# Inches that a division's name may take.
_NAME = 3.8


def month(deck: Deck, content: Month) -> None:
    """A stacked bar for each division, over as many slides as they take; without any a sentence."""
    words, look = deck.words, deck.look
    count = ceil(len(content.rows) / _BARS)
    size = ceil(len(content.rows) / count) if count else 0
    parts = [content.rows[at * size : (at + 1) * size] for at in range(count)]
    for page, part in enumerate(parts or [()], 1):
        slide = deck.add(content.head, page, max(count, 1))
        add_cards(slide, content.cards, words, look)
        if part:
            _chart(slide, content, part, words, look)
        else:
            text_box(slide, _CHART, [Line(words("slides.no_measures"), 24)])


def _chart(slide: Slide, content: Month, part: tuple[Share, ...], words: Words, look: Look) -> None:
    series = [
        Series(
            name,
            tuple(row.counts[at] for row in part),
            state_colour(state, look),
            hatched=state in _HATCHED,
        )
        for at, (state, name) in enumerate(content.states)
    ]
    described = "; ".join(
        f"{_label(row, words)}: "
        + ", ".join(
            f"{name} {words.digits(count)}"
            for (_, name), count in zip(content.states, row.counts, strict=True)
        )
        for row in part
    )
    bar_chart(
        slide,
        _CHART._replace(height=min(_CHART.height, len(part) * _PITCH + _LEGEND)),
        [_label(row, words) for row in part],
        series,
        words,
        look,
        # Every slide of the month has the same scale.
        full=max([sum(row.counts) for row in content.rows] + [1]),
        places=0,
        stacked=True,
        description=words("measure_charts.alt_reports", list=described),
    )


def _label(row: Share, words: Words) -> str:
    """A division and how much of its work is done; a dash where it has no work."""
    share = MISSING
    if row.done is not None:
        share = words("measure_charts.done_share", share=words.number(row.done, 0))
    return f"{cut(row.division, _NAME, SMALLEST, 1)} · {share}"
