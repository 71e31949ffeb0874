"""Compare page: other years, other agencies, and the best agencies at the weakest indicators."""

import streamlit as st

from ita.ui.compare.agencies import choose_figure, compare_agencies
from ita.ui.compare.best import show_best_practice
from ita.ui.compare.group import load_group
from ita.ui.compare.notes import choose_limits, choose_section, show_no_group
from ita.ui.compare.years import compare_own_years
from ita.ui.sidebar import current_view

view = current_view()

row = st.container(horizontal=True, vertical_alignment="bottom")
with row:
    section = choose_section(view.words)
group = load_group(view.assessment) if section != "years" else None
if section == "years":
    compare_own_years(view)
elif group is None or group.is_alone:
    show_no_group(view, group)
else:
    with row:
        limited = choose_limits(group, view.words)
    if section == "agencies":
        with row:
            key = choose_figure(group, view.words)
        compare_agencies(view, limited, key)
    else:
        show_best_practice(view, limited)
