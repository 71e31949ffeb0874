"""Year against year: the totals as a table, the indicators of the last two years as a chart."""

from ita.language import MISSING, Words
from ita.publishing.content.model import Change, Scored, Years
from ita.publishing.slides.chart import Bars, Series, add_chart
from ita.publishing.slides.deck import Deck, Page
from ita.publishing.slides.table import Row, Table, columns_of
from ita.publishing.slides.text import THEME, Line
from ita.rounding import rounded

_WIDTHS = {"columns.year": 1.25, "figures.total": 1.65, "columns.level": 1.8}
# Points of a year's total.
_SIZE = 20


def add_years(deck: Deck, content: Years) -> None:
    """One slide, more where the totals of the years take more."""
    words = deck.words
    rows = [_total(each, words) for each in content.totals]
    listed = "; ".join(f"{each.label} {words.number(each.score)}" for each in content.totals)
    if content.change is not None:
        change = Line(_signed(content.change, words), _SIZE, True)
        rows.append(((Line(words("columns.change"), _SIZE),), (change,), (Line(""),)))
    columns = columns_of(words, _WIDTHS, "figures.total")
    description = words("slides.alt_table", title=words("figures.total"), rows=listed)
    table = Table(columns, rows, description)
    for page in deck.add_table(content.head, table, "Chart and table"):
        _add_indicators(page, content, words)


def _total(total: Scored, words: Words) -> Row:
    colour = THEME.text if total.band is None else THEME.bands[total.band]
    return (
        (Line(total.label, _SIZE),),
        (Line(words.number(total.score), _SIZE, True, colour),),
        (Line(total.note or MISSING, _SIZE),),
    )


def _add_indicators(page: Page, content: Years, words: Words) -> None:
    rows = content.rows
    if not any(row.before is not None or row.after is not None for row in rows):
        page.write("Text", Line(words("overview.no_indicators")))
        return
    before, after = content.years
    listed = "; ".join(
        f"{row.label} {words.number(row.before)} / {words.number(row.after)}" for row in rows
    )
    chart = Bars(
        labels=[_label(row, words) for row in rows],
        series=[
            Series(before, tuple(rounded(row.before) for row in rows), THEME.track),
            Series(after, tuple(rounded(row.after) for row in rows), THEME.whole),
        ],
        full=100,
        places=2,
        description=words("slides.alt_years", before=before, after=after, list=listed),
    )
    add_chart(page.slide, page.place("Chart").box, chart, words)


def _label(row: Change, words: Words) -> str:
    """An indicator and by how much it changed, where both years have it."""
    return row.label if row.change is None else f"{row.label} ({_signed(row.change, words)})"


def _signed(change: float, words: Words) -> str:
    return words.number(change, sign=True) if change else words.number(0)
