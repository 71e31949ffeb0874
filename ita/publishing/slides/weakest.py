"""The weakest questions as a table: what they ask, and the measures that answer them."""

from ita.language import Words
from ita.publishing.content.model import Weak, Weakest
from ita.publishing.slides.deck import Deck
from ita.publishing.slides.table import Cell, Row, Table, columns_of
from ita.publishing.slides.text import THEME, Line

_WIDTHS = {
    "columns.code": 0.85,
    "columns.score": 1.25,
    "columns.text": 4.4,
    "columns.answering": 5.83,
}
# A question names so many of the measures that answer it; the others are counted.
_NAMED = 2


def add_weakest(deck: Deck, content: Weakest) -> None:
    """A table over as many slides as it takes; without a row the sentence that says why."""
    words = deck.words
    if not content.rows:
        deck.add("Table", content.head).write("Text", Line(content.empty))
        return
    rows = [_row(each, words) for each in content.rows]
    if content.more:
        tied = words("compositions.weakest.tied", count=words.digits(content.more))
        rows.append(((), (), (Line(tied, colour=THEME.quiet),), ()))
    listed = "; ".join(f"{w.item.key} {words.number(w.item.score)}" for w in content.rows)
    columns = columns_of(words, _WIDTHS, "columns.score")
    description = words("slides.alt_table", title=content.head.title, rows=listed)
    deck.add_table(content.head, Table(columns, rows, description))


def _row(weak: Weak, words: Words) -> Row:
    colour = THEME.text if weak.item.band is None else THEME.bands[weak.item.band]
    return (
        (Line(weak.item.key, bold=True),),
        (Line(words.number(weak.item.score), bold=True, colour=colour),),
        (Line(weak.item.label),),
        _answers(weak, words),
    )


def _answers(weak: Weak, words: Words) -> Cell:
    if weak.gap:
        return (Line(weak.gap, bold=True, colour=THEME.loss),)
    lines = []
    for answer in weak.answers[:_NAMED]:
        lines.append(Line(f"{answer.number}. {answer.issue}"))
        lines.append(Line(f"{answer.who} · {answer.deadline}", colour=THEME.quiet))
    more = len(weak.answers) - _NAMED
    if more > 0:
        lines.append(Line(words("compositions.weakest.more", count=words.digits(more))))
    return tuple(lines)
