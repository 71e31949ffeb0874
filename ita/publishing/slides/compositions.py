"""Functions that add each kind of content to a deck, using the template's layouts."""

from collections.abc import Mapping, Sequence

from ita.charts.palette import BANDS
from ita.language import MISSING, Words
from ita.publishing.content.listing import (
    BarChart,
    BarSeries,
    Cell,
    Column,
    Listing,
    Row,
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
from ita.publishing.slides.chart import add_chart
from ita.publishing.slides.deck import Deck, Page
from ita.publishing.slides.table import USUAL, add_table
from ita.publishing.slides.text import SMALLEST
from ita.publishing.table_fitting import fit_columns, paginate
from ita.publishing.text_metrics import cut
from ita.rounding import rounded

# The columns of each table with their relative widths, and the columns of figures.
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
_FIGURES = ("columns.score", "columns.weighted_score", "figures.total")
# Font size of the instruments in points.
_INSTRUMENT_SIZE = 16
# Inches: the most that a division's name takes, the most that a bar takes with the space to the
# next, and the height of the legend.
_NAME, _PITCH, _LEGEND = 3.8, 0.55, 0.6
# Most bars of a slide that leave each bar a line of text.
_BARS = 12


def add_result(deck: Deck, content: Result) -> None:
    """Add total, level, instruments and indicators; the notes on a second slide if needed.

    Without indicators a sentence replaces their chart.
    """
    words, total = deck.words, content.total
    box = deck.placeholder("Result", "Total")
    texts = [
        Text(total.label),
        Text(words.number(total.score), tone=total.band or ""),
        Text(box.fit(content.verdict, 2, level=2)),
    ]
    notes = [Text(note) for note in content.notes]
    together = box.holds([*texts, *notes])
    page = deck.add("Result", content.head, 1, 1 if together else 2)
    page.write("Total", *texts, *(notes if together else ()), levels=True)
    _add_instruments(page, [instrument for instrument, _ in content.groups], words)
    _add_indicators(page, content, words)
    if not together:
        deck.add("Table", content.head, 2, 2).write("Text", *notes)


def _add_instruments(page: Page, instruments: Sequence[Scored], words: Words) -> None:
    """Add the table of instruments at the bottom of its placeholder."""
    rows = [
        (cell(each.label), cell(words.number(each.score), strong=True), cell(each.note))
        for each in instruments
    ]
    box = page.placeholder("Table").box
    setting = USUAL._replace(size=_INSTRUMENT_SIZE)
    table = fit_columns(_make_section(_INSTRUMENTS, rows, words), box.width, setting)
    foot = box.y + box.height
    add_table(page.slide, box._replace(y=foot - sum(table.heights)), table, words)


def _add_indicators(page: Page, content: Result, words: Words) -> None:
    indicators = [indicator for _, group in content.groups for indicator in group]
    if not indicators:
        page.write("Heading", Text(words("overview.no_indicators")))
        return
    page.write("Heading", Text(words("charts.indicators")))
    passed, excellent = content.marks
    for band in BANDS:
        mark = words.number(excellent if band == "excellent" else passed, 0)
        page.write(band.capitalize(), Text(words(f"compositions.bands.{band}", mark=mark)))
    scores = BarSeries(
        "score",
        words("columns.score"),
        tuple(rounded(each.score) for each in indicators),
        tuple(each.band for each in indicators),
    )
    labels = tuple(_label_indicator(each, words) for each in indicators)
    chart = BarChart(content.head, (), labels, (scores,), places=2, full=100)
    add_chart(page.slide, page.placeholder("Chart").box, chart, words)


def _label_indicator(indicator: Scored, words: Words) -> str:
    """Return name and level, or the band, since colour never carries a meaning alone."""
    if indicator.band is None:
        return f"{indicator.label} · {words('figures.none')}"
    return f"{indicator.label} · {indicator.note or words(f'bands.{indicator.band}')}"


def add_weakest(deck: Deck, content: Weakest) -> None:
    """Add a table of questions with their measures, or without rows the reason."""
    words = deck.words
    rows: list[Row] = [
        (
            cell(each.item.key, strong=True),
            cell(words.number(each.item.score), strong=True, tone=each.item.band or ""),
            cell(each.item.label),
            _list_answers(each, words),
        )
        for each in content.rows
    ]
    if content.more:
        tied = words("compositions.weakest.tied", count=words.digits(content.more))
        rows.append(((), (), cell(tied, tone="quiet"), ()))
    section = _make_section(_WEAKEST, rows, words, content.empty)
    add_listing(deck, Listing(content.head, (section,)))


def _list_answers(weak: Weak, words: Words) -> Cell:
    """Return the first measure that answers a question, with the number of the others."""
    if weak.gap or not weak.answers:
        return cell(weak.gap, strong=True, tone="below")
    first = weak.answers[0]
    duty, count = f"{first.who} · {first.deadline}", len(weak.answers) - 1
    if count:
        more = words("compositions.weakest.more", count=words.digits(count))
        duty = f"{duty} · {more}"
    return (Text(f"{first.number}. {first.issue}"), Text(duty, tone="quiet"))


def add_tasks(deck: Deck, content: Tasks) -> None:
    """Add the measures of a division with their states, on as many slides as needed."""
    words = deck.words
    rows = [
        (
            cell(task.number),
            cell(task.issue),
            cell(task.deadline),
            cell(words(f"compositions.tasks.{'own' if task.is_named else 'shared'}"), tone="quiet"),
            cell(task.state_name, strong=True, tone=state_tone(task.state)),
        )
        for task in content.rows
    ]
    if not rows:
        deck.add("Table", content.head).write("Text", Text(words("compositions.tasks.none")))
        return
    deck.add_long_table(content.head, _make_section(_TASKS, rows, words), content.counts)


def add_month(deck: Deck, content: Month) -> None:
    """Add a stacked bar for each division, on as many slides as needed, or else a sentence."""
    words, rows = deck.words, content.rows
    series = tuple(
        BarSeries(state, name, tuple(row.counts[at] for row in rows))
        for at, (state, name) in enumerate(content.states)
    )
    labels = tuple(_label_share(row, words) for row in rows)
    empty = words("slides.no_measures")
    add_bar_chart(deck, BarChart(content.head, content.cards, labels, series, empty=empty))


def _label_share(row: Share, words: Words) -> str:
    """Return a division with its percentage of work done, a dash if it has no work."""
    share = words.number(row.done, 0)
    if row.done is not None:
        share = words("measure_charts.done_share", share=share)
    return f"{cut(row.division, _NAME, SMALLEST, 1)} · {share}"


def add_years(deck: Deck, content: Years) -> None:
    """Add a table of the totals beside a chart of the indicators."""
    words = deck.words
    rows: list[Row] = [
        (
            cell(each.label),
            cell(words.number(each.score), strong=True, tone=each.band or ""),
            cell(each.note or MISSING),
        )
        for each in content.totals
    ]
    if content.change is not None:
        change = cell(_format_change(content.change, words), strong=True)
        rows.append((cell(words("columns.change")), change, cell("")))
    section = _make_section(_TOTALS, rows, words)
    _add_changes(deck.add_table(content.head, section, "Chart and table"), content, words)


def _add_changes(page: Page, content: Years, words: Words) -> None:
    rows = content.rows
    if not any(row.before is not None or row.after is not None for row in rows):
        page.write("Text", Text(words("overview.no_indicators")))
        return
    before, after = content.years
    series = (
        BarSeries("score_before", before, tuple(rounded(row.before) for row in rows)),
        BarSeries("score", after, tuple(rounded(row.after) for row in rows)),
    )
    labels = tuple(_label_change(row, words) for row in rows)
    chart = BarChart(content.head, (), labels, series, places=2, full=100)
    add_chart(page.slide, page.placeholder("Chart").box, chart, words)


def _label_change(row: Change, words: Words) -> str:
    """Return an indicator with its change, if there is one."""
    return row.label if row.change is None else f"{row.label} ({_format_change(row.change, words)})"


def _format_change(change: float, words: Words) -> str:
    return words.number(change, sign=bool(change))


def _make_section(
    widths: Mapping[str, float], rows: Sequence[Row], words: Words, empty: str = ""
) -> Section:
    columns = (Column(words(name), width, name in _FIGURES) for name, width in widths.items())
    return Section(tuple(columns), tuple(rows), empty=empty)


def add_listing(deck: Deck, content: Listing) -> None:
    """Add a slide for each section: its table, or without rows its `empty` text."""
    for section in content.sections:
        if section.rows:
            deck.add_table(content.head, section)
        else:
            deck.add("Table", content.head).write("Text", Text(section.empty))


def add_bar_chart(deck: Deck, content: BarChart) -> None:
    """Add counts above horizontal bars, on as many slides as needed, or else the `empty` text."""
    parts = paginate([1.0] * len(content.labels), _BARS)
    for at, part in enumerate(parts, 1):
        page = deck.add("Counts and chart", content.head, at, len(parts))
        page.add_counts(content.counts)
        if not content.labels:
            page.write("Text", Text(content.empty))
            continue
        box = page.placeholder("Chart").box
        height = min(box.height, len(content.labels[part]) * _PITCH + _LEGEND)
        add_chart(page.slide, box._replace(height=height), content, deck.words, part)
