"""The measures that stand in the same document as the scores: the way to them in one step."""

import streamlit as st

from ita.language import Words
from ita.reading.measures import MeasureReading
from ita.ui.files.workbooks import OpenedFile
from ita.ui.plans import MEASURES
from ita.ui.results import ScoreContents

_PLANS = "_plans-of-documents"


def show_plan_of_document(each: OpenedFile[ScoreContents], words: Words) -> None:
    """How many measures a document holds, and a button that opens them as a plan.

    A workbook keeps its measures in a file of their own, as a rule; it is not read again for them.
    """
    if not any(sheet.places for sheet in each.sheets.values()):
        return
    plan = _plan(each)
    count = len(plan.contents.measures)
    if not count:
        return
    if st.button(
        words("data.measures_in_document", count=words.digits(count)),
        key=f"plan-of-{each.key}",
        icon=":material/checklist:",
    ):
        MEASURES.opened.clear()
        MEASURES.opened[plan.digest] = plan
        plan.in_use = True
        st.switch_page("pages/measures.py")


def _plan(each: OpenedFile[ScoreContents]) -> OpenedFile[MeasureReading]:
    """The document as a file of measures, which is read once in a visit."""
    plans: dict[str, OpenedFile[MeasureReading]] = st.session_state.setdefault(_PLANS, {})
    return plans.setdefault(each.digest, OpenedFile(MEASURES, each.name, each.data))
