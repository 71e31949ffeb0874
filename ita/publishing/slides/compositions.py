"""Every composition as slides: what is written into which place of the template's layouts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ita.charts.palette import BANDS
from ita.language import MISSING, Words
from ita.publishing.content.listing import (
    BarChart,
    BarSeries,
    Cell,
    Column,
    Listing,
    Section,
    Text,
    cell,
)
from ita.publishing.content.model import (
    Change,
    Month,
    Result,
    Scored,
    Share,
    Tasks,
    Weak,
    Weakest,
    Years,
)
from ita.publishing.content.parts import state_tone
from ita.publishing.slides.chart import Bars, Series, add_chart
from ita.publishing.slides.deck import Deck, Page
from ita.publishing.slides.listing import add_bars, add_listing
from ita.publishing.slides.table import Row, Table, add_table
from ita.publishing.slides.text import SMALLEST, THEME, Line, cut
from ita.rounding import rounded

# The columns of each table with their widths in inches.
_INSTRUMENTS = {"columns.instrument": 2.1, "columns.score": 1.15, "columns.weighted_score": 1.45}
_WEAKEST = {
    "columns.code": 0.85,
    "columns.score": 1.25,
    "columns.text": 4.9,
    "columns.answering": 5.33,
}
_TASKS = {
    "columns.no": 0.7,
    "columns.issue": 6.5,
    "columns.deadline": 1.65,
    "columns.relation": 1.6,
    "columns.standing": 1.88,
}
_TOTALS = {"columns.year": 1.25, "figures.total": 1.65, "columns.level": 1.8}
# Points of the instruments, and of a year's total.
_INSTRUMENT_SIZE, _TOTAL_SIZE = 16, 20
# A question names so many of the measures that answer it; the others are counted.
_NAMED = 2
# Inches that a division's name may take.
_NAME = 3.8


def add_result(deck: Deck, content: Result) -> None:
    """Total, level, instruments and indicators; the notes on a second slide if they need it.

    Without indicators a sentence stands where their chart would be.
    """
    words, total = deck.words, content.total
    place = deck.placeholder("Result", "Total")
    lines = [
        Line(total.label),
        Line(words.number(total.score), colour=_band_colour(total), level=1),
        place.fit(Line(content.verdict, level=2), 2),
    ]
    notes = [Line(note, level=3) for note in content.notes]
    together = place.holds([*lines, *notes])
    page = deck.add("Result", content.head, 1, 1 if together else 2)
    page.write("Total", *lines, *(notes if together else ()))
    _add_instruments(page, [instrument for instrument, _ in content.groups], words)
    _add_indicators(page, content, words)
    if not together:
        second = deck.add("Table", content.head, 2, 2)
        second.write("Text", *(Line(note) for note in content.notes))


def _add_instruments(page: Page, instruments: Sequence[Scored], words: Words) -> None:
    """The weighted score of each instrument, at the foot of its place."""
    rows = [
        ((Line(each.label),), (Line(words.number(each.score), bold=True),), (Line(each.note),))
        for each in instruments
    ]
    place = page.placeholder("Table").box
    columns = _name_columns(_INSTRUMENTS, words, (1, 2))
    table = _make_table(columns, rows, words("columns.instrument"), instruments, words)
    table = replace(table, size=_INSTRUMENT_SIZE).scaled_to(place.width)
    top = place.y + place.height - sum(table.heights)
    add_table(page.slide, place._replace(y=top), table, words)


def _add_indicators(page: Page, content: Result, words: Words) -> None:
    indicators = [indicator for _, group in content.groups for indicator in group]
    if not indicators:
        page.write("Heading", Line(words("overview.no_indicators")))
        return
    page.write("Heading", Line(words("charts.indicators")))
    passed, excellent = content.marks
    for band in BANDS:
        mark = words.number(excellent if band == "excellent" else passed, 0)
        page.write(band.capitalize(), Line(words(f"compositions.bands.{band}", mark=mark)))
    bars = Series(
        words("columns.score"),
        tuple(rounded(each.score) for each in indicators),
        THEME.whole,
        tuple(None if each.band is None else THEME.bands[each.band] for each in indicators),
    )
    description = words("charts.alt_indicators", list=_list_scores(indicators, words))
    labels = [_label_indicator(each, words) for each in indicators]
    chart = Bars(labels, [bars], full=100, places=2, description=description)
    add_chart(page.slide, page.placeholder("Chart").box, chart, words)


def _label_indicator(indicator: Scored, words: Words) -> str:
    """Name and level, or what its colour says: colour never carries a meaning alone."""
    if indicator.score is None:
        return f"{indicator.label} {MISSING} {words('figures.none')}"
    level = indicator.note or (words(f"bands.{indicator.band}") if indicator.band else "")
    return f"{indicator.label} · {level}" if level else indicator.label


def add_weakest(deck: Deck, content: Weakest) -> None:
    """A table of questions with the measures that answer them; without a row, why there is none."""
    words, most = deck.words, 1 if deck.is_brief else _NAMED
    rows: list[tuple[Cell, ...]] = [
        (
            cell(each.item.key, strong=True),
            cell(words.number(each.item.score), strong=True, tone=each.item.band or ""),
            cell(each.item.label),
            _list_answers(each, words, most),
        )
        for each in content.rows
    ]
    if content.more:
        tied = words("compositions.weakest.tied", count=words.digits(content.more))
        rows.append(((), (), cell(tied, tone="quiet"), ()))
    section = Section(_name_columns(_WEAKEST, words, (1,)), tuple(rows), empty=content.empty)
    add_listing(deck, Listing(content.head, (section,)))


def _list_answers(weak: Weak, words: Words, most: int) -> Cell:
    """So many of the measures that answer a question, and how many more do."""
    if weak.gap:
        return cell(weak.gap, strong=True, tone="below")
    texts = []
    for answer in weak.answers[:most]:
        texts.append(Text(f"{answer.number}. {answer.issue}"))
        texts.append(Text(f"{answer.who} · {answer.deadline}", tone="quiet"))
    count = len(weak.answers) - most
    if count > 0:
        more = words("compositions.weakest.more", count=words.digits(count))
        if most == 1:
            # One measure leaves the line of its duty room for this.
            texts[-1] = replace(texts[-1], text=f"{texts[-1].text} · {more}")
        else:
            texts.append(Text(more))
    return tuple(texts)


def add_tasks(deck: Deck, content: Tasks) -> None:
    """The measures of a division with their states, their counts first; without any a sentence."""
    words = deck.words
    rows = tuple(
        (
            cell(task.number),
            cell(task.issue),
            cell(task.deadline),
            cell(words(f"compositions.tasks.{'own' if task.own else 'shared'}"), tone="quiet"),
            cell(task.state_name, strong=True, tone=state_tone(task.state)),
        )
        for task in content.rows
    )
    none = words("compositions.tasks.none")
    section = Section(_name_columns(_TASKS, words), rows, empty=none)
    counts = tuple((name, words.digits(count)) for name, count in content.counts)
    add_listing(deck, Listing(content.head, (section,), counts))


def add_month(deck: Deck, content: Month) -> None:
    """A stacked bar for each division, over as many slides as they take; without any a sentence."""
    words, rows = deck.words, content.rows
    labels = [_label_share(row, words) for row in rows]
    series = [
        BarSeries(state, name, tuple(row.counts[at] for row in rows))
        for at, (state, name) in enumerate(content.states)
    ]
    counts = tuple((name, words.digits(count)) for name, count in content.cards)
    empty = words("slides.no_measures")
    chart = BarChart(content.head, counts, tuple(labels), tuple(series), empty=empty)
    add_bars(deck, chart, labels)


def _label_share(row: Share, words: Words) -> str:
    """A division and how much of its work is done; a dash where it has no work."""
    share = MISSING
    if row.done is not None:
        share = words("measure_charts.done_share", share=words.number(row.done, 0))
    return f"{cut(row.division, _NAME, SMALLEST, 1)} · {share}"


def add_years(deck: Deck, content: Years) -> None:
    """The totals as a table, over as many slides as they take, beside the indicators as a chart."""
    words = deck.words
    rows: list[Row] = [
        (
            (Line(each.label, _TOTAL_SIZE),),
            (Line(words.number(each.score), _TOTAL_SIZE, True, _band_colour(each)),),
            (Line(each.note or MISSING, _TOTAL_SIZE),),
        )
        for each in content.totals
    ]
    if content.change is not None:
        change = Line(_format_change(content.change, words), _TOTAL_SIZE, True)
        rows.append(((Line(words("columns.change"), _TOTAL_SIZE),), (change,), (Line(""),)))
    columns = _name_columns(_TOTALS, words, (1,))
    table = _make_table(columns, rows, words("figures.total"), content.totals, words)
    for page in deck.add_table(content.head, table, "Chart and table"):
        _add_changes(page, content, words)


def _add_changes(page: Page, content: Years, words: Words) -> None:
    rows = content.rows
    if not any(row.before is not None or row.after is not None for row in rows):
        page.write("Text", Line(words("overview.no_indicators")))
        return
    before, after = content.years
    series = [
        Series(before, tuple(rounded(row.before) for row in rows), THEME.track),
        Series(after, tuple(rounded(row.after) for row in rows), THEME.whole),
    ]
    listed = "; ".join(
        f"{row.label} {words.number(row.before)} / {words.number(row.after)}" for row in rows
    )
    description = words("slides.alt_years", before=before, after=after, list=listed)
    labels = [_label_change(row, words) for row in rows]
    chart = Bars(labels, series, full=100, places=2, description=description)
    add_chart(page.slide, page.placeholder("Chart").box, chart, words)


def _label_change(row: Change, words: Words) -> str:
    """An indicator and by how much it changed, where both years have it."""
    return row.label if row.change is None else f"{row.label} ({_format_change(row.change, words)})"


def _format_change(change: float, words: Words) -> str:
    return words.number(change, sign=True) if change else words.number(0)


def _band_colour(scored: Scored) -> str:
    return THEME.text if scored.band is None else THEME.bands[scored.band]


def _list_scores(scored: Sequence[Scored], words: Words) -> str:
    return "; ".join(f"{each.label} {words.number(each.score)}" for each in scored)


def _name_columns(
    widths: Mapping[str, float], words: Words, figures: Sequence[int] = ()
) -> tuple[Column, ...]:
    """Columns by their names; those at the places `figures` hold figures."""
    return tuple(
        Column(words(name), width, at in figures) for at, (name, width) in enumerate(widths.items())
    )


def _make_table(
    columns: Sequence[Column],
    rows: Sequence[Row],
    title: str,
    scored: Sequence[Scored],
    words: Words,
) -> Table:
    """A table of scores, described by its title and its scores for a screen reader."""
    listed = _list_scores(scored, words)
    return Table(columns, rows, words("slides.alt_table", title=title, rows=listed))
