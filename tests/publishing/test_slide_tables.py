"""Columns of tables on paper: as wide as their words, also in a font wider than ours."""

from ita.publishing.content.listing import Column, Section, cell
from ita.publishing.slides.table import USUAL
from ita.publishing.slides.text import SMALLEST
from ita.publishing.table_fitting import fit_columns
from ita.publishing.text_metrics import text_width

# DejaVu Sans, which LibreOffice takes where the theme's font is missing, is so much wider.
WIDER = 1.27


def widths_of(widths, width, *rows):
    """The inches of columns with titles and widths, with a text in each cell of their rows."""
    columns = tuple(Column(title, share) for title, share in widths.items())
    section = Section(columns, tuple(tuple(cell(text) for text in row) for row in rows))
    return list(fit_columns(section, width, USUAL).widths)


def test_no_title_breaks_inside_a_word():
    titles = ("Instrument", "Overdue", "Not reported", "Responsible")
    shares = {"": 8.0} | dict.fromkeys(titles, 0.3)
    widths = widths_of(shares, 12.0, ["ข้อความยาวของข้อคำถาม"] * 5)
    for title, width in zip(shares, widths, strict=True):
        for word in title.split():
            inches = text_width(word, SMALLEST, bold=True) * WIDER / 72
            assert inches < width - 0.2, word
    assert sum(widths) == 12.0


def test_columns_with_room_keep_their_proportions():
    assert widths_of({"ก": 1.0, "ข": 3.0}, 8.0) == [2.0, 6.0]


def test_one_long_word_does_not_take_the_table():
    assert widths_of({"ก": 1.0, "ข": 9.0}, 10.0, ["ก", "x" * 500]) == [1.0, 9.0]
