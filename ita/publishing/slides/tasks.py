"""The measures of a division as a table, with the state of each."""

from ita.charts.palette import state_colour
from ita.language import Words
from ita.publishing.content.model import Task, Tasks
from ita.publishing.slides.deck import Deck
from ita.publishing.slides.table import Row, Table, columns_of
from ita.publishing.slides.text import THEME, Line

_WIDTHS = {
    "columns.no": 0.7,
    "columns.issue": 6.5,
    "columns.deadline": 1.65,
    "columns.relation": 1.6,
    "columns.standing": 1.88,
}


def add_tasks(deck: Deck, content: Tasks) -> None:
    """A table over as many slides as it takes, their counts first; without a row a sentence."""
    words = deck.words
    if not content.rows:
        page = deck.add("Table", content.head)
        page.write("Text", Line(words("compositions.tasks.none")))
        return
    rows = [_row(each, words) for each in content.rows]
    listed = "; ".join(f"{name} {words.digits(count)}" for name, count in content.counts)
    description = words("slides.alt_table", title=content.head.title, rows=listed)
    table = Table(columns_of(words, _WIDTHS), rows, description)
    first, *_ = deck.add_table(content.head, table, first="Counts and table")
    first.add_counts(content.counts)


def _row(task: Task, words: Words) -> Row:
    relation = words(f"compositions.tasks.{'own' if task.own else 'shared'}")
    colour = state_colour(task.state, THEME)
    return (
        (Line(task.number),),
        (Line(task.issue),),
        (Line(task.deadline),),
        (Line(relation, colour=THEME.quiet),),
        # What is too light for letters is grey.
        (
            Line(
                task.state_name, bold=True, colour=THEME.quiet if colour == THEME.track else colour
            ),
        ),
    )
