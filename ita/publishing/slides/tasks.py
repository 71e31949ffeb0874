"""The measures of a division as a table, with the state of each."""

from ita.language import Words
from ita.palette import Look, state_colour
from ita.publishing.compositions.content import Task, Tasks
from ita.publishing.slides.cards import CARDS, add_cards
from ita.publishing.slides.deck import BODY, Deck
from ita.publishing.slides.table import Column, Row, add_table, pages
from ita.publishing.slides.text import Line, text_box

_WIDTHS = {"no": 0.7, "issue": 6.5, "deadline": 1.65, "relation": 1.6, "standing": 1.88}


def tasks(deck: Deck, content: Tasks) -> None:
    """A table over as many slides as it takes, their counts first; without a row a sentence."""
    words, look = deck.words, deck.look
    if not content.rows:
        text_box(deck.add(content.head), BODY, [Line(words("compositions.tasks.none"), 24)])
        return
    columns = [Column(words(f"columns.{name}"), width) for name, width in _WIDTHS.items()]
    rows = [_row(each, words, look) for each in content.rows]
    size, parts = pages(rows, columns, BODY.height, BODY.height - CARDS)
    described = "; ".join(f"{name} {words.digits(count)}" for name, count in content.counts)
    for page, part in enumerate(parts, 1):
        slide = deck.add(content.head, page, len(parts))
        place = BODY
        if page == 1:
            add_cards(slide, content.counts, words, look)
            place = BODY._replace(y=BODY.y + CARDS, height=BODY.height - CARDS)
        # The first row may be too high to stand below the counts.
        if part:
            alt = words("slides.alt_table", title=content.head.title, rows=described)
            add_table(slide, place, columns, part, look, alt, size)


def _row(task: Task, words: Words, look: Look) -> Row:
    whose = words(f"compositions.tasks.{'own' if task.own else 'shared'}")
    return (
        (Line(task.number),),
        (Line(task.issue),),
        (Line(task.deadline),),
        (Line(whose, colour=look.quiet),),
        (Line(task.state_name, bold=True, colour=_colour(task.state, look)),),
    )


def _colour(state: str, look: Look) -> str:
    """The colour of a state's name; what is too light for letters is grey."""
    colour = state_colour(state, look)
    return look.quiet if colour == look.track else colour
