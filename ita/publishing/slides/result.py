"""The result on a slide: total and level, the three instruments, the ten indicators as a chart."""

from collections.abc import Sequence

from pptx.slide import Slide

from ita.language import MISSING, Words
from ita.palette import BANDS, Band, Look
from ita.publishing.compositions.content import Result, Scored
from ita.publishing.lettering import text_width
from ita.publishing.slides.chart import Series, bar_chart
from ita.publishing.slides.deck import BODY, INSET, Deck
from ita.publishing.slides.table import Column, add_table, table_height
from ita.publishing.slides.text import POINTS, Box, Line, cut, height, text_box
from ita.rounding import shown

_LEFT = 4.7
_RIGHT = Box(BODY.x + _LEFT + 0.3, BODY.y, BODY.width - _LEFT - 0.3, BODY.height)
_HEADING = 0.4
_CHART = Box(_RIGHT.x, _RIGHT.y + _HEADING, _RIGHT.width, _RIGHT.height - 2 * _HEADING)
_WIDTHS = {"instrument": 1.95, "score": 1.2, "points": 1.55}
# Points of the total, its level, a heading, a note and the instruments.
_TOTAL, _LEVEL, _HEAD, _NOTE, _TABLE = 72, 24, 16, 14, 16


def result(deck: Deck, content: Result) -> None:
    """One slide. Without indicators it says so where their chart would be."""
    words, look = deck.words, deck.look
    slide = deck.add(content.head)
    lines = _total(content, words, look)
    high = height(lines, _LEFT - 2 * INSET) + INSET
    text_box(slide, Box(BODY.x, BODY.y, _LEFT, high), lines)
    _instruments(slide, [instrument for instrument, _ in content.groups], high, words, look)
    indicators = [indicator for _, own in content.groups for indicator in own]
    if indicators:
        heading = Line(words("charts.indicators"), _HEAD, colour=look.quiet)
        text_box(slide, _RIGHT._replace(height=_HEADING), [heading])
        _indicators(slide, indicators, words, look)
        _key(slide, content.marks, words, look)
    else:
        text_box(slide, _RIGHT, [Line(words("overview.no_indicators"), 18, colour=look.quiet)])


def _total(content: Result, words: Words, look: Look) -> list[Line]:
    room = _LEFT - 2 * INSET
    colour = look.text if content.total.band is None else look.bands[content.total.band]
    return [
        Line(content.total.label, _HEAD, colour=look.quiet),
        Line(words.number(content.total.score), _TOTAL, True, colour),
        Line(cut(content.verdict, room, _LEVEL, 2, bold=True), _LEVEL, True),
        *(Line(cut(note, room, _NOTE, 2), _NOTE, colour=look.quiet) for note in content.notes),
    ]


def _instruments(
    slide: Slide, instruments: Sequence[Scored], above: float, words: Words, look: Look
) -> None:
    """What each instrument earned, at the foot of the left side."""
    columns = [
        Column(words(f"columns.{name}"), width, figures=name != "instrument")
        for name, width in _WIDTHS.items()
    ]
    rows = [
        ((Line(each.label),), (Line(words.number(each.score), bold=True),), (Line(each.note),))
        for each in instruments
    ]
    top = max(above, BODY.height - table_height(columns, rows, _TABLE))
    place = Box(BODY.x, BODY.y + top, _LEFT, BODY.height - top)
    described = words("slides.alt_table", title=columns[0].title, rows=_told(instruments, words))
    add_table(slide, place, columns, rows, look, described, _TABLE)


def _indicators(slide: Slide, indicators: Sequence[Scored], words: Words, look: Look) -> None:
    bars = Series(
        words("columns.score"),
        tuple(shown(each.score) for each in indicators),
        look.whole,
        tuple(None if each.band is None else look.bands[each.band] for each in indicators),
    )
    bar_chart(
        slide,
        _CHART,
        [_label(each, words) for each in indicators],
        [bars],
        words,
        look,
        full=100,
        places=2,
        description=words("charts.alt_indicators", list=_told(indicators, words)),
    )


def _label(indicator: Scored, words: Words) -> str:
    """Name and level, or what its colour says: colour never carries a meaning alone."""
    if indicator.score is None:
        return f"{indicator.label} {MISSING} {words('figures.none')}"
    told = indicator.note or (words(f"bands.{indicator.band}") if indicator.band else "")
    return f"{indicator.label} · {told}" if told else indicator.label


def _key(slide: Slide, marks: tuple[float, float], words: Words, look: Look) -> None:
    """What the colours mean, in a line below the chart."""
    x = _CHART.x
    for band in BANDS:
        text = _meaning(band, marks, words)
        width = text_width(text, _NOTE, bold=True) / POINTS + 3 * INSET
        place = Box(x, _CHART.y + _CHART.height, width, _HEADING)
        text_box(slide, place, [Line(text, _NOTE, True, look.bands[band])])
        x += width


def _meaning(band: Band, marks: tuple[float, float], words: Words) -> str:
    passed, excellent = marks
    mark = words.number(excellent if band == "excellent" else passed, 0)
    return words(f"compositions.bands.{band}", mark=mark)


def _told(scored: Sequence[Scored], words: Words) -> str:
    return "; ".join(f"{each.label} {words.number(each.score)}" for each in scored)
