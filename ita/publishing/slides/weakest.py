"""The weakest questions as a table: what they ask, and the measures that answer them."""

from ita.language import Words
from ita.palette import Look
from ita.publishing.compositions.content import Weak, Weakest
from ita.publishing.slides.deck import BODY, Deck
from ita.publishing.slides.table import Cell, Column, Row, add_table, pages
from ita.publishing.slides.text import Line, text_box

_WIDTHS = {"code": 0.85, "score": 1.25, "text": 4.4, "answering": 5.83}
# A question names so many of the measures that answer it; the others are counted.
_NAMED = 2


def weakest(deck: Deck, content: Weakest) -> None:
    """A table over as many slides as it takes; without a row the sentence that says why."""
    words, look = deck.words, deck.look
    if not content.rows:
        text_box(deck.add(content.head), BODY, [Line(content.empty, 24)])
        return
    columns = [
        Column(words(f"columns.{name}"), width, figures=name == "score")
        for name, width in _WIDTHS.items()
    ]
    rows = [_row(each, words, look) for each in content.rows]
    if content.more:
        tied = words("compositions.weakest.tied", count=words.digits(content.more))
        rows.append(((), (), (Line(tied, colour=look.quiet),), ()))
    size, parts = pages(rows, columns, BODY.height)
    described = "; ".join(f"{w.item.key} {words.number(w.item.score)}" for w in content.rows)
    for page, part in enumerate(parts, 1):
        add_table(
            deck.add(content.head, page, len(parts)),
            BODY,
            columns,
            part,
            look,
            words("slides.alt_table", title=content.head.title, rows=described),
            size,
        )


def _row(weak: Weak, words: Words, look: Look) -> Row:
    colour = look.text if weak.item.band is None else look.bands[weak.item.band]
    return (
        (Line(weak.item.key, bold=True),),
        (Line(words.number(weak.item.score), bold=True, colour=colour),),
        (Line(weak.item.label),),
        _answers(weak, words, look),
    )


def _answers(weak: Weak, words: Words, look: Look) -> Cell:
    if weak.gap:
        return (Line(weak.gap, bold=True, colour=look.loss),)
    lines = []
    for answer in weak.answers[:_NAMED]:
        lines.append(Line(f"{answer.number}. {answer.issue}"))
        lines.append(Line(f"{answer.who} · {answer.deadline}", colour=look.quiet))
    more = len(weak.answers) - _NAMED
    if more > 0:
        lines.append(Line(words("compositions.weakest.more", count=words.digits(more))))
    return tuple(lines)
