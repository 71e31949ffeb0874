"""Data: open an office's file, answer what is in doubt, see the sheet, use it or save it."""

from ita.ui.data import library, page
from ita.ui.data.forms import forms
from ita.ui.files import opened
from ita.ui.sidebar import current_view

view = current_view()
words = view.words

page.introduction(words)
opened.choose_files(words)
page.open_files(view)
library.library(words)
forms(words)
