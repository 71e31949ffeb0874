"""What-if page: the total with changed scores, and the changes that reach a level or a total."""

import streamlit as st

from ita.ui.sidebar import current_view
from ita.ui.what_if import editor, goals, result
from ita.ui.what_if.scenario import read_draft

view = current_view()
assessment, words = view.assessment, view.words
draft = read_draft(assessment, words)

if draft.levers.empty:
    result.show_nothing_to_change(assessment, words)
else:
    result.show_answer(draft, words)
    result.show_cards(draft, words)
    left, right = st.columns([2, 3], gap="medium")
    with left:
        table = editor.choose_level(draft, words)
        editor.change_one(table, draft, words)
        editor.name_scenario(draft, words)
    with right:
        result.show_moves(draft, view)
    goals.show_goal(draft, words)
    editor.edit_table(table, draft, words)
