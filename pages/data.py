"""Data: open an office's file, see what was understood and what is wrong, use it."""

from ita.ui import data, library
from ita.ui.view import current_view

view = current_view()
words = view.words

data.introduction(words)
data.open_files(data.choose_files(words), words)
data.in_use(words)
library.library(words)
data.forms(words)
