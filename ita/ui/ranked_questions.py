"""What the questions page shows, as one part that runs by itself after a click."""

import streamlit as st

from ita.analysis.ranking import priorities
from ita.ui import priorities as priority_parts
from ita.ui import questions
from ita.ui.messages import show_empty
from ita.ui.sidebar import View


# All that a filter changes, so that a click leaves the sidebar and its queries alone.
@st.fragment
def show_questions(view: View) -> None:
    """The answer in a sentence, the filters, and what they leave: ranking, question, table."""
    assessment, words = view.assessment, view.words
    if assessment.ranked.empty:
        show_empty(words("questions.none"))
    else:
        # On a phone the filters fill half of the first screen, so the answer stands above them.
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
            # The ranking is filled first, since it is what a change of the filter is waited for.
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
