"""Questions: every question ranked by its score or by what the total can still win."""

from ita.ui.ranked_questions import show_questions
from ita.ui.sidebar import current_view

show_questions(current_view())
