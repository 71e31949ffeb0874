"""Data page: open a file, answer questions about it, view its sheets, use it or save it."""

from ita.ui.data.library import show_library
from ita.ui.data.page import choose_files, show_forms, show_introduction, show_opened_files
from ita.ui.sidebar import current_view

view = current_view()
words = view.words

show_introduction(words)
choose_files(words)
show_opened_files(view)
show_library(words)
show_forms(words)
