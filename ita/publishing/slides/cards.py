"""Counts in a line above a table or chart, each with what it counts."""

from collections.abc import Sequence

from pptx.slide import Slide

from ita.language import Words
from ita.palette import Look
from ita.publishing.slides.deck import BODY, INSET
from ita.publishing.slides.text import Box, Line, cut, text_box

# Inches that the line takes from a slide.
CARDS = 1.05
_FIGURE, _NAME = 30, 14


def add_cards(slide: Slide, cards: Sequence[tuple[str, int]], words: Words, look: Look) -> None:
    """Writes names and their counts beside each other at the top of the body."""
    width = BODY.width / max(len(cards), 1)
    for at, (name, count) in enumerate(cards):
        told = cut(name, width - 2 * INSET, _NAME, 1)
        text_box(
            slide,
            Box(BODY.x + at * width, BODY.y - 0.1, width, CARDS),
            [Line(words.digits(count), _FIGURE, True), Line(told, _NAME, colour=look.quiet)],
        )
