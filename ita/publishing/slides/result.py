"""The result on a slide: total and level, the three instruments, the ten indicators as a chart."""

from collections.abc import Sequence

from ita.charts.palette import BANDS, Band
from ita.language import MISSING, Words
from ita.publishing.content.model import Result, Scored
from ita.publishing.slides.chart import Bars, Series, add_chart
from ita.publishing.slides.deck import Deck, Page
from ita.publishing.slides.table import Table, add_table, columns_of
from ita.publishing.slides.text import THEME, Line
from ita.rounding import rounded

_WIDTHS = {"columns.instrument": 1.95, "columns.score": 1.2, "columns.weighted_score": 1.55}
# Points of the instruments.
_SIZE = 16


def add_result(deck: Deck, content: Result) -> None:
    """One slide, and a second one where the notes find no room on it.

    Without indicators it says so where their chart would be.
    """
    words, total = deck.words, content.total
    place = deck.place("Result", "Total")
    lines = [
        Line(total.label),
        Line(
            words.number(total.score),
            colour=THEME.text if total.band is None else THEME.bands[total.band],
            level=1,
        ),
        place.fit(Line(content.verdict, level=2), 2),
    ]
    notes = [Line(note, level=3) for note in content.notes]
    together = place.holds([*lines, *notes])
    page = deck.add("Result", content.head, 1, 1 if together else 2)
    page.write("Total", *lines, *(notes if together else ()))
    _add_instruments(page, content, words)
    _add_indicators(page, content, words)
    if not together:
        second = deck.add("Table", content.head, 2, 2)
        second.write("Text", *(Line(note) for note in content.notes))


def _add_instruments(page: Page, content: Result, words: Words) -> None:
    """What each instrument earned, at the foot of its place."""
    instruments = [instrument for instrument, _ in content.groups]
    rows = [
        ((Line(each.label),), (Line(words.number(each.score), bold=True),), (Line(each.note),))
        for each in instruments
    ]
    columns = columns_of(words, _WIDTHS, "columns.score", "columns.weighted_score")
    listed = _list_scores(instruments, words)
    description = words("slides.alt_table", title=columns[0].title, rows=listed)
    place = page.place("Table").box
    table = Table(columns, rows, description, _SIZE).scaled_to(place.width)
    top = place.y + place.height - sum(table.heights)
    add_table(page.slide, place._replace(y=top), table, words)


def _add_indicators(page: Page, content: Result, words: Words) -> None:
    indicators = [indicator for _, own in content.groups for indicator in own]
    if not indicators:
        page.write("Heading", Line(words("overview.no_indicators")))
        return
    page.write("Heading", Line(words("charts.indicators")))
    for band in BANDS:
        page.write(band.capitalize(), Line(_meaning(band, content.marks, words)))
    bars = Series(
        words("columns.score"),
        tuple(rounded(each.score) for each in indicators),
        THEME.whole,
        tuple(None if each.band is None else THEME.bands[each.band] for each in indicators),
    )
    chart = Bars(
        labels=[_label(each, words) for each in indicators],
        series=[bars],
        full=100,
        places=2,
        description=words("charts.alt_indicators", list=_list_scores(indicators, words)),
    )
    add_chart(page.slide, page.place("Chart").box, chart, words)


def _label(indicator: Scored, words: Words) -> str:
    """Name and level, or what its colour says: colour never carries a meaning alone."""
    if indicator.score is None:
        return f"{indicator.label} {MISSING} {words('figures.none')}"
    level = indicator.note or (words(f"bands.{indicator.band}") if indicator.band else "")
    return f"{indicator.label} · {level}" if level else indicator.label


def _meaning(band: Band, marks: tuple[float, float], words: Words) -> str:
    """What a colour says of a score."""
    passed, excellent = marks
    mark = words.number(excellent if band == "excellent" else passed, 0)
    return words(f"compositions.bands.{band}", mark=mark)


def _list_scores(scored: Sequence[Scored], words: Words) -> str:
    return "; ".join(f"{each.label} {words.number(each.score)}" for each in scored)
