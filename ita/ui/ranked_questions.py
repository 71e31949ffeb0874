"""The contents of the questions page, as one fragment."""

import streamlit as st

from ita.analysis.ranking import priorities
from ita.ui import priorities as priority_parts
from ita.ui import questions
from ita.ui.messages import show_empty
from ita.ui.sidebar import View


# A fragment, so that a change of a filter does not rerun the sidebar and its queries.
@st.fragment
def show_questions(view: View) -> None:
    """Show a sentence on the answer, the filters, and the ranking, question and table they give."""
    assessment, words = view.assessment, view.words
    if assessment.ranked.empty:
        show_empty(words("questions.none"))
    else:
        # On a phone the filters fill half of the first screen, so the answer goes above them.
        answer = st.container()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            items = questions.choose_items(assessment, words)
            by_potential = questions.choose_order(words) == "potential"
            rows = priorities(items) if by_potential else items
            chosen = questions.choose_question(rows, words)
        if chosen is None:
            questions.show_no_items(words, all_full=not items.empty)
        else:
            answer.markdown(
                priority_parts.describe_priority(rows, words)
                if by_potential
                else questions.describe_weakest(items, words)
            )
            left, right = st.columns([2, 3], gap="medium")
            # The ranking comes first: it is what a visitor waits for after changing a filter.
            with right:
                if by_potential:
                    priority_parts.show_priorities(rows, len(items) - len(rows), chosen, view)
                else:
                    questions.show_ranking(items, chosen, view)
            with left:
                questions.show_question(rows, chosen, assessment, words)
            if by_potential:
                priority_parts.show_priority_table(rows, assessment, words)
            else:
                questions.show_all_items(items, assessment, words)
