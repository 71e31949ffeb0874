"""Questions page: all questions, ranked by score or by potential."""

from ita.ui.ranked_questions import show_questions
from ita.ui.sidebar import current_view

show_questions(current_view())
