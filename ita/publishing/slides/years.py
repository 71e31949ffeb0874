"""Year against year: the totals as a table, the indicators of the last two years as a chart."""

from pptx.slide import Slide

from ita.language import MISSING, Words
from ita.palette import Look
from ita.publishing.compositions.content import Change, Scored, Years
from ita.publishing.slides.chart import Series, bar_chart
from ita.publishing.slides.deck import BODY, Deck
from ita.publishing.slides.table import Column, Row, add_table, pages
from ita.publishing.slides.text import Box, Line, text_box
from ita.rounding import shown

_TOTALS = 4.7
_TABLE = Box(BODY.x + BODY.width - _TOTALS, BODY.y, _TOTALS, BODY.height)
_CHART = Box(BODY.x, BODY.y, BODY.width - _TOTALS - 0.3, BODY.height)
_WIDTHS = {"columns.year": 1.25, "figures.total": 1.65, "columns.level": 1.8}
# Points of a year's total.
_SIZE = 20


def years(deck: Deck, content: Years) -> None:
    """One slide, more where the totals of the years take more."""
    words, look = deck.words, deck.look
    columns = [
        Column(words(name), width, figures=name == "figures.total")
        for name, width in _WIDTHS.items()
    ]
    rows = [_total(each, words, look) for each in content.totals]
    described = "; ".join(f"{each.label} {words.number(each.score)}" for each in content.totals)
    if content.change is not None:
        rows.append(_change(content.change, words))
    size, parts = pages(rows, columns, _TABLE.height)
    for page, part in enumerate(parts, 1):
        slide = deck.add(content.head, page, len(parts))
        _chart(slide, content, words, look)
        alt = words("slides.alt_table", title=words("figures.total"), rows=described)
        add_table(slide, _TABLE, columns, part, look, alt, size)


def _total(total: Scored, words: Words, look: Look) -> Row:
    colour = look.text if total.band is None else look.bands[total.band]
    return (
        (Line(total.label, _SIZE),),
        (Line(words.number(total.score), _SIZE, True, colour),),
        (Line(total.note or MISSING, _SIZE),),
    )


def _change(change: float, words: Words) -> Row:
    told = _signed(change, words)
    return ((Line(words("columns.change"), _SIZE),), (Line(told, _SIZE, True),), (Line(""),))


def _chart(slide: Slide, content: Years, words: Words, look: Look) -> None:
    told = [row for row in content.rows if row.before is not None or row.after is not None]
    if not told:
        text_box(slide, _CHART, [Line(words("overview.no_indicators"), 18, colour=look.quiet)])
        return
    before, after = content.years
    bar_chart(
        slide,
        _CHART,
        [_label(row, words) for row in content.rows],
        [
            Series(before, tuple(shown(row.before) for row in content.rows), look.track),
            Series(after, tuple(shown(row.after) for row in content.rows), look.whole),
        ],
        words,
        look,
        full=100,
        places=2,
        description=words(
            "slides.alt_years",
            before=before,
            after=after,
            list="; ".join(
                f"{row.label} {words.number(row.before)} / {words.number(row.after)}"
                for row in content.rows
            ),
        ),
    )


def _label(row: Change, words: Words) -> str:
    """An indicator and by how much it changed, where both years have it."""
    return row.label if row.change is None else f"{row.label} ({_signed(row.change, words)})"


def _signed(change: float, words: Words) -> str:
    return words.number(change, sign=True) if change else words.number(0)
