"""Columns of the tables of slides: as wide as their words, also in a font wider than ours."""

from ita.publishing.content.listing import Column
from ita.publishing.slides.table import Table
from ita.publishing.slides.text import SMALLEST, Line, text_width

# DejaVu Sans, which LibreOffice takes where the theme's font is missing, is so much wider.
WIDER = 1.27


def table(widths, *rows):
    """A table whose columns have titles and widths, with a line in each cell of its rows."""
    columns = [Column(title, width) for title, width in widths.items()]
    return Table(columns, [tuple((Line(text),) for text in row) for row in rows], "")


def test_no_title_breaks_inside_a_word():
    titles = ("Instrument", "Overdue", "Not reported", "Responsible")
    widths = {"": 8.0} | dict.fromkeys(titles, 0.3)
    scaled = table(widths, ["ข้อความยาวของข้อคำถาม"] * 5).scaled_to(12.0)
    for column in scaled.columns:
        for word in column.title.split():
            inches = text_width(word, SMALLEST, bold=True) * WIDER / 72
            assert inches < column.width - 0.2, word
    assert sum(column.width for column in scaled.columns) == 12.0


def test_columns_with_room_keep_their_proportions():
    scaled = table({"ก": 1.0, "ข": 3.0}).scaled_to(8.0)
    assert [column.width for column in scaled.columns] == [2.0, 6.0]


def test_one_long_word_does_not_take_the_table():
    scaled = table({"ก": 1.0, "ข": 9.0}, ["ก", "x" * 500])
    assert [column.width for column in scaled.scaled_to(10.0).columns] == [1.0, 9.0]
