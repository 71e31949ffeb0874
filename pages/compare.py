"""Compare: better than last year, better than others, and who is best at one's weakest points."""

import streamlit as st

from ita.ui.compare import page
from ita.ui.compare.agencies import choose_figure, compare_agencies
from ita.ui.compare.best import show_best_practice
from ita.ui.compare.years import compare_own_years
from ita.ui.sidebar import current_view

view = current_view()

with st.container(horizontal=True, vertical_alignment="bottom"):
    section = page.choose_section(view.words)
    key = choose_figure(view) if section == "agencies" else "total"
if section == "years":
    compare_own_years(view)
elif section == "agencies":
    compare_agencies(view, key)
else:
    show_best_practice(view)
